//! Charts, questions and what was practised.

use medcode_learn::{Progress, read_chart, read_questions};

/// The readers of learning material.
pub fn learning(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let lines = text.lines().count().max(1);
    let (_, mut mistakes) = read_chart("fuzz", text);
    mistakes.extend(read_questions("fuzz", text).1);
    mistakes.extend(Progress::read("fuzz", text).err().unwrap_or_default());
    for mistake in mistakes {
        assert!((1..=lines).contains(&mistake.line), "{mistake}");
    }
}
