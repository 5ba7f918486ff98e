//! What does a check say of clean claims, and of the same claims with a fault?

use crate::clean::{self, Sets, diagnoses_stand};
use crate::draw::fill;
use crate::random::Random;
use crate::sheet::{self, Kind, Sheet};
use crate::stock::Stock;
use crate::table::{Fault, faults};
use medcode_kb::query::Library;
use std::collections::{BTreeMap, BTreeSet};

/// How much is made, and from which seed.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The same seed gives the same claims.
    pub seed: u64,
    /// Clean claims; as many with one fault each.
    pub claims: usize,
}

/// What a check says of one claim of a file.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The number of the claim (CLM01).
    pub claim: String,
    /// Rule and severity of each finding.
    pub findings: Vec<(String, String)>,
    /// Rules that lacked their data.
    pub untold: Vec<String>,
}

/// How one sort of fault fared.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The sort.
    pub fault: Fault,
    /// How many were planted.
    pub planted: usize,
    /// How many were found.
    pub found: usize,
    /// How many could not be told for want of a table.
    pub untold: usize,
    /// What else was said of these claims, but for information.
    pub besides: BTreeMap<String, usize>,
    /// The first claim whose fault was missed.
    pub missed: Option<String>,
    /// An edit that could not be made, which is a mistake of the table.
    pub broken: Option<String>,
}

/// The whole of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Clean claims that were checked.
    pub clean: usize,
    /// Errors and warnings on clean claims: rule, severity, the claim.
    pub false_findings: Vec<(String, String, String)>,
    /// Information on clean claims, by rule.
    pub information: BTreeMap<String, usize>,
    /// The faults, in the order of the table.
    pub faults: Vec<Tally>,
}

impl Outcome {
    /// Faults planted, and found.
    #[must_use]
    pub fn planted_and_found(&self) -> (usize, usize) {
        let told = |t: &Tally| t.planted - t.untold;
        (self.faults.iter().map(told).sum(), self.faults.iter().map(|t| t.found).sum())
    }
}

/// Claims in one file.
const IN_A_FILE: usize = 250;

/// Makes clean claims, has them checked, plants one fault in each anew and has that checked too.
/// None where no ICD-10-CM is installed.
pub fn run(
    library: &Library,
    options: Options,
    check: &mut dyn FnMut(&[u8]) -> Vec<Said>,
) -> Option<Outcome> {
    let stock = Stock::of(library)?;
    let sets = Sets::of(&stock);
    let mut random = Random::new(options.seed);
    let mut sheets = Vec::with_capacity(options.claims);
    // What is installed may be too little for some: they are drawn anew, within reason.
    for n in 0..options.claims * 4 {
        if sheets.len() == options.claims {
            break;
        }
        sheets.extend(clean::claim(n, &stock, &sets, &mut random));
    }
    let mut outcome = Outcome { clean: sheets.len(), ..Outcome::default() };
    let right = check_clean(&sheets, &mut outcome, check);
    outcome.faults = faults().into_iter().map(Tally::of).collect();
    let many = outcome.faults.len();
    for n in 0..options.claims {
        let tally = &mut outcome.faults[n % many];
        plant(tally, n / many, &right, &stock, &mut random, check);
    }
    Some(outcome)
}

/// Professional claims, every second one with a fault, each the text of a transaction: to be put
/// into files in any order by [`file_of`].
#[must_use]
pub fn mixed(library: &Library, options: Options) -> Option<Vec<String>> {
    let stock = Stock::of(library)?;
    let sets = Sets::of(&stock);
    let mut random = Random::new(options.seed);
    let all = faults();
    let own: Vec<&Fault> = all.iter().filter(|f| f.kinds().contains(&Kind::Professional)).collect();
    let mut out = Vec::new();
    for n in 0..options.claims * 8 {
        if out.len() == options.claims {
            break;
        }
        let Some(mut sheet) = clean::claim(n, &stock, &sets, &mut random) else { continue };
        if sheet.kind != Kind::Professional {
            continue;
        }
        if n % 2 == 0 {
            let fault = random.one(&own).map(|f| f.edit)?;
            let edit = fill(fault, &sheet, &stock, &mut random);
            let exempt = |code: &str| stock.is_exempt(code);
            if edit.is_none_or(|edit| sheet.edit(&edit, &exempt).is_err()) {
                continue;
            }
        }
        let mut text = String::new();
        sheet.text(&mut text);
        out.push(text);
    }
    Some(out)
}

