//! Which document does the number of a rule stand for?

/// The documents, by how the numbers of their parts begin.
const DOCUMENTS: [(&str, &str, &str); 18] = [
    ("OCG-", "ICD-10-CM Official Guidelines for Coding and Reporting (CDC/NCHS, CMS)", "section"),
    ("ICD-10-CM-Tabular", "ICD-10-CM Tabular List (CDC/NCHS)", ""),
    ("MCE-", "Definitions of Medicare Code Edits (CMS)", "edit"),
    ("MCD-Article", "Medicare Coverage Database, articles (CMS)", ""),
    ("MCPM-", "Medicare Claims Processing Manual, Pub. 100-04 (CMS)", "chapter and section"),
    ("MBPM-", "Medicare Benefit Policy Manual, Pub. 100-02 (CMS)", "chapter and section"),
    ("NCCI-PTP", "NCCI procedure-to-procedure edits (CMS)", ""),
    ("NCCI-MUE", "NCCI medically unlikely edits (CMS)", ""),
    ("NCCI-AOC", "NCCI add-on code edits (CMS)", ""),
    ("NCCI-", "NCCI Policy Manual for Medicare Services (CMS)", "chapter and section"),
    ("PFS-", "Medicare physician fee schedule, relative value file PPRRVU (CMS)", "indicator"),
    ("HCPCS-", "HCPCS Level II quarterly file (CMS)", "modifier"),
    ("CMS-POS", "Place of service code set (CMS)", ""),
    ("NUBC-", "Uniform billing codes of the National Uniform Billing Committee", "field"),
    ("CPT-", "CPT (American Medical Association), the licensee's own book", "modifier or number"),
    ("X12-837-", "ASC X12N 005010 837 implementation guides", "element or segment"),
    ("45-CFR-", "Code of Federal Regulations, title 45", "section"),
    ("42-CFR-", "Code of Federal Regulations, title 42", "section"),
];

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authority<'i> {
    /// The document.
    pub document: &'static str,
    /// What its parts are called; empty where the document has none that is cited.
    pub part: &'static str,
    /// The part, as the document numbers it; words after it tell rules of one part apart.
    pub number: &'i str,
}

/// The authority that a rule's number names; none where it names no document.
#[must_use]
pub fn of(id: &str) -> Option<Authority<'_>> {
    let (begins, document, part) = DOCUMENTS.iter().find(|(begins, ..)| id.starts_with(begins))?;
    let number = &id[begins.len()..];
    // A document with parts is cited by one, one without by itself.
    (part.is_empty() == number.is_empty()).then_some(Authority { document, part, number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;
    use std::collections::BTreeSet;

    /// Numbers of the sections of the Official Guidelines, facts that the project holds.
    const SECTIONS: &str = include_str!("../../medcode-release/data/guideline-sections.tsv");

    #[test]
    fn every_rule_rests_on_a_section_or_a_named_document() {
        let sections: BTreeSet<&str> = SECTIONS.lines().filter(|l| !l.starts_with('#')).collect();
        let book = registry::ALL.iter().map(|r| (r.name, r.id));
        let lost: Vec<String> = book
            .filter(|(_, id)| match of(id) {
                Some(found) if id.starts_with("OCG-") => {
                    let appendix = found.number.starts_with("Appendix");
                    !appendix && !sections.contains(found.number)
                }
                found => found.is_none(),
            })
            .map(|(name, id)| format!("{name}: {id}"))
            .collect();
        assert!(lost.is_empty(), "{lost:#?}");
    }

    #[test]
    fn a_number_leads_to_its_document() {
        assert_eq!(of("MCE-4").map(|a| (a.part, a.number)), Some(("edit", "4")));
        assert!(of("NCCI-1-E.59").is_some_and(|a| a.document.contains("Policy Manual")));
        assert!(of("NCCI-MUE").is_some_and(|a| a.number.is_empty()));
        assert_eq!(of("MCE-"), None);
        assert_eq!(of("hearsay"), None);
    }
}
