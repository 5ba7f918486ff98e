//! Which row does a finished text of the Tabular become, and what is known only at the end?

use super::content::{Frame, split_range};
use super::reader::Walk;
use super::{Owner, SeventhDefinition, Tabular, TabularCode, TabularNote};
use medcode_model::{Code, NoteKind, Position, Problem, Read};
use std::collections::{BTreeMap, BTreeSet};

impl Walk<'_> {
    /// What a note or list that opens now belongs to.
    pub(super) fn owner(&self) -> Option<Owner> {
        self.stack.iter().rev().find_map(|frame| match *frame {
            Frame::Chapter(at) => Some(Some(Owner::Chapter(at))),
            Frame::Section(at) => Some(Some(Owner::Section(at))),
            Frame::Diag(at) => Some(at.map(Owner::Code)),
            _ => None,
        })?
    }

    /// The list of seventh characters that is open.
    pub(super) fn seventh(&mut self) -> Option<&mut SeventhDefinition> {
        match self.stack.last() {
            Some(Frame::Seventh(Some(index))) => self.out.seventh.get_mut(*index as usize),
            _ => None,
        }
    }

    /// A finished `<name>`: a chapter's number or a code.
    pub(super) fn name(&mut self, text: &str) {
        match self.stack.last() {
            Some(Frame::Chapter(index)) => self.chapter_number(*index, text),
            Some(Frame::Diag(None)) => match Code::cm(text) {
                Ok(code) => self.code(code),
                Err(error) => {
                    self.problems.push(Problem::warning(self.start, format!("left out: {error}")));
                }
            },
            _ => {}
        }
    }

    fn chapter_number(&mut self, index: u32, text: &str) {
        match text.parse() {
            Ok(number) => self.out.chapters[index as usize].number = number,
            Err(_) => {
                let message = format!("chapter number `{text:.16}` is not a number; counted instead");
                self.problems.push(Problem::warning(self.start, message));
            }
        }
    }

    fn code(&mut self, code: Code) {
        let Some(section) = self.stack.iter().rev().find_map(|frame| match frame {
            Frame::Section(at) => Some(*at),
            _ => None,
        }) else {
            return;
        };
        let parent = self.parent_of(code);
        if let Some(at) = parent {
            self.out.codes[at as usize].leaf = false;
        }
        let index = self.out.codes.len() as u32;
        self.out.codes.push(TabularCode {
            code,
            title: "".into(),
            parent,
            chapter: self.out.sections[section as usize].chapter,
            section,
            leaf: true,
            placeholder: self.placeholder,
            position: self.start,
        });
        if let Some(Frame::Diag(at)) = self.stack.last_mut() {
            *at = Some(index);
        }
    }

    /// The nearest code above that this one begins with. FY2021 lists H54.512A under H54.511.
    fn parent_of(&mut self, code: Code) -> Option<u32> {
        let above = self.stack.iter().rev().filter_map(|frame| match frame {
            Frame::Diag(at) => *at,
            _ => None,
        });
        let mut listed_under = None;
        for at in above {
            let parent = self.out.codes[at as usize].code;
            if code != parent && code.is_under(&parent) {
                if let Some(listed) = listed_under {
                    let message =
                        format!("{code} is listed under {listed}; it was placed under {parent}");
                    self.problems.push(Problem::note(self.start, message));
                }
                return Some(at);
            }
            listed_under = listed_under.or(Some(parent));
        }
        if let Some(listed) = listed_under {
            let message = format!("{code} is listed under {listed}, which it does not begin with");
            self.problems.push(Problem::warning(self.start, message));
        }
        None
    }

    /// A finished `<desc>`: a title.
    pub(super) fn title(&mut self, text: &str) {
        match self.stack.last() {
            Some(Frame::Chapter(at)) => {
                let (title, range) = split_range(text);
                let chapter = &mut self.out.chapters[*at as usize];
                (chapter.title, chapter.range) = (title.into(), range);
            }
            Some(Frame::Section(at)) => {
                self.out.sections[*at as usize].title = split_range(text).0.into();
            }
            Some(Frame::Diag(Some(at))) => self.out.codes[*at as usize].title = text.into(),
            _ => {}
        }
    }

    /// A finished note.
    pub(super) fn note(&mut self, kind: NoteKind, text: Box<str>) {
        let Some(owner) = self.owner().filter(|_| !text.is_empty()) else { return };
        let (group, position) = (self.group, self.start);
        self.out.notes.push(TabularNote { owner, kind, group, text, position });
    }

    /// Adds what is known only when all has been read, and checks the whole.
    pub(super) fn finish(self) -> Read<Tabular> {
        let (mut value, mut problems) = (self.out, self.problems);
        nest_sections(&mut value);
        join_notes_to_lists(&mut value);
        check(&value, &mut problems);
        Read { value, problems }
    }
}

/// Sections within sections within ...: three deep in any year.
const MAX_NESTING: usize = 8;

/// Finds for each section the narrowest one of its chapter that holds it and stands before it:
/// D3A sorts into D37-D48 but stands before that section and is none of it.
fn nest_sections(tabular: &mut Tabular) {
    let mut order: Vec<(Code, std::cmp::Reverse<Code>, u32)> = Vec::new();
    for (at, section) in tabular.sections.iter().enumerate() {
        if let Some((first, last)) = section.range {
            order.push((first, std::cmp::Reverse(last), at as u32));
        }
    }
    order.sort_unstable();
    let mut open: Vec<(Code, u32)> = Vec::new();
    for (first, std::cmp::Reverse(last), at) in order {
        while open.last().is_some_and(|&(end, _)| end < first) {
            open.pop();
        }
        let chapter = tabular.sections[at as usize].chapter;
        let holder =
            open.iter().rev().take(MAX_NESTING).find(|&&(end, o)| {
                end >= last && o < at && tabular.sections[o as usize].chapter == chapter
            });
        tabular.sections[at as usize].parent = holder.map(|&(_, o)| o);
        open.push((last, at));
    }
}

/// Whether a note speaks of seventh characters.
pub(crate) fn speaks_of_seventh(note: &TabularNote) -> bool {
    note.kind == NoteKind::SeventhCharacter
        || note.kind == NoteKind::Note
            && ["7th character", "seventh character"].iter().any(|words| note.text.contains(words))
}

/// Puts beside each list of seventh characters the notes of its owner that speak of them.
fn join_notes_to_lists(tabular: &mut Tabular) {
    let lists: BTreeMap<Owner, usize> =
        tabular.seventh.iter().enumerate().map(|(at, list)| (list.owner, at)).collect();
    for (at, note) in tabular.notes.iter().enumerate() {
        if let Some(&list) = lists.get(&note.owner).filter(|_| speaks_of_seventh(note)) {
            tabular.seventh[list].notes.push(at as u32);
        }
    }
}

fn check(tabular: &Tabular, problems: &mut Vec<Problem>) {
    if tabular.codes.is_empty() {
        problems.push(Problem::error(Position::default(), "the file lists no code"));
    }
    let mut seen = BTreeSet::new();
    for row in &tabular.codes {
        if row.title.is_empty() {
            problems.push(Problem::warning(row.position, format!("{} has no title", row.code)));
        }
        if !seen.insert(row.code) {
            problems
                .push(Problem::warning(row.position, format!("{} is listed a second time", row.code)));
        }
    }
}
