//! `code`: one note, or a stream of them, to codes with evidence.

mod batch;
mod em;
mod paper;

use crate::args::Code as Args;
use crate::{home, out, today};
use anyhow::{Context, Result, bail};
use medcode::model::{AsOfSource, BillingContext, Mode, Note, Setting, Sex};
use medcode::release::home::Home;
use medcode::{Ask, Facts};
use std::io::Read;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    if args.claim.is_some() || args.facts.is_some() {
        bail!(
            "`medcode code --claim` is not in this version ({}); see CHANGELOG.md",
            env!("CARGO_PKG_VERSION")
        );
    }
    let known = Known::of(args)?;
    let ask = Ask {
        mode: known.mode,
        threshold: args.threshold.unwrap_or(Facts::THRESHOLD),
        today: today::today()?,
        nearest: args.nearest,
    };
    let engine = home::open_or_install(home)?;
    if args.jsonl.is_some() {
        let done = batch::run(&engine, args, &known, ask);
        // The process ends: the system takes back at once what the engine would piece by piece.
        std::mem::forget(engine);
        return done;
    }
    let (text, decoded) = read(args)?;
    let note = known.fill(Note::of_text(text));
    let coded = engine.code(&note, ask)?;
    if coded.as_of.source == AsOfSource::Default {
        super::say_default(coded.as_of);
    }
    if args.json {
        let mut wire = medcode_wire::coded(None, &note.text, &coded);
        wire.note_text = decoded.then(|| note.text.clone());
        out::json(&wire)?;
    } else {
        paper::print(&note, &coded)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of the note: a file, or standard input. Bytes that are not UTF-8 are read as
/// Windows-1252.
fn read(args: &Args) -> Result<(String, bool)> {
    let mut bytes = Vec::new();
    match args.file.as_ref().filter(|f| f.as_os_str() != "-") {
        Some(path) => {
            bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?
        }
        None => {
            std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        }
    }
    Ok(text_of(bytes))
}

/// UTF-8 as it is; anything else as Windows-1252, which is said and told apart.
fn text_of(bytes: Vec<u8>) -> (String, bool) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(e) => {
            eprintln!("the note is not UTF-8; read as Windows-1252 (offsets count in the text as read)");
            (e.into_bytes().iter().map(|&b| windows_1252(b)).collect(), true)
        }
    }
}

/// The character of a byte in Windows-1252.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// What the command line says of the encounter.
pub(crate) struct Known {
    mode: Mode,
    setting: Option<Setting>,
    sex: Option<Sex>,
    age: Option<u16>,
    dos: Option<medcode::model::Date>,
    billing: Option<BillingContext>,
}

impl Known {
    fn of(args: &Args) -> Result<Self> {
        let setting = args.setting.as_deref().map(|s| {
            let all: Vec<&str> = Setting::ALL.iter().map(|s| s.id()).collect();
            Setting::parse(s).with_context(|| format!("--setting: `{s}` is none of {}", all.join(", ")))
        });
        let sex = args
            .sex
            .as_deref()
            .map(|s| Sex::parse(s).with_context(|| format!("--sex: `{s}` is neither F nor M")));
        let billing = args.billing.as_deref().map(|b| {
            BillingContext::parse(b)
                .with_context(|| format!("--billing: `{b}` is none of professional, facility, dme"))
        });
        Ok(Self {
            billing: billing.transpose()?,
            mode: mode(&args.mode)?,
            setting: setting.transpose()?,
            sex: sex.transpose()?,
            age: args.age,
            dos: super::date(args.dos.as_deref(), "--dos")?,
        })
    }

    /// What a note does not bring itself.
    fn fill(&self, note: Note) -> Note {
        Note {
            setting: note.setting.or(self.setting),
            sex: note.sex.or(self.sex),
            age: note.age.or(self.age),
            date_of_service: note.date_of_service.or(self.dos),
            billing: note.billing.or(self.billing),
            ..note
        }
    }
}

/// `report` or `mentions`.
pub(crate) fn mode(text: &str) -> Result<Mode> {
    match text {
        "report" => Ok(Mode::Report),
        "mentions" => Ok(Mode::Mentions),
        _ => bail!("--mode: `{text}` is neither report nor mentions"),
    }
}
