//! Which number might a line begin with?

use super::number::{from_letter, from_roman};

/// What a line begins with, and the rest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker<'t> {
    /// `Section IV.`
    Section(u16, &'t str),
    /// `Appendix I`, alone or with a page number.
    Appendix(&'t str),
    /// `A.`
    Capital(u16, &'t str),
    /// `12.`
    Figure(u16, &'t str),
    /// `a.`
    Small(u16, &'t str),
    /// `1)`
    FigureParen(u16, &'t str),
    /// `(a)`, `(iv)`: as a letter, as a numeral.
    Paren(Option<u16>, Option<u16>, &'t str),
}

/// Reads the marker of a line. The words after it begin as a heading does, not in the middle
/// of a sentence.
pub(super) fn read(line: &str) -> Option<Marker<'_>> {
    if let Some(name) = line.strip_prefix("Appendix ") {
        let (name, rest) = name.split_once(' ').unwrap_or((name, ""));
        let plain = from_roman(&name.to_ascii_lowercase()).is_some();
        return (plain && rest.bytes().all(|b| b.is_ascii_digit())).then_some(Marker::Appendix(name));
    }
    if let Some(rest) = line.strip_prefix("Section ") {
        let (number, rest) = rest.split_once(". ")?;
        return Some(Marker::Section(from_roman(&number.to_ascii_lowercase())?, heading(rest)?));
    }
    if let Some(rest) = line.strip_prefix('(') {
        let (label, rest) = rest.split_once(')')?;
        let (letter, numeral) = (from_letter(label), from_roman(label));
        let known = letter.or(numeral).is_some();
        return known.then_some(Marker::Paren(letter, numeral, heading(rest)?));
    }
    let end = line.find(['.', ')'])?;
    let (label, rest) = (&line[..end], heading(line[end + 1..].strip_prefix(' ')?)?);
    let figure = || label.parse::<u16>().ok().filter(|n| (1..100).contains(n));
    if line.as_bytes()[end] == b')' {
        return Some(Marker::FigureParen(figure()?, rest));
    }
    if let Some(number) = figure() {
        return Some(Marker::Figure(number, rest));
    }
    if let Some(place) = from_letter(label) {
        return Some(Marker::Small(place, rest));
    }
    let place = from_letter(&label.to_ascii_lowercase())?;
    Some(Marker::Capital(place, rest))
}

fn heading(text: &str) -> Option<&str> {
    let text = text.trim();
    text.chars().next().filter(|c| !c.is_lowercase()).map(|_| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_a_heading_has_a_marker() {
        for (line, expected) in [
            ("Section IV. Diagnostic Coding", Some(Marker::Section(4, "Diagnostic Coding"))),
            ("Section I.C.4. Endocrine", None),
            ("Appendix I 116", Some(Marker::Appendix("I"))),
            ("Appendix I holds", None),
            ("B. General", Some(Marker::Capital(2, "General"))),
            ("E. coli", None),
            ("12. Excludes Notes", Some(Marker::Figure(12, "Excludes Notes"))),
            ("10.5 percent", None),
            ("a. “Other” codes", Some(Marker::Small(1, "“Other” codes"))),
            ("10) Crisis", Some(Marker::FigureParen(10, "Crisis"))),
            ("(iii)Lower", Some(Marker::Paren(None, Some(3), "Lower"))),
            ("(i) Personal", Some(Marker::Paren(Some(9), Some(1), "Personal"))),
            ("(e.g., a lens)", None),
            ("", None),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }
}
