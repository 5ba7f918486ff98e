//! `medcode search`.

use super::{as_of, system};
use crate::args::Search;
use crate::{home, out, style};
use anyhow::Result;
use medcode::release::home::Home;
use medcode::{SearchAnswer, SearchHit};
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
    let used = |n: &usize| answer.hits.iter().any(|h| h.release == *n);
    for from in (0..answer.releases.len()).filter(used).map(|n| &answer.releases[n]) {
        super::source(&mut to, from)?;
    }
    to.flush()?;
    Ok(())
}

fn show_hit(to: &mut impl Write, hit: &SearchHit) -> Result<()> {
    let mark = if hit.billable { style::good("•") } else { " ".to_owned() };
    let code = style::code(&format!("{:<8}", hit.code.to_string()));
    writeln!(to, "{mark} {code}  {}", style::wrap(&hit.title, 12))?;
    writeln!(to, "            {}", style::dim(&style::wrap(&hit.why, 12)))?;
    Ok(())
}
