//! `medcode lookup`.

mod notes;
mod procedure;
mod show;
mod unknown;

use super::{as_of, notice, system};
use crate::args::Lookup;
use crate::{home, out, style};
use anyhow::Result;
use medcode::LookupAnswer;
use medcode::release::home::Home;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Lookup) -> Result<ExitCode> {
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.when)?;
    let only = system(args.system.as_deref())?;
    let mut asked = Vec::new();
    for query in &args.codes {
        asked.push((query, engine.lookup(query, only, when)?));
    }
    if args.json {
        let answers = asked.iter().flat_map(|(query, all)| all.iter().map(move |a| (query, a)));
        out::json(&answers.map(|(query, a)| medcode_wire::lookup(query, a)).collect::<Vec<_>>())?;
    } else {
        let mut to = out::stdout();
        let answers = asked.iter().flat_map(|(query, all)| all.iter().map(move |a| (query, a)));
        for (n, (query, answer)) in answers.enumerate() {
            if n > 0 {
                writeln!(to)?;
            }
            print(&mut to, query, answer)?;
        }
        let answers = asked.iter().flat_map(|(_, all)| all);
        notice(&mut to, answers.filter_map(LookupAnswer::system))?;
        to.flush()?;
    }
    let worst = asked.iter().map(|(_, answers)| status(answers)).max();
    Ok(ExitCode::from(worst.unwrap_or_default()))
}

pub(crate) fn print(to: &mut impl Write, query: &str, answer: &LookupAnswer) -> Result<()> {
    match answer {
        LookupAnswer::Code(code) => show::code(to, code),
        LookupAnswer::Unknown(unknown) => unknown::show(to, query, unknown),
        LookupAnswer::NoData(none) => {
            let status = if none.status == "no-data" { "no data" } else { "not verified" };
            writeln!(to, "{}  {}  {status}", style::code(query), none.system.name())?;
            writeln!(to, "  {}", style::wrap(&none.needs, 2))?;
            Ok(())
        }
    }
}

/// The exit status of the answers to one query: one that is valid is enough.
pub(crate) fn status(answers: &[LookupAnswer]) -> u8 {
    let of = |answer: &LookupAnswer| match answer {
        LookupAnswer::Code(code) if code.in_force => 0,
        LookupAnswer::Code(_) | LookupAnswer::Unknown(_) => 1,
        LookupAnswer::NoData(_) => 2,
    };
    answers.iter().map(of).min().unwrap_or_default()
}
