//! Text as it grows, with the place each part of it comes from.

use super::{Document, Kind, Place, Places, Told, Unreadable};

/// Collects a document's text.
pub(super) struct Builder {
    document: Document,
    places: Vec<(usize, Option<Place>)>,
}

impl Builder {
    pub(super) fn new(kind: Kind) -> Self {
        let text = String::new();
        let (told, notices, places) = (Told::default(), Vec::new(), Places::default());
        let document = Document { kind, text, verbatim: false, told, notices, places };
        Self { document, places: Vec::new() }
    }

    /// The document as it stands, with text or without.
    pub(super) fn into_document(self) -> Document {
        let len = self.document.text.len();
        let parts = self.places.into_iter().filter(|(at, _)| *at < len);
        Document { places: Places::of(parts.collect()), ..self.document }
    }

    /// What the header says.
    pub(super) fn told(&mut self) -> &mut Told {
        &mut self.document.told
    }

    /// Something that the user should know; never patient text.
    pub(super) fn notice(&mut self, notice: impl Into<String>) {
        let notice = notice.into();
        if !self.document.notices.contains(&notice) {
            self.document.notices.push(notice);
        }
    }

    /// What follows stands here.
    pub(super) fn at(&mut self, place: Place) {
        let start = self.document.text.len();
        let place = Some(place);
        match self.places.last_mut() {
            Some((at, last)) if *at == start => *last = place,
            Some((_, last)) if *last == place => {}
            _ => self.places.push((start, place)),
        }
    }

    /// Adds text as it is.
    pub(super) fn push(&mut self, text: &str) {
        self.document.text.push_str(text);
    }

    /// Adds text in which a run of blanks is one blank, and none begins a line.
    pub(super) fn flow(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_whitespace() {
                self.document.text.push(c);
            } else if !self.document.text.is_empty() && !self.ends_blank() {
                self.document.text.push(' ');
            }
        }
    }

    /// Begins a line, unless one has just begun.
    pub(super) fn line(&mut self) {
        self.trim();
        if !self.document.text.is_empty() && !self.document.text.ends_with('\n') {
            self.document.text.push('\n');
        }
    }

    /// Leaves a blank line, unless there is one.
    pub(super) fn paragraph(&mut self) {
        self.line();
        if !self.document.text.is_empty() && !self.document.text.ends_with("\n\n") {
            self.document.text.push('\n');
        }
    }

    /// Separates two cells of a row.
    pub(super) fn cell(&mut self) {
        self.trim();
        if !self.document.text.is_empty() && !self.document.text.ends_with(['\n', '\t']) {
            self.document.text.push('\t');
        }
    }

    fn ends_blank(&self) -> bool {
        self.document.text.ends_with([' ', '\t', '\n'])
    }

    fn trim(&mut self) {
        let kept = self.document.text.trim_end_matches([' ', '\t']).len();
        self.document.text.truncate(kept);
    }

    /// Takes in a document that was kept inside this one.
    pub(super) fn take(&mut self, inner: Document, here: &Place) {
        let start = self.document.text.len();
        self.at(here.clone());
        let within = |place: &Place| Place::Within(Box::new(here.clone()), Box::new(place.clone()));
        self.document.text.push_str(&inner.text);
        self.places.extend(inner.places.iter().map(|(at, place)| (start + at, place.map(within))));
        inner.notices.into_iter().for_each(|n| self.notice(n));
        let told = &mut self.document.told;
        told.sex = told.sex.or(inner.told.sex);
        told.born = told.born.or(inner.told.born);
        told.date_of_service = told.date_of_service.or(inner.told.date_of_service);
        told.setting = told.setting.or(inner.told.setting);
    }

    /// The document, where it has text.
    pub(super) fn finish(mut self) -> Result<Document, Unreadable> {
        self.line();
        if self.document.text.trim().is_empty() {
            let kind = self.document.kind.id().to_uppercase();
            let first = format!("no text was found in the {kind} document");
            let detail = std::iter::once(first).chain(self.document.notices).collect::<Vec<_>>();
            return Err(Unreadable(detail.join("; ")));
        }
        Ok(self.into_document())
    }
}
