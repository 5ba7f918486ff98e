//! At which level of the code does the text speak?
//!
//! Between the code that the words name and the complete one that the reporting rules ask
//! for lie headers. The text gives no seventh character, and where a code was split later,
//! the header still says all that a text without those words says ("cough", R05).

use medcode_kb::query::Release;
use medcode_kb::tables::codes::EXPANDED;

/// The levels from the complete code up to the one the words name, and which one the rule takes.
pub(super) fn of(release: &Release, complete: u32, named: u32) -> Vec<(u32, bool)> {
    let mut rows = vec![complete];
    if complete != named {
        for above in release.ancestors(complete) {
            if release.code(above).len() < 3 {
                break;
            }
            rows.push(above);
            if above == named {
                break;
            }
        }
    }
    // Where the way down did not start from the named code, only its last step is open.
    if rows.last() != Some(&named) {
        rows.truncate(2);
    }
    let above = rows.last().and_then(|&r| release.parent(r));
    rows.extend(above.filter(|&r| is_split(release, r)));
    rows.retain(|&r| r == named || !release.has(r, EXPANDED));
    let mut stated = 0;
    while stated + 1 < rows.len()
        && is_unsaid(release, rows[stated], rows[stated + 1])
        && is_split(release, rows[stated + 1])
    {
        stated += 1;
    }
    rows.into_iter().enumerate().map(|(n, row)| (row, n == stated)).collect()
}

/// Whether a code adds to its header only that something is not specified.
pub(super) fn is_unsaid(release: &Release, row: u32, above: u32) -> bool {
    let open = |r: u32| release.title(r).to_lowercase().contains("unspecified");
    open(row) && !open(above)
}

/// Whether a header was a complete code before it was split.
pub(super) fn is_split(release: &Release, row: u32) -> bool {
    !release.is_billable(row) && !release.replacements(&release.code(row)).is_empty()
}
