//! `code`: one note, or a stream of them, to codes with evidence.

mod batch;
pub(crate) mod claim;
mod em;
mod findings;
mod one;
mod paper;

use crate::args::Code as Args;
use crate::{home, today};
use anyhow::{Context, Result, bail};
use medcode::model::{BillingContext, ClaimKind, Mode, Note, Setting, Sex};
use medcode::release::home::Home;
use medcode::{Ask, Facts};
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let known = Known::of(args)?;
    let ask = Ask {
        mode: known.mode,
        threshold: args.threshold.unwrap_or(Facts::THRESHOLD),
        today: today::today()?,
        nearest: args.nearest,
        quality: args.quality,
    };
    let engine = home::open_or_install(home)?;
    if args.jsonl.is_some() {
        let done = batch::run(&engine, args, &known, ask);
        // The process ends: the system takes back at once what the engine would piece by piece.
        std::mem::forget(engine);
        return done;
    }
    one::run(&engine, args, &known, ask)
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

    /// A claim says who sends the bill.
    fn billed_by(&self, kind: ClaimKind) -> Self {
        let who = match kind {
            ClaimKind::Institutional => BillingContext::Facility,
            _ => BillingContext::Professional,
        };
        Self { billing: self.billing.or(Some(who)), ..*self }
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
