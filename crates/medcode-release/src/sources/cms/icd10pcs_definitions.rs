//! How does ICD-10-PCS define its operations, body parts, approaches and devices?

use crate::sources::markup::{Item, Markup, attribute, decode, tidy};
use crate::sources::text::put_back;
use medcode_model::{Position, Problem, Read};

/// One defined value of a character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PcsDefinition {
    /// The section it holds for.
    pub section: u8,
    /// What the section is called.
    pub section_title: String,
    /// The position of the character (3 operation, 4 body part, 5 approach, ...).
    pub axis: u8,
    /// What the character stands for.
    pub axis_title: String,
    /// The values defined; several where they share one definition.
    pub titles: Vec<String>,
    /// What they mean; empty where only inclusions are listed.
    pub definition: String,
    /// The publisher's explanation.
    pub explanation: String,
    /// What they include.
    pub includes: Vec<String>,
    /// Line in the file.
    pub line: u32,
}

/// A specific device and the general one it counts as in other body systems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PcsDeviceAggregate {
    /// The specific device.
    pub device: String,
    /// The operation it holds for, or words for all.
    pub operation: String,
    /// The body systems it holds for.
    pub body_systems: Vec<String>,
    /// The general device.
    pub parent: String,
    /// The character of the general device.
    pub parent_value: Option<u8>,
}

/// The definitions of one release.
#[derive(Clone, Debug, Default)]
pub struct PcsDefinitions {
    /// The version as stated: the fiscal year.
    pub version: String,
    /// The definitions in the order of the file.
    pub definitions: Vec<PcsDefinition>,
    /// The device aggregation table.
    pub aggregates: Vec<PcsDeviceAggregate>,
}

/// More than any published file holds.
const MAX_ENTRIES: usize = 200_000;
/// Longer than any published field by far.
const MAX_FIELD: usize = 64 << 10;

/// Whether a file begins as the definitions do.
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    super::begins_with(head, "<ICD10PCS.definitions")
}

/// Reads the definitions.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<PcsDefinitions> {
    let (text, problem) = decode(bytes);
    let mut markup = Markup::new(&text);
    let mut reading = Reading::default();
    while let Some(item) = markup.next() {
        match item {
            Item::Open(tag) => reading.open(&tag, &mut markup),
            Item::Close => reading.close(&mut markup),
            Item::Text(text) => reading.text(&text),
        }
    }
    let mut problems = markup.problems;
    put_back(&mut problems, &text, bytes);
    problems.extend(problem);
    if !looks_like(bytes) {
        let message = "these are not the ICD-10-PCS definitions: no `ICD10PCS.definitions` at the start";
        problems.insert(0, Problem::error(Position::default(), message));
    }
    Read { value: reading.out, problems }
}

/// The definitions being read.
#[derive(Default)]
struct Reading {
    out: PcsDefinitions,
    open: Vec<String>,
    text: String,
    /// Section and axis of the open `terms`, and the entry itself.
    entry: PcsDefinition,
    aggregate: PcsDeviceAggregate,
    section: (u8, String),
    axis: (u8, String),
}

impl Reading {
    fn open(&mut self, tag: &quick_xml::events::BytesStart<'_>, markup: &mut Markup<'_>) {
        let name = tag.name().0;
        let value = |key| attribute(tag, key).and_then(|v| v.bytes().next());
        match name {
            "section" => self.section = (value("code").unwrap_or(0), String::new()),
            "axis" => {
                let at = value("pos").filter(u8::is_ascii_digit).map_or(0, |digit| digit - b'0');
                self.axis = (at, String::new());
            }
            "terms" => self.entry = PcsDefinition { line: markup.line(), ..PcsDefinition::default() },
            "aggregate" => self.aggregate = PcsDeviceAggregate::default(),
            "parent" => self.aggregate.parent_value = value("value"),
            _ => {}
        }
        self.open.push(name.chars().take(40).collect());
        self.text.clear();
    }

