//! Which codes does a superbill or another list of the user's hold, and how often is each used?
//!
//! One code a line, or CSV: a column headed `code` (or `dx`, `icd10`, `hcpcs`, `cpt`) and, where
//! there is one, a column of counts; without headings the first field is the code and the first
//! number behind it the count. Words behind a code are passed over.

use medcode_model::{CodeSystem, Date};
use std::collections::BTreeMap;

/// A code in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The code as written.
    pub code: String,
    /// Its system, where that is known.
    pub system: Option<CodeSystem>,
    /// How often it was used: in a list 1 where nobody counted; 0 where it only stands somewhere.
    pub count: u64,
    /// The last day it was used, where that is known.
    pub last: Option<Date>,
    /// Where it stands.
    pub places: Vec<String>,
    /// It stands for every code that begins with it, as in a rule.
    pub stem: bool,
}

/// What a list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mine {
    /// Its codes, each once, in their order.
    pub uses: Vec<Use>,
    /// Lines that could not be read: their number and why.
    pub problems: Vec<(usize, String)>,
}

const CODE: [&str; 9] =
    ["code", "codes", "dx", "diagnosis", "icd10", "icd-10", "icd10cm", "hcpcs", "cpt"];
const COUNT: [&str; 9] =
    ["count", "uses", "used", "n", "qty", "volume", "frequency", "times", "encounters"];

/// Reads a list.
#[must_use]
pub fn read_mine(name: &str, text: &str) -> Mine {
    let mut out = Mine::default();
    let mut found: BTreeMap<String, Use> = BTreeMap::new();
    let mut columns: Option<(usize, Option<usize>)> = None;
    let mut first = true;
    for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let fields = fields(line);
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        if std::mem::take(&mut first) {
            columns = headings(&fields);
            if columns.is_some() {
                continue;
            }
        }
        match entry(&fields, columns) {
            Ok((code, count)) => {
                let place = format!("{name}:{}", n + 1);
                let used = found.entry(code.replace('.', "")).or_insert_with(|| Use {
                    code: code.clone(),
                    system: None,
                    count: 0,
                    last: None,
                    places: Vec::new(),
                    stem: false,
                });
                // A dot tells an ICD-10-CM code from a HCPCS number of the same characters.
                if code.contains('.') {
                    used.system = Some(CodeSystem::Icd10Cm);
                    used.code = code;
                }
                used.count = used.count.saturating_add(count);
                used.places.push(place);
            }
            Err(why) => out.problems.push((n + 1, why)),
        }
    }
    out.uses = found.into_values().collect();
    out
}

fn headings(fields: &[String]) -> Option<(usize, Option<usize>)> {
    let at = |names: &[&str]| {
        fields.iter().position(|f| names.contains(&f.trim().to_ascii_lowercase().as_str()))
    };
    Some((at(&CODE)?, at(&COUNT)))
}

fn entry(fields: &[String], columns: Option<(usize, Option<usize>)>) -> Result<(String, u64), String> {
    let (at, count_at) = columns.unwrap_or((0, None));
    let text = fields.get(at).map(|f| f.trim()).unwrap_or_default();
    let code = text.split_whitespace().next().unwrap_or_default().trim_matches([',', ';', ':']);
    if !is_code(code) {
        let shown: String = code.chars().take(24).collect();
        return Err(format!("`{shown}` is no code"));
    }
    let number = |f: &String| f.trim().replace(',', "").parse::<u64>().ok();
    let count = match (columns, count_at) {
        (Some(_), Some(n)) => fields.get(n).and_then(number).unwrap_or(1),
        (Some(_), None) => 1,
        (None, _) => fields.iter().skip(1).find_map(number).unwrap_or(1),
    };
    Ok((code.to_ascii_uppercase(), count))
}

/// Whether a text has the shape of a code of some system.
fn is_code(text: &str) -> bool {
    let plain = text.replace('.', "");
    let dot_is_right = text.find('.').is_none_or(|at| at == 3 && text.matches('.').count() == 1);
    let has_digit = plain.bytes().any(|b| b.is_ascii_digit());
    (3..=7).contains(&plain.len())
        && plain.bytes().all(|b| b.is_ascii_alphanumeric())
        && has_digit
        && dot_is_right
}

/// The fields of a line: by commas, tabs or semicolons, quotes kept whole.
fn fields(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' | '\t' | ';' if !quoted => out.push(String::new()),
            c => {
                if let Some(last) = out.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, u64)> {
        read_mine("s.csv", text).uses.into_iter().map(|u| (u.code, u.count)).collect()
    }

    #[test]
    fn a_plain_list_and_tables_with_and_without_headings_are_read() {
        let wanted = vec![("E11.9".to_owned(), 12), ("J0696".to_owned(), 1)];
        assert_eq!(read("E11.9,12\nJ0696\n"), wanted);
        assert_eq!(read("# ours\n\ne11.9 diabetes, 12\nJ0696 ceftriaxone"), wanted);
        assert_eq!(read("Name,Code,Uses\n\"a, b\",E11.9,12\nc,J0696,"), wanted);
        assert_eq!(read("\u{feff}code;count\r\nE11.9;5\r\nE119;7\r\nJ0696;1\r\n"), wanted);
    }

    #[test]
    fn a_line_without_a_code_is_told_by_its_number_and_the_rest_is_read() {
        let mine = read_mine("s.csv", "E11.9\nnot a code\nZ\n");
        assert_eq!(mine.uses.len(), 1);
        let lines: Vec<usize> = mine.problems.iter().map(|p| p.0).collect();
        assert_eq!(lines, [2, 3]);
    }

    #[test]
    fn nothing_is_read_from_an_empty_file() {
        assert_eq!(read_mine("s.csv", ""), Mine::default());
    }
}
