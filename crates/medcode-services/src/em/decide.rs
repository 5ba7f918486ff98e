//! From the kind of visit and the three columns to the number.

use super::family::Family;
use super::level::{Also, By, Column, Level, Standing, Step, Time, two_of_three};
use super::problems::{self, Kind as ProblemKind, Problems};
use super::separate::{self, Verdict};
use super::view::View;
use super::visit::{aftercare, kind, kind::Kind, standing, time};
use super::words::Tag;
use super::{
    changes, complexity, critical, data, escalate, facility, preventive, prolonged, risk, shown, stated,
};
use crate::encounter::Encounter;
use crate::service::Service;
use medcode_model::{Code, CodeSystem, Span};

/// A level, and what its lines need besides.
pub(super) struct Decided {
    pub(super) level: Level,
    /// Modifiers of the visit with their reasons and authorities.
    pub(super) modifiers: Vec<(&'static str, String, &'static str)>,
    /// Modifiers of the problem visit beside a preventive one.
    pub(super) beside: Option<Code>,
    /// Words that decide.
    pub(super) evidence: Vec<Span>,
    /// Ranks of the problems addressed.
    pub(super) ranks: Vec<u32>,
    /// What the provider is asked.
    pub(super) query: Option<&'static str>,
}

pub(super) const SEPARATE: &str = "NCCI Policy Manual ch. I §D";
const SURGERY: &str = "CMS Claims Processing Manual ch. 12 §40.2";
const SHARED: &str = "CMS Claims Processing Manual ch. 12 §30.6.18";

/// Decides; nothing for a note of which no visit can be made at all.
pub(super) fn decide(view: &View<'_>, visit: &Encounter<'_>, services: &[Service]) -> Option<Decided> {
    let (family, words) = match kind::choose(view, visit, services) {
        Kind::None(why) => {
            return Some(facility::level(view, visit, services).unwrap_or_else(|| unbilled(visit, why)));
        }
        Kind::Visit(family, words) => (family, words),
    };
    let mut problems = problems::read(view, visit);
    let data = data::read(view, visit, services);
    let risk = risk::read(view, visit, services);
    escalate::apply(view, family, &mut problems, &risk);
    let mut desk = Desk {
        view,
        visit,
        services,
        problems,
        evidence: Vec::new(),
        modifiers: Vec::new(),
        query: None,
    };
    // The title of a visit that has no levels is enough of one.
    let titled = matches!(
        family,
        Family::Wellness | Family::Preventive | Family::HospitalDischarge | Family::NursingDischarge
    );
    let critical = time::of(view, Tag::Critical).is_some();
    if !titled && !critical && shown::nothing(view, visit, services, &desk.problems, [&data, &risk]) {
        return Some(unbilled(visit, "no words of the note show a visit: nothing was evaluated"));
    }
    if family == Family::Office && shown::only_services(view, services, &desk.problems, &risk) {
        return Some(unbilled(visit, "services alone are told: nothing was evaluated besides"));
    }
    if family == Family::Office && shown::only_given(view, services) {
        return Some(unbilled(
            visit,
            "drugs were given; the note documents no practitioner's evaluation",
        ));
    }
    desk.evidence.extend(words);
    let mut level = empty(family);
    level.mdm = two_of_three([desk.problems.column.step, data.step, risk.step]);
    (level.problems, level.data, level.risk) = (desk.problems.column.clone(), data, risk);
    desk.critical(&mut level);
    desk.number(&mut level);
    if shown::barely(view, &level) {
        let mut out = unbilled(visit, "no history, examination, decision or advice is told");
        out.query = Some("Was an evaluation made at this visit that the note does not tell?");
        return Some(out);
    }
    Some(desk.finish(level))
}

fn empty(family: Family) -> Level {
    let column = || Column { step: Step::Minimal, counted: Vec::new(), left_out: Vec::new() };
    Level {
        family,
        standing: None,
        standing_by: None,
        by: By::Kind,
        problems: column(),
        data: column(),
        risk: column(),
        mdm: Step::Minimal,
        time: None,
        code: None,
        also: Vec::new(),
        remarks: Vec::new(),
        would_change: Vec::new(),
        borderline: false,
    }
}

