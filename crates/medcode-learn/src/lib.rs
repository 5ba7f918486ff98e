//! What does a learner practise, and how is it graded?
//!
//! Charts and questions are files (`learning/`, embedded; or a folder of the user's own); drills are
//! made from the installed releases. Grading is the matching of `medcode eval` with an explanation.
//! No clock and no printing: the caller says what day it is.

#![forbid(unsafe_code)]

mod answers;
pub mod ce;
mod chart;
pub mod check;
mod cite;
pub mod drill;
mod embedded;
pub mod exam;
pub mod grade;
pub mod ground;
mod in_use;
pub mod lesson;
mod library;
pub mod mastery;
mod mistake;
mod progress;
mod question;
mod schedule;
mod session;

pub use answers::{Given, read_answers};
pub use chart::{Chart, ChartCode, Level, Slip, read_chart};
pub use cite::Cite;
pub use library::Library;
pub use mistake::Mistake;
pub use progress::{Attempt, Progress, after_drill};
pub use question::{Blind, Choice, Credential, Question, Valid, read_questions};
pub use schedule::{Card, reviewed};
pub use session::{Wanted, pick};
