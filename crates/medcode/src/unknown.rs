//! What could be meant by a text that is no code on the date?

use crate::{Answered, AsOf, Engine, SuggestedCode, UnknownCode};
use medcode_kb::query::{InForceRelease, Release};
use medcode_model::{Code, CodeSystem, Date};

/// Most codes that are offered.
const MOST: usize = 12;
/// Most codes offered for words.
const MOST_FOR_WORDS: usize = 5;

impl Engine {
    /// A code that the release does not have: what took its place, what is near it, when it
    /// was in force.
    pub(crate) fn unknown(&self, from: &InForceRelease<'_>, code: Code, as_of: AsOf) -> UnknownCode {
        let release = from.release;
        let mut suggestions = replacements(release, &code);
        let retired = !suggestions.is_empty();
        let certain = suggestions.len() == 1;
        let mut offer = |code: Code, why: &str| {
            let new = suggestions.iter().all(|s: &SuggestedCode| s.code != code);
            if let Some(row) = release.find(&code).filter(|_| new) {
                suggestions.push(SuggestedCode { code, title: release.title(row), why: why.to_owned() });
            }
        };
        if let Some(meant) = with_placeholder(&code) {
            offer(meant, "the placeholder X stands before the seventh character");
        }
        for meant in misread(&code) {
            offer(meant, "letter and digit look alike");
        }
        for meant in swapped(&code) {
            offer(meant, "two characters swapped");
        }
        if let Some(row) = (3..code.len()).rev().find_map(|n| release.find(&code.prefix(n))) {
            offer(release.code(row), "the longest code it begins with");
            for child in release.children(row).into_iter().take(6) {
                offer(release.code(child), "under the same code");
            }
        }
        suggestions.truncate(MOST);
        let next = release.pcs_choices(code.compact());
        if suggestions.is_empty() && next.is_empty() {
            suggestions = self.meant_by_words(code.compact(), as_of);
        }
        let why = if next.is_empty() {
            self.why_unknown(release, &code, retired)
        } else {
            format!("{code} begins ICD-10-PCS codes; character {} is still to choose", code.len() + 1)
        };
        UnknownCode {
            system: Some(code.system()),
            why,
            suggestions,
            answered: Some(Answered::of(from, as_of, &[])),
            certain,
            axes: if next.is_empty() { Vec::new() } else { release.pcs_axes(code.compact().as_bytes()) },
            characters: next,
        }
    }

    fn why_unknown(&self, release: &Release, code: &Code, retired: bool) -> String {
        let here = release.id().from;
        let mut why = if retired {
            format!("{code} is retired in the release of {here}")
        } else {
            format!("{code} is no {} code in the release of {here}", code.system().name())
        };
        let others: Vec<String> = self
            .library()
            .releases()
            .filter(|(id, ..)| id.system == code.system() && id.from != here)
            .filter(|(id, ..)| self.library().get(*id).is_ok_and(|r| r.find(code).is_some()))
            .map(|(_, days, _)| match days.to {
                Date::MAX => format!("{} on", days.from),
                last => format!("{} to {last}", days.from),
            })
            .collect();
        if !others.is_empty() {
            why.push_str(&format!("; it stands in the installed releases of {}", others.join(", ")));
        }
        why
    }

    /// What a search for the text finds.
    fn meant_by_words(&self, text: &str, as_of: AsOf) -> Vec<SuggestedCode> {
        let found = self.search(text, None, as_of, MOST_FOR_WORDS);
        let hits = found.map(|answer| answer.hits).unwrap_or_default();
        let offer =
            |hit: crate::SearchHit| SuggestedCode { code: hit.code, title: hit.title, why: hit.why };
        hits.into_iter().map(offer).collect()
    }

    /// A text that has the shape of no code: what its words find.
    pub(crate) fn shapeless(&self, query: &str, as_of: AsOf) -> UnknownCode {
        let shown: String = query.chars().take(24).collect();
        UnknownCode {
            system: None,
            why: format!("`{shown}` has the shape of no code; to look for words use `medcode search`"),
            suggestions: self.meant_by_words(query, as_of),
            answered: None,
            certain: false,
            axes: Vec::new(),
            characters: Vec::new(),
        }
    }
}

/// What the conversion table says took the place of a code: all of it, since one code may
/// have become several.
fn replacements(release: &Release, code: &Code) -> Vec<SuggestedCode> {
    let offer = |r: &medcode_kb::query::Replacement| {
        let row = release.find(&r.code)?;
        let why = format!("took its place on {} (conversion table)", r.effective);
        Some(SuggestedCode { code: r.code, title: release.title(row), why })
    };
    release.replacements(code).iter().filter_map(offer).collect()
}

/// A last character that may be a seventh one written too early: T78.40A is T78.40XA.
fn with_placeholder(code: &Code) -> Option<Code> {
    let n = code.len();
    if code.system() != CodeSystem::Icd10Cm || !(4..7).contains(&n) {
        return None;
    }
    let mut chars = *code.bytes();
    let last = std::mem::replace(&mut chars[n - 1], b'X');
    chars[n..6].fill(b'X');
    chars[6] = last;
    Some(Code::from_bytes(code.system(), chars))
}

/// The code with one look-alike character changed (O and 0, I or l and 1, S and 5, ...).
fn misread(code: &Code) -> Vec<Code> {
    const ALIKE: [(u8, u8); 6] =
        [(b'O', b'0'), (b'I', b'1'), (b'L', b'1'), (b'S', b'5'), (b'B', b'8'), (b'Z', b'2')];
    let mut out = Vec::new();
    for at in 0..code.len() {
        for (a, b) in ALIKE {
            let mut chars = *code.bytes();
            let other = if chars[at] == a {
                b
            } else if chars[at] == b {
                a
            } else {
                continue;
            };
            chars[at] = other;
            out.push(Code::from_bytes(code.system(), chars));
        }
    }
    out
}

/// The code with two neighbours swapped.
fn swapped(code: &Code) -> Vec<Code> {
    let swap = |at: usize| {
        let mut chars = *code.bytes();
        chars.swap(at, at + 1);
        Code::from_bytes(code.system(), chars)
    };
    (1..code.len()).map(|at| swap(at - 1)).filter(|other| other != code).collect()
}
