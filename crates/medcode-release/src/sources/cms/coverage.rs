//! Which diagnoses do the articles of the Medicare Coverage Database cover a service for?
//!
//! CMS offers the database as a zip of comma-separated tables (`current_article.zip`, which holds
//! `current_article_csv.zip`). Of its tables these are read, each told by its heads:
//! `article` (`article_id`, `article_version`, `title`, `article_eff_date`, `article_end_date`),
//! `article_x_hcpc_code` (`hcpc_code_id`, `hcpc_code_group`), `article_x_icd10_covered` and
//! `article_x_icd10_noncovered` (`icd10_code_id`, `icd10_..._group`), `article_x_contractor`,
//! `contractor` (`contractor_number`, `contractor_bus_name`), `contractor_jurisdiction` and
//! `state_lookup` (`state_abbrev`). No export was at hand: the layout is known from programs
//! that read it. Descriptions of codes, which are the AMA's, are passed over.

use crate::sources::text;
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::coverage::{ArticleRow, ContractorRow, Coverage, DiagnosisRow, ServiceRow};
use medcode_model::{Code, CodeSystem, Date, Position, Problem, Read, SourceKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A row of a table: the cells that are wanted, in the order they were asked for.
pub type Cells = Vec<String>;

/// The heads that tell a table, and those whose cells are read.
const TABLES: [(SourceKind, &[&str], &[&str]); 8] = [
    (
        SourceKind::CoverageArticles,
        &["article_id", "title", "article_eff_date"],
        &[
            "article_id",
            "article_version",
            "title",
            "article_eff_date",
            "article_end_date",
            "display_id",
        ],
    ),
    (
        SourceKind::CoverageServices,
        &["article_id", "hcpc_code_id"],
        &["article_id", "article_version", "hcpc_code_id", "hcpc_code_group"],
    ),
    (
        SourceKind::CoverageCovered,
        &["article_id", "icd10_code_id", "icd10_covered_group"],
        &["article_id", "article_version", "icd10_code_id", "icd10_covered_group"],
    ),
    (
        SourceKind::CoverageNoncovered,
        &["article_id", "icd10_code_id", "icd10_noncovered_group"],
        &["article_id", "article_version", "icd10_code_id", "icd10_noncovered_group"],
    ),
    (
        SourceKind::CoverageLinks,
        &["article_id", "contractor_id"],
        &["article_id", "article_version", "contractor_id", "contractor_type_id", "contractor_version"],
    ),
    (
        SourceKind::CoverageContractors,
        &["contractor_id", "contractor_bus_name"],
        &[
            "contractor_id",
            "contractor_type_id",
            "contractor_version",
            "contractor_number",
            "contractor_bus_name",
        ],
    ),
    (
        SourceKind::CoverageJurisdictions,
        &["contractor_id", "state_id", "term_date"],
        &["contractor_id", "contractor_type_id", "contractor_version", "state_id", "term_date"],
    ),
    (SourceKind::CoverageStates, &["state_id", "state_abbrev"], &["state_id", "state_abbrev"]),
];

/// The tables that are read.
pub const KINDS: [SourceKind; 8] = [
    SourceKind::CoverageArticles,
    SourceKind::CoverageServices,
    SourceKind::CoverageCovered,
    SourceKind::CoverageNoncovered,
    SourceKind::CoverageLinks,
    SourceKind::CoverageContractors,
    SourceKind::CoverageJurisdictions,
    SourceKind::CoverageStates,
];

/// The heads of a text of comma-separated values, in small letters.
fn heads(first: &str) -> Vec<String> {
    let plain = |h: &str| h.trim().trim_matches('"').to_ascii_lowercase();
    first.trim_start_matches('\u{feff}').split(',').map(plain).collect()
}

/// The table that a text is, by its heads.
pub(crate) fn kind(head: &str) -> Option<SourceKind> {
    let heads = heads(head.lines().next()?);
    let has = |name: &&str| heads.iter().any(|h| h == name);
    // The most telling heads first: a list of diagnoses names its article too.
    TABLES.iter().find(|(_, telling, _)| telling.iter().all(has)).map(|t| t.0)
}

/// Reads the wanted cells of a table.
#[must_use]
pub fn read(kind: SourceKind, bytes: &[u8]) -> Read<Vec<Cells>> {
    let mut problems = Vec::new();
    let Some((_, telling, wanted)) = TABLES.iter().find(|t| t.0 == kind) else {
        return Read { value: Vec::new(), problems };
    };
    let (decoded, fell_back) = text::decode(text::without_mark(bytes));
    if fell_back {
        let message = "not UTF-8: read as Windows-1252";
        problems.push(Problem::note(Position::default(), message));
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(decoded.as_bytes());
    let found = reader.headers().map(|h| h.iter().map(|h| h.trim().to_ascii_lowercase()).collect());
    let found: Vec<String> = found.unwrap_or_default();
    let lost: Vec<&&str> = telling.iter().filter(|t| !found.iter().any(|h| h == *t)).collect();
    if !lost.is_empty() {
        problems
            .push(Problem::error(Position::default(), format!("the table lacks the heads {lost:?}")));
        return Read { value: Vec::new(), problems };
    }
    let columns: Vec<Option<usize>> = wanted.iter().map(|w| found.iter().position(|h| h == w)).collect();
    let mut out = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let cell = |c: &Option<usize>| c.and_then(|c| record.get(c)).unwrap_or_default().trim();
                out.push(columns.iter().map(|c| cell(c).to_owned()).collect());
            }
            Err(e) => {
                let line = e.position().map_or(0, csv::Position::line);
                let position = Position::line(u32::try_from(line).unwrap_or(u32::MAX), 0);
                problems.push(Problem::warning(position, "this row cannot be read; passed over"));
            }
        }
    }
    if out.is_empty() && matches!(kind, SourceKind::CoverageArticles | SourceKind::CoverageServices) {
        problems.push(Problem::error(Position::default(), "the table has no row"));
    }
    Read { value: out, problems }
}

