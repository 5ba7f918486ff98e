//! Vaccines: the product, and giving it.
//!
//! With counselling by the provider and an age to 18, 90460 counts vaccines and 90461 their further
//! components; else 90471 and 90472 count needles, 90473 and 90474 what goes in by nose or mouth,
//! whatever is given by needle coming first. COVID-19 vaccines have one number of their own, and
//! Medicare has one each for influenza, pneumococcal and hepatitis B vaccine (CMS Claims Processing
//! Manual ch. 18 §10.2.1).

use super::billed;
use super::choose::{Choice, choose};
use super::counted::{Counted, named};
use crate::crosswalk::Row;
use crate::desk::Case;
use crate::drugs::given::Class;
use crate::read::{Standing, Status};
use std::ops::Range;

const GIVING: &str = "CMS Claims Processing Manual ch. 18 §10";

/// Products with more than one component: how many.
const COMPONENTS: &[(&str, u32)] = &[
    ("90715", 3),
    ("90714", 2),
    ("90700", 3),
    ("90702", 2),
    ("90723", 5),
    ("90698", 5),
    ("90696", 4),
    ("90697", 6),
    ("90707", 3),
    ("90710", 4),
    ("90636", 2),
    ("90623", 2),
    ("90624", 2),
];

/// Products that go in by nose or mouth.
const NO_NEEDLE: &[&str] = &["90660", "90680", "90681", "90690", "90625"];

/// What the name alone stands for under 65 years.
const PLAIN_FLU: &str = "90656";

const FLU: &[&str] = &["90653", "90655", "90656", "90657", "90658", "90660", "90661", "90662", "90673"];
const PNEUMOCOCCAL: &[&str] = &["90670", "90671", "90677", "90684", "90732"];
const HEPATITIS_B: &[&str] = &["90739", "90740", "90743", "90744", "90746", "90747", "90759"];

/// A product given.
struct Product<'r> {
    row: &'r Row,
    number: String,
    tokens: Range<usize>,
    /// Given, and the note does not say which of several it was.
    unnamed: bool,
}

pub(super) fn apply(case: &mut Case<'_>) {
    let place = billed::by_staff(case);
    let mut given: Vec<Product<'_>> = Vec::new();
    for (phrase, tokens, standing) in named(case, "vaccine") {
        let crosswalk = &case.desk.crosswalk;
        let rows = crosswalk.phrase(phrase).rows.iter().map(|&r| crosswalk.row(r));
        // From 65 years several influenza vaccines are meant for the patient, and the plain name tells none.
        let plain = rows.clone().find(|r| r.code.compact() == PLAIN_FLU);
        let (row, unnamed) = match (choose(case, rows, &tokens), plain) {
            (Choice::Row(row), _) => (row, false),
            (_, Some(row)) if case.visit.age.is_some_and(|a| a >= 65.0) => (row, true),
            _ => continue,
        };
        let number = row.code.compact().to_owned();
        if given.iter().any(|p| p.number == number) {
            continue;
        }
        let apposed = FLU.contains(&number.as_str()) && follows_plain(case, &given, &tokens, standing);
        if was_given(case, &tokens, standing) || apposed {
            given.push(Product { row, number, tokens, unnamed });
        } else if !unnamed {
            refuse(case, row, tokens, standing);
        }
    }
    // A product of those from 65 years, named, answers which one it was.
    if given.iter().any(|p| !p.unnamed && FLU.contains(&p.number.as_str())) {
        given.retain(|p| !p.unnamed);
    }
    // Two names of one influenza vaccine: `flu shot given (Flucelvax)`. The plain name yields.
    if given.iter().filter(|p| FLU.contains(&p.number.as_str())).count() > 1 {
        given.retain(|p| p.number != PLAIN_FLU);
    }
    if let Some(product) = given.iter().find(|p| p.unnamed) {
        let options = [
            "high dose (90662)",
            "with adjuvant (90653)",
            "recombinant (90673)",
            "grown in cell culture (90661)",
            "standard, no preservative (90656)",
            "other",
        ];
        super::ask_plainly(case, "Which influenza vaccine was given?", &product.tokens, &options);
    }
    for product in given.iter().filter(|p| !p.unnamed) {
        // Withheld while it was only planned: the words that it was given stand.
        case.services.retain(|s| s.code != product.row.code || s.is_reported());
        let line = Counted::of(case, &product.number, 1, vec![product.tokens.clone()]);
        if let Some(line) = line {
            line.because(format!("given at this visit: {}", product.row.label), "")
                .unless(place)
                .put(case);
        }
    }
    for (number, units, tokens) in giving(case, &given) {
        if let Some(line) = Counted::of(case, number, units, tokens) {
            line.because(format!("giving {units} of the vaccines of this visit"), GIVING)
                .unless(place)
                .put(case);
        }
    }
    antibodies(case);
}

