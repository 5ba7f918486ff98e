//! A text that is no code: why, and what could be meant.

use super::show;
use crate::commands::source;
use crate::style;
use anyhow::Result;
use medcode::UnknownCode;
use std::io::Write;

pub(super) fn show(to: &mut impl Write, query: &str, unknown: &UnknownCode) -> Result<()> {
    writeln!(to, "{}  {}", style::code(query), style::warn("not valid"))?;
    writeln!(to, "  {}", style::wrap(&unknown.why, 2))?;
    show::axes(to, &unknown.axes)?;
    show::choices(to, &unknown.characters)?;
    for s in &unknown.suggestions {
        let code = style::code(&format!("{:<8}", s.code.to_string()));
        writeln!(to, "  {code}  {}", style::wrap(&s.title, 12))?;
        writeln!(to, "            {}", style::dim(&style::wrap(&s.why, 12)))?;
    }
    match &unknown.answered {
        Some(from) => source(to, from),
        None => Ok(()),
    }
}
