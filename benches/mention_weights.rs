//! Which mentions of a note does a labeller code, and at which level? Fits the weights of
//! `lexicon/mention-weights.tsv`.
//!
//! `cargo xtask mention-weights SET.jsonl [OUT]` with MEDCODE_HOME at an installation of
//! everything. The set must be one to learn from. Prints the score of fits that leave each
//! fourth of the documents out; with OUT, writes the weights fitted to all of them.

use medcode::model::{Date, Mode};
use medcode::{Ask, Engine, Facts, Sighted};
use medcode_wire::WireNoteIn;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::path::PathBuf;

/// Documents are left out in so many parts.
const PARTS: usize = 4;
const EPOCHS: usize = 25;
const RATE: f64 = 0.3;
/// Features seen less often say nothing.
const LEAST: usize = 2;
/// A weight nearer to nothing than this is not written.
const SMALLEST: f64 = 0.03;

/// A document: its labels, and of every mention the levels it may be coded at.
struct Labelled {
    gold: BTreeSet<String>,
    sights: Vec<Vec<Sighted>>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let home = std::env::var_os("MEDCODE_HOME").map(PathBuf::from).expect("MEDCODE_HOME names a home");
    let engine = Engine::open(&home).expect("the home opens");
    let set = std::fs::read_to_string(args.first().expect("a set")).expect("the set reads");
    let documents: Vec<Labelled> = set.lines().map(|line| read(&engine, line)).collect();
    let mut right = Score::default();
    for part in 0..PARTS {
        let (out, rest): (Vec<_>, Vec<_>) =
            documents.iter().enumerate().partition(|(n, _)| n % PARTS == part);
        let weights = fit(&rest.iter().map(|(_, d)| *d).collect::<Vec<_>>());
        out.iter().for_each(|(_, d)| right.count(d, &weights));
    }
    println!("left out in {PARTS} parts of {} documents: {right}", documents.len());
    let Some(path) = args.get(1) else { return };
    let weights = fit(&documents.iter().collect::<Vec<_>>());
    let mut table = String::from(
        "# feature\tweight: how sure a mention is (--mode mentions). Made by `cargo xtask mention-weights`\n\
         # from the training part of CodiEsp (CC BY 4.0); never edited by hand.\n",
    );
    for (feature, weight) in weights.iter().filter(|(_, w)| w.abs() >= SMALLEST) {
        writeln!(table, "{feature}\t{weight:.2}").expect("a string takes it");
    }
    std::fs::write(path, table).expect("the weights are written");
}

fn read(engine: &Engine, line: &str) -> Labelled {
    let ask =
        Ask { mode: Mode::Mentions, threshold: 0.0, today: Date::MAX, nearest: true, quality: false };
    let labelled = WireNoteIn::parse(line).and_then(|w| w.labelled()).expect("a labelled note");
    let gold = labelled.gold.iter().map(|g| g.code.to_string()).collect();
    Labelled { gold, sights: engine.sights(&labelled.note, ask).expect("a release in force") }
}

/// How hard a feature is held at nothing: the particular more than the general.
fn pull(feature: &str) -> f64 {
    let particular = ["code=", "phrase="].iter().any(|p| feature.starts_with(p));
    if particular { 0.5 } else { 0.1 }
}

/// Logistic regression by adaptive steps, in an order that is the same every time.
fn fit(documents: &[&Labelled]) -> BTreeMap<String, f64> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let levels = || documents.iter().flat_map(|d| d.sights.iter().flatten());
    levels().flat_map(|l| &l.features).for_each(|f| *seen.entry(f).or_default() += 1);
    let names: Vec<&str> = seen
        .iter()
        .filter(|(_, n)| **n >= LEAST)
        .map(|(f, _)| *f)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let number: HashMap<&str, usize> = names.iter().zip(0..).map(|(f, n)| (*f, n)).collect();
    let mut examples: Vec<(Vec<usize>, f64, f64)> = Vec::new();
    for document in documents {
        let mut times: HashMap<String, usize> = HashMap::new();
        let all = || document.sights.iter().flatten();
        all().for_each(|l| *times.entry(l.code.to_string()).or_default() += 1);
        for level in all() {
            let code = level.code.to_string();
            let features = level.features.iter().filter_map(|f| number.get(f.as_str()).copied());
            let label = f64::from(u8::from(document.gold.contains(&code)));
            examples.push((features.collect(), label, (times[&code] as f64).sqrt().recip()));
        }
    }
    let holds: Vec<f64> = names.iter().map(|f| pull(f) / seen[f] as f64).collect();
    let mut weights = vec![0.0; names.len()];
    let mut moved = vec![1e-6; names.len()];
    let mut chance = Chance(7);
    for _ in 0..EPOCHS {
        chance.shuffle(&mut examples);
        for (features, label, share) in &examples {
            let sum: f64 = features.iter().map(|&f| weights[f]).sum();
            let off = (1.0 / (1.0 + (-sum).exp()) - label) * share;
            for &f in features {
                let step = off + holds[f] * weights[f];
                moved[f] += step * step;
                weights[f] -= RATE * step / f64::sqrt(moved[f]);
            }
        }
    }
    names.iter().map(|f| (*f).to_owned()).zip(weights).collect()
}

/// Numbers that look random and are the same every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, (self.next() % (n as u64 + 1)) as usize);
        }
    }
}

/// Codes right, wrong and missing at the threshold of the engine.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missing: usize,
}

impl Score {
    fn count(&mut self, document: &Labelled, weights: &BTreeMap<String, f64>) {
        let sum = |l: &Sighted| l.features.iter().filter_map(|f| weights.get(f)).sum::<f64>();
        let best = document.sights.iter().filter_map(|levels| {
            levels.iter().map(|l| (sum(l), l.code.to_string())).max_by(|a, b| a.0.total_cmp(&b.0))
        });
        let threshold = f64::from(Facts::THRESHOLD);
        let sure = best.filter(|(sum, _)| 1.0 / (1.0 + (-sum).exp()) >= threshold);
        let found: BTreeSet<String> = sure.map(|(_, code)| code).collect();
        self.right += found.intersection(&document.gold).count();
        self.wrong += found.difference(&document.gold).count();
        self.missing += document.gold.difference(&found).count();
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (right, wrong, missing) = (self.right as f64, self.wrong as f64, self.missing as f64);
        let (p, r) = (right / (right + wrong), right / (right + missing));
        write!(f, "P {p:.3}  R {r:.3}  F1 {:.3}", 2.0 * p * r / (p + r))
    }
}
