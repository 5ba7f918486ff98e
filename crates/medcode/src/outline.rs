//! Which sections does a note have, and where? What a page needs to fold them.

use medcode_model::Span;
use medcode_note::Document;

/// A stretch of a note under one header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineSection {
    /// What it is about, as a word: `hpi`, `assessment`, ...
    pub kind: &'static str,
    /// The words of its header, where it has one.
    pub header: Option<Span>,
    /// All of it, header and content.
    pub span: Span,
    /// Where its content begins.
    pub content: u32,
}

/// The sections of a note: in order, without gaps.
#[must_use]
pub fn outline(text: &str) -> Vec<OutlineSection> {
    let sections = Document::read(text);
    let section = |s: &medcode_note::Section| OutlineSection {
        kind: s.kind.id(),
        header: s.header,
        span: s.span,
        content: s.content,
    };
    sections.sections().iter().map(section).collect()
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[test]
    fn the_sections_cover_the_text_and_count_bytes() {
        let text =
            "ANAMNÈSE\n\nHISTORY OF PRESENT ILLNESS: Ménière's disease.\n\nASSESSMENT:\n1. Gout.\n";
        let sections = outline(text);
        assert_eq!(sections.first().map(|s| s.span.start), Some(0));
        assert_eq!(sections.last().map(|s| s.span.end as usize), Some(text.len()));
        assert!(sections.windows(2).all(|two| two[0].span.end == two[1].span.start));
        let headers: Vec<&str> = sections.iter().filter_map(|s| Some(s.header?.of(text))).collect();
        assert!(headers.contains(&"ASSESSMENT"), "{headers:?}");
    }
}
