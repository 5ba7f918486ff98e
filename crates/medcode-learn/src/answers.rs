//! What did the learner code? A line a code, in the order of the claim.

use crate::mistake::{Log, cut};
use crate::{Mistake, chart};
use medcode::Engine;
use medcode::eval::Answer;
use medcode_model::{Code, CodeSystem, Date};

/// A code as the learner gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The code.
    pub code: Code,
    /// Modifiers of a service.
    pub modifiers: Vec<String>,
    /// Units of a service.
    pub units: Option<u32>,
    /// Present on admission.
    pub poa: Option<String>,
}

impl Given {
    /// A code without anything beside it.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, modifiers: Vec::new(), units: None, poa: None }
    }

    /// As it is judged.
    #[must_use]
    pub fn answer(&self) -> Answer<'_> {
        Answer {
            code: self.code,
            modifiers: &self.modifiers,
            units: self.units,
            poa: self.poa.as_deref(),
            billing_context: None,
        }
    }
}

/// Reads answers: `E11.22`, `N18.31 poa=Y`, `99214-25`, `J1885 x4`, `ICD-10-PCS 0DTJ4ZZ`. Empty lines
/// and what follows `#` are passed over.
#[must_use]
pub fn read_answers(file: &str, text: &str, engine: &Engine, day: Date) -> (Vec<Given>, Vec<Mistake>) {
    let mut log = Log::of(file);
    let mut out = Vec::new();
    for (n, line) in (1..).zip(text.lines()) {
        let line = line.split('#').next().unwrap_or_default().trim();
        if !line.is_empty() {
            match read_line(line, engine, day) {
                Ok(given) => out.push(given),
                Err(what) => log.add(n, what),
            }
        }
    }
    (out, log.mistakes)
}

/// Reads one line.
pub(crate) fn read_line(line: &str, engine: &Engine, day: Date) -> Result<Given, String> {
    let mut words = line.split_whitespace().peekable();
    let system = words.peek().and_then(|w| CodeSystem::parse(w));
    if system.is_some() {
        words.next();
    }
    let mut parts = words.next().unwrap_or_default().split('-');
    let text = parts.next().unwrap_or_default();
    let modifiers: Vec<String> = parts.map(str::to_uppercase).collect();
    let code = match system {
        Some(system) => Code::new(system, text).map_err(|e| e.to_string())?,
        None => guess(text, engine, day)?,
    };
    let mut out = Given { modifiers, ..Given::plain(code) };
    for word in words {
        if !beside(&mut out, word) {
            return Err(format!(
                "`{}`: not understood beside {code}; write POA as `poa=Y`, units as `x4`, modifiers \
                 as `{code}-25-RT`",
                cut(word)
            ));
        }
    }
    if let Some(bad) = out.modifiers.iter().find(|m| !chart::is_modifier(m)) {
        return Err(format!("`{}` is no modifier: two letters or digits", cut(bad)));
    }
    Ok(out)
}

fn beside(given: &mut Given, word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    if let Some(number) = lower.strip_prefix('x').or_else(|| lower.strip_prefix("units=")) {
        given.units = number.parse().ok().filter(|n| *n > 0);
        return given.units.is_some();
    }
    if let Some(list) = lower.strip_prefix("modifiers=") {
        given.modifiers.extend(list.split(',').filter(|m| !m.is_empty()).map(str::to_uppercase));
        return true;
    }
    let poa = lower.strip_prefix("poa=").unwrap_or(&lower);
    given.poa = match poa {
        "y" | "n" | "u" | "w" => Some(poa.to_uppercase()),
        "exempt" | "1" => Some("exempt".to_owned()),
        _ => return false,
    };
    true
}

/// The system of a code without one: by its shape, and where two fit by what the releases have.
fn guess(text: &str, engine: &Engine, day: Date) -> Result<Code, String> {
    let exists = |code: &Code| {
        let from = engine.library().as_of(code.system(), day, true);
        from.is_ok_and(|from| from.release.find(code).is_some())
    };
    let cm = Code::cm(text).map_err(|e| e.to_string())?;
    if text.contains('.') {
        return Ok(cm);
    }
    let other = match text.len() {
        7 => Code::new(CodeSystem::Icd10Pcs, text).ok(),
        _ => Code::procedure(text),
    };
    Ok(match other {
        // `J1100` is J11.00 without its dot, and a HCPCS code.
        Some(other) if other.system() == CodeSystem::Cpt || exists(&other) || !exists(&cm) => other,
        _ => cm,
    })
}
