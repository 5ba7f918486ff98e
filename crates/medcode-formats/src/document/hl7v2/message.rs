//! One message: what its header segments tell, and the text of its observations and notes.

use super::super::told::day;
use super::super::{Builder, Document, Kind, Place, Unreadable};
use super::observation;
use super::separators::Separators;
use medcode_model::{Setting, Sex};
use std::collections::BTreeMap;

/// A segment of a message.
pub(super) struct Segment<'a> {
    /// Its name and which of that name it is: `OBX[3]`.
    pub(super) label: String,
    fields: Vec<&'a str>,
    message: u32,
}

impl<'a> Segment<'a> {
    /// A field, from 1; empty where there is none.
    pub(super) fn field(&self, number: usize) -> &'a str {
        self.fields.get(number).copied().unwrap_or_default()
    }

    /// The place of a field.
    pub(super) fn place(&self, field: u32, repetition: u32) -> Place {
        Place::Field { message: self.message, segment: self.label.as_str().into(), field, repetition }
    }
}

/// Reads the segments of a message, its header first.
pub(super) fn read(segments: &[&str], number: u32) -> Result<Document, Unreadable> {
    let separators = Separators::of(segments.first().copied().unwrap_or_default());
    let mut out = Builder::new(Kind::Hl7v2);
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for line in segments {
        let mut fields: Vec<&str> = line.split(separators.field).collect();
        let name = fields[0];
        let count = counts.entry(name).or_insert(0);
        *count += 1;
        if name == "MSH" {
            // The separator itself is the first field.
            fields.insert(1, "");
        }
        let segment = Segment { label: format!("{name}[{count}]"), fields, message: number };
        read_segment(name, &segment, &separators, &mut out)?;
    }
    out.finish()
}

fn read_segment(
    name: &str,
    segment: &Segment<'_>,
    separators: &Separators,
    out: &mut Builder,
) -> Result<(), Unreadable> {
    let first = |field: usize| separators.component(segment.field(field), 1);
    let told = out.told();
    match name {
        "MSH" => told.id = Some(first(10).to_owned()).filter(|id| !id.is_empty()),
        "PID" => {
            told.born = day(first(7));
            told.sex = Sex::parse(first(8));
        }
        "PV1" => {
            told.setting = setting(first(2));
            told.date_of_service = day(first(44)).or(told.date_of_service);
        }
        // The day of the activity (TXA) or observation (OBR) stands in where the visit has none.
        "TXA" => told.date_of_service = told.date_of_service.or_else(|| day(first(4))),
        "OBR" => {
            told.date_of_service = told.date_of_service.or_else(|| day(first(7)));
            observation::heading(segment, separators, out);
        }
        "OBX" => observation::read(segment, separators, out)?,
        "NTE" => observation::lines(segment, 3, separators, out),
        _ => {}
    }
    Ok(())
}

/// The setting of a patient class (HL7 table 0004); outpatient says nothing of which.
fn setting(class: &str) -> Option<Setting> {
    match class {
        "I" => Some(Setting::Inpatient),
        "E" => Some(Setting::Ed),
        _ => None,
    }
}
