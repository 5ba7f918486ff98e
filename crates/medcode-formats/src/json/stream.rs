//! The parts of a long JSON document as they go by: a value a line (NDJSON), the elements of a
//! list, the entries of a Bundle. Memory holds one part, whatever the size of the document.

use std::io::{self, Read};

/// Bytes read at a time.
const CHUNK: usize = 1 << 17;

/// A part longer than this is given as far as it was read, and nothing after it.
const LONGEST: usize = 1 << 28;

/// Members of an outermost object whose elements are given one by one.
const LISTS: [&str; 2] = ["entry", "claims"];

/// A part of a document.
pub struct Element<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Where it begins.
    pub byte: u64,
    /// Line it begins on, from 1.
    pub line: u32,
    /// Column it begins in, from 1, in bytes.
    pub column: u32,
    /// The list it is of and its number there, from 0; none for an outermost value.
    pub within: Option<(&'static str, usize)>,
    /// An outermost object whose list has gone by already; the list is empty here.
    pub shell: bool,
}

/// Calls back for every part of a document; stops when the callback says so.
///
/// # Errors
/// When the document cannot be read.
pub fn elements(mut input: impl Read, mut on: impl FnMut(&Element<'_>) -> bool) -> io::Result<()> {
    let mut splitter = Splitter::default();
    let mut buffer = Vec::with_capacity(CHUNK * 2);
    loop {
        let before = buffer.len();
        let read = input.by_ref().take(CHUNK as u64).read_to_end(&mut buffer)?;
        if splitter.byte == 0 && before == 0 && buffer.starts_with(b"\xef\xbb\xbf") {
            buffer.drain(..3);
            splitter.byte = 3;
        }
        let last = read < CHUNK || buffer.len() > LONGEST;
        if !splitter.run(&buffer, last, &mut on) || last {
            return Ok(());
        }
        let used = splitter.used(&buffer);
        buffer.drain(..used);
    }
}

/// A place counted as bytes go by.
#[derive(Clone, Copy, Default)]
struct Place {
    byte: u64,
    line: u32,
    column: u32,
}

#[derive(Default)]
struct Splitter {
    /// The byte of the document that the buffer begins with.
    byte: u64,
    /// The next byte of the buffer to look at.
    at: usize,
    /// Lines that ended so far, and where the last of them did.
    lines: u32,
    line_start: u64,
    depth: u32,
    in_text: bool,
    escaped: bool,
    /// The part that is open: its first byte in the buffer, its place.
    open: Option<(usize, Place)>,
    /// A list that is gone through: its name (blank at the top), its depth, how many went by.
    list: Option<(&'static str, u32, usize)>,
    /// The outermost object around that list, as far as it was read, and its place.
    shell: Option<(Vec<u8>, Place)>,
    /// The first byte in the buffer of the rest of that object.
    rest: usize,
    /// The last text at depth 1, and whether a colon followed.
    name: (usize, usize),
    colon: bool,
    /// The open part is a number, `true`, `false` or `null`.
    bare: bool,
}

impl Splitter {
    /// Bytes of the buffer that are done with; positions are moved to the front of the rest.
    fn used(&mut self, buffer: &[u8]) -> usize {
        let open = self.open.map(|(start, _)| start);
        let rest = (self.shell.is_some() && self.list.is_none()).then_some(self.rest);
        let keep = [open, rest, Some(buffer.len())].into_iter().flatten().min().unwrap_or(0);
        self.byte += keep as u64;
        self.at -= keep;
        self.rest = self.rest.saturating_sub(keep);
        self.name = (self.name.0.saturating_sub(keep), self.name.1.saturating_sub(keep));
        if let Some((start, _)) = &mut self.open {
            *start -= keep;
        }
        keep
    }

    fn place(&self) -> Place {
        let byte = self.byte + self.at as u64;
        Place { byte, line: self.lines + 1, column: (byte - self.line_start) as u32 + 1 }
    }

    /// Goes through the buffer; false when the callback wants no more.
    fn run(&mut self, buffer: &[u8], last: bool, on: &mut dyn FnMut(&Element<'_>) -> bool) -> bool {
        while self.at < buffer.len() {
            let byte = buffer[self.at];
            if self.in_text {
                if !self.text(buffer, byte, on) {
                    return false;
                }
            } else if !self.outside(buffer, byte, on) {
                return false;
            }
        }
        if !last {
            return true;
        }
        // What is open was cut off: given as it is, so that its reader can say so.
        let closed = self.open.is_none() || self.give(buffer, buffer.len(), on);
        closed && (self.shell.is_none() || self.give_shell(buffer, buffer.len(), on))
    }

    /// A byte within a text.
    fn text(&mut self, buffer: &[u8], byte: u8, on: &mut dyn FnMut(&Element<'_>) -> bool) -> bool {
        if self.escaped {
            self.escaped = false;
        } else if byte == b'\\' {
            self.escaped = true;
        } else if byte == b'"' {
            self.in_text = false;
            self.name.1 = if self.depth == 1 { self.at } else { self.name.1 };
            if self.depth == self.level() && self.open.is_some() {
                self.at += 1;
                return self.give(buffer, self.at, on);
            }
        } else if byte == b'\n' {
            if self.list.is_none() && self.open.is_some_and(|(_, p)| p.line == self.lines + 1) {
                return self.abandon(buffer, on);
            }
            self.line(1);
        } else {
            let ahead = &buffer[self.at..];
            let plain = ahead.iter().position(|b| matches!(b, b'"' | b'\\' | b'\n'));
            self.at += plain.unwrap_or(ahead.len());
            return true;
        }
        self.at += 1;
        true
    }

    /// A text of a part that began on this line has no end: what follows is the next line's.
    fn abandon(&mut self, buffer: &[u8], on: &mut dyn FnMut(&Element<'_>) -> bool) -> bool {
        (self.in_text, self.escaped, self.depth) = (false, false, 0);
        self.give(buffer, self.at, on)
    }

    fn line(&mut self, after: u64) {
        self.lines += 1;
        self.line_start = self.byte + self.at as u64 + after;
    }

    /// The depth at which parts stand.
    fn level(&self) -> u32 {
        self.list.map_or(0, |(_, depth, _)| depth)
    }

    /// A byte outside texts.
    fn outside(&mut self, buffer: &[u8], byte: u8, on: &mut dyn FnMut(&Element<'_>) -> bool) -> bool {
        match byte {
            b'\n' => self.line(1),
            b' ' | b'\r' | b'\t' => {}
            _ => return self.mark(buffer, byte, on),
        }
        if self.bare {
            let end = self.at;
            self.at += 1;
            return self.give(buffer, end, on);
        }
        self.at += 1;
        true
    }

    /// A byte that is no white space and of no text.
    fn mark(&mut self, buffer: &[u8], byte: u8, on: &mut dyn FnMut(&Element<'_>) -> bool) -> bool {
        if self.bare && matches!(byte, b',' | b']' | b'}') && !self.give(buffer, self.at, on) {
            return false;
        }
        let at_level = self.depth == self.level() && self.open.is_none();
        let in_shell = self.shell.is_some() && self.list.is_none();
        match byte {
            b'[' if self.depth == 0 && at_level && !in_shell => {
                self.list = Some(("", 1, 0));
                self.depth = 1;
            }
            b'[' if self.depth == 1
                && self.list.is_none()
                && self.colon
                && self.listed(buffer).is_some() =>
            {
                self.enter(buffer);
            }
            b']' if self.list.is_some_and(|(_, depth, _)| depth == self.depth)
                && self.open.is_none() =>
            {
                self.list = None;
                self.depth -= 1;
                self.rest = self.at;
            }
            b',' if at_level && !in_shell => {}
            _ => return self.inside(buffer, byte, at_level && !in_shell, on),
        }
        self.colon = false;
        self.at += 1;
        true
    }

    /// A byte of a part, or the first one.
    fn inside(
        &mut self,
        buffer: &[u8],
        byte: u8,
        begins: bool,
        on: &mut dyn FnMut(&Element<'_>) -> bool,
    ) -> bool {
        if begins {
            self.open = Some((self.at, self.place()));
            self.bare = !matches!(byte, b'{' | b'[' | b'"');
        }
        self.colon = byte == b':' && self.depth == 1;
        match byte {
            b'"' => {
                self.in_text = true;
                self.name.0 = if self.depth == 1 { self.at + 1 } else { self.name.0 };
            }
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == self.level() {
                    self.at += 1;
                    return match self.shell.is_some() && self.list.is_none() {
                        true => self.give_shell(buffer, self.at, on),
                        false => self.open.is_none() || self.give(buffer, self.at, on),
                    };
                }
            }
            _ => {}
        }
        self.at += 1;
        true
    }

    /// The name before the colon, where its list is gone through.
    fn listed(&self, buffer: &[u8]) -> Option<&'static str> {
        let name = buffer.get(self.name.0..self.name.1)?;
        LISTS.into_iter().find(|l| l.as_bytes() == name)
    }

    /// A list within the outermost object begins: the object so far becomes its shell.
    fn enter(&mut self, buffer: &[u8]) {
        let Some(name) = self.listed(buffer) else { return };
        let so_far = |start: usize| buffer[start..=self.at].to_vec();
        match (self.open.take(), &mut self.shell) {
            (Some((start, place)), _) => self.shell = Some((so_far(start), place)),
            (None, Some((shell, _))) => shell.extend_from_slice(&buffer[self.rest..=self.at]),
            (None, None) => return,
        }
        self.depth = 2;
        self.list = Some((name, 2, 0));
    }

    fn give(&mut self, buffer: &[u8], end: usize, on: &mut dyn FnMut(&Element<'_>) -> bool) -> bool {
        self.bare = false;
        let Some((start, place)) = self.open.take() else { return true };
        let within = self.list.as_mut().map(|(name, _, n)| {
            *n += 1;
            (*name, *n - 1)
        });
        let Place { byte, line, column } = place;
        on(&Element { bytes: &buffer[start..end], byte, line, column, within, shell: false })
    }

    fn give_shell(
        &mut self,
        buffer: &[u8],
        end: usize,
        on: &mut dyn FnMut(&Element<'_>) -> bool,
    ) -> bool {
        let Some((mut bytes, place)) = self.shell.take() else { return true };
        if self.list.is_none() {
            bytes.extend_from_slice(&buffer[self.rest..end]);
        }
        let Place { byte, line, column } = place;
        on(&Element { bytes: &bytes, byte, line, column, within: None, shell: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a document gives: bytes as text, place, list and number.
    fn parts(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        elements(text.as_bytes(), |e| {
            let within = e.within.map_or_else(String::new, |(name, n)| format!(" {name}[{n}]"));
            let shell = if e.shell { " shell" } else { "" };
            let bytes = String::from_utf8_lossy(e.bytes);
            out.push(format!("{bytes} @{}:{}:{}{within}{shell}", e.byte, e.line, e.column));
            true
        })
        .unwrap();
        out
    }

    #[test]
    fn values_one_after_another_are_parts() {
        assert_eq!(
            parts("{\"a\": 1}\n{\"b\": \"}\\\"\"}\n"),
            ["{\"a\": 1} @0:1:1", "{\"b\": \"}\\\"\"} @9:2:1"]
        );
        assert_eq!(parts("7 \"x\" null"), ["7 @0:1:1", "\"x\" @2:1:3", "null @6:1:7"]);
        assert!(parts(" \n").is_empty());
    }

    #[test]
    fn elements_of_a_list_are_parts() {
        assert_eq!(
            parts("[{\"a\": [1]}, 2\n, [3]]"),
            ["{\"a\": [1]} @1:1:2 [0]", "2 @13:1:14 [1]", "[3] @17:2:3 [2]"]
        );
    }

    #[test]
    fn entries_of_a_bundle_are_parts_and_the_rest_is_its_shell() {
        let text = "{\"type\": \"entry\", \"entry\": [{\"r\": {}},\n {\"entry\": [1]}], \"x\": [2]}";
        assert_eq!(
            parts(text),
            [
                "{\"r\": {}} @28:1:29 entry[0]",
                "{\"entry\": [1]} @40:2:2 entry[1]",
                "{\"type\": \"entry\", \"entry\": [], \"x\": [2]} @0:1:1 shell"
            ]
        );
        let after = format!("{text}{{\"y\": 1}}");
        assert!(parts(&after)[3].starts_with("{\"y\": 1} @"));
    }

    #[test]
    fn what_is_cut_off_is_given_as_it_is() {
        assert_eq!(
            parts("{\"entry\": [{\"a\": 1"),
            ["{\"a\": 1 @11:1:12 entry[0]", "{\"entry\": [ @0:1:1 shell"]
        );
        assert_eq!(parts("{\"a\": \"b"), ["{\"a\": \"b @0:1:1"]);
        assert_eq!(parts("]}x"), ["] @0:1:1", "} @1:1:2", "x @2:1:3"]);
    }

    #[test]
    fn chunks_change_nothing() {
        let entries: Vec<String> =
            (0..30_000).map(|n| format!("{{\"n\": {n}, \"t\": \"a\\\"]b\"}}")).collect();
        let text = format!(
            "{{\"resourceType\": \"Bundle\", \"entry\": [\n{}\n], \"z\": 1}}",
            entries.join(",\n")
        );
        let found = parts(&text);
        assert_eq!(found.len(), 30_001);
        assert!(
            found[29_999].contains("\"n\": 29999") && found[29_999].contains(":30001:1 entry[29999]")
        );
        assert!(
            found[30_000].starts_with("{\"resourceType\": \"Bundle\", \"entry\": [\n], \"z\": 1}")
                || found[30_000].starts_with("{\"resourceType\": \"Bundle\", \"entry\": [], \"z\": 1}")
        );
    }
}
