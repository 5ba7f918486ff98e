//! The answer of `medcode code --json`: an encounter that is coded and not billed yet.

use crate::Sink;
use crate::fhir::Source;
use crate::json::{Element, Value};
use crate::values::said;
use medcode_model::{
    BillingContext, Claim, ClaimKind, CodeSystem, Declared, Diagnosis, DiagnosisRole, Procedure,
    ServiceLine, Setting,
};

/// Reads a coded note and gives the claim that it would make.
pub(super) fn read(part: &Element<'_>, text: &str, value: &Value<'_>, sink: &mut dyn Sink) {
    let source = Source::of(part, text, value, value, "");
    let setting = Setting::parse(value.said("setting"));
    let day = value.said("as_of").parse().ok();
    let facility = setting.map(BillingContext::of) == Some(BillingContext::Facility);
    let mut claim = Claim {
        id: value.said("id").into(),
        kind: if facility { ClaimKind::Institutional } else { ClaimKind::Professional },
        place: if facility { "11".into() } else { "".into() },
        frequency: "1".into(),
        setting,
        from: day,
        to: day,
        ..Claim::default()
    };
    claim.at = source.mark(value).at(&mut claim);
    for item in value.list("suggestions") {
        let Some(code) = item.get("code") else { continue };
        let Some(system) = CodeSystem::parse(item.said("system")) else { continue };
        let at = source.mark(code).at(&mut claim);
        let code = said(Declared::Known(system), code.text().unwrap_or_default(), at);
        match system {
            CodeSystem::Icd10Cm => {
                let first = claim.diagnoses.is_empty();
                let role = if first { DiagnosisRole::Principal } else { DiagnosisRole::Other };
                let poa = item.said("poa").chars().next().filter(|c| matches!(c, 'Y' | 'N' | 'U' | 'W'));
                claim.diagnoses.push(Diagnosis { role, code, poa });
            }
            CodeSystem::Icd10Pcs => {
                let principal = claim.procedures.is_empty();
                claim.procedures.push(Procedure { principal, code, date: day });
            }
            CodeSystem::Cpt | CodeSystem::Hcpcs => claim.lines.push(ServiceLine {
                number: claim.lines.len() as u32 + 1,
                at: code.at,
                code: Some(code),
                modifiers: item
                    .list("modifiers")
                    .iter()
                    .filter_map(Value::text)
                    .map(Into::into)
                    .collect(),
                quantity: Some(
                    item.get("units")
                        .and_then(Value::whole)
                        .map_or(1000, |n| n.min(1 << 40) as i64 * 1000),
                ),
                unit: Some("UN".into()),
                pointers: pointers(item),
                from: day,
                to: day,
                ..ServiceLine::default()
            }),
        }
    }
    sink.claim(claim);
}

/// Ranks of diagnoses are their places on the claim.
fn pointers(item: &Value<'_>) -> Vec<u8> {
    item.list("pointers").iter().filter_map(|p| u8::try_from(p.whole()?).ok()).collect()
}
