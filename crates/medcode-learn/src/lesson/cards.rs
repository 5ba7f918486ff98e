//! Flash cards: one side asks what became of a code, the other says it.

use super::Interests;
use medcode::diff::{
    CodeChange, CodeWhat, Comparison, FieldChange, NoteChange, PoaChange, SeventhChange, specialties_of,
    written,
};
use medcode_model::{Code, NoteKind};

/// Successors that a card lists.
const LISTED: usize = 6;

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// The same for the same change of the same releases.
    pub id: String,
    /// The code it is about.
    pub code: Code,
    /// The side that is seen first.
    pub front: String,
    /// The side that is turned up.
    pub back: String,
    /// What was before, or what follows; may be empty.
    pub more: String,
    /// Specialties of the code.
    pub specialties: &'static [&'static str],
}

/// The cards of a comparison, the most relevant first, then in the order of the book.
pub(super) fn cards(of: &Comparison, interests: &Interests, most: usize) -> Vec<Flash> {
    let day = of.after;
    let mut all: Vec<(Code, Made<'_>)> = Vec::new();
    all.extend(of.codes.iter().map(|c| (c.code, Made::Code(c))));
    all.extend(of.notes.iter().filter(|n| is_instruction(n)).map(|n| (n.code, Made::Note(n))));
    all.extend(of.seventh.iter().map(|s| (s.code, Made::Seventh(s))));
    all.extend(of.poa.iter().map(|p| (p.code, Made::Poa(p))));
    all.extend(of.fields.iter().map(|f| (f.code, Made::Field(f))));
    all.sort_by_key(|(code, made)| (interests.rank(code), made.weight()));
    let card = |(code, made): &(Code, Made<'_>)| {
        let [part, front, back, more] = made.sides(&day.to_string());
        let id = format!("{}:{day}:{part}:{}", of.system.id(), code.compact());
        Flash { id, code: *code, front, back, more, specialties: specialties_of(code) }
    };
    all.iter().take(most).map(card).collect()
}

/// Inclusion terms and plain sentences are many and instruct nobody.
fn is_instruction(n: &NoteChange) -> bool {
    !matches!(n.kind, NoteKind::InclusionTerm | NoteKind::Note | NoteKind::SeventhCharacter)
}

enum Made<'a> {
    Code(&'a CodeChange),
    Note(&'a NoteChange),
    Seventh(&'a SeventhChange),
    Poa(&'a PoaChange),
    Field(&'a FieldChange),
}

impl Made<'_> {
    /// Codes that break or are new weigh more than words that changed.
    fn weight(&self) -> u8 {
        match self {
            Self::Code(c) if c.what == CodeWhat::Revised => 2,
            Self::Code(_) => 0,
            Self::Note(_) | Self::Seventh(_) => 1,
            Self::Poa(_) | Self::Field(_) => 3,
        }
    }

    /// Part, front, back, and what more there is to say.
    fn sides(&self, day: &str) -> [String; 4] {
        match self {
            Self::Code(c) => of_code(c, day),
            Self::Note(n) => of_note(n, day),
            Self::Seventh(s) => {
                let front = format!("The list of seventh characters at {}: {}", s.code, s.character);
                let back = s.after.clone().unwrap_or_else(|| format!("not used any more from {day} on"));
                ["seventh".into(), front, back, was(s.before.as_deref())]
            }
            Self::Poa(p) => {
                let now = if p.exempt { "exempt now" } else { "POA is asked for now" };
                let front = format!("{}: is present on admission reported from {day} on?", p.code);
                ["poa".into(), front, now.into(), p.title.clone()]
            }
            Self::Field(f) => {
                let or_none = |t: &str| if t.is_empty() { "none".to_owned() } else { t.to_owned() };
                let front = format!("{}: what became of {} on {day}?", f.code, f.name());
                let part = format!("field-{}", f.id());
                [part, front, or_none(&f.after), was(Some(&or_none(&f.before)))]
            }
        }
    }
}

fn was(before: Option<&str>) -> String {
    before.map_or_else(String::new, |b| format!("Before: {b}"))
}

fn of_code(c: &CodeChange, day: &str) -> [String; 4] {
    let title = c.title().to_owned();
    let before = c.before.as_ref().map_or("", |t| &t.long);
    let old: Vec<String> = c.previous.iter().map(written).collect();
    let from =
        if old.is_empty() { String::new() } else { format!("Coded before as {}", old.join(", ")) };
    let (front, back, more) = match c.what {
        CodeWhat::New => (format!("{} is new from {day} on", c.code), title, from),
        CodeWhat::Reinstated => (format!("{} is back from {day} on", c.code), title, from),
        CodeWhat::ToBillable => (format!("{} may be reported from {day} on", c.code), title, from),
        CodeWhat::Revised => (format!("The title of {} changed", c.code), title, was(Some(before))),
        CodeWhat::Deleted | CodeWhat::ToHeader => {
            let fate = if c.what == CodeWhat::Deleted { "is deleted" } else { "needs more characters" };
            let front = format!("{} {before} {fate} from {day} on. What is coded instead?", c.code);
            (front, successors(c), String::new())
        }
    };
    ["code".into(), front, back, more]
}

fn successors(c: &CodeChange) -> String {
    let codes: Vec<String> = c.replaced_by.iter().take(LISTED).map(ToString::to_string).collect();
    let more = c.replaced_by.len() - codes.len();
    match (codes.is_empty(), more) {
        (true, _) if c.what == CodeWhat::ToHeader => "the complete codes under it".to_owned(),
        (true, _) => "no table says; a person decides".to_owned(),
        (false, 0) => codes.join(", "),
        (false, more) => format!("{} and {more} more", codes.join(", ")),
    }
}

fn of_note(n: &NoteChange, day: &str) -> [String; 4] {
    let part = format!("note-{}", n.kind.id());
    let front = format!("{}: what became of a note ({}) on {day}?", n.owner, n.kind.heading());
    let (back, more) = match (&n.before, &n.after) {
        (_, Some(now)) if n.kind_before.is_some() => {
            let old = n.kind_before.map_or("", NoteKind::heading);
            (format!("{}: {now}", n.kind.heading()), format!("Before: {old}"))
        }
        (before, Some(now)) => (now.clone(), was(before.as_deref())),
        (before, None) => ("it is gone".to_owned(), was(before.as_deref())),
    };
    [part, front, back, more]
}
