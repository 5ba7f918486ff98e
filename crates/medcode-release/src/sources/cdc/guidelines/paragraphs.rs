//! How do lines become paragraphs again?

/// Text that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    done: String,
    open: String,
}

impl Paragraphs {
    /// Adds a line; an empty one, a bullet or a reference ends the paragraph before it.
    pub(super) fn add(&mut self, line: &str) {
        if line.is_empty() || line.starts_with('•') || line.starts_with("See ") {
            self.end();
        }
        join(&mut self.open, line);
    }

    fn end(&mut self) {
        if self.open.is_empty() {
            return;
        }
        if !self.done.is_empty() {
            self.done.push('\n');
        }
        self.done.push_str(&self.open);
        self.open.clear();
    }

    /// The text, a line a paragraph.
    pub(super) fn finish(mut self) -> String {
        self.end();
        self.done
    }
}

/// Adds a line to a text. A word that the line end parts keeps its hyphen.
pub(super) fn join(text: &mut String, line: &str) {
    let parted = text.ends_with('-') && !text.ends_with(" -");
    if !text.is_empty() && !line.is_empty() && !parted {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_and_paragraphs_kept() {
        let mut p = Paragraphs::default();
        for line in ["The ICD-", "10-CM is", "used.", "", "", "• One", "• Two", "lines", "See Section I"]
        {
            p.add(line);
        }
        assert_eq!(p.finish(), "The ICD-10-CM is used.\n• One\n• Two lines\nSee Section I");
    }
}
