//! How far does a coded note agree with what its case expects?

use crate::expected::{COLUMNS, Expected};
use medcode::CodedNote;
use medcode::em::{Column, Level};

/// What one case adds to the measures.
#[derive(Default)]
pub(crate) struct Judged {
    /// The number of the visit, with those that go with it.
    pub(crate) level: bool,
    /// Modifiers of the visit, where it is billed.
    pub(crate) modifiers: bool,
    /// What chose it: new or established, decision making or time, a close call, a query.
    pub(crate) choice: bool,
    /// Elements counted as they should be, and all that were or should have been.
    pub(crate) elements: (usize, usize),
    /// What differs.
    pub(crate) differs: Vec<String>,
}

impl Judged {
    /// Whether every element that counts was counted, and none besides.
    pub(crate) fn all_elements(&self) -> bool {
        self.elements.0 == self.elements.1
    }
}

pub(crate) fn judge(expected: &Expected, coded: &CodedNote) -> Judged {
    let mut out = Judged { modifiers: true, choice: true, ..Judged::default() };
    let Some(level) = &coded.level else {
        out.differs.push("no level at all".to_owned());
        return out;
    };
    let code = level.code.map(|c| c.compact().to_owned());
    let mut also: Vec<(String, u32)> =
        level.also.iter().map(|a| (a.code.compact().to_owned(), a.units)).collect();
    also.sort();
    let mut wanted = expected.also.clone();
    wanted.sort();
    out.level = code == expected.code && also == wanted;
    if !out.level {
        out.differs.push(format!("{code:?} {also:?}, not {:?} {wanted:?}", expected.code));
    }
    modifiers(expected, coded, level, &mut out);
    choice(expected, coded, level, &mut out);
    for (n, column) in [&level.problems, &level.data, &level.risk].into_iter().enumerate() {
        if let Some(wanted) = &expected.columns[n] {
            elements(COLUMNS[n], wanted, &kinds(n, column), &mut out);
        }
    }
    out
}

fn modifiers(expected: &Expected, coded: &CodedNote, level: &Level, out: &mut Judged) {
    let Some(code) = level.code else { return };
    let line = coded.outcome.suggestions.iter().find(|s| s.coded.code == code);
    let mut got = line.map(|s| s.modifiers.clone()).unwrap_or_default();
    got.sort();
    // Preventive visits take theirs from the set.
    out.modifiers = got == expected.modifiers || expected.by.as_deref() == Some("kind");
    if !out.modifiers {
        out.differs.push(format!("modifiers {got:?}, not {:?}", expected.modifiers));
    }
}

fn choice(expected: &Expected, coded: &CodedNote, level: &Level, out: &mut Judged) {
    let standing = level.standing.map(|s| s.id().to_owned());
    if expected.standing.is_some() && standing.is_some() && standing != expected.standing {
        out.differs.push(format!("{standing:?}, not {:?}", expected.standing));
        out.choice = false;
    }
    if expected.by.as_deref().is_some_and(|by| by != level.by.id()) {
        out.differs.push(format!("by {}, not {:?}", level.by.id(), expected.by));
        out.choice = false;
    }
    if expected.borderline && !level.borderline {
        out.differs.push("not called a close call".to_owned());
        out.choice = false;
    }
    let asked =
        |words: &String| coded.outcome.queries.iter().any(|q| q.question.contains(words.as_str()));
    if let Some(words) = expected.query.as_ref().filter(|w| !asked(w)) {
        out.differs.push(format!("not asked: {words}"));
        out.choice = false;
    }
}

/// The kinds counted; of risks only those that decide the column.
fn kinds(column: usize, of: &Column) -> Vec<String> {
    let decides = |e: &&medcode::em::Element| column != 2 || e.step == of.step;
    let mut out: Vec<String> = of.counted.iter().filter(decides).map(|e| e.kind.to_owned()).collect();
    out.sort();
    out
}

fn elements(name: &str, wanted: &[String], got: &[String], out: &mut Judged) {
    let mut rest = got.to_vec();
    let mut right = 0;
    for kind in wanted {
        if let Some(at) = rest.iter().position(|k| k == kind) {
            rest.remove(at);
            right += 1;
        }
    }
    out.elements.0 += right;
    out.elements.1 += wanted.len() + rest.len();
    if right < wanted.len() || !rest.is_empty() {
        out.differs.push(format!("{name}: {got:?}, not {wanted:?}"));
    }
}
