//! What does a case of a rule say? Prose, and pairs of fenced blocks: a `claim` and its `findings`.
//!
//! ````text
//! ```claim dos=2026-05-12 kind=professional age=60 sex=M place=11
//! dx E11.9
//! dx I10 poa=Y
//! px 0DTJ4ZZ 2026-05-10
//! line 99213 25,59 x1 100.00 -> 1,2
//! total 100.00
//! ```
//! ```findings
//! excludes1-conflict E10.9 E11.9
//! not duplicate-diagnosis
//! no-data ptp-conflict
//! none
//! ```
//! ````
//!
//! Lines of `past` and `since` give it a history (`past.rs`).
//!
//! `dx` takes `role=principal|other|admitting|reason|external`; the first one is principal by
//! itself. `none` says that no rule fires; a line may add `error`, `warning` or `info`, `line=2`, and
//! `-> add E66.9` for the correction (`-> -`: none), and last `~ words` that the message has.

use crate::past;
use medcode::model::{
    At, Cents, Claim, ClaimKind, Code, CodeSaid, CodeSystem, Date, Declared, Diagnosis, DiagnosisRole,
    History, Npi, Procedure, ServiceLine, Setting, Sex,
};
use medcode::rules::Repeated;
use std::path::Path;

/// A claim and what is expected of it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) claim: Claim,
    /// What a claim before it in the file has too.
    pub(crate) repeated: Repeated,
    /// What was done for the patient before.
    pub(crate) history: Option<History>,
    pub(crate) expected: Vec<Expected>,
}

/// One line of a `findings` block.
pub(crate) enum Expected {
    Fires {
        rule: String,
        codes: Vec<String>,
        severity: Option<String>,
        line: Option<u32>,
        fix: Option<String>,
        says: Option<String>,
    },
    Not(String),
    NoData(String),
    None,
}

/// The cases of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Case>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let part = |p: Option<&std::ffi::OsStr>| p.unwrap_or_default().to_string_lossy().into_owned();
    let family = part(path.parent().and_then(Path::file_name));
    let stem = format!("{family}/{}", part(path.file_stem()));
    let (mut out, mut claim) = (Vec::new(), None);
    for (info, body) in blocks(&text)? {
        let (kind, options) = info.split_once(' ').unwrap_or((info, ""));
        match kind {
            "claim" => {
                let has = |word: &str| options.split_whitespace().any(|o| o == word);
                let (number, content) = (has("repeated=number"), has("repeated=content"));
                let history = past::read(body, options)?;
                claim = Some((read_claim(body, options)?, Repeated { number, content }, history));
            }
            "findings" => {
                let (claim, repeated, history) =
                    claim.take().ok_or("a findings block without a claim before it")?;
                let name =
                    if out.is_empty() { stem.clone() } else { format!("{stem}#{}", out.len() + 1) };
                let lines = body.lines().map(|l| l.split('#').next().unwrap_or_default().trim());
                let expected =
                    lines.filter(|l| !l.is_empty()).map(expected).collect::<Result<_, _>>()?;
                out.push(Case { name, claim, repeated, history, expected });
            }
            _ => {}
        }
    }
    if out.is_empty() || claim.is_some() {
        return Err("a claim without a findings block after it, or no claim at all".into());
    }
    Ok(out)
}

