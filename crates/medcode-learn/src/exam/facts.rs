//! The facts of exams and of continuing education: a table, a line a fact, with where and when it was read.

use crate::mistake::{Log, cut};
use crate::{Credential, Mistake};
use medcode_model::Date;
use std::collections::BTreeMap;

/// The name of the file under `learning/`.
pub(crate) const FILE: &str = "exams.tsv";

const COLUMNS: [&str; 10] =
    ["body", "credential", "kind", "name", "value", "unit", "address", "read", "status", "remark"];

macro_rules! kinds {
    ($($(#[$about:meta])* $name:ident = $word:literal $says:literal,)+) => {
        /// What a fact is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FactKind {
            $($(#[$about])* $name,)+
        }

        impl FactKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in the file.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// What a reader sees.
            #[must_use]
            pub const fn says(self) -> &'static str {
                match self { $(Self::$name => $says,)+ }
            }
        }
    };
}

kinds! {
    /// All items.
    ItemsTotal = "items_total" "Items in all",
    /// Items that count.
    ItemsScored = "items_scored" "Items that count",
    /// Items that are tried out.
    ItemsUnscored = "items_unscored" "Items that do not count",
    /// Multiple-choice items, where cases stand apart.
    ItemsChoice = "items_choice" "Multiple-choice items",
    /// Cases, where they stand apart.
    ItemsCase = "items_case" "Cases",
    /// Minutes of testing.
    Minutes = "minutes" "Minutes",
    /// Whether the clock may be stopped: `allowed` or `none`.
    Pause = "pause" "Pause",
    /// The score that passes.
    Pass = "pass" "Passing score",
    /// The scale of that score.
    PassScale = "pass_scale" "Scale of the score",
    /// Types of items.
    ItemTypes = "item_types" "Types of items",
    /// Items or percent of a domain; `*` where no division was read.
    Domain = "domain" "Domain",
    /// The share of scenarios.
    ScenarioShare = "scenario_share" "Share of scenarios",
    /// Code books that may be used.
    Books = "books" "Code books allowed",
    /// Their year.
    BooksYear = "books_year" "Year of the books",
    /// Electronic books.
    BooksEbooks = "books_ebooks" "Electronic books",
    /// Notes in the books.
    BooksNotes = "books_notes" "Notes in the books",
    /// Other references.
    BooksOther = "books_other" "Other references",
    /// Going back and forth.
    Navigation = "navigation" "Going back and forth",
    /// Items that are tried out.
    PretestRule = "pretest_rule" "Items that are tried out",
    /// Units of continuing education in a cycle.
    CeuTotal = "ceu_total" "CEUs in a cycle",
    /// Years of a cycle.
    CeuYears = "ceu_years" "Years of a cycle",
    /// Units where several credentials of the body are held.
    CeuSeveral = "ceu_several" "CEUs for several credentials",
    /// The least or the most of a category.
    CeuShare = "ceu_share" "Share of CEUs",
    /// Where units may come from.
    CeuSource = "ceu_source" "Where CEUs come from",
    /// Units that are left over.
    CeuCarryover = "ceu_carryover" "CEUs carried over",
    /// The yearly self-review.
    CeuSelfReview = "ceu_self_review" "Self-review",
    /// What else holds.
    CeuNote = "ceu_note" "On CEUs",
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Who gives the credential.
    pub body: String,
    /// The credential.
    pub credential: Credential,
    /// What it is about.
    pub kind: FactKind,
    /// The domain or category.
    pub name: String,
    /// The figure or word; empty where none was read.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// Where it was read.
    pub address: String,
    /// When.
    pub read: Date,
    /// Read on a page of the body itself.
    pub verified: bool,
    /// What a reader must know of it.
    pub remark: String,
    /// Its line.
    pub line: usize,
}

impl Fact {
    /// The value as a whole number.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.value.parse().ok()
    }

    /// The value as a range, `39-41`; a number is a range of one.
    #[must_use]
    pub fn range(&self) -> Option<(u32, u32)> {
        let (from, to) = self.value.split_once('-').unwrap_or((&self.value, &self.value));
        let (from, to) = (from.parse().ok()?, to.parse().ok()?);
        (from <= to).then_some((from, to))
    }
}

