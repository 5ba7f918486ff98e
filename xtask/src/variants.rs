//! How would the same notes look typed otherwise? Variants of a labelled set, for measuring
//! how much typing costs.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::io::Write;
use std::path::Path;

/// Writes a set anew with every note typed in a style: `typos` (one word in thirty has two
/// letters swapped), `capitals`, `small`. The same set gives the same variant.
pub(crate) fn write(set: &Path, style: &str, out: &Path) -> Result<()> {
    let text = std::fs::read_to_string(set).with_context(|| format!("cannot read {}", set.display()))?;
    let mut to = std::io::BufWriter::new(std::fs::File::create(out)?);
    let mut random = 0x2545_f491_4f6c_dd1du64;
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let mut object: Value = serde_json::from_str(line)?;
        let note = object["note"].as_str().context("an object has no \"note\"")?;
        let typed = match style {
            "typos" => typos(note, &mut random),
            "capitals" => note.to_uppercase(),
            "small" => note.to_lowercase(),
            _ => bail!("--style is none of typos, capitals, small"),
        };
        object["note"] = Value::String(typed);
        writeln!(to, "{object}")?;
    }
    to.flush()?;
    Ok(())
}

/// Swaps two letters within one long word in thirty.
fn typos(note: &str, random: &mut u64) -> String {
    let mut draw = |n: u64| {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        *random % n
    };
    let mut out = String::with_capacity(note.len());
    for piece in note.split_inclusive(|c: char| !c.is_ascii_alphabetic()) {
        let letters = piece.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters < 6 || draw(30) != 0 {
            out.push_str(piece);
            continue;
        }
        let at = 1 + draw(letters as u64 - 3) as usize;
        let mut bytes = piece.as_bytes().to_vec();
        bytes.swap(at, at + 1);
        out.push_str(&String::from_utf8(bytes).unwrap_or_else(|_| piece.to_owned()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_keep_the_length_and_change_some_words() {
        let note = "chronic obstructive pulmonary disease exacerbation ".repeat(40);
        let typed = typos(&note, &mut 0x1234_5678_9abc_def1);
        assert_eq!(typed.len(), note.len());
        assert_ne!(typed, note);
    }
}
