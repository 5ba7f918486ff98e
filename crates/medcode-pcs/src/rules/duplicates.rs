//! One procedure told several times is one code; of two tellings the one that says more of it
//! in words stands.

use crate::desk::Case;
use crate::draft::Draft;

pub(crate) fn apply(case: &mut Case<'_>) {
    let mut kept: Vec<Draft> = Vec::new();
    let mut rest: Vec<Draft> = Vec::new();
    let (told, other): (Vec<Draft>, Vec<Draft>) =
        std::mem::take(&mut case.drafts).into_iter().partition(Draft::is_reported);
    for draft in told {
        match kept.iter_mut().find(|k| same(k, &draft)) {
            Some(known) if surer(&draft, known) => {
                let evidence = std::mem::replace(known, draft).evidence;
                add(known, evidence);
            }
            Some(known) => add(known, draft.evidence),
            None => kept.push(draft),
        }
    }
    // What is reported is not withheld beside it, and nothing is withheld twice.
    for draft in other {
        let known = |d: &Draft| d.code == draft.code || (d.row == draft.row && d.is_reported());
        if !kept.iter().any(known) && !rest.iter().any(|d| d.code == draft.code) {
            rest.push(draft);
        }
    }
    case.drafts = kept;
    case.drafts.extend(rest);
}

/// Whether two drafts tell of one procedure: the same code, or the same part and way to treat
/// it where one of them stands by convention.
fn same(a: &Draft, b: &Draft) -> bool {
    if a.code == b.code {
        return true;
    }
    let diagnostic = |d: &Draft| d.code[6] == b'X';
    a.code[..3] == b.code[..3]
        && diagnostic(a) == diagnostic(b)
        && (a.code[3] == b.code[3] || a.row == b.row && general(a, b))
        && (a.row == b.row && a.assumed != b.assumed || a.row != b.row && a.code[3] == b.code[3])
}

/// Whether one of them names no body part in words.
fn general(a: &Draft, b: &Draft) -> bool {
    a.assumed.abs_diff(b.assumed) > 0 && a.evidence.len() != b.evidence.len()
}

fn surer(a: &Draft, b: &Draft) -> bool {
    (b.assumed, a.evidence.len()) > (a.assumed, b.evidence.len())
}

fn add(draft: &mut Draft, evidence: Vec<medcode_model::Span>) {
    for span in evidence {
        if !draft.evidence.iter().any(|e| e.overlaps(span)) {
            draft.evidence.push(span);
        }
    }
}
