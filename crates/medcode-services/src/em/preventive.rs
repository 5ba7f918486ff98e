//! Preventive visits by age, and Medicare's wellness visits.
//!
//! Authority: CPT's families by age (numbers only); Medicare Benefit Policy Manual ch. 15 §280.5
//! and Claims Processing Manual ch. 18 §140 for the wellness visits.

use super::level::Standing;
use super::problems::Problem;
use super::view::View;
use super::words::Tag;
use crate::encounter::Encounter;
use medcode_model::Span;

/// First year of age of each preventive number but the first.
const AGES: [f32; 6] = [1.0, 5.0, 12.0, 18.0, 40.0, 65.0];

/// The number of a preventive visit.
pub(super) fn number(standing: Standing, age: f32) -> String {
    let step = AGES.iter().filter(|&&from| age >= from).count();
    let first = match standing {
        Standing::New => 99381,
        Standing::Established => 99391,
    };
    (first + step).to_string()
}

/// The number of a Medicare wellness visit.
pub(super) fn wellness(view: &View<'_>) -> &'static str {
    if view.first(Tag::Welcome).is_some() {
        "G0402"
    } else if view.first(Tag::WellnessFirst).is_some() {
        "G0438"
    } else {
        "G0439"
    }
}

/// Where a problem is told of: its body, and the lines of the other words that name it.
pub(super) fn told_in(view: &View<'_>, visit: &Encounter<'_>, problem: &Problem) -> Vec<Span> {
    let mut out = vec![problem.body];
    let mine = visit.diagnoses.iter().filter(|d| problem.ranks.contains(&d.rank));
    for evidence in mine.flat_map(|d| &d.coded.evidence) {
        let line = view.doc.line_at(evidence.span.start).map(|l| l.span);
        out.extend(line.filter(|_| !is_of_history(view, evidence.span)));
    }
    out
}

fn is_of_history(view: &View<'_>, span: Span) -> bool {
    view.doc.section_at(span.start).is_some_and(|s| s.kind.is_history_list())
}

/// Contraception that goes on is part of a preventive visit.
pub(super) fn is_planning(visit: &Encounter<'_>, problem: &Problem) -> bool {
    let named = |d: &&medcode_model::Suggestion| problem.ranks.contains(&d.rank);
    let mut codes = visit.diagnoses.iter().filter(named).map(|d| d.coded.code).peekable();
    codes.peek().is_some() && codes.all(|c| c.compact().starts_with("Z304"))
}

/// Whether what is told of a problem only goes on with its treatment.
pub(super) fn refilled(view: &View<'_>, body: Span) -> bool {
    let tokens = view.tokens(body);
    tokens.into_iter().any(|t| {
        matches!(
            view.doc.folded(t),
            "continue" | "cont" | "continued" | "refill" | "refilled" | "renew" | "same" | "stable"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_chooses_the_preventive_number() {
        let of = |age| number(Standing::Established, age);
        assert_eq!(of(0.5), "99391");
        assert_eq!(of(1.0), "99392");
        assert_eq!(of(4.9), "99392");
        assert_eq!(of(5.0), "99393");
        assert_eq!(of(17.0), "99394");
        assert_eq!(of(39.0), "99395");
        assert_eq!(of(40.0), "99396");
        assert_eq!(of(80.0), "99397");
        assert_eq!(number(Standing::New, 65.0), "99387");
    }
}
