//! Does the rule book say what a case expects?

use crate::case_file::{Case, Expected};
use medcode::model::{Date, Finding};
use medcode::{CheckedClaim, Engine};
use std::fmt::Write;

/// Checks the claim and compares; the error lists what failed and then what the book said.
pub(crate) fn judge(engine: &Engine, case: &Case) -> Result<(), String> {
    let today = Date::new(2026, 5, 12).ok_or("no date")?;
    let checked =
        engine.checker(today, false).check_knowing(&case.claim, case.repeated, case.history.as_ref());
    let failed: Vec<String> = case.expected.iter().filter_map(|e| against(&checked, e)).collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n{}", failed.join("\n"), shown(&checked)))
}

fn against(checked: &CheckedClaim, expected: &Expected) -> Option<String> {
    match expected {
        Expected::None => {
            let first = checked.findings.first()?;
            Some(format!("fired: {}", first.rule))
        }
        Expected::Not(rule) => {
            let fired = checked.findings.iter().any(|f| f.rule == *rule);
            fired.then(|| format!("fired: {rule}"))
        }
        Expected::NoData(rule) => {
            let missing = checked.no_data.iter().any(|n| n.rule == *rule);
            (!missing).then(|| format!("had data: {rule}"))
        }
        Expected::Fires { rule, codes, severity, line, fix, says } => {
            let fits = |f: &&Finding| {
                let mut said: Vec<String> = f.codes.iter().map(ToString::to_string).collect();
                let mut wanted = codes.clone();
                said.sort();
                wanted.sort();
                f.rule == *rule
                    && (wanted.is_empty() || said == wanted)
                    && severity.as_ref().is_none_or(|s| f.severity == s)
                    && line.is_none_or(|n| f.line == n)
                    && fix.as_ref().is_none_or(|x| f.correction.as_deref().unwrap_or("-") == x)
                    && says.as_ref().is_none_or(|words| f.message.contains(words))
            };
            let found = checked.findings.iter().find(fits);
            found.is_none().then(|| format!("did not fire as expected: {rule} {}", codes.join(" ")))
        }
    }
}

fn shown(checked: &CheckedClaim) -> String {
    let mut out = String::new();
    for f in &checked.findings {
        let codes: Vec<String> = f.codes.iter().map(ToString::to_string).collect();
        let fix = f.correction.as_deref().unwrap_or("-");
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "  {} {} line={} {} -> {fix}: {}",
            f.rule,
            f.severity,
            f.line,
            codes.join(" "),
            f.message
        );
    }
    for n in &checked.no_data {
        let _ = writeln!(out, "  no-data {}: {}", n.rule, n.needs);
    }
    out
}
