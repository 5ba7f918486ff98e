//! Where does a sentence begin and end?

use medcode_model::Span;

use super::gap::Gap;
use super::header::Scan;
use super::line::{Line, LineKind};
use super::section::Section;

/// A sentence, a list item, or a cell: what a cue can reach across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, without the blanks around.
    pub span: Span,
    /// Its tokens: first and one past the last.
    pub tokens: (u32, u32),
    /// The line it begins on.
    pub line: u32,
    /// The section it stands in.
    pub section: u32,
}

/// No sentence is longer than this many tokens: it bounds the work per cue in text that
/// never ends a sentence.
const LONGEST: usize = 160;

/// Cuts the text into sentences. Every token belongs to exactly one.
pub(crate) fn cut(scan: &Scan<'_>, lines: &[Line], sections: &[Section]) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(lines.len() * 2);
    let mut section = 0;
    let mut open: Option<Sentence> = None;
    for (number, line) in lines.iter().enumerate() {
        for at in line.tokens.0 as usize..line.tokens.1 as usize {
            let span = scan.tokens[at].span;
            while section + 1 < sections.len() && sections[section + 1].span.start <= span.start {
                section += 1;
            }
            let breaks = open.is_none_or(|sentence| {
                let first = at == line.tokens.0 as usize;
                (first && !line.continues)
                    || sentence.section != section as u32
                    || at - sentence.tokens.0 as usize >= LONGEST
                    || (!first && ends_before(scan, at, line))
                    || after_header(&sections[section], scan, at)
            });
            match &mut open {
                Some(sentence) if !breaks => {
                    sentence.span.end = span.end;
                    sentence.tokens.1 = at as u32 + 1;
                }
                _ => {
                    out.extend(open.take());
                    open = Some(Sentence {
                        span,
                        tokens: (at as u32, at as u32 + 1),
                        line: number as u32,
                        section: section as u32,
                    });
                }
            }
        }
    }
    out.extend(open);
    out
}

/// A header is a sentence of its own.
fn after_header(section: &Section, scan: &Scan<'_>, at: usize) -> bool {
    let content = section.content;
    section.header.is_some()
        && scan.tokens[at].span.start >= content
        && at > 0
        && scan.tokens[at - 1].span.start < content
}

/// Whether a sentence ends between token `at - 1` and token `at` of the same line.
fn ends_before(scan: &Scan<'_>, at: usize, line: &Line) -> bool {
    let gap = scan.gap(at);
    if gap == Gap::NONE {
        return false;
    }
    if gap.has(Gap::BULLET.with(Gap::PIPE)) || (gap.has(Gap::COLUMN) && line.kind != LineKind::Row) {
        return true;
    }
    let open = gap.has(Gap::DASH.with(Gap::OPEN).with(Gap::ARROW));
    if gap.has(Gap::STOP) {
        return !abbreviated(scan, at);
    }
    gap.has(Gap::QUESTION_AFTER) && !open && capital(scan, at)
}

fn capital(scan: &Scan<'_>, at: usize) -> bool {
    scan.tokens[at].span.of(scan.text).chars().next().is_some_and(|c| c.is_uppercase())
}

/// Whether the full stop before token `at` belongs to an abbreviation.
fn abbreviated(scan: &Scan<'_>, at: usize) -> bool {
    let token = scan.tokens[at - 1];
    let word: &str = &scan.spellings[token.spelling as usize].folded;
    if NEVER_LAST.contains(&word) {
        return true;
    }
    let capital = capital(scan, at);
    let digit = scan.tokens[at].span.of(scan.text).starts_with(|c: char| c.is_ascii_digit());
    if word.chars().count() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic()) {
        if SPECIES.contains(&&*scan.spellings[scan.tokens[at].spelling as usize].folded) {
            return true;
        }
        // `J. Smith`, `q. d.`, but `vitamin D. She` and `type A. No`: an initial follows a
        // capital or another initial.
        let raw = token.span.of(scan.text);
        let initial = at >= 2 && {
            let before = scan.tokens[at - 2].span.of(scan.text);
            before.len() == 1 || matches!(before, "Dr" | "Mr" | "Mrs" | "Ms" | "by")
        };
        return !capital || (raw.chars().all(char::is_uppercase) && initial);
    }
    if word == "no" {
        return digit;
    }
    SELDOM_LAST.contains(&word) && !capital
}

/// Names that follow the initial of a genus: `E. coli`, `C. diff`.
const SPECIES: &[&str] = &[
    "coli",
    "diff",
    "difficile",
    "aureus",
    "pylori",
    "pneumoniae",
    "pneumonia",
    "faecalis",
    "faecium",
    "aeruginosa",
    "albican",
    "albicans",
    "jejuni",
    "influenzae",
    "trachomatis",
    "gonorrhoeae",
    "burgdorferi",
    "pyogenes",
    "epidermidis",
    "mirabilis",
    "vaginalis",
    "simplex",
    "pallidum",
];

/// Abbreviations that no sentence ends with.
const NEVER_LAST: &[&str] =
    &["dr", "mr", "mrs", "ms", "prof", "vs", "eg", "ie", "approx", "st", "fig", "incl", "esp", "ca"];

/// Abbreviations that end a sentence only before a capital.
const SELDOM_LAST: &[&str] = &[
    "pt", "hx", "tab", "cap", "cont", "abd", "resp", "neuro", "ext", "dept", "hosp", "wt", "ht", "temp",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "min", "max",
    "yr", "mo", "wk", "hr", "sec", "inc", "jr", "sr", "etc", "mg", "mcg", "ml", "cm", "mm", "po", "bid",
    "tid", "qid", "qd", "qhs", "prn", "rt", "lt", "bilat", "est", "avg", "dx", "tx", "rx", "sx", "fx",
    "diff", "neg", "pos", "nl", "occ", "mod", "sev", "gen", "int", "ant", "post", "lat", "med", "sup",
    "inf",
];
