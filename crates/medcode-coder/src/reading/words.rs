//! What may a spelling stand for? For most words that does not depend on the note; it is worked
//! out when a word is first met, and kept.

use super::role::{self, Role};
use super::{Number, is_near};
use crate::lexicon::{Context, Lexicon, relatives};
use medcode_kb::quick::QuickMap;
use medcode_kb::terms::{LETTER_A, Terms};
use medcode_kb::words::{Packed, WordMap};
use medcode_model::ReleaseId;
use medcode_note::{Document, Gap};
use std::sync::{Arc, RwLock};

/// A word that a spelling may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) word: Box<str>,
    /// Its letters as numbers.
    pub(super) packed: Packed,
    pub(crate) bound: bool,
    grouped: bool,
}

/// What a spelling may stand for, in both vocabularies.
pub(super) struct Word {
    /// Its own word first.
    pub(super) forms: Vec<Form>,
    pub(super) official: Vec<Number>,
    pub(super) lexical: Vec<Number>,
    pub(super) role: Role,
}

/// No language of notes has more words; those beyond are worked out for each note.
const MOST: usize = 50_000;

/// The words of one release that mean the same in every note.
type Plain = RwLock<WordMap<Arc<Word>>>;

/// The words of every release.
#[derive(Default)]
pub(crate) struct Words(RwLock<QuickMap<ReleaseId, Arc<Plain>>>);

impl Words {
    fn of(&self, release: ReleaseId) -> Arc<Plain> {
        if let Some(found) = self.0.read().ok().and_then(|all| all.get(&release).cloned()) {
            return found;
        }
        let made: Arc<Plain> = Arc::default();
        self.0.write().map_or_else(
            |_| Arc::clone(&made),
            |mut all| Arc::clone(all.entry(release).or_insert(made.clone())),
        )
    }
}

/// The two vocabularies.
#[derive(Clone, Copy)]
pub(super) struct Vocabularies<'a> {
    pub(super) release: ReleaseId,
    pub(super) official: Terms<'a>,
    pub(super) lexicon: &'a Lexicon,
}

/// Of every spelling of a note what it may stand for.
pub(super) fn read(doc: &Document<'_>, by: Vocabularies<'_>, kept: &Words) -> Vec<Arc<Word>> {
    let kept = kept.of(by.release);
    let first = first_tokens(doc);
    let mut out: Vec<Option<Arc<Word>>> = Vec::with_capacity(first.len());
    if let Ok(kept) = kept.read() {
        out.extend(doc.spellings().iter().map(|s| kept.get_packed(s.packed, &s.folded).cloned()));
    }
    out.resize_with(first.len(), || None);
    let small = !doc.text().bytes().any(|b| b.is_ascii_uppercase());
    let mut met: Vec<(Box<str>, Arc<Word>)> = Vec::new();
    let words = out.into_iter().zip(first).map(|(known, at)| {
        known.unwrap_or_else(|| {
            let (forms, plain) = forms(doc, at, by.lexicon, small);
            let word = Arc::new(word(forms, by));
            if plain {
                met.push((doc.folded(at).into(), Arc::clone(&word)));
            }
            word
        })
    });
    let words = words.collect();
    if !met.is_empty()
        && let Ok(mut kept) = kept.write()
    {
        let room = MOST.saturating_sub(kept.len());
        for (word, made) in met.into_iter().take(room) {
            kept.get_or_make(&word, || made);
        }
    }
    words
}

/// Of every spelling the first token that has it.
fn first_tokens(doc: &Document<'_>) -> Vec<usize> {
    let mut out = vec![usize::MAX; doc.spellings().len()];
    for (at, token) in doc.tokens().iter().enumerate() {
        let first = &mut out[token.spelling as usize];
        *first = at.min(*first);
    }
    out
}

