//! What do the publisher's addenda say? A reader of its own: it knows nothing of medcode's.
//!
//! A line of the order addenda is the action in 13 columns, the billable flag, the code in 7 and
//! the short title in 60, each with a blank behind it, and the long title. The codes addenda have
//! the action, the code and the long title; ICD-10-PCS has no flag. Totals stand at the end.

/// One entry: action, flag, code, short and long title; empty where the file has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) code: String,
    pub(crate) action: String,
    pub(crate) flag: String,
    pub(crate) short: String,
    pub(crate) long: String,
}

const ACTIONS: [&str; 4] = ["Add:", "Delete:", "Revise from:", "Revise to:"];

/// The columns of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// ICD-10-CM order addenda.
    Order,
    /// ICD-10-CM codes addenda.
    Codes,
    /// ICD-10-PCS order addenda.
    PcsOrder,
}

/// The entries of a file, and the numbers of additions, deletions and revisions at its end.
pub(crate) fn read(text: &str, layout: Layout) -> (Vec<Entry>, [usize; 3]) {
    let mut entries = Vec::new();
    let mut totals = [0; 3];
    for line in text.lines() {
        let (action, rest) = line.split_at_checked(13).unwrap_or((line, ""));
        if ACTIONS.contains(&action.trim()) {
            entries.push(entry(action.trim(), rest, layout));
            continue;
        }
        let mut words = line.split_whitespace();
        let Some(n) = words.next().and_then(|n| n.parse::<usize>().ok()) else { continue };
        let what = ["additions", "deletions", "revisions"];
        let rest: Vec<&str> = words.collect();
        if let [word] = rest[..]
            && let Some(at) = what.iter().position(|w| *w == word)
        {
            totals[at] += n;
        }
    }
    (entries, totals)
}

fn entry(action: &str, rest: &str, layout: Layout) -> Entry {
    let (flag, rest) = match layout {
        Layout::Order => rest.split_at(2),
        _ => ("", rest),
    };
    let (code, rest) = rest.split_at(8);
    let (short, long) = match layout {
        Layout::Codes => ("", rest),
        _ => rest.split_at(rest.char_indices().nth(61).map_or(rest.len(), |(at, _)| at)),
    };
    let cut = |t: &str| t.trim().to_owned();
    Entry {
        code: cut(code),
        action: action.to_owned(),
        flag: cut(flag),
        short: cut(short),
        long: cut(long),
    }
}

/// The codes of a list of additions to or deletions from the POA-exempt list: tab-separated, the
/// code in the column that says so.
pub(crate) fn poa(text: &str) -> Vec<String> {
    let mut lines = text.lines();
    let headings = lines.next().unwrap_or_default();
    let at =
        headings.split('\t').position(|h| h.trim() == "POAexemptCode").expect("the column of codes");
    let code = |line: &str| line.split('\t').nth(at).map(|c| c.trim().replace('.', ""));
    let mut codes: Vec<String> = lines.filter_map(code).filter(|c| !c.is_empty()).collect();
    codes.sort();
    codes
}
