//! What does the table of contents announce?

use super::lines::Line;
use super::marker::{self, Marker};
use super::number::Number;
use std::collections::BTreeMap;

/// The table of contents: the upper four levels, as far as it lists them.
#[derive(Debug, Default)]
pub(super) struct Contents {
    titles: BTreeMap<Number, String>,
    appendices: Vec<String>,
}

impl Contents {
    /// The heading of a section.
    pub(super) fn title(&self, number: Number) -> Option<&str> {
        self.titles.get(&number).map(String::as_str)
    }

    /// The place at a level that the table lists next after this number.
    pub(super) fn next(&self, current: Number, level: usize) -> Option<u16> {
        let after = current.with(level, current.0[level].saturating_add(1));
        let same = |n: &Number| n.shares_above(level, current) && n.depth() == Some(level);
        self.titles.range(after..).map(|(n, _)| *n).find(same).map(|n| n.0[level])
    }

    /// Every number listed.
    pub(super) fn numbers(&self) -> impl Iterator<Item = String> + '_ {
        self.titles.keys().map(Number::to_string).chain(self.appendices.iter().cloned())
    }

    fn add(&mut self, current: &mut Number, entry: &str) {
        let (level, place, title) = match marker::read(entry) {
            Some(Marker::Section(n, title)) => (0, n, title),
            Some(Marker::Capital(n, title)) => (1, n, title),
            Some(Marker::Figure(n, title)) => (2, n, title),
            Some(Marker::Small(n, title)) => (3, n, title),
            _ => return,
        };
        *current = current.with(level, place);
        self.titles.insert(*current, title.to_owned());
    }
}

/// Parts the table of contents from the book that follows it.
pub(super) fn split(lines: &[Line]) -> (Contents, &[Line]) {
    let mut contents = Contents::default();
    let Some(last) = lines.iter().rposition(|l| announced(&l.text).is_some()) else {
        return (contents, lines);
    };
    let first = lines.iter().position(|l| announced(&l.text).is_some()).unwrap_or(last);
    let (mut current, mut entry) = (Number::default(), String::new());
    for line in &lines[first..=last] {
        if let Some(Marker::Appendix(name)) = marker::read(&line.text) {
            contents.appendices.push(format!("Appendix {name}"));
            entry.clear();
            continue;
        }
        let (text, complete) = match announced(&line.text) {
            Some(text) => (text, true),
            None => (line.text.as_str(), false),
        };
        if !entry.is_empty() {
            entry.push(' ');
        }
        entry.push_str(text);
        if complete {
            contents.add(&mut current, &entry);
            entry.clear();
        }
    }
    (contents, &lines[last + 1..])
}

/// The words of a line that dots lead to a page number.
fn announced(line: &str) -> Option<&str> {
    let words = line.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let text = words.trim_end_matches('.');
    (words.len() >= text.len() + 3).then_some(text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use medcode_model::Position;

    #[test]
    fn entries_go_over_lines_and_the_book_begins_after_them() {
        let text = "Preface\nSection I. Conventions ....7\nA. Long “in diseases\nclassified” notes) ... 7\n\
                    C. Chapters.... 9\n17. Chapter 17 (Q00-\nQA1) ..... 77\nAppendix I 116\nPOA ....116\nbody 5";
        let line = |t: &str| Line { text: t.into(), page: 0, position: Position::default() };
        let lines: Vec<Line> = text.lines().map(line).collect();
        let (contents, body) = split(&lines);
        let numbers: Vec<String> = contents.numbers().collect();
        assert_eq!(numbers, ["I", "I.A", "I.C", "I.C.17", "Appendix I"]);
        assert_eq!(contents.title(Number([1, 3, 17, 0, 0, 0, 0])), Some("Chapter 17 (Q00- QA1)"));
        assert_eq!(contents.next(Number([1, 1, 0, 0, 0, 0, 0]), 1), Some(3));
        assert_eq!(contents.next(Number([1, 3, 0, 0, 0, 0, 0]), 2), Some(17));
        assert_eq!(body.len(), 1);
    }
}
