//! Which codes does a coder mean by these words? The search index of one release.
//!
//! One index covers one release of one code system and lives in that release's file as a few
//! sections of plain bytes. [`SearchBuilder`] writes them at install; [`SearchView`] borrows them
//! and answers without copying. Opening looks at a header of sixteen bytes.
//!
//! ```text
//! search.head      format, number of entries, words and blocks
//! search.words     the folded words in order, front-coded in blocks of sixteen, each with the
//!                  length of its posting list
//! search.blocks    where each block begins, in search.words and in search.postings
//! search.postings  for each word the entries that hold it, as runs
//! search.weights   for each entry the information its words carry (a byte)
//! search.kinds     for each entry its kind and prior (a byte)
//! search.docs      for each entry the row the caller gave
//! search.sources   for each entry the node or note it came from
//! ```
//!
//! The vocabulary is front-coded rather than an `fst`: the size is the same, a posting list is
//! found without a further table, one walk serves prefixes and misspellings, and every read is
//! checked here, so that damaged bytes give wrong answers or an error and never a panic.

mod asked;
mod bits;
mod builder;
mod bytes;
mod column;
mod near;
mod postings;
mod query;
mod quick;
mod rank;
mod reading;
mod resolve;
mod spelling;
mod view;
mod vocabulary;
mod weight;

pub use asked::{Asked, Narrowed};
pub use builder::{Entry, EntryKind, NEUTRAL_PRIOR, SearchBuilder, Sections};
pub use query::{Expand, Expansion, NoExpansion, ParsedQuery, parse};
pub use reading::WhyMatched;
pub use view::{Hit, SearchError, SearchView};

/// Longest word kept, in bytes; the rest of a longer one is cut off.
const LONGEST_WORD: usize = 40;
