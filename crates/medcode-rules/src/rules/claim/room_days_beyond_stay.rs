//! More days of room and board than the statement has.
//!
//! *What it checks.* Stays (011x, 018x, 021x): the days of the accommodation lines (revenue codes 010X to
//! 021X) against the days of the statement; the last one counts where the patient is still there (status
//! 30), or came and went on one day.
//! *Authority.* National Uniform Billing Committee, form locators 6 and 46; Medicare Claims Processing
//! Manual ch. 3, 40.2: the day of discharge is not counted.
//! *Why it matters.* The claim is returned to the provider.
//! *Example.* Five days of room for a stay of 2026-05-10 to 2026-05-14.
//! *What to do.* Correct the units or the period.
//! *Limits.* Fewer days are not judged: part of a stay may not be covered. Professional bills have no rooms.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "room-days-beyond-stay",
    id: "NUBC-FL46",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Claim,
    needs: &[],
    source: include_str!("room_days_beyond_stay.rs"),
    check,
};

/// Room and board, by the revenue code: 0100 to 0219.
fn is_room(line: &Line<'_>) -> bool {
    let revenue = line.said.revenue.as_deref().unwrap_or_default();
    revenue.len() == 4 && ("0100".."0220").contains(&revenue)
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let claim = subject.claim;
    let (Some(from), Some(to)) = (claim.from, claim.to) else { return };
    if !subject.is_institutional() || !matches!(&*claim.place, "11" | "18" | "21") || to < from {
        return;
    }
    let nights = to.days() - from.days();
    let stays = &*claim.discharge_status == "30";
    let days = i64::from(if stays { nights + 1 } else { nights.max(1) });
    let rooms = subject.lines.iter().filter(|l| is_room(l) && l.said.quantity.is_some());
    let billed = rooms.fold(0_i64, |all, l| all.saturating_add(l.units()));
    if let Some(line) = subject.lines.iter().find(|l| is_room(l)).filter(|_| billed > days) {
        found.on(line, format!("{billed} days of room and board; {from} to {to} has {days}"));
    }
}
