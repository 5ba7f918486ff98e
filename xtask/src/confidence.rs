//! How often are suggestions with certain signs right? Fits `lexicon/confidence-weights.tsv` to
//! runs saved by `medcode eval --json`: logistic regression, cross-validated by document.
//!
//! The sets must be ones to learn from: gold dev and CodiEsp train, not ACI-Bench. Each set has a
//! base of its own, because what a label means differs; the table's base lies midway.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Documents are left out in so many parts.
const PARTS: usize = 5;
const EPOCHS: usize = 400;
const RATE: f64 = 0.5;
/// How hard a weight is held at nothing, in examples.
const PULL: f64 = 4.0;

/// A suggestion: its signs, whether it is right, and its document.
struct Example {
    set: usize,
    document: String,
    signs: Vec<String>,
    right: bool,
}

type Weights = BTreeMap<String, f64>;

/// Reads the runs, prints how held-out documents fare, writes the table.
pub(crate) fn fit(runs: &[PathBuf], out: Option<&Path>) -> Result<()> {
    let mut examples = Vec::new();
    for (set, run) in runs.iter().enumerate() {
        read(run, set, &mut examples)?;
    }
    if examples.is_empty() {
        bail!("the runs hold no suggestion with signs");
    }
    held_out(&examples, runs.len());
    let Some(out) = out else { return Ok(()) };
    let all: Vec<&Example> = examples.iter().collect();
    let weights = learn(&all, runs.len());
    std::fs::write(out, table(&weights, runs.len())).context("cannot write the table")
}

fn read(run: &Path, set: usize, out: &mut Vec<Example>) -> Result<()> {
    let text = std::fs::read_to_string(run).with_context(|| format!("cannot read {}", run.display()))?;
    let sets: Vec<Value> = serde_json::from_str(&text).context("not a run of `medcode eval --json`")?;
    let list = |v: &Value, key: &str| v[key].as_array().cloned().unwrap_or_default();
    for one in sets.iter().filter(|s| s["system"] == "ICD10CM") {
        // Mention labels know no history, drugs taken, statuses or accidents.
        let mentions = one["set"].as_str().is_some_and(|s| s.contains("codiesp"));
        for note in list(one, "notes") {
            let document = format!("{set}:{}", note["id"].as_str().unwrap_or_default());
            for code in list(&note, "codes") {
                let right = match code["kind"].as_str() {
                    Some("right") => true,
                    Some("wrong" | "trap") => false,
                    _ => continue,
                };
                let first = code["code"].as_str().and_then(|c| c.chars().next()).unwrap_or_default();
                if mentions && matches!(first, 'V'..='Z') {
                    continue;
                }
                let signs = list(&code, "signs");
                let signs: Vec<String> =
                    signs.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                if !signs.is_empty() {
                    out.push(Example { set, document: document.clone(), signs, right });
                }
            }
        }
    }
    Ok(())
}

/// The score of fits that leave each part of the documents out.
fn held_out(examples: &[Example], sets: usize) {
    let documents: BTreeSet<&str> = examples.iter().map(|e| e.document.as_str()).collect();
    let part: BTreeMap<&str, usize> = documents.into_iter().zip((0..PARTS).cycle()).collect();
    let mut judged: Vec<Vec<(f64, bool)>> = vec![Vec::new(); sets];
    for left in 0..PARTS {
        let (out, rest): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|e| part[e.document.as_str()] == left);
        let weights = learn(&rest, sets);
        for example in out {
            judged[example.set].push((chance(&weights, example, true), example.right));
        }
    }
    for (set, judged) in judged.iter().enumerate() {
        let n = judged.len().max(1) as f64;
        let share = judged.iter().filter(|(_, r)| *r).count() as f64 / n;
        let loss = |p: f64, right: bool| -(if right { p } else { 1.0 - p }).max(1e-6).ln();
        let mine: f64 = judged.iter().map(|(p, r)| loss(*p, *r)).sum::<f64>() / n;
        let flat: f64 = judged.iter().map(|(_, r)| loss(share, *r)).sum::<f64>() / n;
        let off = off(judged);
        println!(
            "set {set}: {n} suggestions, {share:.3} right; held out: log loss {mine:.4} (by the share \
             alone {flat:.4}), tenths off by {off:.3}"
        );
    }
}

/// How far the tenths are off on average.
fn off(judged: &[(f64, bool)]) -> f64 {
    let of = |p: f64| ((p * 10.0) as usize).min(9);
    let sum: f64 = (0..10)
        .map(|tenth| {
            let bin: Vec<_> = judged.iter().filter(|(p, _)| of(*p) == tenth).collect();
            let sure: f64 = bin.iter().map(|(p, _)| p).sum();
            let right = bin.iter().filter(|(_, r)| *r).count() as f64;
            (sure - right).abs()
        })
        .sum();
    sum / judged.len().max(1) as f64
}

fn base(set: usize) -> String {
    format!("set={set}")
}

fn chance(weights: &Weights, example: &Example, of_set: bool) -> f64 {
    let own = base(example.set);
    let known = |s: &String| weights.get(s).copied().unwrap_or_default();
    let sum: f64 = example.signs.iter().map(known).sum();
    let sum = sum + if of_set { known(&own) } else { 0.0 };
    1.0 / (1.0 + (-sum).exp())
}

/// Logistic regression by whole-set steps; each set weighs the same.
fn learn(examples: &[&Example], sets: usize) -> Weights {
    let mut weights = Weights::new();
    let counts: Vec<f64> =
        (0..sets).map(|s| examples.iter().filter(|e| e.set == s).count().max(1) as f64).collect();
    let least = counts.iter().copied().fold(f64::MAX, f64::min);
    let total: f64 = least * sets as f64;
    for _ in 0..EPOCHS {
        let mut steps = Weights::new();
        for example in examples {
            let weight = least / counts[example.set];
            let off = (chance(&weights, example, true) - f64::from(u8::from(example.right))) * weight;
            for sign in example.signs.iter().cloned().chain([base(example.set)]) {
                *steps.entry(sign).or_default() += off;
            }
        }
        for (sign, step) in steps {
            let held = if sign.starts_with("set=") { 0.0 } else { PULL };
            let now = weights.entry(sign).or_default();
            *now -= RATE * (step + held * *now) / total * sets as f64;
        }
    }
    weights
}

fn table(weights: &Weights, sets: usize) -> String {
    let middle = (0..sets).filter_map(|s| weights.get(&base(s))).sum::<f64>() / sets as f64;
    let mut out = String::from(
        "# sign\tweight: how often a suggestion is right (--mode report). Made by `cargo xtask confidence-weights`\n\
         # from gold dev and the training part of CodiEsp (CC BY 4.0); never edited by hand.\n",
    );
    let _ = writeln!(out, "base\t{middle:.2}");
    for (sign, weight) in weights.iter().filter(|(s, w)| !s.starts_with("set=") && w.abs() >= 0.01) {
        let _ = writeln!(out, "{sign}\t{weight:.2}");
    }
    out
}