/// The tables of the database.
#[derive(Debug, Default)]
pub struct Tables {
    /// By kind.
    pub rows: BTreeMap<SourceKind, Vec<Cells>>,
}

impl Tables {
    fn of(&self, kind: SourceKind) -> &[Cells] {
        self.rows.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// Joins the tables; of an article with several versions the newest is kept. Rows that
    /// name no article or no code are told, a problem for each table.
    pub fn join(&self, out: &mut ReleaseWriter) -> (Coverage, Vec<(SourceKind, Problem)>) {
        let mut joined = Coverage::default();
        let mut places: HashMap<(&str, &str), u32> = HashMap::new();
        let mut newest: BTreeMap<u32, (u32, &Cells)> = BTreeMap::new();
        let mut unreadable: BTreeMap<SourceKind, usize> = BTreeMap::new();
        for row in self.of(SourceKind::CoverageArticles) {
            let version = row[1].parse().unwrap_or(0);
            match row[0].parse::<u32>() {
                Ok(number) => {
                    let kept = newest.entry(number).or_insert((version, row));
                    if kept.0 < version {
                        *kept = (version, row);
                    }
                }
                Err(_) => *unreadable.entry(SourceKind::CoverageArticles).or_default() += 1,
            }
        }
        for (number, (_, row)) in &newest {
            places.insert((&row[0], &row[1]), joined.articles.len() as u32);
            joined.articles.push(ArticleRow {
                number: (*number).into(),
                title: out.text.add_if(&row[2]).into(),
                from: day(&row[3]).map_or(0, Date::days).into(),
                to: day(&row[4]).map_or(0, Date::days).into(),
                has_covered: 0,
            });
        }
        let place = |row: &Cells| places.get(&(&*row[0], &*row[1])).copied();
        for row in self.of(SourceKind::CoverageServices) {
            let Some(article) = place(row) else { continue };
            match Code::procedure(&row[2]).and_then(|c| c.number()) {
                Some(code) => {
                    let group = group(&row[3]).into();
                    joined.services.push(ServiceRow { code, article: article.into(), group });
                }
                None => *unreadable.entry(SourceKind::CoverageServices).or_default() += 1,
            }
        }
        for (kind, covered) in [(SourceKind::CoverageCovered, 1), (SourceKind::CoverageNoncovered, 0)] {
            for row in self.of(kind) {
                let Some(article) = place(row) else { continue };
                match Code::new(CodeSystem::Icd10Cm, &row[2]) {
                    Ok(code) => {
                        joined.articles[article as usize].has_covered |= covered;
                        joined.diagnoses.push(DiagnosisRow {
                            article: article.into(),
                            code: *code.bytes(),
                            group: group(&row[3]).into(),
                            covered,
                        });
                    }
                    Err(_) => *unreadable.entry(kind).or_default() += 1,
                }
            }
        }
        self.contractors(place, &mut joined, out);
        let told = unreadable.into_iter().map(|(kind, n)| {
            let message = format!("{n} rows have no number or code that can be read; passed over");
            (kind, Problem::warning(Position::default(), message))
        });
        (joined, told.collect())
    }

    fn contractors(
        &self,
        place: impl Fn(&Cells) -> Option<u32>,
        joined: &mut Coverage,
        out: &mut ReleaseWriter,
    ) {
        let abbreviations: HashMap<&str, &str> =
            self.of(SourceKind::CoverageStates).iter().map(|r| (&*r[0], &*r[1])).collect();
        let mut states: HashMap<&[String], BTreeSet<&str>> = HashMap::new();
        for row in self.of(SourceKind::CoverageJurisdictions).iter().filter(|r| r[4].is_empty()) {
            if let Some(state) = abbreviations.get(&*row[3]) {
                states.entry(&row[..3]).or_default().insert(state);
            }
        }
        let named: HashMap<&[String], &Cells> =
            self.of(SourceKind::CoverageContractors).iter().map(|r| (&r[..3], r)).collect();
        for row in self.of(SourceKind::CoverageLinks) {
            let (Some(article), Some(contractor)) = (place(row), named.get(&row[2..5])) else {
                continue;
            };
            let of = states.get(&row[2..5]);
            let joint = of.map(|s| s.iter().copied().collect::<Vec<_>>().join(" ")).unwrap_or_default();
            joined.contractors.push(ContractorRow {
                article: article.into(),
                number: out.text.add_if(&contractor[3]).into(),
                name: out.text.add_if(&contractor[4]).into(),
                states: out.text.add_if(&joint).into(),
            });
        }
    }
}

/// The number of a group.
fn group(text: &str) -> u16 {
    text.parse().unwrap_or(0)
}

/// `2026-07-01`, with or without a time after it, or `07/01/2026`.
fn day(text: &str) -> Option<Date> {
    let first = text.split([' ', 'T']).next().unwrap_or_default();
    let american = || {
        let mut parts = first.split('/');
        let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    };
    first.parse().ok().or_else(american)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_by_their_heads() {
        for (head, kind) in [
            (
                "article_id,article_version,article_type,title,article_eff_date",
                SourceKind::CoverageArticles,
            ),
            (
                "article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range",
                SourceKind::CoverageServices,
            ),
            (
                "\"article_id\",\"article_version\",\"icd10_code_id\",\"icd10_covered_group\"",
                SourceKind::CoverageCovered,
            ),
            ("contractor_id,contractor_type_id,contractor_bus_name", SourceKind::CoverageContractors),
            ("state_id,state_abbrev,description", SourceKind::CoverageStates),
        ] {
            assert_eq!(super::kind(head), Some(kind), "{head}");
        }
        assert_eq!(super::kind("article_id,icd10_covered_group,paragraph"), None);
    }

    #[test]
    fn a_cell_may_be_long_and_go_over_lines() {
        let long = "<p>x</p>\n".repeat(9_000);
        let text = format!(
            "article_id,article_version,title,description,article_eff_date,article_end_date\n1,2,T,\"{long}\",2026-01-01 00:00:00,\n"
        );
        let read = super::read(SourceKind::CoverageArticles, text.as_bytes());
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(read.value, [["1", "2", "T", "2026-01-01 00:00:00", "", ""]]);
    }

    #[test]
    fn days_are_read_as_exports_write_them() {
        let of = |t: &str| super::day(t).map(|d| d.to_string());
        assert_eq!(of("2026-07-01 00:00:00").as_deref(), Some("2026-07-01"));
        assert_eq!(of("07/01/2026").as_deref(), Some("2026-07-01"));
        assert_eq!(of(""), None);
    }

    #[test]
    fn a_table_without_its_heads_is_refused() {
        assert!(super::read(SourceKind::CoverageCovered, b"a,b\n1,2\n").failed());
        assert!(super::read(SourceKind::CoverageArticles, b"").failed());
    }
}
