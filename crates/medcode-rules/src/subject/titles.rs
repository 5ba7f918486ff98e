//! The side that a title names, and the title without it; the sex that it names.

use medcode_model::Sex;

/// A side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Right,
    Left,
    Bilateral,
    Unspecified,
}

/// A title, cut.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) side: Option<Side>,
    /// The words without the side.
    pub(crate) rest: String,
}

/// Cuts the side out of a title. `Unspecified` is also said of other things: the last one is the
/// side, where no side is named.
pub(crate) fn cut(title: &str) -> Cut {
    let words: Vec<&str> = title.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let sided = |w: &&str| side_of(w).filter(|s| *s != Side::Unspecified).is_some();
    let unspecified = |w: &&str| side_of(w) == Some(Side::Unspecified);
    let at = words.iter().position(sided).or_else(|| words.iter().rposition(unspecified));
    let mut rest = String::with_capacity(title.len());
    for (_, word) in words.iter().enumerate().filter(|(n, _)| Some(*n) != at) {
        rest.push_str(&word.to_ascii_lowercase());
        rest.push(' ');
    }
    Cut { side: at.and_then(|n| side_of(words[n])), rest }
}

fn side_of(word: &str) -> Option<Side> {
    let is = |w: &str| word.eq_ignore_ascii_case(w);
    match word.len() {
        5 if is("right") => Some(Side::Right),
        4 if is("left") => Some(Side::Left),
        9 if is("bilateral") => Some(Side::Bilateral),
        11 if is("unspecified") => Some(Side::Unspecified),
        _ => None,
    }
}

/// The sex that a title in small letters names; none where it names both.
pub(crate) fn sex(title: &str) -> Option<Sex> {
    let says = |word: &str| title.split(|c: char| !c.is_ascii_alphabetic()).any(|w| w == word);
    match (says("female"), says("male")) {
        (true, false) => Some(Sex::Female),
        (false, true) => Some(Sex::Male),
        _ => None,
    }
}

/// The same words, in any order, without "of" and plurals: `osteoarthritis of knee`. Titles of both
/// sides leave out the organ that those of one side name: `cataract, right eye`, `cataract,
/// bilateral`.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let words = |t: &str| {
        let mut words: Vec<String> = t
            .split(' ')
            .map(|w| w.trim_end_matches('s').to_owned())
            .filter(|w| !matches!(w.as_str(), "" | "of" | "unilateral" | "eye" | "ear"))
            .collect();
        words.sort();
        words
    };
    words(a) == words(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_differ_in_the_side_alone_have_the_same_rest() {
        let right = cut("Pain in right knee");
        assert_eq!((right.side, &*right.rest), (Some(Side::Right), "pain in knee "));
        assert_eq!(cut("Pain in unspecified knee").rest, right.rest);
        assert_eq!(cut("Essential (primary) hypertension").side, None);
    }

    #[test]
    fn a_title_that_names_both_sexes_is_of_neither() {
        assert_eq!(sex("malignant neoplasm of nipple and areola, right male breast"), Some(Sex::Male));
        assert_eq!(sex("female infertility of tubal origin"), Some(Sex::Female));
        assert_eq!(sex("encounter for male factor infertility in female patient"), None);
    }

    #[test]
    fn both_sides_need_not_name_the_organ() {
        let (one, both) =
            (cut("Age-related nuclear cataract, right eye"), "age-related nuclear cataract");
        assert!(alike(both, &one.rest));
        assert!(!alike("age-related cortical cataract", &one.rest));
    }

    #[test]
    fn a_named_side_is_the_side_of_an_unspecified_injury() {
        let right = cut("Unspecified injury of right ankle");
        assert_eq!((right.side, &*right.rest), (Some(Side::Right), "unspecified injury of ankle "));
        let neither = cut("Unspecified injury of unspecified ankle");
        assert_eq!((neither.side, neither.rest), (Some(Side::Unspecified), right.rest));
    }
}
