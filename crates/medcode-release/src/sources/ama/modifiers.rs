//! What do the modifier files say?
//!
//! The table has a row a modifier. The text of Appendix A (MODUL) has a paragraph each, which
//! begins with the modifier, under headings; physical status has a line each (`P1: ...`).
//! Level II modifiers are CMS's and are read from the HCPCS file.

use super::lines::Lines;
use crate::sources::grid;
use medcode_model::{Position, Problem, Read};

/// A modifier and the AMA's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// Two characters.
    pub modifier: [u8; 2],
    /// What it is called, and in the text what is said of it.
    pub text: String,
}

/// Whether a head is that of the text of Appendix A.
pub(crate) fn is_text(head: &str) -> bool {
    let heading = |wanted: &str| head.lines().any(|l| l.trim().eq_ignore_ascii_case(wanted));
    heading("Appendix A") && head.contains("American Medical Association")
}

/// Reads the table or the text.
#[must_use]
pub fn read_modifiers(bytes: &[u8]) -> Read<Vec<Modifier>> {
    let plain = String::from_utf8_lossy(&bytes[..bytes.len().min(64 << 10)]);
    let mut read = if bytes.starts_with(b"PK") || !is_text(&plain) { table(bytes) } else { text(bytes) };
    let mut seen = std::collections::BTreeSet::new();
    read.value.retain(|m| seen.insert(m.modifier));
    read
}

fn table(bytes: &[u8]) -> Read<Vec<Modifier>> {
    let Read { value: grid, mut problems } = grid::read(bytes);
    let Some(at) = grid::find_heads(&grid, &["MODIFIER CODE"]) else {
        problems.push(Problem::error(Position::default(), "no row has the head Modifier Code"));
        return Read { value: Vec::new(), problems };
    };
    let column = |names: &[&str]| grid::column(&grid[at], names);
    let code = column(&["MODIFIER CODE"]);
    let name = column(&["MODIFIER NAME"]).or_else(|| column(&["MODIFIER DESCRIPTION"]));
    let mut found = Vec::new();
    for line in &grid[at + 1..] {
        let cell = |c: Option<usize>| c.map_or("", |c| line.cell(c));
        match modifier(cell(code)) {
            Some(modifier) => found.push(Modifier { modifier, text: cell(name).to_owned() }),
            None => {
                let message = "this row has no modifier; passed over";
                problems.push(Problem::warning(line.position, message));
            }
        }
    }
    if found.is_empty() {
        problems.push(Problem::error(Position::default(), "the table has no row with a modifier"));
    }
    Read { value: found, problems }
}

fn modifier(text: &str) -> Option<[u8; 2]> {
    match text.to_ascii_uppercase().as_bytes() {
        &[a, b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => Some([a, b]),
        _ => None,
    }
}

/// The text of Appendix A.
fn text(bytes: &[u8]) -> Read<Vec<Modifier>> {
    let lines = Lines::of(bytes);
    let mut found: Vec<Modifier> = Vec::new();
    // Whether the last line belongs to a paragraph, and whether that is a modifier's.
    let (mut inside, mut own) = (false, false);
    let mut begun = false;
    for line in lines.iter() {
        let text = line.text.trim();
        if text.eq_ignore_ascii_case("Appendix A") {
            begun = true;
        } else if text.is_empty() {
            inside = false;
        } else if text.starts_with("Level II (HCPCS/National)") {
            break;
        } else if let Some((modifier, rest)) =
            begins(text).filter(|(m, _)| begun && (!inside || m[0] == b'P'))
        {
            found.push(Modifier { modifier, text: rest.to_owned() });
            (inside, own) = (true, true);
        } else {
            if let Some(last) = found.last_mut().filter(|_| inside && own) {
                last.text.push(' ');
                last.text.push_str(text);
            }
            own &= inside;
            inside = true;
        }
    }
    let problems = lines.finish(Vec::new(), found.is_empty(), "a modifier");
    Read { value: found, problems }
}

/// A line that begins with a modifier of level I (`25 `), category II (`1P `) or physical
/// status (`P1:`), and the rest of it.
fn begins(text: &str) -> Option<([u8; 2], &str)> {
    let rest = text.get(2..)?;
    let modifier = modifier(&text[..2])?;
    let status = modifier[0] == b'P' && modifier[1].is_ascii_digit();
    let level_one = modifier[0].is_ascii_digit();
    let rest = match rest.strip_prefix(':') {
        Some(rest) if status => rest,
        _ if level_one => rest.strip_prefix([' ', '\t', ':'])?,
        _ => return None,
    };
    Some((modifier, rest.trim())).filter(|(_, rest)| !rest.is_empty())
}
