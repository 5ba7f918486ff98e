//! What kind of problem is a diagnosis, by its code? The table is `data/em/problems.tsv`.

/// The kind of a problem before the note says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// No problem of its own: status, history, cause.
    None,
    Minor,
    Acute,
    Symptom,
    /// A complaint that may mean a threat to life or function.
    Danger,
    Uncertain,
    Systemic,
    Injury,
    Chronic,
    Worse,
    Severe,
    Threat,
}

impl Nature {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "none" => Self::None,
            "minor" => Self::Minor,
            "acute" => Self::Acute,
            "symptom" => Self::Symptom,
            "danger" => Self::Danger,
            "uncertain" => Self::Uncertain,
            "systemic" => Self::Systemic,
            "injury" => Self::Injury,
            "chronic" => Self::Chronic,
            "worse" => Self::Worse,
            "severe" => Self::Severe,
            "threat" => Self::Threat,
            _ => return None,
        })
    }
}

/// A beginning of codes, or a range of beginnings of one length.
struct Row {
    first: Beginning,
    last: Beginning,
    /// How many categories a range spans.
    width: u32,
    nature: Nature,
}

/// Characters of a code as one number, which sorts as they do.
#[derive(Clone, Copy)]
struct Beginning {
    characters: u64,
    len: usize,
}

impl Beginning {
    fn of(code: &str) -> Self {
        let mut bytes = [0; 8];
        let len = code.len().min(bytes.len());
        bytes[..len].copy_from_slice(&code.as_bytes()[..len]);
        Self { characters: u64::from_be_bytes(bytes), len }
    }

    /// As many of its first characters; none where it has fewer.
    fn first(self, len: usize) -> Option<u64> {
        let rest = 64 - 8 * len as u32;
        (self.len >= len).then(|| self.characters.checked_shr(rest).unwrap_or(0))
    }

    fn all(self) -> Option<u64> {
        self.first(self.len)
    }
}

/// How many beginnings a range of categories spans.
fn width(first: &str, last: &str) -> u32 {
    let place = |code: &str| {
        let digits = code.get(1..3).and_then(|d| d.parse().ok()).unwrap_or(0);
        u32::from(code.as_bytes()[0]) * 100 + digits
    };
    place(last).saturating_sub(place(first))
}

/// The table, by the first letter of the code.
pub(super) struct Natures {
    by_letter: [Vec<Row>; 26],
}

impl Natures {
    pub(super) fn read(table: &'static str) -> Self {
        let mut out = Self { by_letter: std::array::from_fn(|_| Vec::new()) };
        for row in super::rows(table, "codes") {
            let (Some(codes), Some(nature)) = (row.first(), row.get(1).and_then(|n| Nature::parse(n)))
            else {
                continue;
            };
            let plain = codes.replace('.', "");
            let (first, last) = plain.split_once('-').unwrap_or((&plain, &plain));
            for letter in first.as_bytes()[0]..=last.as_bytes()[0] {
                let width = width(first, last);
                let (first, last) = (Beginning::of(first), Beginning::of(last));
                out.by_letter[usize::from(letter - b'A')].push(Row { first, last, width, nature });
            }
        }
        // The longest beginning first, then the narrowest range: it is the most specific.
        for rows in &mut out.by_letter {
            rows.sort_by_key(|r| (std::cmp::Reverse(r.first.len), r.width));
        }
        out
    }

    pub(super) fn of(&self, compact: &str) -> Nature {
        let Some(letter) = compact.bytes().next().filter(u8::is_ascii_uppercase) else {
            return Nature::None;
        };
        let code = Beginning::of(compact);
        let fits = |r: &&Row| {
            code.first(r.first.len).is_some_and(|c| r.first.all() <= Some(c))
                && code.first(r.last.len).is_some_and(|c| Some(c) <= r.last.all())
        };
        let found = self.by_letter[usize::from(letter - b'A')].iter().find(fits);
        let nature = found.map_or(Nature::Acute, |r| r.nature);
        by_extension(compact, nature)
    }
}

/// What the last characters change: a fracture that heals as it should is no longer complicated,
/// an adverse effect or underdosing is told with the condition it brings about.
fn by_extension(compact: &str, nature: Nature) -> Nature {
    let bytes = compact.as_bytes();
    let later = bytes.len() == 7 && !matches!(bytes[6], b'A' | b'B' | b'C');
    match bytes[0] {
        b'T' if bytes.len() >= 6 && ("T36".."T51").contains(&&compact[..3]) => match bytes[5] {
            b'5' | b'6' => Nature::None,
            // Taken to harm oneself.
            b'2' => Nature::Threat,
            _ => nature,
        },
        b'S' if later => match bytes[6] {
            // Delayed healing, nonunion, malunion.
            b'G' | b'H' | b'J' | b'K' | b'M' | b'N' | b'P' | b'Q' | b'R' => Nature::Injury,
            _ => Nature::Acute,
        },
        _ => nature,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Natures {
        Natures::read(include_str!("../../../data/em/problems.tsv"))
    }

    #[test]
    fn every_row_has_a_known_kind_and_plain_codes() {
        for row in super::super::rows(include_str!("../../../data/em/problems.tsv"), "codes") {
            assert_eq!(row.len(), 2, "{row:?}");
            assert!(Nature::parse(row[1]).is_some(), "{row:?}");
            let plain = row[0].replace('.', "");
            let (first, last) = plain.split_once('-').unwrap_or((&plain, &plain));
            assert!(first <= last && first.as_bytes()[0].is_ascii_uppercase(), "{row:?}");
        }
    }

    #[test]
    fn the_longest_beginning_says_what_a_code_is() {
        let all = table();
        for (code, nature) in [
            ("I10", Nature::Chronic),
            ("I2699", Nature::Threat),
            ("J069", Nature::Acute),
            ("J00", Nature::Minor),
            ("J441", Nature::Worse),
            ("J449", Nature::Chronic),
            ("S52501A", Nature::Injury),
            ("S52501D", Nature::Acute),
            ("T466X5A", Nature::None),
            ("Z7984", Nature::None),
            ("W19XXXA", Nature::None),
            ("E119", Nature::Chronic),
            ("E1110", Nature::Threat),
            ("R079", Nature::Danger),
            ("C61", Nature::Chronic),
            ("N179", Nature::Threat),
        ] {
            assert_eq!(all.of(code), nature, "{code}");
        }
    }
}
