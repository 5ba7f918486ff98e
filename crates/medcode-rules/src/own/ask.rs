//! Does a condition hold of a claim or a line? Yes, no, or it cannot be told.

use super::when::{Field, Test, When};
use crate::subject::{Dx, Line, Subject};
use medcode_model::{At, Code, DiagnosisRole, Setting, Sex};

/// What a question is about.
#[derive(Clone, Copy)]
pub(super) struct About<'s, 'a> {
    pub(super) subject: &'s Subject<'a>,
    pub(super) line: Option<&'s Line<'a>>,
}

impl<'s, 'a> About<'s, 'a> {
    /// Whether a condition holds; none where the claim does not say what is asked.
    pub(super) fn holds(self, when: &When) -> Option<bool> {
        match when {
            When::Ask(field, test) => self.asked(*field, test),
            When::Not(part) => self.holds(part).map(|yes| !yes),
            When::All(parts) => self.joined(parts, false),
            When::Any(parts) => self.joined(parts, true),
        }
    }

    /// One part that is `decides` decides; else one that cannot be told leaves it open.
    fn joined(self, parts: &[When], decides: bool) -> Option<bool> {
        let mut open = false;
        for part in parts {
            match self.holds(part) {
                Some(yes) if yes == decides => return Some(decides),
                Some(_) => {}
                None => open = true,
            }
        }
        if open { None } else { Some(!decides) }
    }

    fn asked(self, field: Field, test: &Test) -> Option<bool> {
        match test {
            Test::Given(wanted) => Some(self.given(field) == *wanted),
            Test::In(values) => self.any(field, &mut |value| values.has(value)),
            Test::Is(compare, figure) => self.figure(field).map(|f| compare.holds(f, *figure)),
            Test::Within(ranges) => {
                self.figure(field).map(|f| ranges.iter().any(|(from, to)| (*from..=*to).contains(&f)))
            }
        }
    }

    fn given(self, field: Field) -> bool {
        match field {
            Field::Authorization => self.subject.claim.authorised,
            _ => self.figure(field).is_some() || self.any(field, &mut |_| true) == Some(true),
        }
    }

    /// Whether a value of a field passes; none where the claim does not say it.
    fn any(self, field: Field, passes: &mut dyn FnMut(&str) -> bool) -> Option<bool> {
        let (subject, claim) = (self.subject, self.subject.claim);
        let mut told = |text: &str| (!text.is_empty()).then(|| passes(text));
        match field {
            Field::Diagnosis => Some(self.diagnoses(None, passes)),
            Field::Principal => Some(self.diagnoses(Some(DiagnosisRole::Principal), passes)),
            Field::Admitting => Some(self.diagnoses(Some(DiagnosisRole::Admitting), passes)),
            Field::Reason => Some(self.diagnoses(Some(DiagnosisRole::ReasonForVisit), passes)),
            Field::ExternalCause => Some(self.diagnoses(Some(DiagnosisRole::ExternalCause), passes)),
            Field::Procedure => {
                Some(subject.px.iter().filter_map(|p| p.code).any(|c| passes(c.compact())))
            }
            Field::Service => Some(subject.lines.iter().any(|l| passes(l.number()))),
            Field::Payer => told(&claim.payer),
            Field::Setting => self.setting().map(|s| passes(s.id())),
            Field::Kind => Some(passes(claim.kind.id())),
            Field::Sex => claim.patient.sex.map(|s| passes(if s == Sex::Female { "F" } else { "M" })),
            Field::Frequency => told(&claim.frequency),
            Field::Bill => told(if subject.is_institutional() { &claim.place } else { "" }),
            Field::DischargeStatus => told(&claim.discharge_status),
            _ => self.line.and_then(|line| of_line(subject, line, field, passes)),
        }
    }

    fn diagnoses(self, role: Option<DiagnosisRole>, passes: &mut dyn FnMut(&str) -> bool) -> bool {
        let code = |d: &Dx<'_>| d.code.is_some_and(|c| passes(c.compact()));
        match role {
            None => self.subject.reported().any(code),
            Some(role) => self.subject.dx.iter().filter(|d| d.said.role == role).any(code),
        }
    }

