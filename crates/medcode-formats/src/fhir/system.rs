//! Which code system does a URI name, and which of several codings of a concept is read?

use super::source::Source;
use crate::json::Value;
use medcode_model::{Code, CodeSystem, Declared};

/// The URI that medcode writes for a system.
#[must_use]
pub const fn uri(system: CodeSystem) -> &'static str {
    match system {
        CodeSystem::Icd10Cm => "http://hl7.org/fhir/sid/icd-10-cm",
        CodeSystem::Icd10Pcs => "http://www.cms.gov/Medicare/Coding/ICD10",
        CodeSystem::Hcpcs => "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
        CodeSystem::Cpt => "http://www.ama-assn.org/go/cpt",
    }
}

/// National Provider Identifiers.
pub const NPI: &str = "http://hl7.org/fhir/sid/us-npi";

/// Other names under which the systems go, without the scheme and a slash at the end.
const NAMES: [(&str, CodeSystem); 18] = [
    ("hl7.org/fhir/sid/icd-10-cm", CodeSystem::Icd10Cm),
    ("urn:oid:2.16.840.1.113883.6.90", CodeSystem::Icd10Cm),
    ("www.cms.gov/Medicare/Coding/ICD10", CodeSystem::Icd10Pcs),
    ("hl7.org/fhir/sid/icd-10-pcs", CodeSystem::Icd10Pcs),
    ("www.icd10data.com/icd10pcs", CodeSystem::Icd10Pcs),
    ("urn:oid:2.16.840.1.113883.6.4", CodeSystem::Icd10Pcs),
    ("www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", CodeSystem::Hcpcs),
    ("terminology.hl7.org/CodeSystem/HCPCS-all-codes", CodeSystem::Hcpcs),
    ("terminology.hl7.org/CodeSystem/HCPCS", CodeSystem::Hcpcs),
    ("hl7.org/fhir/sid/hcpcs", CodeSystem::Hcpcs),
    ("urn:oid:2.16.840.1.113883.6.285", CodeSystem::Hcpcs),
    ("urn:oid:2.16.840.1.113883.6.14", CodeSystem::Hcpcs),
    ("www.ama-assn.org/go/cpt", CodeSystem::Cpt),
    ("terminology.hl7.org/CodeSystem/CPT", CodeSystem::Cpt),
    ("hl7.org/fhir/sid/cpt", CodeSystem::Cpt),
    ("urn:oid:2.16.840.1.113883.6.12", CodeSystem::Cpt),
    ("www.ama-assn.org/go/cpt-4", CodeSystem::Cpt),
    ("www.ama-assn.org/go/cpt4", CodeSystem::Cpt),
];

/// ICD-9-CM, diagnoses and procedures.
const NINE: [&str; 7] = [
    "hl7.org/fhir/sid/icd-9-cm",
    "hl7.org/fhir/sid/icd-9-cm/diagnosis",
    "hl7.org/fhir/sid/icd-9-cm/procedure",
    "terminology.hl7.org/CodeSystem/ICD-9CM-diagnosiscodes",
    "terminology.hl7.org/CodeSystem/ICD-9CM-procedurecodes",
    "urn:oid:2.16.840.1.113883.6.103",
    "urn:oid:2.16.840.1.113883.6.104",
];

/// Systems that medcode has no tables of, as messages call them.
const OTHERS: [(&str, &str); 7] = [
    ("hl7.org/fhir/sid/icd-10", "ICD-10 (WHO)"),
    ("snomed.info/sct", "SNOMED CT"),
    ("www.ada.org/cdt", "CDT"),
    ("terminology.hl7.org/CodeSystem/CDT", "CDT"),
    ("hl7.org/fhir/sid/ndc", "NDC"),
    ("www.nlm.nih.gov/research/umls/rxnorm", "RxNorm"),
    ("loinc.org", "LOINC"),
];

/// The system that a URI names.
#[must_use]
pub(super) fn declared(uri: &str, code: &str) -> Declared {
    let plain = plain(uri);
    if let Some((_, system)) = NAMES.iter().find(|(name, _)| *name == plain) {
        return Declared::Known(level(*system, code));
    }
    if NINE.contains(&plain) {
        return Declared::Icd9;
    }
    let name = OTHERS.iter().find(|(name, _)| *name == plain).map(|(_, label)| *label);
    match name {
        Some(name) => Declared::Other(name.into()),
        None if uri.is_empty() => Declared::Other("a code without its system".into()),
        None => Declared::Other(uri.into()),
    }
}