/// A file of professional transactions.
#[must_use]
pub fn file_of(transactions: &[&str]) -> Vec<u8> {
    sheet::enveloped(Kind::Professional, transactions)
}

/// Checks the clean claims; gives those that nothing is said of.
fn check_clean<'s>(
    sheets: &'s [Sheet],
    outcome: &mut Outcome,
    check: &mut dyn FnMut(&[u8]) -> Vec<Said>,
) -> Vec<&'s Sheet> {
    let mut right = Vec::new();
    for kind in [Kind::Professional, Kind::Stay, Kind::Outpatient] {
        let own: Vec<&Sheet> = sheets.iter().filter(|s| s.kind == kind).collect();
        for some in own.chunks(IN_A_FILE) {
            let mut wrong = BTreeSet::new();
            for said in check(&sheet::file(kind, some)) {
                for (rule, severity) in said.findings {
                    if severity == "info" {
                        *outcome.information.entry(rule).or_default() += 1;
                        continue;
                    }
                    let text = some.iter().find(|s| s.number() == said.claim).map(|s| s.shown());
                    outcome.false_findings.push((rule, severity, text.unwrap_or_default()));
                    wrong.insert(said.claim.clone());
                }
            }
            right.extend(some.iter().filter(|s| !wrong.contains(s.number())));
        }
    }
    right
}

/// Plants a fault in a claim that is right and has it checked.
fn plant(
    tally: &mut Tally,
    turn: usize,
    right: &[&Sheet],
    stock: &Stock<'_>,
    random: &mut Random,
    check: &mut dyn FnMut(&[u8]) -> Vec<Said>,
) {
    let kinds = tally.fault.kinds();
    let Some(kind) = kinds.get(turn % kinds.len().max(1)) else { return };
    let own: Vec<&&Sheet> = right.iter().filter(|s| s.kind == *kind).collect();
    let Some(base) = random.one(&own) else { return };
    let mut sheet = (**base).clone();
    // Codes of fixed sets must be installed, and what is drawn must be there to be drawn.
    if tally.fault.family != "validity" && !diagnoses_stand(tally.fault.edit, stock) {
        return;
    }
    let Some(edit) = fill(tally.fault.edit, &sheet, stock, random) else { return };
    if let Err(why) = sheet.edit(&edit, &|code| stock.is_exempt(code)) {
        tally.broken = Some(why);
        return;
    }
    tally.planted += 1;
    let said = check(&sheet::file(*kind, &[&sheet])).into_iter().next().unwrap_or_default();
    let told = |(rule, severity): &(String, String)| tally.fault.is_told_by(rule, severity);
    if said.findings.iter().any(told) {
        tally.found += 1;
    } else if tally.fault.expects.split('|').any(|rule| said.untold.iter().any(|u| u == rule)) {
        tally.untold += 1;
    } else if tally.missed.is_none() {
        tally.missed = Some(sheet.shown());
    }
    let besides = said.findings.iter().filter(|f| f.1 != "info" && !told(f));
    let besides: BTreeSet<&String> = besides.map(|f| &f.0).collect();
    for rule in besides {
        *tally.besides.entry(rule.clone()).or_default() += 1;
    }
}

impl Tally {
    fn of(fault: Fault) -> Self {
        let besides = BTreeMap::new();
        Self { fault, planted: 0, found: 0, untold: 0, besides, missed: None, broken: None }
    }
}

impl Sheet {
    /// CLM01.
    fn number(&self) -> &str {
        let claim = self.segments.iter().find(|s| s.starts_with("CLM*"));
        claim.and_then(|s| s.split('*').nth(1)).unwrap_or_default()
    }

    /// The segments of the claim itself, for a report.
    fn shown(&self) -> String {
        let own = |s: &&String| {
            ["DMG", "CLM", "HI", "SV1", "SV2", "DTP", "NM1*82"].iter().any(|p| s.starts_with(p))
        };
        self.segments.iter().filter(own).cloned().collect::<Vec<_>>().join("~")
    }
}
