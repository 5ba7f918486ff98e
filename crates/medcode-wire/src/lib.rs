//! The JSON shapes that the outside relies on: what commands print and read with `--json`
//! and in JSON Lines. Fields may be added; none is renamed or dropped.

#![forbid(unsafe_code)]

mod answered;
mod browse;
mod check;
mod check_run;
mod code;
mod coded_in;
mod diff;
mod document;
mod dose;
mod eval;
mod eval_diff;
mod explain;
mod facts;
mod history;
mod index;
mod install;
mod level;
mod locate;
mod lookup;
mod note;
mod pcs;
mod pcs_table;
mod practice;
mod procedure;
mod remit;
mod remit_from;
mod remit_sheet;
mod search;
mod status;
mod update;

pub use answered::WireAnswered;
pub use browse::{WireBrowseItem, WireBrowseLevel};
pub use check::{WireChecked, WireClaimFinding, WireNoData, claim_finding};
pub use check_run::{CheckAsk, CheckError, Listener, check_claims, check_file, check_format};
pub use code::{
    WireCoded, WireEvidence, WireFinding, WireQuery, WireReleaseUsed, WireSuggestion, WireWithheld,
    coded,
};
pub use coded_in::{coded_encounter, evidence_of, places_of};
pub use diff::{
    WireChangeRow, WireChanges, WireCodeChange, WireDiff, WireDiffAbsent, WireDiffCounts, WireDiffGroup,
    WireDiffNoData, WireDiffSide, WireDiffTitles, WireEditChange, WireFieldChange, WireFlash,
    WireImpact, WireImpactItem, WireIndexChange, WireInstead, WireLesson, WireLessonChoice,
    WireLessonItem, WireNoteChange, WirePoaChange, WireSeventhChange, WireSystemDiff, WireUnknownUse,
    diff, system_diff,
};
pub use document::{WireDocument, WireDocuments};
pub use dose::{WireDose, WireDoseLine};
pub use eval::{
    Scored, WireCounts, WireDoubt, WireEval, WireNoteScore, WireVerdict, eval, read_runs, run,
};
pub use eval_diff::{WireChange, WireEvalDiff, eval_diff};
pub use explain::{WireAuthority, WireRule, WireSection};
pub use facts::billing_facts;
pub use history::{WireHistory, WirePrevious, WireReplacement, WireStanding};
pub use index::{WireIndex, WireIndexEntry, WireIndexLink, WireIndexTerm, WireIndexTerms};
pub use install::{WireBuilt, WireInstall, WireNotUsed, WireProblem, WireTaken, WireWaiting};
pub use level::{WireAlso, WireColumn, WireElement, WireLevel, WireTime};
pub use locate::{WirePlaced, locator, placed, places};
pub use lookup::{
    WireCharacter, WireDrug, WireLookup, WireNote, WireSectionName, WireSuggestedCode, WireTitled,
    lookup,
};
pub use note::WireNoteIn;
pub use pcs::{
    WirePcs, WirePcsChoice, WirePcsCode, WirePcsColumn, WirePcsRow, WirePcsStart, WirePcsTables,
    WirePcsValue,
};
pub use pcs_table::{WirePcsCell, WirePcsLabel, WirePcsTable};
pub use practice::{
    WireAttempt, WireChart, WireChartLine, WireChoice, WireCodingError, WireGrade, WireItem,
    WireMistake, WirePracticeCheck, WireProgress, WireVariance, exercise,
};
pub use procedure::{WireAddOn, WireFee, WireFees, WireListed, WireMue, WireProcedure};
pub use remit::{
    WireAcknowledged, WireClaimStatus, WireDecision, WireFault, WireForetold, WireImbalance,
    WirePaidClaim, WirePayment, WirePlace, WireProviderAdjustment, WireRemark, WireRemit,
};
pub use remit_from::{CodeTexts, acknowledged, claim_status, paid_claim, payment};
pub use remit_sheet::{WireSheet, WireTally, needs_work, sheet};
pub use search::{WireSearchHit, search};
pub use status::{WireCrosswalk, WireMissing, WireRelease, WireSource, WireStatus, WireTable};
pub use update::{WireNewer, WireOffered, WireSystemUpdate, WireUpdate};
