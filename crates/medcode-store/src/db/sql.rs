//! A statement, its values and its rows: one body of SQL for both databases.
//!
//! Only texts, 64-bit numbers and bytes travel, so that both agree; a flag is 0 or 1, a date its
//! ISO text, an enumeration its word.

use medcode_model::Date;
use sqlx::AnyConnection;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{
    Arguments as _, AssertSqlSafe, Row as _, SqlSafeStr as _, SqlStr, TypeInfo as _, ValueRef as _,
};

use crate::{Digest, Error, Result};

/// A statement with the values for `$1`, `$2`, ...
pub(crate) struct Sql {
    text: SqlStr,
    values: AnyArguments,
    wrong: Option<Error>,
}

/// A statement.
pub(crate) fn sql(text: &'static str) -> Sql {
    Sql { text: text.into_sql_str(), values: AnyArguments::default(), wrong: None }
}

/// A statement put together from the program's own pieces: values are bound here as everywhere.
pub(crate) fn composed(text: String) -> Sql {
    Sql { text: AssertSqlSafe(text).into_sql_str(), values: AnyArguments::default(), wrong: None }
}

impl Sql {
    /// The next value.
    pub(crate) fn bind(mut self, value: impl Bind) -> Self {
        value.bind(&mut self);
        self
    }

    fn text(&mut self, text: Option<String>) {
        // PostgreSQL cannot keep it in a text; SQLite shall not differ.
        if text.as_ref().is_some_and(|t| t.contains('\0')) {
            self.wrong = Some(Error::Invalid("a text holds a NUL character"));
        }
        self.add(text);
    }

    fn add<'q, T>(&mut self, value: T)
    where
        T: sqlx::Encode<'q, sqlx::Any> + sqlx::Type<sqlx::Any>,
    {
        if let Err(error) = self.values.add(value) {
            self.wrong = Some(Error::Database(error.to_string()));
        }
    }

    fn ready(self) -> Result<sqlx::query::Query<'static, sqlx::Any, AnyArguments>> {
        match self.wrong {
            Some(error) => Err(error),
            None => Ok(sqlx::query_with(self.text, self.values)),
        }
    }

    /// Runs it; how many rows it touched.
    pub(crate) async fn run(self, on: &mut AnyConnection) -> Result<u64> {
        Ok(self.ready()?.execute(on).await?.rows_affected())
    }

    /// All its rows.
    pub(crate) async fn all<T: Record>(self, on: &mut AnyConnection) -> Result<Vec<T>> {
        let rows = self.ready()?.fetch_all(on).await?;
        rows.into_iter().map(|row| T::read(&Row(row))).collect()
    }

    /// Its first row, if it has one.
    pub(crate) async fn first<T: Record>(self, on: &mut AnyConnection) -> Result<Option<T>> {
        let row = self.ready()?.fetch_optional(on).await?;
        row.map(|row| T::read(&Row(row))).transpose()
    }

    /// Its first row.
    pub(crate) async fn one<T: Record>(self, on: &mut AnyConnection, what: &'static str) -> Result<T> {
        self.first(on).await?.ok_or(Error::NotFound(what))
    }
}

/// A value of a statement.
pub(crate) trait Bind {
    fn bind(self, to: &mut Sql);
}

impl Bind for Option<String> {
    fn bind(self, to: &mut Sql) {
        to.text(self);
    }
}

impl Bind for Option<i64> {
    fn bind(self, to: &mut Sql) {
        to.add(self);
    }
}

impl Bind for Option<Vec<u8>> {
    fn bind(self, to: &mut Sql) {
        to.add(self);
    }
}

macro_rules! bind_as {
    ($($from:ty => $value:ident $to:expr;)+) => {$(
        impl Bind for $from {
            fn bind(self, to: &mut Sql) {
                let $value = self;
                $to.bind(to);
            }
        }
    )+};
}

bind_as! {
    i64 => v Some(v);
    bool => v Some(i64::from(v));
    &str => v Some(v.to_owned());
    String => v Some(v);
    &String => v Some(v.clone());
    Option<&str> => v v.map(str::to_owned);
    &Option<String> => v v.clone();
    Vec<u8> => v Some(v);
    Digest => v Some(v.to_string());
    Option<Digest> => v v.map(|v| v.to_string());
    Date => v Some(v.to_string());
    Option<Date> => v v.map(|v| v.to_string());
}

/// A row.
pub(crate) struct Row(AnyRow);

impl Row {
    /// A text.
    pub(crate) fn text(&self, column: &'static str) -> Result<String> {
        Ok(self.0.try_get(column)?)
    }

    /// A text that may be absent.
    pub(crate) fn maybe_text(&self, column: &'static str) -> Result<Option<String>> {
        self.present(column)?.then(|| self.text(column)).transpose()
    }

    /// A number.
    pub(crate) fn int(&self, column: &'static str) -> Result<i64> {
        Ok(self.0.try_get(column)?)
    }

    /// A number that may be absent.
    pub(crate) fn maybe_int(&self, column: &'static str) -> Result<Option<i64>> {
        self.present(column)?.then(|| self.int(column)).transpose()
    }

    /// A flag.
    pub(crate) fn flag(&self, column: &'static str) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    /// Bytes that may be absent.
    pub(crate) fn maybe_bytes(&self, column: &'static str) -> Result<Option<Vec<u8>>> {
        self.present(column)?.then(|| Ok(self.0.try_get(column)?)).transpose()
    }

    /// A value kept as a word.
    pub(crate) fn word<T: Word>(&self, column: &'static str) -> Result<T> {
        T::of(&self.text(column)?).ok_or_else(|| damaged(column))
    }

    /// A value kept as a word that may be absent.
    pub(crate) fn maybe_word<T: Word>(&self, column: &'static str) -> Result<Option<T>> {
        self.present(column)?.then(|| self.word(column)).transpose()
    }

    fn present(&self, column: &'static str) -> Result<bool> {
        let value = self.0.try_get_raw(column)?;
        Ok(!value.is_null() && !value.type_info().is_null())
    }
}

fn damaged(column: &'static str) -> Error {
    Error::Damaged(format!("column {column}"))
}

/// What is kept as a word.
pub(crate) trait Word: Sized {
    fn of(word: &str) -> Option<Self>;
}

impl Word for Digest {
    fn of(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl Word for Date {
    fn of(word: &str) -> Option<Self> {
        word.parse().ok()
    }
}

/// What a row is read as.
pub(crate) trait Record: Sized {
    fn read(row: &Row) -> Result<Self>;
}

/// A single number called `n`.
impl Record for i64 {
    fn read(row: &Row) -> Result<Self> {
        row.int("n")
    }
}

/// A single text called `t`.
impl Record for String {
    fn read(row: &Row) -> Result<Self> {
        row.text("t")
    }
}
