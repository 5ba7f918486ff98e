//! What does a rule say of itself? The doc comment at the head of its file, under fixed headings.

use crate::rule::Rule;

/// The headings every rule has, in this order.
pub(crate) const HEADINGS: [&str; 6] =
    ["What it checks", "Authority", "Why it matters", "Example", "What to do", "Limits"];

/// The page of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// One line: what is wrong when it fires.
    pub title: String,
    /// Text under each of the headings.
    pub sections: Vec<(&'static str, String)>,
}

impl Page {
    /// The page of a rule; a heading that is missing has an empty text, which a test forbids.
    #[must_use]
    pub fn of(rule: &Rule) -> Self {
        let lines = rule.source.lines().map_while(|l| l.strip_prefix("//!"));
        let text: Vec<&str> = lines.map(|l| l.strip_prefix(' ').unwrap_or(l)).collect();
        let title = text.first().copied().unwrap_or_default().trim_end_matches('.').to_owned();
        let sections = HEADINGS.map(|heading| (heading, under(&text, heading)));
        Self { title, sections: sections.into() }
    }
}

/// The text after `*Heading.*` up to the next heading, as one paragraph.
fn under(lines: &[&str], heading: &str) -> String {
    let opens = |line: &str, h: &str| line.starts_with(&format!("*{h}.*"));
    let mut out = String::new();
    let mut inside = false;
    for line in lines {
        if HEADINGS.iter().any(|h| opens(line, h)) {
            inside = opens(line, heading);
        }
        if inside {
            let line = line.strip_prefix(&format!("*{heading}.*")).unwrap_or(line).trim();
            if !out.is_empty() && !line.is_empty() {
                out.push(' ');
            }
            out.push_str(line);
        }
    }
    out
}
