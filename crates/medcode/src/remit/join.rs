//! Which claim, which line does the payer speak of?

use medcode_model::{Claim, PaidClaim, PaidLine, ServiceLine};
use std::collections::BTreeMap;

/// The claims that were sent, by the submitter's number.
#[derive(Default)]
pub struct Sent {
    claims: BTreeMap<Box<str>, Vec<Claim>>,
}

impl Sent {
    /// Adds a claim; its bill is not needed any more.
    pub fn add(&mut self, claim: Claim) {
        let claim = Claim { bill: None, ..claim };
        self.claims.entry(claim.id.clone()).or_default().push(claim);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.claims.values().map(Vec::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// The claim of a number.
    #[must_use]
    pub fn named(&self, id: &str) -> Option<&Claim> {
        self.claims.get(id)?.last()
    }

    /// The claim that a decision is about: by its number, and by its charge where one number was
    /// sent more than once.
    #[must_use]
    pub fn of(&self, paid: &PaidClaim) -> Option<&Claim> {
        let all = self.claims.get(&paid.id)?;
        all.iter().rfind(|c| c.charge == paid.charge).or(all.last())
    }
}

/// The line of a claim that the payer speaks of: by its number, else by what was done and when.
#[must_use]
pub fn line_of<'a>(paid: &PaidLine, claim: &'a Claim) -> Option<&'a ServiceLine> {
    let code = if paid.billed.is_empty() { &paid.code } else { &paid.billed };
    let does = |l: &ServiceLine| l.code.as_ref().is_some_and(|c| c.text == *code);
    let revenue = |l: &ServiceLine| {
        l.revenue.as_deref() == Some(code) || l.revenue.as_deref() == Some(&paid.revenue)
    };
    let numbered = |l: &ServiceLine| match &l.control {
        Some(control) => *control == paid.control,
        None => paid.control.parse() == Ok(l.number),
    };
    let same = |l: &ServiceLine| if l.code.is_some() { does(l) } else { revenue(l) };
    let lines = &claim.lines;
    if !paid.control.is_empty()
        && let Some(line) = lines.iter().find(|l| numbered(l))
    {
        return Some(line);
    }
    let on = |l: &ServiceLine| paid.from.is_none() || l.from == paid.from || l.from.is_none();
    let charged = |l: &ServiceLine| l.charge == paid.charge;
    lines
        .iter()
        .find(|l| same(l) && on(l) && charged(l) && l.modifiers == paid.modifiers)
        .or_else(|| lines.iter().find(|l| same(l) && on(l) && l.modifiers == paid.modifiers))
        .or_else(|| lines.iter().find(|l| same(l) && on(l)))
        .or_else(|| lines.iter().find(|l| same(l)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use medcode_model::{At, Cents, CodeSaid, Date, Declared};

    fn line(number: u32, code: &str, control: Option<&str>, day: u8) -> ServiceLine {
        ServiceLine {
            number,
            code: Some(CodeSaid {
                system: Declared::Icd9,
                text: code.into(),
                code: None,
                at: At::default(),
            }),
            control: control.map(Into::into),
            from: Date::new(2026, 5, day),
            ..ServiceLine::default()
        }
    }

    fn paid(code: &str, control: &str, day: u8) -> PaidLine {
        PaidLine {
            code: code.into(),
            control: control.into(),
            from: Date::new(2026, 5, day),
            ..PaidLine::default()
        }
    }

    fn found(lines: Vec<ServiceLine>, paid: &PaidLine) -> Option<u32> {
        line_of(paid, &Claim { lines, ..Claim::default() }).map(|l| l.number)
    }

    #[test]
    fn a_line_is_joined_by_its_number_before_its_code() {
        let lines = || vec![line(1, "G0439", Some("77"), 1), line(2, "J1885", Some("78"), 1)];
        assert_eq!(found(lines(), &paid("G0439", "78", 1)), Some(2));
        assert_eq!(
            found(vec![line(1, "A", None, 1), line(2, "A", None, 1)], &paid("A", "2", 1)),
            Some(2)
        );
    }

    #[test]
    fn without_a_number_the_code_and_the_day_join() {
        let lines = || vec![line(1, "G0439", None, 1), line(2, "G0439", None, 2)];
        assert_eq!(found(lines(), &paid("G0439", "", 2)), Some(2));
        assert_eq!(found(lines(), &paid("J1885", "", 2)), None);
        let recoded = PaidLine { billed: "G0439".into(), ..paid("G0438", "", 1) };
        assert_eq!(found(lines(), &recoded), Some(1));
    }

    #[test]
    fn a_number_sent_twice_is_told_apart_by_its_charge() {
        let mut sent = Sent::default();
        for charge in [100, 200] {
            sent.add(Claim { id: "A".into(), charge: Some(Cents(charge)), ..Claim::default() });
        }
        let decided =
            |charge| PaidClaim { id: "A".into(), charge: Some(Cents(charge)), ..PaidClaim::default() };
        assert_eq!(sent.of(&decided(100)).unwrap().charge, Some(Cents(100)));
        assert_eq!(sent.of(&decided(300)).unwrap().charge, Some(Cents(200)));
        assert!(sent.named("B").is_none());
    }
}
