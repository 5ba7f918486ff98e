//! Rich Text Format (RTF 1.9.1): its text, by paragraph.
//!
//! A small reader of our own: none of the published ones keeps positions or reads code pages.

mod token;
mod words;

use super::{Builder, Place};
use encoding_rs::{Encoding, WINDOWS_1252};
use token::{Token, Tokens};
use words::Effect;

/// Groups nested deeper than this are read as the deepest one that is not.
const DEEPEST: usize = 1024;

/// Reads a document.
pub(super) fn read(bytes: &[u8], out: &mut Builder) {
    let mut reading = Reading::new(out);
    let mut tokens = Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => reading.open(),
            Token::Close => reading.close(),
            Token::Word("bin", number) => {
                tokens.skip(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
            }
            Token::Word(word, number) => reading.word(word, number),
            Token::Ignorable => reading.ignorable = true,
            Token::Byte(byte) => reading.byte(byte),
        }
    }
    reading.flush();
}

/// What holds within a group.
#[derive(Clone, Copy)]
struct State {
    hidden: bool,
    /// Within the number or bullet of a list item.
    label: bool,
    /// Characters to pass over after a Unicode one (`\uc`).
    fallback: u32,
}

struct Reading<'a> {
    out: &'a mut Builder,
    state: State,
    stack: Vec<State>,
    beyond: usize,
    encoding: &'static Encoding,
    /// Bytes that wait to be decoded together: a character may take two.
    waiting: Vec<u8>,
    /// Characters still to be passed over.
    skip: u32,
    /// The high half of a character beyond the first plane.
    high: Option<u16>,
    ignorable: bool,
    paragraph: u32,
    placed: bool,
}

impl<'a> Reading<'a> {
    fn new(out: &'a mut Builder) -> Self {
        let state = State { hidden: false, label: false, fallback: 1 };
        Self {
            out,
            state,
            stack: Vec::new(),
            beyond: 0,
            encoding: WINDOWS_1252,
            waiting: Vec::new(),
            skip: 0,
            high: None,
            ignorable: false,
            paragraph: 1,
            placed: false,
        }
    }

    fn open(&mut self) {
        self.flush();
        self.skip = 0;
        if self.stack.len() < DEEPEST {
            self.stack.push(self.state);
        } else {
            self.beyond += 1;
        }
        self.ignorable = false;
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(state) = self.stack.pop() {
            self.state = state;
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let unknown = std::mem::take(&mut self.ignorable);
        match words::effect(word) {
            Effect::Unicode => self.unicode(number.unwrap_or(0)),
            _ if self.skip > 0 => self.skip -= 1,
            Effect::Hides => self.state.hidden = true,
            Effect::Switch if number != Some(0) => self.state.hidden = true,
            Effect::Switch => self.state.hidden = false,
            Effect::Fallback => {
                self.state.fallback = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(1)
            }
            Effect::CodePage => self.encoding = words::encoding(number.unwrap_or(1252)),
            Effect::Label => self.state.label = true,
            // The tabs around a list number only set it apart.
            Effect::Text("\t") if self.state.label => {
                self.flush();
                self.put(if self.placed { " " } else { "" });
            }
            Effect::Text(text) => self.put(text),
            Effect::Line => self.line(),
            Effect::Cell => {
                self.flush();
                if !self.state.hidden {
                    self.out.cell();
                }
            }
            // A destination that readers may pass over is passed over.
            Effect::None if unknown => self.state.hidden = true,
            Effect::None => {}
        }
    }

    fn line(&mut self) {
        self.flush();
        if self.state.hidden {
            return;
        }
        if self.placed {
            self.out.line();
        } else {
            self.out.paragraph();
        }
        self.paragraph += 1;
        self.placed = false;
    }

    fn byte(&mut self, byte: u8) {
        self.ignorable = false;
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.state.hidden {
            self.waiting.push(byte);
        }
    }

    /// A character by its UTF-16 unit, written as a signed number.
    fn unicode(&mut self, number: i32) {
        self.skip = self.state.fallback;
        let unit = (number & 0xffff) as u16;
        let units = match self.high.take() {
            Some(high) => vec![high, unit],
            None if (0xd800..0xdc00).contains(&unit) => return self.high = Some(unit),
            None => vec![unit],
        };
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
        self.put(&text);
    }

    fn put(&mut self, text: &str) {
        self.flush();
        if !self.state.hidden && !text.is_empty() {
            if !self.placed {
                self.placed = true;
                self.out.at(Place::Paragraph { part: "document".into(), number: self.paragraph });
            }
            self.out.push(text);
        }
    }

    fn flush(&mut self) {
        if !self.waiting.is_empty() {
            let bytes = std::mem::take(&mut self.waiting);
            let text = self.encoding.decode_without_bom_handling(&bytes).0;
            self.put(&text);
        }
    }
}
