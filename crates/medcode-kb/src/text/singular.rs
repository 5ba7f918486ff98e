//! What is the singular of a word?

use super::list::WordList;

/// Words that end in `s` in the singular, beyond what the endings tell; sorted.
const SINGULARS: &[&str] = &[
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

static ALREADY_SINGULAR: WordList = WordList::new(SINGULARS);

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

/// Of each first letter the last letters of the irregular plurals, and their lengths, as bits: few
/// words need to be looked for among them.
const IRREGULAR_ENDS: [(u32, u32); 26] = {
    let mut ends = [(0, 0); 26];
    let mut at = 0;
    while at < IRREGULAR.len() {
        let word = IRREGULAR[at].0.as_bytes();
        let of_letter = &mut ends[(word[0] - b'a') as usize];
        of_letter.0 |= 1 << (word[word.len() - 1] - b'a');
        of_letter.1 |= 1 << word.len();
        at += 1;
    }
    ends
};

fn may_be_irregular(word: &str) -> bool {
    let letter = |b: Option<&u8>| b.filter(|b| b.is_ascii_lowercase()).map(|b| b - b'a');
    let (first, last) = (letter(word.as_bytes().first()), letter(word.as_bytes().last()));
    first.zip(last).is_some_and(|(first, last)| {
        let (ends, lengths) = IRREGULAR_ENDS[usize::from(first)];
        word.len() < 32 && ends >> last & 1 == 1 && lengths >> word.len() & 1 == 1
    })
}

/// Makes an ASCII word singular.
pub(super) fn singular(word: &mut String) {
    if may_be_irregular(word)
        && let Ok(at) = IRREGULAR.binary_search_by(|(many, _)| (*many).cmp(word.as_str()))
    {
        word.clear();
        word.push_str(IRREGULAR[at].1);
        return;
    }
    let n = word.len();
    let keeps = matches!(word.as_bytes(), [.., b's' | b'u' | b'i', b's']);
    if n < 4 || !word.ends_with('s') || keeps || ALREADY_SINGULAR.has(word) {
        return;
    }
    if word.ends_with("ies") && n > 4 {
        word.truncate(n - 3);
        word.push('y');
    } else if ["sses", "ches", "shes", "xes", "zes"].iter().any(|end| word.ends_with(end)) {
        word.truncate(n - 2);
    } else {
        word.truncate(n - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(SINGULARS.is_sorted());
        assert!(IRREGULAR.is_sorted());
    }

    #[test]
    fn every_irregular_plural_is_looked_for() {
        let one_of = |many: &str| {
            let mut word = many.to_owned();
            singular(&mut word);
            word
        };
        for (many, one) in IRREGULAR {
            assert_eq!(one_of(many), *one);
        }
        for word in SINGULARS.iter().filter(|w| IRREGULAR.iter().all(|(many, _)| many != *w)) {
            assert_eq!(one_of(word), *word);
        }
    }
}
