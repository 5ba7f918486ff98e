//! Which codes are right, which are wrong, and what is missing? One judgement for `medcode eval`
//! and for the grading of charts: whoever answered, the same rules hold.

use super::counts::Counts;
use super::lines::{modifiers_fit, pair};
use super::set::{Gold, Labelled};
use super::tally::Share;
use medcode_model::{BillingContext, Code, CodeSystem, Suggestion};

/// A code that was answered, with what was said beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer<'a> {
    /// The code.
    pub code: Code,
    /// Modifiers of a service.
    pub modifiers: &'a [String],
    /// Units of a service; none counts as one.
    pub units: Option<u32>,
    /// Present on admission.
    pub poa: Option<&'a str>,
    /// Who bills it, where that was said.
    pub billing_context: Option<BillingContext>,
}

impl<'a> From<&'a Suggestion> for Answer<'a> {
    fn from(s: &'a Suggestion) -> Self {
        Self {
            code: s.coded.code,
            modifiers: &s.modifiers,
            units: s.units,
            poa: s.poa,
            billing_context: s.billing_context,
        }
    }
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matched {
    /// Answers this label.
    Label(usize),
    /// As right as a label that another answer answers already.
    Again,
    /// Answers none.
    None,
}

/// Whether what stands beside a right code is right; none where the label does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Units.
    pub units: Option<bool>,
    /// Modifiers.
    pub modifiers: Option<bool>,
    /// Present on admission.
    pub poa: Option<bool>,
}

impl Beside {
    /// Of an answer to a label.
    #[must_use]
    pub fn of(gold: &Gold, ours: &Answer<'_>) -> Self {
        Self {
            units: gold.units.map(|units| ours.units.unwrap_or(1) == units),
            modifiers: gold.modifiers.is_some().then(|| modifiers_fit(gold, ours)),
            poa: gold.poa.as_deref().map(|poa| ours.poa == Some(poa)),
        }
    }
}

/// The judgement on the answers of one system.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// What became of each answer, in their order.
    pub matched: Vec<Matched>,
    /// Required labels that none answers.
    pub missing: Vec<usize>,
    /// Right, wrong and missing.
    pub exact: Counts,
    /// Whether the right diagnosis stands first, where one should.
    pub first: Option<bool>,
    /// Pairs of required codes in the labelled order, of all such pairs.
    pub order: Share,
    /// Pairs of answers that stand the wrong way round: which comes too early, which too late, and
    /// by how many places.
    pub turned: Vec<(usize, usize, u32)>,
}

/// Judges the answers of one system by its labels.
#[must_use]
pub fn judge(labelled: &Labelled, system: CodeSystem, gold: &[&Gold], ours: &[Answer<'_>]) -> Judged {
    let matched = pair(gold, ours);
    let required = |m: &Matched| matches!(m, Matched::Label(g) if gold[*g].required);
    let lacks = |g: &usize| gold[*g].required && !matched.contains(&Matched::Label(*g));
    let missing: Vec<usize> = (0..gold.len()).filter(lacks).collect();
    let count = |of: &dyn Fn(&Matched) -> bool| matched.iter().filter(|m| of(m)).count() as u32;
    let exact = Counts {
        right: count(&required),
        wrong: count(&|m| *m == Matched::None),
        missing: missing.len() as u32,
    };
    let first = first(labelled, system, gold, ours);
    let (order, turned) = order(gold, &matched);
    Judged { matched, missing, exact, first, order, turned }
}

/// First-listed or principal diagnosis.
fn first(labelled: &Labelled, system: CodeSystem, gold: &[&Gold], ours: &[Answer<'_>]) -> Option<bool> {
    if system != CodeSystem::Icd10Cm {
        return None;
    }
    let first = gold.iter().find(|g| g.rank == Some(1))?;
    let mine = ours.first().map(|a| a.code);
    Some(mine.is_some_and(|c| first.accepts(&c) || labelled.acceptable_first.contains(&c)))
}

/// The order of the required codes that were answered.
fn order(gold: &[&Gold], matched: &[Matched]) -> (Share, Vec<(usize, usize, u32)>) {
    let ranked = matched.iter().enumerate().filter_map(|(n, m)| match m {
        Matched::Label(g) if gold[*g].required => Some((gold[*g].rank?, n)),
        _ => None,
    });
    let ranks: Vec<(u32, usize)> = ranked.collect();
    let mut share = (0, 0);
    let mut turned = Vec::new();
    for (n, &(rank, at)) in ranks.iter().enumerate() {
        for &(later, other) in &ranks[n + 1..] {
            share.1 += 1;
            share.0 += u32::from(rank < later);
            if rank > later {
                turned.push((at, other, rank - later));
            }
        }
    }
    (share, turned)
}
