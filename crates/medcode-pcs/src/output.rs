//! The case as the outside sees it.

use crate::desk::Case;
use crate::draft::{Draft, Fate};
use crate::rules::sequence;
use medcode_kb::query::Release;
use medcode_model::{BillingContext, Code, CodeSystem, Coded, Evidence, Query, Suggestion, Withheld};

/// What a stay's note gives besides its diagnoses.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Procedures to report, the principal one first; ranks continue after the diagnoses.
    pub suggestions: Vec<Suggestion>,
    /// Seen and not reported.
    pub withheld: Vec<Withheld>,
    /// Questions to the provider.
    pub queries: Vec<Query>,
}

pub(crate) fn write(mut case: Case<'_>) -> Outcome {
    sequence::apply(&mut case);
    let release = case.stay.release;
    let mut out = Outcome { queries: case.queries, ..Outcome::default() };
    let before = case.stay.diagnoses.len() as u32;
    for draft in case.drafts {
        let coded = coded(release, &draft);
        match draft.fate {
            Fate::Report => out.suggestions.push(Suggestion {
                rank: before + out.suggestions.len() as u32 + 1,
                confidence: (draft.confidence - 0.03 * draft.assumed.count_ones() as f32)
                    .clamp(0.1, 0.99),
                reasons: reasons(release, &draft, &coded),
                authority: authority(&draft),
                modifiers: Vec::new(),
                units: None,
                poa: None,
                billing_context: Some(BillingContext::Facility),
                pointers: Vec::new(),
                coded,
            }),
            Fate::Withhold { reason, detail, authority } => out.withheld.push(Withheld {
                coded,
                reason,
                detail,
                authority: authority.map(str::to_owned).into_iter().collect(),
            }),
        }
    }
    out
}

fn coded(release: &Release, draft: &Draft) -> Coded {
    let known = draft.open().unwrap_or(7);
    let mut chars = [0; 7];
    chars[..known].copy_from_slice(&draft.code[..known]);
    let code = Code::from_bytes(CodeSystem::Icd10Pcs, chars);
    let axes = release.pcs_axes(&chars[..known]);
    let title = release.find(&code).map_or_else(
        || axes.iter().map(|a| a.meaning.as_str()).collect::<Vec<_>>().join(", "),
        |row| release.title(row),
    );
    let table = String::from_utf8_lossy(&chars[..known.min(3)]).into_owned();
    Coded {
        code,
        title,
        evidence: draft.evidence.iter().map(|&span| Evidence { span }).collect(),
        path: axes.into_iter().skip(2).map(|a| a.meaning).collect(),
        path_source: format!("ICD-10-PCS table {table}"),
    }
}

/// Why this operation and these values.
fn reasons(release: &Release, draft: &Draft, coded: &Coded) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(operation) = release.pcs_axis(&draft.code[..3]) {
        let definition =
            release.pcs_definition(&draft.code).map(|d| format!(": {d}")).unwrap_or_default();
        out.push(format!("{} {}{definition}", operation.name.to_lowercase(), operation.meaning));
    }
    out.extend(draft.reasons.iter().cloned());
    if draft.assumed > 0 {
        out.push(format!(
            "{} of the characters stand by convention: the words near say nothing else",
            draft.assumed.count_ones()
        ));
    }
    if draft.optional {
        out.push("reported where the facility's policy collects such procedures".to_owned());
    }
    if let Some(row) = release.pcs_row_of(&coded.code) {
        out.push(format!("legal: row {} of table {}", row + 1, &coded.code.compact()[..3]));
    }
    out
}

/// The guidelines behind the operation (ICD-10-PCS Official Guidelines, by number).
fn authority(draft: &Draft) -> Vec<String> {
    let [section, system, operation, ..] = draft.code;
    let number = match (section, operation) {
        (b'1', b'D' | b'E') => "C2",
        (b'1', _) => "C1",
        (b'0', b'B' | b'D' | b'9') if draft.code[6] == b'X' => "B3.4a",
        (b'0', b'B' | b'T') => "B3.8",
        (b'0', b'G') => "B3.10a",
        (b'0', b'J') => "B3.11a",
        (b'0', b'V' | b'L') => "B3.12",
        (b'0', b'N' | b'8') => "B3.13",
        (b'0', b'S') if matches!(system, b'N' | b'P' | b'Q') => "B3.15",
        (b'0', b'1') => "B3.6a",
        (b'0', b'3') => "B3.7",
        (b'0', b'Y') => "B3.16",
        (b'0', b'H' | b'R' | b'U' | b'P' | b'W') => "B6.1a",
        (b'X', _) => "D1a",
        _ => "A11",
    };
    vec![format!("OCG-PCS {number}")]
}
