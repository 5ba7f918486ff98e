//! The user's own list of reason and remark codes: a CSV of code and text, or of list (`CARC`,
//! `RARC`), code and text. None comes with medcode: the texts are their owners'.

use anyhow::{Context, Result, bail};
use medcode_wire::CodeTexts;
use std::path::Path;

/// Reads the list.
pub(super) fn read(path: &Path) -> Result<CodeTexts> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    let mut out = CodeTexts::new();
    for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let fields = fields(line);
        let (list, code, said) = match fields.as_slice() {
            [] => continue,
            [code, said] => ("", code, said),
            [list, code, said, ..] => (list.as_str(), code, said),
            [_] => bail!("{name}: line {}: a code and its text are expected", n + 1),
        };
        // A head of columns is no code.
        if n == 0 && code.eq_ignore_ascii_case("code") {
            continue;
        }
        out.insert((list.to_ascii_uppercase(), code.clone()), said.clone());
    }
    Ok(out)
}

/// The fields of a line; one in quotes may hold commas and doubled quotes.
fn fields(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = line.trim_end();
    while !rest.is_empty() {
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_field(quoted),
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                (rest[..end].trim().to_owned(), &rest[end..])
            }
        };
        out.push(field);
        rest = after.strip_prefix(',').unwrap_or_default();
    }
    out
}

fn quoted_field(text: &str) -> (String, &str) {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"').unwrap_or(rest.len());
        field.push_str(&rest[..end]);
        rest = rest.get(end + 1..).unwrap_or_default();
        match rest.strip_prefix('"') {
            Some(more) => {
                field.push('"');
                rest = more;
            }
            None => return (field, &rest[rest.find(',').unwrap_or(rest.len())..]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn a_field_in_quotes_holds_commas_and_quotes() {
        assert_eq!(fields("97,\"paid with, \"\"another\"\"\""), ["97", "paid with, \"another\""]);
        assert_eq!(fields("CARC, 97 ,x"), ["CARC", "97", "x"]);
        assert_eq!(fields("\"open"), ["open"]);
        assert!(fields("").is_empty());
    }
}
