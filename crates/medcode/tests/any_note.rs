//! Can any text be coded, with evidence that lies in it and in time linear in its length?
//! Needs the official files, as the guideline cases do; says so where they are missing.

#[path = "guideline_cases/code_set.rs"]
mod code_set;

use medcode::model::{Date, Mode, Note};
use medcode::{Ask, CodedNote, Engine};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const MODES: [Mode; 2] = [Mode::Report, Mode::Mentions];

/// What people paste that is no plain English note.
const ODD: &[&str] = &[
    "",
    " \n\t\r\n ",
    "\u{feff}\u{0}\u{301}\u{1f600}",
    "Paciente de 57 a\u{f1}os con dolor tor\u{e1}cico y disnea de esfuerzo, sin fiebre.",
    "Patient \u{e2}g\u{e9} de 57 ans, douleur thoracique, pas de fi\u{e8}vre.",
    "\u{60a3}\u{8005}\u{7537}\u{6027}57\u{5c81}\u{ff0c}\u{80f8}\u{75db}\u{3001}\u{9ad8}\u{8840}\u{538b}\u{3002}",
    "\u{0645}\u{0631}\u{064a}\u{0636} \u{064a}\u{0639}\u{0627}\u{0646}\u{064a} \u{0645}\u{0646} \u{0623}\u{0644}\u{0645}",
    "<html><body><h2>Assessment</h2><ul><li>Type 2 diabetes</li><li>CKD stage&nbsp;3b</li></ul></body></html>",
    "{\\rtf1\\ansi{\\b Assessment:}\\par 1. Hypertension\\par 2. Asthma\\par}",
    "ASSESSMENT: HYPERTENSION. ASTHMA. ACUTE BRONCHITIS.",
    "((((((((([[[[[[[[{{{{{{{ pain )))))))))]]]]]]]]",
];

fn engine() -> Option<&'static Engine> {
    static ENGINE: OnceLock<Option<Engine>> = OnceLock::new();
    let open = || {
        let home = code_set::home().map_err(|why| eprintln!("any note ignored: {why}")).ok()?;
        Engine::open(&home).ok()
    };
    ENGINE.get_or_init(open).as_ref()
}

/// Codes a text; every piece of evidence must be a piece of it.
fn coded(engine: &Engine, text: &str, mode: Mode) -> CodedNote {
    let ask = Ask { mode, nearest: true, ..Ask::on(Date::MAX) };
    let coded = engine.code(&Note::of_text(text), ask).expect("a release answers");
    let outcome = &coded.outcome;
    let all = outcome.suggestions.iter().map(|s| &s.coded);
    for code in all.chain(outcome.withheld.iter().map(|w| &w.coded)) {
        for evidence in &code.evidence {
            let (from, to) = (evidence.span.start as usize, evidence.span.end as usize);
            assert!(text.get(from..to).is_some_and(|t| !t.is_empty()), "{mode:?} {from}..{to}");
        }
    }
    coded
}

#[test]
fn odd_texts_are_coded_without_panic() {
    let Some(engine) = engine() else { return };
    for text in ODD {
        for mode in MODES {
            coded(engine, text, mode);
        }
    }
}

#[test]
fn no_text_gives_no_codes() {
    let Some(engine) = engine() else { return };
    for text in &ODD[..3] {
        for mode in MODES {
            assert!(coded(engine, text, mode).outcome.suggestions.is_empty(), "{mode:?} {text:?}");
        }
    }
}

#[test]
fn random_bytes_are_coded_without_panic() {
    let Some(engine) = engine() else { return };
    let mut state = 7_u64;
    for _ in 0..20 {
        let bytes: Vec<u8> = (0..4000)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                (state >> 56) as u8
            })
            .collect();
        let text = String::from_utf8_lossy(&bytes);
        for mode in MODES {
            coded(engine, &text, mode);
        }
    }
}

/// Eight times the text may take no more than some twenty times as long: quadratic time
/// would take sixty-four.
#[test]
fn long_notes_take_linear_time() {
    let Some(engine) = engine() else { return };
    let lines = "1. Type 2 diabetes with CKD stage 3b, on insulin.\n2. Pain in left knee after a fall.\n\
                 No fever. History of breast cancer, s/p mastectomy.\n\n";
    let sentence = "fracture of the left distal radius and pain in the right knee ";
    for piece in [lines, sentence] {
        for mode in MODES {
            let text = |bytes: usize| piece.repeat(bytes / piece.len());
            let (short, long) = (text(15_000), text(120_000));
            let slow = time(engine, &short, mode).max(Duration::from_millis(5)) * 20;
            let took = time(engine, &long, mode);
            assert!(took < slow, "{mode:?} {:?}: {took:?}, at most {slow:?}", &piece[..20]);
        }
    }
}

/// The least of three times: others use the machine too.
fn time(engine: &Engine, text: &str, mode: Mode) -> Duration {
    let run = |_| {
        let start = Instant::now();
        coded(engine, text, mode);
        start.elapsed()
    };
    (0..3).map(run).min().unwrap_or_default()
}
