//! Does a confidence mean how often it is right?

use super::score::NoteScore;
use medcode_model::CodeSystem;

/// The suggestions within a tenth of confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub right: f64,
    /// How many.
    pub n: usize,
}

/// Suggestions by tenth of confidence.
#[must_use]
pub fn reliability(scores: &[&NoteScore], system: CodeSystem) -> Vec<Bin> {
    let judged = all(scores, system);
    (0..10)
        .filter_map(|tenth| {
            let of = |c: f32| ((c * 10.0) as usize).min(9) == tenth;
            let bin: Vec<_> = judged.iter().filter(|(c, _)| of(*c)).collect();
            let n = bin.len();
            let mean = |sum: f64| sum / n as f64;
            (n > 0).then(|| Bin {
                confidence: mean(bin.iter().map(|(c, _)| f64::from(*c)).sum()),
                right: mean(bin.iter().filter(|(_, r)| *r).count() as f64),
                n,
            })
        })
        .collect()
}

/// How far the tenths are off on average, each weighing as much as it holds: the expected
/// calibration error.
#[must_use]
pub fn calibration_error(bins: &[Bin]) -> f64 {
    let n: usize = bins.iter().map(|b| b.n).sum();
    let off: f64 = bins.iter().map(|b| (b.confidence - b.right).abs() * b.n as f64).sum();
    if n == 0 { 0.0 } else { off / n as f64 }
}

fn all(scores: &[&NoteScore], system: CodeSystem) -> Vec<(f32, bool)> {
    let mut out = Vec::new();
    for score in scores {
        let hits = score.hits.iter().filter(|h| h.code.system() == system);
        out.extend(hits.map(|h| (h.confidence, true)));
        let wrong = score.misses.iter().filter(|m| matches!(m.kind, "wrong" | "trap"));
        out.extend(wrong.filter(|m| m.code.system() == system).map(|m| (m.confidence, false)));
    }
    out
}
