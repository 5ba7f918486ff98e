//! `read-document`: what a document holds, before it is coded.

use medcode::formats::document::Document;
use medcode::model::Sex;
use serde::{Deserialize, Serialize};

/// The documents of a file: one, but for HL7 v2, where each message is one.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDocuments {
    /// The documents.
    pub documents: Vec<WireDocument>,
    /// Why there are none: what is the matter, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreadable: Option<String>,
}

/// What was taken out of one document.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDocument {
    /// What it was: `text`, `pdf`, `docx`, ...
    pub kind: String,
    /// Its text, as it is coded.
    pub text: String,
    /// Whether the text is the bytes as given.
    pub verbatim: bool,
    /// What was left out, or read by guess.
    pub notices: Vec<String>,
    /// The identifier in its own header.
    pub id: Option<String>,
    /// Age on the date of service, by its own header.
    pub age: Option<u16>,
    /// `F` or `M`, by its own header.
    pub sex: Option<String>,
    /// Date of service, by its own header.
    pub date_of_service: Option<String>,
    /// Setting, by its own header.
    pub setting: Option<String>,
    /// Where each part of the text stands in the document; nothing for text as given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<crate::WirePlaced>,
}

impl From<&Document> for WireDocument {
    fn from(document: &Document) -> Self {
        let told = &document.told;
        Self {
            kind: document.kind.id().to_owned(),
            text: document.text.clone(),
            verbatim: document.verbatim,
            notices: document.notices.clone(),
            id: told.id.clone(),
            age: told.date_of_service.and_then(|day| told.age_on(day)),
            sex: told.sex.map(|s| if s == Sex::Female { "F" } else { "M" }.to_owned()),
            date_of_service: told.date_of_service.map(|d| d.to_string()),
            setting: told.setting.map(|s| s.id().to_owned()),
            places: crate::placed(&document.places),
        }
    }
}

/// Lengths only: patient text never reaches a log.
impl std::fmt::Debug for WireDocuments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WireDocuments").field("documents", &self.documents.len()).finish_non_exhaustive()
    }
}
