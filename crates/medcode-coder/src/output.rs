//! The case as the outside sees it.

use crate::case::{Case, Draft, Fate, Origin};
use medcode_model::{Coded, Evidence, Mode, Query, Suggestion, Withheld};

/// What coding a note gives.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Codes to report, in sequence.
    pub suggestions: Vec<Suggestion>,
    /// Codes seen and not reported.
    pub withheld: Vec<Withheld>,
    /// Questions to the provider.
    pub queries: Vec<Query>,
    /// What the confidence of each suggestion rests on, in their order.
    pub signs: Vec<Vec<&'static str>>,
}

pub(crate) fn write(case: &Case<'_>) -> Outcome {
    let mut out = Outcome::default();
    for draft in &case.drafts {
        let coded = coded(case, draft);
        if draft.is_reported() {
            out.signs.push(crate::resolve::signs(case, draft));
        }
        match &draft.fate {
            Fate::Report => out.suggestions.push(Suggestion {
                coded,
                rank: out.suggestions.len() as u32 + 1,
                confidence: draft.confidence,
                reasons: draft.reasons.clone(),
                authority: draft.authority.iter().map(|a| (*a).to_owned()).collect(),
                modifiers: Vec::new(),
                units: None,
                poa: draft.poa,
                billing_context: None,
                pointers: Vec::new(),
            }),
            Fate::Withhold { reason, detail, authority } => out.withheld.push(Withheld {
                coded,
                reason: *reason,
                detail: detail.clone(),
                authority: authority.iter().map(|a| (*a).to_owned()).collect(),
            }),
        }
    }
    if case.facts.mode == Mode::Report {
        out.queries = crate::queries::ask(case);
    }
    out
}

fn coded(case: &Case<'_>, draft: &Draft) -> Coded {
    let (path, path_source) = match draft.origin {
        Origin::Index(node) => {
            let mark = if case.release.index_is_rebuilt() {
                " (rebuilt, not the publisher's file)"
            } else {
                ""
            };
            let kind = case
                .release
                .index_nodes()
                .get(node as usize)
                .map_or("Alphabetic Index", |n| n.kind().name());
            (case.release.index_path(node), format!("{kind}{mark}"))
        }
        Origin::Lexicon(n) => {
            let phrase = case.lexicon.phrase(n);
            let source = phrase.map_or("", |p| p.source);
            let path =
                source.rsplit("Index: ").next().filter(|_| source.contains("Index: ")).map_or_else(
                    || vec![phrase.map_or("", |p| p.text).to_owned()],
                    |p| p.split(" > ").map(str::to_owned).collect(),
                );
            (path, format!("lexicon: {source}"))
        }
        Origin::Title(row) => (vec![case.title(row).text.clone()], "Tabular List".to_owned()),
        Origin::Guideline => (Vec::new(), "Official Guidelines".to_owned()),
    };
    Coded {
        code: draft.code,
        title: case.title(draft.row).text.clone(),
        evidence: draft.evidence.iter().map(|&span| Evidence { span }).collect(),
        path,
        path_source,
    }
}
