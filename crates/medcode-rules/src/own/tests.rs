//! Are rules of one's own read, refused and asked as they are written?

use super::*;
use crate::RuleBook;
use crate::subject::{Releases, Shelf};
use medcode_model::{
    At, Claim, ClaimKind, Code, CodeSaid, CodeSystem, Declared, Diagnosis, DiagnosisRole, ServiceLine,
};

fn said(system: CodeSystem, text: &str) -> CodeSaid {
    let code = Code::new(system, text).ok();
    CodeSaid { system: Declared::Known(system), text: text.into(), code, at: At::default() }
}

fn claim() -> Claim {
    let dx = |role, text| Diagnosis { role, code: said(CodeSystem::Icd10Cm, text), poa: None };
    let line = ServiceLine {
        number: 1,
        code: Some(said(CodeSystem::Cpt, "99215")),
        modifiers: vec!["95".into()],
        quantity: Some(1000),
        pointers: vec![2],
        ..ServiceLine::default()
    };
    Claim {
        id: "A".into(),
        kind: ClaimKind::Professional,
        place: "10".into(),
        payer: "ACME1".into(),
        from: Date::new(2026, 5, 12),
        patient: medcode_model::Patient { age: Some(70), ..Default::default() },
        diagnoses: vec![dx(DiagnosisRole::Principal, "E11.22"), dx(DiagnosisRole::Other, "N18.31")],
        lines: vec![line],
        ..Claim::default()
    }
}

/// Whether a condition fires on the claim above: yes, no, or none for no data.
fn fires(when: &str) -> Option<bool> {
    let text = format!("list kidney = N18, N19\nrule r\n  message \"m\"\n  when {when}\n");
    let read = read("own", "0", &text);
    assert!(read.problems.is_empty(), "{when}: {:?}", read.problems);
    let book = RuleBook::with(Policy::of(vec![read.value]).unwrap());
    let claim = claim();
    let shelf = Shelf::default();
    let checked = book.check(&Subject::of(&claim, claim.from, Releases::default(), &shelf));
    let own = |by: &crate::By<'_>| by.name() == "r";
    if checked.missing.iter().any(|m| own(&m.by)) {
        return None;
    }
    Some(checked.hits.iter().any(|(by, _)| own(by)))
}

#[test]
fn conditions_mean_what_they_say() {
    for (when, expected) in [
        ("dx in E11", Some(true)),
        ("dx in kidney", Some(true)),
        ("principal in kidney", Some(false)),
        ("dx in E08-E13 and not dx in I10", Some(true)),
        ("(dx in I10 or age >= 65) and kind is professional", Some(true)),
        ("age in 0-17, 65-124", Some(true)),
        ("age < 65", Some(false)),
        ("sex is F", None),
        ("sex is F and dx in I10", Some(false)),
        ("sex is F or dx in E11", Some(true)),
        ("sex is missing", Some(true)),
        ("setting is telehealth and code in 99202-99215", Some(true)),
        ("code in 99215 and modifier in 95, GT and place in 02, 10", Some(true)),
        ("modifier is missing", Some(false)),
        ("units > 1", Some(false)),
        ("units = 1.000", Some(true)),
        ("pointed in N18", Some(true)),
        ("pointed in E11", Some(false)),
        ("charge > 10.00", None),
        ("payer in acme1", Some(true)),
        ("date >= 2026-01-01 and date < 2026-06-01", Some(true)),
        ("lines = 1 and diagnoses = 2", Some(true)),
        ("authorization is missing", Some(true)),
        ("revenue in 0450", None),
    ] {
        assert_eq!(fires(when), expected, "{when}");
    }
}

