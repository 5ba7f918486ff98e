//! The earlier encounters of a case: `past 2025-11-02 99213 25 by=same`, and `since=2020-01-01` among
//! the options of its claim. `by` is `same`, `group` (another of the group and specialty), `other` or
//! `unknown`.

use medcode::model::{Clinician, Code, CodeSystem, Date, History, PastService};

/// The history, where the case has one.
pub(crate) fn read(body: &str, options: &str) -> Result<Option<History>, String> {
    let since = options.split_whitespace().find_map(|o| o.strip_prefix("since="));
    let lines = body.lines().filter_map(|l| l.trim().strip_prefix("past "));
    let services: Vec<PastService> = lines
        .map(|l| service(l).ok_or_else(|| format!("`past {l}`: not understood")))
        .collect::<Result<_, _>>()?;
    if since.is_none() && services.is_empty() {
        return Ok(None);
    }
    let since = since.map(|d| d.parse::<Date>().map_err(|_| format!("since={d}: no date")));
    let by = clinician("same").ok_or("nobody")?;
    Ok(Some(History { by, services, since: since.transpose()? }))
}

/// Whether a line of a claim block is of the past.
pub(crate) fn is_past(line: &str) -> bool {
    line.trim_start().starts_with("past ")
}

fn service(text: &str) -> Option<PastService> {
    let mut words = text.split('#').next()?.split_whitespace();
    let date = words.next()?.parse().ok()?;
    let number = words.next()?;
    let level_two = number.starts_with(|c: char| c.is_ascii_alphabetic());
    let code = Code::new(if level_two { CodeSystem::Hcpcs } else { CodeSystem::Cpt }, number).ok()?;
    let by = clinician("same")?;
    let mut out = PastService { date, code, modifiers: Vec::new(), by, of_facility: false };
    for word in words {
        match word.strip_prefix("by=") {
            Some(who) => out.by = clinician(who)?,
            None if word == "facility" => out.of_facility = true,
            None => out.modifiers.extend(word.split(',').map(Into::into)),
        }
    }
    Some(out)
}

fn clinician(who: &str) -> Option<Clinician> {
    let of = |npi: &str, group: &str| Clinician {
        npi: Some(npi.into()),
        specialty: Some("207Q00000X".into()),
        group: Some(group.into()),
    };
    Some(match who {
        "same" => of("1234567893", "A"),
        "group" => of("1245319599", "A"),
        "other" => of("1245319599", "B"),
        "unknown" => Clinician::default(),
        _ => return None,
    })
}
