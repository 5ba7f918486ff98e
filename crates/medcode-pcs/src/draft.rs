//! A procedure on its way to a code, character by character through the official tables.

use crate::axis::{Chosen, Side, Value, Words};
use crate::read::phrases::Hit;
use crate::tables::{Procedure, Sides};
use medcode_model::{Span, WithheldReason};

/// What becomes of a draft.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fate {
    Report,
    Withhold { reason: WithheldReason, detail: String, authority: Option<&'static str> },
}

/// A code in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The row of the procedure tables.
    pub(crate) row: usize,
    /// The characters; zero where one is not known.
    pub(crate) code: [u8; 7],
    pub(crate) hit: Hit,
    pub(crate) evidence: Vec<Span>,
    pub(crate) reasons: Vec<String>,
    pub(crate) confidence: f32,
    /// Reported where the facility collects such codes.
    pub(crate) optional: bool,
    /// Looking only.
    pub(crate) inspection: bool,
    /// The characters that were chosen by convention and not by words, a bit each.
    pub(crate) assumed: u8,
    pub(crate) fate: Fate,
}

impl Draft {
    /// A code whose characters are all known.
    pub(crate) fn fixed(hit: Hit, code: [u8; 7], span: Span) -> Self {
        Self {
            row: hit.row,
            code,
            hit,
            evidence: vec![span],
            reasons: Vec::new(),
            confidence: 0.9,
            optional: false,
            inspection: false,
            assumed: 0,
            fate: Fate::Report,
        }
    }

    pub(crate) fn is_complete(&self) -> bool {
        !self.code.contains(&0)
    }

    pub(crate) fn is_reported(&self) -> bool {
        self.fate == Fate::Report
    }

    pub(crate) fn withhold(
        &mut self,
        reason: WithheldReason,
        detail: String,
        authority: Option<&'static str>,
    ) {
        self.fate = Fate::Withhold { reason, detail, authority };
    }

    pub(crate) fn starts(&self, prefix: &str) -> bool {
        self.code.starts_with(prefix.as_bytes())
    }

    /// The first character that is not known, counted from 0.
    pub(crate) fn open(&self) -> Option<usize> {
        self.code.iter().position(|c| *c == 0)
    }
}

/// The drafts of one procedure: one for each pattern, body part and side.
pub(crate) fn of(words: &Words<'_, '_>, row: usize, procedure: &Procedure) -> Vec<Draft> {
    by(words, row, procedure, &procedure.patterns)
}

/// The same by patterns that a family chose.
pub(crate) fn by(
    words: &Words<'_, '_>,
    row: usize,
    procedure: &Procedure,
    patterns: &[[u8; 7]],
) -> Vec<Draft> {
    let mut out = Vec::new();
    for (n, pattern) in patterns.iter().enumerate() {
        let made = at(words, row, procedure, (pattern, procedure.sides(n)));
        if procedure.has("first") {
            if made.iter().all(Draft::is_complete) && !made.is_empty() {
                return made;
            }
            if n > 0 {
                continue;
            }
        }
        out.extend(made);
    }
    out
}

/// The same by one pattern, of a body part by side.
pub(crate) fn at(
    words: &Words<'_, '_>,
    row: usize,
    procedure: &Procedure,
    (pattern, sides): (&[u8; 7], Sides),
) -> Vec<Draft> {
    let start = Draft {
        row,
        code: [0; 7],
        hit: words.hit,
        evidence: vec![words.span(words.hit.first, words.hit.end)],
        reasons: Vec::new(),
        confidence: if procedure.has("opt") { 0.6 } else { 0.9 },
        optional: procedure.has("opt"),
        inspection: procedure.has("insp"),
        assumed: 0,
        fate: Fate::Report,
    };
    walk(words, (procedure, sides), pattern, start)
}

/// Fills the open characters in their order. A value is legal only after those before it.
fn walk(words: &Words<'_, '_>, row: (&Procedure, Sides), pattern: &[u8; 7], start: Draft) -> Vec<Draft> {
    let mut drafts = vec![start];
    for at in 0..7 {
        let mut next = Vec::new();
        for mut draft in drafts {
            if draft.open().is_some_and(|open| open < at) {
                next.push(draft);
            } else if pattern[at] != b'.' {
                draft.code[at] = pattern[at];
                next.push(draft);
            } else {
                next.extend(fill(words, row, pattern, &draft, at));
            }
        }
        drafts = next;
    }
    drafts.retain(|d| !d.is_complete() || words.is_legal(&d.code));
    drafts
}

fn fill(
    words: &Words<'_, '_>,
    (procedure, sides): (&Procedure, Sides),
    pattern: &[u8; 7],
    draft: &Draft,
    at: usize,
) -> Vec<Draft> {
    let all = words.legal(&draft.code[..at]);
    // What is fixed further on must stay possible.
    let keeps = |v: &&Value| {
        let mut longer = draft.code;
        longer[at] = v.character;
        words.is_possible(&longer[..=at], pattern)
    };
    let values: Vec<&Value> = all.iter().filter(keeps).collect();
    let chosen = match at {
        3 => return part(words, (procedure, sides), draft, &values),
        4 => words.approach(&values),
        _ => value(words, procedure, at, &values),
    };
    let chosen = chosen.or_else(|| by_convention(procedure, at, &values));
    vec![chosen.map_or_else(|| draft.clone(), |c| with(draft, at, c))]
}

