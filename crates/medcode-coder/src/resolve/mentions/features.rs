//! What is known of a mention and a level of its code, as names that the weights know.

use super::level;
use crate::case::{Case, Draft};
use crate::mention::Match;
use medcode_kb::terms::TermKind;
use medcode_model::{Experiencer, Presence, Temporality};

/// The features of one level: its row is between the row named and that of the draft.
pub(super) fn of(
    case: &Case<'_>,
    found: &Match,
    (part, again): (bool, bool),
    draft: &Draft,
    (named, row, by_rule): (u32, u32, bool),
) -> Vec<String> {
    let code = case.release.code(row);
    let mut out = vec![
        "all".to_owned(),
        format!("kind={}", kind(found)),
        format!("words={}", found.words.min(4)),
        format!("gap={}", gap(found.cost)),
        format!("level={}", place(case, named, row)),
        format!("chapter={}", char::from(code.bytes()[0])),
        format!("code={}", code.compact()),
    ];
    let mut add = |is: bool, name: &str| {
        if is {
            out.push(name.to_owned());
        }
    };
    add(by_rule, "rule");
    add(part && !again, "part");
    add(again, "again");
    add(found.optional > 0, "optional");
    let at = draft.context.assertion;
    add(at.presence == Presence::Possible, "possible");
    add(matches!(at.presence, Presence::Conditional | Presence::Hypothetical), "hypothetical");
    add(at.experiencer != Experiencer::Patient, "another");
    add(at.temporality == Temporality::Past, "past");
    add(at.temporality == Temporality::Planned, "planned");
    if found.tokens.len() <= 3 {
        let words: Vec<&str> = found.tokens.iter().map(|&t| case.doc.folded(t as usize)).collect();
        out.push(format!("phrase={}>{}", words.join(" "), code.compact()));
    }
    out
}

fn kind(found: &Match) -> &'static str {
    match found.kind {
        TermKind::Lexicon if found.of_mentions => "mention",
        TermKind::Lexicon => "lexicon",
        TermKind::Index => "index",
        TermKind::Neoplasm => "neoplasm",
        TermKind::Inclusion => "inclusion",
        TermKind::Title => "title",
        TermKind::ExternalCause => "cause",
        TermKind::Drug => "drug",
    }
}

fn gap(cost: f32) -> &'static str {
    match cost {
        c if c < 0.01 => "none",
        c if c < 0.25 => "small",
        c if c < 0.7 => "middle",
        _ => "wide",
    }
}

/// Where a level lies, and what it is.
fn place(case: &Case<'_>, named: u32, row: u32) -> String {
    let release = case.release;
    let above = release.parent(row);
    let lies = match above {
        _ if row == named => "named",
        Some(above) if level::is_unsaid(release, row, above) => "unsaid",
        _ => "said",
    };
    let is = match release.is_billable(row) {
        true => "complete",
        false if level::is_split(release, row) => "split",
        false => "header",
    };
    format!("{lies}-{is}")
}
