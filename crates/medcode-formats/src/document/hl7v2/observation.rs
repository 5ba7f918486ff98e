//! An observation: text as it stands, a result as a line, a document as what it holds.

use super::super::{Builder, Unreadable, kind, one};
use super::message::Segment;
use super::separators::Separators;
use base64::Engine as _;

/// The name of the ordered service, as a heading over its observations.
pub(super) fn heading(segment: &Segment<'_>, separators: &Separators, out: &mut Builder) {
    let name = named(segment.field(4), separators);
    if !name.is_empty() {
        out.paragraph();
        out.at(segment.place(4, 1));
        out.push(&name);
        out.line();
    }
}

/// Reads the value of an observation.
pub(super) fn read(
    segment: &Segment<'_>,
    separators: &Separators,
    out: &mut Builder,
) -> Result<(), Unreadable> {
    // A result that was deleted or entered in error says nothing (HL7 table 0085).
    if matches!(segment.field(11), "D" | "W" | "X") {
        out.notice("an observation marked deleted, wrong or not obtained was left out");
        return Ok(());
    }
    match segment.field(2) {
        "ED" => document(segment, separators, out),
        "RP" => {
            out.notice("an observation points to a document elsewhere (type RP); that is not read");
            Ok(())
        }
        "TX" | "FT" | "" => {
            lines(segment, 5, separators, out);
            Ok(())
        }
        _ => {
            result(segment, separators, out);
            Ok(())
        }
    }
}

/// Each repetition of a field as a line of text.
pub(super) fn lines(segment: &Segment<'_>, field: u32, separators: &Separators, out: &mut Builder) {
    for (text, repetition) in segment.field(field as usize).split(separators.repetition).zip(1..) {
        out.at(segment.place(field, repetition));
        out.push(&separators.unescape(text));
        out.push("\n");
    }
}

/// `Name: value unit (abnormal flag)`.
fn result(segment: &Segment<'_>, separators: &Separators, out: &mut Builder) {
    let name = named(segment.field(3), separators);
    let values = segment.field(5).split(separators.repetition);
    let values: Vec<String> = values.map(|v| value(segment.field(2), v, separators)).collect();
    let unit = separators.unescape(separators.component(segment.field(6), 1));
    if values.iter().all(String::is_empty) {
        return;
    }
    out.at(segment.place(5, 1));
    let line = format!("{name}: {} {unit}", values.join(", "));
    out.push(line.trim_start_matches(": ").trim());
    out.push("\n");
}

/// A value as it is read: the text of a code, the parts of a number in order.
fn value(kind: &str, value: &str, separators: &Separators) -> String {
    let text = match kind {
        "CE" | "CWE" | "CNE" | "CF" => return named(value, separators),
        "SN" => value.replace(separators.component, ""),
        _ => value.replace(separators.component, " "),
    };
    separators.unescape(text.trim())
}

/// The text of a coded field; its identifier where it has none.
fn named(field: &str, separators: &Separators) -> String {
    let text = Some(separators.component(field, 2)).filter(|t| !t.is_empty());
    separators.unescape(text.unwrap_or_else(|| separators.component(field, 1)))
}

/// A document within the observation (type ED): source, type, subtype, encoding, data.
fn document(
    segment: &Segment<'_>,
    separators: &Separators,
    out: &mut Builder,
) -> Result<(), Unreadable> {
    let part = |number| separators.component(segment.field(5), number);
    let data = match part(4).to_ascii_lowercase().as_str() {
        "base64" => {
            let tight: Vec<u8> = part(5).bytes().filter(|b| !b.is_ascii_whitespace()).collect();
            let engine = base64::engine::general_purpose::STANDARD;
            engine.decode(tight).map_err(|_| {
                Unreadable(format!("{}, field 5: the document is not Base64 as it says", segment.label))
            })?
        }
        "hex" => {
            return Err(Unreadable(format!("{}, field 5: hexadecimal data is not read", segment.label)));
        }
        _ => separators.unescape(part(5)).into_bytes(),
    };
    let inner = kind::of(&data)
        .and_then(|kind| one(kind, &data))
        .map_err(|Unreadable(e)| Unreadable(format!("{}, field 5: {e}", segment.label)))?;
    out.line();
    out.take(inner, &segment.place(5, 1));
    out.line();
    Ok(())
}
