//! How is a section of the guidelines numbered?

/// How many levels the numbering has: `I.C.1.d.1.a.iv`.
pub(super) const LEVELS: usize = 7;

/// The number of a section: the place of each level, from 1; 0 where it has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number(pub(super) [u16; LEVELS]);

impl Number {
    /// The number of the part `place` at `level` within this one.
    pub(super) fn with(self, level: usize, place: u16) -> Self {
        let mut levels = self.0;
        levels[level] = place;
        levels[level + 1..].fill(0);
        Self(levels)
    }

    /// Its deepest level that has a place.
    pub(super) fn depth(self) -> Option<usize> {
        self.0.iter().rposition(|&n| n > 0)
    }

    /// Whether two numbers are the same above a level.
    pub(super) fn shares_above(self, level: usize, other: Self) -> bool {
        self.0[..level] == other.0[..level]
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut dot = "";
        for (level, &place) in self.0.iter().enumerate().filter(|(_, n)| **n > 0) {
            let label = match level {
                0 => roman(place).to_uppercase(),
                1 => letter(place).to_ascii_uppercase().to_string(),
                3 | 5 => letter(place).to_string(),
                6 => roman(place).to_owned(),
                _ => place.to_string(),
            };
            write!(f, "{dot}{label}")?;
            dot = ".";
        }
        Ok(())
    }
}

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

fn roman(place: u16) -> &'static str {
    ROMAN.get(usize::from(place).wrapping_sub(1)).copied().unwrap_or("?")
}

/// The place of a Roman numeral in small letters.
pub(super) fn from_roman(text: &str) -> Option<u16> {
    let at = ROMAN.iter().position(|r| *r == text)?;
    u16::try_from(at + 1).ok()
}

fn letter(place: u16) -> char {
    u8::try_from(place).ok().filter(|n| (1..=26).contains(n)).map_or('?', |n| char::from(b'a' + n - 1))
}

/// The place of a small letter.
pub(super) fn from_letter(text: &str) -> Option<u16> {
    match text.as_bytes() {
        [c @ b'a'..=b'z'] => Some(u16::from(c - b'a' + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_prints_as_it_is_cited() {
        let number = Number([1, 3, 1, 4, 1, 1, 4]);
        assert_eq!(number.to_string(), "I.C.1.d.1.a.iv");
        assert_eq!(number.with(3, 5).to_string(), "I.C.1.e");
        assert_eq!(Number([4, 17, 0, 0, 0, 0, 0]).to_string(), "IV.Q");
    }
}
