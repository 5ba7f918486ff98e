//! What does a case file say? Prose, and pairs of fenced blocks: a `note` and its `codes`.

use medcode::model::{BillingContext, CodeSystem, Note, Setting, Sex};
use std::path::Path;

/// A case file, read.
pub(crate) struct CaseFile {
    pub(crate) cases: Vec<Case>,
}

/// A note and what is expected of it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) note: Note,
    /// Codes of quality measures are asked for.
    pub(crate) quality: bool,
    pub(crate) expected: Vec<Expected>,
    /// The body of an `em` block: `em_cases` measures those.
    pub(crate) level: Option<String>,
}

/// One line of a `codes` block.
pub(crate) enum Expected {
    /// `E11.22 first poa=Y`, `17000 units=1 modifiers=59,LT pointers=2`: reported, as said.
    Reported(Reported),
    /// `not E11.9`: neither the code nor one under it is reported.
    Not(String),
    /// `withheld R63.1 integral`: seen and withheld for this reason.
    Withheld { code: String, reason: Option<String> },
    /// `query dose`: a question is asked that holds these words.
    Query(String),
    /// `no query dose`: no question is asked that holds these words.
    NoQuery(String),
    /// `only`: no other diagnosis is reported; `only services`, `only procedures`: no other CPT
    /// number or HCPCS code, no other ICD-10-PCS code.
    Only(&'static [CodeSystem]),
}

/// What is expected of a code that is reported; what is not said may be anything.
#[derive(Default)]
pub(crate) struct Reported {
    pub(crate) code: String,
    /// On rank 1.
    pub(crate) first: bool,
    pub(crate) poa: Option<String>,
    pub(crate) units: Option<u32>,
    /// Exactly these, in any order; `modifiers=-` for none.
    pub(crate) modifiers: Option<Vec<String>>,
    /// Ranks of the diagnoses it points to.
    pub(crate) pointers: Option<Vec<u32>>,
}

impl CaseFile {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
        let part = |p: Option<&std::ffi::OsStr>| p.unwrap_or_default().to_string_lossy().into_owned();
        let section = part(path.parent().and_then(Path::file_name));
        let stem = format!("{section}/{}", part(path.file_stem()));
        let mut cases = Vec::new();
        let mut note: Option<(Note, bool)> = None;
        for block in blocks(&text)? {
            let (kind, options) = block.info.split_once(' ').unwrap_or((block.info, ""));
            match kind {
                "note" => {
                    // `quality` alone asks for the codes of quality measures.
                    let quality = options.split_whitespace().any(|o| o == "quality");
                    note = Some((read_note(block.body, options)?, quality));
                }
                "codes" | "em" => {
                    let (note, quality) = note.take().ok_or("a codes block without a note before it")?;
                    let name = match cases.len() {
                        0 => stem.clone(),
                        n => format!("{stem}#{}", n + 1),
                    };
                    let level = (kind == "em").then(|| block.body.to_owned());
                    let codes = if kind == "codes" { block.body } else { "" };
                    cases.push(Case { name, note, quality, expected: read_codes(codes)?, level });
                }
                _ => {}
            }
        }
        if cases.is_empty() || note.is_some() {
            return Err("a note without a codes block after it, or no note at all".into());
        }
        Ok(Self { cases })
    }
}

struct Block<'t> {
    info: &'t str,
    body: &'t str,
}

/// The fenced blocks of a Markdown text.
fn blocks(text: &str) -> Result<Vec<Block<'_>>, String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = split_fence(rest) {
        let (info, body) = after.split_once('\n').unwrap_or((after, ""));
        let (body, after) = split_fence(body).ok_or("a fence that is not closed")?;
        out.push(Block { info: info.trim(), body });
        rest = after;
    }
    Ok(out)
}

/// What stands before and after the next line that begins with a fence.
fn split_fence(text: &str) -> Option<(&str, &str)> {
    if let Some(after) = text.strip_prefix("```") {
        return Some(("", after));
    }
    let at = text.find("\n```")?;
    Some((&text[..=at], &text[at + 4..]))
}

fn read_note(body: &str, options: &str) -> Result<Note, String> {
    let mut note = Note::of_text(body);
    note.date_of_service = medcode::model::Date::new(2026, 5, 12);
    for option in options.split_whitespace().filter(|o| *o != "quality") {
        let (key, value) = option.split_once('=').ok_or_else(|| format!("{option}: not key=value"))?;
        let bad = || format!("{option}: not understood");
        match key {
            "setting" => note.setting = Some(Setting::parse(value).ok_or_else(bad)?),
            "age" => note.age = Some(value.parse().map_err(|_| bad())?),
            "billing" => note.billing = Some(BillingContext::parse(value).ok_or_else(bad)?),
            "sex" => note.sex = Some(Sex::parse(value).ok_or_else(bad)?),
            "dos" => note.date_of_service = Some(value.parse().map_err(|_| bad())?),
            _ => return Err(bad()),
        }
    }
    Ok(note)
}

fn read_codes(body: &str) -> Result<Vec<Expected>, String> {
    let lines = body.lines().map(|l| l.split('#').next().unwrap_or_default().trim());
    lines.filter(|l| !l.is_empty()).map(read_code).collect()
}

fn read_code(line: &str) -> Result<Expected, String> {
    let mut words = line.split_whitespace();
    let bad = || format!("`{line}`: not understood");
    let first = words.next().ok_or_else(bad)?;
    match first {
        "only" => return only(words.next()).ok_or_else(bad),
        "query" => return Ok(Expected::Query(words.collect::<Vec<_>>().join(" "))),
        "no" if words.next() == Some("query") => {
            return Ok(Expected::NoQuery(words.collect::<Vec<_>>().join(" ")));
        }
        "not" => return Ok(Expected::Not(words.next().ok_or_else(bad)?.to_owned())),
        "withheld" => {
            let code = words.next().ok_or_else(bad)?.to_owned();
            return Ok(Expected::Withheld { code, reason: words.next().map(str::to_owned) });
        }
        _ => {}
    }
    let mut reported = Reported { code: first.to_owned(), ..Reported::default() };
    for word in words {
        match word.split_once('=') {
            None if word == "first" => reported.first = true,
            Some(("poa", value)) => reported.poa = Some(value.to_owned()),
            Some(("units", value)) => reported.units = Some(value.parse().map_err(|_| bad())?),
            Some(("modifiers", value)) => {
                let all = value.split(',').filter(|m| *m != "-");
                reported.modifiers = Some(all.map(str::to_owned).collect());
            }
            Some(("pointers", value)) => {
                let all: Result<_, _> = value.split(',').map(str::parse).collect();
                reported.pointers = Some(all.map_err(|_| bad())?);
            }
            _ => return Err(bad()),
        }
    }
    Ok(Expected::Reported(reported))
}

fn only(what: Option<&str>) -> Option<Expected> {
    match what {
        None => Some(Expected::Only(&[CodeSystem::Icd10Cm])),
        Some("services") => Some(Expected::Only(&[CodeSystem::Cpt, CodeSystem::Hcpcs])),
        Some("procedures") => Some(Expected::Only(&[CodeSystem::Icd10Pcs])),
        _ => None,
    }
}
