//! Pages of US letter size: boxes with a number, a label and a value, ruled lines, text. Distances
//! are in points from the upper left corner; data are set in Courier, whose characters are all 0.6
//! of the size wide, so that what fits is known without a font at hand.

use pdf_writer::{Buf, Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

/// Width and height of a page.
const SIZE: (f32, f32) = (612.0, 792.0);
/// The margin to the left and to the right.
pub(super) const LEFT: f32 = 30.0;
/// Width between the margins.
pub(super) const WIDTH: f32 = SIZE.0 - 2.0 * LEFT;

/// A font that every reader of PDF has.
#[derive(Clone, Copy)]
pub(super) enum Font {
    Sans,
    Bold,
    Mono,
    MonoBold,
}

impl Font {
    const ALL: [(Self, &'static [u8], &'static [u8]); 4] = [
        (Self::Sans, b"F1", b"Helvetica"),
        (Self::Bold, b"F2", b"Helvetica-Bold"),
        (Self::Mono, b"F3", b"Courier"),
        (Self::MonoBold, b"F4", b"Courier-Bold"),
    ];

    fn name(self) -> Name<'static> {
        Name(Self::ALL[self as usize].1)
    }
}

/// Where text stands in its box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A box of a row: share of the width, number, label, values one below the other.
pub(super) struct Cell {
    pub(super) share: f32,
    pub(super) number: &'static str,
    pub(super) label: &'static str,
    pub(super) values: Vec<String>,
    pub(super) align: Align,
}

/// A box.
pub(super) fn cell(
    share: f32,
    number: &'static str,
    label: &'static str,
    value: impl Into<String>,
) -> Cell {
    Cell { share, number, label, values: vec![value.into()], align: Align::Left }
}

/// A box of several values.
pub(super) fn lines(share: f32, number: &'static str, label: &'static str, values: Vec<String>) -> Cell {
    Cell { share, number, label, values, align: Align::Left }
}

/// A box of an amount.
pub(super) fn amount(
    share: f32,
    number: &'static str,
    label: &'static str,
    value: impl Into<String>,
) -> Cell {
    Cell { share, number, label, values: vec![value.into()], align: Align::Right }
}

/// The pages so far; the last one is drawn on.
#[derive(Default)]
pub(super) struct Pages {
    done: Vec<Buf>,
    open: Option<Content>,
    /// Where the next row begins.
    pub(super) y: f32,
}

impl Pages {
    /// Begins a page with its heading.
    pub(super) fn begin(&mut self, title: &str, right: &str) {
        if let Some(open) = self.open.take() {
            self.done.push(open.finish());
        }
        self.open = Some(Content::new());
        self.text(Font::Bold, 13.0, LEFT, 44.0, 0.1, title);
        let width = right.chars().count() as f32 * 0.6 * 8.0;
        self.text(Font::Mono, 8.0, LEFT + WIDTH - width, 43.0, 0.35, right);
        self.rule(50.0, 1.2, 0.1);
        self.y = 56.0;
    }

    fn content(&mut self) -> &mut Content {
        self.open.get_or_insert_with(Content::new)
    }

    /// Text with its base line at `y`.
    pub(super) fn text(&mut self, font: Font, size: f32, x: f32, y: f32, gray: f32, text: &str) {
        let encoded = encoded(text);
        let content = self.content();
        content.set_fill_gray(gray);
        content.begin_text();
        content.set_font(font.name(), size);
        content.next_line(x, SIZE.1 - y);
        content.show(Str(&encoded));
        content.end_text();
    }

    /// A line across the page.
    pub(super) fn rule(&mut self, y: f32, width: f32, gray: f32) {
        let content = self.content();
        content.set_stroke_gray(gray);
        content.set_line_width(width);
        content.move_to(LEFT, SIZE.1 - y);
        content.line_to(LEFT + WIDTH, SIZE.1 - y);
        content.stroke();
    }

    fn frame(&mut self, x: f32, y: f32, w: f32, h: f32) {
        let content = self.content();
        content.set_stroke_gray(0.55);
        content.set_line_width(0.5);
        content.rect(x, SIZE.1 - y - h, w, h);
        content.stroke();
    }

    /// A grey band behind what follows.
    pub(super) fn band(&mut self, height: f32, gray: f32) {
        let y = self.y;
        let content = self.content();
        content.set_fill_gray(gray);
        content.rect(LEFT, SIZE.1 - y - height, WIDTH, height);
        content.fill_nonzero();
    }

    /// A row of boxes, and the next row below it.
    pub(super) fn row(&mut self, height: f32, cells: &[Cell]) {
        let total: f32 = cells.iter().map(|c| c.share).sum();
        let mut x = LEFT;
        for cell in cells {
            let width = WIDTH * cell.share / total;
            self.boxed(x, width, height, cell);
            x += width;
        }
        self.y += height;
    }

