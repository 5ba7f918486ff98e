//! The receptors of a breast or ovarian cancer, as notes write them: "ER+/HER2-", "ER/PR
//! positive". One code for each receptor; a combined one only where the note gives no more than
//! "HR+/HER2-" (Tabular Z17: note; Z17.4: note).

use crate::case::{Case, Draft, Fate};
use std::ops::Range;

/// What is told of a receptor: which, whether positive, and its words.
struct Told {
    receptor: Receptor,
    positive: bool,
    tokens: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Receptor {
    Estrogen,
    Progesterone,
    Her2,
    /// Estrogen or progesterone: "hormone receptor".
    Hormone,
}

/// Adds the status of the receptors after the malignancy.
pub(super) fn apply(case: &mut Case<'_>) {
    let cancer = case.reported().filter(|d| d.under("C50") || d.under("C56"));
    let Some(cancer) = cancer.max_by_key(|d| d.order).cloned() else { return };
    let told: Vec<Told> = (0..case.doc.tokens().len()).filter_map(|t| told(case, t)).collect();
    let of = |receptor| {
        let mut all = told.iter().filter(move |t| t.receptor == receptor);
        let first = all.next()?;
        // Two answers are a contradiction, or two tumors.
        all.all(|t| t.positive == first.positive).then_some(first)
    };
    let (hormone, her2) = (of(Receptor::Hormone), of(Receptor::Her2));
    let single = [
        (of(Receptor::Estrogen), ["Z17.1", "Z17.0"]),
        (of(Receptor::Progesterone), ["Z17.22", "Z17.21"]),
        (her2, ["Z17.32", "Z17.31"]),
    ];
    let mut codes: Vec<(&str, Range<usize>)> = Vec::new();
    match (hormone, her2) {
        (Some(h), Some(n)) if single[..2].iter().all(|(told, _)| told.is_none()) => {
            let code = match (h.positive, n.positive) {
                (true, true) => "Z17.410",
                (true, false) => "Z17.411",
                (false, true) => "Z17.420",
                (false, false) => "Z17.421",
            };
            codes.push((code, h.tokens.clone()));
        }
        _ => {
            let each = single.into_iter().filter_map(|(told, codes)| Some((told?, codes)));
            codes.extend(each.map(|(t, codes)| (codes[usize::from(t.positive)], t.tokens.clone())));
        }
    }
    for (n, (code, tokens)) in (1..).zip(codes) {
        let like = Draft {
            fate: Fate::Report,
            order: cancer.order + n,
            evidence: vec![case.span(tokens.clone())],
            tokens: tokens.map(|t| t as u32).collect(),
            ..cancer.clone()
        };
        case.add(code, &like, "the status of the receptor, told in the note", "Tabular Z17");
    }
}

/// The receptor that a token names, and one past the name.
fn named(case: &Case<'_>, at: usize) -> Option<(Receptor, usize)> {
    let word = |n: usize| case.doc.folded(at + n);
    let end = |of: &[&str]| at + 1 + (1..=of.len()).take_while(|&n| of.contains(&word(n))).count();
    let receptor = match (word(0), case.doc.raw(at)) {
        ("er", "ER") => Receptor::Estrogen,
        ("pr" | "pgr", "PR" | "PgR" | "PGR") => Receptor::Progesterone,
        ("hr", "HR") => Receptor::Hormone,
        ("her2", _) => return Some((Receptor::Her2, end(&["neu"]))),
        ("her", "HER") if word(1) == "2" => return Some((Receptor::Her2, end(&["2", "neu"]))),
        ("estrogen", _) if word(1) == "receptor" => return Some((Receptor::Estrogen, at + 2)),
        ("progesterone", _) if word(1) == "receptor" => return Some((Receptor::Progesterone, at + 2)),
        ("hormone", _) if word(1) == "receptor" => return Some((Receptor::Hormone, at + 2)),
        _ => return None,
    };
    Some((receptor, at + 1))
}

/// What is told of the receptor that a token names.
fn told(case: &Case<'_>, at: usize) -> Option<Told> {
    let (receptor, end) = named(case, at)?;
    let (positive, end) = status(case, end, 3)?;
    Some(Told { receptor, positive, tokens: at..end })
}

/// The sign or word right behind a name, or behind the next name that shares it ("ER/PR+").
fn status(case: &Case<'_>, end: usize, left: usize) -> Option<(bool, usize)> {
    let tokens = case.doc.tokens();
    let behind = tokens.get(end - 1)?.span.end as usize;
    let mut rest = case.doc.text().get(behind..)?.chars();
    match (rest.next(), rest.next()) {
        (Some('+'), _) => return Some((true, end)),
        (Some('-' | '\u{2212}' | '\u{2013}'), next) if !next.is_some_and(char::is_alphanumeric) => {
            return Some((false, end));
        }
        _ => {}
    }
    if end >= tokens.len() {
        return None;
    }
    match case.doc.folded(end) {
        "positive" | "pos" => Some((true, end + 1)),
        "negative" | "neg" => Some((false, end + 1)),
        "and" if left > 0 => status(case, named(case, end + 1)?.1, left - 1),
        _ if left > 0 => status(case, named(case, end)?.1, left - 1),
        _ => None,
    }
}
