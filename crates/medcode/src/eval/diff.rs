//! What changed between two runs on the same sets?

use super::counts::Counts;
use std::collections::{BTreeMap, BTreeSet};

/// What a run said of one code of one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The note.
    pub note: String,
    /// The code.
    pub code: String,
    /// Its chapter.
    pub chapter: String,
    /// `right`, `missing`, `wrong`, `trap`, `first` or `order`.
    pub kind: String,
    /// Of an error, why.
    pub cause: String,
    /// The words.
    pub words: Vec<String>,
}

impl Verdict {
    fn is_right(&self) -> bool {
        self.kind == "right"
    }

    fn says(&self) -> String {
        if self.is_right() { self.kind.clone() } else { format!("{} ({})", self.kind, self.cause) }
    }
}

/// The verdicts of a run on one set in one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The set.
    pub set: String,
    /// The system.
    pub system: String,
    /// All verdicts.
    pub verdicts: Vec<Verdict>,
}

/// A code whose verdict changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The note.
    pub note: String,
    /// The code.
    pub code: String,
    /// Its chapter.
    pub chapter: String,
    /// What the first run said of it; `-` where it said nothing.
    pub before: String,
    /// What the second run said.
    pub after: String,
    /// The words.
    pub words: Vec<String>,
}

/// The difference of two runs on one set in one system.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The set.
    pub set: String,
    /// The system.
    pub system: String,
    /// Codes of the set in the first run and in the second.
    pub counts: [Counts; 2],
    /// Errors that are gone.
    pub better: Vec<Change>,
    /// Errors that are new.
    pub worse: Vec<Change>,
    /// Errors of another kind or cause than before.
    pub moved: Vec<Change>,
    /// Errors by cause, before and after.
    pub causes: BTreeMap<String, [u32; 2]>,
    /// Counts by chapter, before and after.
    pub chapters: BTreeMap<String, [Counts; 2]>,
}

/// Compares the runs that have a set and a system in common.
#[must_use]
pub fn diff(before: &[Run], after: &[Run]) -> Vec<Diff> {
    let same = |a: &&Run, b: &Run| a.set == b.set && a.system == b.system;
    after.iter().filter_map(|b| Some(of_runs(before.iter().find(|a| same(a, b))?, b))).collect()
}

/// A code may be missing and also stand out of order: those are two verdicts.
type Key<'a> = (&'a str, &'a str, bool, usize);

fn keyed(run: &Run) -> BTreeMap<Key<'_>, &Verdict> {
    let mut out = BTreeMap::new();
    for verdict in &run.verdicts {
        let order = matches!(verdict.kind.as_str(), "first" | "order");
        // The same code on several lines of a note: one after another.
        let n =
            (0..).find(|n| !out.contains_key(&(&*verdict.note, &*verdict.code, order, *n))).unwrap_or(0);
        out.insert((verdict.note.as_str(), verdict.code.as_str(), order, n), verdict);
    }
    out
}

fn of_runs(before: &Run, after: &Run) -> Diff {
    let mut out = Diff { set: after.set.clone(), system: after.system.clone(), ..Diff::default() };
    for (n, run) in [before, after].into_iter().enumerate() {
        for verdict in &run.verdicts {
            count(&mut out, n, verdict);
        }
    }
    let (old, new) = (keyed(before), keyed(after));
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let (a, b) = (old.get(key), new.get(key));
        let Some(some) = b.or(a) else { continue };
        let says = |v: Option<&&Verdict>| v.map_or_else(|| "-".to_owned(), |v| v.says());
        let change = Change {
            note: some.note.clone(),
            code: some.code.clone(),
            chapter: some.chapter.clone(),
            before: says(a),
            after: says(b),
            words: some.words.clone(),
        };
        let fault = |v: Option<&&Verdict>| v.is_some_and(|v| !v.is_right());
        match (fault(a), fault(b)) {
            (true, false) => out.better.push(change),
            (false, true) => out.worse.push(change),
            (true, true) if change.before != change.after => out.moved.push(change),
            // A tolerated code that became or ceased to be a right one is no change.
            _ => {}
        }
    }
    out
}

fn count(out: &mut Diff, n: usize, verdict: &Verdict) {
    if !verdict.is_right() {
        out.causes.entry(verdict.cause.clone()).or_default()[n] += 1;
    }
    let chapter = &mut out.chapters.entry(verdict.chapter.clone()).or_default()[n];
    for counts in [chapter, &mut out.counts[n]] {
        match verdict.kind.as_str() {
            "right" => counts.right += 1,
            "missing" => counts.missing += 1,
            "wrong" | "trap" => counts.wrong += 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(verdicts: &[(&str, &str, &str)]) -> Vec<Run> {
        let verdict = |&(note, code, kind): &(&str, &str, &str)| Verdict {
            note: note.into(),
            code: code.into(),
            chapter: code[..1].into(),
            kind: kind.into(),
            cause: if kind == "right" { String::new() } else { "not-recognised".into() },
            words: vec![],
        };
        let verdicts = verdicts.iter().map(verdict).collect();
        vec![Run { set: "s".into(), system: "ICD10CM".into(), verdicts }]
    }

    #[test]
    fn errors_gone_new_and_moved_are_told_apart() {
        let a = run(&[("1", "E11.9", "missing"), ("1", "I10", "right"), ("2", "R05.9", "wrong")]);
        let b = run(&[("1", "E11.9", "right"), ("1", "I10", "missing"), ("2", "R05.9", "trap")]);
        let diff = &diff(&a, &b)[0];
        let codes = |c: &[Change]| c.iter().map(|c| c.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(&diff.better), ["E11.9"]);
        assert_eq!(codes(&diff.worse), ["I10"]);
        assert_eq!(codes(&diff.moved), ["R05.9"]);
        assert_eq!(diff.causes["not-recognised"], [2, 2]);
        assert_eq!(diff.chapters["E"].map(|c| c.right), [0, 1]);
    }

    #[test]
    fn a_wrong_code_that_is_no_longer_suggested_is_an_error_gone() {
        let diff = &diff(&run(&[("1", "R05.9", "wrong")]), &run(&[]))[0];
        assert_eq!((diff.better.len(), diff.worse.len()), (1, 0));
    }
}
