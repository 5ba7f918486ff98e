//! Which codes do the user's own rules and our lexicon name? They too break when a code retires.

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
                count: 1,
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
        count: 1,
        places: vec![format!("lexicon: {}", s.term)],
        stem: s.code_text.ends_with('-'),
    };
    synonyms().iter().map(of).collect()
}