/// The fenced blocks of a Markdown text: their opening line and their body.
fn blocks(text: &str) -> Result<Vec<(&str, &str)>, String> {
    let mut out = Vec::new();
    let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    while let Some((start, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let from = start + line.len();
        let close = lines.find(|(_, l)| l.starts_with("```")).ok_or("a fence that is not closed")?;
        out.push((info.trim(), &text[from..close.0]));
    }
    Ok(out)
}

fn read_claim(body: &str, options: &str) -> Result<Claim, String> {
    let mut claim = Claim { id: "CASE".into(), frequency: "1".into(), ..Claim::default() };
    claim.from = Date::new(2026, 5, 12);
    claim.at.name = *b"CLM";
    for option in options.split_whitespace() {
        let (key, value) = option.split_once('=').ok_or_else(|| format!("{option}: not key=value"))?;
        let bad = || format!("{option}: not understood");
        let day = || value.parse::<Date>().map_err(|_| bad());
        let npi = || Some(Npi { text: value.into(), at: At::default() });
        match key {
            "dos" | "from" => claim.from = Some(day()?),
            "to" => claim.to = Some(day()?),
            "admitted" => claim.admitted = Some(day()?),
            "made" => claim.made = Some(day()?),
            "born" => claim.patient.born = Some(day()?),
            "age" => claim.patient.age = Some(value.parse().map_err(|_| bad())?),
            "sex" => claim.patient.sex = Some(Sex::parse(value).ok_or_else(bad)?),
            "setting" => claim.setting = Some(Setting::parse(value).ok_or_else(bad)?),
            "place" => claim.place = value.into(),
            "frequency" => claim.frequency = value.into(),
            "payer" => claim.payer = value.into(),
            "original" => claim.original = value.into(),
            "repeated" | "since" => {}
            "status" => claim.discharge_status = value.into(),
            "npi" => claim.billing = npi(),
            "rendering" => claim.rendering = npi(),
            "kind" => {
                claim.kind = match value {
                    "professional" => ClaimKind::Professional,
                    "institutional" => ClaimKind::Institutional,
                    "dental" => ClaimKind::Dental,
                    _ => return Err(bad()),
                }
            }
            _ => return Err(bad()),
        }
    }
    let lines = body.lines().map(|l| l.split('#').next().unwrap_or_default().trim());
    for (n, line) in lines.enumerate().filter(|(_, l)| !l.is_empty() && !past::is_past(l)) {
        let at = At { byte: n as u64, segment: n as u32 + 1, ..At::default() };
        part(&mut claim, line, at).ok_or_else(|| format!("`{line}`: not understood"))?;
    }
    Ok(claim)
}

fn part(claim: &mut Claim, line: &str, at: At) -> Option<()> {
    let (kind, rest) = line.split_once(' ')?;
    match kind {
        "total" => claim.charge = Some(Cents::parse(rest)?),
        "dx" => {
            let mut words = rest.split_whitespace();
            let code = said(words.next()?, CodeSystem::Icd10Cm, at);
            let first = claim.diagnoses.is_empty();
            let role = if first { DiagnosisRole::Principal } else { DiagnosisRole::Other };
            let mut dx = Diagnosis { role, code, poa: None };
            for word in words {
                match word.split_once('=')? {
                    ("poa", value) => dx.poa = value.chars().next(),
                    ("role", value) => dx.role = role_of(value)?,
                    ("system", "icd9") => dx.code.system = Declared::Icd9,
                    ("system", other) => dx.code.system = Declared::Other(other.into()),
                    _ => return None,
                }
            }
            claim.diagnoses.push(dx);
        }
        "px" => {
            let mut words = rest.split_whitespace();
            let code = said(words.next()?, CodeSystem::Icd10Pcs, at);
            let date = words.next().map(|d| d.parse().ok());
            let principal = claim.procedures.is_empty();
            claim.procedures.push(Procedure { principal, code, date: date.flatten() });
        }
        "line" => claim.lines.push(service(claim.lines.len() as u32 + 1, rest, at)?),
        _ => return None,
    }
    Some(())
}

fn role_of(word: &str) -> Option<DiagnosisRole> {
    Some(match word {
        "principal" => DiagnosisRole::Principal,
        "other" => DiagnosisRole::Other,
        "admitting" => DiagnosisRole::Admitting,
        "reason" => DiagnosisRole::ReasonForVisit,
        "external" => DiagnosisRole::ExternalCause,
        _ => return None,
    })
}

fn said(text: &str, system: CodeSystem, at: At) -> CodeSaid {
    CodeSaid {
        system: Declared::Known(system),
        text: text.into(),
        code: Code::new(system, text).ok(),
        at,
    }
}

/// `99213 25,59 x1 100.00 -> 1,2 pos=11 rev=0450 from=2026-05-12 to=... unit=MJ npi=...`.
fn service(number: u32, text: &str, at: At) -> Option<ServiceLine> {
    let mut out = ServiceLine { number, at, ..ServiceLine::default() };
    let (text, pointers) = text.split_once("->").unwrap_or((text, ""));
    let mut words =
        text.split_whitespace().chain(pointers.split_whitespace().filter(|w| w.contains('=')));
    let code = words.next()?;
    if code != "-" {
        let level_two = code.starts_with(|c: char| c.is_ascii_alphabetic());
        out.code = Some(said(code, if level_two { CodeSystem::Hcpcs } else { CodeSystem::Cpt }, at));
    }
    for word in words {
        if let Some((key, value)) = word.split_once('=') {
            match key {
                "pos" => out.place = Some(value.into()),
                "rev" => out.revenue = Some(value.into()),
                "unit" => out.unit = Some(value.into()),
                "ndc" => out.ndc = Some(value.into()),
                "from" => out.from = Some(value.parse().ok()?),
                "to" => out.to = Some(value.parse().ok()?),
                "npi" => out.rendering = Some(Npi { text: value.into(), at }),
                _ => return None,
            }
        } else if let Some(n) = word.strip_prefix('x').and_then(|n| n.parse::<f64>().ok()) {
            out.quantity = Some((n * 1000.0).round() as i64);
        } else if word.contains('.') {
            out.charge = Some(Cents::parse(word)?);
        } else {
            out.modifiers.extend(word.split(',').map(Into::into));
        }
    }
    let digits = pointers.split([',', ' ']).filter(|p| !p.is_empty() && !p.contains('='));
    out.pointers = digits.map(|p| p.parse().ok()).collect::<Option<_>>()?;
    Some(out)
}

fn expected(line: &str) -> Result<Expected, String> {
    if line == "none" {
        return Ok(Expected::None);
    }
    if let Some(rule) = line.strip_prefix("not ") {
        return Ok(Expected::Not(rule.trim().to_owned()));
    }
    if let Some(rule) = line.strip_prefix("no-data ") {
        return Ok(Expected::NoData(rule.trim().to_owned()));
    }
    let (line, says) = match line.split_once(" ~ ") {
        Some((line, says)) => (line, Some(says.trim().to_owned())),
        None => (line, None),
    };
    let (head, fix) = match line.split_once("->") {
        Some((head, fix)) => (head, Some(fix.trim().to_owned())),
        None => (line, None),
    };
    let mut words = head.split_whitespace();
    let rule = words.next().ok_or("an empty line")?.to_owned();
    let (mut codes, mut severity, mut at_line) = (Vec::new(), None, None);
    for word in words {
        match word {
            "error" | "warning" | "info" => severity = Some(word.to_owned()),
            _ => match word.strip_prefix("line=") {
                Some(n) => at_line = Some(n.parse().map_err(|_| format!("`{word}`: not understood"))?),
                None => codes.push(word.to_owned()),
            },
        }
    }
    Ok(Expected::Fires { rule, codes, severity, line: at_line, fix, says })
}
