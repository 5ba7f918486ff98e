//! The worklist in the database.

use super::{Cursor, Order, Page, Status, StatusCount, WorklistFilter, WorklistQuery, WorklistRow, row};
use crate::Result;
use crate::db::{Database, Filter, Record, Row, literal};

impl Record for WorklistRow {
    fn read(row: &Row) -> Result<Self> {
        let (family, given) = (row.maybe_text("family")?, row.maybe_text("given")?);
        Ok(Self {
            id: row.word("id")?,
            external_id: row.maybe_text("external_id")?,
            title: row.text("title")?,
            patient: row.maybe_word("patient_id")?,
            patient_name: family.map(|f| full_name(&f, given.as_deref().unwrap_or_default())),
            mrn: row.maybe_text("mrn")?,
            from: row.maybe_word("service_from")?,
            to: row.maybe_word("service_to")?,
            setting: row.maybe_word("setting")?,
            billing: row.maybe_word("billing")?,
            status: row.word("status")?,
            priority: row.int("priority")?,
            due: Some(row.int("due")?).filter(|d| *d != row::NEVER),
            assignee: row.maybe_word("assignee")?,
            assignee_name: row.maybe_text("assignee_name")?,
            hold_reason: row.maybe_text("hold_reason")?,
            created: row.int("created")?,
            updated: row.int("updated")?,
            version: row.int("version")?,
            code_set: row.int("code_set")?,
        })
    }
}

impl Record for StatusCount {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self { status: row.word("t")?, count: row.int("n")? })
    }
}

/// `Family, Given`.
fn full_name(family: &str, given: &str) -> String {
    if given.is_empty() { family.to_owned() } else { format!("{family}, {given}") }
}

/// All that is asked but the statuses.
fn conditions(asked: &WorklistFilter) -> Filter {
    let mut wanted = Filter::default();
    wanted.and_if("e.assignee = ?", asked.assignee.as_ref().map(|a| a.as_str()));
    if asked.unassigned {
        wanted.and("e.assignee IS NULL");
    }
    wanted.and_if("e.due < ?", asked.due_before);
    wanted.and_if("e.setting = ?", asked.setting.map(|s| s.id()));
    wanted.and_if("e.patient_id = ?", asked.patient.as_ref().map(|p| p.as_str()));
    wanted.and_if(
        "COALESCE(e.service_to, e.service_from) >= ?",
        asked.service_from.map(|d| d.to_string()),
    );
    wanted.and_if("e.service_from <= ?", asked.service_to.map(|d| d.to_string()));
    // Ten words are more than anyone types; each one is a scan.
    for word in asked.text.as_deref().unwrap_or_default().split_whitespace().take(10) {
        let word = word.to_lowercase();
        // A letter or two stand somewhere in nearly every number: they must begin a word.
        let begins = if word.chars().count() < 3 { " " } else { "" };
        let pattern = format!("%{begins}{}%", literal(&word));
        let found = "((' ' || e.folded) LIKE ? ESCAPE '!' OR (' ' || p.folded) LIKE ? ESCAPE '!')";
        wanted.and_with(found, pattern);
    }
    wanted
}

/// The statuses asked for, said so that an index can be walked in the order wanted.
fn statuses(wanted: &mut Filter, asked: &[Status]) {
    match asked {
        [] => wanted.and("e.status <> 'deleted'"),
        [one] => wanted.and_with("e.status = ?", one.id()),
        many => {
            if many.iter().all(|s| !s.is_closed()) {
                wanted.and("e.open = 1");
            }
            wanted.one_of("e.status", many.iter().map(|s| s.id()));
        }
    }
}

/// Where the page begins.
fn after(wanted: &mut Filter, order: Order, cursor: &Cursor) {
    let (created, id) = (wanted.place(cursor.created), wanted.place(cursor.id.as_str()));
    match order {
        Order::Newest => wanted.and(format!("(e.created, e.id) < ({created}, {id})")),
        Order::Urgency => {
            let (priority, due) = (wanted.place(cursor.priority), wanted.place(cursor.due));
            wanted.and(format!(
                "(e.priority, e.due, e.created, e.id) > ({priority}, {due}, {created}, {id})"
            ));
        }
    }
}

/// A page of the worklist.
pub(super) async fn page(database: &Database, query: &WorklistQuery) -> Result<Page<WorklistRow>> {
    let limit = query.limit.clamp(1, 500);
    let mut wanted = conditions(&query.filter);
    statuses(&mut wanted, &query.filter.statuses);
    if let Some(cursor) = &query.after {
        after(&mut wanted, query.order, cursor);
    }
    let order = match query.order {
        Order::Urgency => "e.priority, e.due, e.created, e.id",
        Order::Newest => "e.created DESC, e.id DESC",
    };
    let most = wanted.place(limit + 1);
    let text = format!(
        "SELECT e.id, e.external_id, e.title, e.patient_id, p.family, p.given, p.mrn, e.service_from, \
         e.service_to, e.setting, e.billing, e.status, e.priority, e.due, e.assignee, \
         u.name AS assignee_name, e.hold_reason, e.created, e.updated, e.version, e.code_set \
         FROM encounters e LEFT JOIN patients p ON p.id = e.patient_id \
         LEFT JOIN users u ON u.id = e.assignee WHERE {} ORDER BY {order} LIMIT {most}",
        wanted.text()
    );
    let mut rows: Vec<WorklistRow> = wanted.statement(text).all(&mut *database.reader().await?).await?;
    let kept = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > kept;
    rows.truncate(kept);
    let next = rows.last().filter(|_| more).map(|last| Cursor {
        priority: last.priority,
        due: last.due.unwrap_or(row::NEVER),
        created: last.created,
        id: last.id.as_str().to_owned(),
    });
    Ok(Page { rows, next })
}

/// How many there are by status.
pub(super) async fn counts(database: &Database, filter: &WorklistFilter) -> Result<Vec<StatusCount>> {
    let wanted = conditions(filter);
    let text = format!(
        "SELECT e.status AS t, count(*) AS n FROM encounters e \
         LEFT JOIN patients p ON p.id = e.patient_id WHERE {} GROUP BY e.status ORDER BY e.status",
        wanted.text()
    );
    wanted.statement(text).all(&mut *database.reader().await?).await
}
