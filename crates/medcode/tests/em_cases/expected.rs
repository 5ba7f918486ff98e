//! What does an `em` block expect? The number with what chose it, then a line a column.
//!
//! `99214 25 established mdm borderline`, `data test*2 historian`, `also 99417*2`; `none` where no
//! visit is billed.

/// What is expected of a level.
#[derive(Default)]
pub(crate) struct Expected {
    pub(crate) code: Option<String>,
    pub(crate) modifiers: Vec<String>,
    pub(crate) standing: Option<String>,
    pub(crate) by: Option<String>,
    pub(crate) borderline: bool,
    /// Kinds counted in problems, data and risk; none where the block has no such line.
    pub(crate) columns: [Option<Vec<String>>; 3],
    /// Lines that go with the visit, with their units.
    pub(crate) also: Vec<(String, u32)>,
    pub(crate) query: Option<String>,
}

pub(crate) const COLUMNS: [&str; 3] = ["problems", "data", "risk"];

impl Expected {
    /// Reads a block.
    pub(crate) fn read(body: &str) -> Result<Self, String> {
        let mut out = Self::default();
        let mut lines = body.lines().map(str::trim).filter(|l| !l.is_empty());
        out.head(lines.next().ok_or("an empty em block")?);
        for line in lines {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "also" => out.also.push(counted(rest)?),
                "query" => out.query = Some(rest.to_owned()),
                _ => {
                    let column = COLUMNS.iter().position(|c| *c == word);
                    let column = column.ok_or_else(|| format!("`{line}`: not understood"))?;
                    out.columns[column] = Some(kinds(rest)?);
                }
            }
        }
        Ok(out)
    }

    fn head(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        self.code = words.next().filter(|w| *w != "none").map(str::to_owned);
        for word in words {
            match word {
                "new" | "established" => self.standing = Some(word.to_owned()),
                "mdm" | "time" | "kind" => self.by = Some(word.to_owned()),
                "borderline" => self.borderline = true,
                modifier => self.modifiers.push(modifier.to_owned()),
            }
        }
        self.modifiers.sort();
    }
}

/// `test*2 historian` as three kinds, in order.
fn kinds(text: &str) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    for word in text.split_whitespace() {
        let (kind, times) = counted(word)?;
        out.extend((0..times).map(|_| kind.clone()));
    }
    out.sort();
    Ok(out)
}

fn counted(word: &str) -> Result<(String, u32), String> {
    match word.split_once('*') {
        None => Ok((word.to_owned(), 1)),
        Some((kind, times)) => {
            let times = times.parse().map_err(|_| format!("`{word}`: not understood"))?;
            Ok((kind.to_owned(), times))
        }
    }
}
