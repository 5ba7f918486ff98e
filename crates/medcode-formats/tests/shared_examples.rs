//! Are the examples beside the project read, whole and without loss?

use medcode_formats::x12::{Sink, Tokens, read_claims};
use medcode_model::{Claim, Problem};
use std::path::{Path, PathBuf};

#[derive(Default)]
struct All {
    claims: Vec<Claim>,
    problems: Vec<Problem>,
}

impl Sink for All {
    fn claim(&mut self, claim: Claim) {
        self.claims.push(claim);
    }
    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

fn examples(folder: &str) -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|a| a.join("shared/claims").join(folder)).find(|f| f.is_dir());
    let Some(found) = found else {
        eprintln!("not checked: the examples are not beside the project");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(found).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_claim_example_is_read() {
    for folder in ["837_005010X222A2", "837_005010X223A3"] {
        for file in examples(folder) {
            let mut all = All::default();
            read_claims(std::fs::File::open(&file).unwrap(), &mut all).unwrap();
            let bytes = std::fs::read(&file).unwrap();
            let said = Tokens::of(&bytes).filter(|s| s.name() == "CLM").count();
            assert_eq!(all.claims.len(), said, "{}", file.display());
            for claim in &all.claims {
                assert!(!claim.lines.is_empty(), "{}", file.display());
                assert!(claim.lines.iter().all(|l| l.charge.is_some()), "{}", file.display());
            }
        }
    }
}

#[test]
fn segments_and_what_lies_between_give_the_same_bytes() {
    for folder in ["837_005010X222A2", "837_005010X223A3", "835_005010X221A1"] {
        for file in examples(folder) {
            let bytes = std::fs::read(&file).unwrap();
            let (mut out, mut at) = (Vec::new(), 0);
            for s in Tokens::of(&bytes) {
                out.extend_from_slice(&bytes[at..s.byte as usize]);
                out.extend_from_slice(s.bytes);
                at = s.byte as usize + s.bytes.len();
            }
            out.extend_from_slice(&bytes[at..]);
            assert!(out == bytes, "{}", file.display());
        }
    }
}
