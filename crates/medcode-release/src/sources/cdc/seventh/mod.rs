//! Which complete codes does the Tabular stand for, once its lists of seventh characters are
//! spelled out?
//!
//! A list holds for every code under its owner but for a nearer list (OCG I.A.5); a code
//! shorter than six characters is filled with the placeholder X (OCG I.A.4); notes beside a
//! list say where it holds and may bar some of its characters from some codes (as at S06).

mod notes;
#[cfg(test)]
mod tests;

use super::icd10cm_tabular::{Owner, SeventhCharacter, Tabular};
use medcode_model::{Code, Problem, Read, Target};
pub use notes::{Restriction, SeventhNotes, read_notes};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A complete code: one that can be reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expanded {
    /// The complete code.
    pub code: Code,
    /// Index of the listed code it comes from.
    pub base: u32,
    /// The seventh character added, if the base needs one.
    pub seventh: Option<Seventh>,
}

/// A seventh character of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seventh {
    /// Index of the list in [`Tabular::seventh`].
    pub definition: u32,
    /// Index of the character in the list.
    pub at: u8,
}

impl Expanded {
    /// The seventh character and its meaning.
    #[must_use]
    pub fn character<'a>(&self, tabular: &'a Tabular) -> Option<&'a SeventhCharacter> {
        let seventh = self.seventh?;
        tabular.seventh.get(seventh.definition as usize)?.characters.get(usize::from(seventh.at))
    }

    /// The full title, composed as the order file composes it.
    #[must_use]
    pub fn title<'a>(&self, tabular: &'a Tabular) -> Cow<'a, str> {
        let base = tabular.codes.get(self.base as usize).map_or("", |row| &row.title);
        match self.character(tabular) {
            Some(character) => Cow::Owned(format!("{base}, {}", character.meaning)),
            None => Cow::Borrowed(base),
        }
    }
}

/// For each listed code the list of seventh characters that its complete codes take theirs
/// from: its own, else that of the nearest code above, else that of its section or chapter.
#[must_use]
pub fn definitions(tabular: &Tabular) -> Vec<Option<u32>> {
    let lists: BTreeMap<Owner, u32> =
        tabular.seventh.iter().zip(0..).map(|(list, at)| (list.owner, at)).collect();
    let of_sections: Vec<Option<u32>> = (0..tabular.sections.len() as u32)
        .map(|at| tabular.section_lineage(at).find_map(|s| lists.get(&Owner::Section(s)).copied()))
        .collect();
    let mut out: Vec<Option<u32>> = Vec::with_capacity(tabular.codes.len());
    for (row, at) in tabular.codes.iter().zip(0..) {
        let own = lists.get(&Owner::Code(at)).copied();
        let above = match row.parent {
            Some(parent) => out.get(parent as usize).copied().flatten(),
            None => of_sections
                .get(row.section as usize)
                .copied()
                .flatten()
                .or_else(|| lists.get(&Owner::Chapter(row.chapter)).copied()),
        };
        out.push(own.or(above));
    }
    out
}

/// Spells out every complete code, in document order.
#[must_use]
pub fn expand(tabular: &Tabular) -> Read<Vec<Expanded>> {
    let Read { value: notes, mut problems } = read_notes(tabular);
    let definitions = definitions(tabular);
    let scopes = scopes(tabular, &notes, &definitions, &mut problems);
    let barred = Barred::new(&notes);
    let mut out = Vec::with_capacity(tabular.codes.len() * 2);
    for ((row, definition), base) in tabular.codes.iter().zip(&definitions).zip(0..) {
        if !row.leaf {
            continue;
        }
        let within = |definition: &u32| {
            let scope = &scopes[*definition as usize];
            scope.is_empty() || scope.iter().any(|target| target.matches(&row.code))
        };
        match definition.filter(|definition| row.code.len() < 7 && within(definition)) {
            None => out.push(Expanded { code: row.code, base, seventh: None }),
            Some(definition) => {
                let list = &tabular.seventh[definition as usize];
                if list.characters.is_empty() {
                    let message = format!("the list of seventh characters for {} is empty", row.code);
                    problems.push(Problem::warning(list.position, message));
                }
                for (character, at) in list.characters.iter().zip(0u8..) {
                    let code = with_seventh(row.code, character.character);
                    if !barred.bars(tabular, base, &code, character.character) {
                        out.push(Expanded { code, base, seventh: Some(Seventh { definition, at }) });
                    }
                }
            }
        }
    }
    Read { value: out, problems }
}

/// The code filled with the placeholder up to six characters, and the seventh.
fn with_seventh(code: Code, seventh: u8) -> Code {
    let mut chars = *code.bytes();
    for c in chars.iter_mut().take(6).filter(|c| **c == 0) {
        *c = b'X';
    }
    chars[6] = seventh;
    Code::from_bytes(code.system(), chars)
}

/// For each list the codes for which its notes say it holds. A note that names none of the
/// codes under it (a slip of the publisher) is not followed, but told.
fn scopes(
    tabular: &Tabular,
    notes: &SeventhNotes,
    definitions: &[Option<u32>],
    problems: &mut Vec<Problem>,
) -> Vec<Vec<Target>> {
    let mut scopes: Vec<Vec<Target>> = vec![Vec::new(); tabular.seventh.len()];
    for (definition, targets) in &notes.scopes {
        if let Some(scope) = scopes.get_mut(*definition as usize) {
            scope.extend(targets);
        }
    }
    let mut met = vec![false; scopes.len()];
    for (row, definition) in tabular.codes.iter().zip(definitions) {
        if let Some(at) = definition.map(|at| at as usize).filter(|&at| !met[at] && row.leaf) {
            met[at] = scopes[at].iter().any(|target| target.matches(&row.code));
        }
    }
    for ((scope, met), list) in scopes.iter_mut().zip(met).zip(&tabular.seventh) {
        if !met && !scope.is_empty() {
            scope.clear();
            let message = "the note above these seventh characters names codes that are not here; \
                           they were added to the codes they stand at";
            problems.push(Problem::note(list.position, message));
        }
    }
    scopes
}

/// Restrictions by owner, so that a code meets only those above it.
struct Barred<'a>(BTreeMap<Owner, Vec<&'a Restriction>>);

impl<'a> Barred<'a> {
    fn new(notes: &'a SeventhNotes) -> Self {
        let mut by_owner: BTreeMap<Owner, Vec<&Restriction>> = BTreeMap::new();
        for restriction in &notes.restrictions {
            by_owner.entry(restriction.owner).or_default().push(restriction);
        }
        Self(by_owner)
    }

    fn bars(&self, tabular: &Tabular, base: u32, code: &Code, character: u8) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let row = &tabular.codes[base as usize];
        let codes = tabular.lineage(base).map(Owner::Code);
        let sections = tabular.section_lineage(row.section).map(Owner::Section);
        codes
            .chain(sections)
            .chain([Owner::Chapter(row.chapter)])
            .filter_map(|owner| self.0.get(&owner))
            .flatten()
            .any(|restriction| restriction.bars(code, character))
    }
}
