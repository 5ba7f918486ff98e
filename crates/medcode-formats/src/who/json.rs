//! `bill` of medcode JSON.

use super::{put, said};
use crate::json::{Kind, Value, text};
use medcode_model::Bill;

/// Reads the members of `bill`; what is not known or cannot be read goes to `wrong` with what is
/// expected.
pub(crate) fn read(value: &Value<'_>, wrong: &mut dyn FnMut(&Value<'_>, &str)) -> Bill {
    let mut bill = Bill::default();
    walk(value, "", &mut bill, wrong);
    bill
}

/// Deeper than any path.
const DEEPEST: usize = 4;

fn walk(value: &Value<'_>, path: &str, bill: &mut Bill, wrong: &mut dyn FnMut(&Value<'_>, &str)) {
    if !value.is_object() {
        return wrong(value, "an object");
    }
    for (name, member) in value.members() {
        let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        if member.is_object() && path.split('.').count() < DEEPEST {
            walk(member, &path, bill, wrong);
        } else if let Some(said) = member.digits() {
            // A blank is not known.
            if !said.is_empty()
                && let Err(expected) = put(bill, &path, said)
            {
                wrong(member, expected);
            }
        } else if !member.is_null() {
            wrong(member, "a text");
        }
    }
}

/// Writes what a bill holds.
pub(crate) fn write(bill: &Bill) -> Value<'static> {
    let mut out = Value::made(Kind::Object(Vec::new()));
    for (_, path, said) in said(bill) {
        insert(&mut out, path, said);
    }
    out
}

fn insert(into: &mut Value<'static>, path: &'static str, said: String) {
    let Kind::Object(members) = &mut into.kind else { return };
    let Some((head, rest)) = path.split_once('.') else {
        members.push((path.into(), text(said)));
        return;
    };
    let at = members.iter().position(|(name, _)| name == head).unwrap_or_else(|| {
        members.push((head.into(), Value::made(Kind::Object(Vec::new()))));
        members.len() - 1
    });
    insert(&mut members[at].1, rest, said);
}
