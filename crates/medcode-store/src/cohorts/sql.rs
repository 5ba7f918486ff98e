//! Cohorts in the database.

use async_trait::async_trait;
use serde_json::json;
use sqlx::AnyConnection;

use super::{Assignment, Cohort, Cohorts, NewAssignment};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, Write, composed, sql};
use crate::{AssignmentId, Change, CohortId, Error, Result, UserId};

const COHORT: &str = "id, name, owner, created, version, \
                      (SELECT count(*) FROM cohort_members m WHERE m.cohort_id = cohorts.id) AS members";
const ASSIGNMENT: &str = "id, cohort_id, title, kind, items, due, created";

impl Record for Cohort {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            name: row.text("name")?,
            owner: row.word("owner")?,
            created: row.int("created")?,
            members: row.int("members")?,
            version: row.int("version")?,
        })
    }
}

impl Record for Assignment {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            cohort: row.word("cohort_id")?,
            about: NewAssignment {
                title: row.text("title")?,
                kind: row.word("kind")?,
                items: row.text("items")?,
                due: row.maybe_word("due")?,
            },
            created: row.int("created")?,
        })
    }
}

async fn by_id(on: &mut AnyConnection, id: &CohortId) -> Result<Cohort> {
    composed(format!("SELECT {COHORT} FROM cohorts WHERE id = $1")).bind(id).one(on, "cohort").await
}

async fn put_members(write: &mut Write<'_>, id: &CohortId, members: &[UserId]) -> Result<()> {
    sql("DELETE FROM cohort_members WHERE cohort_id = $1").bind(id).run(write.on()).await?;
    for member in members {
        let sql = sql("INSERT INTO cohort_members (cohort_id, user_id) VALUES ($1, $2) \
                       ON CONFLICT DO NOTHING")
        .bind(id)
        .bind(member);
        sql.run(write.on()).await.map_err(|e| e.about("member", "user"))?;
    }
    Ok(())
}

#[async_trait]
impl Cohorts for Database {
    async fn create_cohort(&self, change: &Change, owner: &UserId, name: &str) -> Result<Cohort> {
        let mut write = self.change(change).await?;
        let id = CohortId::fresh(change.at);
        let sql =
            sql("INSERT INTO cohorts (id, name, owner, created, version) VALUES ($1, $2, $3, $4, 1)")
                .bind(&id)
                .bind(name)
                .bind(owner)
                .bind(change.at);
        sql.run(write.on()).await.map_err(|e| e.about("name", "user"))?;
        write.log("cohort.created", SubjectKind::Cohort, &id, json!({ "name": name }));
        let cohort = by_id(write.on(), &id).await?;
        write.commit().await?;
        Ok(cohort)
    }

    async fn update_cohort(
        &self,
        change: &Change,
        id: &CohortId,
        version: i64,
        name: &str,
        members: &[UserId],
    ) -> Result<Cohort> {
        let mut write = self.change(change).await?;
        let sql =
            sql("UPDATE cohorts SET name = $3, version = version + 1 WHERE id = $1 AND version = $2")
                .bind(id)
                .bind(version)
                .bind(name);
        if sql.run(write.on()).await.map_err(|e| e.about("name", "cohort"))? == 0 {
            return Err(write.stale("cohorts", id.as_str(), "cohort").await);
        }
        put_members(&mut write, id, members).await?;
        let members: Vec<&str> = members.iter().map(UserId::as_str).collect();
        let said = json!({ "name": name, "members": members });
        write.log("cohort.changed", SubjectKind::Cohort, id, said);
        let cohort = by_id(write.on(), id).await?;
        write.commit().await?;
        Ok(cohort)
    }

    async fn delete_cohort(&self, change: &Change, id: &CohortId) -> Result<()> {
        let mut write = self.change(change).await?;
        sql("DELETE FROM assignments WHERE cohort_id = $1").bind(id).run(write.on()).await?;
        sql("DELETE FROM cohort_members WHERE cohort_id = $1").bind(id).run(write.on()).await?;
        if sql("DELETE FROM cohorts WHERE id = $1").bind(id).run(write.on()).await? == 0 {
            return Err(Error::NotFound("cohort"));
        }
        write.log("cohort.deleted", SubjectKind::Cohort, id, json!({}));
        write.commit().await
    }

    async fn cohort(&self, id: &CohortId) -> Result<Cohort> {
        by_id(&mut *self.reader().await?, id).await
    }

    async fn cohorts(&self) -> Result<Vec<Cohort>> {
        let sql = composed(format!("SELECT {COHORT} FROM cohorts ORDER BY name, id"));
        sql.all(&mut *self.reader().await?).await
    }

    async fn cohort_members(&self, id: &CohortId) -> Result<Vec<UserId>> {
        let sql = sql("SELECT user_id AS t FROM cohort_members WHERE cohort_id = $1 ORDER BY user_id")
            .bind(id);
        let members: Vec<String> = sql.all(&mut *self.reader().await?).await?;
        Ok(members.into_iter().map(UserId::new).collect())
    }

    async fn create_assignment(
        &self,
        change: &Change,
        cohort: &CohortId,
        new: NewAssignment,
    ) -> Result<Assignment> {
        let mut write = self.change(change).await?;
        let id = AssignmentId::fresh(change.at);
        let sql = sql("INSERT INTO assignments (id, cohort_id, title, kind, items, due, created) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(&id)
        .bind(cohort)
        .bind(&new.title)
        .bind(new.kind.id())
        .bind(&new.items)
        .bind(new.due)
        .bind(change.at);
        sql.run(write.on()).await.map_err(|e| e.about("assignment", "cohort"))?;
        let said = json!({ "assignment": id.as_str(), "title": new.title, "kind": new.kind.id() });
        write.log("assignment.created", SubjectKind::Cohort, cohort, said);
        write.commit().await?;
        Ok(Assignment { id, cohort: cohort.clone(), about: new, created: change.at })
    }

    async fn delete_assignment(&self, change: &Change, id: &AssignmentId) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql_cohort = sql("SELECT cohort_id AS t FROM assignments WHERE id = $1").bind(id);
        let cohort: String = sql_cohort.one(write.on(), "assignment").await?;
        sql("DELETE FROM assignments WHERE id = $1").bind(id).run(write.on()).await?;
        let said = json!({ "assignment": id.as_str() });
        write.log("assignment.deleted", SubjectKind::Cohort, cohort, said);
        write.commit().await
    }

    async fn assignments(&self, cohort: &CohortId) -> Result<Vec<Assignment>> {
        let sql = composed(format!(
            "SELECT {ASSIGNMENT} FROM assignments WHERE cohort_id = $1 ORDER BY created, id"
        ));
        sql.bind(cohort).all(&mut *self.reader().await?).await
    }

    async fn assignments_of(&self, user: &UserId) -> Result<Vec<Assignment>> {
        let sql = composed(format!(
            "SELECT {ASSIGNMENT} FROM assignments WHERE cohort_id IN \
             (SELECT cohort_id FROM cohort_members WHERE user_id = $1) \
             ORDER BY CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, created, id"
        ));
        sql.bind(user).all(&mut *self.reader().await?).await
    }
}