    fn boxed(&mut self, x: f32, width: f32, height: f32, cell: &Cell) {
        let y = self.y;
        self.frame(x, y, width, height);
        let labelled = !cell.label.is_empty() || !cell.number.is_empty();
        if labelled {
            self.text(Font::Bold, 5.5, x + 2.5, y + 7.0, 0.15, cell.number);
            // Helvetica is about half its size wide in capitals and digits.
            let after = if cell.number.is_empty() { 0.0 } else { cell.number.len() as f32 * 3.2 + 2.5 };
            self.text(Font::Sans, 5.5, x + 2.5 + after, y + 7.0, 0.4, cell.label);
        }
        let top = if labelled { 8.0 } else { 1.0 };
        let step = (height - top) / cell.values.len().max(1) as f32;
        for (n, value) in cell.values.iter().enumerate() {
            let (shown, size) = fitted(value, width - 6.0, 9.0_f32.min(step - 1.0).max(5.0));
            let base = y + top + step * n as f32 + (step + size * 0.62) / 2.0;
            let long = shown.chars().count() as f32 * 0.6 * size;
            let at = if cell.align == Align::Right { x + width - 3.0 - long } else { x + 3.0 };
            self.text(Font::Mono, size, at, base, 0.0, &shown);
        }
    }

    /// A small heading above rows.
    pub(super) fn heading(&mut self, text: &str) {
        let y = self.y + 10.0;
        self.text(Font::Bold, 7.5, LEFT, y, 0.2, text);
        self.y += 14.0;
    }

    /// Whether a row of this height finds room above the foot of the page.
    pub(super) fn has_room(&self, height: f32) -> bool {
        self.y + height < SIZE.1 - 40.0
    }

    /// A line at the foot of the page.
    pub(super) fn foot(&mut self, text: &str) {
        self.text(Font::Sans, 6.5, LEFT, SIZE.1 - 24.0, 0.45, text);
    }

    /// The file.
    pub(super) fn finish(mut self, title: &str) -> Vec<u8> {
        if let Some(open) = self.open.take() {
            self.done.push(open.finish());
        }
        let mut pdf = Pdf::new();
        let (catalogue, tree, info) = (Ref::new(1), Ref::new(2), Ref::new(3));
        let font = |n: usize| Ref::new(4 + n as i32);
        let page = |n: usize| Ref::new(10 + 2 * n as i32);
        let content = |n: usize| Ref::new(11 + 2 * n as i32);
        pdf.catalog(catalogue).pages(tree);
        pdf.document_info(info).title(TextStr(title)).producer(TextStr("medcode"));
        pdf.pages(tree).kids((0..self.done.len()).map(page)).count(self.done.len() as i32);
        for (n, (_, _, name)) in Font::ALL.iter().enumerate() {
            let mut written = pdf.type1_font(font(n));
            written.base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        for (n, drawn) in self.done.iter().enumerate() {
            let mut written = pdf.page(page(n));
            written.media_box(Rect::new(0.0, 0.0, SIZE.0, SIZE.1)).parent(tree).contents(content(n));
            let mut resources = written.resources();
            let mut fonts = resources.fonts();
            for (f, (_, short, _)) in Font::ALL.iter().enumerate() {
                fonts.pair(Name(short), font(f));
            }
            fonts.finish();
            resources.finish();
            written.finish();
            pdf.stream(content(n), drawn);
        }
        pdf.finish()
    }
}

/// A value at the largest size that fits, cut with an ellipsis where none does.
fn fitted(value: &str, width: f32, size: f32) -> (String, f32) {
    const SMALLEST: f32 = 5.0;
    let count = value.chars().count() as f32;
    if count * 0.6 * size <= width {
        return (value.to_owned(), size);
    }
    let fitting = width / (count * 0.6);
    if fitting >= SMALLEST {
        return (value.to_owned(), fitting);
    }
    let room = (width / (0.6 * SMALLEST)) as usize;
    let cut: String = value.chars().take(room.saturating_sub(1)).collect();
    (format!("{cut}…"), SMALLEST)
}

/// Text in Windows-1252, which these fonts have; what they lack is a question mark.
fn encoded(text: &str) -> Vec<u8> {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    if text.is_ascii() || !bytes.contains(&b'&') {
        return bytes.into_owned();
    }
    let one = |c: char| {
        let mut buffer = [0; 4];
        let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        if lost { vec![b'?'] } else { bytes.into_owned() }
    };
    text.chars().flat_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_shrink_and_are_cut_only_below_what_can_be_read() {
        assert_eq!(fitted("SHORT", 100.0, 9.0), ("SHORT".to_owned(), 9.0));
        let (shown, size) = fitted("TWENTY CHARACTERS ..", 80.0, 9.0);
        assert!(shown.len() == 20 && size > 6.0 && size < 7.0);
        let (shown, size) = fitted(&"X".repeat(100), 60.0, 9.0);
        assert_eq!((shown.chars().count(), size), (20, 5.0));
        assert!(shown.ends_with('…'));
    }

    #[test]
    fn characters_that_the_fonts_lack_are_question_marks() {
        assert_eq!(encoded("A & B"), b"A & B");
        assert_eq!(encoded("Núñez…"), b"N\xfa\xf1ez\x85");
        assert_eq!(encoded("李 & &#1;"), b"? & &#1;");
    }
}
