//! `medcode export`: a coded encounter or a claim in another form. The forms are
//! `medcode::export`'s; here a file is read, and the result put where it is wanted.

mod subject;

use crate::args::Export as Args;
use crate::{out, today};
use anyhow::{Context, Result, bail};
use medcode::export::{self, FORMS, Form, Subject};
use medcode::formats::fhir::{NoteSource, Original};
use medcode::formats::{Format, detect};
use medcode::model::{Claim, ClaimKind};
use medcode::release::home::Home;
use medcode_wire::{evidence_of, places_of};
use serde_json::Value;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Writes claims as an interchange of now.
pub(crate) fn x12_claims(claims: &[Claim], kind: ClaimKind, to: &mut dyn Write) -> Result<()> {
    let name = if kind == ClaimKind::Institutional { "837i" } else { "837p" };
    let (day, time) = today::now()?;
    let written = form(name)?.write(&Subject::new(claims, day, &time))?;
    Ok(to.write_all(&written.bytes)?)
}

fn form(name: &str) -> Result<&'static Form> {
    Form::named(name).with_context(|| {
        let names: Vec<_> = FORMS.iter().map(|f| f.name).collect();
        format!("--to: `{name}` is none of {}", names.join(", "))
    })
}

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let form = form(&args.to)?;
    if form.media_type == "application/pdf" && args.out.is_none() && std::io::stdout().is_terminal() {
        bail!("a PDF is no text: give --out FILE");
    }
    let read = subject::read(args)?;
    let engine = crate::home::open(home).ok();
    let (day, time) = today::now()?;
    let (coded, note, again) = match form.name {
        "fhir" => along(args, read.coded)?,
        _ => (None, None, None),
    };
    let subject = Subject {
        engine: engine.as_ref(),
        note: coded.as_ref().map(|c| source(c, note.as_deref())),
        again: again.as_deref(),
        control: args.control,
        test: args.test,
        ..Subject::new(&read.claims, day, &time)
    };
    let written = form.write(&subject)?;
    written.messages.iter().for_each(|m| eprintln!("{m}"));
    match &args.out {
        Some(path) => std::fs::write(path, &written.bytes)
            .with_context(|| format!("cannot write {}", path.display()))?,
        None => {
            let mut to = out::stdout();
            to.write_all(&written.bytes)?;
            to.flush()?;
        }
    }
    say_whose(&read.claims);
    Ok(ExitCode::SUCCESS)
}

/// What FHIR takes along: the coded note, its text, or the FHIR document to be written again.
type AlongClaims = (Option<Value>, Option<String>, Option<String>);

fn along(args: &Args, coded: Option<Value>) -> Result<AlongClaims> {
    let file = args.file.display();
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {file}"))?;
    if detect(bytes.as_slice())?.0 == Some(Format::Fhir) {
        let text = String::from_utf8(bytes).with_context(|| format!("{file} is not UTF-8"))?;
        return Ok((None, None, Some(text)));
    }
    let answer = || serde_json::from_slice::<Value>(&bytes).ok();
    let coded = coded.or_else(|| answer().filter(|v| v.get("suggestions").is_some()));
    let text = match &args.note {
        Some(path) => {
            let name = path.display();
            Some(std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?)
        }
        None => coded.as_ref().and_then(|c| Some(c.get("note_text")?.as_str()?.to_owned())),
    };
    Ok((coded, text, None))
}

fn source<'a>(coded: &'a Value, text: Option<&'a str>) -> NoteSource<'a> {
    let id = coded.get("id").and_then(Value::as_str).unwrap_or_default();
    let places = places_of(coded);
    let original = Some(Original { places, ..Original::default() }).filter(|o| !o.places.is_empty());
    NoteSource { id, text, evidence: evidence_of(coded), original }
}

/// Whose the CPT numbers of claims are: beside what is written, whatever its form.
pub(crate) fn say_whose(claims: &[Claim]) {
    if let Some(notice) = export::notice(claims) {
        eprintln!("{notice}");
    }
}
