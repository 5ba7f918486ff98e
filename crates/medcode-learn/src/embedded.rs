//! The files under `learning/`, as `build.rs` found them.

/// Path under `learning/` and text of each file, in order.
pub(crate) const ALL: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/learning_files.rs"));

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn files_stand_in_order_and_in_their_folders() {
        assert!(ALL.is_sorted_by(|a, b| a.0 < b.0));
        let known = |path: &str| {
            let folders = path.starts_with("charts/") || path.starts_with("questions/");
            folders || matches!(path, "exams.tsv" | "exam-topics.tsv")
        };
        assert!(ALL.iter().all(|(path, _)| known(path)));
    }
}
