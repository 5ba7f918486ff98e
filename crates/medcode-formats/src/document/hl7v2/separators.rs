//! The separators that a message declares, and the escapes made of them (HL7 v2, 2.7).

/// The separators of a message.
#[derive(Clone, Copy)]
pub(super) struct Separators {
    pub(super) field: char,
    pub(super) component: char,
    pub(super) repetition: char,
    escape: char,
    subcomponent: char,
}

impl Separators {
    /// From the header segment.
    pub(super) fn of(header: &str) -> Self {
        let mut said = header.chars().skip(3);
        let field = said.next().unwrap_or('|');
        let mut said = said.take_while(|c| *c != field);
        let mut next = |usual| said.next().unwrap_or(usual);
        let (component, repetition) = (next('^'), next('~'));
        let (escape, subcomponent) = (next('\\'), next('&'));
        Self { field, component, repetition, escape, subcomponent }
    }

    /// A component of the first repetition of a field; empty where there is none.
    pub(super) fn component<'a>(&self, field: &'a str, number: usize) -> &'a str {
        let first = field.split(self.repetition).next().unwrap_or_default();
        first.split(self.component).nth(number - 1).unwrap_or_default()
    }

    /// Text with its escapes replaced; unknown ones fall away, as the standard allows.
    pub(super) fn unescape(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(self.escape) {
            out.push_str(before);
            let Some((sequence, after)) = after.split_once(self.escape).filter(|(s, _)| is_escape(s))
            else {
                out.push(self.escape);
                rest = after;
                continue;
            };
            self.escape(sequence, &mut out);
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn escape(&self, sequence: &str, out: &mut String) {
        match sequence {
            "F" => out.push(self.field),
            "S" => out.push(self.component),
            "T" => out.push(self.subcomponent),
            "R" => out.push(self.repetition),
            "E" => out.push(self.escape),
            _ if sequence.starts_with('X') => out.push_str(&hexadecimal(&sequence[1..])),
            _ if is_break(sequence) => out.push('\n'),
            _ => {}
        }
    }
}

/// Whether a text between two escape characters is an escape: short, and none of the note's own.
fn is_escape(sequence: &str) -> bool {
    let formatting = sequence.starts_with('.') && sequence.len() <= 6;
    formatting || matches!(sequence, "F" | "S" | "T" | "R" | "E" | "H" | "N") || {
        let hex = sequence.strip_prefix('X').unwrap_or("-");
        hex.len() >= 2 && hex.bytes().all(|b| b.is_ascii_hexdigit())
    }
}

/// `.br`, `.sp` with its count, `.ce`: a line ends.
fn is_break(sequence: &str) -> bool {
    [".br", ".sp", ".ce"].iter().any(|s| sequence.starts_with(s))
}

fn hexadecimal(digits: &str) -> String {
    let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok());
    let bytes: Vec<u8> = digits.as_bytes().chunks(2).filter_map(byte).collect();
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.replace('\r', "\n")
}
