//! A note in, one JSON object: plain, labelled as `gold`, or labelled with `icd10cm` only.

use medcode::eval::{Gold, Labelled, Trap};
use medcode::model::{BillingContext, Code, CodeSystem, Date, Note, Setting, Sex};
use serde::Deserialize;

/// A note as JSON Lines bring it.
#[derive(Deserialize)]
pub struct WireNoteIn {
    id: Option<serde_json::Value>,
    note: String,
    setting: Option<String>,
    age: Option<f64>,
    sex: Option<String>,
    date_of_service: Option<String>,
    billing_context: Option<String>,
    #[serde(default)]
    quality: bool,
    #[serde(default)]
    codes: Option<Vec<WireGold>>,
    #[serde(default)]
    traps: Vec<WireTrap>,
    #[serde(default)]
    acceptable_first: Vec<String>,
    #[serde(default)]
    icd10cm: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct WireGold {
    system: String,
    code: String,
    #[serde(default = "yes")]
    required: bool,
    #[serde(default)]
    alternatives: Vec<String>,
    rank: Option<u32>,
    units: Option<u32>,
    modifiers: Option<Vec<String>>,
    #[serde(default)]
    modifiers_optional: Vec<String>,
    billing_context: Option<String>,
    poa: Option<String>,
    #[serde(default)]
    evidence: Vec<String>,
}

#[derive(Deserialize)]
struct WireTrap {
    system: String,
    code: String,
    #[serde(default)]
    why: String,
}

const fn yes() -> bool {
    true
}

impl WireNoteIn {
    /// Reads one line.
    ///
    /// # Errors
    /// A message without any text of the note.
    pub fn parse(line: &str) -> Result<Self, String> {
        serde_json::from_str(line).map_err(|e| {
            let kind = match e.classify() {
                serde_json::error::Category::Data => "a field is missing or has the wrong type",
                serde_json::error::Category::Eof => "the object ends early",
                _ => "not JSON",
            };
            format!("{kind} (column {}); needed is one object a line with \"note\"", e.column())
        })
    }

    /// The id of a line that cannot be read as a note, where the id itself can.
    #[must_use]
    pub fn id_of(line: &str) -> Option<String> {
        let (_, rest) = line.split_once("\"id\"")?;
        let value = rest.trim_start().strip_prefix(':')?;
        let mut values = serde_json::Deserializer::from_str(value).into_iter::<serde_json::Value>();
        match values.next()?.ok()? {
            serde_json::Value::String(id) => Some(id),
            serde_json::Value::Number(id) => Some(id.to_string()),
            _ => None,
        }
    }

    /// The id as text.
    #[must_use]
    pub fn id(&self) -> Option<String> {
        self.id.as_ref().map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
    }

    /// Whether codes of quality measures are asked for.
    #[must_use]
    pub const fn quality(&self) -> bool {
        self.quality
    }

    /// The note.
    ///
    /// # Errors
    /// When a field has a value that is none of the allowed ones.
    pub fn note(&self) -> Result<Note, String> {
        let setting = self.setting.as_deref().map(|s| {
            Setting::parse(s).ok_or_else(|| {
                let all: Vec<&str> = Setting::ALL.iter().map(|s| s.id()).collect();
                format!("\"setting\" is none of {}", all.join(", "))
            })
        });
        let sex = self
            .sex
            .as_deref()
            .filter(|s| !s.is_empty())
            .map(|s| Sex::parse(s).ok_or("\"sex\" is neither F nor M"));
        let date = self.date_of_service.as_deref().map(|d| {
            d.parse::<Date>()
                .map_err(|_| "\"date_of_service\" is not a date: write YYYY-MM-DD".to_owned())
        });
        let age = match self.age {
            Some(age) if !(0.0..=130.0).contains(&age) => {
                return Err("\"age\" is not between 0 and 130".into());
            }
            age => age.map(|a| a as u16),
        };
        let billing = self.billing_context.as_deref().map(|b| {
            BillingContext::parse(b).ok_or("\"billing_context\" is none of professional, facility, dme")
        });
        Ok(Note {
            id: self.id(),
            text: self.note.clone(),
            setting: setting.transpose()?,
            age,
            sex: sex.transpose()?,
            date_of_service: date.transpose()?,
            billing: billing.transpose()?,
            history: None,
        })
    }

    /// The labelled note.
    ///
    /// # Errors
    /// When it has no labels or one of them is no code.
    pub fn labelled(&self) -> Result<Labelled, String> {
        let note = self.note()?;
        let mut systems = Vec::new();
        let mut gold = Vec::new();
        let cm = |c: &String| Code::cm(c).map_err(|e| e.to_string());
        if let Some(codes) = &self.codes {
            systems.extend([CodeSystem::Icd10Cm]);
            for wire in codes {
                let system = system(&wire.system)?;
                if !systems.contains(&system) {
                    systems.push(system);
                }
                let code = |c: &String| Code::new(system, c).map_err(|e| e.to_string());
                gold.push(Gold {
                    alternatives: wire.alternatives.iter().map(code).collect::<Result<_, _>>()?,
                    required: wire.required,
                    rank: wire.rank,
                    units: wire.units,
                    modifiers: wire.modifiers.clone(),
                    modifiers_optional: wire.modifiers_optional.clone(),
                    billing_context: wire.billing_context.as_deref().map(billing).transpose()?,
                    poa: wire.poa.clone(),
                    evidence: wire.evidence.clone(),
                    ..Gold::plain(code(&wire.code)?)
                });
            }
            // A wrong suggestion counts in every system of a note that is labelled in full.
            for system in [CodeSystem::Icd10Pcs, CodeSystem::Hcpcs, CodeSystem::Cpt] {
                if !systems.contains(&system) {
                    systems.push(system);
                }
            }
        } else if let Some(codes) = &self.icd10cm {
            systems.push(CodeSystem::Icd10Cm);
            gold = codes.iter().map(|c| cm(c).map(Gold::plain)).collect::<Result<_, _>>()?;
        } else {
            return Err("no labels: needed is \"codes\" or \"icd10cm\"".into());
        }
        let traps = self
            .traps
            .iter()
            .map(|t| {
                let code = Code::new(system(&t.system)?, &t.code).map_err(|e| e.to_string())?;
                Ok(Trap { code, why: t.why.clone() })
            })
            .collect::<Result<_, String>>()?;
        let acceptable_first = self.acceptable_first.iter().map(cm).collect::<Result<_, _>>()?;
        Ok(Labelled { note, gold, traps, acceptable_first, systems })
    }
}

fn billing(text: &str) -> Result<BillingContext, String> {
    BillingContext::parse(text)
        .ok_or_else(|| "\"billing_context\" is none of professional, facility, dme".to_owned())
}

fn system(text: &str) -> Result<CodeSystem, String> {
    CodeSystem::parse(text)
        .ok_or_else(|| "\"system\" is none of ICD10CM, ICD10PCS, HCPCS, CPT".to_owned())
}
