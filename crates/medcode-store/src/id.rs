//! Identifiers: texts that sort by the time they were made and cannot be guessed.

use std::fmt;

use uuid::{NoContext, Timestamp, Uuid};

use crate::Millis;

/// A fresh identifier of the time given (UUID version 7).
pub(crate) fn fresh(at: Millis) -> String {
    let at = u64::try_from(at).unwrap_or_default();
    let nanos = u32::try_from(at % 1000 * 1_000_000).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(NoContext, at / 1000, nanos)).hyphenated().to_string()
}

macro_rules! ids {
    ($($(#[$about:meta])* $name:ident;)+) => {$(
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The identifier that was given out earlier. Any text may come from outside: one that
            /// was never given out is simply not found.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            #[allow(dead_code, reason = "not every kind is made here")]
            pub(crate) fn fresh(at: Millis) -> Self {
                Self(fresh(at))
            }
        }

        impl crate::db::Bind for &$name {
            fn bind(self, to: &mut crate::db::Sql) {
                crate::db::Bind::bind(self.as_str(), to);
            }
        }

        impl crate::db::Bind for Option<&$name> {
            fn bind(self, to: &mut crate::db::Sql) {
                crate::db::Bind::bind(self.map($name::as_str), to);
            }
        }

        impl crate::db::Word for $name {
            fn of(word: &str) -> Option<Self> {
                Some(Self(word.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A person who signs in.
    UserId;
    /// An invitation to become a user.
    InvitationId;
    /// A key by which a program signs in.
    ApiKeyId;
    /// A patient.
    PatientId;
    /// One coverage of a patient.
    CoverageId;
    /// Who pays.
    PayerId;
    /// Who treats, refers or bills.
    ProviderId;
    /// A list of charges.
    ChargeListId;
    /// An encounter: one chart to code.
    EncounterId;
    /// One version of an encounter's note.
    NoteId;
    /// A favourite, or a note on a code.
    FavouriteId;
    /// A practice chart that was graded.
    AttemptId;
    /// People who learn together.
    CohortId;
    /// Work that a cohort was given.
    AssignmentId;
    /// A piece of long work.
    JobId;
    /// A mock exam.
    ExamId;
    /// A credential that is held.
    HeldCredentialId;
    /// Units of continuing education.
    UnitId;
    /// A paper that shows them.
    EvidenceId;
}

#[cfg(test)]
mod tests {
    use super::fresh;

    #[test]
    fn identifiers_sort_by_time_and_differ() {
        let (a, b, c) = (fresh(1_000), fresh(1_000), fresh(1_700_000_000_123));
        assert!(a < c && b < c);
        assert_ne!(a, b);
        assert_eq!(a.len(), 36);
    }

    #[test]
    fn a_time_before_the_epoch_makes_an_identifier_all_the_same() {
        assert_eq!(fresh(-1).len(), 36);
    }
}
