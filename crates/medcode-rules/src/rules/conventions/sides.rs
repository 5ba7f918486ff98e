//! The side that a title names, and the title without it.

use medcode_kb::query::Release;
use medcode_model::Code;

/// A side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Right,
    Left,
    Bilateral,
    Unspecified,
}

/// A title, cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) side: Option<Side>,
    /// The words without the side.
    pub(super) rest: String,
}

/// Cuts the side out of a title.
pub(super) fn cut(title: &str) -> Cut {
    let mut side = None;
    let mut rest = String::with_capacity(title.len());
    for word in title.split([' ', ',']).filter(|w| !w.is_empty()) {
        let found = match word.to_ascii_lowercase().as_str() {
            "right" => Some(Side::Right),
            "left" => Some(Side::Left),
            "bilateral" => Some(Side::Bilateral),
            // "Unspecified" is also said of other things; the last one counts as the side only
            // where no side is named.
            "unspecified" => Some(Side::Unspecified),
            _ => None,
        };
        match found {
            Some(found) if side.is_none() => side = Some(found),
            Some(_) => {}
            None => {
                rest.push_str(word);
                rest.push(' ');
            }
        }
    }
    Cut { side, rest }
}

/// The bilateral code with the same words among the codes of a category.
pub(super) fn bilateral(release: &Release, row: u32, rest: &str) -> Option<Code> {
    let category = release.find(&release.code(row).category())?;
    let same = |r: &u32| {
        let title = cut(&release.title(*r));
        title.side == Some(Side::Bilateral) && alike(&title.rest, rest)
    };
    release.under(category).filter(|r| release.is_billable(*r)).find(same).map(|r| release.code(r))
}

/// The same words, in any order, without "of" and plurals: `osteoarthritis of knee`.
fn alike(a: &str, b: &str) -> bool {
    let words = |t: &str| {
        let mut words: Vec<String> = t
            .split(' ')
            .map(|w| w.trim_end_matches('s').to_ascii_lowercase())
            .filter(|w| !w.is_empty() && w != "of" && w != "unilateral")
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
        assert_eq!((right.side, &*right.rest), (Some(Side::Right), "Pain in knee "));
        assert_eq!(cut("Pain in unspecified knee").rest, right.rest);
        assert_eq!(cut("Essential (primary) hypertension").side, None);
    }
}
