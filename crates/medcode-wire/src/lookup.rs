//! `lookup --json`.

use crate::WireProcedure;
use medcode::kb::query::{Choice, NoteAt, PcsAxis};
use medcode::model::{CodeSystem, NoteKind, Target};
use medcode::{Answered, CodeAnswer, LookupAnswer, UnknownCode};
use serde::Serialize;
use std::collections::BTreeMap;

/// One answer of `lookup --json`.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireLookup {
    /// The text asked for.
    pub query: String,
    /// The system; null where the text has the shape of no code.
    pub system: Option<&'static str>,
    /// The code as printed.
    pub code: String,
    /// Exists on the date; null where nothing is installed that could tell.
    pub valid: Option<bool>,
    /// Complete, may be reported.
    pub billable: bool,
    /// Long title.
    pub title: String,
    /// Short title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub short_title: String,
    /// The date the answer holds for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub as_of: String,
    /// `given`, `note` or `default`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub as_of_source: &'static str,
    /// First day in force of the release.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub release: String,
    /// The official file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Its sha256.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    /// The release is not in force on the date; the nearest one answered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub release_mismatch: bool,
    /// Past the release's own quarter (HCPCS).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stale: bool,
    /// Chapter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapter: Option<WireTitled>,
    /// Block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<WireTitled>,
    /// Codes above, the category first.
    pub parents: Vec<WireTitled>,
    /// Codes directly below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<WireTitled>,
    /// Own and inherited notes.
    pub notes: Vec<WireNote>,
    /// Characters still to choose.
    pub characters: Vec<WireCharacter>,
    /// What each character means (ICD-10-PCS).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub axes: Vec<WireCharacter>,
    /// What the operation means (ICD-10-PCS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// Exempt from present-on-admission reporting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poa_exempt: Option<bool>,
    /// No installed table builds this code (ICD-10-PCS).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_table: bool,
    /// A modifier, not a code (HCPCS).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub modifier: bool,
    /// First day of the code (HCPCS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<String>,
    /// Day of its last change (HCPCS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_effective: Option<String>,
    /// Last day of the code (HCPCS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terminated: Option<String>,
    /// The publisher's own fields (HCPCS).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<&'static str, Vec<String>>,
    /// What the code is as a drug, and what one unit of it stands for (HCPCS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drug: Option<WireDrug>,
    /// Codes this one took the place of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub previous: Vec<String>,
    /// Sections of the Official Guidelines that name the code (`explain`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub guidelines: Vec<WireSectionName>,
    /// Codes that stand beside it, itself among them (the page of a code).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub siblings: Vec<WireTitled>,
    /// How far a CPT number is verified: `listed`, `not-listed`, `no-data`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<&'static str>,
    /// What the fee schedule, the edits and our own words say (CPT, HCPCS).
    #[serde(flatten)]
    pub procedure: Option<WireProcedure>,
    /// Whose the code is, and what using it asks for (CPT).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<&'static str>,
    /// Why the code is not valid, or not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// `no-data` where nothing is installed that could tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// What could be meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestions: Option<Vec<WireSuggestedCode>>,
    /// The one certain replacement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
}

/// A code as a drug.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDrug {
    /// `drug`, `vaccine`, `blood`, `tracer`, `tissue`.
    pub kind: &'static str,
    /// What one unit stands for, as printed: `250 mg`; null where no amount is stated.
    pub billing_unit: Option<String>,
    /// Its amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<f64>,
    /// Its measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<&'static str>,
    /// A smaller dose is one unit too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub up_to: bool,
}

impl From<&medcode::Billed> for WireDrug {
    fn from(drug: &medcode::Billed) -> Self {
        let unit = drug.unit.as_ref();
        Self {
            kind: drug.kind.id(),
            billing_unit: unit.map(ToString::to_string),
            amount: unit.map(|u| u.amount.value),
            measure: unit.map(|u| u.amount.measure.name()),
            up_to: unit.is_some_and(|u| u.up_to),
        }
    }
}

/// A code, range or number with its title.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireTitled {
    /// The code, range or chapter number.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Whether it is complete; only for codes below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billable: Option<bool>,
}

/// A note.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireNote {
    /// `excludes1`, `use-additional`, ...
    pub kind: &'static str,
    /// The code, block or chapter it stands under.
    pub from: String,
    /// Its words.
    pub text: String,
    /// The codes it names: `E08.-`, `I60-I69`.
    pub targets: Vec<String>,
}

/// A character and what it means.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireCharacter {
    /// The character.
    pub character: char,
    /// What it stands for (ICD-10-PCS): `Body Part`, `Approach`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its meaning.
    pub meaning: String,
    /// The code it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A section of the Official Guidelines by its number and heading.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireSectionName {
    /// As it is cited: `OCG-I.A.15`.
    pub id: String,
    /// Its heading.
    pub title: String,
}

impl From<&(String, String)> for WireSectionName {
    fn from((number, title): &(String, String)) -> Self {
        Self { id: format!("OCG-{number}"), title: title.clone() }
    }
}

/// A code that could be meant.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireSuggestedCode {
    /// The code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Why it is offered.
    pub why: String,
}

