//! One part of a Word document: its paragraphs in order.

use super::super::xml::{Item, Tag, Walk};
use super::super::{Builder, Place};
use super::numbers::Numbers;
use std::collections::BTreeMap;

/// Reads a part named `document`, `header1` and so on.
pub(super) fn read(markup: &str, part: &str, numbers: &Numbers, out: &mut Builder) {
    let mut reading = Reading::new(part, numbers, out);
    let mut walk = Walk::new(markup);
    for item in walk.by_ref() {
        match item {
            Item::Open(tag) => reading.open(&tag),
            Item::Close(name) => reading.close(&name),
            Item::Text(text) => reading.text(&text),
        }
    }
    if walk.broken {
        out.notice("a part of the Word document is broken; what stands before the fault was read");
    }
}

struct Reading<'a> {
    part: &'a str,
    numbers: &'a Numbers,
    out: &'a mut Builder,
    paragraph: u32,
    list: (String, String),
    begun: bool,
    in_text: bool,
    /// Depth of open elements of which nothing is read.
    hidden: u32,
    rows: u32,
    counts: BTreeMap<(String, String), u32>,
}

impl<'a> Reading<'a> {
    fn new(part: &'a str, numbers: &'a Numbers, out: &'a mut Builder) -> Self {
        let (list, counts) = ((String::new(), String::new()), BTreeMap::new());
        let (begun, in_text) = (false, false);
        Self { part, numbers, out, paragraph: 0, list, begun, in_text, hidden: 0, rows: 0, counts }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        // What tracked changes took out is no longer said; the fallback repeats its choice.
        if self.hidden > 0 || matches!(name, "del" | "moveFrom" | "pPrChange" | "Fallback" | "instrText")
        {
            self.hidden += 1;
            return;
        }
        match name {
            "p" => {
                self.paragraph += 1;
                (self.begun, self.list) = (false, (String::new(), String::new()));
            }
            "pStyle" => {
                let style = tag.attribute("val").unwrap_or_default();
                self.list = self.numbers.of_style(&style).unwrap_or_default();
            }
            "numId" => self.list.0 = tag.attribute("val").unwrap_or_default(),
            "ilvl" => self.list.1 = tag.attribute("val").unwrap_or_default(),
            "t" => self.in_text = true,
            "tab" if self.begun => self.out.push("\t"),
            "br" | "cr" if self.begun => self.out.line(),
            "noBreakHyphen" => self.write("-"),
            "tr" => self.rows += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "tc" => self.out.cell(),
            "tr" => {
                self.rows = self.rows.saturating_sub(1);
                self.out.line();
            }
            // Paragraphs of a cell stay on the line of its row.
            "p" if self.rows > 0 => self.write(if self.begun { " " } else { "" }),
            "p" if self.begun => self.out.line(),
            "p" => self.out.paragraph(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden == 0 && self.in_text {
            self.write(text);
        }
    }

    fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.begun {
            self.begun = true;
            self.out.at(Place::Paragraph { part: self.part.into(), number: self.paragraph });
            self.label();
        }
        self.out.push(text);
    }

    fn label(&mut self) {
        if self.list.0.is_empty() {
            return;
        }
        // A new item begins the numbers below it anew.
        self.counts.retain(|(list, level), _| *list != self.list.0 || *level <= self.list.1);
        let count = self.counts.entry(self.list.clone()).or_insert(0);
        *count += 1;
        if let Some(label) = self.numbers.label(&self.list.0, &self.list.1, *count) {
            self.out.push(&label);
        }
    }
}
