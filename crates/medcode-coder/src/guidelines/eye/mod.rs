//! Eyes told apart: stage, severity and edema of each (OCG I.C.7.a, I.B.13).

mod glaucoma;
mod macula;
mod retinopathy;

use crate::case::Case;

/// Glaucoma, diabetic retinopathy and macular degeneration, eye by eye.
pub(super) fn apply(case: &mut Case<'_>) {
    retinopathy::apply(case);
    glaucoma::apply(case);
    macula::apply(case);
    macula::parts(case);
    hydrops(case);
}

/// "Acute hydrops" is that of the cornea where the note speaks of one (Tabular H18.62).
fn hydrops(case: &mut Case<'_>) {
    let cornea = ["cornea", "corneal", "keratoconus", "keratoconu"];
    if cornea.iter().any(|w| !case.places.word(w).is_empty()) {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("H18.62")) {
        let reason = medcode_model::WithheldReason::NotReportable;
        draft.withhold(reason, "no cornea is told of", Some("Tabular-H18.62"));
    }
}

/// An eye as codes count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Eye {
    Right,
    Left,
    Both,
}

impl Eye {
    /// The character of most eye codes: 1 right, 2 left, 3 bilateral.
    const fn digit(self) -> u8 {
        match self {
            Self::Right => 1,
            Self::Left => 2,
            Self::Both => 3,
        }
    }
}

/// The eye that a token names.
fn eye(case: &Case<'_>, token: usize) -> Option<Eye> {
    match (case.doc.folded(token), case.doc.raw(token)) {
        ("right", _) | (_, "OD" | "R" | "RE") => Some(Eye::Right),
        ("left", _) | (_, "OS" | "L" | "LE") => Some(Eye::Left),
        ("both" | "bilateral" | "bilat" | "bilaterally", _) | (_, "OU") => Some(Eye::Both),
        _ => None,
    }
}
