//! HL7 v2 (ORU, MDM and others that carry OBX): each message is one document.

mod message;
mod observation;
mod separators;

use super::{Builder, Kind};
use super::{Document, Unreadable, text};

/// More messages than a file of notes holds; the rest is refused, not dropped unseen.
const MOST: usize = 100_000;

/// The documents of a file of messages.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Document>, Unreadable> {
    let mut notices = Builder::new(Kind::Hl7v2);
    let file = text::of(bytes, &mut notices);
    let messages = split(&file);
    if messages.len() > MOST {
        return Err(Unreadable(format!("more than {MOST} messages in one file: split it")));
    }
    let mut documents = Vec::new();
    for (segments, number) in messages.iter().zip(1..) {
        let read = message::read(segments, number);
        match read {
            Ok(document) => documents.push(document),
            Err(Unreadable(e)) if messages.len() > 1 => notices.notice(format!("message {number}: {e}")),
            Err(e) => return Err(e),
        }
    }
    let notices = notices.into_document().notices;
    match documents.first_mut() {
        Some(first) => first.notices.splice(0..0, notices).for_each(drop),
        None => {
            let said = if notices.is_empty() {
                "no message in the file".to_owned()
            } else {
                notices.join("; ")
            };
            return Err(Unreadable(said));
        }
    }
    Ok(documents)
}

/// The segments of each message; MLLP's block characters and the batch segments fall away.
fn split(file: &str) -> Vec<Vec<&str>> {
    let mut messages: Vec<Vec<&str>> = Vec::new();
    let lines = file.split(['\r', '\n']).map(|l| l.trim_matches(['\u{b}', '\u{1c}', '\u{feff}']));
    for line in lines.filter(|l| !l.trim().is_empty()) {
        if line.starts_with("MSH") {
            messages.push(vec![line]);
        } else if !["FHS", "FTS", "BHS", "BTS"].iter().any(|s| line.starts_with(s)) {
            // Text of a message that broke its lines belongs to the segment before it.
            if let Some(message) = messages.last_mut() {
                message.push(line);
            }
        }
    }
    messages
}
