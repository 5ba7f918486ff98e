//! What of an entry is digested, so that anyone can compute it again (`docs/records.md`).

use super::Entry;
use crate::Digest;

/// The first field: which encoding this is.
const VERSION: &str = "medcode-audit-1";

/// The digest an entry must have: SHA-256 over its fields as netstrings.
pub(crate) fn digest(entry: &Entry) -> Digest {
    Digest::of(&encoding(entry))
}

/// The fields in their order, each as a netstring: its length in bytes, a colon, the bytes, a comma.
fn encoding(entry: &Entry) -> Vec<u8> {
    let (seq, at, prev) = (entry.seq.to_string(), entry.at.to_string(), entry.prev.to_string());
    let fields = [
        VERSION,
        &seq,
        &at,
        &entry.actor,
        entry.request.as_deref().unwrap_or_default(),
        &entry.action,
        &entry.subject_kind,
        &entry.subject_id,
        &entry.detail,
        &prev,
    ];
    let mut out = Vec::new();
    for field in fields {
        out.extend_from_slice(field.len().to_string().as_bytes());
        out.push(b':');
        out.extend_from_slice(field.as_bytes());
        out.push(b',');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            seq: 1,
            at: 1_767_225_600_000,
            actor: "system:serve".to_owned(),
            request: None,
            action: "user.created".to_owned(),
            subject_kind: "user".to_owned(),
            subject_id: "u".to_owned(),
            detail: "{}".to_owned(),
            prev: Digest::ZERO,
            digest: Digest::ZERO,
        }
    }

    #[test]
    fn the_encoding_is_the_one_the_documentation_prints() {
        let zeros = "0".repeat(64);
        let text = format!(
            "15:medcode-audit-1,1:1,13:1767225600000,12:system:serve,0:,12:user.created,4:user,1:u,2:{{}},64:{zeros},"
        );
        assert_eq!(String::from_utf8(encoding(&entry())).unwrap(), text);
    }

    #[test]
    fn every_field_counts() {
        let changes: [fn(&mut Entry); 9] = [
            |e| e.seq = 2,
            |e| e.at = 0,
            |e| e.actor = "system:server".to_owned(),
            |e| e.request = Some("r".to_owned()),
            |e| e.action = "user.create".to_owned(),
            |e| e.subject_kind = "note".to_owned(),
            |e| e.subject_id = "v".to_owned(),
            |e| e.detail = "{ }".to_owned(),
            |e| e.prev = Digest::of(b""),
        ];
        for change in changes {
            let mut other = entry();
            change(&mut other);
            assert_ne!(digest(&other), digest(&entry()), "{other:?}");
        }
    }
}