fn with(draft: &Draft, at: usize, chosen: Chosen) -> Draft {
    let mut draft = draft.clone();
    draft.code[at] = chosen.character;
    match chosen.words {
        Some(span) => {
            if !draft.evidence.iter().any(|e| e.contains(span)) {
                draft.evidence.push(span);
            }
        }
        None => draft.assumed |= 1 << at,
    }
    draft
}

/// Body parts: those of the row by side, else those whose labels the words name.
fn part(
    words: &Words<'_, '_>,
    (procedure, [right, left, none]): (&Procedure, Sides),
    draft: &Draft,
    values: &[&Value],
) -> Vec<Draft> {
    let choose = |c: u8, span: Option<Span>| {
        let legal = values.iter().any(|v| v.character == c);
        legal.then(|| with(draft, 3, Chosen { character: c, words: span }))
    };
    if right.is_some() || left.is_some() {
        let (side, span) = match words.side((words.hit.first, words.hit.end)) {
            Some((side, span)) => (Some(side), Some(span)),
            None if procedure.has("pair") => (Some(Side::Both), None),
            None => (None, None),
        };
        let characters: Vec<u8> = match side {
            Some(Side::Right) => right.into_iter().collect(),
            Some(Side::Left) => left.into_iter().collect(),
            Some(Side::Both) => {
                none.map_or_else(|| right.into_iter().chain(left).collect(), |n| vec![n])
            }
            None => none.into_iter().collect(),
        };
        let made: Vec<Draft> = characters.into_iter().filter_map(|c| choose(c, span)).collect();
        return if made.is_empty() { vec![draft.clone()] } else { made };
    }
    let only = procedure.option("parts");
    let allowed = |v: &&&Value| only.is_none_or(|o| o.as_bytes().contains(&v.character));
    let values: Vec<&Value> = values.iter().filter(allowed).copied().collect();
    let named = words.named(&values);
    let mut made: Vec<Draft> = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for group in &named {
        let most = named[0].said;
        let apart = taken.iter().all(|t| group.tokens.0 >= t.1 || group.tokens.1 <= t.0);
        let another = procedure.has("each") && apart;
        if !(taken.is_empty() || another) || group.said > most {
            continue;
        }
        let rivals: Vec<_> =
            named.iter().filter(|n| n.tokens == group.tokens && n.said == group.said).collect();
        let sided = rivals.iter().any(|n| n.side.is_some());
        let side = sided.then(|| words.side(group.tokens)).flatten();
        let fits = |wanted: Option<Side>| {
            rivals.iter().filter(|n| n.side == wanted).map(|n| n.character).collect::<Vec<u8>>()
        };
        let mut characters = fits(side.map(|s| s.0));
        if characters.is_empty() && side.is_some_and(|s| s.0 == Side::Both) {
            characters = fits(Some(Side::Right));
            characters.extend(fits(Some(Side::Left)));
        }
        if characters.is_empty() && !sided {
            characters = vec![group.character];
        }
        if characters.is_empty() {
            characters = fits(None);
        }
        characters.truncate(if side.is_some_and(|s| s.0 == Side::Both) { 2 } else { 1 });
        let span = words.span(group.tokens.0, group.tokens.1);
        made.extend(characters.into_iter().filter_map(|c| choose(c, Some(span))));
        taken.push(group.tokens);
    }
    if made.is_empty() && named.is_empty() {
        made.extend(procedure.option("p").and_then(|p| p.bytes().find_map(|c| choose(c, None))));
    }
    if made.is_empty() && values.len() == 1 {
        made.extend(choose(values[0].character, None));
    }
    if made.is_empty() { vec![draft.clone()] } else { made }
}

/// Devices and qualifiers whose labels the words name.
fn value(words: &Words<'_, '_>, procedure: &Procedure, at: usize, values: &[&Value]) -> Option<Chosen> {
    if at == 6 && procedure.has("bx") {
        let diagnostic = values.iter().any(|v| v.character == b'X');
        return diagnostic.then_some(Chosen { character: b'X', words: None });
    }
    let open: Vec<&Value> =
        values.iter().filter(|v| !matches!(v.character, b'Z' | b'X')).copied().collect();
    let best = words.named(&open).into_iter().next()?;
    let span = words.span(best.tokens.0, best.tokens.1);
    Some(Chosen { character: best.character, words: Some(span) })
}

/// What the row says holds where the words say nothing, `d=J` for a device; else the only
/// value there is, else none of a device and no qualifier.
fn by_convention(procedure: &Procedure, at: usize, values: &[&Value]) -> Option<Chosen> {
    let name = ["", "", "", "p", "a", "d", "q"][at];
    let given = procedure.option(name).unwrap_or_default();
    let legal = |c: &u8| values.iter().any(|v| v.character == *c);
    let none = Some(b'Z').filter(|c| at > 4 && legal(c));
    let only = values.first().filter(|_| values.len() == 1).map(|v| v.character);
    let character = given.bytes().find(legal).or(only).or(none)?;
    Some(Chosen { character, words: None })
}