/// The words that a token may stand for, its own first, and whether that holds for its word
/// in every note.
fn forms(doc: &Document<'_>, at: usize, lexicon: &Lexicon, small: bool) -> (Vec<Form>, bool) {
    let folded = doc.folded(at);
    let mut list =
        vec![Form { word: folded.into(), packed: Packed::of(folded), bound: false, grouped: false }];
    let mut push = |word: &str, bound: bool, grouped: bool| {
        if !list.iter().any(|f| *f.word == *word) {
            list.push(Form { word: word.into(), packed: Packed::of(word), bound, grouped });
        }
    };
    if let Some(side) = side(folded, doc.raw(at), small) {
        push(side, false, false);
    }
    if let Some(word) = slashed(doc, folded) {
        push(word, false, false);
    }
    if folded == "op" {
        let mut operations = (0..doc.tokens().len()).filter(|&t| doc.folded(t) == "op");
        if operations.all(|t| t > 0 && doc.folded(t - 1) == "post") {
            push("postoperative", false, false);
        }
    }
    // `w/o`
    if folded == "o" && doc.folded(at.wrapping_sub(1)) == "w" {
        push("without", false, false);
    }
    if doc.raw(at) == "A" && at > 0 {
        push(LETTER_A, false, false);
    }
    let here = |word: &str| doc.may_hold(word) && doc.spellings().iter().any(|s| *s.folded == *word);
    let near = |word: &str| is_near(doc, at, word);
    let expansion = lexicon.expand(folded, doc.raw(at), &Context { near: &near, note: &here, small });
    for word in expansion {
        let several = expansion.len() > 1;
        let content = role::of(word) == Role::Content;
        push(word, several && !content, several && content);
    }
    for relative in relatives(folded) {
        push(&relative, false, false);
    }
    let plain = !names_side(folded)
        && !matches!(folded, "o" | "a" | "s" | "p" | "h" | "op")
        && !lexicon.is_short(folded);
    (list, plain)
}

/// What a letter of `s/p` and `h/o` stands for, where the note writes them so.
fn slashed(doc: &Document<'_>, folded: &str) -> Option<&'static str> {
    let (first, second, word) = match folded {
        "s" => ("s", "p", "status"),
        "p" => ("s", "p", "post"),
        "h" => ("h", "o", "history"),
        _ => return None,
    };
    let written = (1..doc.tokens().len())
        .any(|t| doc.folded(t) == second && doc.folded(t - 1) == first && doc.gap(t).has(Gap::SLASH));
    written.then_some(word)
}

/// The side that a short form names.
fn side(folded: &str, raw: &str, small: bool) -> Option<&'static str> {
    if small && raw.len() == 1 {
        return match raw {
            "l" => Some("left"),
            "r" => Some("right"),
            _ => None,
        };
    }
    match (folded, raw) {
        ("l", "L") | ("lt", _) | (_, "OS" | "AS" | "LE" | "LUE" | "LLE") if raw != "LE" => Some("left"),
        ("r", "R") | ("rt", _) | (_, "OD" | "AD" | "RUE" | "RLE") => Some("right"),
        ("bl" | "both" | "bilat" | "bilaterally" | "bil", _) | (_, "OU" | "AU" | "BLE" | "BUE") => {
            Some("bilateral")
        }
        _ => None,
    }
}

/// Whether a folded word names a side in some letters.
fn names_side(folded: &str) -> bool {
    let capitals = folded.to_ascii_uppercase();
    let letters = [folded, &capitals];
    letters.iter().any(|raw| side(folded, raw, false).is_some() || side(folded, raw, true).is_some())
}

fn word(forms: Vec<Form>, by: Vocabularies<'_>) -> Word {
    let lexical = by.lexicon.terms();
    let mut out = Word { official: Vec::new(), lexical: Vec::new(), role: Role::Empty, forms };
    for form in &out.forms {
        let number = |word| Number { word, bound: form.bound, grouped: form.grouped };
        out.official.extend(by.official.word(&form.word).map(number));
        out.lexical.extend(lexical.and_then(|l| l.word(&form.word)).map(number));
    }
    out.role = out.forms.first().map_or(Role::Empty, |own| role::of(&own.word));
    out
}
