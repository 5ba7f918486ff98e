//! Which official phrases can the words of a note mean? The matching tables of one release.
//!
//! A *term* is an official phrase (a path of the Alphabetic Index, an inclusion term, a
//! title, a row of a table) as a set of words and the code it leads to. A note states a
//! term when it holds all its required words close together, in any order: "fracture of the
//! left distal radius". Terms are filed under their rarest required word, so a reader looks
//! only at the terms that one of its words makes possible.
//!
//! ```text
//! terms.words   the words, the rarest first, one after the other
//! terms.ends    where each word ends in terms.words
//! terms.slots   hash table from a word to its number
//! terms.first   for each word the first term filed under it
//! terms.rows    the terms, by the word they are filed under
//! terms.bags    their word numbers, required then optional
//! ```

mod build;
mod gather;
mod phrase;
mod runs;
mod view;
mod vocabulary;

pub use build::{attach, of_phrases, sections};
pub use phrase::{LETTER_A, title_words};
pub use runs::Runs;
pub use view::{Term, TermKind, Terms};
pub use vocabulary::WordId;

/// A term of more required words than this is a sentence, not a name.
const LONGEST: usize = 12;
