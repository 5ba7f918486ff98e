//! On which line and column does a byte of the file stand? Counted once, going forward.

use medcode_model::Position;

/// Counts lines up to ever later places, so that a whole file costs one pass.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
    line_start: usize,
}

impl<'a> Lines<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1, line_start: 0 }
    }

    /// The position of a byte that does not lie before those asked for earlier.
    pub(super) fn position(&mut self, byte: usize) -> Position {
        let byte = byte.clamp(self.at, self.bytes.len());
        let passed = &self.bytes[self.at..byte];
        let breaks = passed.iter().filter(|&&b| b == b'\n').count();
        if breaks > 0 {
            self.line += breaks as u32;
            let last = passed.iter().rposition(|&b| b == b'\n').unwrap_or(0);
            self.line_start = self.at + last + 1;
        }
        self.at = byte;
        Position { byte: byte as u64, line: self.line, column: (byte - self.line_start) as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_forward_says_what_counting_from_the_start_says() {
        let bytes = b"a\nbc\r\n\n\ndef";
        let mut lines = Lines::new(bytes);
        for at in [0, 1, 2, 2, 4, 7, 9, 11] {
            assert_eq!(lines.position(at), Position::of(bytes, at), "byte {at}");
        }
    }
}
