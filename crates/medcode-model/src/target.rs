//! Instructional notes of the Tabular List and the codes they name.

use crate::Code;
use crate::code::begins;
use std::fmt;

/// The kinds of instructional notes (OCG Section I.A.10 to I.A.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NoteKind {
    /// Includes (I.A.10).
    Includes = 0,
    /// Inclusion term (I.A.11).
    InclusionTerm = 1,
    /// Excludes1: not coded here (I.A.12.a).
    Excludes1 = 2,
    /// Excludes2: not included here (I.A.12.b).
    Excludes2 = 3,
    /// Code first (I.A.13).
    CodeFirst = 4,
    /// Use additional code (I.A.13).
    UseAdditional = 5,
    /// Code also (I.A.17).
    CodeAlso = 6,
    /// The sentence that stands above a list of seventh characters (I.A.5).
    SeventhCharacter = 7,
    /// Any other note.
    Note = 8,
}

impl NoteKind {
    /// All kinds, in table order.
    pub const ALL: [Self; 9] = [
        Self::Includes,
        Self::InclusionTerm,
        Self::Excludes1,
        Self::Excludes2,
        Self::CodeFirst,
        Self::UseAdditional,
        Self::CodeAlso,
        Self::SeventhCharacter,
        Self::Note,
    ];

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Includes => "includes",
            Self::InclusionTerm => "inclusion-term",
            Self::Excludes1 => "excludes1",
            Self::Excludes2 => "excludes2",
            Self::CodeFirst => "code-first",
            Self::UseAdditional => "use-additional",
            Self::CodeAlso => "code-also",
            Self::SeventhCharacter => "seventh-character",
            Self::Note => "note",
        }
    }

    /// The heading as the Tabular prints it.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Includes => "Includes",
            Self::InclusionTerm => "Inclusion term",
            Self::Excludes1 => "Excludes1",
            Self::Excludes2 => "Excludes2",
            Self::CodeFirst => "Code first",
            Self::UseAdditional => "Use additional code",
            Self::CodeAlso => "Code also",
            Self::SeventhCharacter => "7th character",
            Self::Note => "Note",
        }
    }

    /// The kind a table row holds as a number.
    #[must_use]
    pub fn from_u8(n: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|k| *k as u8 == n)
    }
}

/// Which character a note's restriction speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum CharPlace {
    /// No restriction.
    #[default]
    None = 0,
    /// The fourth character.
    Fourth = 4,
    /// The fifth.
    Fifth = 5,
    /// The sixth.
    Sixth = 6,
    /// The seventh.
    Seventh = 7,
    /// "with fifth or sixth character 5": the intent character of T36-T65, which is the
    /// sixth where the code has one and the fifth otherwise.
    FifthOrSixth = 56,
    /// "with final character 5": the last one before the seventh.
    Final = 255,
}

impl CharPlace {
    /// The place a table row holds as a number.
    #[must_use]
    pub const fn from_u8(n: u8) -> Self {
        match n {
            4 => Self::Fourth,
            5 => Self::Fifth,
            6 => Self::Sixth,
            7 => Self::Seventh,
            56 => Self::FifthOrSixth,
            255 => Self::Final,
            _ => Self::None,
        }
    }
}

/// Codes that a note names: one code or a range, everything under them, and sometimes a
/// restriction on one character (`T36-T50 with fifth or sixth character 5`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// First code or category of the range.
    pub from: Code,
    /// Last one; the same as `from` for a single code.
    pub to: Code,
    /// Which character is restricted.
    pub place: CharPlace,
    /// The characters allowed there, as bits: 0-9 then A-Z. Zero where nothing is restricted.
    pub chars: u64,
}

impl Target {
    /// One code and everything under it.
    #[must_use]
    pub const fn one(code: Code) -> Self {
        Self { from: code, to: code, place: CharPlace::None, chars: 0 }
    }

    /// A range of codes and everything under each.
    #[must_use]
    pub const fn range(from: Code, to: Code) -> Self {
        Self { from, to, place: CharPlace::None, chars: 0 }
    }

    /// The bit of a character in [`Target::chars`].
    #[must_use]
    pub const fn bit(c: u8) -> u64 {
        match c {
            b'0'..=b'9' => 1 << (c - b'0'),
            b'A'..=b'Z' => 1 << (c - b'A' + 10),
            _ => 0,
        }
    }

    /// Whether the code is one of those named.
    #[must_use]
    pub fn matches(&self, code: &Code) -> bool {
        if code.system() != self.from.system() {
            return false;
        }
        // Padded with zeros, the bytes sort as the codes do.
        let (sorted, to) = (code.sorted(), self.to.sorted());
        let high = sorted <= to || begins(sorted, to);
        sorted >= self.from.sorted() && high && self.character_fits(code.bytes(), code.len())
    }

    /// Whether the restricted character of the code is one of those allowed.
    fn character_fits(&self, chars: &[u8; 7], len: usize) -> bool {
        let at = match self.place {
            CharPlace::None => return true,
            CharPlace::Fourth => 3,
            CharPlace::Fifth => 4,
            CharPlace::Sixth => 5,
            CharPlace::Seventh => 6,
            CharPlace::FifthOrSixth | CharPlace::Final => {
                let last = len.min(6);
                if last == 0 { return false } else { last - 1 }
            }
        };
        chars[at] != 0 && self.chars & Self::bit(chars[at]) != 0
    }
}

/// As the Tabular writes it: `E08.-` is everything under E08, `I60-I69` a range.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        if self.to != self.from {
            write!(f, "-{}", self.to)?;
        }
        if self.place == CharPlace::None {
            return Ok(());
        }
        let place = match self.place {
            CharPlace::Fourth => "fourth",
            CharPlace::Fifth => "fifth",
            CharPlace::Sixth => "sixth",
            CharPlace::Seventh => "seventh",
            CharPlace::FifthOrSixth => "fifth or sixth",
            CharPlace::Final | CharPlace::None => "final",
        };
        let allowed = (b'0'..=b'9').chain(b'A'..=b'Z').filter(|&c| self.chars & Self::bit(c) != 0);
        let allowed: Vec<String> = allowed.map(|c| char::from(c).to_string()).collect();
        write!(f, " with {place} character {}", allowed.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        Code::cm(text).unwrap()
    }

    #[test]
    fn a_range_holds_everything_under_its_ends() {
        let range = Target::range(code("I60"), code("I69"));
        for (text, inside) in [("I60.9", true), ("I69.354", true), ("I70.0", false), ("I59", false)] {
            assert_eq!(range.matches(&code(text)), inside, "{text}");
        }
        assert!(Target::one(code("E08")).matches(&code("E08.21")));
        assert!(!Target::one(code("E08.2")).matches(&code("E08.3")));
    }

    #[test]
    fn the_intent_character_is_the_fifth_or_the_sixth() {
        let adverse = Target {
            place: CharPlace::FifthOrSixth,
            chars: Target::bit(b'5'),
            ..Target::range(code("T36"), code("T50"))
        };
        for (text, inside) in [
            ("T46.6X5A", true),
            ("T46.6X1A", false),
            ("T38.3X5", true),
            ("T50.905A", true),
            ("T51.0X5A", false),
        ] {
            assert_eq!(adverse.matches(&code(text)), inside, "{text}");
        }
    }
}
