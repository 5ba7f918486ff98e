//! What is right of services, told by look-ups of the fee schedule and the pairs, by tables written out
//! here, and by counting: never by the code that makes the drills.

use medcode::kb::tables::pfs::PfsRow;
use medcode::kb::tables::ptp::PtpSetting;
use medcode::model::{Code, CodeSystem};
use medcode::{AsOf, Engine, LookupAnswer};
use medcode_learn::drill::{Around, Component, Course, Event, Timed};

/// By Appendix I of the guidelines.
pub(crate) fn indicator(course: Course) -> &'static str {
    match course {
        Course::AtAdmission => "Y",
        Course::BeforeTheOrder => "Y",
        Course::FoundLater => "Y",
        Course::Chronic => "Y",
        Course::SuspectedFromSigns => "Y",
        Course::InTheStay => "N",
        Course::SuspectedLater => "N",
        Course::NotDocumented => "U",
        Course::NotToBeTold => "W",
    }
}

/// The row of the whole service, as a look-up tells it.
pub(crate) fn fees(engine: &Engine, as_of: AsOf, code: &Code) -> PfsRow {
    rows(engine, as_of, code).into_iter().find(|r| r.modifier().is_empty()).expect("a row")
}

fn rows(engine: &Engine, as_of: AsOf, code: &Code) -> Vec<PfsRow> {
    let found = engine.lookup(code.compact(), Some(CodeSystem::Cpt), as_of).expect("a table");
    let found = found.into_iter().find_map(|a| match a {
        LookupAnswer::Code(code) => code.procedure,
        _ => None,
    });
    found.expect("a number").fees
}

/// The schedule has rows of 26 and TC where a code has both components.
pub(crate) fn component(engine: &Engine, as_of: AsOf, code: &Code, part: Component) -> &'static str {
    let has = |modifier: &str| rows(engine, as_of, code).iter().any(|r| r.modifier() == modifier);
    match (part, has("26") && has("TC")) {
        (Component::Professional, true) => "26",
        (Component::Technical, true) => "TC",
        _ => "no modifier",
    }
}

/// The words of the indicator of a modifier.
pub(crate) fn payment(engine: &Engine, as_of: AsOf, code: &Code, modifier: &str) -> [&'static str; 1] {
    let row = fees(engine, as_of, code);
    [match (modifier, row) {
        ("50", PfsRow { bilateral: b'0', .. }) => {
            "no adjustment: one side is paid, even where both are done"
        }
        ("50", PfsRow { bilateral: b'1', .. }) => "150 % are paid for both sides",
        ("50", PfsRow { bilateral: b'2', .. }) => "no adjustment: the amount is for both sides already",
        ("50", PfsRow { bilateral: b'3', .. }) => "each side is paid in full",
        ("80", PfsRow { assistant: b'0', .. }) => "an assistant is paid if papers show the need",
        ("80", PfsRow { assistant: b'1', .. }) => "an assistant is not paid, by statute",
        ("80", PfsRow { assistant: b'2', .. }) => "an assistant is paid",
        ("62", PfsRow { co_surgeon: b'0', .. }) => "co-surgeons are not paid",
        ("62", PfsRow { co_surgeon: b'1', .. }) => {
            "co-surgeons are paid if papers show the need for two"
        }
        ("62", PfsRow { co_surgeon: b'2', .. }) => {
            "co-surgeons of two specialties are paid without papers"
        }
        ("66", PfsRow { team: b'0', .. }) => "a team of surgeons is not paid",
        ("66", PfsRow { team: b'1', .. }) => "a team is paid if papers show the need, by report",
        ("66", PfsRow { team: b'2', .. }) => "a team is paid, by report",
        ("80", PfsRow { assistant: b'9', .. })
        | ("62", PfsRow { co_surgeon: b'9', .. })
        | ("66", PfsRow { team: b'9', .. }) => "the concept does not apply",
        other => panic!("{other:?}"),
    }]
}

/// Counted day by day: is the day in the package, and what is reported of the event there?
pub(crate) fn around(around: Around) -> &'static str {
    let package: Vec<i16> = match around.global {
        90 => (-1..=90).collect(),
        10 => (0..=10).collect(),
        _ => vec![0],
    };
    let inside = package.contains(&around.day);
    match (around.event, inside) {
        (Event::Decision, true) => "57",
        (Event::Apart, true) => "25",
        (Event::OtherProblem, true) => "24",
        (Event::Recovery, true) => "not reported apart",
        (Event::Planned, true) => "58",
        (Event::Complication, true) => "78",
        (Event::OtherProcedure, true) => "79",
        (_, false) => "reported, no modifier",
    }
}

/// By the indicator of the pair that is in force.
pub(crate) fn pair(engine: &Engine, as_of: AsOf, first: &Code, second: &Code) -> String {
    let tables = engine.library().procedures(as_of.date, true).expect("tables");
    let pairs = tables.ptp(PtpSetting::Practitioner).expect("pairs");
    let number = |code: &Code| pairs.code(&code.number().expect("a number")).expect("in a pair");
    match pairs.find(number(first), number(second), as_of.date).expect("a pair").indicator {
        b'0' => format!("{first} alone"),
        b'1' => "both, with 59 or one of XE, XP, XS, XU".to_owned(),
        other => panic!("indicator {other}"),
    }
}

/// Counted minute by minute, and by steps written out as the publishers print them.
pub(crate) fn timed(timed: Timed, n: u32) -> String {
    let step = |table: &[(u32, u32, &str)]| {
        let found = table.iter().find(|(from, to, _)| (*from..=*to).contains(&n));
        found.unwrap_or_else(|| panic!("{timed:?} {n}")).2.to_owned()
    };
    match timed {
        Timed::Therapy => {
            // Full quarters, and one more where 8 minutes or more are left.
            let left = n % 15;
            (n / 15 + u32::from(left >= 8)).to_string()
        }
        Timed::Anesthesia => format!("{:.1}", f64::from(n) / 15.0),
        Timed::Critical => match n {
            ..30 => "neither 99291 nor 99292".to_owned(),
            30..104 => "99291 alone".to_owned(),
            _ => format!("99291 and {} of 99292", (104..=n).step_by(30).count()),
        },
        Timed::Psychotherapy => {
            step(&[(0, 15, "nothing"), (16, 37, "90832"), (38, 52, "90834"), (53, 999, "90837")])
        }
        Timed::NewPatient => {
            step(&[(15, 29, "99202"), (30, 44, "99203"), (45, 59, "99204"), (60, 999, "99205")])
        }
        Timed::Established => {
            step(&[(10, 19, "99212"), (20, 29, "99213"), (30, 39, "99214"), (40, 999, "99215")])
        }
        Timed::PreventiveNew | Timed::PreventiveEstablished => {
            let last = step(&[
                (0, 0, "1"),
                (1, 4, "2"),
                (5, 11, "3"),
                (12, 17, "4"),
                (18, 39, "5"),
                (40, 64, "6"),
                (65, 999, "7"),
            ]);
            format!("{}{last}", if timed == Timed::PreventiveNew { "9938" } else { "9939" })
        }
        Timed::Vaccine => step(&[(0, 18, "90460"), (19, 999, "90471")]),
    }
}
