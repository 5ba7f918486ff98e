//! Where evidence stands in the original document: the `locator` of PDF, Word, RTF, HTML, C-CDA
//! and HL7 v2.

use crate::code::{WireCoded, WireEvidence};
use medcode::formats::document::{Document, Place, Places};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Where a part of a text stands in the document it was taken out of.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePlaced {
    /// First byte of the part; it ends where the next one begins.
    pub at: usize,
    /// As `locator`; null for what was put in by hand.
    pub place: Option<Value>,
}

/// Places, as they are kept and sent.
#[must_use]
pub fn placed(places: &Places) -> Vec<WirePlaced> {
    places.iter().map(|(at, found)| WirePlaced { at, place: found.map(place) }).collect()
}

/// The same, read back. A place of a kind that is not known counts as none.
#[must_use]
pub fn places(kept: &[WirePlaced]) -> Places {
    Places::of(kept.iter().map(|p| (p.at, p.place.as_ref().and_then(read))).collect())
}

/// A place as `locator` tells it, with the words to look it up by.
#[must_use]
pub fn locator(found: &Place) -> Value {
    extended(place(found), "words", found.to_string().into())
}

impl WireCoded {
    /// Gives the text that was taken out of a document, and each piece of evidence its place there.
    pub fn locate(&mut self, document: &Document) {
        if document.verbatim {
            return;
        }
        self.document = Some(document.kind.id());
        self.note_text = Some(document.text.clone());
        self.locate_in(&document.places);
    }

    /// Gives each piece of evidence its place in the original.
    pub fn locate_in(&mut self, places: &Places) {
        if places.is_empty() {
            return;
        }
        let suggested = self.suggestions.iter_mut().flat_map(|s| &mut s.evidence);
        let withheld = self.withheld.iter_mut().flat_map(|w| &mut w.evidence);
        let asked = self.queries.iter_mut().flat_map(|q| &mut q.indicators);
        let levelled = self.em.iter_mut().flat_map(|level| level.evidence_mut());
        for words in suggested.chain(withheld).chain(asked).chain(levelled) {
            words.locate(places);
        }
    }
}

impl WireEvidence {
    fn locate(&mut self, places: &Places) {
        self.locator = places.place(self.start as usize, self.end as usize).map(|p| locator(&p));
    }
}

/// A place as JSON: `page`, `line` (`last_line`) and `box`; `part` and `paragraph`; `path`; or `message`, `segment`,
/// `field` and `repetition`. `within` stands in a document kept inside, `to` ends a range.
fn place(place_of: &Place) -> Value {
    match place_of {
        Place::Page { page, lines: [first, last], bounds } if first == last => {
            json!({"page": page, "line": first, "box": bounds})
        }
        Place::Page { page, lines: [first, last], bounds } => {
            json!({"page": page, "line": first, "last_line": last, "box": bounds})
        }
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

/// A place out of its JSON.
fn read(value: &Value) -> Option<Place> {
    let number = |name: &str| u32::try_from(value.get(name)?.as_u64()?).ok();
    let text = |name: &str| value.get(name)?.as_str().map(Box::from);
    let boxed = |name: &str| value.get(name).and_then(read).map(Box::new);
    let first = if let Some(page) = number("page") {
        let line = number("line").unwrap_or(1);
        let sides = value.get("box")?.as_array()?.iter();
        let sides = sides.map(|n| i32::try_from(n.as_i64()?).ok()).collect::<Option<Vec<i32>>>()?;
        let lines = [line, number("last_line").unwrap_or(line)];
        Place::Page { page, lines, bounds: sides.try_into().ok()? }
    } else if let Some(part) = text("part") {
        Place::Paragraph { part, number: number("paragraph")? }
    } else if let Some(path) = text("path") {
        Place::Element(path)
    } else {
        let (message, segment) = (number("message")?, text("segment")?);
        Place::Field { message, segment, field: number("field")?, repetition: number("repetition")? }
    };
    let inner = match boxed("within") {
        Some(inner) => Place::Within(Box::new(first), inner),
        None => first,
    };
    Some(match boxed("to") {
        Some(last) => Place::Range(Box::new(inner), last),
        None => inner,
    })
}

#[cfg(test)]
mod tests {
    use super::{locator, placed, places};
    use medcode::formats::document::{Place, Places};

    #[test]
    fn every_kind_of_place_is_read_back_as_it_was() {
        let page = |lines| Place::Page { page: 2, lines, bounds: [72, 700, 130, 712] };
        let paragraph = Place::Paragraph { part: "footer1".into(), number: 4 };
        let field = Place::Field { message: 1, segment: "OBX[3]".into(), field: 5, repetition: 2 };
        let within = Place::Within(Box::new(field.clone()), Box::new(page([3, 3])));
        let range = |a: &Place, b: &Place| Place::Range(Box::new(a.clone()), Box::new(b.clone()));
        let all = [
            Some(page([3, 3])),
            Some(page([3, 7])),
            None,
            Some(Place::Element("/ClinicalDocument/text/p[2]".into())),
            Some(range(&within, &within)),
            Some(range(&paragraph, &field)),
            Some(within),
            Some(paragraph),
            Some(field),
        ];
        let before = Places::of((0..).step_by(10).zip(all).collect());
        let text = serde_json::to_string(&placed(&before)).unwrap();
        let kept: Vec<_> = serde_json::from_str(&text).unwrap();
        assert_eq!(places(&kept), before);
    }

    #[test]
    fn a_locator_says_in_words_where_to_look() {
        let place = Place::Page { page: 2, lines: [14, 14], bounds: [72, 700, 130, 712] };
        let told = serde_json::json!({"page": 2, "line": 14, "box": [72, 700, 130, 712], "words": "page 2, line 14"});
        assert_eq!(locator(&place), told);
    }
}
