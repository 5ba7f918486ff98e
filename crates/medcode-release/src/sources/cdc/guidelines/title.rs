//! How far does a heading go on over the lines below it?

use super::lines::Line;
use super::marker;
use super::paragraphs::join;

/// No heading is longer.
const LINES: usize = 4;
/// A heading that fills its line may go on in a short one.
const FULL: usize = 48;
const SHORT: usize = 40;

/// The heading that begins with `first`, and how many further lines it takes. `announced` is
/// how the table of contents has it.
pub(super) fn read(first: &str, below: &[Line], announced: Option<&str>) -> (String, usize) {
    let (mut title, mut used) = (first.to_owned(), 0);
    while used < LINES {
        let Some(next) = below.get(used).map(|l| l.text.as_str()) else { break };
        if next.is_empty() || marker::read(next).is_some() {
            break;
        }
        let goes_on = match announced.map(|a| rest(a, &title)) {
            Some(Some(rest)) => !rest.is_empty() && rest.starts_with(&letters(next)),
            _ => goes_on(&title, next),
        };
        if !goes_on {
            break;
        }
        join(&mut title, next);
        used += 1;
    }
    (title, used)
}

/// What the table of contents has after these words; `None` where it has others.
fn rest(announced: &str, title: &str) -> Option<String> {
    letters(announced).strip_prefix(&letters(title)).map(str::to_owned)
}

/// Whether a heading goes on in the next line, by how both read.
fn goes_on(title: &str, next: &str) -> bool {
    if title.ends_with(['.', ':']) {
        return false;
    }
    let last = title.rsplit(' ').next().unwrap_or_default();
    let joins = ["and", "or", "of", "the", "with", "to", "for", "in", "by", "on", "as", "from", "a"];
    let begins = next.chars().next();
    joins.contains(&last)
        || title.ends_with([',', '-', '/'])
        || title.matches('(').count() > title.matches(')').count()
        || begins.is_some_and(|c| c.is_lowercase() || c == '(')
        || (title.len() >= FULL && next.len() < SHORT && !next.ends_with('.'))
}

/// Letters and digits only, in small letters: what two printings of a heading share.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first word of a heading, without quotes.
pub(super) fn first_word(text: &str) -> String {
    text.split([' ', '/']).map(letters).find(|w| !w.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use medcode_model::Position;

    fn title(lines: &[&str], announced: Option<&str>) -> (String, usize) {
        let line = |t: &&str| Line { text: (*t).into(), page: 0, position: Position::default() };
        let below: Vec<Line> = lines[1..].iter().map(line).collect();
        read(lines[0], &below, announced)
    }

    #[test]
    fn a_heading_goes_on_as_the_table_of_contents_or_its_words_say() {
        for (lines, announced, expected) in [
            (&["Long heading", "Of two lines", "Text."][..], Some("Long Heading of two lines"), 1),
            (&["Short", "Text of it."], Some("Short"), 0),
            (&["Renamed heading and", "more", "Text."], Some("Heading"), 1),
            (&["Not clearly associated", "with the sepsis", "If so"], None, 1),
            (&["A process", "(condition)", "In some cases"], None, 1),
            (&["A sentence that is a point.", "next"], None, 0),
            (&["One", "", "Text"], None, 0),
            (&["One and", "1) Two"], None, 0),
            (&["One"], None, 0),
        ] {
            assert_eq!(title(lines, announced).1, expected, "{lines:?}");
        }
        assert_eq!(title(&["Signs of COVID-", "19", "For"], None).0, "Signs of COVID-19");
    }
}
