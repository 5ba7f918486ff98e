//! Cutting text into tokens and folding each to the form that tables are keyed by.
//!
//! Folding is light on purpose: case, accents, possessives, plurals and British spelling.
//! A stemmer is too blunt for code assignment ("organic" is not "organ").

use std::borrow::Cow;

/// A token with the bytes it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The token as written.
    pub raw: &'a str,
}

/// Cuts text into words and numbers; everything else separates.
///
/// An apostrophe inside a word belongs to it (`Crohn's`), a dot or comma between digits
/// belongs to the number (`27.5`, `1,000`); hyphens and slashes separate.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let skip = rest.find(char::is_alphanumeric)?;
        let start = at + skip;
        let end = start + word_len(&text[start..]);
        at = end;
        Some(Token { start, end, raw: &text[start..end] })
    })
}

/// Length in bytes of the word at the start of `text`.
fn word_len(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            previous = c;
            continue;
        }
        let next = chars.peek().map_or(' ', |&(_, c)| c);
        let joins = match c {
            '\'' | '\u{2019}' => previous.is_alphabetic() && next.is_alphabetic(),
            '.' | ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
            _ => false,
        };
        if !joins {
            return at;
        }
        previous = c;
    }
    text.len()
}

/// Folds one token: lower case, no accents, no possessive, singular, American spelling.
#[must_use]
pub fn fold(raw: &str) -> String {
    let mut word = String::with_capacity(raw.len());
    for c in raw.chars() {
        fold_char(c, &mut word);
    }
    if let Some(cut) = word.strip_suffix("'s") {
        word.truncate(cut.len());
    }
    word.retain(|c| c != '\'' && c != ',');
    if word.bytes().any(|b| b.is_ascii_digit()) || !word.is_ascii() {
        return word;
    }
    american(singular(word))
}

/// The folded tokens of a text.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    tokens(text).map(|t| fold(t.raw)).filter(|w| !w.is_empty()).collect()
}

/// Lower case without accents.
fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    let plain = match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'æ' => "ae",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'œ' => "oe",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        '\u{2019}' => "'",
        other => {
            out.push(other);
            return;
        }
    };
    out.push_str(plain);
}

/// Words that end in `s` in the singular, beyond what the endings tell; sorted.
const ALREADY_SINGULAR: &[&str] = &[
    "always",
    "as",
    "ascites",
    "biceps",
    "bus",
    "cardiovas",
    "caries",
    "diabetes",
    "does",
    "facies",
    "feces",
    "forceps",
    "gas",
    "has",
    "herpes",
    "his",
    "iris",
    "is",
    "its",
    "lens",
    "measles",
    "menses",
    "molluscum",
    "mumps",
    "naris",
    "pancreas",
    "pelvis",
    "penis",
    "perhaps",
    "plus",
    "pons",
    "pus",
    "quadriceps",
    "rabies",
    "rickets",
    "scabies",
    "sequelae",
    "series",
    "shingles",
    "species",
    "tabes",
    "this",
    "tinnitus",
    "triceps",
    "us",
    "versus",
    "was",
    "yaws",
    "yes",
];

/// Plurals that follow no ending rule; sorted.
const IRREGULAR: &[(&str, &str)] = &[
    ("abscesses", "abscess"),
    ("appendices", "appendix"),
    ("bacteria", "bacterium"),
    ("biopsies", "biopsy"),
    ("bronchi", "bronchus"),
    ("bullae", "bulla"),
    ("calculi", "calculus"),
    ("calves", "calf"),
    ("cervices", "cervix"),
    ("children", "child"),
    ("diagnoses", "diagnosis"),
    ("diverticula", "diverticulum"),
    ("emboli", "embolus"),
    ("feet", "foot"),
    ("fungi", "fungus"),
    ("ganglia", "ganglion"),
    ("indices", "index"),
    ("knives", "knife"),
    ("lives", "life"),
    ("men", "man"),
    ("metastases", "metastasis"),
    ("nevi", "nevus"),
    ("ova", "ovum"),
    ("petechiae", "petechia"),
    ("pneumoniae", "pneumoniae"),
    ("prostheses", "prosthesis"),
    ("sequelae", "sequela"),
    ("sinuses", "sinus"),
    ("stenoses", "stenosis"),
    ("teeth", "tooth"),
    ("testes", "testis"),
    ("thrombi", "thrombus"),
    ("thromboses", "thrombosis"),
    ("varices", "varix"),
    ("vertebrae", "vertebra"),
    ("viruses", "virus"),
    ("women", "woman"),
];

/// The singular of an ASCII word.
fn singular(word: String) -> String {
    if let Ok(at) = IRREGULAR.binary_search_by(|(many, _)| (*many).cmp(word.as_str())) {
        return IRREGULAR[at].1.to_owned();
    }
    let n = word.len();
    if n < 4 || !word.ends_with('s') || ALREADY_SINGULAR.binary_search(&word.as_str()).is_ok() {
        return word;
    }
    if ["ss", "us", "is", "ous"].iter().any(|end| word.ends_with(end)) {
        return word;
    }
    if word.ends_with("ies") && n > 4 {
        return format!("{}y", &word[..n - 3]);
    }
    if ["sses", "ches", "shes", "xes", "zes"].iter().any(|end| word.ends_with(end)) {
        return word[..n - 2].to_owned();
    }
    word[..n - 1].to_owned()
}

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
fn american(word: String) -> String {
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

/// Whether a word has two letters in a row that some British spelling has: most have not, and
/// looking for each spelling is slow.
fn may_be_british(word: &str) -> bool {
    const PAIRS: [&[u8; 2]; 7] = [b"ae", b"oe", b"ou", b"re", b"lp", b"sa", b"ys"];
    word.as_bytes().windows(2).any(|two| PAIRS.iter().any(|pair| two == *pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_british_spellings_have_their_pair() {
        assert!(ALREADY_SINGULAR.is_sorted());
        assert!(IRREGULAR.is_sorted());
        for (british, american) in BRITISH {
            assert!(may_be_british(british) || british == american, "{british}");
        }
    }

    #[test]
    fn words_are_cut_where_a_coder_would_cut_them() {
        let cut = |t| tokens(t).map(|t| t.raw).collect::<Vec<_>>();
        assert_eq!(
            cut("Crohn's dz, L-spine/hip 27.5 kg"),
            ["Crohn's", "dz", "L", "spine", "hip", "27.5", "kg"]
        );
        assert_eq!(cut("pt. c/o pain."), ["pt", "c", "o", "pain"]);
        assert_eq!(cut(""), Vec::<&str>::new());
    }

    #[test]
    fn plural_possessive_accent_and_spelling_meet() {
        for (a, b) in [
            ("Fractures", "fracture"),
            ("Crohn's", "crohn"),
            ("Ménière's", "meniere"),
            ("anaemia", "anemia"),
            ("haemorrhoids", "hemorrhoid"),
            ("diabetes", "diabetes"),
            ("biopsies", "biopsy"),
            ("abscesses", "abscess"),
            ("metastases", "metastasis"),
            ("pelvis", "pelvis"),
            ("tumours", "tumor"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn tokens_point_into_the_text() {
        let text = "naïve Sjögren’s x2";
        for token in tokens(text) {
            assert_eq!(&text[token.start..token.end], token.raw);
        }
        assert_eq!(words(text), ["naive", "sjogren", "x2"]);
    }
}
