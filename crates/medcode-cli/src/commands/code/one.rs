//! One document: text, HTML, RTF, Word, PDF, C-CDA, or a file of HL7 v2 messages.

use super::{Known, claim, paper};
use crate::args::Code as Args;
use crate::out;
use anyhow::{Context, Result, bail};
use medcode::formats::document::{self, Document};
use medcode::model::{AsOfSource, Note};
use medcode::{Ask, CodedEncounter, CodedNote, Engine};
use medcode_wire::WireCoded;
use serde_json::json;
use std::io::Read;
use std::process::ExitCode;

/// Codes what FILE or standard input holds; each of several messages is a line of JSON.
pub(super) fn run(engine: &Engine, args: &Args, known: &Known, ask: Ask) -> Result<ExitCode> {
    let shown = args.file.as_deref().filter(|f| f.as_os_str() != "-");
    let named = || shown.map_or("standard input".into(), |path| path.display().to_string());
    let documents = document::read(bytes(args)?).with_context(|| format!("cannot read {}", named()))?;
    if let Some(form) = &args.claim {
        let [document] = documents.as_slice() else { bail!("--claim: one note is expected") };
        return bill(engine, args, form, document, known, ask);
    }
    if let [document] = documents.as_slice() {
        let (note, coded) = code(engine, document, known, ask)?;
        return match args.json {
            true => out::json(&wire(document, &note, &coded)),
            false => paper::print(&note, &coded),
        }
        .map(|()| ExitCode::SUCCESS);
    }
    for (document, number) in documents.iter().zip(1..) {
        match code(engine, document, known, ask) {
            Ok((note, coded)) if args.json => out::json_line(&wire(document, &note, &coded))?,
            Ok((note, coded)) => paper::print(&note, &coded)?,
            Err(e) if args.json => {
                let id = &document.told.id;
                out::json_line(&json!({"id": id, "message": number, "error": e.to_string()}))?;
            }
            Err(e) => eprintln!("message {number}: {e}"),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Codes a note and writes its claim.
fn bill(
    engine: &Engine,
    args: &Args,
    form: &str,
    document: &Document,
    known: &Known,
    ask: Ask,
) -> Result<ExitCode> {
    let kind = claim::kind(form)?;
    let Some(path) = &args.facts else { bail!("--claim needs --facts FILE") };
    let facts = claim::facts(path)?;
    let known = known.billed_by(kind);
    let (_, coded) = code(engine, document, &known, ask)?;
    claim::write(engine, &CodedEncounter::from(&coded), &facts, kind, args.nearest)?;
    Ok(ExitCode::SUCCESS)
}

fn code(engine: &Engine, document: &Document, known: &Known, ask: Ask) -> Result<(Note, CodedNote)> {
    document.notices.iter().for_each(|notice| eprintln!("{notice}"));
    let note = encounter(document, known);
    let coded = engine.code(&note, ask)?;
    if coded.as_of.source == AsOfSource::Default {
        crate::commands::say_default(coded.as_of);
    }
    Ok((note, coded))
}

fn wire(document: &Document, note: &Note, coded: &CodedNote) -> WireCoded {
    let mut wire = medcode_wire::coded(note.id.clone(), &note.text, coded);
    wire.locate(document);
    wire
}

fn bytes(args: &Args) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match args.file.as_ref().filter(|f| f.as_os_str() != "-") {
        Some(path) => {
            bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        }
        None => drop(std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?),
    }
    Ok(bytes)
}

/// The note, with what the command line says and, where that is silent, the document's header.
fn encounter(document: &Document, known: &Known) -> Note {
    let told = &document.told;
    let mut note = known.fill(Note::of_text(document.text.clone()));
    note.id = told.id.clone();
    note.setting = note.setting.or(told.setting);
    note.sex = note.sex.or(told.sex);
    note.date_of_service = note.date_of_service.or(told.date_of_service);
    note.age = note.age.or_else(|| told.age_on(note.date_of_service?));
    note
}
