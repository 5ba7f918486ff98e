//! Is it the surgeon's visit after an operation whose global period still runs?

use super::super::view::View;
use super::super::words::Tag;
use super::kind;
use medcode_model::Span;
use medcode_note::Gap;

/// How many tokens at the head of a note tell which day after what it is.
const HEAD: usize = 16;

/// `2 week fu after R CTR. Sutures out, wound healed`: within ninety days of an operation, and its
/// wound or repair is looked after (Medicare Claims Processing Manual ch. 12 §40.1).
pub(super) fn of_operation(view: &View<'_>) -> Option<Span> {
    let doc = view.doc;
    let end = HEAD.min(doc.tokens().len());
    let days = (0..end).find(|&t| within_period(view, t))?;
    let reach = (days + 1..end).find(|&t| {
        matches!(doc.folded(t), "after" | "sp" | "from" | "out" | "post" | "po" | "postop")
            || matches!((doc.folded(t), doc.folded(t + 1)), ("s", "p") | ("p", "o"))
    })?;
    let operation =
        (reach + 1..(reach + 6).min(doc.tokens().len())).find(|&t| is_operation(doc.folded(t)))?;
    let named = matches!(doc.folded(reach), "p" | "po" | "postop" | "post");
    let own = named || view.first(Tag::Postop).is_some() || tends_wound(view);
    own.then(|| view.span_of(days..operation + 1))
}

/// `POD 2 s/p sigmoid colectomy by me`, `POD 1, global`: a surgeon's round on the own operation.
pub(super) fn of_own_operation(view: &View<'_>) -> Option<Span> {
    let doc = view.doc;
    let end = HEAD.min(doc.tokens().len());
    let day = (0..end).find(|&t| doc.folded(t) == "pod" || view.has(t..t + 1, Tag::Postop).is_some())?;
    let mine = |t: usize| doc.folded(t) == "by" && matches!(doc.folded(t + 1), "me" | "us");
    let global = |t: usize| doc.folded(t) == "global";
    let own = (0..doc.tokens().len()).any(|t| mine(t) || global(t));
    (own && view.first(Tag::Unrelated).is_none()).then(|| view.span_of(day..day + 1))
}

/// Days, weeks or months that are no more than ninety days.
fn within_period(view: &View<'_>, at: usize) -> bool {
    let Some(count) = view.number(at) else { return false };
    let most = match view.doc.folded(at + 1) {
        "d" | "day" | "days" => 90.0,
        "w" | "wk" | "wks" | "week" | "weeks" => 12.0,
        "mo" | "month" | "months" => 2.0,
        _ => return false,
    };
    (1.0..=most).contains(&count)
}

/// Operations by their usual short names and by the ends of their long ones.
fn is_operation(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "tka",
        "tha",
        "tsa",
        "rtsa",
        "ctr",
        "orif",
        "acdf",
        "aclr",
        "acl",
        "chole",
        "cholecystectomy",
        "appy",
        "tah",
        "tlh",
        "lavh",
        "bso",
        "cabg",
        "turp",
        "turbt",
        "lap",
        "surgery",
        "operation",
        "repair",
        "release",
        "fusion",
        "replacement",
        "rcr",
        "mastectomy",
        "lumpectomy",
        "thyroidectomy",
        "cesarean",
        "cataract",
        "phaco",
        "excision",
        "bunionectomy",
    ];
    NAMES.contains(&word) || ["ectomy", "plasty", "otomy", "desis"].iter().any(|e| word.ends_with(e))
}

/// Whether the note tells that the wound of the operation is looked after.
fn tends_wound(view: &View<'_>) -> bool {
    const WOUND: &[&str] = &[
        "suture",
        "sutures",
        "staple",
        "staples",
        "incision",
        "incisions",
        "wound",
        "steri",
        "drain",
        "stitches",
        "dressing",
    ];
    (0..view.doc.tokens().len()).any(|t| WOUND.contains(&view.doc.folded(t)))
}

/// Whether the note calls what it tells unrelated to an operation: in those words, or with the one word
/// in a note of the days after one (`in global; here for new shoulder pain, unrelated`).
pub(in crate::em) fn is_unrelated(view: &View<'_>) -> bool {
    let doc = view.doc;
    let within = || {
        view.first(Tag::Postop).is_some() || in_global(view).is_some() || of_operation(view).is_some()
    };
    let word = |t: usize| doc.folded(t) == "unrelated" && !(t > 0 && doc.folded(t - 1) == "not");
    view.first(Tag::Unrelated).is_some() || within() && (0..doc.tokens().len()).any(word)
}

/// `FX FOLLOW UP wk 3 of R 5th MT fx (global)`: the brackets of the head say whose care it is.
pub(super) fn in_global(view: &View<'_>) -> Option<Span> {
    let doc = view.doc;
    let bracketed = |t: &usize| {
        doc.folded(*t) == "global"
            && doc.gap(*t).has(Gap::OPEN)
            && (doc.gap(*t + 1).has(Gap::CLOSE) || doc.gap(*t + 2).has(Gap::CLOSE))
    };
    let head = 0..doc.tokens().len().min(kind::HEAD as usize);
    head.into_iter().find(bracketed).map(|t| view.span_of(t..t + 1))
}
