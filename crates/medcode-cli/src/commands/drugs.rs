//! `medcode drugs`.

use super::as_of;
use crate::args::Drugs;
use crate::{home, out};
use anyhow::Result;
use medcode::release::home::Home;
use medcode_wire::WireDose;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Drugs) -> Result<ExitCode> {
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.when)?;
    let answer = engine.dose(&args.words.join(" "), when)?;
    if args.json {
        out::json(&WireDose::from(&answer))?;
    } else {
        let mut to = out::stdout();
        for line in &answer.lines {
            let modifiers: String = line.modifiers.iter().map(|m| format!("-{m}")).collect();
            let units = line.units.unwrap_or(1);
            writeln!(to, "{}{modifiers} x {units}  {}", line.coded.code, line.coded.title)?;
            for reason in &line.reasons {
                writeln!(to, "  {reason}")?;
            }
        }
        for question in &answer.questions {
            writeln!(to, "{}", question.question)?;
        }
    }
    if answer.lines.is_empty() && answer.questions.is_empty() {
        eprintln!(
            "no drug that HCPCS has a code for; give its name, dose and route: `ceftriaxone 1 g IM`"
        );
    }
    Ok(ExitCode::from(u8::from(answer.lines.is_empty())))
}
