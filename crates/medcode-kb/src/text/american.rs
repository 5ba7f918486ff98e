//! What is the American form of a British spelling?

use std::borrow::Cow;

/// British spellings that occur inside clinical words, and their American form. A rule may
/// touch words it need not (`ae` in `aerobic` is kept by the list of exceptions): both the
/// tables and the notes go through it, so they still meet.
const BRITISH: &[(&str, &str)] = &[
    ("haem", "hem"),
    ("aemi", "emi"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("diarrhoea", "diarrhea"),
    ("rrhoea", "rrhea"),
    ("foet", "fet"),
    ("anaesth", "anesth"),
    ("paed", "ped"),
    ("gynaec", "gynec"),
    ("caec", "cec"),
    ("orthopaed", "orthoped"),
    ("leukaem", "leukem"),
    ("tumour", "tumor"),
    ("colour", "color"),
    ("behaviour", "behavior"),
    ("labour", "labor"),
    ("fibre", "fiber"),
    ("goitre", "goiter"),
    ("litre", "liter"),
    ("centre", "center"),
    ("sulph", "sulf"),
    ("faec", "fec"),
    ("coeliac", "celiac"),
    ("dyspnoea", "dyspnea"),
    ("apnoea", "apnea"),
    ("pnoea", "pnea"),
    ("ischaem", "ischem"),
    ("aetiol", "etiol"),
    ("manoeuv", "maneuv"),
    ("homoeo", "homeo"),
    ("ulcerat", "ulcerat"),
    ("isation", "ization"),
    ("paralyse", "paralyze"),
];

/// American spelling of an ASCII word.
pub(super) fn american(word: String) -> String {
    if !may_be_british(&word) {
        return word;
    }
    let mut word = Cow::Owned::<str>(word);
    for (british, american) in BRITISH {
        if word.contains(british) {
            word = Cow::Owned(word.replace(british, american));
        }
    }
    word.into_owned()
}

/// Whether a word has letters in a row that some British spelling has: most have not, and
/// looking for each spelling is slow.
fn may_be_british(word: &str) -> bool {
    word.as_bytes().windows(4).any(|four| {
        matches!(
            four,
            [b'a' | b'o', b'e', _, _]
                | [_, b'a' | b'o', b'e', _]
                | [b'b' | b'i' | b'l' | b'm', b'o', b'u', b'r']
                | [b'i', b'b' | b't', b'r', b'e']
                | b"ntre"
                | b"ulph"
                | b"isat"
                | b"lyse"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_british_spelling_is_looked_for() {
        for (british, american) in BRITISH {
            assert!(may_be_british(british) || british == american, "{british}");
        }
    }
}