    fn text(&mut self, text: &str) {
        if self.text.len() + text.len() <= MAX_FIELD {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, markup: &mut Markup<'_>) {
        let Some(name) = self.open.pop() else { return };
        let text = tidy(&self.text);
        self.text.clear();
        let within = self.open.last().map_or("", String::as_str);
        match (within, name.as_str()) {
            (_, "version") => self.out.version = text,
            ("section", "title") => self.section.1 = text,
            ("axis", "title") => self.axis.1 = text,
            ("terms", "title") => self.entry.titles.push(text),
            ("terms", "definition") => self.entry.definition = text,
            ("terms", "explanation") => self.entry.explanation = text,
            ("terms", "includes") => self.entry.includes.push(text),
            ("aggregate", "device") => self.aggregate.device = text,
            ("aggregate", "operation") => self.aggregate.operation = text,
            ("aggregate", "bodySys") => self.aggregate.body_systems.push(text),
            ("aggregate", "parent") => self.aggregate.parent = text,
            (_, "terms") => self.end_entry(markup),
            (_, "aggregate") => self.out.aggregates.push(std::mem::take(&mut self.aggregate)),
            _ => {}
        }
        if self.out.definitions.len() + self.out.aggregates.len() > MAX_ENTRIES {
            markup.stop("more definitions than any published file");
        }
    }

    fn end_entry(&mut self, markup: &mut Markup<'_>) {
        let entry = std::mem::take(&mut self.entry);
        if entry.titles.is_empty() || self.section.0 == 0 || self.axis.0 == 0 {
            markup.warn("a definition without title, section or axis; left out");
            return;
        }
        self.out.definitions.push(PcsDefinition {
            section: self.section.0,
            section_title: self.section.1.clone(),
            axis: self.axis.0,
            axis_title: self.axis.1.clone(),
            ..entry
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::shared_files;
    use proptest::prelude::*;

    const SMALL: &str = r#"<ICD10PCS.definitions><version>2030</version>
<section code="0"><title>Works</title><axis pos="3"><title>Operation</title>
<terms><title>Repair</title><definition>Making good</definition><explanation>Not new</explanation>
<includes>Patching</includes><includes>Sealing</includes></terms><terms><includes>x</includes></terms>
</axis></section><deviceAggregation><aggregate><device>Copper nail</device><operation>All</operation>
<bodySys>Roof</bodySys><parent value="N">Nail</parent></aggregate></deviceAggregation></ICD10PCS.definitions>"#;

    #[test]
    fn definitions_know_their_section_and_character() {
        let read = read(SMALL.as_bytes());
        let only = &read.value.definitions[0];
        assert_eq!((only.section, only.axis, only.line), (b'0', 3, 3));
        assert_eq!(
            (only.axis_title.as_str(), &only.titles[..]),
            ("Operation", &["Repair".to_owned()][..])
        );
        assert_eq!(only.includes, ["Patching", "Sealing"]);
        assert_eq!(read.value.aggregates[0].parent_value, Some(b'N'));
        assert_eq!(read.problems.len(), 1);
    }

    #[test]
    fn the_official_file_loses_no_definition() {
        let Some(bytes) = shared_files::bytes("icd10pcs/2025/icd10pcs_definitions_2025.xml") else {
            return;
        };
        let read = read(&bytes);
        assert_eq!(read.problems, []);
        let all = &read.value.definitions;
        assert_eq!((all.len(), read.value.aggregates.len()), (930, 60));
        assert_eq!(all.iter().map(|d| d.titles.len()).sum::<usize>(), 1_066);
        assert_eq!(all.iter().map(|d| d.includes.len()).sum::<usize>(), 1_912);
        assert_eq!(all.iter().filter(|d| !d.definition.is_empty()).count(), 323);
    }

    proptest! {
        #[test]
        fn no_damage_makes_the_reader_panic(
            at in 0usize..SMALL.len(), byte in any::<u8>(), len in 0usize..SMALL.len(),
        ) {
            let mut bytes = SMALL.as_bytes()[..len].to_vec();
            if let Some(b) = bytes.get_mut(at) {
                *b = byte;
            }
            let _ = read(&bytes);
        }
    }
}