/// The JSON of an answer.
#[must_use]
pub fn lookup(query: &str, answer: &LookupAnswer) -> WireLookup {
    match answer {
        LookupAnswer::Code(code) => known(query, code),
        LookupAnswer::Unknown(unknown) => not_known(query, unknown),
        LookupAnswer::NoData(none) => WireLookup {
            query: query.to_owned(),
            system: Some(none.system.id()),
            code: query.trim().to_ascii_uppercase(),
            problem: Some(none.needs.clone()),
            status: Some(none.status),
            verified: Some(none.status).filter(|_| none.system == CodeSystem::Cpt),
            notice: none.system.notice(),
            suggestions: Some(Vec::new()),
            ..WireLookup::default()
        },
    }
}

fn origin(wire: &mut WireLookup, from: &Answered) {
    wire.as_of = from.as_of.date.to_string();
    wire.as_of_source = from.as_of.source.id();
    wire.release = from.release.from.to_string();
    wire.file.clone_from(&from.file);
    wire.sha256.clone_from(&from.sha256);
    wire.stale = from.stale;
    wire.release_mismatch = from.mismatch;
}

fn known(query: &str, answer: &CodeAnswer) -> WireLookup {
    let titled =
        |code: String, title: &str| WireTitled { code, title: title.to_owned(), billable: None };
    let mut details: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for (field, value) in &answer.details {
        details.entry(field.id()).or_default().push(value.clone());
    }
    let mut wire = WireLookup {
        query: query.to_owned(),
        system: Some(answer.code.system().id()),
        code: answer.code.to_string(),
        valid: Some(answer.in_force),
        billable: answer.billable && answer.in_force,
        title: answer.title.clone(),
        short_title: answer.short_title.clone(),
        chapter: answer.chapter.as_ref().map(|(n, t)| titled(n.to_string(), t)),
        block: answer.block.as_ref().map(|(r, t)| titled(r.clone(), t)),
        parents: answer.parents.iter().map(|(c, t)| titled(c.to_string(), t)).collect(),
        children: answer
            .children
            .iter()
            .map(|(c, t, b)| WireTitled { code: c.to_string(), title: t.clone(), billable: Some(*b) })
            .collect(),
        notes: answer.notes.iter().map(note).collect(),
        characters: answer.characters.iter().map(choice).collect(),
        axes: answer.axes.iter().map(axis).collect(),
        definition: answer.definition.clone(),
        poa_exempt: answer.poa_exempt,
        no_table: answer.no_table,
        modifier: answer.modifier,
        added: answer.dates.added.map(|d| d.to_string()),
        action_effective: answer.dates.action.map(|d| d.to_string()),
        terminated: answer.dates.terminated.map(|d| d.to_string()),
        details,
        drug: answer.drug.as_ref().map(WireDrug::from),
        previous: answer
            .previous
            .iter()
            .map(|(a, b, _)| if a == b { a.to_string() } else { format!("{a}-{b}") })
            .collect(),
        verified: Some("listed").filter(|_| answer.code.system() == CodeSystem::Cpt),
        procedure: answer.procedure.as_ref().map(WireProcedure::from),
        notice: answer.code.system().notice(),
        ..WireLookup::default()
    };
    if !answer.in_force {
        let day = answer.answered.as_of.date;
        wire.problem = Some(match answer.dates.terminated {
            Some(last) if last < day => format!("terminated on {last}"),
            _ => format!("not yet in force on {day}"),
        });
        wire.suggestions = Some(Vec::new());
    }
    origin(&mut wire, &answer.answered);
    wire
}

fn not_known(query: &str, unknown: &UnknownCode) -> WireLookup {
    let mut wire = WireLookup {
        query: query.to_owned(),
        system: unknown.system.map(CodeSystem::id),
        code: query.trim().to_ascii_uppercase(),
        valid: Some(false),
        verified: Some("not-listed").filter(|_| unknown.system == Some(CodeSystem::Cpt)),
        notice: unknown.system.and_then(CodeSystem::notice),
        problem: Some(unknown.why.clone()),
        suggestions: Some(
            unknown
                .suggestions
                .iter()
                .map(|s| WireSuggestedCode {
                    code: s.code.to_string(),
                    title: s.title.clone(),
                    why: s.why.clone(),
                })
                .collect(),
        ),
        characters: unknown.characters.iter().map(choice).collect(),
        axes: unknown.axes.iter().map(axis).collect(),
        correction: unknown.suggestions.first().filter(|_| unknown.certain).map(|s| s.code.to_string()),
        ..WireLookup::default()
    };
    if let Some(from) = &unknown.answered {
        origin(&mut wire, from);
    }
    wire
}

fn choice(choice: &Choice) -> WireCharacter {
    let code = choice.code.map(|code| code.to_string());
    WireCharacter { character: choice.character, name: None, meaning: choice.meaning.clone(), code }
}

fn axis(axis: &PcsAxis) -> WireCharacter {
    let (name, meaning) = (Some(axis.name.clone()), axis.meaning.clone());
    WireCharacter { character: axis.character, name, meaning, code: None }
}

fn note(note: &NoteAt) -> WireNote {
    WireNote {
        kind: NoteKind::id(note.kind),
        from: note.from.to_string(),
        text: note.text.clone(),
        targets: note.targets.iter().map(Target::to_string).collect(),
    }
}
