//! Which items suit which domain of an exam: a table, a line a source.

use crate::drill::Kind;
use crate::mistake::{Log, cut};
use crate::{Credential, Mistake};
use medcode_model::Setting;

/// The name of the file under `learning/`.
pub(crate) const FILE: &str = "exam-topics.tsv";

const COLUMNS: [&str; 3] = ["credential", "domain", "takes"];

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The credential.
    pub credential: Credential,
    /// The domain, as `exams.tsv` names it.
    pub domain: String,
    /// Where items come from.
    pub takes: Takes,
    /// Its line.
    pub line: usize,
}

/// Where items come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Takes {
    /// Questions of a folder, or of a file: `guidelines`, `cpt/cpt-visits`.
    Questions(String),
    /// One question.
    Question(String),
    /// Drills of a kind.
    Drill(Kind),
    /// Charts of a setting, asked for one part of their codes in four answers.
    Case(Part, Setting),
    /// Charts with a service of these CPT numbers, asked for their services in four answers.
    Services(u32, u32),
    /// Charts of a setting that are coded whole.
    Chart(Setting),
}

/// The part of a chart's codes that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// ICD-10-CM.
    Diagnoses,
    /// ICD-10-PCS.
    Procedures,
    /// CPT and HCPCS.
    Services,
}

impl Part {
    /// The word in the file.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Diagnoses => "diagnoses",
            Self::Procedures => "procedures",
            Self::Services => "services",
        }
    }
}

impl Takes {
    fn read(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ')?;
        let rest = rest.trim();
        let setting = || Setting::ALL.into_iter().find(|s| s.id() == rest);
        Some(match word {
            "questions" => Self::Questions(rest.to_owned()),
            "question" => Self::Question(rest.to_owned()),
            "drill" => Self::Drill(Kind::parse(rest)?),
            "diagnoses" => Self::Case(Part::Diagnoses, setting()?),
            "procedures" => Self::Case(Part::Procedures, setting()?),
            "services" => {
                let (from, to) = rest.split_once('-')?;
                Self::Services(from.parse().ok()?, to.parse().ok()?)
            }
            "chart" => Self::Chart(setting()?),
            _ => return None,
        })
    }
}

/// Reads the table, and says what is wrong in it by line and column.
#[must_use]
pub fn read_topics(file: &str, text: &str) -> (Vec<Topic>, Vec<Mistake>) {
    let mut log = Log::of(file);
    let mut lines = (1..).zip(text.lines());
    if lines.next().is_none_or(|(_, head)| head.split('\t').ne(COLUMNS)) {
        log.add(1, format!("the first line names the columns: {}", COLUMNS.join(", ")));
        return (Vec::new(), log.mistakes);
    }
    let mut out: Vec<Topic> = Vec::new();
    for (n, line) in lines.filter(|(_, l)| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [credential, domain, takes] = cells[..] else {
            log.add(n, format!("{} columns; a topic has 3, a tab between them", cells.len()));
            continue;
        };
        let (of, source) = (Credential::parse(credential), Takes::read(takes));
        if of.is_none() {
            let what = format!("`{}` is none of CPC, CIC, CCS, CCA", cut(credential));
            log.add(n, format!("column 1 (credential): {what}"));
        }
        if source.is_none() {
            log.add(
                n,
                format!(
                    "column 3 (takes): `{}`: write questions FOLDER, question ID, drill KIND, \
                     diagnoses, procedures or chart SETTING, or services LOW-HIGH",
                    cut(takes)
                ),
            );
        }
        if let (Some(credential), Some(takes)) = (of, source) {
            out.push(Topic { credential, domain: domain.to_owned(), takes, line: n });
        }
    }
    (out, log.mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (Vec<Topic>, Vec<Mistake>) {
        read_topics(FILE, &format!("credential\tdomain\ttakes\n{line}\n"))
    }

    #[test]
    fn every_source_is_read() {
        for (text, takes) in [
            ("questions cpt/cpt-visits", Takes::Questions("cpt/cpt-visits".into())),
            ("question t-01", Takes::Question("t-01".into())),
            ("drill seventh", Takes::Drill(Kind::Seventh)),
            ("diagnoses ed", Takes::Case(Part::Diagnoses, Setting::Ed)),
            ("services 00100-01999", Takes::Services(100, 1999)),
            ("chart inpatient", Takes::Chart(Setting::Inpatient)),
        ] {
            let (topics, wrong) = read(&format!("CPC\tx\t{text}"));
            assert_eq!((topics[0].takes.clone(), wrong.len()), (takes, 0), "{text}");
        }
    }

    #[test]
    fn a_mistake_names_its_line_and_its_column() {
        for (line, told) in [
            ("XYZ\tx\tdrill pcs", "column 1 (credential)"),
            ("CPC\tx\tdrill none", "column 3 (takes)"),
            ("CPC\tx\tservices 1", "column 3 (takes)"),
            ("CPC\tx", "2 columns"),
        ] {
            let (topics, wrong) = read(line);
            assert!(
                topics.is_empty() && wrong[0].line == 2 && wrong[0].what.starts_with(told),
                "{wrong:?}"
            );
        }
    }
}
