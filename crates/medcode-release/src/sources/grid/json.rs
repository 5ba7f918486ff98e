//! How is a JSON array of flat objects read as a table?
//!
//! The names of the first object are the heads; nested values are left out, because the
//! re-exports put only where a row came from there ([`super::read`]'s callers that need the
//! name of the source file find it in `metadata`).

use super::{Grid, GridRow};
use medcode_model::{Position, Problem, Read};
use serde_json::{Map, Value};

/// Reads the objects; one that is not closed ends the table with an error.
pub(super) fn read(text: &str) -> Read<Grid> {
    let mut grid = Vec::new();
    let mut heads: Vec<String> = Vec::new();
    let (objects, cut) = objects(text);
    let mut problems = Vec::new();
    for (position, object) in objects {
        let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(object) else {
            problems.push(Problem::warning(position, "this is no JSON object; passed over"));
            continue;
        };
        let fields = flat(fields);
        if heads.is_empty() {
            heads = fields.keys().cloned().collect();
            grid.push(GridRow { position, cells: heads.clone() });
        }
        let cell = |name: &String| fields.get(name).map(cell).unwrap_or_default();
        grid.push(GridRow { position, cells: heads.iter().map(cell).collect() });
    }
    if let Some(position) = cut {
        problems.push(Problem::error(position, "the file is cut short within this object"));
    }
    Read { value: grid, problems }
}

/// The fields of an object, and those of the objects within it one level down.
fn flat(fields: Map<String, Value>) -> Map<String, Value> {
    let mut out = Map::new();
    for (name, value) in fields {
        match value {
            Value::Object(inner) => out.extend(inner.into_iter().filter(|(_, v)| !v.is_object())),
            value => drop(out.insert(name, value)),
        }
    }
    out
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => String::new(),
    }
}

/// The objects of an array, each with its place, and the place of one that is not closed.
fn objects(text: &str) -> (Vec<(Position, &str)>, Option<Position>) {
    let mut found = Vec::new();
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    let (mut line, mut line_start) = (1u32, 0usize);
    let mut start = (0usize, Position::default());
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'\n' {
            line = line.saturating_add(1);
            line_start = at + 1;
        }
        if std::mem::take(&mut escaped) {
            continue;
        }
        match byte {
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => {
                if depth == 0 {
                    let column = u32::try_from(at - line_start).unwrap_or(u32::MAX).saturating_add(1);
                    start = (at, Position { byte: at as u64, line, column });
                }
                depth += 1;
            }
            b'}' if !quoted && depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push((start.1, &text[start.0..=at]));
                }
            }
            _ => {}
        }
    }
    (found, (depth > 0).then_some(start.1))
}
