//! Addresses within the workbench.

/// A text as the value of a query.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b',' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A path with those of the values that are not empty.
pub(crate) fn link(path: &str, values: &[(&str, &str)]) -> String {
    let given = values.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_link_carries_what_is_given_and_nothing_else() {
        assert_eq!(link("/w", &[("a", ""), ("b", "")]), "/w");
        assert_eq!(link("/w", &[("a", "x y&z"), ("b", ""), ("c", "1,2")]), "/w?a=x%20y%26z&c=1,2");
    }
}
