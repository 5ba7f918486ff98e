//! A word of one condition and another condition behind "with" or "due to" name no third: "neurogenic bladder
//! with UTI" is no cystitis, "upper GI bleed due to gastric ulcer" no gastrojejunal ulcer (OCG III).

use super::Match;
use super::items::Alone;
use crate::reading::Reading;
use medcode_model::Code;

/// Words between two conditions.
const BETWEEN: &[&str] = &["with", "w", "due", "from", "secondary", "2", "after", "following"];

/// Whether a match joins two conditions across such a word, has the category of neither, and takes of one
/// only words that name nothing by themselves.
pub(super) fn is<'a>(
    reading: &Reading<'_>,
    m: &Match,
    code: Code,
    of: &impl Fn(u32) -> &'a [Alone],
    member: impl Fn(&u32) -> u32,
) -> bool {
    let (Some(first), Some(&low), Some(&high)) =
        (m.tokens.first(), m.tokens.iter().min(), m.tokens.iter().max())
    else {
        return false;
    };
    let Some(link) = (low + 1..high)
        .find(|t| !m.tokens.contains(t) && BETWEEN.contains(&reading.doc.folded(*t as usize)))
    else {
        return false;
    };
    let side = |a: &&Alone| a.tokens.iter().all(|t| *t > link) || a.tokens.iter().all(|t| *t < link);
    let own: Vec<&Alone> = of(member(first)).iter().filter(side).collect();
    if own.iter().any(|a| a.code.category() == code.category()) {
        return false;
    }
    // Of "neurogenic bladder" the bladder, which names nothing alone; of "CKD stage 3" the disease.
    let taken =
        |a: &Alone| a.tokens.iter().filter(|t| m.tokens.contains(t)).copied().collect::<Vec<u32>>();
    let bare = |tokens: &[u32]| !own.iter().any(|a| a.tokens.iter().all(|t| tokens.contains(t)));
    let cut = |behind: bool| {
        own.iter().filter(|a| a.tokens.iter().all(|t| (*t > link) == behind)).any(|a| {
            let taken = taken(a);
            !taken.is_empty() && taken.len() < a.tokens.len() && bare(&taken)
        })
    };
    let named = |behind: bool| own.iter().any(|a| a.tokens.iter().all(|t| (*t > link) == behind));
    named(true) && named(false) && (cut(true) || cut(false))
}
