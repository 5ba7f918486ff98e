//! Does a file name a machine's folders or a package registry?

use std::sync::LazyLock;

use regex::Regex;

use super::Tracked;

/// Folders of one machine; what stands before must not be part of a longer path.
static FOLDERS: LazyLock<Regex> = LazyLock::new(|| {
    let names = ["work", "tmp", "root", "home"].join("|");
    Regex::new(&format!(r#"(^|[^\w./$\-{{}}~*])/({names})/"#)).expect("a fixed pattern")
});

/// Hosts of package registries, put together here so that this file passes.
static HOSTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    [
        ("crates", ".io"),
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("npmjs", ".org"),
        ("npmjs", ".com"),
        ("deb.debian", ".org"),
        ("proxy.golang", ".org"),
    ]
    .map(|(a, b)| format!("{a}{b}"))
    .to_vec()
});

/// Looks at every line of a text file. The lock files are cargo's own and name its index.
pub(super) fn check(file: &Tracked) -> Vec<String> {
    let path = &file.path;
    if path.ends_with("Cargo.lock") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (n, line) in file.text().unwrap_or_default().lines().enumerate() {
        let n = n + 1;
        if FOLDERS.is_match(line) {
            findings.push(format!("{path}:{n}: names a folder of one machine"));
        }
        if HOSTS.iter().any(|host| line.contains(host.as_str())) {
            findings.push(format!("{path}:{n}: names a package registry's host"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> usize {
        check(&Tracked { path: "a.md".into(), bytes: text.into() }).len()
    }

    #[test]
    fn machine_folders_and_registry_hosts_are_found() {
        assert_eq!(findings(&format!("see /{}/main", "work")), 1);
        assert_eq!(findings(&format!("\"/{}/x\"", "tmp")), 1);
        assert_eq!(findings(&format!("from https://{}{}", "crates", ".io")), 1);
        assert_eq!(findings("../work/x, target/tmp/y, $HOME/root/z and https://a.gov/work/b"), 0);
    }
}
