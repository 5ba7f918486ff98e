//! How is a table of the lexicon read? Tab-separated, `#` opens a comment line.

/// First cells of heading lines.
const HEADINGS: &[&str] = &["term", "abbreviation", "name"];

/// The rows of a table without its comments and its heading; cells are trimmed.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    lines(table).map(|line| line.split('\t').map(str::trim).collect())
}

/// The lines of a table that are rows.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let heading = |line: &str| line.split('\t').next().is_some_and(|cell| HEADINGS.contains(&cell));
    lines.enumerate().filter(move |(n, line)| *n > 0 || !heading(line)).map(|(_, line)| line)
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn comments_headings_and_empty_lines_are_no_rows() {
        let read: Vec<_> = rows("# about\nterm\tcode\n\n flu \tJ11.1\nterm\tO60\n").collect();
        assert_eq!(read, [["flu", "J11.1"], ["term", "O60"]]);
    }
}
