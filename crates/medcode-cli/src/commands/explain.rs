//! `medcode explain`: a code with the guidelines that name it, or a section of the guidelines.

use super::{as_of, lookup, own, source};
use crate::args::Explain;
use crate::{home, out, style};
use anyhow::{Context, Result};
use medcode::release::home::Home;
use medcode::rules::Page;
use medcode::rules::own::{OwnFile, OwnRule, Policy};
use medcode::{AsOf, Engine, LookupAnswer, SectionAnswer};
use medcode_wire::WireSection;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Explain) -> Result<ExitCode> {
    let policy = own::policy(home, &args.own)?;
    if args.what == "rules" {
        return all_rules(&policy, args.json);
    }
    if let Some((file, rule)) = policy.rules().find(|(_, r)| *r.name == *args.what) {
        return own_rule(file, rule, args.json);
    }
    let engine = home::open_or_install(home)?;
    // A section of the guidelines is shown as such, whatever rules stand on it.
    let rule = medcode::rules::registry::find(&args.what).filter(|_| !args.what.starts_with("OCG-"));
    if let Some(rule) = rule {
        return explain_rule(rule, args.json);
    }
    let when = as_of(&engine, &args.when)?;
    let Some(number) = args.what.strip_prefix("OCG-") else { return code(&engine, args, when) };
    let section = engine.section(number, when)?.with_context(|| {
        format!(
            "no section {number} in the Official Guidelines installed for {}; `medcode status` says whether they are",
            when.date
        )
    })?;
    if args.json {
        out::json(&WireSection::from(&section))?;
    } else {
        show(&section)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Every rule of the book and of the user's own, by family.
fn all_rules(policy: &Policy, json: bool) -> Result<ExitCode> {
    let mut book: Vec<&medcode::rules::Rule> = medcode::rules::registry::ALL.to_vec();
    book.sort_by_key(|r| r.family);
    if json {
        let of_book = book.iter().map(|r| medcode_wire::WireRule::of(r, &Page::of(r)));
        let own = policy.rules().map(|(f, r)| medcode_wire::WireRule::own(f, r));
        out::json(&of_book.chain(own).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut to = out::stdout();
    let mut line = |name: &str, severity: &str, title: &str| {
        let name = style::code(&format!("{name:<44}"));
        writeln!(to, "  {name} {severity:<8} {}", style::wrap(title, 56))
    };
    let mut family = None;
    for rule in book {
        if family.replace(rule.family) != Some(rule.family) {
            line(&style::heading(rule.family.id()), "", "")?;
        }
        line(rule.name, rule.severity.id(), &Page::of(rule).title)?;
    }
    for (file, rule) in policy.rules() {
        line(&rule.name, rule.severity.id(), &format!("{} ({})", rule.title, file.name))?;
    }
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The page of a rule of the user's own.
fn own_rule(file: &OwnFile, rule: &OwnRule, json: bool) -> Result<ExitCode> {
    if json {
        out::json(&medcode_wire::WireRule::own(file, rule))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut to = out::stdout();
    writeln!(to, "{}  {}", style::code(&rule.name), style::heading(&rule.title))?;
    writeln!(to, "{}", style::dim(&format!("own · {}", rule.severity.id())))?;
    for (heading, text) in rule.page(file) {
        writeln!(to, "\n{}\n{}", style::heading(heading), style::wrap(&text, 0))?;
    }
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The page of a rule.
fn explain_rule(rule: &medcode::rules::Rule, json: bool) -> Result<ExitCode> {
    let page = Page::of(rule);
    if json {
        out::json(&medcode_wire::WireRule::of(rule, &page))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut to = out::stdout();
    writeln!(to, "{}  {}", style::code(rule.name), style::heading(&page.title))?;
    writeln!(
        to,
        "{}",
        style::dim(&format!("{} · {} · {}", rule.id, rule.family.id(), rule.severity.id()))
    )?;
    if let Some(found) = medcode::rules::authority::of(rule.id) {
        let part = match found.part {
            "" => String::new(),
            part => format!(", {part} {}", found.number),
        };
        writeln!(to, "{}", style::dim(&format!("{}{part}", found.document)))?;
    }
    for (heading, text) in &page.sections {
        writeln!(to, "\n{}\n{}", style::heading(heading), style::wrap(text, 0))?;
    }
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn code(engine: &Engine, args: &Explain, when: AsOf) -> Result<ExitCode> {
    let answers = engine.lookup(&args.what, None, when)?;
    let mut wire = Vec::new();
    let mut to = out::stdout();
    for answer in &answers {
        let named = match answer {
            LookupAnswer::Code(code) => engine.sections_naming(&code.code, when)?,
            _ => Vec::new(),
        };
        if args.json {
            let mut one = medcode_wire::lookup(&args.what, answer);
            one.guidelines = named.iter().map(Into::into).collect();
            wire.push(one);
        } else {
            lookup::print(&mut to, &args.what, answer)?;
            list(&mut to, "Official Guidelines that name it", &named)?;
        }
    }
    if args.json {
        out::json(&wire)?;
    } else {
        super::notice(&mut to, answers.iter().filter_map(LookupAnswer::system))?;
    }
    to.flush()?;
    Ok(ExitCode::from(lookup::status(&answers)))
}

fn show(answer: &SectionAnswer) -> Result<()> {
    let mut to = out::stdout();
    let section = &answer.section;
    for (number, title) in &answer.above {
        writeln!(to, "{}", style::dim(&format!("{number}  {title}")))?;
    }
    let id = style::code(&format!("OCG-{}", section.number));
    writeln!(to, "{id}  {}", style::heading(&section.title))?;
    match section.pages {
        (0, _) => {}
        (from, last) if from == last => writeln!(to, "{}", style::dim(&format!("page {from}")))?,
        (from, last) => writeln!(to, "{}", style::dim(&format!("pages {from} to {last}")))?,
    }
    for line in section.text.lines() {
        writeln!(to, "{}", style::wrap(line, 0))?;
    }
    list(&mut to, "Sections under it", &answer.below)?;
    source(&mut to, &answer.answered)?;
    to.flush()?;
    Ok(())
}

/// Sections by number and heading.
fn list(to: &mut impl Write, heading: &str, sections: &[(String, String)]) -> Result<()> {
    if !sections.is_empty() {
        writeln!(to, "{}", style::heading(heading))?;
    }
    for (number, title) in sections {
        let id = style::code(&format!("OCG-{number:<14}"));
        writeln!(to, "  {id}  {}", style::wrap(title, 22))?;
    }
    Ok(())
}
