//! Are the examples beside the project read, whole and without loss?

use medcode_formats::x12::{Sink, Tokens, read_claims};
use medcode_formats::{Format, Reading};
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
fn every_fhir_example_is_read_and_nothing_of_another_system_is_taken_for_ours() {
    for file in examples("fhir-r4") {
        let mut all = All::default();
        let input = std::fs::File::open(&file).unwrap();
        medcode_formats::read_claims(input, Format::Fhir, &Reading::default(), &mut all).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let billed = ["claim-", "explanationofbenefit-", "encounter-", "condition-"];
        let expected = usize::from(billed.iter().any(|b| name.starts_with(b)));
        assert_eq!(all.claims.len(), expected, "{name}: {:?}", all.problems);
        assert_eq!(
            all.problems.iter().any(|p| p.severity == medcode_model::Severity::Error),
            expected == 0
        );
        // The examples code in WHO's ICD-10, SNOMED CT and lists of their own.
        let known = |c: &medcode_model::CodeSaid| matches!(c.system, medcode_model::Declared::Known(_));
        assert!(!all.claims.iter().flat_map(|c| &c.diagnoses).any(|d| known(&d.code)), "{name}");
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