/// Whether a vaccine was given now: words say so, or the reading of drugs found it given.
fn was_given(case: &Case<'_>, tokens: &Range<usize>, standing: Standing) -> bool {
    let drug = |g: &crate::drugs::Given| {
        g.class == Class::Vaccine && g.tokens.start < tokens.end && tokens.start < g.tokens.end
    };
    match standing.status {
        Status::Done => standing.here || case.given.iter().any(drug) || is_sited(case, tokens),
        _ => false,
    }
}

/// Whether dose or route and the place of the needle stand with a vaccine in its line: `MMR 0.5 mL SC
/// L thigh` is the record of giving it.
fn is_sited(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    const ROUTES: &[&str] = &["im", "sc", "sq", "subq", "subcut", "subcutaneous", "intramuscular", "ml"];
    const SITES: &[&str] = &[
        "thigh", "deltoid", "arm", "delt", "vl", "vastu", "vastus", "leg", "rt", "lt", "la", "ra",
        "lla", "rla", "lvl", "rvl", "gluteal",
    ];
    const BY_MOUTH: &[&str] = &["oral", "orally", "po"];
    let doc = case.reading.doc;
    let sentence = case.reading.sentence(tokens.start);
    let end = case.reading.next_service(tokens, sentence.end);
    let says = |words: &[&str]| (tokens.start..end).any(|t| words.contains(&doc.folded(t)));
    says(ROUTES) && says(SITES) || says(BY_MOUTH)
}

/// `Flu shot given, Fluzone high dose`: a product behind the plain name of what was given.
fn follows_plain(
    case: &Case<'_>,
    given: &[Product<'_>],
    tokens: &Range<usize>,
    standing: Standing,
) -> bool {
    let sentence = case.reading.sentence(tokens.start);
    let plain = |p: &Product<'_>| {
        (p.number == PLAIN_FLU) && p.tokens.end <= tokens.start && p.tokens.start >= sentence.start
    };
    standing.status == Status::Done && given.iter().any(plain)
}

fn refuse(case: &mut Case<'_>, row: &Row, tokens: Range<usize>, standing: Standing) {
    let known = case.services.iter().any(|s| s.code == row.code);
    let refused = billed::by_status(standing.status).unwrap_or(billed::UNPROVEN);
    if let (false, Some(line)) = (known, Counted::of(case, row.code.compact(), 1, vec![tokens])) {
        line.unless(Some(refused)).put(case);
    }
}

type Giving = (&'static str, u32, Vec<Range<usize>>);

/// The numbers for giving some products.
fn giving(case: &Case<'_>, given: &[Product<'_>]) -> Vec<Giving> {
    let mut out: Vec<Giving> = Vec::new();
    let medicare = case.reading.is_medicare();
    let mut rest: Vec<&Product<'_>> = Vec::new();
    for product in given {
        let own = match product.number.as_str() {
            n if n.starts_with("913") => Some("90480"),
            n if medicare && FLU.contains(&n) => Some("G0008"),
            n if medicare && PNEUMOCOCCAL.contains(&n) => Some("G0009"),
            n if medicare && HEPATITIS_B.contains(&n) => Some("G0010"),
            _ => None,
        };
        match own {
            Some(number) => count(&mut out, number, 1, product),
            None => rest.push(product),
        }
    }
    if case.visit.age.is_some_and(|age| age < 19.0) && counselled(case, given) {
        for product in rest {
            count(&mut out, "90460", 1, product);
            let more = COMPONENTS.iter().find(|(n, _)| *n == product.number).map_or(0, |(_, c)| c - 1);
            count(&mut out, "90461", more, product);
        }
        return out;
    }
    // By needle first: only where none is, what goes in by nose or mouth is the first.
    rest.sort_by_key(|p| NO_NEEDLE.contains(&p.number.as_str()));
    for (n, product) in rest.iter().enumerate() {
        let number = match (NO_NEEDLE.contains(&product.number.as_str()), n) {
            (false, 0) => "90471",
            (false, _) => "90472",
            (true, 0) => "90473",
            (true, _) => "90474",
        };
        count(&mut out, number, 1, product);
    }
    out
}

