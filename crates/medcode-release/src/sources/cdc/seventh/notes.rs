//! What do the notes beside a list of seventh characters say: for which codes it holds, and
//! which characters are barred where?

use super::super::icd10cm_tabular::{Owner, Tabular, TabularNote, speaks_of_seventh};
use super::super::note_targets::{self, list::word_in, restriction::characters, token::tokens};
use medcode_model::{Code, Problem, Read, Target};
use std::collections::BTreeMap;

/// What the notes that speak of seventh characters say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeventhNotes {
    /// How many notes speak of seventh characters.
    pub notes: usize,
    /// How many of them were understood in every sentence; the others are problems.
    pub understood: usize,
    /// For lists of seventh characters, by index, the codes for which a note says they hold.
    pub scopes: Vec<(u32, Vec<Target>)>,
    /// The restrictions.
    pub restrictions: Vec<Restriction>,
}

/// Seventh characters that some codes may not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// Under what the note stands.
    pub owner: Owner,
    /// Index of the note.
    pub note: u32,
    /// The codes it speaks of; all under the owner where it names none.
    pub scope: Vec<Target>,
    /// The characters, as the bits of [`Target::bit`].
    pub characters: u64,
    /// Whether these are the only ones allowed, and not the ones barred.
    pub only: bool,
}

impl Restriction {
    /// Whether it bars a complete code with this seventh character.
    #[must_use]
    pub fn bars(&self, code: &Code, character: u8) -> bool {
        let named = self.characters & Target::bit(character) != 0;
        named != self.only
            && (self.scope.is_empty() || self.scope.iter().any(|target| target.matches(code)))
    }
}

/// More than any year has, by far; each costs time for each code under it.
const MAX_RESTRICTIONS: usize = 256;

/// What one sentence says.
enum Sentence {
    /// A list is to be added to these codes.
    Assigns(Vec<Target>),
    Restricts {
        scope: Vec<Target>,
        characters: u64,
        only: bool,
    },
    /// It explains a character or asks for another code; nothing is barred.
    Explains,
}

/// Reads every note that speaks of seventh characters.
#[must_use]
pub fn read_notes(tabular: &Tabular) -> Read<SeventhNotes> {
    let lists: BTreeMap<Owner, u32> =
        tabular.seventh.iter().zip(0..).map(|(list, at)| (list.owner, at)).collect();
    let mut out = Read::<SeventhNotes>::default();
    for (note, at) in tabular.notes.iter().zip(0..).filter(|(note, _)| speaks_of_seventh(note)) {
        out.value.notes += 1;
        let understood = read_note(note, at, lists.get(&note.owner).copied(), &mut out.value);
        out.value.understood += usize::from(understood);
        if !understood {
            let message = format!(
                "what this note says of seventh characters was not understood: {:.160}",
                note.text
            );
            out.problems.push(Problem::warning(note.position, message));
        }
    }
    if out.value.restrictions.len() > MAX_RESTRICTIONS {
        out.value.restrictions.truncate(MAX_RESTRICTIONS);
        out.problems.push(Problem::warning(
            Default::default(),
            "too many notes restrict seventh characters; some were left out",
        ));
    }
    out
}

/// Reads one note; says whether every sentence was understood.
fn read_note(note: &TabularNote, at: u32, list: Option<u32>, out: &mut SeventhNotes) -> bool {
    let mut understood = true;
    for text in sentences(&note.text) {
        match sentence(text) {
            Some(Sentence::Assigns(scope)) => out.scopes.extend(list.map(|list| (list, scope))),
            Some(Sentence::Restricts { scope, characters, only }) => {
                out.restrictions.push(Restriction {
                    owner: note.owner,
                    note: at,
                    scope,
                    characters,
                    only,
                });
            }
            Some(Sentence::Explains) => {}
            None => understood = false,
        }
    }
    understood
}

