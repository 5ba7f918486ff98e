//! The lines of the visit on the claim.

use super::decide::Decided;
use super::family::Family;
use super::level::{By, Level};
use crate::desk::Case;
use crate::service::Service;
use medcode_model::{Code, Evidence, Query, Span};

/// As many diagnoses as a line can point to.
const MOST: usize = 4;

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §30.6";

/// Puts the visit and what goes with it on the desk.
pub(super) fn write(case: &mut Case<'_>, decided: Decided) {
    let Decided { level, modifiers, beside, evidence, mut ranks, query } = decided;
    ranks.sort_unstable();
    ranks.dedup();
    ranks.truncate(MOST);
    if let Some(code) = level.code {
        let mut service = line(case, code, &evidence, level_reasons(&level));
        // Preventive visits keep the pointers that the set gives them.
        if beside.is_none() && level.by != By::Kind {
            service.pointers.clone_from(&ranks);
        }
        if beside.is_none() || level.family == Family::Preventive {
            for (modifier, why, authority) in modifiers {
                service.modify(modifier, why, authority);
            }
        }
        case.services.push(service);
        for also in &level.also {
            let mut service = line(case, also.code, &evidence, vec![also.why.clone()]);
            service.units = also.units;
            if beside == Some(also.code) {
                service.pointers.clone_from(&ranks);
                let why = "25: significant and separate from the preventive visit";
                service.modify("25", why, "NCCI Policy Manual ch. I §D");
            }
            case.services.push(service);
        }
    }
    if let Some(question) = query {
        let indicators = evidence.first().map(|&span| Evidence { span }).into_iter().collect();
        let options = ["Yes", "No", "Other", "Unable to determine"].map(str::to_owned).to_vec();
        case.queries.push(Query { question: question.to_owned(), indicators, options });
    }
    case.level = Some(level);
}

fn line(case: &Case<'_>, code: Code, evidence: &[Span], reasons: Vec<String>) -> Service {
    let row = case.desk.crosswalk.number(code.compact());
    let label = row.map_or("visit", |r| r.label);
    let mut service = Service::new(code, label, "em", evidence.iter().copied().take(4).collect());
    service.billing = case.visit.billing;
    service.reasons = reasons;
    service.authority.push(AUTHORITY);
    service
}

/// The level in a sentence or two.
fn level_reasons(level: &Level) -> Vec<String> {
    let mut out = Vec::new();
    match level.by {
        By::Mdm => out.push(format!(
            "{} decision making: problems {}, data {}, risk {}",
            level.mdm.name(),
            level.problems.step.id(),
            level.data.step.id(),
            level.risk.step.id()
        )),
        By::Time => {
            if let Some(time) = &level.time {
                out.push(format!("by time: {} minutes", time.minutes));
            }
        }
        By::Kind => out.push(level.family.name().to_owned()),
    }
    if let (Some(standing), Some((why, _))) = (level.standing, &level.standing_by) {
        out.push(format!("{} patient: {why}", standing.id()));
    }
    if level.borderline {
        out.push("a close call: see what would change the level".to_owned());
    }
    out
}
