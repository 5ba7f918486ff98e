//! What is charged.

use medcode_model::Date;
use serde_json::json;
use sqlx::AnyConnection;

use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, composed, sql};
use crate::{Change, ChargeListId, Error, Result};

/// A list of charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeList {
    /// Identifier.
    pub id: ChargeListId,
    /// Its name, unique.
    pub name: String,
    /// How many items it has.
    pub items: i64,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

/// An item of a list: what a code costs from one day to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Charge {
    /// The code.
    pub code: String,
    /// The modifier it is for; empty for every other case.
    pub modifier: String,
    /// First day.
    pub from: Date,
    /// Last day; `None` while there is no other.
    pub to: Option<Date>,
    /// The amount in cents; not negative.
    pub cents: i64,
    /// The revenue code a facility bills it under; empty where none is said.
    pub revenue: String,
}

const ITEM: &str = "code, modifier, valid_from, valid_to, cents, revenue";
const LISTS: &str = "SELECT l.id, l.name, l.version, \
                     (SELECT count(*) FROM charges c WHERE c.list_id = l.id) AS items FROM charge_lists l";

impl Record for ChargeList {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            name: row.text("name")?,
            items: row.int("items")?,
            version: row.int("version")?,
        })
    }
}

impl Record for Charge {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            code: row.text("code")?,
            modifier: row.text("modifier")?,
            from: row.word("valid_from")?,
            to: row.maybe_word("valid_to")?,
            cents: row.int("cents")?,
            revenue: row.text("revenue")?,
        })
    }
}

async fn by_id(on: &mut AnyConnection, id: &ChargeListId) -> Result<ChargeList> {
    composed(format!("{LISTS} WHERE l.id = $1")).bind(id).one(on, "charge list").await
}

pub(super) async fn lists(on: &mut AnyConnection) -> Result<Vec<ChargeList>> {
    composed(format!("{LISTS} ORDER BY l.name")).all(on).await
}

pub(super) async fn create(database: &Database, change: &Change, name: &str) -> Result<ChargeList> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::Invalid("a list of charges has a name"));
    }
    let mut write = database.change(change).await?;
    let id = ChargeListId::fresh(change.at);
    let sql =
        sql("INSERT INTO charge_lists (id, name, version) VALUES ($1, $2, 1)").bind(&id).bind(name);
    sql.run(write.on()).await.map_err(|e| e.about("name", "charge list"))?;
    write.log("charge_list.created", SubjectKind::ChargeList, &id, json!({ "name": name }));
    let list = by_id(write.on(), &id).await?;
    write.commit().await?;
    Ok(list)
}

/// The items in order, if no two speak of the same day.
fn checked(mut items: Vec<Charge>) -> Result<Vec<Charge>> {
    items.sort();
    for item in &items {
        if item.code.trim().is_empty() {
            return Err(Error::Invalid("a charge is for a code"));
        }
        if item.cents < 0 {
            return Err(Error::Invalid("a charge is not negative"));
        }
        if item.to.is_some_and(|to| to < item.from) {
            return Err(Error::Invalid("a charge ends before it begins"));
        }
    }
    for pair in items.windows(2) {
        let same = pair[0].code == pair[1].code && pair[0].modifier == pair[1].modifier;
        if same && pair[0].to.is_none_or(|to| to >= pair[1].from) {
            return Err(Error::Invalid("two charges for one code and modifier overlap in time"));
        }
    }
    Ok(items)
}

pub(super) async fn set(
    database: &Database,
    change: &Change,
    id: &ChargeListId,
    version: i64,
    items: Vec<Charge>,
) -> Result<ChargeList> {
    let items = checked(items)?;
    let mut write = database.change(change).await?;
    let advance = sql("UPDATE charge_lists SET version = version + 1 WHERE id = $1 AND version = $2");
    if advance.bind(id).bind(version).run(write.on()).await? == 0 {
        return Err(write.stale("charge_lists", id.as_str(), "charge list").await);
    }
    let delete = sql("DELETE FROM charges WHERE list_id = $1").bind(id);
    delete.run(write.on()).await?;
    for item in &items {
        let sql =
            sql("INSERT INTO charges (list_id, code, modifier, valid_from, valid_to, cents, revenue) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(id)
            .bind(&item.code)
            .bind(&item.modifier)
            .bind(item.from)
            .bind(item.to)
            .bind(item.cents)
            .bind(&item.revenue);
        sql.run(write.on()).await?;
    }
    write.log("charge_list.set", SubjectKind::ChargeList, id, json!({ "items": items.len() }));
    let list = by_id(write.on(), id).await?;
    write.commit().await?;
    Ok(list)
}

pub(super) async fn items(on: &mut AnyConnection, id: &ChargeListId) -> Result<Vec<Charge>> {
    by_id(on, id).await?;
    let sql = composed(format!(
        "SELECT {ITEM} FROM charges WHERE list_id = $1 ORDER BY code, modifier, valid_from"
    ));
    sql.bind(id).all(on).await
}

/// What a code costs: the item with the modifier before the one without.
pub(super) async fn item(
    on: &mut AnyConnection,
    id: &ChargeListId,
    code: &str,
    modifier: &str,
    day: Date,
) -> Result<Option<Charge>> {
    let sql = composed(format!(
        "SELECT {ITEM} FROM charges WHERE list_id = $1 AND code = $2 \
         AND (modifier = $3 OR modifier = '') AND valid_from <= $4 \
         AND (valid_to IS NULL OR valid_to >= $4) \
         ORDER BY CASE WHEN modifier = $3 THEN 0 ELSE 1 END, modifier LIMIT 1"
    ));
    sql.bind(id).bind(code).bind(modifier).bind(day).first(on).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(modifier: &str, from: &str, to: Option<&str>, cents: i64) -> Charge {
        let to = to.map(|t| t.parse().unwrap());
        Charge {
            code: "99213".to_owned(),
            modifier: modifier.to_owned(),
            from: from.parse().unwrap(),
            to,
            cents,
            revenue: String::new(),
        }
    }

    #[test]
    fn a_list_has_one_amount_for_a_day() {
        let first = item("", "2026-01-01", Some("2026-06-30"), 1);
        for (other, fits) in [
            (item("", "2026-07-01", None, 2), true),
            (item("", "2026-06-30", None, 2), false),
            (item("25", "2026-01-01", None, 2), true),
            (item("", "2026-07-02", Some("2026-07-01"), 2), false),
            (item("", "2027-01-01", None, -1), false),
        ] {
            assert_eq!(checked(vec![other.clone(), first.clone()]).is_ok(), fits, "{other:?}");
        }
        assert!(
            checked(vec![item("", "2026-01-01", None, 1), item("", "2030-01-01", None, 1)]).is_err()
        );
    }
}
