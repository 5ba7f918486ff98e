//! HI: diagnoses, procedures and the codes of the uniform bill, each kind in its own segment.

use super::out::{Out, amount, day};
use medcode_model::{
    BillCode, Claim, ClaimKind, CodeSaid, CodeSystem, Date, Declared, Diagnosis, DiagnosisRole,
    Procedure,
};

/// The qualifier of a diagnosis: that of ICD-9-CM where the claim says so.
fn qualifier(diagnosis: &Diagnosis) -> &'static str {
    let old = diagnosis.code.system == Declared::Icd9;
    let (new, nine) = match diagnosis.role {
        DiagnosisRole::Principal => ("ABK", "BK"),
        DiagnosisRole::Other => ("ABF", "BF"),
        DiagnosisRole::Admitting => ("ABJ", "BJ"),
        DiagnosisRole::ReasonForVisit => ("APR", "PR"),
        DiagnosisRole::ExternalCause => ("ABN", "BN"),
    };
    if old { nine } else { new }
}

/// A code without its dot.
fn compact(code: &CodeSaid) -> String {
    code.text.replace('.', "")
}

/// One element of an HI segment.
type Element = Vec<String>;

/// Writes elements, up to `most` a segment.
fn write(elements: &[Element], most: usize, out: &mut Out) {
    for chunk in elements.chunks(most) {
        let mut seg = out.segment("HI");
        for element in chunk {
            let parts: Vec<&str> = element.iter().map(String::as_str).collect();
            seg = seg.parts(&parts);
        }
        seg.end();
    }
}

fn diagnosis(d: &Diagnosis) -> Element {
    let mut element = vec![qualifier(d).to_owned(), compact(&d.code)];
    if let Some(poa) = d.poa {
        element.extend((2..8).map(|_| String::new()));
        element.push(poa.to_string());
    }
    element
}

fn of(claim: &Claim, role: DiagnosisRole) -> Vec<Element> {
    claim.diagnoses.iter().filter(|d| d.role == role).map(diagnosis).collect()
}

/// The HI segments of a claim.
pub(super) fn codes(claim: &Claim, codes: &[BillCode], kind: ClaimKind, out: &mut Out) {
    use DiagnosisRole as R;
    if kind != ClaimKind::Institutional {
        let all: Vec<Element> = claim.diagnoses.iter().map(diagnosis).collect();
        return write(&all, 12, out);
    }
    write(&of(claim, R::Principal), 1, out);
    write(&of(claim, R::Admitting), 1, out);
    write(&of(claim, R::ReasonForVisit), 3, out);
    write(&of(claim, R::ExternalCause), 12, out);
    write(&of(claim, R::Other), 12, out);
    let procedures = |principal: bool| -> Vec<Element> {
        claim.procedures.iter().filter(|p| p.principal == principal).map(procedure).collect()
    };
    write(&procedures(true), 1, out);
    write(&procedures(false), 12, out);
    for kind in ["BI", "BH", "BE", "BG"] {
        let all: Vec<Element> = codes.iter().map(bill_code).filter(|e| e[0] == kind).collect();
        write(&all, 12, out);
    }
}

fn procedure(p: &Procedure) -> Element {
    let old = p.code.system != Declared::Known(CodeSystem::Icd10Pcs);
    let qualifier = match (p.principal, old) {
        (true, false) => "BBR",
        (false, false) => "BBQ",
        (true, true) => "BR",
        (false, true) => "BQ",
    };
    let mut element = vec![qualifier.to_owned(), compact(&p.code)];
    element.extend(p.date.map(|d| ["D8".to_owned(), day(d)]).into_iter().flatten());
    element
}

fn bill_code(code: &BillCode) -> Element {
    let days = |from: &Option<Date>, to: &Option<Date>| {
        let (from, to) = (from.map_or_else(String::new, day), to.map_or_else(String::new, day));
        ["RD8".to_owned(), format!("{from}-{to}")]
    };
    match code {
        BillCode::Condition(c) => vec!["BG".to_owned(), c.to_string()],
        BillCode::Occurrence(c, on) => {
            let mut element = vec!["BH".to_owned(), c.to_string()];
            element.extend(on.map(|d| ["D8".to_owned(), day(d)]).into_iter().flatten());
            element
        }
        BillCode::Span(c, from, to) => {
            let mut element = vec!["BI".to_owned(), c.to_string()];
            element.extend(days(from, to));
            element
        }
        BillCode::Value(c, value) => {
            let value = value.map_or_else(String::new, amount);
            vec!["BE".to_owned(), c.to_string(), String::new(), String::new(), value]
        }
    }
}
