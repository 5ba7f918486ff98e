//! Lines of a CSV file.

/// Writes a line.
pub(crate) fn row<'a>(to: &mut String, fields: impl IntoIterator<Item = &'a str>) {
    for (n, field) in fields.into_iter().enumerate() {
        if n > 0 {
            to.push(',');
        }
        field_of(to, field);
    }
    to.push_str("\r\n");
}

/// A field as RFC 4180 writes it. What a spreadsheet would take for a formula gets a `'` before it.
fn field_of(to: &mut String, field: &str) {
    let guard = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if guard.is_empty() && !field.contains([',', '"', '\n', '\r']) {
        return to.push_str(field);
    }
    to.push('"');
    to.push_str(guard);
    to.push_str(&field.replace('"', "\"\""));
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::field_of;

    #[test]
    fn a_field_is_quoted_where_it_must_be_and_is_never_a_formula() {
        for (given, written) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("{\"a\":1}", "\"{\"\"a\"\":1}\""),
            ("=1+1", "\"'=1+1\""),
            ("@x", "\"'@x\""),
        ] {
            let mut out = String::new();
            field_of(&mut out, given);
            assert_eq!(out, written);
        }
    }
}
