//! How an encounter may go from one status to another.

use super::Status::{self, Assigned, Coded, Deleted, Exported, Held, New};

/// Whether an encounter that stands at `from` may come to stand at `to`.
pub(super) const fn allowed(from: Status, to: Status) -> bool {
    match (from, to) {
        // Deleted is the end; an exported chart cannot be thrown away, only opened again.
        (Deleted, _) | (Exported, Deleted | Held | New | Assigned) => false,
        // Exported comes of coded only: what was not signed off is not sent.
        (Coded, Exported) => true,
        (_, Exported) => false,
        // A signed-off chart is opened again by going back to work.
        (Coded, Held | New | Assigned) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Status::*;

    #[test]
    fn work_that_is_signed_off_or_sent_is_not_lost_by_a_change_of_status() {
        for (from, to, may) in [
            (New, InProgress, true),
            (InProgress, Held, true),
            (Held, InProgress, true),
            (InProgress, Coded, true),
            (InProgress, Exported, false),
            (Coded, Exported, true),
            (Coded, InProgress, true),
            (Exported, InProgress, true),
            (Exported, Deleted, false),
            (Coded, New, false),
            (Deleted, New, false),
        ] {
            assert_eq!(from.may_become(to), may, "{from:?} to {to:?}");
        }
    }
}
