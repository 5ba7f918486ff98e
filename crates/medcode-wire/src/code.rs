//! `code --json` and `code --jsonl`: a coded note.

use medcode::CodedNote;
use medcode::model::{CodeSystem, Coded, Evidence, Finding};
use serde::Serialize;

/// A coded note.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireCoded {
    /// The caller's name for the note.
    pub id: Option<String>,
    /// The text that offsets count in, where it is not the bytes as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_text: Option<String>,
    /// The kind of document that the text was taken out of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<&'static str>,
    /// The date the answer holds for.
    pub as_of: String,
    /// `given`, `note` or `default`.
    pub as_of_source: &'static str,
    /// The setting it was coded for.
    pub setting: &'static str,
    /// `given` or `note`.
    pub setting_source: &'static str,
    /// The releases behind the codes.
    pub releases: Vec<WireReleaseUsed>,
    /// Codes to report, in sequence.
    pub suggestions: Vec<WireSuggestion>,
    /// Codes seen and not reported.
    pub withheld: Vec<WireWithheld>,
    /// Questions to the provider.
    pub queries: Vec<WireQuery>,
    /// Findings of rules.
    pub findings: Vec<WireFinding>,
    /// The level of the visit with its working.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub em: Option<crate::level::WireLevel>,
    /// Whose the codes are, and what using them asks for (CPT).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<&'static str>,
}

/// A release behind the codes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireReleaseUsed {
    /// The system.
    pub system: &'static str,
    /// First day in force.
    pub release: String,
    /// The file that says which codes exist.
    pub file: String,
    /// Its sha256.
    pub sha256: String,
    /// The release is not in force on the date.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub release_mismatch: bool,
    /// Past its own quarter.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stale: bool,
}

/// The exact words behind a code, in bytes of the note as given.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireEvidence {
    /// First byte.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The bytes.
    pub text: String,
    /// Where they stand in the original document, where `note_text` was taken out of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<serde_json::Value>,
}

/// A code to report.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireSuggestion {
    /// The system.
    pub system: &'static str,
    /// The code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// 1 is the first-listed or principal diagnosis.
    pub rank: u32,
    /// Between 0 and 1.
    pub confidence: f64,
    /// The words.
    pub evidence: Vec<WireEvidence>,
    /// The steps through the Index, or the term that matched.
    pub path: Vec<String>,
    /// Where the path comes from.
    pub path_source: String,
    /// Why.
    pub reasons: Vec<String>,
    /// Rules and guidelines.
    pub authority: Vec<String>,
    /// Modifiers.
    pub modifiers: Vec<String>,
    /// Units.
    pub units: Option<u32>,
    /// Present on admission.
    pub poa: Option<&'static str>,
    /// Professional, facility or DME.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_context: Option<&'static str>,
    /// Ranks of the diagnoses that justify a service.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pointers: Vec<u32>,
}

/// A code that was seen and is not reported.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireWithheld {
    /// The system.
    pub system: &'static str,
    /// The code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The reason as a word.
    pub reason: &'static str,
    /// The reason in a sentence.
    pub detail: String,
    /// Rule or guideline behind it.
    pub authority: Vec<String>,
    /// The words.
    pub evidence: Vec<WireEvidence>,
}

/// A question to the provider.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireQuery {
    /// The question.
    pub question: String,
    /// The words that raise it.
    pub indicators: Vec<WireEvidence>,
    /// What may be answered.
    pub options: Vec<String>,
}

/// One finding of a rule.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireFinding {
    /// The rule.
    pub rule: std::borrow::Cow<'static, str>,
    /// The authority's number.
    pub id: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// The codes.
    pub codes: Vec<String>,
    /// What is wrong.
    pub message: String,
    /// The authority's words, or where they stand.
    pub citation: String,
    /// `fired` or `no-data`.
    pub status: &'static str,
    /// What to do, where it is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// First day of the release behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

/// A coded note as JSON; `text` is the note as given.
#[must_use]
pub fn coded(id: Option<String>, text: &str, coded: &CodedNote) -> WireCoded {
    let evidence = |e: &[Evidence]| e.iter().map(|e| words(text, e)).collect::<Vec<_>>();
    let outcome = &coded.outcome;
    WireCoded {
        id,
        note_text: None,
        document: None,
        as_of: coded.as_of.date.to_string(),
        as_of_source: coded.as_of.source.id(),
        setting: coded.setting.0.id(),
        setting_source: if coded.setting.1 { "given" } else { "note" },
        releases: coded
            .releases
            .iter()
            .map(|r| WireReleaseUsed {
                system: r.id.system.id(),
                release: r.id.from.to_string(),
                file: r.file.clone(),
                sha256: r.sha256.clone(),
                release_mismatch: r.mismatch,
                stale: r.stale,
            })
            .collect(),
        suggestions: outcome
            .suggestions
            .iter()
            .map(|s| WireSuggestion {
                system: s.coded.code.system().id(),
                code: s.coded.code.to_string(),
                title: s.coded.title.clone(),
                rank: s.rank,
                confidence: (f64::from(s.confidence) * 1000.0).round() / 1000.0,
                evidence: evidence(&s.coded.evidence),
                path: s.coded.path.clone(),
                path_source: s.coded.path_source.clone(),
                reasons: s.reasons.clone(),
                authority: s.authority.clone(),
                modifiers: s.modifiers.clone(),
                units: s.units,
                poa: s.poa,
                billing_context: s.billing_context.map(medcode::model::BillingContext::id),
                pointers: s.pointers.clone(),
            })
            .collect(),
        withheld: outcome
            .withheld
            .iter()
            .map(|w| WireWithheld {
                system: system(&w.coded),
                code: w.coded.code.to_string(),
                title: w.coded.title.clone(),
                reason: w.reason.id(),
                detail: w.detail.clone(),
                authority: w.authority.clone(),
                evidence: evidence(&w.coded.evidence),
            })
            .collect(),
        queries: outcome
            .queries
            .iter()
            .map(|q| WireQuery {
                question: q.question.clone(),
                indicators: evidence(&q.indicators),
                options: q.options.clone(),
            })
            .collect(),
        findings: coded.findings.iter().map(finding).collect(),
        em: coded.level.as_ref().map(|l| crate::level::level(text, l)),
        notice: outcome.suggestions.iter().find_map(|s| s.coded.code.system().notice()),
    }
}

fn finding(of: &Finding) -> WireFinding {
    WireFinding {
        rule: of.rule.clone(),
        id: of.id.clone(),
        severity: of.severity,
        codes: of.codes.iter().map(ToString::to_string).collect(),
        message: of.message.clone(),
        citation: of.citation.clone(),
        status: of.status.id(),
        correction: of.correction.clone(),
        release: of.release.map(|r| r.from.to_string()),
    }
}

fn system(coded: &Coded) -> &'static str {
    let system: CodeSystem = coded.code.system();
    system.id()
}

fn words(text: &str, evidence: &Evidence) -> WireEvidence {
    let span = evidence.span;
    WireEvidence { start: span.start, end: span.end, text: span.of(text).to_owned(), locator: None }
}
