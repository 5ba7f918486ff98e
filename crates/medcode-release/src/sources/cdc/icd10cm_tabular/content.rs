//! What does each element of the Tabular's XML mean, and how is its text tidied?

use medcode_model::{Code, NoteKind};

/// What the element on top of the stack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Root,
    Chapter(u32),
    Section(u32),
    /// A code, once its name has been read; without one nothing under it can be placed.
    Diag(Option<u32>),
    /// A heading such as Excludes1 with notes under it.
    Notes(NoteKind),
    /// A list of seventh characters, by index; without one where it has no owner.
    Seventh(Option<u32>),
    /// The table of visual acuity under H54: each category becomes one note.
    Acuity,
    /// An element whose text is wanted.
    Text(Field),
    /// Mark-up inside such an element (`<new>`): its text belongs to it.
    Inline,
    /// An element that is passed over with all it holds.
    Skip,
}

/// Which text is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Version,
    Statement,
    Name,
    Desc,
    Note(NoteKind),
    Extension(u8),
    ExtensionTerm,
    AcuityCategory,
}

/// The frame of an element under another; none where the element is not known there.
pub(super) fn frame(parent: Frame, name: &str) -> Option<Frame> {
    let noted = matches!(parent, Frame::Chapter(_) | Frame::Section(_) | Frame::Diag(_));
    Some(match (parent, name) {
        (Frame::Skip, _) | (_, "introduction" | "sectionRef" | "deactivated") => Frame::Skip,
        (Frame::Text(_) | Frame::Inline, "old") => Frame::Skip,
        (Frame::Text(_) | Frame::Inline, _) => Frame::Inline,
        (Frame::Root, "version") => Frame::Text(Field::Version),
        (Frame::Root, "title") => Frame::Text(Field::Statement),
        (_, "name") if noted => Frame::Text(Field::Name),
        (_, "desc") if noted => Frame::Text(Field::Desc),
        (_, "sectionIndex") if noted => Frame::Notes(NoteKind::Note),
        (_, "visualImpairment") if noted => Frame::Acuity,
        (Frame::Acuity, "visCategory") => Frame::Text(Field::AcuityCategory),
        (Frame::Notes(kind), "note") => Frame::Text(Field::Note(kind)),
        (Frame::Seventh(_), "note") => Frame::Text(Field::ExtensionTerm),
        (_, heading) if noted => Frame::Notes(kind_of(heading)?),
        _ => return None,
    })
}

/// The kind of note an element heads.
fn kind_of(element: &str) -> Option<NoteKind> {
    Some(match element {
        "includes" => NoteKind::Includes,
        "inclusionTerm" => NoteKind::InclusionTerm,
        "excludes1" => NoteKind::Excludes1,
        "excludes2" => NoteKind::Excludes2,
        "codeFirst" => NoteKind::CodeFirst,
        "useAdditionalCode" => NoteKind::UseAdditional,
        "codeAlso" => NoteKind::CodeAlso,
        "sevenChrNote" => NoteKind::SeventhCharacter,
        "notes" | "instruction" => NoteKind::Note,
        _ => return None,
    })
}

/// The text without white space at its ends; a line break or tab within, and what surrounds
/// it, becomes one space, since it belongs to the file and not to the words.
pub(super) fn tidy(text: &str) -> Box<str> {
    let text = text.trim();
    if !text.contains(['\n', '\r', '\t']) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\r', '\t']).map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    out.into()
}

/// A title and the range in brackets at its end (`Neoplasms (C00-D49)`).
pub(super) fn split_range(title: &str) -> (&str, Option<(Code, Code)>) {
    let split = title.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match split.and_then(|(words, range)| Some((words.trim_end(), parse_range(range)?))) {
        Some((words, range)) => (words, Some(range)),
        None => (title, None),
    }
}

/// A range of categories (`A00-A09`) or a single one (`B20`).
pub(super) fn parse_range(text: &str) -> Option<(Code, Code)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let category = |part: &str| Code::cm(part).ok().filter(|code| code.len() == 3);
    Some((category(first)?, category(last)?))
}
