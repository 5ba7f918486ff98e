//! Coverage articles: which diagnoses a service is covered for, by Medicare contractor.

use super::ReleaseWriter;
use crate::text::coded::TextId;
use zerocopy::little_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name of the articles.
pub const ARTICLES: &str = "cov.articles";
/// Section name of the contractors of articles.
pub const CONTRACTORS: &str = "cov.contractors";
/// Section name of the services.
pub const SERVICES: &str = "cov.services";
/// Section name of the diagnoses.
pub const DIAGNOSES: &str = "cov.diagnoses";

/// One article.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct ArticleRow {
    /// Its number, which is cited with an `A` before it.
    pub number: U32,
    /// Its title.
    pub title: U32,
    /// First day; zero where none is said.
    pub from: U32,
    /// Last day; zero where none is said.
    pub to: U32,
    /// Whether it has a list of covered diagnoses.
    pub has_covered: u8,
}

/// A contractor of an article.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct ContractorRow {
    /// The row of the article.
    pub article: U32,
    /// Its number, as written.
    pub number: U32,
    /// Its name.
    pub name: U32,
    /// The states of its jurisdiction, parted by spaces.
    pub states: U32,
}

/// A service of an article.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct ServiceRow {
    /// CPT number or HCPCS code.
    pub code: [u8; 5],
    /// The row of the article.
    pub article: U32,
    /// The group of the article it stands in.
    pub group: U16,
}

/// A diagnosis of an article.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct DiagnosisRow {
    /// The row of the article.
    pub article: U32,
    /// The code without its dot, filled up with zeros.
    pub code: [u8; 7],
    /// The group of the article it stands in.
    pub group: U16,
    /// 1 covered, 0 not covered.
    pub covered: u8,
}

/// What is written.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Articles; the others name them by their place here.
    pub articles: Vec<ArticleRow>,
    /// Contractors.
    pub contractors: Vec<ContractorRow>,
    /// Services.
    pub services: Vec<ServiceRow>,
    /// Diagnoses.
    pub diagnoses: Vec<DiagnosisRow>,
}

impl Coverage {
    /// Writes the tables, services by code, the others by article.
    pub fn write(mut self, out: &mut ReleaseWriter) {
        self.services.sort_by_key(|r| (r.code, r.article.get(), r.group.get()));
        self.services.dedup_by_key(|r| (r.code, r.article.get(), r.group.get()));
        self.diagnoses.sort_by_key(|r| (r.article.get(), r.code, r.covered, r.group.get()));
        self.diagnoses.dedup_by_key(|r| (r.article.get(), r.code, r.covered, r.group.get()));
        let id = |t: U32| t.get() as TextId;
        self.contractors.sort_by_key(|r| (r.article.get(), id(r.number), id(r.name)));
        self.contractors.dedup_by_key(|r| (r.article.get(), id(r.number), id(r.name)));
        out.rows(ARTICLES, &self.articles);
        out.rows(CONTRACTORS, &self.contractors);
        out.rows(SERVICES, &self.services);
        out.rows(DIAGNOSES, &self.diagnoses);
    }
}

/// The articles that list a service.
#[must_use]
pub fn of_service<'a>(rows: &'a [ServiceRow], code: &[u8; 5]) -> &'a [ServiceRow] {
    let start = rows.partition_point(|r| r.code < *code);
    let len = rows[start..].partition_point(|r| r.code == *code);
    &rows[start..start + len]
}

/// Where an article lists a diagnosis.
#[must_use]
pub fn of_diagnosis<'a>(rows: &'a [DiagnosisRow], article: u32, code: &[u8; 7]) -> &'a [DiagnosisRow] {
    let key = |r: &DiagnosisRow| (r.article.get(), r.code);
    let start = rows.partition_point(|r| key(r) < (article, *code));
    let len = rows[start..].partition_point(|r| key(r) == (article, *code));
    &rows[start..start + len]
}

/// The contractors of an article.
#[must_use]
pub fn of_article(rows: &[ContractorRow], article: u32) -> &[ContractorRow] {
    let start = rows.partition_point(|r| r.article.get() < article);
    let len = rows[start..].partition_point(|r| r.article.get() == article);
    &rows[start..start + len]
}
