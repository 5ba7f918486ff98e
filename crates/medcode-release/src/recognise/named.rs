//! Which release does a name speak of?
//!
//! Publishers write it in many ways: `April-1-2026`, `April-2025`, `2026-04`, `JAN2026`,
//! `HCPC2026_JAN_ANWEB_01122026`, `FY26`, `cms_2026_pr.zip`, `FY25-guidelines-october -2024`,
//! `AOC_V2026Q3`, `ccipra-v321r0-f1` (year and quarter of the edits), `RVU24C`, `PPRRVU24_JUL`, `PractitionerServices_Eff_04-01-2026`.

use medcode_model::{CodeSystem, Date};
use std::fmt;

/// What kind of thing carries the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carrier {
    File,
    Archive,
    Folder,
}

/// A name that may tell the release.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Component<'a> {
    carrier: Carrier,
    name: &'a str,
}

impl<'a> Component<'a> {
    pub(crate) const fn file(name: &'a str) -> Self {
        Self { carrier: Carrier::File, name }
    }

    pub(crate) const fn archive(name: &'a str) -> Self {
        Self { carrier: Carrier::Archive, name }
    }

    pub(crate) const fn folder(name: &'a str) -> Self {
        Self { carrier: Carrier::Folder, name }
    }
}

impl fmt::Display for Component<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.carrier {
            Carrier::File => "file name",
            Carrier::Archive => "archive name",
            Carrier::Folder => "folder name",
        };
        write!(f, "{word} `{}`", self.name)
    }
}

/// What a name tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// A year as on a calendar.
    plain: Option<u16>,
    /// A year after `FY`.
    fiscal: Option<u16>,
    /// A month on which releases of the system come out.
    month: Option<u8>,
}

impl Named {
    /// The year the release counts to.
    pub(crate) fn year(self, system: CodeSystem) -> Option<u16> {
        if let Some(fiscal) = self.fiscal {
            return Some(fiscal);
        }
        let year = self.plain?;
        // `October-2025` is fiscal 2026; a bare `2026` names the fiscal year itself.
        let next = is_icd(system) && self.month.is_some_and(|m| m >= 10);
        Some(year + u16::from(next))
    }

    /// The first day in force, where a month is named and fits the release year.
    pub(crate) fn day(self, system: CodeSystem, year: u16) -> Option<Date> {
        let month = self.month?;
        let calendar = year - u16::from(is_icd(system) && month >= 10);
        // `version 2026` in a file called `..._October_2026` would mean the fiscal year.
        let fits = self.year(system).is_none_or(|y| y == year);
        if fits { Date::new(calendar, month, 1) } else { None }
    }
}

fn is_icd(system: CodeSystem) -> bool {
    matches!(system, CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs)
}

/// Months on which the publishers release; any other month in a name is the day of printing.
fn is_release_month(system: CodeSystem, month: u8) -> bool {
    match system {
        CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs => matches!(month, 1 | 4 | 10),
        CodeSystem::Hcpcs | CodeSystem::Cpt => matches!(month, 1 | 4 | 7 | 10),
    }
}

/// Reads a name; `None` where it tells nothing.
pub(crate) fn read(system: CodeSystem, component: &Component<'_>) -> Option<Named> {
    let mut named = Named::default();
    let tokens = tokens(component.name);
    for (i, token) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| tokens[i]);
        match token {
            Token::Number(digits) if digits.len() == 4 => {
                let Some(year) = year(digits) else { continue };
                if matches!(before, Some(Token::Word(w)) if w.eq_ignore_ascii_case("fy")) {
                    named.fiscal.get_or_insert(year);
                } else if named.plain.replace(year).is_none() {
                    // `2026-04` and `2026-04-01`: the month follows as two digits.
                    if let Some(Token::Number(next)) = tokens.get(i + 1) {
                        let month = next.parse().ok().filter(|m| is_release_month(system, *m));
                        if next.len() == 2 && month.is_some() {
                            named.month = named.month.or(month);
                        }
                    }
                    let beside = quarter(&tokens[i + 1..]).or_else(|| us_month(system, &tokens[..i]));
                    named.month = named.month.or(beside);
                }
            }
            Token::Number(digits) if digits.len() == 2 && is_fee_schedule(system, before) => {
                named.plain = named.plain.or(digits.parse::<u16>().ok().map(|y| 2000 + y));
                named.month = named.month.or_else(|| letter_quarter(tokens.get(i + 1)));
            }
            Token::Number(digits) if digits.len() == 2 => {
                if matches!(before, Some(Token::Word(w)) if w.eq_ignore_ascii_case("fy")) {
                    named.fiscal = named.fiscal.or(digits.parse::<u16>().ok().map(|y| 2000 + y));
                }
            }
            Token::Number(digits) if digits.len() == 3 && is_edits(&tokens[..i]) => {
                let version = digits.parse::<u16>().unwrap_or_default();
                named.plain = named.plain.or(Some(FIRST_EDITS + version / 10));
                let month = month_of_quarter((version % 10) as u8 + 1);
                named.month = named.month.or(month);
            }
            Token::Number(_) => {}
            Token::Word(word) => {
                let month = month(word).filter(|m| is_release_month(system, *m));
                named.month = named.month.or(month);
            }
        }
    }
    let told = named.plain.is_some() || named.fiscal.is_some();
    // A folder may be called after anything; a month alone tells the release only in the
    // name of a file or archive.
    let month_tells = component.carrier != Carrier::Folder && named.month.is_some();
    (told || month_tells).then_some(named)
}

