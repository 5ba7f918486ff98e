//! `medcode pcs`: an ICD-10-PCS code, value by value.

mod show;
mod walk;

use super::as_of;
use crate::args::Pcs;
use crate::{home, out};
use anyhow::Result;
use medcode::release::home::Home;
use medcode::{Engine, PcsAnswer, PcsFound};
use medcode_wire::WirePcs;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Pcs) -> Result<ExitCode> {
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.when)?;
    let answer = engine.pcs(&args.asked, when)?;
    if !args.json && !finished(&answer) && (args.interactive || std::io::stdin().is_terminal()) {
        return interactive(&engine, when, answer);
    }
    if args.json {
        out::json(&WirePcs::from(&answer))?;
    } else {
        let mut to = out::stdout();
        show::answer(&mut to, &answer)?;
        show::sources(&mut to, &answer.answered, answer.tables.as_ref())?;
        to.flush()?;
    }
    Ok(exit(&answer))
}

fn interactive(engine: &Engine, when: medcode::AsOf, answer: PcsAnswer) -> Result<ExitCode> {
    let (builder, answered, tables) = engine.pcs_builder(when)?;
    let mut to = std::io::stdout().lock();
    let mut from = std::io::stdin().lock();
    let code = walk::Walk::new(builder, answer.found).run(&mut from, &mut to)?;
    show::sources(&mut to, &answered, tables.as_ref())?;
    to.flush()?;
    Ok(if code { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn finished(answer: &PcsAnswer) -> bool {
    matches!(&answer.found, PcsFound::Step(step) if step.built.is_some())
}

fn exit(answer: &PcsAnswer) -> ExitCode {
    match &answer.found {
        PcsFound::Starts(starts) if starts.is_empty() => {
            eprintln!(
                "no legal code begins with `{0}`, and no operation, term of the Index or body part of the \
                 key has these words; `medcode search {0} --system ICD10PCS` looks in the titles",
                answer.asked
            );
            ExitCode::from(1)
        }
        _ => ExitCode::SUCCESS,
    }
}
