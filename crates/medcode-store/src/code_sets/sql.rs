//! Code sets and decisions in the database.

use async_trait::async_trait;
use serde_json::json;
use sqlx::AnyConnection;

use super::{CodeSet, CodeSets, Decision, NewCodeSet, NewDecision};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, Write, composed, sql};
use crate::encounters::{self, CodedLine};
use crate::{Change, EncounterId, Error, Result};

const COLUMNS: &str =
    "encounter_id, seq, base, document, note_id, medcode, releases, saved_at, saved_by";

impl Record for CodeSet {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            encounter: row.word("encounter_id")?,
            seq: row.int("seq")?,
            base: row.int("base")?,
            document: row.maybe_text("document")?,
            note: row.maybe_word("note_id")?,
            medcode: row.text("medcode")?,
            releases: row.text("releases")?,
            at: row.int("saved_at")?,
            by: row.text("saved_by")?,
        })
    }
}

impl Record for CodedLine {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            system: row.text("system")?,
            code: row.text("code")?,
            modifiers: row.text("modifiers")?,
            units: row.maybe_int("units")?,
        })
    }
}

impl Record for Decision {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            encounter: row.word("encounter_id")?,
            seq: row.int("seq")?,
            code_set: row.int("code_set")?,
            at: row.int("decided_at")?,
            by: row.text("decided_by")?,
            medcode: row.text("medcode")?,
            what: NewDecision {
                kind: row.word("kind")?,
                system: row.text("system")?,
                code: row.text("code")?,
                from_code: row.maybe_text("from_code")?,
                reason: row.maybe_text("reason")?,
                rule: row.maybe_text("rule")?,
                release: row.maybe_text("release_id")?,
            },
        })
    }
}

/// Moves the encounter on from its base to the next code set, if nobody else has.
async fn advance(write: &mut Write<'_>, encounter: &EncounterId, base: i64) -> Result<i64> {
    let at = write.at();
    let sql = sql("UPDATE encounters SET code_set = code_set + 1, updated = $3 \
                   WHERE id = $1 AND code_set = $2 AND erased IS NULL RETURNING code_set AS n");
    if let Some(seq) = sql.bind(encounter).bind(base).bind(at).first(write.on()).await? {
        return Ok(seq);
    }
    let standing = encounters::by_id(write.on(), encounter).await?;
    Err(match standing.erased {
        Some(_) => encounters::ERASED,
        None => Error::Conflict { current: standing.code_set },
    })
}

