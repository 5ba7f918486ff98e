//! How does a case mark words? `No {fever|absent}, but has {cough|present}.`

use medcode_model::{Assertion, Experiencer, Presence, Span, Temporality};
use medcode_note::{Document, SectionKind};

/// A note with its marks taken out.
pub(crate) struct Marked {
    pub(crate) note: String,
    pub(crate) marks: Vec<Mark>,
}

/// What a case says of some words.
pub(crate) struct Mark {
    words: String,
    span: Span,
    assertion: Option<Assertion>,
    section: Option<SectionKind>,
    flags: Vec<&'static str>,
}

/// Words that say something of the place.
const FLAGS: [&str; 3] = ["problem", "carried-forward", "patient-reported"];

impl Marked {
    pub(crate) fn read(case: &str) -> Result<Self, String> {
        let (mut note, mut marks) = (String::new(), Vec::new());
        let mut rest = case;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, after) = after.split_once('}').ok_or("a { without its }")?;
            let (words, says) = inside.rsplit_once('|').ok_or("a mark without |")?;
            note.push_str(before);
            let start = note.len();
            note.push_str(words);
            marks.push(Mark::read(words, Span::new(start, note.len()), says)?);
            rest = after;
        }
        note.push_str(rest);
        if marks.is_empty() { Err("nothing is marked".into()) } else { Ok(Self { note, marks }) }
    }
}

impl Mark {
    fn read(words: &str, span: Span, says: &str) -> Result<Self, String> {
        let mut mark =
            Self { words: words.to_owned(), span, assertion: None, section: None, flags: Vec::new() };
        for word in says.split_whitespace() {
            if let Some(kind) = word.strip_prefix("in:") {
                mark.section =
                    Some(SectionKind::parse(kind).ok_or_else(|| format!("no section {kind}"))?);
            } else if let Some(flag) = FLAGS.iter().find(|flag| **flag == word) {
                mark.flags.push(flag);
            } else {
                state(mark.assertion.get_or_insert_default(), word)?;
            }
        }
        Ok(mark)
    }

    /// What the document says otherwise than the mark.
    pub(crate) fn differences(&self, document: &Document<'_>) -> Vec<String> {
        let context = document.context(self.span);
        let mut out = Vec::new();
        let mut compare = |what: &str, found: String, wanted: String| {
            if found != wanted {
                let cue = context.cue().map_or("no cue", |cue| cue.span.of(document.text()));
                let words = &self.words;
                out.push(format!("{words}: {what} is {found} instead of {wanted} (by {cue:?})"));
            }
        };
        if let Some(wanted) = self.assertion {
            let found = context.assertion;
            compare("it", format!("{found:?}"), format!("{wanted:?}"));
        }
        if let Some(kind) = self.section {
            compare("section", context.section.id().into(), kind.id().into());
        }
        for flag in &self.flags {
            let there = match *flag {
                "problem" => context.problem_heading,
                "carried-forward" => context.carried_forward,
                _ => context.patient_reported,
            };
            compare(flag, there.to_string(), true.to_string());
        }
        out
    }
}

/// One word of an assertion; what is not said is present, the patient's and current.
fn state(assertion: &mut Assertion, word: &str) -> Result<(), String> {
    match word {
        "present" => assertion.presence = Presence::Present,
        "absent" => assertion.presence = Presence::Absent,
        "possible" => assertion.presence = Presence::Possible,
        "conditional" => assertion.presence = Presence::Conditional,
        "hypothetical" => assertion.presence = Presence::Hypothetical,
        "family" => assertion.experiencer = Experiencer::Family,
        "other" => assertion.experiencer = Experiencer::Other,
        "past" => assertion.temporality = Temporality::Past,
        "planned" => assertion.temporality = Temporality::Planned,
        _ => return Err(format!("unclear: {word}")),
    }
    Ok(())
}
