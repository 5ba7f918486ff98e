//! What does a document say after one of its parts was written anew? What is understood is taken
//! from the new part, and what is not survives from the old one.

use super::value::{Kind, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The old value with what the new one says. Members that only one has are kept; lists are
/// joined by the `sequence` of their elements, else by their places; a value that says the same
/// in another writing stays as it was written.
#[must_use]
pub fn merge<'a>(old: &Value<'a>, new: &Value<'a>) -> Value<'a> {
    match (&old.kind, &new.kind) {
        (Kind::Object(before), Kind::Object(after)) => {
            let mut members: Vec<(Cow<'a, str>, Value<'a>)> = Vec::with_capacity(before.len());
            for (name, value) in before {
                let merged = new.get(name).map_or_else(|| value.clone(), |n| merge(value, n));
                members.push((name.clone(), merged));
            }
            let added = after.iter().filter(|(name, _)| old.get(name).is_none());
            members.extend(added.cloned());
            Value::made(Kind::Object(members))
        }
        (Kind::List(before), Kind::List(after)) => {
            let numbered: BTreeMap<u64, &Value<'a>> =
                before.iter().filter_map(|b| Some((sequence(b)?, b))).collect();
            let joined = after.iter().enumerate().map(|(n, item)| {
                let old = match sequence(item) {
                    Some(wanted) => numbered.get(&wanted).copied(),
                    None => before.get(n),
                };
                old.map_or_else(|| item.clone(), |old| merge(old, item))
            });
            Value::made(Kind::List(joined.collect()))
        }
        (Kind::Number(a), Kind::Number(b)) if same_number(a, b) => old.clone(),
        (Kind::Text(a), Kind::Text(b)) if same_moment(a, b) => old.clone(),
        _ => new.clone(),
    }
}

/// The number by which elements of claims refer to each other.
fn sequence(value: &Value<'_>) -> Option<u64> {
    value.get("sequence")?.whole()
}

/// `12.5` and `12.50`.
fn same_number(a: &str, b: &str) -> bool {
    let plain = |t: &str| {
        let t = t.trim_start_matches('+');
        if t.contains(['e', 'E']) {
            t.to_owned()
        } else if t.contains('.') {
            t.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            t.to_owned()
        }
    };
    plain(a) == plain(b)
}

/// `2026-05-12T09:30:00-04:00` and the day it names.
fn same_moment(old: &str, new: &str) -> bool {
    old == new
        || new.len() == 10
            && new.as_bytes()[4] == b'-'
            && old.strip_prefix(new).is_some_and(|t| t.starts_with('T'))
}

#[cfg(test)]
mod tests {
    use super::super::{parse, pretty};
    use super::*;

    #[test]
    fn what_is_not_understood_survives_and_what_is_known_is_new() {
        let old = parse(
            r#"{"id": "1", "extension": [{"url": "x"}], "created": "2026-05-12T09:30:00Z",
                "item": [{"sequence": 2, "own": true, "net": {"value": 12.50, "currency": "USD"}},
                         {"sequence": 1, "own": false}]}"#,
        )
        .unwrap();
        let new = parse(
            r#"{"created": "2026-05-12", "item": [{"sequence": 1}, {"sequence": 2, "net": {"value": 12.5}},
                {"sequence": 3}], "use": "claim"}"#,
        )
        .unwrap();
        let merged = merge(&old, &new);
        let mut out = String::new();
        pretty(&merged, 0, &mut out);
        let read = parse(&out).unwrap();
        assert_eq!(read.said("created"), "2026-05-12T09:30:00Z");
        assert_eq!(read.list("extension")[0].said("url"), "x");
        let items = read.list("item");
        assert_eq!(items.len(), 3);
        assert_eq!(items[1].get("own").and_then(Value::truth), Some(true));
        assert_eq!(items[1].at(&["net", "value"]).and_then(Value::digits), Some("12.50"));
        assert_eq!(items[1].at(&["net"]).unwrap().said("currency"), "USD");
        assert_eq!(read.said("use"), "claim");
    }
}
