//! Users, invitations, keys, releases, retention, copies: what an administrator does.

pub(crate) mod backups;
pub(crate) mod exports;
pub(crate) mod invitations;
pub(crate) mod keys;
pub(crate) mod releases;
pub(crate) mod retention;
pub(crate) mod users;

use crate::routes::Row;

pub(super) fn routes() -> Vec<Row> {
    [
        users::routes(),
        invitations::routes(),
        keys::routes(),
        releases::routes(),
        retention::routes(),
        backups::routes(),
        exports::routes(),
    ]
    .concat()
}