pub(super) fn unbilled(visit: &Encounter<'_>, why: &'static str) -> Decided {
    let family = match visit.setting {
        medcode_model::Setting::Ed => Family::Emergency,
        _ => Family::Office,
    };
    let mut level = empty(family);
    level.remarks.push(why.to_owned());
    Decided {
        level,
        modifiers: Vec::new(),
        beside: None,
        evidence: Vec::new(),
        ranks: Vec::new(),
        query: None,
    }
}

/// What deciding needs at hand.
struct Desk<'a> {
    view: &'a View<'a>,
    visit: &'a Encounter<'a>,
    services: &'a [Service],
    problems: Problems,
    evidence: Vec<Span>,
    modifiers: Vec<(&'static str, String, &'static str)>,
    query: Option<&'static str>,
}

impl Desk<'_> {
    fn is_medicare(&self) -> bool {
        self.view.first(Tag::Medicare).is_some_and(|c| !self.view.is_denied(c))
    }

    /// Critical care takes the place of the visit where its minutes are stated.
    fn critical(&mut self, level: &mut Level) {
        let Some((minutes, words)) = time::of(self.view, Tag::Critical) else { return };
        match critical::further(minutes, self.is_medicare()) {
            Some(units) => {
                level.family = Family::CriticalCare;
                level.time = Some(Time { minutes, words, step: None, remark: None });
                level.code = number("99291");
                self.evidence.push(words);
                self.also(level, "99292", units, "each further 30 minutes of critical care");
            }
            None => level.remarks.push(format!(
                "{minutes} minutes of critical care: fewer than 30 are part of the visit"
            )),
        }
    }

    fn also(&self, level: &mut Level, code: &str, units: u32, why: &str) {
        if let Some(code) = number(code).filter(|_| units > 0) {
            level.also.push(Also { code, units, why: why.to_owned() });
        }
    }

    /// The number of the visit.
    fn number(&mut self, level: &mut Level) {
        use Family as F;
        if level.family.asks_standing() {
            self.standing(level);
        }
        match level.family {
            F::CriticalCare => self.beside(level),
            F::Nurse => level.code = number("99211"),
            F::Newborn => {
                level.code = number(kind::newborn_number(self.view));
                self.beside(level);
            }
            F::Postoperative => {
                level.code = number("99024");
                level
                    .remarks
                    .push("within the global period of an operation: part of its package".into());
            }
            F::HospitalDischarge => self.discharge(level, "99238", "99239"),
            F::NursingDischarge => self.discharge(level, "99315", "99316"),
            F::Wellness => self.with_problems(level, number(preventive::wellness(self.view))),
            F::Preventive => self.preventive(level),
            _ => self.by_level(level),
        }
    }

    fn standing(&mut self, level: &mut Level) {
        let told = standing::read(self.view, self.visit);
        level.standing = Some(told.standing);
        level.standing_by = Some((told.why, told.words));
        if told.open && level.family == Family::Office {
            self.query = Some("Was the patient seen by this practice and specialty within three years?");
        }
    }

    /// The day of discharge goes by minutes: more than 30 must be stated.
    fn discharge(&mut self, level: &mut Level, usual: &str, longer: &str) {
        let stated = time::of(self.view, Tag::DischargeTime);
        let long = stated.filter(|(minutes, _)| *minutes > 30);
        level.code = number(if long.is_some() { longer } else { usual });
        level.by = By::Time;
        level.time = stated.map(|(minutes, words)| Time { minutes, words, step: None, remark: None });
        self.evidence.extend(stated.map(|(_, words)| words));
        if long.is_none() {
            level.would_change.push(format!("more than 30 minutes stated: {longer}"));
        }
    }

    fn preventive(&mut self, level: &mut Level) {
        let standing = level.standing.unwrap_or(Standing::Established);
        match self.visit.age {
            Some(age) => {
                self.with_problems(level, number(&preventive::number(standing, age)));
                if separate::asks_beside(self.services) {
                    let why = "25: apart from the procedure or the vaccines of the day";
                    self.modifiers.push(("25", why.to_owned(), SEPARATE));
                }
            }
            None => {
                level.remarks.push(
                    "the age, which chooses the number of a preventive visit, is not stated".into(),
                );
                self.query = Some("How old was the patient on the date of this preventive visit?");
            }
        }
    }

    /// A preventive visit, and the problem visit beside it where problems took work of their own.
    fn with_problems(&mut self, level: &mut Level, code: Option<Code>) {
        level.code = code;
        let bodies: Vec<Vec<Span>> =
            self.problems.all.iter().map(|p| preventive::told_in(self.view, self.visit, p)).collect();
        let told =
            |e: &super::Element| e.words.iter().any(|w| bodies.iter().flatten().any(|b| b.contains(*w)));
        // Screening belongs to the preventive visit; only what is told of a problem counts beside.
        level.data.counted.retain(told);
        level.data.step = data::step(&level.data.counted);
        let managed = risk::managed(self.view, self.visit);
        let treats = |s: &Span| bodies.iter().flatten().any(|b| b.contains(*s));
        let prescribed = managed.iter().any(treats);
        level.risk.counted.retain(|e| told(e) || prescribed && e.kind == "prescription");
        level.risk.step = level.risk.counted.iter().map(|e| e.step).max().unwrap_or(Step::Minimal);
        level.mdm = two_of_three([level.problems.step, level.data.step, level.risk.step]);
        let all = self.problems.all.iter().zip(&bodies);
        let worked = all.filter(|(p, _)| !preventive::is_planning(self.visit, p)).any(|(p, bodies)| {
            let within = |w: &Span| bodies.iter().any(|b| b.contains(*w));
            let treated =
                level.risk.counted.iter().any(|e| e.step >= Step::Low && e.words.iter().any(within))
                    || managed.iter().any(within);
            let tested = level.data.counted.iter().any(|e| e.words.iter().any(within));
            match p.kind {
                ProblemKind::Minor => false,
                // A refill alone is no work of its own; a test, a referral, a new drug is.
                ProblemKind::Stable => tested || (treated && !preventive::refilled(self.view, p.body)),
                ProblemKind::Acute => treated || tested,
                _ => true,
            }
        });
        if !worked {
            level.remarks.push("no problem took significant work of its own: no visit beside it".into());
            return;
        }
        let standing = level.standing.unwrap_or(Standing::Established);
        if let Some(rung) = Family::Office.rung(standing, level.mdm) {
            let why =
                format!("problems beyond the preventive visit: {} decision making", level.mdm.name());
            self.also(level, rung.number, 1, &why);
        }
    }

    /// The number that decision making or time reaches.
    fn by_level(&mut self, level: &mut Level) {
        let standing = level.standing.unwrap_or(Standing::Established);
        let family = level.family;
        self.evidence.extend(stated::believe(self.view, level));
        let by_mdm = family.rung(standing, level.mdm);
        level.by = By::Mdm;
        level.code = by_mdm.and_then(|r| number(r.number));
        if family == Family::Emergency && self.view.of_tag(Tag::NotSeen).next().is_some() {
            level.code = number("99281");
            level.remarks.push("seen by the nurse only".into());
            return;
        }
        if let Some(stated) = time::total(self.view) {
            let timed = !shown::psychotherapy(self.services);
            let by_time = family.by_minutes(standing, stated.minutes).filter(|_| timed);
            let remark = match (family.allows_time(), stated.reduced) {
                _ if !timed => Some("beside psychotherapy decision making alone chooses the level"),
                (false, _) => Some("time never chooses the level here"),
                (true, true) => Some("minutes of other services taken off"),
                (true, false) => None,
            };
            let step = by_time.map(|r| r.step);
            level.time = Some(Time { minutes: stated.minutes, words: stated.words, step, remark });
            if let Some(rung) = by_time.filter(|r| by_mdm.is_none_or(|m| m.step < r.step)) {
                level.by = By::Time;
                level.code = number(rung.number);
                self.evidence.push(stated.words);
            }
            let highest = by_time.is_some_and(|r| r.step == Step::High);
            let line = prolonged::line(family, standing, stated.minutes, self.is_medicare());
            if let Some(line) = line.filter(|_| highest) {
                self.also(level, line.number, line.units, "15 minutes each beyond the highest level");
                level.by = By::Time;
            }
        }
        self.beside(level);
        if level.code.is_some() && changes::applies(family) {
            changes::tell(level, standing, &self.problems.all);
        }
    }

    /// 25, 57, 24 and FS; or that the visit is part of another service.
    fn beside(&mut self, level: &mut Level) {
        let verdict = separate::judge(
            self.view,
            self.visit,
            level.family,
            self.services,
            &self.problems.all,
            &level.data,
            &level.risk,
        );
        let with_25 = matches!(verdict, Verdict::Separate(_));
        match verdict {
            Verdict::Alone => {}
            Verdict::Separate(why) => self.modifiers.push(("25", format!("25: {why}"), SEPARATE)),
            Verdict::Decision(why) => self.modifiers.push(("57", format!("57: {why}"), SURGERY)),
            Verdict::Part(why) => {
                level.code = None;
                level.also.clear();
                level.remarks.push(why.to_owned());
            }
        }
        if level.code.is_none() {
            return;
        }
        if self.decides_on_surgery(level) {
            let why = "57: the decision for surgery on the day or the day before";
            self.modifiers.push(("57", why.to_owned(), SURGERY));
        }
        if aftercare::is_unrelated(self.view) {
            let why = "24: not related to the operation whose global period runs";
            self.modifiers.push(("24", why.to_owned(), SURGERY));
        }
        if self.view.first(Tag::Shared).is_some_and(|c| !self.view.is_denied(c))
            && level.family.is_facility()
        {
            self.modifiers.push(("FS", "FS: shared by physician and practitioner".to_owned(), SHARED));
        }
        let medicare = self.is_medicare();
        if let Some(words) = complexity::words(self.view, level.family, medicare, with_25, self.services)
        {
            self.evidence.push(words);
            self.also(level, "G2211", 1, "the visit is part of a lasting relationship");
        }
    }

    /// A surgeon asked for an opinion decides on an operation that follows at once.
    fn decides_on_surgery(&self, level: &Level) -> bool {
        let asked = matches!(level.family, Family::ConsultOffice | Family::ConsultHospital);
        let known = self.modifiers.iter().any(|m| m.0 == "57");
        let at_once = level.risk.counted.iter().any(|e| e.kind == "emergency-surgery");
        asked && at_once && !known
    }

    fn finish(self, level: Level) -> Decided {
        let mut evidence = self.evidence;
        if !matches!(level.by, By::Kind) || level.code.is_none() {
            evidence.extend(shown::deciding(&level));
        }
        if let Some((_, Some(words))) = level.standing_by {
            evidence.push(words);
        }
        evidence.dedup();
        if evidence.is_empty() {
            evidence
                .extend(level.problems.counted.iter().flat_map(|e| e.words.first().copied()).take(2));
        }
        let ranks = self.problems.all.iter().flat_map(|p| p.ranks.iter().copied()).collect();
        let beside = level
            .also
            .iter()
            .map(|a| a.code)
            .find(|_| matches!(level.family, Family::Preventive | Family::Wellness));
        Decided { level, modifiers: self.modifiers, beside, evidence, ranks, query: self.query }
    }
}

/// A code by its number.
pub(super) fn number(number: &str) -> Option<Code> {
    let level_two = number.starts_with(|c: char| c.is_ascii_alphabetic());
    let system = if level_two { CodeSystem::Hcpcs } else { CodeSystem::Cpt };
    Code::new(system, number).ok()
}
