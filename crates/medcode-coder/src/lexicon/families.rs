//! Words of one family: an adjective and its noun ("renal", "kidney"), a participle and
//! its noun ("infected", "infection"). The Index files under the noun what notes say with
//! the adjective.

/// Endings that turn one form into another; the result counts only where it is a word of
/// the Index, so a rule may be broader than the language.
const ENDINGS: &[(&str, &str)] = &[
    ("emic", "emia"),
    ("otic", "osis"),
    ("itic", "itis"),
    ("plegic", "plegia"),
    ("paretic", "paresis"),
    ("pathic", "pathy"),
    ("trophic", "trophy"),
    ("plastic", "plasia"),
    ("sthenic", "sthenia"),
    ("phasic", "phasia"),
    ("arthric", "arthria"),
    ("uric", "uria"),
    ("penic", "penia"),
    ("lytic", "lysis"),
    ("ized", "ization"),
    ("ated", "ation"),
    ("acted", "action"),
    ("ected", "ection"),
    ("ucted", "uction"),
    ("ested", "estion"),
    ("ured", "ure"),
    ("oid", "oidism"),
    ("ating", "ation"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ous", ""),
    ("al", ""),
    ("ar", "a"),
    ("ic", "ia"),
    ("ic", "y"),
    ("ic", "ism"),
    ("tic", "sis"),
];

/// The relatives of a folded word, the surest first.
pub(crate) fn relatives(word: &str) -> Vec<String> {
    let mut out: Vec<String> = by_hand(word).map(str::to_owned).collect();
    if word.len() < 5 || !word.is_ascii() {
        return out;
    }
    // Every ending of the list closes with one of these letters.
    let endings = if word.ends_with(['c', 'd', 'g', 's', 'l', 'r']) { ENDINGS } else { &[] };
    for (from, to) in endings {
        if let Some(stem) = word.strip_suffix(from)
            && stem.len() >= 3
        {
            out.push(format!("{stem}{to}"));
        }
    }
    out.dedup();
    out
}

/// The relatives that the table names. The table is sorted by its first column.
fn by_hand(word: &str) -> impl Iterator<Item = &'static str> {
    use medcode_kb::quick::QuickMap;
    use std::sync::OnceLock;
    static FAMILIES: OnceLock<QuickMap<&'static str, &'static str>> = OnceLock::new();
    let families = FAMILIES.get_or_init(|| {
        let table = medcode_lexicon::table("families").unwrap_or_default();
        let rows = table.lines().filter(|l| !l.starts_with('#'));
        rows.filter_map(|l| l.split_once('\t')).collect()
    });
    families.get(word).copied().unwrap_or_default().split_whitespace()
}
