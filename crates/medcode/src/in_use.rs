//! Which codes do the user's own rules, our lexicon and our crosswalk name? They too break when a code
//! retires.

use crate::Engine;
use medcode_diff::Use;
use medcode_lexicon::synonyms;
use medcode_model::CodeSystem;
use medcode_rules::own::Policy;

/// The codes that rules of the user's own ask about, with the rule and its line.
#[must_use]
pub fn own_codes(policy: &Policy) -> Vec<Use> {
    let mut out = Vec::new();
    for (file, rule) in policy.rules() {
        for (system, code) in rule.when.codes() {
            out.push(Use {
                code: code.to_owned(),
                system,
                count: 0,
                last: None,
                places: vec![format!("{}:{} rule {}", file.name, rule.line, rule.name)],
                stem: true,
            });
        }
    }
    out
}

/// The codes that our own wordings lead to.
#[must_use]
pub fn lexicon_codes() -> Vec<Use> {
    let of = |s: &medcode_lexicon::Synonym| Use {
        code: s.code_text.trim_end_matches(['-', '.']).to_owned(),
        system: Some(CodeSystem::Icd10Cm),
        count: 0,
        last: None,
        places: vec![format!("lexicon: {}", s.term)],
        stem: s.code_text.ends_with('-'),
    };
    synonyms().iter().map(of).collect()
}

impl Engine {
    /// The codes that the user's own rules ask about.
    #[must_use]
    pub fn own_codes(&self) -> Vec<Use> {
        own_codes(self.rules().policy())
    }

    /// The numbers that the open crosswalk leads to, but for those it keeps as retired.
    #[must_use]
    pub fn crosswalk_codes(&self) -> Vec<Use> {
        let of = |row: &medcode_services::crosswalk::Row| Use {
            code: row.code.to_string(),
            system: Some(row.code.system()),
            count: 0,
            last: None,
            places: vec![format!("crosswalk: {}", row.label)],
            stem: false,
        };
        self.crosswalk().rows().iter().filter(|row| row.to.is_none()).map(of).collect()
    }
}