/// Reads the table, and says what is wrong in it by line and column.
#[must_use]
pub fn read_facts(file: &str, text: &str) -> (Vec<Fact>, Vec<Mistake>) {
    let mut log = Log::of(file);
    let mut lines = (1..).zip(text.lines());
    let head = lines.next().map(|(_, l)| l).unwrap_or_default();
    if head.split('\t').ne(COLUMNS) {
        log.add(1, format!("the first line names the columns: {}", COLUMNS.join(", ")));
        return (Vec::new(), log.mistakes);
    }
    let mut out = Vec::new();
    for (n, line) in lines.filter(|(_, l)| !l.trim().is_empty()) {
        match fact(line, n) {
            Ok(fact) => out.push(fact),
            Err(wrong) => wrong.into_iter().for_each(|what| log.add(n, what)),
        }
    }
    doubles(&out, &mut log);
    (out, log.mistakes)
}

fn column(name: &str, what: impl std::fmt::Display) -> String {
    let at = COLUMNS.iter().position(|c| *c == name).map_or(0, |n| n + 1);
    format!("column {at} ({name}): {what}")
}

fn fact(line: &str, n: usize) -> Result<Fact, Vec<String>> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let Ok([body, credential, kind, name, value, unit, address, read, status, remark]) =
        <[&str; 10]>::try_from(cells.as_slice())
    else {
        let what = format!("{} columns; a fact has {}, a tab between them", cells.len(), COLUMNS.len());
        return Err(vec![what]);
    };
    let mut wrong = Vec::new();
    let mut is_wrong = |name: &str, what: String| wrong.push(column(name, what));
    let of = Credential::parse(credential);
    if of.is_none() {
        is_wrong("credential", format!("`{}` is none of CPC, CIC, CCS, CCA", cut(credential)));
    }
    if body.is_empty() {
        is_wrong("body", "say who gives the credential".to_owned());
    }
    let known = FactKind::ALL.iter().find(|k| k.id() == kind);
    if known.is_none() {
        is_wrong("kind", format!("`{}` is not a kind that is read", cut(kind)));
    }
    let day = read.parse::<Date>().ok();
    if day.is_none() {
        is_wrong("read", "write the day it was read as YYYY-MM-DD".to_owned());
    }
    if !matches!(status, "verified" | "unverified") {
        is_wrong("status", format!("`{}` is neither verified nor unverified", cut(status)));
    }
    let verified = status == "verified";
    if value.is_empty() && verified {
        is_wrong("value", "what is verified has a value".to_owned());
    }
    let is_address = address.starts_with("https://") || address.starts_with("http://");
    if !value.is_empty() && !is_address {
        is_wrong("address", "a value needs the address where it was read".to_owned());
    }
    if !verified && remark.is_empty() {
        is_wrong("remark", "say why it is unverified".to_owned());
    }
    if let (Some(of), Some(kind), Some(read)) = (of, known, day) {
        let fact = Fact {
            body: body.to_owned(),
            credential: of,
            kind: *kind,
            name: name.to_owned(),
            value: value.to_owned(),
            unit: unit.to_owned(),
            address: address.to_owned(),
            read,
            verified,
            remark: remark.to_owned(),
            line: n,
        };
        if let Some((name, what)) = shape(&fact) {
            wrong.push(column(name, what));
        }
        if wrong.is_empty() {
            return Ok(fact);
        }
    }
    Err(wrong)
}

