//! The numbers and bullets that Word shows before a paragraph and does not write in its text.

use super::super::xml::{Item, Walk};
use std::collections::BTreeMap;

/// How each list is numbered.
#[derive(Default)]
pub(super) struct Numbers {
    /// Format by abstract list and level.
    formats: BTreeMap<(String, String), String>,
    /// The abstract list of a list.
    lists: BTreeMap<String, String>,
    /// List and level by paragraph style.
    styles: BTreeMap<String, (String, String)>,
}

impl Numbers {
    /// Reads `numbering.xml` and `styles.xml`.
    pub(super) fn read(numbering: &str, styles: &str) -> Self {
        let mut numbers = Self::default();
        let (mut list, mut level) = (String::new(), String::new());
        for item in Walk::new(numbering) {
            let Item::Open(tag) = item else { continue };
            let value = |name| tag.attribute(name).unwrap_or_default();
            match tag.name() {
                "abstractNum" => list = value("abstractNumId"),
                "lvl" => level = value("ilvl"),
                "numFmt" => drop(numbers.formats.insert((list.clone(), level.clone()), value("val"))),
                "num" => list = value("numId"),
                "abstractNumId" => drop(numbers.lists.insert(list.clone(), value("val"))),
                _ => {}
            }
        }
        let mut style = String::new();
        for item in Walk::new(styles) {
            let Item::Open(tag) = item else { continue };
            let value = |name| tag.attribute(name).unwrap_or_default();
            match tag.name() {
                "style" => style = value("styleId"),
                "numId" => numbers.styles.entry(style.clone()).or_default().0 = value("val"),
                "ilvl" => numbers.styles.entry(style.clone()).or_default().1 = value("val"),
                _ => {}
            }
        }
        numbers
    }

    /// The list and level that a paragraph style sets.
    pub(super) fn of_style(&self, style: &str) -> Option<(String, String)> {
        self.styles.get(style).filter(|(list, _)| !list.is_empty()).cloned()
    }

    /// What stands before a paragraph of a list; `count` is its number there.
    pub(super) fn label(&self, list: &str, level: &str, count: u32) -> Option<String> {
        if list == "0" || list.is_empty() {
            return None;
        }
        let level = if level.is_empty() { "0" } else { level };
        let format = self.lists.get(list).and_then(|l| self.formats.get(&(l.clone(), level.to_owned())));
        Some(match format.map(String::as_str) {
            Some("none") => return None,
            Some("bullet") | None => "- ".to_owned(),
            Some("lowerLetter") => format!("{}) ", letter(count)),
            Some("upperLetter") => format!("{}. ", letter(count).to_ascii_uppercase()),
            Some(_) => format!("{count}. "),
        })
    }
}

fn letter(count: u32) -> char {
    char::from(b'a' + (count.saturating_sub(1) % 26) as u8)
}
