//! `medcode verify`.

use crate::{home, out};
use anyhow::Result;
use medcode::release::home::Home;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, json: bool) -> Result<ExitCode> {
    let engine = home::open(home)?;
    let good = engine.verify(|id| eprintln!("reading {id}"))?;
    if json {
        let list: Vec<_> = good
            .iter()
            .map(|id| serde_json::json!({"system": id.system.id(), "release": id.from.to_string(), "ok": true}))
            .collect();
        out::json(&list)?;
    } else {
        let mut to = out::stdout();
        for id in &good {
            writeln!(to, "{id}  every section matches its digest")?;
        }
        if good.is_empty() {
            writeln!(to, "Nothing is installed: run `medcode install`.")?;
        }
        to.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}
