//! Which table or index, which of its columns, and which choice does a link name?

use medcode_model::SourceKind;

/// Tables and indexes by the words that links call them.
const NAMES: &[(&str, SourceKind)] = &[
    ("table of drugs and chemicals", SourceKind::CmDrug),
    ("table of drugs and biologicals", SourceKind::CmDrug),
    ("table of drugs", SourceKind::CmDrug),
    ("drugs and chemicals", SourceKind::CmDrug),
    ("table of neoplasms", SourceKind::CmNeoplasm),
    ("neoplasm table", SourceKind::CmNeoplasm),
    ("index to diseases and injuries", SourceKind::CmIndex),
    ("index to diseases", SourceKind::CmIndex),
    ("index to disease", SourceKind::CmIndex),
    ("index to external causes", SourceKind::CmExternalCause),
    ("external cause index", SourceKind::CmExternalCause),
    ("external causes", SourceKind::CmExternalCause),
    ("external cause", SourceKind::CmExternalCause),
];

/// The table or index that a link begins with, and the rest of the link.
pub(super) fn named(text: &str) -> Option<(SourceKind, &str)> {
    NAMES.iter().find_map(|(name, kind)| {
        let head = text.get(..name.len())?;
        let rest = &text[name.len()..];
        let ends = rest.is_empty() || rest.starts_with([',', ' ']);
        (ends && head.eq_ignore_ascii_case(name)).then_some((*kind, rest.trim_start_matches([',', ' '])))
    })
}

/// "see specified substance": any entry of the same table.
pub(super) fn any_of_this_file(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.starts_with("specif") || lower.starts_with("by specific") || lower == "substance specified"
}

/// Whether a link goes to the Table of Neoplasms.
pub(super) fn is_neoplasm(text: &str) -> bool {
    text.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("neoplasm"))
        && !text[8..].starts_with(|c: char| c.is_alphabetic() && c != 's')
}

/// The columns of the Table of Neoplasms by the words of a link (OCG I.C.2).
const NEOPLASM: &[(&str, u8)] = &[
    ("malignant, secondary", 1),
    ("secondary, malignant", 1),
    ("malignant, primary", 0),
    ("uncertain behavior", 4),
    ("unspecified behavior", 5),
    ("secondary", 1),
    ("in situ", 2),
    ("benign", 3),
    ("uncertain", 4),
    ("malignant", 0),
];

/// The columns of the Table of Drugs and Chemicals by the words of a link. Poisoning
/// without a stated intent is accidental (OCG I.C.19.e.5.b).
const DRUG: &[(&str, u8)] = &[
    ("adverse effect", 4),
    ("with 6th character 5", 4),
    ("with final character 5", 4),
    ("underdosing", 5),
    ("with 6th character 6", 5),
    ("with final character 6", 5),
    ("assault", 2),
    ("undetermined", 3),
    ("poisoning", 0),
    ("accident", 0),
];

/// The column that a link names, and the link without it.
pub(super) fn column(kind: SourceKind, text: &str) -> (String, Option<u8>) {
    let names = match kind {
        SourceKind::CmNeoplasm => NEOPLASM,
        SourceKind::CmDrug => DRUG,
        _ => return (text.to_owned(), None),
    };
    let segments: Vec<&str> = text.split(',').map(str::trim).collect();
    for (name, column) in names {
        let wanted: Vec<&str> = name.split(", ").collect();
        let here = segments.windows(wanted.len()).position(|window| {
            window.iter().zip(&wanted).all(|(segment, name)| segment.eq_ignore_ascii_case(name))
        });
        if let Some(at) = here {
            let mut rest = segments.clone();
            rest.drain(at..at + wanted.len());
            return (rest.join(", "), Some(*column));
        }
    }
    (text.to_owned(), None)
}

/// What a link leaves to choose: the path before `by site`, `by type`, ... and the choice.
pub(super) fn cut_choice(text: &str) -> (&str, Option<&str>) {
    let lower = text.to_ascii_lowercase();
    for by in [", by ", " by "] {
        if let Some(at) = lower.find(by) {
            let choice = text[at + by.len()..].trim();
            return (text[..at].trim_end_matches([',', ' ']), Some(choice));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_columns_and_choices_are_told_apart() {
        assert_eq!(
            named("Table of Drugs and Chemicals, by drug"),
            Some((SourceKind::CmDrug, "by drug"))
        );
        assert_eq!(named("External cause by type"), Some((SourceKind::CmExternalCause, "by type")));
        assert_eq!(named("Tablet"), None);
        let rest = |kind, text| column(kind, text);
        assert_eq!(
            rest(SourceKind::CmNeoplasm, "Neoplasm, skin, benign"),
            ("Neoplasm, skin".to_owned(), Some(3))
        );
        assert_eq!(rest(SourceKind::CmNeoplasm, "Neoplasm, malignant, secondary").1, Some(1));
        assert_eq!(rest(SourceKind::CmDrug, "lead, adverse effect").1, Some(4));
        assert_eq!(cut_choice("Injury, by site"), ("Injury", Some("site")));
        assert_eq!(cut_choice("Discharge, firearm by type"), ("Discharge, firearm", Some("type")));
        assert!(is_neoplasm("Neoplasm, by site") && !is_neoplasm("Neoplasia, endocrine"));
    }
}
