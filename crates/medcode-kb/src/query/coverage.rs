//! What do coverage articles say of a service and a diagnosis?

use super::Release;
use crate::tables::coverage::{self, ArticleRow, ContractorRow, DiagnosisRow, ServiceRow};
use medcode_model::{Code, Date};

/// A coverage article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// As it is cited: `A52840`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// First day; none where none is said.
    pub from: Option<Date>,
    /// Last day; none where none is said.
    pub to: Option<Date>,
    /// Number, name and states of its contractors.
    pub contractors: Vec<(String, String, String)>,
}

impl ArticleRow {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        let to = self.to.get();
        self.from.get() <= day.days() && (to == 0 || day.days() <= to)
    }
}

impl Release {
    /// The articles that list a service: their rows and the groups it stands in.
    #[must_use]
    pub fn coverage_of(&self, code: &Code) -> &[ServiceRow] {
        let rows = self.file().rows(coverage::SERVICES);
        code.number().map(|n| coverage::of_service(rows, &n)).unwrap_or_default()
    }

    /// The row of an article.
    #[must_use]
    pub fn article_row(&self, article: u32) -> Option<&ArticleRow> {
        self.file().rows(coverage::ARTICLES).get(article as usize)
    }

    /// Where an article lists a diagnosis.
    #[must_use]
    pub fn article_diagnosis(&self, article: u32, code: &Code) -> &[DiagnosisRow] {
        coverage::of_diagnosis(self.file().rows(coverage::DIAGNOSES), article, code.bytes())
    }

    fn contractors(&self, article: u32) -> &[ContractorRow] {
        coverage::of_article(self.file().rows(coverage::CONTRACTORS), article)
    }

    /// Whether one of the contractors of an article has one of these numbers.
    #[must_use]
    pub fn article_is_of<'n>(&self, article: u32, mut numbers: impl Iterator<Item = &'n str>) -> bool {
        let rows = self.contractors(article);
        numbers.any(|n| rows.iter().any(|r| self.text().get(r.number.get()) == n))
    }

    /// An article with its words.
    #[must_use]
    pub fn article(&self, article: u32) -> Option<Article> {
        let row = self.article_row(article)?;
        let text = |id: zerocopy::little_endian::U32| self.text().get(id.get());
        let day = |n: u32| (n > 0).then(|| Date::from_days(n));
        let contractors = self.contractors(article).iter();
        Some(Article {
            id: format!("A{}", row.number.get()),
            title: text(row.title),
            from: day(row.from.get()),
            to: day(row.to.get()),
            contractors: contractors.map(|c| (text(c.number), text(c.name), text(c.states))).collect(),
        })
    }
}