async fn insert(on: &mut AnyConnection, set: &CodeSet) -> Result<()> {
    let sql =
        sql("INSERT INTO code_sets (encounter_id, seq, base, document, note_id, medcode, releases, \
                   saved_at, saved_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(&set.encounter)
        .bind(set.seq)
        .bind(set.base)
        .bind(&set.document)
        .bind(set.note.as_ref())
        .bind(&set.medcode)
        .bind(&set.releases)
        .bind(set.at)
        .bind(&set.by);
    sql.run(on).await.map(drop).map_err(|e| e.about("code set", "note"))
}

async fn insert_lines(on: &mut AnyConnection, set: &CodeSet, codes: Vec<CodedLine>) -> Result<()> {
    for (position, line) in (1..).zip(codes) {
        let sql = sql("INSERT INTO coded_lines (encounter_id, seq, position, system, code, compact, \
                       modifiers, units) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(&set.encounter)
        .bind(set.seq)
        .bind(position)
        .bind(line.system)
        .bind(&line.code)
        .bind(compact(&line.code))
        .bind(line.modifiers)
        .bind(line.units);
        sql.run(on).await?;
    }
    Ok(())
}

/// A code without its dot, in capitals: what is searched.
pub(crate) fn compact(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Logs decisions: with this code set, or with 0 alone.
async fn insert_decisions(
    write: &mut Write<'_>,
    encounter: &EncounterId,
    code_set: i64,
    medcode: &str,
    decisions: Vec<NewDecision>,
) -> Result<()> {
    let count = i64::try_from(decisions.len()).unwrap_or(i64::MAX);
    let sql_count = sql("UPDATE encounters SET decision_count = decision_count + $2 \
                         WHERE id = $1 AND erased IS NULL RETURNING decision_count AS n");
    let Some(last) = sql_count.bind(encounter).bind(count).first::<i64>(write.on()).await? else {
        return Err(encounters::gone(write.on(), encounter).await);
    };
    let (at, by) = (write.at(), write.by());
    for (seq, what) in (last - count + 1..).zip(decisions) {
        let sql =
            sql("INSERT INTO decisions (encounter_id, seq, code_set, decided_at, decided_by, medcode, \
                       kind, system, code, from_code, reason, rule, release_id) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
            .bind(encounter)
            .bind(seq)
            .bind(code_set)
            .bind(at)
            .bind(&by)
            .bind(medcode)
            .bind(what.kind.id())
            .bind(what.system)
            .bind(what.code)
            .bind(what.from_code)
            .bind(what.reason)
            .bind(what.rule)
            .bind(what.release);
        sql.run(write.on()).await?;
    }
    Ok(())
}

#[async_trait]
impl CodeSets for Database {
    async fn save_code_set(
        &self,
        change: &Change,
        encounter: &EncounterId,
        new: NewCodeSet,
    ) -> Result<CodeSet> {
        let mut write = self.change(change).await?;
        let seq = advance(&mut write, encounter, new.base).await?;
        let set = CodeSet {
            encounter: encounter.clone(),
            seq,
            base: new.base,
            document: Some(new.document),
            note: new.note,
            medcode: new.medcode,
            releases: new.releases,
            at: change.at,
            by: write.by(),
        };
        insert(write.on(), &set).await?;
        let (codes, decided) = (new.codes.len(), new.decisions.len());
        insert_lines(write.on(), &set, new.codes).await?;
        insert_decisions(&mut write, encounter, seq, &set.medcode, new.decisions).await?;
        let detail = json!({ "codes": codes, "decisions": decided, "medcode": set.medcode });
        write.log("code_set.saved", SubjectKind::CodeSet, format!("{encounter}/{seq}"), detail);
        if let Some(status) = new.status {
            encounters::follow(&mut write, encounter, status).await?;
        }
        write.commit().await?;
        Ok(set)
    }

    async fn code_set(&self, encounter: &EncounterId, seq: i64) -> Result<CodeSet> {
        let sql =
            composed(format!("SELECT {COLUMNS} FROM code_sets WHERE encounter_id = $1 AND seq = $2"));
        sql.bind(encounter).bind(seq).one(&mut *self.reader().await?, "code set").await
    }

    async fn latest_code_set(&self, encounter: &EncounterId) -> Result<Option<CodeSet>> {
        let sql = composed(format!(
            "SELECT {COLUMNS} FROM code_sets WHERE encounter_id = $1 ORDER BY seq DESC LIMIT 1"
        ));
        sql.bind(encounter).first(&mut *self.reader().await?).await
    }

    async fn code_sets(&self, encounter: &EncounterId) -> Result<Vec<CodeSet>> {
        let sql =
            composed(format!("SELECT {COLUMNS} FROM code_sets WHERE encounter_id = $1 ORDER BY seq"));
        sql.bind(encounter).all(&mut *self.reader().await?).await
    }

    async fn coded_lines(&self, encounter: &EncounterId, seq: i64) -> Result<Vec<CodedLine>> {
        let sql = sql("SELECT system, code, modifiers, units FROM coded_lines \
                       WHERE encounter_id = $1 AND seq = $2 ORDER BY position");
        sql.bind(encounter).bind(seq).all(&mut *self.reader().await?).await
    }

    async fn log_decisions(
        &self,
        change: &Change,
        encounter: &EncounterId,
        medcode: &str,
        decisions: Vec<NewDecision>,
    ) -> Result<()> {
        let mut write = self.change(change).await?;
        let detail = json!({ "decisions": decisions.len(), "medcode": medcode });
        insert_decisions(&mut write, encounter, 0, medcode, decisions).await?;
        write.log("decisions.logged", SubjectKind::Encounter, encounter, detail);
        write.commit().await
    }

    async fn decisions(&self, encounter: &EncounterId, after: i64, limit: i64) -> Result<Vec<Decision>> {
        let sql =
            sql("SELECT encounter_id, seq, code_set, decided_at, decided_by, medcode, kind, system, \
                       code, from_code, reason, rule, release_id FROM decisions \
                       WHERE encounter_id = $1 AND seq > $2 ORDER BY seq LIMIT $3");
        let limit = limit.clamp(1, 10_000);
        sql.bind(encounter).bind(after).bind(limit).all(&mut *self.reader().await?).await
    }
}

/// Erases the code sets and decisions of an encounter; how many code sets.
pub(crate) async fn erase(write: &mut Write<'_>, encounter: &EncounterId) -> Result<u64> {
    let at = write.at();
    let documents = sql("UPDATE code_sets SET document = NULL, erased = $2 \
                         WHERE encounter_id = $1 AND erased IS NULL");
    let erased = documents.bind(encounter).bind(at).run(write.on()).await?;
    let lines = sql("DELETE FROM coded_lines WHERE encounter_id = $1").bind(encounter);
    lines.run(write.on()).await?;
    let decisions = sql("UPDATE decisions SET system = '', code = '', from_code = NULL, reason = NULL \
                         WHERE encounter_id = $1");
    decisions.bind(encounter).run(write.on()).await?;
    Ok(erased)
}
