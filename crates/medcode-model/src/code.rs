//! Codes and the systems they belong to.

use std::fmt;

/// A code system that medcode knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum CodeSystem {
    /// Diagnoses (CDC/NCHS).
    Icd10Cm = 0,
    /// Inpatient procedures (CMS).
    Icd10Pcs = 1,
    /// HCPCS Level II: supplies, drugs, services (CMS).
    Hcpcs = 2,
    /// CPT (AMA): numbers only, unless the user installs a licensed file.
    Cpt = 3,
}

impl CodeSystem {
    /// All systems, in the order answers list them.
    pub const ALL: [Self; 4] = [Self::Icd10Cm, Self::Icd10Pcs, Self::Hcpcs, Self::Cpt];

    /// The name used in JSON (`ICD10CM`).
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Icd10Cm => "ICD10CM",
            Self::Icd10Pcs => "ICD10PCS",
            Self::Hcpcs => "HCPCS",
            Self::Cpt => "CPT",
        }
    }

    /// The name as printed for people (`ICD-10-CM`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Icd10Cm => "ICD-10-CM",
            Self::Icd10Pcs => "ICD-10-PCS",
            Self::Hcpcs => "HCPCS Level II",
            Self::Cpt => "CPT",
        }
    }

    /// What every output that carries a code of the system says once.
    #[must_use]
    pub const fn notice(self) -> Option<&'static str> {
        match self {
            Self::Cpt => Some(
                "CPT is copyright and a registered trademark of the American Medical Association; \
                 billing with CPT needs the AMA's licence.",
            ),
            _ => None,
        }
    }

    /// Reads a name of a system in any of its usual spellings.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String =
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match plain.as_str() {
            "icd10cm" | "cm" | "icd10" => Some(Self::Icd10Cm),
            "icd10pcs" | "pcs" => Some(Self::Icd10Pcs),
            "hcpcs" | "hcpcslevelii" | "hcpcslevel2" | "hcpcs2" => Some(Self::Hcpcs),
            "cpt" | "cpt4" => Some(Self::Cpt),
            _ => None,
        }
    }
}

impl fmt::Display for CodeSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A code of one system: upper case, without the dot; printed with it where the field does.
///
/// It is a *shape*, not a promise: whether the code exists is a question for the release
/// in force on a date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    system: CodeSystem,
    chars: [u8; 7],
}

/// Why a text cannot be a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing was given.
    #[error("the code is empty")]
    Empty,
    /// Too long for any code.
    #[error("`{0}` is too long for a code: seven characters at most, not counting the dot")]
    TooLong(String),
    /// A character no code has.
    #[error("`{0}` has a character that no code has; codes are letters and digits")]
    BadCharacter(String),
}

impl Code {
    /// Makes a code of a system from text in any usual writing (`e11.22`, `E1122`, ` E11.22 `).
    ///
    /// # Errors
    /// When the text is empty, too long, or holds something other than letters and digits.
    pub fn new(system: CodeSystem, text: &str) -> Result<Self, CodeError> {
        let mut chars = [0u8; 7];
        let mut n = 0;
        for c in text.trim().chars() {
            if c == '.' && system == CodeSystem::Icd10Cm && n == 3 {
                continue;
            }
            if !c.is_ascii_alphanumeric() {
                return Err(CodeError::BadCharacter(text.chars().take(24).collect()));
            }
            if n == 7 {
                return Err(CodeError::TooLong(text.chars().take(24).collect()));
            }
            chars[n] = c.to_ascii_uppercase() as u8;
            n += 1;
        }
        if n == 0 { Err(CodeError::Empty) } else { Ok(Self { system, chars }) }
    }

    /// An ICD-10-CM code; a short form of [`Code::new`].
    ///
    /// # Errors
    /// As [`Code::new`].
    pub fn cm(text: &str) -> Result<Self, CodeError> {
        Self::new(CodeSystem::Icd10Cm, text)
    }

    /// A procedure or supply code by its shape: four digits and a digit or letter is CPT, a
    /// letter and four digits HCPCS Level II.
    #[must_use]
    pub fn procedure(text: &str) -> Option<Self> {
        let text = text.trim();
        let b = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| b[range].iter().all(u8::is_ascii_digit);
        let system = match b.len() {
            5 if digits(0..4) && b[4].is_ascii_alphanumeric() => CodeSystem::Cpt,
            5 if b[0].is_ascii_alphabetic() && digits(1..5) => CodeSystem::Hcpcs,
            _ => return None,
        };
        Self::new(system, text).ok()
    }

    /// The five characters of a CPT or HCPCS code.
    #[must_use]
    pub fn number(&self) -> Option<[u8; 5]> {
        let whole = self.len() == 5 && matches!(self.system, CodeSystem::Cpt | CodeSystem::Hcpcs);
        if whole { self.chars[..5].try_into().ok() } else { None }
    }

