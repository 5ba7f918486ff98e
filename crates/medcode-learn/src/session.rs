//! Which questions come next? What is due first, then new ones.

use crate::drill::Rng;
use crate::{Blind, Credential, Progress, Question};
use medcode_model::Date;

/// What is wanted of a session.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only for this credential.
    pub credential: Option<Credential>,
    /// Only of this domain, `cpt`, or of this file of it, `cpt/cpt-visits`.
    pub domain: Option<String>,
    /// How many.
    pub items: usize,
}

impl Wanted {
    fn fits(&self, question: &Question) -> bool {
        let credential = self.credential.is_none_or(|c| question.credentials.contains(&c));
        credential && self.domain.as_ref().is_none_or(|d| question.is_of(d))
    }
}

/// Picks the questions of a session: those that hold on the day the codes are looked up for, and on
/// which a second answerer did not disagree; the longest due first, then new ones in an order that the
/// seed gives, then those that come back soonest.
#[must_use]
pub fn pick<'a>(
    all: &'a [Question],
    progress: &Progress,
    wanted: &Wanted,
    holds_on: Date,
    today: Date,
    seed: u64,
) -> Vec<&'a Question> {
    let mut fitting: Vec<&Question> = all
        .iter()
        .filter(|q| wanted.fits(q) && q.valid.holds_on(holds_on))
        .filter(|q| !matches!(q.blind, Blind::Disagreed(_)))
        .collect();
    Rng::new(seed).shuffle(&mut fitting);
    fitting.sort_by_key(|q| match progress.cards.get(&q.id) {
        Some(card) if card.due <= today => (0, card.due),
        None => (1, today),
        Some(card) => (2, card.due),
    });
    fitting.truncate(wanted.items);
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_questions;

    fn bank() -> Vec<Question> {
        let item = |n: u32, valid: &str, blind: &str| {
            format!(
                "## t-{n:02}\ncredentials: CPC\ndifficulty: 1\nvalid: {valid}\nsource: OCG-II\n\
                 checked: x\nblind: {blind}\n\nWhich?\n\n- [x] A\n  a\n- [ ] B\n  b\n- [ ] C\n  c\n\
                 - [ ] D\n  d\n\n"
            )
        };
        let text = ["# T\n\n".to_owned(), item(1, "2025-10-01 to open", "pending")];
        let more = [
            item(2, "2025-10-01 to open", "agreed 2026-11-26"),
            item(3, "2025-10-01 to 2026-09-30", "pending"),
            item(4, "2025-10-01 to open", "disagreed 2026-11-26"),
        ];
        read_questions("questions/x/t.md", &[text.concat(), more.concat()].concat()).0
    }

    #[test]
    fn what_is_due_comes_first_and_what_does_not_hold_not_at_all() {
        let (all, day) = (bank(), |t: &str| t.parse::<Date>().unwrap());
        let mut progress = Progress::default();
        progress.answer("t-02", "x", false, day("2026-11-01"));
        let wanted = Wanted { items: 10, ..Wanted::default() };
        let today = day("2026-11-26");
        let ids = |holds: &str| {
            let picked = pick(&all, &progress, &wanted, day(holds), today, 1);
            picked.iter().map(|q| q.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids("2026-11-26"), ["t-02", "t-01"]);
        assert_eq!(ids("2026-09-30").len(), 3);
        let of = |domain: &str| {
            let wanted = Wanted { domain: Some(domain.to_owned()), ..wanted.clone() };
            pick(&all, &progress, &wanted, day("2026-11-26"), today, 1).len()
        };
        assert_eq!((of("x"), of("x/t"), of("x/u"), of("y")), (2, 2, 0, 0));
        let none = Wanted { credential: Some(Credential::Cic), ..wanted };
        assert!(pick(&all, &progress, &none, today, today, 1).is_empty());
    }
}
