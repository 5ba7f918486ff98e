//! `medcode remit`: what payers said, joined to the claims that were sent, and a worksheet of
//! what they did not pay.

mod codes;
mod paper;
mod sheet;

use super::check::columns;
use crate::args::Remit as Args;
use crate::{home, out, today};
use anyhow::{Context, Result, bail};
use medcode::formats::x12::{Imbalance, Remit, Sink, read_remittances};
use medcode::formats::{self, Format, detect, read_claims};
use medcode::model::{
    Acknowledged, Claim, ClaimStatus, Date, PaidClaim, Payment, Problem, ProviderAdjustment, StatusLevel,
};
use medcode::release::home::Home;
use medcode::{Engine, Sent};
use medcode_wire::{CodeTexts, WireRemit, acknowledged, claim_status, paid_claim, payment, sheet};
use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let texts = args.codes.as_deref().map(codes::read).transpose()?.unwrap_or_default();
    let engine = home::open(home)?;
    let mut reading = Reading {
        engine: &engine,
        today: today::today()?,
        nearest: args.nearest,
        texts,
        sent: Sent::default(),
        first: true,
        tells: false,
        file: String::new(),
        decided: 0,
        as_read: formats::Reading { columns: columns(args.columns.as_deref())?, ..Default::default() },
        out: WireRemit::default(),
    };
    reading.tells = true;
    for path in &args.claims {
        reading.file(path)?;
    }
    reading.tells = false;
    for path in &args.files {
        reading.file(path)?;
    }
    (reading.first, reading.tells) = (false, true);
    for path in &args.files {
        reading.file(path)?;
    }
    let mut out = reading.out;
    if out.claims.is_empty() && out.statuses.is_empty() && out.acknowledged.is_empty() {
        // A problem names its file; of a file of another sort its problems tell nothing.
        let cut = out.problems.iter().find(|p| p.contains("cut off") || p.contains("empty"));
        match cut {
            Some(why) => bail!("{why}"),
            None => bail!("{}: no 835, 277CA or 999 is found", out.files.join(", ")),
        }
    }
    out.worksheet = sheet(&out.claims);
    match (args.json, args.csv) {
        (true, _) => out::json(&out)?,
        (_, true) => sheet::print(&out)?,
        _ => paper::print(&out, engine.library().is_empty())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes in what files hold: on the first pass the claims that were sent, then what payers said.
struct Reading<'a> {
    engine: &'a Engine,
    today: Date,
    nearest: bool,
    texts: CodeTexts,
    sent: Sent,
    first: bool,
    /// Problems are told on the last pass over a file.
    tells: bool,
    file: String,
    /// Claims of the payment that is open.
    decided: u64,
    /// How claims are read that are not X12.
    as_read: formats::Reading,
    out: WireRemit,
}

impl Reading<'_> {
    fn file(&mut self, path: &Path) -> Result<()> {
        self.file = path.display().to_string();
        let cannot = || format!("cannot read {}", path.display());
        let input = File::open(path).with_context(cannot)?;
        if !self.first {
            self.out.files.push(self.file.clone());
        }
        let (format, input) = detect(input).with_context(cannot)?;
        match format {
            // What no payer says may still be a claim that was sent.
            Some(other) if other != Format::X12 => {
                let reading = std::mem::take(&mut self.as_read);
                let read = read_claims(input, other, &reading, self);
                self.as_read = reading;
                read.with_context(cannot)
            }
            _ => read_remittances(input, self).with_context(cannot),
        }
    }
}

impl Sink for Reading<'_> {
    fn claim(&mut self, claim: Claim) {
        if self.first {
            self.sent.add(claim);
            self.out.sent += 1;
        }
    }

    fn problem(&mut self, problem: Problem) {
        if self.tells {
            self.out.problems.push(format!("{}: {problem}", self.file));
        }
    }
}

impl Remit for Reading<'_> {
    fn paid(&mut self, payment: &Payment, claim: PaidClaim) {
        if self.first {
            return;
        }
        let sent = self.sent.of(&claim);
        let decisions = self.engine.decisions(&claim, sent, self.today, self.nearest);
        let wire = paid_claim(&self.file, payment, &claim, &decisions, sent.is_some(), &self.texts);
        self.out.claims.push(wire);
        self.decided += 1;
    }

    fn payment(&mut self, head: &Payment, others: &[ProviderAdjustment], wrong: Option<Imbalance>) {
        if !self.first {
            self.out.payments.push(payment(&self.file, head, self.decided, others, wrong));
            self.decided = 0;
        }
    }

    fn status(&mut self, status: ClaimStatus) {
        if self.first {
            return;
        }
        let about_claim = matches!(status.level, StatusLevel::Claim | StatusLevel::Line);
        let sent = self.sent.named(&status.id).filter(|_| about_claim);
        let line = sent.and_then(|claim| {
            let numbered = |l: &&medcode::model::ServiceLine| match &l.control {
                Some(control) => *control == status.line_control,
                None => status.line_control.parse() == Ok(l.number),
            };
            claim.lines.iter().find(numbered).map(|l| l.number)
        });
        self.out.statuses.push(claim_status(&self.file, &status, sent.is_some(), line));
    }

    fn acknowledged(&mut self, said: Acknowledged) {
        if !self.first {
            self.out.acknowledged.push(acknowledged(&self.file, &said));
        }
    }
}
