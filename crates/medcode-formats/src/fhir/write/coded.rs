//! Condition and Procedure for each code, and Provenance: by whom, from which words of the note.

use super::claim::coding;
use super::{Along, Bundle, NoteSource, Original, concept, reference, some};
use crate::json::{Value, list, number, object, text};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use medcode_model::{Claim, CodeSaid, CodeSystem, Date, Declared};
use std::collections::BTreeSet;

/// The extension that says where in a text something was found (HL7, FHIR extensions pack).
const DERIVED: &str = "http://hl7.org/fhir/StructureDefinition/derivation-reference";

/// The addresses of the note and of the document that its text was taken out of.
pub(super) struct Documents {
    note: String,
    original: Option<String>,
}

/// Adds the note, and what it was taken out of.
pub(super) fn documents<'a>(note: &NoteSource<'a>, bundle: &mut Bundle<'a>) -> Documents {
    let original = note.original.as_ref().map(|o| original(o, bundle));
    let note = document(note, original.as_deref(), bundle);
    Documents { note, original }
}

/// Adds the document that the note was taken out of: what it is, not its bytes.
fn original<'a>(original: &Original<'a>, bundle: &mut Bundle<'a>) -> String {
    let attachment = object([
        ("contentType", some(original.media_type)),
        ("title", Some(text(if original.name.is_empty() { "document" } else { original.name }))),
    ]);
    let resource = object([
        ("resourceType", Some(text("DocumentReference"))),
        ("id", Some(bundle.id("original"))),
        ("status", Some(text("current"))),
        ("description", Some(text("the document that the text of the note was taken out of"))),
        ("content", Some(list([object([("attachment", Some(attachment))])]))),
    ]);
    bundle.add("original", resource)
}

fn document<'a>(note: &NoteSource<'a>, original: Option<&str>, bundle: &mut Bundle<'a>) -> String {
    let description = match note.text {
        Some(_) => "the note that was coded; places count its characters",
        None => "the note that was coded; places count bytes of its UTF-8 text",
    };
    let attachment = object([
        ("contentType", Some(text("text/plain; charset=utf-8"))),
        ("data", note.text.map(|t| text(BASE64_STANDARD.encode(t)))),
        ("title", Some(text(if note.id.is_empty() { "note" } else { note.id }))),
    ]);
    let resource = object([
        ("resourceType", Some(text("DocumentReference"))),
        ("id", Some(bundle.id("note"))),
        ("status", Some(text("current"))),
        ("description", Some(text(description))),
        ("relatesTo", original.map(transforms)),
        ("content", Some(list([object([("attachment", Some(attachment))])]))),
    ]);
    bundle.add("note", resource)
}

fn transforms<'a>(original: &str) -> Value<'a> {
    let relation = [("code", Some(text("transforms"))), ("target", Some(reference(original)))];
    list([object(relation)])
}

/// Adds a Condition for each diagnosis, a Procedure for each procedure and service, and where
/// each comes from.
pub(super) fn write<'a>(
    claim: &'a Claim,
    along: &'a Along<'_>,
    patient: &str,
    (claimed, documents): (&str, Option<&Documents>),
    bundle: &mut Bundle<'a>,
) {
    let note = documents.map(|d| &*d.note);
    let places = Places::of(along);
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for diagnosis in claim.diagnoses.iter().filter(|d| !d.code.text.is_empty()) {
        // The admitting diagnosis is often one of the others too.
        if !seen.insert((&diagnosis.code.text, false)) {
            continue;
        }
        let name = format!("condition{}", all.len() + 1);
        let extension = places.extension(&diagnosis.code, note);
        let resource =
            condition(&name, diagnosis, along, patient, extension.clone(), claim.from, bundle);
        all.push((bundle.add(&name, resource), Some(&diagnosis.code), extension));
    }
    let done = claim.procedures.iter().map(|p| (&p.code, p.date));
    let services = claim.lines.iter().filter_map(|l| Some((l.code.as_ref()?, l.from)));
    let known = |c: &CodeSaid| matches!(c.system, Declared::Known(_));
    let mut procedures = 0;
    for (code, day) in done.chain(services.filter(|(c, _)| known(c) && !supplied(c))) {
        if code.text.is_empty() || !seen.insert((&code.text, true)) {
            continue;
        }
        procedures += 1;
        let name = format!("procedure{procedures}");
        let extension = places.extension(code, note);
        let resource = object([
            ("resourceType", Some(text("Procedure"))),
            ("id", Some(bundle.id(&name))),
            ("extension", extension.clone()),
            ("status", Some(text("completed"))),
            ("code", Some(coding(code, along))),
            ("subject", Some(reference(patient))),
            ("performedDateTime", day.or(claim.from).map(|d| text(d.to_string()))),
        ]);
        all.push((bundle.add(&name, resource), Some(code), extension));
    }
    let mut provenances = 0;
    for (target, code, extension) in all.into_iter().chain([(claimed.to_owned(), None, None)]) {
        provenances += 1;
        let name = format!("provenance{provenances}");
        let entities = documents.map(|d| places.entities(d, code, extension));
        let resource = provenance(&name, target, along, entities, bundle);
        bundle.add(&name, resource);
    }
}

