//! Families whose number goes by the conditions of their rows alone.

use super::ask;
use super::billed;
use super::choose::{Choice, choose};
use crate::crosswalk::{Bill, Row};
use crate::desk::Case;
use crate::read::{Mention, Standing, Status};
use crate::service::{Fate, Service};
use medcode_model::WithheldReason;

/// One line for each service done, once a number.
pub(super) fn apply(case: &mut Case<'_>) {
    let mentions = case.reading.mentions.clone();
    let scopes = Scopes::of(case, &mentions);
    for mention in &mentions {
        let phrase = case.desk.crosswalk.phrase(mention.phrase);
        if super::has_own_file(phrase.family) {
            continue;
        }
        let rows = phrase.rows.iter().map(|&r| case.desk.crosswalk.row(r));
        match choose(case, rows, &mention.tokens) {
            Choice::Row(row) if row.within && !scopes.is_of(row.family, mention) => {}
            Choice::Row(row) if row.bill != Bill::Rule => add(case, row, mention),
            Choice::Missing(key) => {
                let rows = phrase.rows.iter().map(|&r| case.desk.crosswalk.row(r));
                ask::ask(case, rows, key, mention);
            }
            _ => {}
        }
    }
}

/// The endoscopies and other bases that were done, in order, whose techniques have numbers.
struct Scopes(Vec<(usize, &'static str)>);

impl Scopes {
    fn of(case: &Case<'_>, mentions: &[Mention]) -> Self {
        let crosswalk = &case.desk.crosswalk;
        let based = mentions.iter().filter(|m| {
            crosswalk.phrase(m.phrase).base && case.reading.act(m, case.visit.setting) == Status::Done
        });
        Self(based.map(|m| (m.tokens.start, crosswalk.phrase(m.phrase).family)).collect())
    }

    /// Whether a technique belongs to an endoscopy of a family: the one named last before it,
    /// else the first after it.
    fn is_of(&self, family: &str, technique: &Mention) -> bool {
        let at = self.0.partition_point(|s| s.0 <= technique.tokens.start);
        let scope = at.checked_sub(1).or((!self.0.is_empty()).then_some(0));
        scope.is_some_and(|n| self.0[n].1 == family)
    }
}

/// What became of a service; the result of a kit that opens a line was made here.
fn standing(case: &Case<'_>, row: &Row, mention: &Mention) -> Standing {
    let found = case.reading.standing(&mention.tokens);
    let silent = found.storied || found.status == Status::Done && !found.weak;
    // `Venipuncture done: CMP to lab`: what was drawn is sent out, the drawing was done.
    if row.code.compact() == "36415" && found.status == Status::Ordered {
        return Standing { status: Status::Done, here: true, ..found };
    }
    // `TCM: discharged 5/1, seen 5/12`: the date beside it is that of the discharge.
    if row.family == "transition" && found.status == Status::Before {
        return Standing { status: Status::Done, here: true, ..found };
    }
    let machine = billed::is_machine(case.visit, row);
    let own = billed::is_kit(row) || machine;
    let told =
        |tokens| case.reading.is_result_line(tokens) || machine && case.reading.is_labelled(tokens);
    if own && silent && told(&mention.tokens) {
        return Standing { status: Status::Done, here: true, storied: false, ..found };
    }
    found
}

fn add(case: &mut Case<'_>, row: &Row, mention: &Mention) {
    let span = case.reading.span(mention.tokens.clone());
    let refused = match row.bill {
        Bill::Act => billed::by_status(case.reading.act(mention, case.visit.setting))
            .or_else(|| billed::by_hospital_staff(case, &mention.tokens)),
        _ => billed::refused(case.visit, row, standing(case, row, mention)),
    };
    let known = case.services.iter().position(|s| s.code == row.code);
    if let Some(n) = known {
        let told = is_told_as_done(case, &case.services[n]);
        let service = &mut case.services[n];
        // The statement that it was done stands over one that it was ordered; that an operation
        // named in the title was not done stands over the title.
        let not_done = refused.is_some_and(|(reason, _)| reason == WithheldReason::Negated);
        if row.bill == Bill::Act && not_done {
            // `Biopsy of the antrum taken. Biopsy of the duodenum not done`: the first stands.
            if told {
                return;
            }
            service.withhold(WithheldReason::Negated, "the account says it was not done", None);
        } else if !service.is_reported() && refused.is_none() {
            service.fate = Fate::Report;
            service.evidence.insert(0, span);
            service.tokens = mention.tokens.clone();
        } else if service.evidence.len() < 4 {
            service.evidence.push(span);
        }
        return;
    }
    let mut service = Service::new(row.code, row.label, row.family, vec![span]);
    service.billing = case.visit.billing;
    service.tokens = mention.tokens.clone();
    service.reasons.push(format!("done at this visit: {}", row.label));
    if let Some((reason, detail)) = refused {
        service.withhold(reason, detail, None);
    }
    case.services.push(service);
}

/// Whether the account, not its title, tells of a service with a word for what was done.
fn is_told_as_done(case: &Case<'_>, service: &Service) -> bool {
    let told =
        |at: usize| !case.reading.is_title(at) && case.says(case.reading.sentence(at), "act done");
    let mut words = service.evidence.iter().map(|e| case.reading.doc.tokens_in(*e).0);
    service.is_reported() && !service.tokens.is_empty() && words.any(told)
}
