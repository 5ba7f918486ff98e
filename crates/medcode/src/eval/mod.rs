//! Scoring `code` on labelled notes: the project's microscope.

mod cause;
mod counts;
mod diff;
mod doubt;
mod encounter;
mod judge;
mod lines;
mod reliability;
mod score;
mod set;
mod tally;

pub use cause::Cause;
pub use counts::Counts;
pub use diff::{Change, Diff, Run, Verdict, diff};
pub use doubt::{Doubt, set_aside};
pub use encounter::encounter;
pub use judge::{Answer, Beside, Judged, Matched, judge};
pub use reliability::{Bin, calibration_error, reliability};
pub use score::{Hit, Miss, NoteScore, score};
pub use set::{Gold, Labelled, Trap};
pub use tally::{Report, Share, Tally, report};
