//! Up, down and the characters still to choose.

use super::Release;
use crate::tables::chapters::{self, RangeRow};
use crate::tables::codes;
use crate::tables::pcs::{self, PcsRow, TableRow, Value};
use crate::tables::seventh::{self, SeventhRow};
use medcode_model::{Code, CodeSystem};

/// One character that may come next, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The character.
    pub character: char,
    /// Its meaning.
    pub meaning: String,
    /// The row of the code it leads to.
    pub row: Option<u32>,
    /// The code it leads to.
    pub code: Option<Code>,
}

/// One character of an ICD-10-PCS code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PcsAxis {
    /// What it stands for: `Body Part`, `Approach`.
    pub name: String,
    /// The character.
    pub character: char,
    /// What it means: `Open`.
    pub meaning: String,
}

impl Release {
    /// The code directly above.
    #[must_use]
    pub fn parent(&self, row: u32) -> Option<u32> {
        codes::parent(self.codes(), row as usize).map(|n| n as u32)
    }

    /// All codes above, the nearest first.
    #[must_use]
    pub fn ancestors(&self, row: u32) -> Vec<u32> {
        std::iter::successors(self.parent(row), |&r| self.parent(r)).collect()
    }

    /// The rows of everything under a code, itself included.
    #[must_use]
    pub fn under(&self, row: u32) -> std::ops::Range<u32> {
        let all = self.codes();
        let Some(own) = all.get(row as usize) else { return 0..0 };
        let found = codes::under(all, &own.code[..own.len()]);
        found.start as u32..found.end as u32
    }

    /// The codes directly under a code.
    #[must_use]
    pub fn children(&self, row: u32) -> Vec<u32> {
        // What lies under a child is passed over at once.
        let all = self.under(row);
        let beside = |r: u32| Some(self.under(r).end).filter(|next| *next > r && all.contains(next));
        let first = row.checked_add(1).filter(|r| all.contains(r));
        std::iter::successors(first, |&r| beside(r)).collect()
    }

    /// The categories of a block: three-character codes in its range.
    #[must_use]
    pub fn categories(&self, range: &RangeRow) -> Vec<u32> {
        let all = self.codes();
        let start = all.partition_point(|r| r.code[..3] < range.from[..]);
        all[start..]
            .iter()
            .zip(start as u32..)
            .take_while(|(r, _)| r.code[..3] <= range.to[..])
            .filter(|(r, _)| r.len() == 3)
            .map(|(_, n)| n)
            .collect()
    }

    /// Chapters of the Tabular List.
    #[must_use]
    pub fn chapters(&self) -> &[RangeRow] {
        self.file().rows(chapters::CHAPTERS)
    }

    /// Blocks of the Tabular List.
    #[must_use]
    pub fn blocks(&self) -> &[RangeRow] {
        self.file().rows(chapters::BLOCKS)
    }

    /// The chapter that a code stands in, by its row.
    #[must_use]
    pub fn chapter_of(&self, row: u32) -> Option<usize> {
        let code = self.codes().get(row as usize)?.code;
        self.chapters().iter().position(|c| c.holds(&code))
    }

    /// The block that a code stands in: the narrowest range that holds it.
    #[must_use]
    pub fn block_of(&self, row: u32) -> Option<usize> {
        self.blocks_of(row).first().copied()
    }

    /// All blocks that hold a code, the narrowest first (M05-M14 lies within M00-M25).
    #[must_use]
    pub fn blocks_of(&self, row: u32) -> Vec<usize> {
        let Some(code) = self.codes().get(row as usize).map(|r| r.code) else { return Vec::new() };
        let blocks = self.blocks();
        let mut holding: Vec<usize> = (0..blocks.len()).filter(|&n| blocks[n].holds(&code)).collect();
        holding.sort_by_key(|&n| width(&blocks[n]));
        holding
    }

    /// The list of seventh characters that holds for a code.
    #[must_use]
    pub fn seventh_characters(&self, row: u32) -> Vec<(char, String)> {
        let rows: &[SeventhRow] = self.file().rows(seventh::SECTION);
        let Some(code) = self.codes().get(row as usize) else { return Vec::new() };
        let text = self.text();
        seventh::of(rows, &code.code)
            .iter()
            .map(|r| (char::from(r.character), text.get(r.meaning.get())))
            .collect()
    }

    /// The characters that may come next; empty for a complete code.
    #[must_use]
    pub fn choices(&self, row: u32) -> Vec<Choice> {
        let all = self.codes();
        let Some(own) = all.get(row as usize) else { return Vec::new() };
        if own.has(codes::BILLABLE) {
            return Vec::new();
        }
        let n = own.len();
        let seventh = self.seventh_characters(row);
        self.children(row)
            .into_iter()
            .filter_map(|child| {
                let code = &all.get(child as usize)?;
                let last = char::from(if code.len() == 7 { code.code[6] } else { code.code[n] });
                let list = (code.len() == 7).then(|| seventh.iter().find(|(c, _)| *c == last)).flatten();
                let meaning = list.map_or_else(|| self.title(child), |(_, m)| m.clone());
                let code = Some(self.code(child));
                Some(Choice { character: last, meaning, row: Some(child), code })
            })
            .collect()
    }