/// Drugs and supplies are no procedures: HCPCS codes of A, B, E, J, K, L and Q.
fn supplied(code: &CodeSaid) -> bool {
    let hcpcs = code.code.is_some_and(|c| c.system() == CodeSystem::Hcpcs);
    hcpcs && code.text.starts_with(['A', 'B', 'E', 'J', 'K', 'L', 'Q'])
}

fn condition<'a>(
    name: &str,
    diagnosis: &'a medcode_model::Diagnosis,
    along: &'a Along<'_>,
    patient: &str,
    extension: Option<Value<'a>>,
    day: Option<Date>,
    bundle: &Bundle<'a>,
) -> Value<'a> {
    const SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/condition-";
    let status = |part: &str, code: &'static str| {
        let coding =
            object([("system", Some(text(format!("{SYSTEM}{part}")))), ("code", Some(text(code)))]);
        object([("coding", Some(list([coding])))])
    };
    object([
        ("resourceType", Some(text("Condition"))),
        ("id", Some(bundle.id(name))),
        ("extension", extension),
        ("clinicalStatus", Some(status("clinical", "active"))),
        ("verificationStatus", Some(status("ver-status", "confirmed"))),
        ("category", Some(list([status("category", "encounter-diagnosis")]))),
        ("code", Some(coding(&diagnosis.code, along))),
        ("subject", Some(reference(patient))),
        ("recordedDate", day.map(|d| text(d.to_string()))),
    ])
}

fn provenance<'a>(
    name: &str,
    target: String,
    along: &'a Along<'_>,
    entities: Option<Value<'a>>,
    bundle: &Bundle<'a>,
) -> Value<'a> {
    let agent = object([
        (
            "type",
            Some(concept(
                "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                "assembler",
            )),
        ),
        ("who", Some(object([("display", some(&along.agent))]))),
    ]);
    object([
        ("resourceType", Some(text("Provenance"))),
        ("id", Some(bundle.id(name))),
        ("target", Some(list([reference(target)]))),
        ("recorded", Some(text(&*along.recorded))),
        ("agent", Some(list([agent]))),
        ("entity", entities),
    ])
}

/// The places of the words, counted as FHIR counts them.
struct Places<'a> {
    note: Option<&'a NoteSource<'a>>,
    /// The character that begins at or before each thousandth byte, so that counting stays short.
    marks: Vec<usize>,
}

const STEP: usize = 1024;

impl<'a> Places<'a> {
    fn of(along: &'a Along<'_>) -> Self {
        let note = along.note.as_ref();
        let mut marks = vec![0];
        if let Some(text) = note.and_then(|n| n.text) {
            let mut count = 0;
            for (n, byte) in text.bytes().enumerate() {
                count += usize::from(byte & 0xc0 != 0x80);
                if (n + 1) % STEP == 0 {
                    marks.push(count);
                }
            }
        }
        Self { note, marks }
    }

    /// The characters before a byte.
    fn before(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let mark = byte / STEP;
        let rest = &text.as_bytes()[mark * STEP..byte];
        self.marks[mark] + rest.iter().filter(|b| *b & 0xc0 != 0x80).count()
    }

    /// What a code was made from: the note with the places of the words, and each place in the
    /// document that the note was taken out of.
    fn entities(
        &self,
        documents: &Documents,
        code: Option<&CodeSaid>,
        extension: Option<Value<'a>>,
    ) -> Value<'a> {
        let source = object([
            ("extension", extension),
            ("role", Some(text("source"))),
            ("what", Some(reference(&*documents.note))),
        ]);
        let original = self.note.and_then(|n| n.original.as_ref()).zip(documents.original.as_ref());
        let found = code.and_then(|c| c.code).zip(original);
        let found = found.and_then(|(code, (o, at))| Some((o.places.get(&code)?, at)));
        let quoted = found.into_iter().flat_map(|(places, at)| {
            places.iter().map(move |place| {
                let what =
                    [("reference", Some(text(at.clone()))), ("display", Some(text(place.as_str())))];
                object([("role", Some(text("quotation"))), ("what", Some(object(what)))])
            })
        });
        list([source].into_iter().chain(quoted))
    }

    /// Where the words behind a code stand.
    fn extension(&self, code: &CodeSaid, address: Option<&str>) -> Option<Value<'a>> {
        let (note, address) = (self.note?, address?);
        let spans = note.evidence.get(&code.code?)?;
        let each = spans.iter().map(|(start, end)| {
            let (offset, length) = match note.text {
                Some(text) => {
                    let first = self.before(text, *start);
                    (first, self.before(text, *end) - first)
                }
                None => (*start, end.saturating_sub(*start)),
            };
            let part = |url: &'static str, name: &'static str, value: Value<'a>| {
                object([("url", Some(text(url))), (name, Some(value))])
            };
            let parts = [
                part("reference", "valueReference", reference(address)),
                part("path", "valueString", text("DocumentReference.content[0].attachment")),
                part("offset", "valueInteger", number(offset)),
                part("length", "valueInteger", number(length)),
            ];
            object([("extension", Some(list(parts))), ("url", Some(text(DERIVED)))])
        });
        Some(list(each))
    }
}
