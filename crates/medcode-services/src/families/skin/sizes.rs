//! What does each measure of an item measure: the lesion, its margin, what was cut out, the
//! closure, the defect?

use crate::desk::Case;
use crate::read::Measure;
use std::ops::Range;

/// What a measure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Lesion,
    Margin,
    Excised,
    Closure,
    Defect,
    Flap,
    /// Depth, an instrument: nothing that a number goes by.
    Other,
}

/// Words that tell what a measure is of, the surest first: class, how many tokens before and
/// after the measure they may stand.
const TOLD: &[(&str, usize, usize, Of)] = &[
    ("cue margin", 0, 2, Of::Margin),
    ("cue growth", 1, 0, Of::Lesion),
    ("cue taken", 1, 0, Of::Excised),
    ("cue thickness", 2, 1, Of::Other),
    ("cue margin", 2, 0, Of::Margin),
    ("cue instrument", 1, 1, Of::Other),
    ("cue depth", 1, 1, Of::Other),
    ("cue excised", 4, 2, Of::Excised),
    ("cue defect", 4, 1, Of::Defect),
    ("cue closure", 4, 3, Of::Closure),
    ("cue flap", 4, 3, Of::Flap),
    ("cue lesion", 6, 4, Of::Lesion),
];

/// The measures within some tokens, each with what it is of.
pub(super) fn sizes(case: &Case<'_>, tokens: Range<usize>) -> Vec<(Of, Measure)> {
    let all = case.reading.measures(tokens.clone());
    let told = |n: usize| {
        let at = &all[n].tokens;
        let before = n.checked_sub(1).map_or(tokens.start, |p| all[p].tokens.end);
        let after = all.get(n + 1).map_or(tokens.end, |next| next.tokens.start);
        let found = TOLD.iter().find(|(class, back, forth, of)| {
            let from = at.start.saturating_sub(*back).max(before);
            let behind = !case.places(from..at.start, class).is_empty();
            let ahead = !case.places(at.end..(at.end + forth).min(after), class).is_empty();
            // "3 mm margins", but "1.8 cm incl. margin" is no margin.
            let included =
                matches!(case.reading.doc.folded(at.end), "incl" | "including" | "inclusive" | "with");
            behind || (ahead && !(*of == Of::Margin && included))
        });
        found.map_or(Of::Lesion, |f| f.3)
    };
    (0..all.len()).map(|n| (told(n), all[n].clone())).collect()
}

/// The diameter that was cut out: as stated, else the lesion with its margin on both sides, else
/// the defect.
pub(super) fn excised_diameter(sizes: &[(Of, Measure)]) -> Option<f32> {
    let longest = |of: Of| sizes.iter().find(|(o, _)| *o == of).map(|(_, m)| m.longest());
    let stated = longest(Of::Excised).filter(|d| *d > 0.0);
    let grown = || {
        let margin = longest(Of::Margin).unwrap_or(0.0);
        longest(Of::Lesion).filter(|d| *d > 0.0).map(|d| d + 2.0 * margin)
    };
    stated.or_else(grown).or_else(|| longest(Of::Defect)).map(tenth)
}

/// To a tenth of a centimetre, as numbers are told apart.
pub(super) fn tenth(cm: f32) -> f32 {
    (cm * 10.0).round() / 10.0
}
