//! Which part of a kind is drilled? A kind and a topic are a skill: that is what comes back.

use super::Kind;
use medcode::kb::query::Release;
use medcode_model::Code;
use std::fmt;

/// A part of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A chapter of the Tabular List.
    Chapter(u8),
    /// A section and a body system of ICD-10-PCS.
    System([u8; 2]),
    /// What begins with the same letter.
    Letter(u8),
    /// A rule, by its word.
    Rule(&'static str),
}

/// The rules that are drilled one by one: the word and what it is about.
const RULES: [(&str, &str); 22] = [
    ("mg", "milligrams"),
    ("mcg", "micrograms"),
    ("g", "grams"),
    ("units", "units of the drug"),
    ("mce", "age edit of the Medicare Code Editor"),
    ("trimester", "trimesters"),
    ("weeks", "completed weeks"),
    ("exempt", "exempt from POA"),
    ("there", "there at admission"),
    ("later", "not there at admission"),
    ("unclear", "nobody can tell"),
    ("component", "professional and technical component"),
    ("indicator", "indicators of the fee schedule"),
    ("visit", "visits around a procedure"),
    ("again", "another procedure in the global period"),
    ("pair", "pairs of the NCCI"),
    ("therapy", "timed therapy"),
    ("anesthesia", "anesthesia time"),
    ("critical", "critical care"),
    ("psychotherapy", "psychotherapy"),
    ("office", "office visits by time"),
    ("age", "services by age"),
];

impl Topic {
    /// The rule of a word.
    pub(super) fn rule(word: &str) -> Option<Self> {
        RULES.iter().find(|(w, _)| *w == word).map(|(w, _)| Self::Rule(w))
    }

    /// The chapter of a diagnosis.
    pub(super) fn of_row(release: &Release, row: u32) -> Option<Self> {
        let chapter = release.chapter_of(row).and_then(|n| release.chapters().get(n));
        chapter.map(|c| Self::Chapter(c.chapter))
    }

    /// The section and body system of a procedure.
    pub(super) const fn of_procedure(code: &Code) -> Self {
        let chars = code.bytes();
        Self::System([chars[0], chars[1]])
    }

    fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_at_checked(1)?;
        match (kind, rest.as_bytes()) {
            ("c", _) if rest.parse::<u8>().is_ok() => rest.parse().ok().map(Self::Chapter),
            ("s", [a, b]) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => {
                Some(Self::System([*a, *b]))
            }
            ("l", [letter]) if letter.is_ascii_alphanumeric() => Some(Self::Letter(*letter)),
            ("r", _) => Self::rule(rest),
            _ => None,
        }
    }

    /// In words.
    #[must_use]
    pub fn says(self) -> String {
        match self {
            Self::Chapter(n) => format!("chapter {n}"),
            Self::System([a, b]) => format!("tables {}{}", char::from(a), char::from(b)),
            Self::Letter(letter) => format!("{}-", char::from(letter)),
            Self::Rule(word) => {
                RULES.iter().find(|(w, _)| *w == word).map_or(word, |(_, says)| says).to_owned()
            }
        }
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chapter(n) => write!(f, "c{n}"),
            Self::System([a, b]) => write!(f, "s{}{}", char::from(*a), char::from(*b)),
            Self::Letter(letter) => write!(f, "l{}", char::from(*letter)),
            Self::Rule(word) => write!(f, "r{word}"),
        }
    }
}

/// What a drill practises, and what comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Skill {
    /// The kind.
    pub kind: Kind,
    /// The part of it.
    pub topic: Topic,
}

impl Skill {
    /// Reads `drill.seventh.c19`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, topic) = text.strip_prefix("drill.")?.split_once('.')?;
        Some(Self { kind: Kind::parse(kind)?, topic: Topic::parse(topic)? })
    }
}

impl fmt::Display for Skill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drill.{}.{}", self.kind.id(), self.topic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skill_is_read_as_it_was_written_and_others_are_none() {
        let rules = RULES.iter().map(|(w, _)| Topic::Rule(w));
        let others = [Topic::Chapter(22), Topic::System(*b"0D"), Topic::Letter(b'G')];
        for topic in rules.chain(others) {
            for kind in Kind::ALL {
                let skill = Skill { kind, topic };
                assert_eq!(Skill::parse(&skill.to_string()), Some(skill));
                assert!(!topic.says().is_empty());
            }
        }
        for text in [
            "drill.seventh",
            "drill.seventh.x1",
            "drill.none.c1",
            "drill.pcs.s0",
            "cm-01",
            "drill.pcs.é",
        ] {
            assert_eq!(Skill::parse(text), None, "{text}");
        }
        let name = "drill.seventh.2026-05-12.1.1";
        assert_eq!(Skill::parse(name), None, "the name of a drill is no skill");
    }
}
