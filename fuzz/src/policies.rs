//! Rules of the user's own, coverage articles, Medicare Code Editor lists.

use medcode_kb::tables::ReleaseWriter;
use medcode_model::Problem;
use medcode_release::sources::cms::{coverage, mce};
use medcode_rules::own;

/// A file of rules, exceptions and limits.
pub fn own_rules(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = own::read("fuzz", "0", text);
    inside(&read.problems, bytes);
    own::Policy::of(vec![read.value]);
}

/// The lists of the Medicare Code Editor in both forms, and every table of coverage articles.
pub fn policies(bytes: &[u8]) {
    inside(&mce::read(bytes).problems, bytes);
    let mut tables = coverage::Tables::default();
    for kind in coverage::KINDS {
        let read = coverage::read(kind, bytes);
        inside(&read.problems, bytes);
        tables.rows.insert(kind, read.value);
    }
    let mut out = ReleaseWriter::default();
    tables.join(&mut out).0.write(&mut out);
}

/// Problems point into the input.
fn inside(problems: &[Problem], bytes: &[u8]) {
    for problem in problems {
        assert!(problem.position.byte <= bytes.len() as u64, "{problem}");
    }
}
