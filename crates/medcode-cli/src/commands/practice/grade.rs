//! A grade in lines: the score, each error with what explains it, what is acceptable.

use crate::{out, style};
use anyhow::Result;
use medcode_learn::grade::{Fault, Grade};
use medcode_wire::exercise;
use std::io::Write;

pub(super) fn print(grade: &Grade) -> Result<()> {
    let mut to = out::stdout();
    let (right, of) = grade.codes;
    let whole = if grade.chart_is_right() { style::good("right") } else { style::warn("not right") };
    let share = grade.code_over_code() * 100.0;
    writeln!(to, "Codes {right} of {of} ({share:.0} %) · chart {whole}")?;
    let codes: Vec<String> = grade.right.iter().map(|c| style::good(&c.to_string())).collect();
    if !codes.is_empty() {
        writeln!(to, "Right: {}", codes.join(" "))?;
    }
    for fault in &grade.faults {
        one(&mut to, fault)?;
    }
    if !grade.variances.is_empty() {
        writeln!(to, "\n{}", style::heading("Acceptable"))?;
    }
    for variance in &grade.variances {
        let line = format!("{}: {}", variance.code, variance.what);
        writeln!(to, "  {}", style::wrap(&line, 4))?;
    }
    to.flush()?;
    Ok(())
}

fn one(to: &mut impl Write, fault: &Fault) -> Result<()> {
    let code = fault.wanted.or(fault.given).map_or_else(String::new, |c| c.to_string());
    let kind = style::warn(&format!("{:<12}", fault.kind.id()));
    writeln!(to, "\n{kind} {}  {}", style::code(&code), fault.what)?;
    let mut line = |name: &str, text: String| -> Result<()> {
        if !text.is_empty() {
            writeln!(to, "  {} {}", style::dim(&format!("{name:<9}")), style::wrap(&text, 12))?;
        }
        Ok(())
    };
    let quoted: Vec<String> = fault.words.iter().map(|w| format!("“{w}”")).collect();
    line("words", quoted.join(" "))?;
    let apart = if fault.path.iter().any(|p| p.contains(": ")) { "; " } else { " > " };
    line("path", fault.path.join(apart))?;
    for note in &fault.notes {
        line("note", note.clone())?;
    }
    line("why", fault.why.clone())?;
    let cites: Vec<String> = fault.cites.iter().map(ToString::to_string).collect();
    line("authority", cites.join("; "))?;
    line("practise", format!("medcode practice {}", exercise(fault.exercise)))
}
