//! Which procedure is the principal one? The one done for definitive treatment rather than to
//! look or to support, and of those the one most related to the principal diagnosis (UHDDS).

use crate::desk::Case;
use crate::draft::Draft;

pub(crate) fn apply(case: &mut Case<'_>) {
    let principal = case.stay.diagnoses.first().and_then(|d| d.coded.code.compact().chars().next());
    case.drafts
        .sort_by_key(|d| (!d.is_reported(), class(d), !related(d, principal), d.hit.first, d.code));
}

/// 0 treats, 1 supports life, 2 puts in a line or tube, 3 finds out, 4 by policy only.
fn class(draft: &Draft) -> u8 {
    let code = &draft.code;
    if draft.optional {
        return 4;
    }
    match (code[0], code[2]) {
        (b'0', b'J') | (b'4' | b'B' | b'C' | b'F', _) => 3,
        (b'0', b'B' | b'9' | b'D') if code[6] == b'X' => 3,
        (b'0', b'H') if draft.starts("02HV") || draft.starts("06H") || draft.starts("0BH1") => 2,
        (b'0' | b'1' | b'X' | b'G', _) => 0,
        (b'5', _) => 1,
        _ => 3,
    }
}

/// Whether a procedure is on the system that the chapter of the principal diagnosis is about.
fn related(draft: &Draft, chapter: Option<char>) -> bool {
    let system = char::from(draft.code[1]);
    let systems = match chapter {
        Some('A' | 'B') => "JHK",
        Some('C' | 'D') => "7BDFGHTUV",
        Some('E') => "GJHY",
        Some('G') => "0W1",
        Some('H') => "89",
        Some('I') => "2345613A",
        Some('J') => "BCW",
        Some('K') => "DFW",
        Some('L') => "HJ",
        Some('M') => "KLMNPQRS",
        Some('N') => "TUV",
        Some('O') => "U0",
        Some('P' | 'Z') => "6V",
        Some('S' | 'T') => "NPQRSHJ0W",
        _ => "",
    };
    if draft.starts("5A1") || draft.starts("5A0") {
        return chapter == Some('J');
    }
    systems.contains(system)
}
