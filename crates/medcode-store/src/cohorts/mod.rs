//! Who learns together, and what they were given to do.

mod sql;

use async_trait::async_trait;
use medcode_model::Date;

use crate::words::words;
use crate::{AssignmentId, Change, CohortId, Millis, Result, UserId};

/// People who learn together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// Identifier.
    pub id: CohortId,
    /// Its name, unique.
    pub name: String,
    /// Who made it.
    pub owner: UserId,
    /// When.
    pub created: Millis,
    /// How many learn in it.
    pub members: i64,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

words! {
    /// What an assignment consists of.
    AssignmentKind {
        /// Practice charts.
        Charts = "charts",
        /// Questions of the bank.
        Questions = "questions",
    }
}

/// Work that a cohort was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Identifier.
    pub id: AssignmentId,
    /// The cohort.
    pub cohort: CohortId,
    /// What is to be done.
    pub about: NewAssignment,
    /// When it was given.
    pub created: Millis,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAssignment {
    /// What it is called.
    pub title: String,
    /// Of what it consists.
    pub kind: AssignmentKind,
    /// Of which, as JSON.
    pub items: String,
    /// The last day.
    pub due: Option<Date>,
}

/// Cohorts and assignments.
#[async_trait]
pub trait Cohorts: Send + Sync {
    /// Makes a cohort. `Taken("name")`; `NotFound` for an unknown user.
    async fn create_cohort(&self, change: &Change, owner: &UserId, name: &str) -> Result<Cohort>;

    /// Gives it another name and these members. `NotFound`, `Conflict`, `Taken("name")`.
    async fn update_cohort(
        &self,
        change: &Change,
        id: &CohortId,
        version: i64,
        name: &str,
        members: &[UserId],
    ) -> Result<Cohort>;

    /// Removes it with its assignments; what its members practised stays theirs. `NotFound`.
    async fn delete_cohort(&self, change: &Change, id: &CohortId) -> Result<()>;

    /// The cohort. `NotFound`.
    async fn cohort(&self, id: &CohortId) -> Result<Cohort>;

    /// All cohorts by name.
    async fn cohorts(&self) -> Result<Vec<Cohort>>;

    /// Its members, by identifier.
    async fn cohort_members(&self, id: &CohortId) -> Result<Vec<UserId>>;

    /// Gives a cohort something to do. `NotFound`.
    async fn create_assignment(
        &self,
        change: &Change,
        cohort: &CohortId,
        new: NewAssignment,
    ) -> Result<Assignment>;

    /// Takes it back. `NotFound`.
    async fn delete_assignment(&self, change: &Change, id: &AssignmentId) -> Result<()>;

    /// What a cohort was given, the oldest first.
    async fn assignments(&self, cohort: &CohortId) -> Result<Vec<Assignment>>;

    /// What a user was given by any cohort, what is due first.
    async fn assignments_of(&self, user: &UserId) -> Result<Vec<Assignment>>;
}
