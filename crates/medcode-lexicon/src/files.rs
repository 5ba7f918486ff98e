//! The files under `lexicon/`, as `build.rs` found them.

/// Path under `lexicon/` and text of each file, in order.
pub(crate) const ALL: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lexicon_files.rs"));

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn files_stand_in_order_and_hold_text() {
        assert!(ALL.is_sorted_by(|a, b| a.0 < b.0));
        assert!(ALL.iter().any(|(path, _)| *path == "cues.tsv"));
        assert!(ALL.iter().all(|(_, text)| text.contains('\t')));
    }
}
