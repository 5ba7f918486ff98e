//! Which files does `lexicon/` hold? A list, checked by a test against the folder.

macro_rules! embed {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../../lexicon/", $path)))),*]
    };
}

/// Path under `lexicon/` and text of each file, in order.
pub(crate) const ALL: &[(&str, &str)] = embed![
    "cues.tsv"
    "families.tsv"
    "sections.tsv"
    "synonyms/circulatory.tsv"
    "synonyms/digestive.tsv"
    "synonyms/endocrine.tsv"
    "synonyms/musculoskeletal.tsv"
    "synonyms/respiratory.tsv"
    "synonyms/symptoms.tsv"
    "terminators.tsv"
];

#[cfg(test)]
mod tests {
    use super::ALL;
    use std::path::Path;

    /// The tables of a folder as this file lists them.
    fn found(folder: &Path, under: &str) -> Vec<String> {
        let mut out = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{under}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                out.extend(found(&entry.path(), &format!("{name}/")));
            } else if name.ends_with(".tsv") {
                out.push(name);
            }
        }
        out.sort();
        out
    }

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon");
        let found = found(&folder, "");
        let listed: Vec<&str> = ALL.iter().map(|(path, _)| *path).collect();
        let lines: Vec<String> = found.iter().map(|path| format!("    \"{path}\"")).collect();
        assert!(listed == found, "put this list into files.rs:\n{}", lines.join("\n"));
    }
}