    /// ICD-10-PCS: the values that may stand at the next position after these characters
    /// such that a legal code remains possible.
    #[must_use]
    pub fn pcs_choices(&self, prefix: &str) -> Vec<Choice> {
        if self.system() != CodeSystem::Icd10Pcs || prefix.len() >= 7 || !prefix.is_ascii() {
            return Vec::new();
        }
        let prefix = prefix.to_ascii_uppercase();
        let at = prefix.len();
        let all = self.codes();
        let range = codes::under(all, prefix.as_bytes());
        let mut next: Vec<u8> = all[range].iter().filter(|r| r.len() > at).map(|r| r.code[at]).collect();
        next.sort_unstable();
        next.dedup();
        next.into_iter()
            .map(|c| {
                let mut longer = prefix.clone().into_bytes();
                longer.push(c);
                let row = codes::under(all, &longer).start as u32;
                let meaning = self.pcs_meaning(&longer).unwrap_or_default();
                let row = (longer.len() == 7).then_some(row);
                Choice { character: char::from(c), meaning, row, code: row.map(|r| self.code(r)) }
            })
            .collect()
    }

    /// ICD-10-PCS: what the last of these characters means in the table it stands in.
    #[must_use]
    pub fn pcs_meaning(&self, chars: &[u8]) -> Option<String> {
        self.pcs_axis(chars).map(|axis| axis.meaning)
    }

    /// ICD-10-PCS: what the last of these characters stands for, and what it means.
    #[must_use]
    pub fn pcs_axis(&self, chars: &[u8]) -> Option<PcsAxis> {
        const FIRST: [&str; 3] = ["Section", "Body System", "Operation"];
        let tables: &[TableRow] = self.file().rows(pcs::TABLES);
        let text = self.text();
        let at = chars.len().checked_sub(1)?;
        let known = chars.len().min(3);
        let first = tables.partition_point(|t| t.prefix[..known] < chars[..known]);
        let table = tables.get(first).filter(|t| t.prefix[..known] == chars[..known])?;
        let axis = |name: String, meaning| PcsAxis { name, character: char::from(chars[at]), meaning };
        if at < 3 {
            return Some(axis(FIRST[at].to_owned(), text.get(table.labels[at].get())));
        }
        let values: &[Value] = self.file().rows(pcs::VALUES);
        self.pcs_rows(table).iter().find_map(|row| {
            let fits = (3..=at).all(|n| find_value(row, n - 3, values, chars[n]).is_some());
            let found = fits.then(|| find_value(row, at - 3, values, chars[at])).flatten()?;
            Some(axis(text.get(row.axes[at - 3].get()), text.get(found.label.get())))
        })
    }

    /// ICD-10-PCS: what each character means, as far as tables are installed.
    #[must_use]
    pub fn pcs_axes(&self, chars: &[u8]) -> Vec<PcsAxis> {
        (1..=chars.len()).filter_map(|n| self.pcs_axis(&chars[..n])).collect()
    }

    /// ICD-10-PCS: the definition of the operation of a code.
    #[must_use]
    pub fn pcs_definition(&self, chars: &[u8]) -> Option<String> {
        let table = self.pcs_table(chars.get(..3)?.try_into().ok()?)?;
        Some(self.text().get(table.definition.get())).filter(|text| !text.is_empty())
    }

    /// ICD-10-PCS: the table of three characters.
    #[must_use]
    pub fn pcs_table(&self, prefix: &[u8; 3]) -> Option<&TableRow> {
        let tables: &[TableRow] = self.file().rows(pcs::TABLES);
        tables.binary_search_by(|t| t.prefix.cmp(prefix)).ok().map(|n| &tables[n])
    }

    /// ICD-10-PCS: the rows of a table.
    #[must_use]
    pub fn pcs_rows(&self, table: &TableRow) -> &[PcsRow] {
        let rows: &[PcsRow] = self.file().rows(pcs::ROWS);
        let first = table.first.get() as usize;
        rows.get(first..first.saturating_add(table.count.get() as usize)).unwrap_or_default()
    }
}

/// How many categories a block spans, near enough to compare nested blocks.
fn width(block: &RangeRow) -> u32 {
    let number = |c: &[u8; 3]| u32::from_be_bytes([0, c[0], c[1], c[2]]);
    number(&block.to).saturating_sub(number(&block.from))
}

/// The value of one character of a row.
fn find_value<'a>(row: &PcsRow, axis: usize, values: &'a [Value], c: u8) -> Option<&'a Value> {
    let first = row.first[axis].get() as usize;
    let list = values.get(first..first.saturating_add(usize::from(row.count[axis].get())))?;
    list.iter().find(|v| v.character == c)
}
