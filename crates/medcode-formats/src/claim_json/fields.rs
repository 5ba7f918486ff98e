//! Which members does a claim have, and which does each of its parts?

/// Members of a claim.
pub const CLAIM: [&str; 22] = [
    "id",
    "kind",
    "place",
    "frequency",
    "setting",
    "charge",
    "patient",
    "payer",
    "billing_npi",
    "rendering_npi",
    "from",
    "to",
    "admitted",
    "discharge_status",
    "made",
    "authorised",
    "diagnoses",
    "procedures",
    "lines",
    "elsewhere",
    "original",
    "bill",
];

/// Members of `patient`.
pub const PATIENT: [&str; 4] = ["key", "birth_date", "age", "sex"];

/// Members of an element of `diagnoses`.
pub const DIAGNOSIS: [&str; 4] = ["code", "system", "role", "poa"];

/// Members of an element of `procedures`.
pub const PROCEDURE: [&str; 4] = ["code", "system", "principal", "date"];

/// Members of an element of `lines`.
pub const LINE: [&str; 17] = [
    "number",
    "code",
    "system",
    "modifiers",
    "revenue",
    "units",
    "unit",
    "charge",
    "place",
    "pointers",
    "from",
    "to",
    "rendering_npi",
    "ndc",
    "ndc_quantity",
    "ndc_unit",
    "control",
];

/// The words for what a diagnosis is on the claim.
pub(crate) const ROLES: [(&str, medcode_model::DiagnosisRole); 5] = {
    use medcode_model::DiagnosisRole as R;
    [
        ("principal", R::Principal),
        ("other", R::Other),
        ("admitting", R::Admitting),
        ("reason_for_visit", R::ReasonForVisit),
        ("external_cause", R::ExternalCause),
    ]
};
