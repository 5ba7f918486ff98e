//! The licensee's CPT list: codes, modifiers and the AMA's descriptors of them, every section
//! with words of it marked as licensed.

use super::codes::{self, Codes};
use super::sources::Files;
use super::{Counts, count, search};
use crate::sources::ama::{self, Descriptor, Width};
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::codes::{BILLABLE, MODIFIER};
use medcode_kb::tables::details::{self, DetailRow, Field};
use medcode_model::{Code, SourceKind};
use std::collections::BTreeMap;
use std::io;

/// The descriptors of one code.
#[derive(Default)]
struct Texts {
    long: String,
    medium: String,
    short: String,
    consumer: String,
    clinician: Vec<String>,
}

impl Texts {
    /// The fullest descriptor there is.
    fn title(&self) -> &str {
        [&self.long, &self.medium, &self.short].into_iter().find(|t| !t.is_empty()).map_or("", |t| t)
    }
}

type List = BTreeMap<Code, Texts>;

/// Writes the list; nothing where the licensee gave none.
pub(super) fn write(files: &mut Files<'_>, out: &mut ReleaseWriter) -> io::Result<Counts> {
    let mut list = List::new();
    consolidated(files, &mut list)?;
    standard(files, &mut list)?;
    further(files, &mut list)?;
    let modifiers = files.read(SourceKind::CptModifiers, |_, b| ama::read_modifiers(b), Vec::len)?;
    let modifiers = modifiers.map(|read| read.value).unwrap_or_default();
    list.retain(|_, texts| !texts.title().is_empty());
    if list.is_empty() {
        return Ok(Counts::new());
    }
    out.mark_licensed();
    let mut all = Codes::default();
    for (code, texts) in &list {
        all.add(*code.bytes(), BILLABLE, texts.title(), out);
        all.word(code.bytes(), texts.title(), &texts.short, out);
    }
    for modifier in &modifiers {
        let mut chars = [0; 7];
        chars[..2].copy_from_slice(&modifier.modifier);
        all.add(chars, MODIFIER, &modifier.text, out);
    }
    let counts = vec![count("billable", all.billable()), count("modifiers", all.len() - all.billable())];
    let order = all.write(out);
    let row = |code: &Code| codes::row(&order, code.bytes());
    let titles: Vec<(u32, String, String)> = list
        .iter()
        .filter_map(|(code, t)| Some((row(code)?, t.title().to_owned(), t.short.clone())))
        .collect();
    search::cpt(&titles, out);
    let mut found = Vec::new();
    for (code, texts) in &list {
        let Some(row) = row(code) else { continue };
        for (field, text) in details_of(texts) {
            let text = out.text.add(text).into();
            found.push(DetailRow { code: row.into(), text, field: field as u8, reserved: [0; 3] });
        }
    }
    details::write(found, Vec::new(), out);
    Ok(counts)
}

/// The descriptors that are neither title nor short title.
fn details_of(texts: &Texts) -> impl Iterator<Item = (Field, &str)> {
    let medium = Some(texts.medium.as_str()).filter(|t| *t != texts.title());
    let one = [(Field::Medium, medium), (Field::Consumer, Some(texts.consumer.as_str()))];
    let one = one.into_iter().filter_map(|(field, text)| Some((field, text?)));
    let many = texts.clinician.iter().map(|t| (Field::Clinician, t.as_str()));
    one.chain(many).filter(|(_, text)| !text.is_empty())
}

fn consolidated(files: &mut Files<'_>, list: &mut List) -> io::Result<()> {
    let kind = SourceKind::CptConsolidated;
    if let Some(read) = files.read(kind, |_, b| ama::read_consolidated(b), Vec::len)? {
        for row in read.value {
            let texts = list.entry(row.code).or_default();
            (texts.long, texts.medium, texts.short) = (row.long, row.medium, row.short);
            texts.consumer = row.consumer;
        }
    }
    Ok(())
}

/// The three files of descriptors fill what the consolidated list has not.
fn standard(files: &mut Files<'_>, list: &mut List) -> io::Result<()> {
    for (kind, width) in [
        (SourceKind::CptLong, Width::Long),
        (SourceKind::CptMedium, Width::Medium),
        (SourceKind::CptShort, Width::Short),
    ] {
        let Some(read) = files.read(kind, |_, b| ama::read_standard(width, b), Vec::len)? else {
            continue;
        };
        for Descriptor { code, text } in read.value {
            let texts = list.entry(code).or_default();
            let slot = match width {
                Width::Long => &mut texts.long,
                Width::Medium => &mut texts.medium,
                Width::Short => &mut texts.short,
            };
            if slot.is_empty() {
                *slot = text;
            }
        }
    }
    Ok(())
}

/// Clinician and consumer descriptors of codes that the list has.
fn further(files: &mut Files<'_>, list: &mut List) -> io::Result<()> {
    let kind = SourceKind::CptClinician;
    if let Some(read) = files.read(kind, |_, b| ama::read_clinician(b), Vec::len)? {
        for Descriptor { code, text } in read.value {
            list.entry(code).or_default().clinician.push(text);
        }
    }
    let kind = SourceKind::CptConsumer;
    if let Some(read) = files.read(kind, |_, b| ama::read_consumer(b), Vec::len)? {
        for Descriptor { code, text } in read.value {
            let texts = list.entry(code).or_default();
            if texts.consumer.is_empty() {
                texts.consumer = text;
            }
        }
    }
    Ok(())
}