/// `2024q3`: the first month of the quarter.
fn quarter(after: &[Token<'_>]) -> Option<u8> {
    match after {
        [Token::Word("q" | "Q"), Token::Number(n), ..] => month_of_quarter(n.parse().ok()?),
        _ => None,
    }
}

/// `RVU24C`: CMS letters the quarters of the fee schedule.
fn letter_quarter(after: Option<&Token<'_>>) -> Option<u8> {
    match after {
        Some(Token::Word(letter)) if letter.len() == 1 => {
            month_of_quarter(letter.as_bytes()[0].to_ascii_uppercase().checked_sub(b'A' - 1)?)
        }
        _ => None,
    }
}

fn month_of_quarter(quarter: u8) -> Option<u8> {
    (1..=4).contains(&quarter).then(|| 3 * (quarter - 1) + 1)
}

/// `04-01-2026`, as the names of the edits have it: the month stands two before the year.
fn us_month(system: CodeSystem, before: &[Token<'_>]) -> Option<u8> {
    match before {
        [.., Token::Number(month), Token::Number("01")] if system == CodeSystem::Cpt => {
            month.parse().ok().filter(|m| is_release_month(system, *m))
        }
        _ => None,
    }
}

/// Whether a two-digit number follows the name of the fee schedule: `RVU24`, `PPRRVU24`.
fn is_fee_schedule(system: CodeSystem, before: Option<Token<'_>>) -> bool {
    let named = |word: &str| word.to_ascii_uppercase().ends_with("RVU");
    system == CodeSystem::Cpt && matches!(before, Some(Token::Word(word)) if named(word))
}

/// Year zero of the versions of the NCCI edits: 32.1 is the second quarter of 2026.
const FIRST_EDITS: u16 = 1994;

/// Whether a number follows the name of the procedure-to-procedure edits: `ccipra-v321r0`.
fn is_edits(before: &[Token<'_>]) -> bool {
    match before {
        [.., Token::Word(name), Token::Word(v)] => {
            v.eq_ignore_ascii_case("v")
                && ["ccipra", "ccioph"].iter().any(|edits| name.eq_ignore_ascii_case(edits))
        }
        _ => false,
    }
}

/// A run of letters or of digits in a name.
#[derive(Clone, Copy)]
enum Token<'a> {
    Word(&'a str),
    Number(&'a str),
}

fn tokens(name: &str) -> Vec<Token<'_>> {
    let class = |c: char| if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 };
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(first) = name[start..].chars().next() {
        let kind = class(first);
        let end = name[start..].find(|c| class(c) != kind).map_or(name.len(), |n| start + n);
        match kind {
            1 => tokens.push(Token::Number(&name[start..end])),
            2 => tokens.push(Token::Word(&name[start..end])),
            _ => {}
        }
        start = end;
    }
    tokens
}

/// A year in which ICD-10-CM or HCPCS releases exist.
fn year(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|y| (2009..=2099).contains(y))
}

/// The month a word names, in full or by three letters.
fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| *m == word || m[..3] == word)?;
    u8::try_from(at + 1).ok()
}
