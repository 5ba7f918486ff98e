//! JSON with positions: every value knows the bytes it was read from, numbers keep their digits,
//! and a long list goes by element by element.

mod parse;
mod path;
mod stream;
mod value;
mod write;

pub use parse::{Broken, parse};
pub use path::Lines;
pub use stream::{Element, elements};
pub use value::{Kind, Value};
pub use write::{list, number, object, pretty, text};