/// The URI of a system by the name that messages call it, or the name where it is a URI itself.
pub(super) fn uri_of_name(name: &str) -> Option<String> {
    let known = OTHERS.iter().find(|(_, label)| *label == name).map(|(uri, _)| format!("http://{uri}"));
    known.or_else(|| (name.starts_with("http") || name.starts_with("urn:")).then(|| name.to_owned()))
}

/// CPT is level one of HCPCS, and some call it so: the shape of the code tells them apart.
fn level(system: CodeSystem, code: &str) -> CodeSystem {
    match system {
        CodeSystem::Hcpcs | CodeSystem::Cpt => Code::procedure(code).map_or(system, |c| c.system()),
        other => other,
    }
}

/// A URI without its scheme and the slash at its end.
fn plain(uri: &str) -> &str {
    let uri = uri.trim();
    let uri = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://")).unwrap_or(uri);
    uri.trim_end_matches('/')
}

/// Whether a URI is that of the National Provider Identifier.
pub(super) fn is_npi(uri: &str) -> bool {
    matches!(plain(uri), "hl7.org/fhir/sid/us-npi" | "urn:oid:2.16.840.1.113883.4.6")
}

/// Whether a URI is that of National Drug Codes.
pub(super) fn is_ndc(uri: &str) -> bool {
    matches!(plain(uri), "hl7.org/fhir/sid/ndc" | "urn:oid:2.16.840.1.113883.6.69")
}

/// A code with its system, and the value it was read from.
pub(super) struct Coding<'v, 'a> {
    pub(super) system: Declared,
    pub(super) code: &'v str,
    pub(super) value: &'v Value<'a>,
}

/// The coding of a concept that medcode can check, else the first one with a code, else its text.
pub(super) fn coding<'v, 'a>(concept: &'v Value<'a>) -> Option<Coding<'v, 'a>> {
    let all = || concept.list("coding").iter().filter_map(one);
    let known = |c: &Coding<'_, '_>| matches!(c.system, Declared::Known(_));
    all().find(known).or_else(|| all().next()).or_else(|| {
        let value = concept.get("text")?;
        let system = Declared::Other("a text without a code".into());
        Some(Coding { system, code: value.text()?, value })
    })
}

fn one<'v, 'a>(coding: &'v Value<'a>) -> Option<Coding<'v, 'a>> {
    // A reason why there is no code stands where a code must.
    if plain(coding.said("system")).ends_with("/data-absent-reason") {
        return None;
    }
    let value = coding.get("code")?;
    let code = value.text().map(str::trim).filter(|c| !c.is_empty())?;
    Some(Coding { system: declared(coding.said("system"), code), code, value })
}

/// The codes of a concept, of a list of them, or of a lone coding, whatever their systems.
pub(super) fn codes<'v>(value: Option<&'v Value<'_>>) -> Vec<&'v str> {
    let items = value.map_or(&[][..], Value::items);
    let codings =
        items.iter().flat_map(|c| if c.get("coding").is_some() { c.list("coding") } else { c.items() });
    codings.map(|c| c.said("code")).filter(|c| !c.is_empty()).collect()
}

/// A code as the document has it, its place kept.
pub(super) fn said(coding: &Coding<'_, '_>, source: &Source<'_>) -> super::draft::Said {
    let text: Box<str> = coding.code.into();
    super::draft::Said { system: coding.system.clone(), text, mark: source.mark(coding.value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_name_their_system_and_no_other() {
        let known = |s| Declared::Known(s);
        for (uri, code, system) in [
            ("http://hl7.org/fhir/sid/icd-10-cm", "E11.9", known(CodeSystem::Icd10Cm)),
            ("http://hl7.org/fhir/sid/icd-10", "E11.9", Declared::Other("ICD-10 (WHO)".into())),
            ("http://hl7.org/fhir/sid/icd-9-cm", "250.00", Declared::Icd9),
            ("http://snomed.info/sct", "12", Declared::Other("SNOMED CT".into())),
            (
                "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets/",
                "J1885",
                known(CodeSystem::Hcpcs),
            ),
            (
                "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
                "99213",
                known(CodeSystem::Cpt),
            ),
            ("http://www.ama-assn.org/go/cpt", "G0438", known(CodeSystem::Hcpcs)),
            ("", "x", Declared::Other("a code without its system".into())),
        ] {
            assert_eq!(declared(uri, code), system, "{uri}");
        }
        for system in CodeSystem::ALL {
            assert_eq!(declared(uri(system), ""), known(system));
        }
    }
}