    /// The code from the seven zero-padded bytes a table row holds.
    #[must_use]
    pub const fn from_bytes(system: CodeSystem, chars: [u8; 7]) -> Self {
        Self { system, chars }
    }

    /// Seven bytes, zero-padded on the right; they sort as the codes do.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 7] {
        &self.chars
    }

    /// The system.
    #[must_use]
    pub const fn system(&self) -> CodeSystem {
        self.system
    }

    /// The code without the dot.
    #[must_use]
    pub fn compact(&self) -> &str {
        let n = self.len();
        std::str::from_utf8(&self.chars[..n]).unwrap_or_default()
    }

    /// Number of characters, not counting the dot.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chars.iter().position(|&b| b == 0).unwrap_or(7)
    }

    /// Never true for a code made by [`Code::new`].
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chars[0] == 0
    }

    /// The first three characters: the category in ICD-10-CM.
    #[must_use]
    pub fn category(&self) -> Self {
        let mut chars = [0; 7];
        chars[..3].copy_from_slice(&self.chars[..3]);
        Self { system: self.system, chars }
    }

    /// The code cut to `n` characters.
    #[must_use]
    pub fn prefix(&self, n: usize) -> Self {
        let mut chars = [0; 7];
        let n = n.min(self.len());
        chars[..n].copy_from_slice(&self.chars[..n]);
        Self { system: self.system, chars }
    }

    /// Whether this code is `other` or lies under it in the hierarchy by its characters.
    #[must_use]
    pub fn is_under(&self, other: &Self) -> bool {
        self.system == other.system && begins(self.sorted(), other.sorted())
    }

    /// The characters as one number: it sorts as they do, and is compared at once.
    pub(crate) const fn sorted(&self) -> u64 {
        let [a, b, c, d, e, f, g] = self.chars;
        u64::from_be_bytes([a, b, c, d, e, f, g, 0])
    }

    /// Whether the code begins with some characters, written without the dot; zeros end them.
    #[must_use]
    pub fn begins_with(&self, characters: &[u8]) -> bool {
        let end = characters.iter().position(|&b| b == 0).unwrap_or(characters.len());
        self.chars.starts_with(&characters[..end])
    }
}

/// Whether the characters of one code, as [`Code::sorted`] has them, begin with those of another.
pub(crate) const fn begins(code: u64, with: u64) -> bool {
    // The zeros after its last character; no character is one.
    let rest = with.trailing_zeros() / 8 * 8;
    match (code ^ with).checked_shr(rest) {
        Some(differ) => differ == 0,
        None => true,
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.compact();
        if self.system == CodeSystem::Icd10Cm && text.len() > 3 {
            let (a, b) = text.split_at(3);
            write!(f, "{a}.{b}")
        } else {
            f.write_str(text)
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{self}", self.system)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icd10cm_is_read_with_or_without_the_dot_and_printed_with_it() {
        for text in ["E11.22", "e1122", " E1122 "] {
            assert_eq!(Code::cm(text).unwrap().to_string(), "E11.22");
        }
        assert_eq!(Code::cm("I10").unwrap().to_string(), "I10");
    }

    #[test]
    fn what_cannot_be_a_code_is_refused() {
        assert_eq!(Code::cm(""), Err(CodeError::Empty));
        assert!(matches!(Code::cm("E11.22.3"), Err(CodeError::BadCharacter(_))));
        assert!(matches!(Code::cm("S72001AAA"), Err(CodeError::TooLong(_))));
        assert!(matches!(Code::new(CodeSystem::Hcpcs, "J1.885"), Err(CodeError::BadCharacter(_))));
    }

    #[test]
    fn procedure_codes_are_told_by_their_shape() {
        for (text, system) in [
            ("99213", Some(CodeSystem::Cpt)),
            ("0054t", Some(CodeSystem::Cpt)),
            (" J1885 ", Some(CodeSystem::Hcpcs)),
            ("JJ885", None),
            ("992133", None),
            ("9921", None),
            ("", None),
            ("9é13", None),
        ] {
            assert_eq!(Code::procedure(text).map(|c| c.system()), system, "{text}");
        }
        assert_eq!(Code::procedure("0054t").unwrap().number(), Some(*b"0054T"));
        assert_eq!(Code::cm("E1122").unwrap().number(), None);
    }

    #[test]
    fn codes_sort_as_the_tabular_prints_them() {
        let mut codes: Vec<_> =
            ["E11.22", "E11", "E11.2", "E10.9"].iter().map(|c| Code::cm(c).unwrap()).collect();
        codes.sort();
        let text: Vec<_> = codes.iter().map(ToString::to_string).collect();
        assert_eq!(text, ["E10.9", "E11", "E11.2", "E11.22"]);
    }
}
