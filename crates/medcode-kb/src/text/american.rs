//! What is the American form of a British spelling?

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

/// Makes the spelling of an ASCII word American.
pub(super) fn american(word: &mut String) {
    if !may_be_british(word) {
        return;
    }
    for (british, american) in BRITISH {
        if word.contains(british) {
            *word = word.replace(british, american);
        }
    }
}

/// Whether a word has letters in a row that some British spelling has: most have not, and
/// looking for each spelling is slow.
fn may_be_british(word: &str) -> bool {
    let letters = word.as_bytes();
    let rare = |two: &[u8]| RARE[usize::from(two[0] & 31)] >> (two[1] & 31) & 1 == 1;
    letters.windows(2).any(rare)
        && letters.windows(4).any(|four| {
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

/// Two letters in a row, one pair of which every spelling has that is looked for: of each first
/// letter (its low five bits) the second ones, as bits.
const RARE: [u32; 32] = {
    let pairs = [b"ae", b"oe", b"ou", b"br", b"tr", b"lp", b"sa", b"ys"];
    let mut out = [0; 32];
    let mut at = 0;
    while at < pairs.len() {
        out[(pairs[at][0] & 31) as usize] |= 1 << (pairs[at][1] & 31);
        at += 1;
    }
    out
};

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