/// The sentences of a note: cut after a full stop and white space, which no code holds.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn sentence(text: &str) -> Option<Sentence> {
    let lower = text.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|words| lower.contains(words));
    if says(&[
        "is to be added to",
        "is to be assigned to",
        "are to be added to",
        "are to be assigned to",
    ]) {
        let parsed = note_targets::targets(text);
        return parsed.complete.then_some(Sentence::Assigns(parsed.targets));
    }
    if let Some(restricts) = restriction(text) {
        return Some(restricts);
    }
    let explains = says(&["7th character", "seventh character"]) && says(&[" is for ", " are for "]);
    let companion = says(&["must also be assigned", "should also be assigned"]);
    (explains || companion).then_some(Sentence::Explains)
}

/// `7th characters D and S do not apply to codes ...`, `Only 7th characters A and D apply to ...`.
fn restriction(text: &str) -> Option<Sentence> {
    let tokens = tokens(text);
    let only = word_in(&tokens, 0, &["only"]);
    let at = usize::from(only);
    let named = word_in(&tokens, at, &["7th", "seventh"])
        && word_in(&tokens, at + 1, &["character", "characters"]);
    let (characters, mut end) = characters(&tokens, at + 2).filter(|_| named)?;
    let mut not = false;
    let mut verb = false;
    while word_in(&tokens, end, AUXILIARIES) || word_in(&tokens, end, VERBS) {
        not |= word_in(&tokens, end, &["not", "cannot"]);
        verb |= word_in(&tokens, end, VERBS);
        end += 1;
    }
    // "are for ..." explains a character; only a verb of use restricts it.
    if !verb || not == only {
        return None;
    }
    let rest = tokens.get(end).map_or("", |token| &text[token.span.start..]);
    let parsed = note_targets::targets(rest);
    parsed.complete.then_some(Sentence::Restricts { scope: parsed.targets, characters, only })
}

const AUXILIARIES: &[&str] =
    &["do", "does", "is", "are", "may", "must", "can", "cannot", "should", "not", "to", "be"];
const VERBS: &[&str] =
    &["apply", "applies", "applicable", "appropriate", "valid", "used", "assigned", "added", "allowed"];

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(note: &str, code: &str) -> Option<bool> {
        match sentence(note)? {
            Sentence::Restricts { scope, characters, only } => {
                let code = Code::cm(code).unwrap();
                let owner = Owner::Code(0);
                Some(
                    Restriction { owner, note: 0, scope, characters, only }.bars(&code, code.bytes()[6]),
                )
            }
            _ => Some(false),
        }
    }

    #[test]
    fn wordings_that_bar_characters_are_read() {
        let dies = "7th characters D and S do not apply to codes in category S06 with 6th character 7 - death \
                    by one cause, or 8 - death by another.";
        for (code, barred) in [
            ("S06.1X7D", true),
            ("S06.307S", true),
            ("S06.1X8S", true),
            ("S06.1X7A", false),
            ("S06.1X9D", false),
            ("S07.1X7D", false),
        ] {
            assert_eq!(bars(dies, code), Some(barred), "{code}");
        }
        assert_eq!(bars("The seventh character S is never seen at T07", "T07.XXXS"), None);
        assert_eq!(
            bars("Seventh character S is not applicable to subcategory T81.1-", "T81.19XS"),
            Some(true)
        );
        assert_eq!(
            bars("Only 7th characters A, B and S may be used with codes from S99.0-", "S99.00XD"),
            Some(true)
        );
        assert_eq!(
            bars("Only 7th characters A, B and S may be used with codes from S99.0-", "S99.00XB"),
            Some(false)
        );
    }

    #[test]
    fn wordings_that_explain_bar_nothing() {
        for text in [
            "7th character 0 is for single gestations.",
            "7th characters 1 through 9 are for cases of several.",
            "The appropriate code from category O30 must also be assigned.",
        ] {
            assert!(matches!(sentence(text), Some(Sentence::Explains)), "{text}");
        }
        assert!(
            matches!(sentence("A 7th character is to be added to each code from O31, except as noted below"), Some(Sentence::Assigns(scope)) if scope.len() == 1)
        );
    }
}
