//! Replays the committed corpus: inputs that once broke a reader, and small samples.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use medcode_fuzz::TARGETS;

fn here(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_reader_survives_its_corpus() {
    for (name, target) in TARGETS {
        let folder = here("corpus").join(name);
        let inputs = names(&folder);
        assert!(!inputs.is_empty(), "{name} has no corpus");
        for input in inputs {
            target(&std::fs::read(folder.join(&input)).unwrap());
            println!("{name}/{input}");
        }
    }
}

#[test]
fn every_target_is_built_and_has_a_corpus() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|(n, _)| (*n).to_owned()).collect();
    let files: BTreeSet<String> =
        names(&here("fuzz_targets")).iter().map(|n| n.trim_end_matches(".rs").to_owned()).collect();
    assert_eq!(targets, files);
    assert_eq!(targets, names(&here("corpus")));
}
