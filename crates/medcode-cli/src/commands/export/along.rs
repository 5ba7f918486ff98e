//! What goes along with claims: titles of codes, the words behind them, the moment.

use crate::today;
use anyhow::Result;
use medcode::Engine;
use medcode::model::{Claim, Code, CodeSystem};
use serde_json::Value;
use std::collections::BTreeMap;

/// The moment of writing, as FHIR has it.
pub(super) fn recorded() -> Result<String> {
    let (day, at) = today::now()?;
    Ok(format!("{day}T{}:{}:00Z", &at[..2], &at[2..4]))
}

/// The titles of the codes of claims, CPT's left out: they are the AMA's to give.
pub(super) fn titles(claims: &[Claim], engine: Option<&Engine>) -> BTreeMap<Code, String> {
    let mut out = BTreeMap::new();
    let Some(engine) = engine else { return out };
    for claim in claims {
        let Some(day) = claim.service_date() else { continue };
        let diagnoses = claim.diagnoses.iter().map(|d| &d.code);
        let procedures = claim.procedures.iter().map(|p| &p.code);
        let services = claim.lines.iter().filter_map(|l| l.code.as_ref());
        for code in diagnoses.chain(procedures).chain(services).filter_map(|c| c.code) {
            if code.system() == CodeSystem::Cpt || out.contains_key(&code) {
                continue;
            }
            let Ok(answer) = engine.library().as_of(code.system(), day, true) else { continue };
            if let Some(row) = answer.release.find(&code) {
                out.insert(code, answer.release.title(row));
            }
        }
    }
    out
}

/// The answer of `medcode code --json`, where the file is one.
pub(super) fn coded(bytes: &[u8]) -> Option<Value> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    value.get("suggestions").is_some().then_some(value)
}

/// Where the words behind each code stand.
pub(super) fn evidence(coded: &Value) -> BTreeMap<Code, Vec<(usize, usize)>> {
    let mut out: BTreeMap<Code, Vec<(usize, usize)>> = BTreeMap::new();
    let list = |value: &Value, name: &str| {
        value.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    for suggestion in list(coded, "suggestions") {
        let said = |name: &str| suggestion.get(name).and_then(Value::as_str).unwrap_or_default();
        let Some(system) = CodeSystem::parse(said("system")) else { continue };
        let Ok(code) = Code::new(system, said("code")) else { continue };
        for words in list(&suggestion, "evidence") {
            let byte = |name: &str| {
                words.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok())
            };
            if let (Some(start), Some(end)) = (byte("start"), byte("end")) {
                out.entry(code).or_default().push((start, end));
            }
        }
    }
    out
}
