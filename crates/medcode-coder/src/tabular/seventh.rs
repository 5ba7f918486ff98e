//! The seventh character (OCG I.A.5, I.C.19.a).

use super::Choices;
use super::words::Known;
use medcode_kb::query::Release;

/// Where in the care of an injury the encounter stands (OCG I.C.19.a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Encounter {
    /// Active treatment.
    #[default]
    Initial,
    /// Routine care while healing.
    Subsequent,
    /// A condition left by the injury.
    Sequela,
}

/// The child with the seventh character that fits.
pub(crate) fn choose(
    release: &Release,
    choices: &Choices,
    known: &Known<'_>,
    encounter: Encounter,
) -> Option<u32> {
    let list = choices.seventh.as_deref()?;
    let has = |c: char| list.iter().any(|(x, _)| *x == c);
    let said = |w: &str| known.has(w);
    let character =
        if has('A') && has('D') { for_injury(encounter, &has, &said) } else { by_meaning(list, known)? };
    choices.asked.iter().map(|a| a.row).find(|&c| release.code(c).bytes()[6] == character as u8)
}

fn for_injury(encounter: Encounter, has: &dyn Fn(char) -> bool, said: &dyn Fn(&str) -> bool) -> char {
    let fracture = has('G') && has('K');
    match encounter {
        Encounter::Sequela if has('S') => 'S',
        Encounter::Subsequent | Encounter::Sequela if fracture && said("nonunion") => 'K',
        Encounter::Subsequent | Encounter::Sequela if fracture && said("malunion") => 'P',
        Encounter::Subsequent | Encounter::Sequela if fracture && said("delayed") => 'G',
        Encounter::Subsequent | Encounter::Sequela => 'D',
        // A fracture not said to be open is coded as closed (OCG I.C.19.c).
        Encounter::Initial if has('C') && said("open") && is_gravest(said) => 'C',
        Encounter::Initial if has('B') && said("open") => 'B',
        Encounter::Initial => 'A',
    }
}

/// Open fractures of Gustilo type IIIA, IIIB or IIIC.
fn is_gravest(said: &dyn Fn(&str) -> bool) -> bool {
    said("gustilo") && ["iiia", "iiib", "iiic", "3a", "3b", "3c"].iter().any(|t| said(t))
}

/// The character whose meaning the note states; else that of "unspecified" or "not
/// applicable".
fn by_meaning(list: &[(char, String)], known: &Known<'_>) -> Option<char> {
    let words = |m: &str| -> Vec<String> {
        medcode_kb::text::normal::words(m)
            .into_iter()
            .filter(|w| {
                !matches!(w.as_str(), "stage" | "with" | "without" | "or" | "fetu" | "fetus" | "the")
            })
            .collect()
    };
    for circle in known.circles() {
        for (c, meaning) in list {
            let words = words(meaning);
            let open = meaning.contains("unspecified") || meaning.contains("without");
            if !open && !words.is_empty() && words.iter().all(|w| circle.contains(w.as_str())) {
                return Some(*c);
            }
        }
    }
    list.iter()
        .find(|(_, m)| {
            let m = m.to_lowercase();
            m.contains("not applicable") || m.contains("unspecified") || m.contains("without")
        })
        .or_else(|| list.iter().find(|(c, _)| *c == '0'))
        .map(|(c, _)| *c)
}
