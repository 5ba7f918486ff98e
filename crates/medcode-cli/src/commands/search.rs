//! `medcode search`.

use super::{as_of, system};
use crate::args::Search;
use crate::{home, out, style};
use anyhow::Result;
use medcode::release::home::Home;
use medcode::{Answered, SearchAnswer, SearchHit};
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Search) -> Result<ExitCode> {
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.when)?;
    let only = system(args.system.as_deref())?;
    let text = args.text.join(" ");
    let answer = engine.search(&text, only, when, args.limit)?;
    for error in &answer.absent {
        eprintln!("not searched: {error}");
    }
    if args.json {
        out::json(&medcode_wire::search(&answer))?;
        return Ok(ExitCode::SUCCESS);
    }
    if answer.hits.is_empty() {
        eprintln!("nothing fits `{text}`; give fewer words or only their beginnings");
    }
    show(&answer)?;
    Ok(ExitCode::SUCCESS)
}

fn show(answer: &SearchAnswer) -> Result<()> {
    let mut to = out::stdout();
    for hit in &answer.hits {
        show_hit(&mut to, hit)?;
    }
    let mut said: Vec<&Answered> = Vec::new();
    for hit in &answer.hits {
        if !said.contains(&&hit.answered) {
            said.push(&hit.answered);
            super::source(&mut to, &hit.answered)?;
        }
    }
    super::notice(&mut to, answer.hits.iter().map(|h| h.code.system()))?;
    to.flush()?;
    Ok(())
}

fn show_hit(to: &mut impl Write, hit: &SearchHit) -> Result<()> {
    let mark = if hit.billable { style::good("•") } else { " ".to_owned() };
    let code = style::code(&format!("{:<8}", hit.code.to_string()));
    writeln!(to, "{mark} {code}  {}", style::wrap(&hit.title, 12))?;
    let rebuilt = if hit.rebuilt { " (rebuilt, not the publisher's file)" } else { "" };
    writeln!(to, "            {}", style::dim(&style::wrap(&format!("{}{rebuilt}", hit.why), 12)))?;
    Ok(())
}
