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

/// Whether two drafts tell of one procedure: the same operation on the same body system, and
/// where their characters differ one of them has it by convention.
fn same(a: &Draft, b: &Draft) -> bool {
    let open = a.assumed | b.assumed;
    a.code[..3] == b.code[..3]
        && (3..7).all(|n| a.code[n] == b.code[n] || open & (1 << n) != 0)
        // Substances and supports given at two places by different words are two.
        && (a.code[3] == b.code[3] || a.row == b.row || a.code[0] == b'0')
        && (a.code[6] == b'X') == (b.code[6] == b'X')
}

fn surer(a: &Draft, b: &Draft) -> bool {
    (b.assumed.count_ones(), a.evidence.len()) > (a.assumed.count_ones(), b.evidence.len())
}

fn add(draft: &mut Draft, evidence: Vec<medcode_model::Span>) {
    for span in evidence {
        if !draft.evidence.iter().any(|e| e.overlaps(span)) {
            draft.evidence.push(span);
        }
    }
}
