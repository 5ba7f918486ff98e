//! What does a statement rest on? Public authorities; those in the installed files can be looked up.

use std::fmt;

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cite {
    /// A section of the ICD-10-CM Official Guidelines: `I.A.15`.
    Guideline(String),
    /// A paragraph of the ICD-10-PCS Official Guidelines: `B3.2`.
    PcsGuideline(String),
    /// A code, category, block or chapter of the Tabular List.
    Tabular(String),
    /// Main term and subterms of the Alphabetic Index.
    Index(Vec<String>),
    /// The first three characters of an ICD-10-PCS table.
    PcsTable(String),
    /// A value of the ICD-10-PCS definitions.
    PcsDefinition(String),
    /// A HCPCS code or modifier.
    Hcpcs(String),
    /// A law, a manual: not in the installed files.
    Other(String),
}

impl Cite {
    /// Reads one citation; none where nothing is written.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let after = |prefix: &str| text.strip_prefix(prefix).map(|rest| rest.trim().to_owned());
        let known = after("OCG-PCS ")
            .map(Self::PcsGuideline)
            .or_else(|| after("OCG-").map(|n| Self::Guideline(n.replace("Appendix ", "Appendix-"))))
            .or_else(|| after("ICD-10-CM Tabular ").map(Self::Tabular))
            .or_else(|| after("ICD-10-CM Index ").map(|path| Self::Index(terms(&path))))
            .or_else(|| after("ICD-10-PCS Table ").map(Self::PcsTable))
            .or_else(|| after("ICD-10-PCS Definitions ").map(Self::PcsDefinition))
            .or_else(|| after("HCPCS ").map(Self::Hcpcs));
        (!text.is_empty()).then(|| known.unwrap_or_else(|| Self::Other(text.to_owned())))
    }

    /// Reads citations that stand behind each other, with semicolons between them.
    #[must_use]
    pub fn read_all(text: &str) -> Vec<Self> {
        text.split(';').filter_map(Self::read).collect()
    }
}

fn terms(path: &str) -> Vec<String> {
    path.split(',').map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
}

impl fmt::Display for Cite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guideline(n) => write!(f, "OCG-{n}"),
            Self::PcsGuideline(n) => write!(f, "OCG-PCS {n}"),
            Self::Tabular(n) => write!(f, "ICD-10-CM Tabular {n}"),
            Self::Index(path) => write!(f, "ICD-10-CM Index {}", path.join(", ")),
            Self::PcsTable(n) => write!(f, "ICD-10-PCS Table {n}"),
            Self::PcsDefinition(n) => write!(f, "ICD-10-PCS Definitions {n}"),
            Self::Hcpcs(n) => write!(f, "HCPCS {n}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cite;

    #[test]
    fn a_citation_is_written_as_it_was_read() {
        for text in [
            "OCG-I.C.13.d.2",
            "OCG-PCS B3.15",
            "ICD-10-CM Tabular chapter 13",
            "ICD-10-CM Index Cataract, senile, nuclear",
            "ICD-10-PCS Table 0QS",
            "ICD-10-PCS Definitions Change",
            "HCPCS RT",
            "42 CFR 482.24",
        ] {
            assert_eq!(Cite::read(text).unwrap().to_string(), text);
        }
        assert_eq!(Cite::read("  "), None);
        assert_eq!(Cite::read_all("OCG-II; ").len(), 1);
    }
}