#[test]
fn mistakes_are_told_with_line_and_column_and_what_is_allowed() {
    let with = |when: &str| format!("rule r\n  message \"m\"\n  when {when}\n");
    for (text, place, words) in [
        (with("dxx in E11"), (3, 8), "allowed: dx,"),
        (with("dx on E11"), (3, 11), "`in`, `is`"),
        (with("dx in E1l.9"), (3, 14), "neither an ICD-10-CM code"),
        (with("dx in E13-E08"), (3, 14), "nor a range"),
        (with("dx in E11 and age > 4 or age < 2"), (3, 30), "parentheses"),
        (with("(dx in E11"), (3, 8), "not closed"),
        (with("age > old"), (3, 14), "not a whole number"),
        (with("age > 4.5"), (3, 14), "not a whole number"),
        (with("charge > 4.555"), (3, 17), "2 decimal places"),
        (with("date > 12/05/2026"), (3, 15), "2026-01-31"),
        (with("sex is X"), (3, 15), "allowed: F, M"),
        (with("place is 99213"), (3, 17), "no place of service"),
        (with("setting is ward"), (3, 19), "allowed: office,"),
        (with("age in 9-4"), (3, 15), "range"),
        (with("dx in"), (4, 1), "a value"),
        ("rule r\n  when age > 1\n".into(), (1, 6), "no `message`"),
        ("rule r\n  message \"m\"\n".into(), (1, 6), "no `when`"),
        ("rule excludes1-conflict\n".into(), (1, 6), "rule of the book"),
        ("rule r\n  massage \"m\"\n".into(), (2, 3), "no property"),
        ("rule r\n  message m\n".into(), (2, 11), "double quotes"),
        ("rule r\n  message \"m\n".into(), (2, 11), "not closed on its line"),
        ("rule r\n  severity high\n".into(), (2, 12), "error, warning or info"),
        ("rule r\n  from 2026-02-30\n".into(), (2, 8), "2026-01-31"),
        ("rule r\n  from 2026-02-01\n  to 2026-01-01\n".into(), (3, 3), "before the first"),
        ("rules r\n".into(), (1, 1), "`override`"),
        ("  rule r\n".into(), (1, 3), "start of a line"),
        ("list a = E11\nlist a = E12\n".into(), (2, 6), "twice"),
        ("override x\n  off\n".into(), (1, 10), "no `reason`"),
        ("override x\n  reason \"y\"\n".into(), (1, 10), "no `off`"),
        ("override x\n  off\n  severity info\n  reason \"y\"\n".into(), (3, 3), "one of `off`"),
        ("timely-filing soon\n".into(), (1, 15), "90 days"),
        ("timely-filing 90 days of\n".into(), (1, 23), "for PAYER"),
        ("rule r ; x\n".into(), (1, 8), "no meaning"),
    ] {
        let read = read("own", "0", &text);
        let problem = read.problems.first().unwrap_or_else(|| panic!("{text}: nothing told"));
        let at = (problem.position.line, problem.position.column);
        assert_eq!(at, place, "{text}: {problem}");
        assert!(problem.message.contains(words), "{text}: {problem}");
        assert!(read.failed());
    }
}

#[test]
fn a_statement_that_is_wrong_costs_itself_only() {
    let text = "rule a\n  message \"m\"\n  when agee > 1\nrule b\n  message \"m\"\n  when age > 1\n";
    let read = read("own", "0", text);
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.value.rules.iter().map(|r| &*r.name).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn a_rule_holds_for_its_payers_and_days() {
    let text =
        "rule r\n  message \"m\"\n  payer acme1\n  from 2026-01-01\n  to 2026-12-31\n  when age > 1\n";
    let rule = read("own", "0", text).value.rules.remove(0);
    let holds = |payer: &str, year: u16| {
        let claim = Claim { payer: payer.into(), from: Date::new(year, 5, 1), ..claim() };
        rule.holds(&Subject::of(&claim, claim.from, Releases::default(), &Shelf::default()))
    };
    assert!(holds("ACME1", 2026));
    assert!(!holds("ACME2", 2026) && !holds("ACME1", 2027) && !holds("ACME1", 2025));
}

#[test]
fn overrides_hold_by_payer_and_day_and_the_last_one_wins() {
    let text = "override timely-filing\n  off\n  reason \"a\"\noverride timely-filing\n  severity info\n  \
                payer P1\n  from 2026-01-01\n  reason \"b\"\n";
    let policy = Policy::of(vec![read("own", "0", text).value]).unwrap();
    let of = |payer: &str, year| {
        let found = policy.overridden("timely-filing", payer, Date::new(year, 3, 1))?;
        Some((found.severity, found.reason))
    };
    assert_eq!(of("P2", 2026), Some((None, "a")));
    assert_eq!(of("P1", 2025), Some((None, "a")));
    assert_eq!(of("P1", 2026), Some((Some(Severity::Info), "b")));
    assert_eq!(policy.overridden("no-line", "P1", None), None);
    let unknown = read("own", "0", "override no-such-rule\n  off\n  reason \"a\"\n").value;
    assert!(Policy::of(vec![unknown]).is_err());
}

#[test]
fn the_limit_of_a_payer_goes_before_that_of_all() {
    let text = "timely-filing 180 days for P1, P2\ntimely-filing 365 days\n";
    let policy = Policy::of(vec![read("own", "0", text).value]).unwrap();
    assert_eq!(policy.filing_days("P1"), Some(180));
    assert_eq!(policy.filing_days("P3"), Some(365));
    assert_eq!(Policy::default().filing_days("P1"), None);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_breaks_the_reader(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "rule", "list", "override", "when", "message", "\"m\"", "\"", "(", ")", "and", "or", "not",
                "dx", "in", "is", "E11", "E11-E13", ",", "\n", "\n  ", "=", "<", "age", "9", "é", "#", "off",
                "timely-filing", "days", "for", "given",
            ]),
            0..60,
        ),
    ) {
        let text = words.join(" ");
        let read = read("own", "0", &text);
        for problem in &read.problems {
            proptest::prop_assert!(problem.position.line > 0 && problem.position.byte <= text.len() as u64);
        }
    }
}
