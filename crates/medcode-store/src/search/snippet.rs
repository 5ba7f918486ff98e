//! Pieces of a note around the words that were found.

use std::ops::Range;

use super::Snippet;

/// Bytes shown before and after what was found.
const AROUND: usize = 60;
/// A piece no longer goes on when it is so long.
const LONGEST: usize = 6 * AROUND;
/// Pieces of one note.
const MOST: usize = 3;

/// The pieces, from words in their order.
pub(super) fn snippets(text: &str, found: &[Range<usize>]) -> Vec<Snippet> {
    let mut pieces: Vec<Snippet> = Vec::new();
    for word in found {
        if let Some(last) = pieces.last_mut().filter(|l| joins(l, word)) {
            if word.end <= last.at.start + LONGEST {
                last.at.end = last.at.end.max(after(text, word.end));
            }
            last.words.push(word.clone());
            continue;
        }
        if pieces.len() == MOST {
            break;
        }
        let start = before(text, word.start, pieces.last().map_or(0, |l| l.at.end));
        let at = start..after(text, word.end);
        pieces.push(Snippet { at, text: String::new(), words: vec![word.clone()] });
    }
    for piece in &mut pieces {
        piece.text = text[piece.at.clone()].to_owned();
    }
    pieces
}

/// Whether a word stands in the piece before, which is not to grow without end.
fn joins(piece: &Snippet, word: &Range<usize>) -> bool {
    word.end <= piece.at.end || (word.start <= piece.at.end && word.end <= piece.at.start + LONGEST)
}

/// Some way before, at the beginning of a word, not before `bound`.
fn before(text: &str, at: usize, bound: usize) -> usize {
    let start = text.floor_char_boundary(at.saturating_sub(AROUND)).max(bound.min(at));
    if start == 0 {
        return 0;
    }
    text[start..at].find(char::is_whitespace).map_or(start, |space| {
        let rest = &text[start + space..at];
        at - rest.trim_start().len()
    })
}

/// Some way behind, at the end of a word.
fn after(text: &str, at: usize) -> usize {
    let end = text.ceil_char_boundary((at + AROUND).min(text.len()));
    if end == text.len() {
        return end;
    }
    text[at..end].rfind(char::is_whitespace).map_or(end, |space| at + space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_shows_its_words_and_whole_words_around_them() {
        let text = format!("{} chest pain {}", "word ".repeat(40), "tail ".repeat(40));
        let at = text.find("chest").unwrap();
        let pieces = snippets(&text, &[at..at + 5, at + 6..at + 10]);
        assert_eq!(pieces.len(), 1);
        assert_eq!(pieces[0].text, text[pieces[0].at.clone()]);
        assert!(pieces[0].text.starts_with("word ") && pieces[0].text.ends_with(" tail"));
        assert_eq!(pieces[0].words.len(), 2);
    }

    #[test]
    fn pieces_do_not_overlap_and_are_few() {
        let text = "é chest ".repeat(500);
        let found: Vec<Range<usize>> =
            text.match_indices("chest").map(|(n, w)| n..n + w.len()).collect();
        let pieces = snippets(&text, &found);
        assert!(pieces.len() <= MOST);
        for pair in pieces.windows(2) {
            assert!(pair[0].at.end <= pair[1].at.start, "{pair:?}");
        }
        for piece in &pieces {
            assert!(piece.text.len() <= 8 * AROUND);
            assert!(piece.words.iter().all(|w| piece.at.start <= w.start && w.end <= piece.at.end));
        }
    }

    #[test]
    fn a_text_of_wide_letters_is_cut_between_them() {
        let text = "痛".repeat(200);
        let at = 300..303;
        let pieces = snippets(&text, std::slice::from_ref(&at));
        assert!(pieces[0].text.contains('痛') && pieces[0].words == [at]);
    }
}
