//! Where does each part of a text stand in the document it was taken out of?

use super::Place;

/// The place of each part, by the first byte of the part in the text, in order. What was put in by
/// hand has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<(usize, Option<Place>)>);

impl Places {
    /// Of parts in the order of the text.
    #[must_use]
    pub fn of(mut parts: Vec<(usize, Option<Place>)>) -> Self {
        parts.sort_by_key(|(at, _)| *at);
        Self(parts)
    }

    /// Whether nothing is known: the text is its own original.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each part.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Option<&Place>)> {
        self.0.iter().map(|(at, place)| (*at, place.as_ref()))
    }

    /// Where bytes `start..end` of the text stand in the original.
    #[must_use]
    pub fn place(&self, start: usize, end: usize) -> Option<Place> {
        let first = self.0.partition_point(|(at, _)| *at <= start).checked_sub(1)?;
        let within = self.0[first..].iter().take_while(|(at, _)| *at < end.max(start + 1));
        let mut places = within.filter_map(|(_, place)| place.as_ref());
        let place = places.next()?.clone();
        Some(places.fold(place, Place::with))
    }

    /// The places of a text that became another: those before and behind the stretch that changed.
    #[must_use]
    pub fn after_change(&self, before: &str, after: &str) -> Self {
        let (head, tail) = alike(before.as_bytes(), after.as_bytes());
        let (cut, rest) = (before.len() - tail, after.len() - tail);
        let mut out: Vec<_> = self.0.iter().filter(|(at, _)| *at < head).cloned().collect();
        if rest > head && !self.is_empty() {
            out.push((head, None));
        }
        let behind = self.0.partition_point(|(at, _)| *at <= cut);
        if tail > 0
            && let Some((_, place)) = behind.checked_sub(1).map(|n| &self.0[n])
        {
            out.push((rest, place.clone()));
        }
        let moved = self.0[behind..].iter().map(|(at, place)| (at - cut + rest, place.clone()));
        out.extend(moved);
        Self(out)
    }
}

/// How many bytes two texts share at their beginning and, of the rest, at their end.
fn alike(a: &[u8], b: &[u8]) -> (usize, usize) {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::{Place, Places};

    fn paragraph(number: u32) -> Place {
        Place::Paragraph { part: "document".into(), number }
    }

    /// The paragraph a word of a text is found in.
    fn found(places: &Places, text: &str, word: &str) -> Option<String> {
        let start = text.find(word).unwrap();
        places.place(start, start + word.len()).map(|p| p.to_string())
    }

    #[test]
    fn words_that_span_parts_have_a_place_from_the_first_to_the_last() {
        let places = Places::of(vec![(0, Some(paragraph(1))), (4, Some(paragraph(2)))]);
        assert_eq!(places.place(1, 3), Some(paragraph(1)));
        assert_eq!(places.place(4, 4), Some(paragraph(2)));
        assert_eq!(places.place(2, 6).unwrap().to_string(), "paragraph 1 to paragraph 2");
        assert_eq!(Places::default().place(0, 1), None);
    }

    #[test]
    fn what_was_not_changed_keeps_its_place() {
        let before = "Cough today.\nFever gone.\nPlan: rest.\n";
        let starts = [0, 13, 25].into_iter().zip(1..).map(|(at, n)| (at, Some(paragraph(n))));
        let places = Places::of(starts.collect());
        for (after, kept) in [
            (
                before.to_owned(),
                [
                    ("Cough", Some("paragraph 1")),
                    ("gone", Some("paragraph 2")),
                    ("rest", Some("paragraph 3")),
                ],
            ),
            (
                before.replace("Fever gone", "Fever of 39.2 C gone"),
                [("Cough", Some("paragraph 1")), ("39.2", None), ("rest", Some("paragraph 3"))],
            ),
            (
                format!("Seen by phone.\n{before}"),
                [("phone", None), ("Cough", Some("paragraph 1")), ("rest", Some("paragraph 3"))],
            ),
            (
                format!("{before}Signed."),
                [("Cough", Some("paragraph 1")), ("rest", Some("paragraph 3")), ("Signed", None)],
            ),
            (
                before.replace("Fever gone.\n", ""),
                [
                    ("Cough", Some("paragraph 1")),
                    ("today", Some("paragraph 1")),
                    ("rest", Some("paragraph 3")),
                ],
            ),
        ] {
            let now = places.after_change(before, &after);
            for (word, place) in kept {
                assert_eq!(found(&now, &after, word).as_deref(), place, "{word} in {after:?}");
            }
        }
        assert!(Places::default().after_change("a", "b").is_empty());
    }
}
