//! `practice charts`: which charts are there?

use crate::args::Charts;
use crate::{out, style};
use anyhow::{Context, Result};
use medcode::model::Setting;
use medcode_learn::Chart;
use medcode_wire::WireChartLine;
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(args: &Charts) -> Result<ExitCode> {
    let library = super::library(args.from.as_deref())?;
    let setting = args.setting.as_deref().map(|s| {
        Setting::parse(s).with_context(|| {
            let all: Vec<&str> = Setting::ALL.iter().map(|s| s.id()).collect();
            format!("`{s}` is no setting: {}", all.join(", "))
        })
    });
    let setting = setting.transpose()?;
    let words = args.specialty.as_deref().unwrap_or_default().to_lowercase();
    let fits = |c: &&Chart| {
        let specialty = c.specialty.to_lowercase();
        setting.is_none_or(|s| c.labelled.note.setting == Some(s))
            && args.level.is_none_or(|l| c.level == l)
            && words.split_whitespace().all(|w| specialty.contains(w))
    };
    let lines: Vec<WireChartLine> = library.charts.iter().filter(fits).map(Into::into).collect();
    if args.json {
        out::json(&lines)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut to = out::stdout();
    for line in &lines {
        let name = style::code(&format!("{:<48}", line.id));
        writeln!(to, "{name} {}  {}", line.level, line.title)?;
        writeln!(to, "{:<48}    {}", "", style::dim(&format!("{} · {}", line.setting, line.specialty)))?;
    }
    writeln!(to, "{} charts", lines.len())?;
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}