    /// The setting as given, else what place of service and type of bill tell.
    fn setting(self) -> Option<Setting> {
        let subject = self.subject;
        if let Some(given) = subject.claim.setting {
            return Some(given);
        }
        if subject.inpatient {
            return Some(Setting::Inpatient);
        }
        let place = self.line.map_or(&*subject.claim.place, |l| subject.place_of(l));
        match place {
            _ if !subject.is_professional() => None,
            "11" => Some(Setting::Office),
            "02" | "10" => Some(Setting::Telehealth),
            "23" => Some(Setting::Ed),
            "21" => Some(Setting::Inpatient),
            "24" => Some(Setting::OutpatientProcedure),
            "31" | "32" => Some(Setting::NursingFacility),
            "12" => Some(Setting::Home),
            _ => None,
        }
    }

    fn figure(self, field: Field) -> Option<i64> {
        let (subject, claim) = (self.subject, self.subject.claim);
        let count = |n: usize| i64::try_from(n).ok();
        match field {
            Field::Age => subject.age.map(i64::from),
            Field::Total => claim.charge.map(|c| c.0),
            Field::Lines => count(subject.lines.len()),
            Field::Diagnoses => count(subject.reported().count()),
            Field::Days => {
                let (from, to) = claim.from.zip(claim.to)?;
                Some(i64::from(to.days()) - i64::from(from.days()) + 1)
            }
            Field::Date => {
                let of_line = self.line.and_then(|l| l.said.from);
                of_line.or(subject.date).map(|d| i64::from(d.days()))
            }
            Field::Units => self.line?.said.quantity,
            Field::Charge => self.line?.said.charge.map(|c| c.0),
            _ => None,
        }
    }

    /// The codes that conditions were met by, and where the first of them stands.
    pub(super) fn met_by(self, when: &When, codes: &mut Vec<Code>, at: &mut Option<At>) {
        match when {
            When::All(parts) | When::Any(parts) => {
                parts.iter().for_each(|part| self.met_by(part, codes, at));
            }
            When::Not(_) => {}
            When::Ask(field, Test::In(values)) => {
                let mut keep = |code: Option<Code>, place: At| {
                    let Some(code) = code.filter(|c| values.has(c.compact())) else { return };
                    at.get_or_insert(place);
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                };
                match field {
                    Field::Diagnosis
                    | Field::Principal
                    | Field::Admitting
                    | Field::Reason
                    | Field::ExternalCause => {
                        let role = |d: &&Dx<'_>| match field {
                            Field::Principal => d.said.role == DiagnosisRole::Principal,
                            Field::Admitting => d.said.role == DiagnosisRole::Admitting,
                            Field::Reason => d.said.role == DiagnosisRole::ReasonForVisit,
                            Field::ExternalCause => d.said.role == DiagnosisRole::ExternalCause,
                            _ => true,
                        };
                        let of_role = self.subject.dx.iter().filter(role);
                        of_role.for_each(|d| keep(d.code, d.said.code.at));
                    }
                    Field::Procedure => {
                        self.subject.px.iter().for_each(|p| keep(p.code, p.said.code.at));
                    }
                    Field::Service => self.subject.lines.iter().for_each(|l| keep(l.code, l.at())),
                    _ => {}
                }
            }
            When::Ask(..) => {}
        }
    }
}

/// Whether a value of a field of a line passes.
fn of_line(
    subject: &Subject<'_>,
    line: &Line<'_>,
    field: Field,
    passes: &mut dyn FnMut(&str) -> bool,
) -> Option<bool> {
    let mut told = |text: &str| (!text.is_empty()).then(|| passes(text));
    match field {
        Field::Code => Some(passes(line.number())),
        Field::Modifier => Some(line.said.modifiers.iter().any(|m| passes(m))),
        Field::Place => told(subject.place_of(line)),
        Field::Revenue => told(line.said.revenue.as_deref().unwrap_or_default()),
        Field::Ndc => told(line.said.ndc.as_deref().unwrap_or_default()),
        Field::Pointed => {
            let at = |p: &u8| subject.dx.get(usize::from(*p).checked_sub(1)?)?.code;
            Some(line.said.pointers.iter().filter_map(at).any(|c| passes(c.compact())))
        }
        _ => None,
    }
}
