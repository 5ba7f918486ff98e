//! Which fetus? The seventh character 0 for a single one (OCG I.C.15.a.6).

use crate::case::Case;

/// Of one fetus says 0 what a number beside the words was taken for another.
pub(super) fn number(case: &mut Case<'_>) {
    let twins = case.drafts.iter().any(|d| d.under("O30") && d.context.assertion.is_affirmed())
        || !case.places.any(&["twin", "triplet", "twin gestation"]).is_empty();
    if twins {
        which(case);
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        if !draft.under("O") || code.len() != 7 || code.ends_with('0') {
            continue;
        }
        let single = format!("{}0", &code[..6]);
        case.recode(at, &single, "a single fetus", "OCG-I.C.15.a.6");
    }
}

/// Codes of a fetus, which a seventh character tells apart.
const OF_A_FETUS: &[&str] = &["O31", "O32", "O33", "O35", "O36", "O40", "O41", "O60", "O64", "O69"];

/// "Twin A footling breech": the first fetus is meant.
fn which(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        let Some(&first) = draft.tokens.iter().min() else { continue };
        if code.len() != 7 || !code.ends_with('0') || !OF_A_FETUS.iter().any(|c| draft.under(c)) {
            continue;
        }
        let first = first as usize;
        let named = (first.saturating_sub(4)..first).rev().find_map(|t| {
            let twin = matches!(case.doc.folded(t), "twin" | "baby" | "fetus");
            let number = match case.doc.folded(t + 1) {
                "a" | "1" => '1',
                "b" | "2" => '2',
                "c" | "3" => '3',
                _ => return None,
            };
            twin.then_some(number)
        });
        let Some(number) = named else { continue };
        let own = format!("{}{number}", &code[..6]);
        case.recode(at, &own, "the fetus that is named", "OCG-I.C.15.a.6");
    }
}
