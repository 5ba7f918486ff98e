//! The output of `code --json`, read back.

use medcode::CodedEncounter;
use medcode::CodedLine;
use medcode::model::{BillingContext, Code, CodeSystem, Setting};
use serde_json::Value;
use std::collections::BTreeMap;

/// The encounter that a coded note describes.
///
/// # Errors
/// Which field is missing or none of what it may be.
pub fn coded_encounter(value: &Value) -> Result<CodedEncounter, String> {
    let text = |v: &Value, name: &str| v.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
    let date = text(value, "as_of").and_then(|d| d.parse().ok()).ok_or("as_of: a date is expected")?;
    let setting = text(value, "setting").and_then(|s| Setting::parse(&s));
    let suggestions = value.get("suggestions").and_then(Value::as_array);
    let mut lines = Vec::new();
    for (n, s) in suggestions.ok_or("suggestions: missing")?.iter().enumerate() {
        let wrong = |field: &str| format!("suggestions[{n}].{field}: missing or wrong");
        let system = text(s, "system").and_then(|s| CodeSystem::parse(&s)).ok_or(wrong("system"))?;
        let code = text(s, "code").and_then(|c| Code::new(system, &c).ok()).ok_or(wrong("code"))?;
        let number = |v: &Value| v.as_u64().and_then(|n| u32::try_from(n).ok());
        let list = |name: &str| s.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        lines.push(CodedLine {
            code,
            modifiers: list("modifiers")
                .iter()
                .filter_map(|m| m.as_str().map(ToOwned::to_owned))
                .collect(),
            units: s.get("units").and_then(number),
            poa: text(s, "poa"),
            pointers: list("pointers").iter().filter_map(number).collect(),
            billing: text(s, "billing_context").and_then(|b| BillingContext::parse(&b)),
        });
    }
    let setting = setting.ok_or("setting: missing or none that is known")?;
    Ok(CodedEncounter { date, setting, age: None, sex: None, lines })
}

/// Where the words behind each code stand: first and last byte.
#[must_use]
pub fn evidence_of(coded: &Value) -> BTreeMap<Code, Vec<(usize, usize)>> {
    each_words(coded, |words| {
        let byte =
            |name: &str| words.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        Some((byte("start")?, byte("end")?))
    })
}

/// Where they stand in the document that the note was taken out of, in words.
#[must_use]
pub fn places_of(coded: &Value) -> BTreeMap<Code, Vec<String>> {
    each_words(coded, |words| Some(words.get("locator")?.get("words")?.as_str()?.to_owned()))
}

/// What is told of each piece of evidence, by its code.
fn each_words<T>(coded: &Value, told: impl Fn(&Value) -> Option<T>) -> BTreeMap<Code, Vec<T>> {
    let mut out: BTreeMap<Code, Vec<T>> = BTreeMap::new();
    let list = |value: &Value, name: &str| {
        value.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    for suggestion in list(coded, "suggestions") {
        let said = |name: &str| suggestion.get(name).and_then(Value::as_str).unwrap_or_default();
        let Some(system) = CodeSystem::parse(said("system")) else { continue };
        let Ok(code) = Code::new(system, said("code")) else { continue };
        let all = list(&suggestion, "evidence");
        let found: Vec<T> = all.iter().filter_map(&told).collect();
        if !found.is_empty() {
            out.entry(code).or_default().extend(found);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::coded_encounter;
    use serde_json::json;

    #[test]
    fn a_coded_note_is_read_back() {
        let value = json!({"as_of": "2026-05-12", "setting": "office", "suggestions": [
            {"system": "ICD10CM", "code": "E11.22", "poa": null},
            {"system": "HCPCS", "code": "G0439", "modifiers": ["33"], "units": 1, "pointers": [1],
             "billing_context": "professional"}]});
        let encounter = coded_encounter(&value).unwrap();
        assert_eq!(encounter.lines.len(), 2);
        assert_eq!(
            (encounter.lines[1].units, encounter.lines[1].pointers.as_slice()),
            (Some(1), &[1][..])
        );
        let said =
            coded_encounter(&json!({"as_of": "2026-05-12", "setting": "office", "suggestions": [{}]}));
        assert_eq!(said.unwrap_err(), "suggestions[0].system: missing or wrong");
    }
}
