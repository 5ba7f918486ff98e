//! What claim would the labels of a note make? The rule book is asked of it, to find wrong labels
//! and wrong rules.

use super::{Gold, Labelled};
use crate::encounter::{Reported, Visit, claim_of};
use medcode_model::{BillingContext, Claim, CodeSystem, Date, Setting};

/// The claim of the labels that are required; with `optional`, of the others too.
#[must_use]
pub fn encounter(labelled: &Labelled, date: Date, optional: bool) -> Claim {
    let note = &labelled.note;
    let setting = note.setting.unwrap_or(Setting::Office);
    let billing = note.billing.unwrap_or(BillingContext::of(setting));
    let age = note.age.map(f32::from);
    let visit = Visit { setting, billing, age, sex: note.sex, date };
    let billed = |g: &&Gold| g.billing_context.is_none_or(|b| b == billing);
    let mut gold: Vec<&Gold> =
        labelled.gold.iter().filter(|g| optional || g.required).filter(billed).collect();
    gold.sort_by_key(|g| (place(g.code.system()), g.rank));
    claim_of(&visit, gold.into_iter().map(reported))
}

/// Diagnoses stand before procedures, those before lines.
const fn place(system: CodeSystem) -> u8 {
    match system {
        CodeSystem::Icd10Cm => 0,
        CodeSystem::Icd10Pcs => 1,
        CodeSystem::Hcpcs | CodeSystem::Cpt => 2,
    }
}

fn reported(gold: &Gold) -> Reported<'_> {
    Reported {
        code: gold.code,
        modifiers: gold.modifiers.as_deref().unwrap_or_default(),
        units: gold.units,
        poa: gold.poa.as_deref(),
        pointers: &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use medcode_model::{Code, Note};

    #[test]
    fn diagnoses_stand_by_rank_and_optional_ones_only_if_asked() {
        let gold = |code: &str, rank, required| Gold {
            rank: Some(rank),
            required,
            ..Gold::plain(Code::cm(code).unwrap())
        };
        let labelled = Labelled {
            note: Note::of_text(String::new()),
            gold: vec![gold("I10", 2, true), gold("E11.9", 1, true), gold("Z79.84", 3, false)],
            traps: Vec::new(),
            acceptable_first: Vec::new(),
            systems: Vec::new(),
        };
        let codes = |optional| {
            let claim = encounter(&labelled, Date::new(2026, 5, 12).unwrap(), optional);
            claim.diagnoses.iter().map(|d| d.code.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(codes(false), ["E119", "I10"]);
        assert_eq!(codes(true), ["E119", "I10", "Z7984"]);
    }
}
