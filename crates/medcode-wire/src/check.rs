//! `check --json`: what the rule book says of the claims of a file.

use medcode::model::{Claim, Finding};
use serde::Serialize;
use std::borrow::Cow;

/// The answer for one file.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireChecked {
    /// The file as named on the command line.
    pub file: String,
    /// How many claims it holds.
    pub claims: u64,
    /// How many times a rule was asked of a claim.
    pub evaluations: u64,
    /// The share of them that could not be told, or not in full: 0.01 is one in a hundred.
    pub no_data_share: f64,
    /// Findings, in the order of the document.
    pub findings: Vec<WireClaimFinding>,
    /// Rules that could not tell, and what they need.
    pub no_data: Vec<WireNoData>,
    /// Trouble with the file itself.
    pub problems: Vec<String>,
}

impl WireChecked {
    /// The same as JSON with findings that are kept elsewhere, and written one after the other.
    pub fn with<F: Serialize>(&self, findings: F) -> impl Serialize {
        Whole {
            file: self.file.as_str(),
            claims: self.claims,
            evaluations: self.evaluations,
            no_data_share: self.no_data_share,
            findings,
            no_data: self.no_data.as_slice(),
            problems: self.problems.as_slice(),
        }
    }
}

/// [`WireChecked`], its findings from elsewhere.
#[derive(Serialize)]
struct Whole<'a, F> {
    file: &'a str,
    claims: u64,
    evaluations: u64,
    no_data_share: f64,
    findings: F,
    no_data: &'a [WireNoData],
    problems: &'a [String],
}

/// One finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireClaimFinding {
    /// The rule.
    pub rule: Cow<'static, str>,
    /// The authority's number.
    pub id: String,
    /// `fired` or `overridden`: rules without data stand in `no_data`.
    pub status: &'static str,
    /// Why it is set aside or weighs otherwise, in the words of the user's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// The submitter's number of the claim.
    pub claim: String,
    /// The line; null for the claim as a whole.
    pub line: Option<u32>,
    /// Name and number of the segment: `HI 23`.
    pub segment: Option<String>,
    /// The element within the segment.
    pub element: Option<u16>,
    /// Byte offset in the file.
    pub byte: u64,
    /// Where it stands in JSON, as FHIRPath writes it (`Claim.diagnosis[0].sequence`); the name of
    /// the column in CSV.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Line of the file, from 1 (JSON, CSV).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column in that line, from 1, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The codes.
    pub codes: Vec<String>,
    /// What is wrong, and what to do.
    pub message: String,
    /// The authority's words, or where they stand.
    pub citation: String,
    /// First day of the release behind it.
    pub release: Option<String>,
    /// sha256 of the publisher's file behind it.
    pub sha256: Option<String>,
    /// What to do, where it is certain.
    pub correction: Option<String>,
}

/// A rule that could not tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireNoData {
    /// The rule.
    pub rule: Cow<'static, str>,
    /// What must be installed, or what is not read.
    pub needs: String,
    /// How many claims it is about.
    pub claims: u64,
}

/// A finding about a claim.
#[must_use]
pub fn claim_finding(claim: &Claim, finding: Finding) -> WireClaimFinding {
    let at = finding.at.unwrap_or(claim.at);
    let place = claim.place_of(at);
    let segment =
        (at.segment > 0).then(|| format!("{} {}", at.segment_name(), at.segment).trim().to_owned());
    WireClaimFinding {
        rule: finding.rule,
        id: finding.id,
        status: finding.status.id(),
        reason: finding.reason,
        severity: finding.severity,
        claim: claim.id.to_string(),
        line: (finding.line > 0).then_some(finding.line),
        segment,
        element: (at.element > 0).then_some(at.element),
        byte: at.byte,
        path: place.map(|p| p.path.to_string()).filter(|p| !p.is_empty()),
        row: place.map(|p| p.line),
        column: place.map(|p| p.column),
        codes: finding.codes.iter().map(ToString::to_string).collect(),
        message: finding.message,
        citation: finding.citation,
        release: finding.release.map(|r| r.from.to_string()),
        sha256: finding.sha256,
        correction: finding.correction,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_from_elsewhere_stand_where_their_own_would() {
        let checked =
            WireChecked { claims: 3, problems: vec!["late".to_owned()], ..WireChecked::default() };
        let own = serde_json::to_string(&checked).unwrap();
        assert_eq!(serde_json::to_string(&checked.with([0u8; 0])).unwrap(), own);
    }
}
