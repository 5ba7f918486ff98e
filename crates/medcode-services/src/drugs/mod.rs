//! Drugs given: the HCPCS code, the units of the documented dose, waste.

mod amount;
mod apart;
mod catalogue;
mod choose;
mod clock;
mod cues;
mod derived;
mod dose;
mod esa;
mod fate;
mod find;
pub(crate) mod given;
mod headers;
pub(crate) mod kind;
mod line;
mod merge;
mod pair;
mod phrases;
pub(crate) mod place;
mod product;
mod route;
mod table;
pub(crate) mod unit;
mod waste;
mod when;

pub(crate) use clock::Times;
pub(crate) use given::{Class, Given, Route};

use crate::desk::Case;
use catalogue::Catalogue;
use cues::Cue;
use fate::Became;
use find::Named;
use medcode_kb::query::Release;
use medcode_model::ReleaseId;
use phrases::Phrases;
use std::sync::{Arc, Mutex, PoisonError};

/// What a release says of a code that is a drug.
#[derive(Clone, Debug, PartialEq)]
pub struct Billed {
    /// What kind of drug.
    pub kind: kind::Kind,
    /// What one unit of the code stands for; none where neither the descriptor nor our list of
    /// such descriptors says.
    pub unit: Option<unit::BillingUnit>,
}

/// What a release says of a code as a drug; none where it is none.
#[must_use]
pub fn billed(release: &Release, row: u32) -> Option<Billed> {
    let product = product::product(release, row)?;
    Some(Billed { kind: product.kind, unit: product.unit })
}

/// What is known of drugs that are billed.
pub(crate) struct Drugs {
    /// Of each release asked for, made when the first note of its time is read.
    catalogues: Mutex<Vec<(Option<ReleaseId>, Arc<Catalogue>)>>,
    cues: Phrases<Cue>,
    routes: Phrases<Route>,
}

impl Drugs {
    pub(crate) fn read() -> Self {
        Self {
            catalogues: Mutex::default(),
            cues: Phrases::of(cues::CUES.iter().copied()),
            routes: Phrases::of(route::WORDS.iter().copied()),
        }
    }

    /// The drugs of a release, or our names alone where none is installed.
    pub(crate) fn of(&self, release: Option<&Release>) -> Arc<Catalogue> {
        let id = release.map(Release::id);
        let mut all = self.catalogues.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = all.iter().find(|(known, _)| *known == id) {
            return Arc::clone(known);
        }
        let made = Arc::new(Catalogue::of(release));
        all.push((id, Arc::clone(&made)));
        made
    }
}

/// A drug named, and what its words say.
struct Statement {
    named: Named,
    figures: Vec<amount::Figure>,
    times: clock::Times,
    count: Option<u32>,
    route: Option<Route>,
    became: Became,
}

/// Reads the drugs that were given, and adds a line for each that is billed.
pub(crate) fn read(case: &mut Case<'_>) {
    let catalogue = case.desk.drugs.of(case.visit.releases.hcpcs);
    let named = find::named(&case.reading, &catalogue);
    if named.is_empty() {
        return;
    }
    let is_fluid = |n: &Named| catalogue.entry(n.entry).class == Class::Fluid;
    let is_toxin = |n: &Named| catalogue.entry(n.entry).drug.contains("botulinum");
    let mut statements: Vec<Statement> = named
        .into_iter()
        .map(|n| {
            let (fluid, toxin) = (is_fluid(&n), is_toxin(&n));
            statement(case, n, fluid, toxin)
        })
        .collect();
    apart::find(case, &catalogue, &mut statements);
    apart::toxin(case, &catalogue, &mut statements);
    pair::join(case, &catalogue, &mut statements);
    for statement in statements.iter_mut().filter(|s| is_taken_out(case, &catalogue, s)) {
        statement.became = Became::Unsaid;
    }
    case.given =
        statements.iter().filter(|s| s.became == Became::Given).map(|s| given(&catalogue, s)).collect();
    merge::lines(case, &catalogue, &statements);
}

/// Whether a device that holds a drug was taken out and no other put in: nothing was given.
fn is_taken_out(case: &Case<'_>, catalogue: &Catalogue, statement: &Statement) -> bool {
    const OUT: &[&str] = &["removed", "removal", "remove", "extracted", "delivered", "out"];
    const IN: &[&str] = &[
        "inserted",
        "insertion",
        "insert",
        "placed",
        "placement",
        "new",
        "reinsertion",
        "replaced",
        "implanted",
        "reinserted",
        "replacement",
        "exchange",
        "exchanged",
    ];
    let near = case.reading.near(statement.named.tokens.start);
    let says = |words: &[&str]| near.clone().any(|t| words.contains(&case.reading.doc.folded(t)));
    catalogue.entry(statement.named.entry).class == Class::Device && says(OUT) && !says(IN)
}

fn statement(case: &Case<'_>, named: Named, fluid: bool, toxin: bool) -> Statement {
    let drugs = &case.desk.drugs;
    let reading = &case.reading;
    let (after, before) = (named.tokens.end..named.around.end, named.around.start..named.tokens.start);
    let mut times = clock::read(reading, after.clone());
    if times == clock::Times::default() {
        times = clock::read(reading, before.clone());
    }
    let count = clock::times(reading, after);
    let figures = amount::figures(reading, named.around.clone());
    let mut route = route::read(reading, &drugs.routes, &named.tokens, &named.around, times.minutes);
    if fluid {
        route = route.or(Some(Route::VeinInfusion));
    }
    // What nobody takes at home needs no word that it was injected.
    if figures.iter().any(|f| f.role == amount::Role::Dose || f.role == amount::Role::Total) && toxin {
        route = route.or(Some(Route::Site));
    }
    let became =
        fate::read(reading, &drugs.cues, &named, route, times.start.is_some(), case.visit.setting);
    Statement { named, figures, times, count, route, became }
}

fn given(catalogue: &Catalogue, statement: &Statement) -> Given {
    let entry = catalogue.entry(statement.named.entry);
    Given {
        drug: entry.drug.clone(),
        class: entry.class,
        route: statement.route,
        minutes: statement.times.minutes,
        start: statement.times.start,
        stop: statement.times.stop,
        times: statement.count.unwrap_or(1),
        tokens: statement.named.tokens.clone(),
        around: statement.named.around.clone(),
        service: None,
    }
}

/// How long something ran, from when to when, as some words of the note tell it.
pub(crate) fn times(reading: &crate::read::Reading<'_>, tokens: std::ops::Range<usize>) -> Times {
    clock::read(reading, tokens)
}
