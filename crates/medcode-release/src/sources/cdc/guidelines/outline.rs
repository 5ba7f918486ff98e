//! Where does each section of the book begin and end?

use super::GuidelineSection;
use super::contents::Contents;
use super::lines::Line;
use super::marker::{self, Marker};
use super::number::Number;
use super::paragraphs::Paragraphs;
use super::title;

/// How far numbers below the table of contents may jump: a point can have been taken out.
const JUMP: u16 = 3;

/// The sections of the book.
pub(super) fn read(contents: &Contents, body: &[Line]) -> Vec<GuidelineSection> {
    let mut out =
        Outline { contents, current: Number::default(), appendix: false, open: None, done: Vec::new() };
    let mut at = 0;
    while at < body.len() {
        at += out.take(&body[at..]);
    }
    out.close();
    out.done
}

/// The section that lines are added to.
struct Open {
    section: GuidelineSection,
    text: Paragraphs,
}

struct Outline<'c> {
    contents: &'c Contents,
    current: Number,
    appendix: bool,
    open: Option<Open>,
    done: Vec<GuidelineSection>,
}

impl Outline<'_> {
    /// Takes the first of the lines, with those its heading goes on in; tells how many.
    fn take(&mut self, lines: &[Line]) -> usize {
        let line = &lines[0];
        match marker::read(&line.text) {
            Some(Marker::Appendix(name)) => {
                let heading = lines.iter().skip(1).position(|l| !l.text.is_empty()).map_or(1, |n| n + 2);
                let title = lines.get(heading - 1).map_or("", |l| l.text.as_str());
                self.begin(format!("Appendix {name}"), title.to_owned(), line.page);
                self.appendix = true;
                return heading;
            }
            Some(marker) if !self.appendix => {
                if let Some((level, place, first)) = self.place(marker) {
                    self.current = self.current.with(level, place);
                    let (title, used) =
                        title::read(first, &lines[1..], self.contents.title(self.current));
                    self.begin(self.current.to_string(), title, line.page);
                    self.reach(lines[used].page);
                    return used + 1;
                }
            }
            _ => {}
        }
        if let Some(open) = &mut self.open {
            open.text.add(&line.text);
        }
        if !line.text.is_empty() {
            self.reach(line.page);
        }
        1
    }

    /// The level and place of a marker, where its number is the next one.
    fn place<'t>(&self, marker: Marker<'t>) -> Option<(usize, u16, &'t str)> {
        let at = |level: usize, place: u16, text: &'t str| {
            self.is_next(level, place, text).then_some((level, place, text))
        };
        match marker {
            Marker::Section(n, text) => at(0, n, text),
            Marker::Capital(n, text) => at(1, n, text),
            Marker::Figure(n, text) => at(2, n, text),
            // Some lists under `1)` are lettered `a.` and not `(a)`.
            Marker::Small(n, text) => at(3, n, text).or_else(|| at(5, n, text)),
            Marker::FigureParen(n, text) => at(4, n, text),
            Marker::Paren(letter, numeral, text) => {
                let letter = letter.and_then(|n| at(5, n, text));
                // `(i)` after `(h)` is a letter, elsewhere a numeral.
                letter.or_else(|| at(6, numeral?, text))
            }
            Marker::Appendix(_) => None,
        }
    }

    /// Whether a section may begin with this place at this level now.
    fn is_next(&self, level: usize, place: u16, text: &str) -> bool {
        let before = self.current.0[level];
        match level {
            0 => {}
            // Everything lies in a section, and small lists in a point of one.
            1..=4 if self.current.0[0] == 0 || (level > 1 && self.current.0[1] == 0) => return false,
            5 if self.current.0[4] == 0 => return false,
            6 if self.current.0[5] == 0 => return false,
            _ => {}
        }
        if level > 3 {
            return place > before && place <= before + if level == 4 { JUMP } else { 1 };
        }
        match self.contents.title(self.current.with(level, place)) {
            Some(title) => {
                self.contents.next(self.current, level) == Some(place)
                    && title::first_word(title) == title::first_word(text)
            }
            None => place == before + 1,
        }
    }

    fn begin(&mut self, number: String, title: String, page: u16) {
        self.close();
        let section =
            GuidelineSection { number, title, text: String::new(), page_from: page, page_to: page };
        self.open = Some(Open { section, text: Paragraphs::default() });
    }

    fn reach(&mut self, page: u16) {
        if let Some(open) = &mut self.open {
            open.section.page_to = page;
        }
    }

    fn close(&mut self) {
        if let Some(Open { mut section, text }) = self.open.take() {
            section.text = text.finish();
            self.done.push(section);
        }
    }
}