/// What is wrong with the value of a fact of its kind: the column and what to write.
fn shape(f: &Fact) -> Option<(&'static str, String)> {
    use FactKind as K;
    let named = matches!(f.kind, K::Domain | K::ScenarioShare | K::CeuShare);
    if named == f.name.is_empty() {
        let what = if named { "say of which domain or category" } else { "this kind has no name" };
        return Some(("name", what.to_owned()));
    }
    if f.value.is_empty() {
        return None;
    }
    let value = |what: &str| Some(("value", format!("`{}`: {what}", cut(&f.value))));
    match f.kind {
        K::ItemsTotal
        | K::ItemsScored
        | K::ItemsUnscored
        | K::ItemsChoice
        | K::ItemsCase
        | K::Minutes
        | K::CeuTotal
        | K::CeuYears
            if f.number().is_none_or(|n| n > 10_000) =>
        {
            value("write a whole number")
        }
        K::Domain if f.unit == "items" && f.number().is_none() => value("write how many items"),
        K::Domain if f.unit == "percent" && f.range().is_none_or(|(_, to)| to > 100) => {
            value("write percent as 39-41")
        }
        K::Domain if !matches!(f.unit.as_str(), "items" | "percent") => {
            Some(("unit", "a domain is counted in items or percent".to_owned()))
        }
        K::Pass if f.number().is_none() => value("write a whole number"),
        K::Pass if !matches!(f.unit.as_str(), "percent" | "scaled") => {
            Some(("unit", "a passing score is percent or scaled".to_owned()))
        }
        K::CeuShare
            if !["own_body", "other_body", "field", "other_field"].contains(&f.name.as_str()) =>
        {
            Some(("name", "a share is of own_body, other_body, field or other_field".to_owned()))
        }
        K::CeuShare if f.number().is_none_or(|n| n > 100) => value("write percent as a whole number"),
        K::CeuShare if !matches!(f.unit.as_str(), "percent minimum" | "percent maximum") => {
            Some(("unit", "a share is percent minimum or percent maximum".to_owned()))
        }
        K::CeuSeveral if crate::ce::several(&f.value).is_none() => value("write 2:30; 3:40; 4+:50"),
        K::Pause if !matches!(f.value.as_str(), "allowed" | "none") => value("write allowed or none"),
        _ => None,
    }
}

fn doubles(facts: &[Fact], log: &mut Log<'_>) {
    let mut seen = BTreeMap::new();
    for fact in facts {
        let key = (fact.credential, fact.kind, fact.name.as_str());
        if let Some(first) = seen.insert(key, fact.line) {
            log.add(fact.line, column("kind", format!("stands in line {first} too: keep one")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "AAPC\tCPC\tminutes\t\t240\tmin\thttps://x.example/a\t2026-11-26\tverified\tundated";

    fn read(line: &str) -> (Vec<Fact>, Vec<String>) {
        let (facts, wrong) = read_facts(FILE, &format!("{}\n{line}\n", COLUMNS.join("\t")));
        (facts, wrong.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_fact_is_read_with_where_and_when() {
        let (facts, wrong) = read(GOOD);
        assert_eq!(wrong, [""; 0]);
        assert_eq!((facts[0].number(), facts[0].verified, facts[0].line), (Some(240), true, 2));
    }

    #[test]
    fn a_mistake_names_its_line_and_its_column() {
        for (from, to, told) in [
            ("CPC", "CPX", "exams.tsv:2: column 2 (credential): `CPX`"),
            ("minutes", "hours", "column 3 (kind): `hours`"),
            ("\t240", "\tfour", "column 5 (value): `four`: write a whole number"),
            ("\t240", "\t", "column 5 (value): what is verified has a value"),
            ("https://x.example/a", "", "column 7 (address): a value needs"),
            ("2026-11-26", "today", "column 8 (read): write the day"),
            ("verified\tundated", "unverified\t", "column 10 (remark): say why"),
            ("verified", "sure", "column 9 (status): `sure`"),
            ("minutes\t", "domain\t", "column 4 (name): say of which"),
            ("minutes\t", "minutes\tx", "column 4 (name): this kind has no name"),
            ("\tundated", "", "9 columns; a fact has 10"),
        ] {
            let (facts, wrong) = read(&GOOD.replacen(from, to, 1));
            assert!(facts.is_empty(), "{to}");
            assert!(wrong.iter().any(|w| w.contains(told)), "{to}: {wrong:?}");
        }
        let (_, wrong) = read(&format!("{GOOD}\n{GOOD}"));
        assert_eq!(wrong, ["exams.tsv:3: column 3 (kind): stands in line 2 too: keep one"]);
        assert_eq!(read_facts(FILE, "").1.len(), 1);
    }
}