fn count(out: &mut Vec<Giving>, number: &'static str, units: u32, product: &Product<'_>) {
    if units == 0 {
        return;
    }
    match out.iter_mut().find(|(n, ..)| *n == number) {
        Some((_, sum, tokens)) => {
            *sum += units;
            tokens.push(product.tokens.clone());
        }
        None => out.push((number, units, vec![product.tokens.clone()])),
    }
}

/// Whether counselling about the vaccines is told of where they are, or of vaccines elsewhere.
fn counselled(case: &Case<'_>, given: &[Product<'_>]) -> bool {
    let reading = &case.reading;
    let told = |within: Range<usize>| {
        let has = |words: &[&str]| within.clone().any(|at| words.contains(&reading.doc.folded(at)));
        has(&["counseled", "counselled", "counseling", "counselling"])
            || has(&["discussed", "reviewed", "explained", "discussion", "talked"])
                && has(&["risk", "benefit", "component"])
            || is_gone_over(case, within.clone())
    };
    let about_vaccines = |within: Range<usize>| {
        within.into_iter().any(|at| {
            let word = reading.doc.folded(at);
            matches!(
                word,
                "vaccine" | "imm" | "immunization" | "vaccination" | "vis" | "shot" | "component"
            )
        })
    };
    let mine = given.iter().any(|p| told(reading.near(p.tokens.start)));
    mine || reading.doc.sentences().iter().any(|s| {
        let tokens = s.tokens.0 as usize..s.tokens.1 as usize;
        about_vaccines(tokens.clone()) && told(tokens)
    })
}

/// `Each gone over with mom by me`, `VIS discussed w/ dad by MD`: the provider talks about them with
/// who decides.
fn is_gone_over(case: &Case<'_>, within: Range<usize>) -> bool {
    const TALK: &[&str] = &["gone", "went", "discussed", "reviewed", "explained", "talked"];
    const KIN: &[&str] =
        &["mom", "mother", "dad", "father", "parent", "parents", "family", "guardian", "grandma", "pt"];
    const PROVIDER: &[&str] = &["me", "md", "provider", "physician", "np", "pa", "pcp", "dr", "do"];
    let doc = case.reading.doc;
    let has = |words: &[&str]| within.clone().any(|at| words.contains(&doc.folded(at)));
    let by = within.clone().any(|at| doc.folded(at) == "by" && PROVIDER.contains(&doc.folded(at + 1)));
    by && has(TALK) && has(KIN)
}

/// Antibodies against RSV: the product by its dose, and giving it with counselling or without.
fn antibodies(case: &mut Case<'_>) {
    let place = billed::by_staff(case);
    for (phrase, tokens, standing) in named(case, "rsv-antibody") {
        let crosswalk = &case.desk.crosswalk;
        let rows = crosswalk.phrase(phrase).rows.iter().map(|&r| crosswalk.row(r));
        let Choice::Row(row) = choose(case, rows, &tokens) else { continue };
        if standing.status != Status::Done || !standing.here {
            continue;
        }
        if case.services.iter().any(|s| s.code == row.code) {
            continue;
        }
        let number = row.code.compact().to_owned();
        let product = Product { row, number, tokens: tokens.clone(), unnamed: false };
        let given = if counselled(case, std::slice::from_ref(&product)) { "96380" } else { "96381" };
        for number in [row.code.compact(), given] {
            if let Some(line) = Counted::of(case, number, 1, vec![tokens.clone()]) {
                line.unless(place).put(case);
            }
        }
    }
}
