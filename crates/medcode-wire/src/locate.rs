//! Where evidence stands in the original document: the `locator` of PDF, Word, RTF, HTML, C-CDA
//! and HL7 v2.

use crate::code::{WireCoded, WireEvidence};
use medcode::formats::document::{Document, Place};
use serde_json::{Value, json};

impl WireCoded {
    /// Gives the text that was taken out of a document, and each piece of evidence its place there.
    pub fn locate(&mut self, document: &Document) {
        if document.verbatim {
            return;
        }
        self.document = Some(document.kind.id());
        self.note_text = Some(document.text.clone());
        let suggested = self.suggestions.iter_mut().flat_map(|s| &mut s.evidence);
        let withheld = self.withheld.iter_mut().flat_map(|w| &mut w.evidence);
        let asked = self.queries.iter_mut().flat_map(|q| &mut q.indicators);
        let levelled = self.em.iter_mut().flat_map(|level| level.evidence_mut());
        for words in suggested.chain(withheld).chain(asked).chain(levelled) {
            words.locate(document);
        }
    }
}

impl WireEvidence {
    fn locate(&mut self, document: &Document) {
        self.locator = document.place(self.start as usize, self.end as usize).map(|p| place(&p));
    }
}

/// A place as JSON: `page` and `box`; `part` and `paragraph`; `path`; or `message`, `segment`,
/// `field` and `repetition`. `within` stands in a document kept inside, `to` ends a range.
fn place(place_of: &Place) -> Value {
    match place_of {
        Place::Page { page, bounds } => json!({"page": page, "box": bounds}),
        Place::Paragraph { part, number } => json!({"part": part, "paragraph": number}),
        Place::Element(path) => json!({"path": path}),
        Place::Field { message, segment, field, repetition } => {
            json!({"message": message, "segment": segment, "field": field, "repetition": repetition})
        }
        Place::Within(outer, inner) => extended(place(outer), "within", place(inner)),
        Place::Range(first, last) => extended(place(first), "to", place(last)),
    }
}

fn extended(mut place: Value, key: &str, value: Value) -> Value {
    place[key] = value;
    place
}
