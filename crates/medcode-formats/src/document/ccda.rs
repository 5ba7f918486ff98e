//! HL7 CDA R2 (C-CDA): the narrative of each section, under its title.
//!
//! The narrative is what the author attested (CDA R2, 1.2.3); coded entries are not read as text.

use super::layout::{Layout, Role};
use super::told::day;
use super::xml::{Item, Tag, Walk};
use super::{Builder, Place, Unreadable, one, text};
use base64::Engine as _;
use medcode_model::{Setting, Sex};

/// Reads a document.
pub(super) fn read(bytes: &[u8], out: &mut Builder) -> Result<(), Unreadable> {
    let markup = text::of(bytes, out);
    header(&markup, out);
    let mut body = Body::new();
    let mut layout = Layout::new(out, "");
    let mut walk = Walk::new(&markup);
    for item in walk.by_ref() {
        match item {
            Item::Open(tag) => body.open(&tag, &mut layout),
            Item::Close(name) => body.close(&name, &mut layout),
            Item::Text(text) => body.text(&text, &mut layout),
        }
    }
    if walk.broken {
        out.notice("the XML is broken; what stands before the fault was read");
    }
    body.kept.map_or(Ok(()), |kept| kept.read(out))
}

/// A body that is not XML: a document kept inside this one.
#[derive(Default)]
struct Kept {
    base64: bool,
    text: String,
}

impl Kept {
    fn read(self, out: &mut Builder) -> Result<(), Unreadable> {
        let bytes = if self.base64 {
            let tight: Vec<u8> = self.text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
            base64::engine::general_purpose::STANDARD.decode(tight).map_err(|_| {
                Unreadable("the body of the CDA document is not Base64 as it says".into())
            })?
        } else {
            self.text.into_bytes()
        };
        let kind = super::kind::of(&bytes)?;
        let inner = one(kind, &bytes)?;
        out.take(inner, &Place::Element("/ClinicalDocument/component/nonXMLBody/text".into()));
        Ok(())
    }
}

/// The body as it goes by: narrative is written, everything else passed over.
struct Body {
    /// Open elements that are no narrative.
    depth: Vec<String>,
    /// Open elements within a narrative block or title.
    within: usize,
    kept: Option<Kept>,
    keeping: bool,
}

impl Body {
    const fn new() -> Self {
        Self { depth: Vec::new(), within: 0, kept: None, keeping: false }
    }

    fn open(&mut self, tag: &Tag<'_>, layout: &mut Layout) {
        let name = tag.name();
        if self.within > 0 {
            self.within += 1;
            if name == "br" {
                layout.line_break();
            }
            return layout.open(name, role(tag));
        }
        let parent = self.depth.last().map_or("", String::as_str);
        match (parent, name) {
            ("section", "title" | "text") => {
                self.within = 1;
                layout.open(name, Role::Paragraph);
            }
            ("nonXMLBody", "text") => {
                let base64 = tag.attribute("representation").is_some_and(|r| r == "B64");
                (self.kept, self.keeping) = (Some(Kept { base64, text: String::new() }), true);
                layout.open(name, Role::Hidden);
            }
            _ => layout.open(name, Role::Inline),
        }
        self.depth.push(name.to_owned());
    }

    fn close(&mut self, name: &str, layout: &mut Layout) {
        layout.close(name);
        self.within = self.within.saturating_sub(1);
        if self.within == 0 {
            self.depth.pop();
            self.keeping = false;
        }
    }

    fn text(&mut self, text: &str, layout: &mut Layout) {
        if self.within > 0 {
            layout.text(text);
        } else if let (true, Some(kept)) = (self.keeping, &mut self.kept) {
            kept.text.push_str(text);
        }
    }
}

/// What an element of the narrative block does to the lines (CDA R2, 4.3.5).
fn role(tag: &Tag<'_>) -> Role {
    if tag.attribute("revised").is_some_and(|r| r == "delete") {
        return Role::Hidden;
    }
    match tag.name() {
        "paragraph" | "table" => Role::Paragraph,
        "tr" | "thead" | "tbody" | "tfoot" | "caption" | "footnote" => Role::Block,
        "list" => Role::List { ordered: tag.attribute("listType").is_some_and(|t| t == "ordered") },
        "item" => Role::Item,
        "td" | "th" => Role::Cell,
        "renderMultiMedia" => Role::Hidden,
        _ => Role::Inline,
    }
}

/// Patient and encounter, from the header.
fn header(markup: &str, out: &mut Builder) {
    let told = out.told();
    let mut open: Vec<String> = Vec::new();
    for item in Walk::new(markup) {
        match item {
            Item::Open(tag) => {
                let name = tag.name();
                let of_patient = open.last().is_some_and(|o| o == "patient");
                let value = || tag.attribute("value").and_then(|v| day(&v));
                match name {
                    "structuredBody" => return,
                    "birthTime" if of_patient => told.born = value(),
                    "administrativeGenderCode" if of_patient => {
                        told.sex = tag.attribute("code").as_deref().and_then(Sex::parse);
                    }
                    "low" | "effectiveTime" if under_encounter(&open) => {
                        told.date_of_service = told.date_of_service.or_else(value);
                    }
                    "code" if open.last().is_some_and(|o| o == "encompassingEncounter") => {
                        told.setting = tag.attribute("code").as_deref().and_then(setting);
                    }
                    _ => {}
                }
                open.push(name.to_owned());
            }
            Item::Close(_) => drop(open.pop()),
            Item::Text(_) => {}
        }
    }
}

fn under_encounter(open: &[String]) -> bool {
    open.iter().rev().take(2).any(|o| o == "encompassingEncounter")
}

/// The setting of an HL7 ActEncounterCode; ambulatory says nothing of which.
fn setting(code: &str) -> Option<Setting> {
    Some(match code {
        "IMP" | "ACUTE" | "NONAC" => Setting::Inpatient,
        "EMER" => Setting::Ed,
        "OBSENC" => Setting::Observation,
        "HH" => Setting::Home,
        "VR" => Setting::Telehealth,
        "SS" => Setting::OutpatientProcedure,
        _ => return None,
    })
}
