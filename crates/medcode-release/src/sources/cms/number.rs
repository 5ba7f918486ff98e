//! How are codes and figures written in the tables of CMS?

use medcode_model::{Code, Position, Problem};

/// A CPT or HCPCS code. A spreadsheet that took one for a figure dropped its leading zeros.
pub(super) fn code(text: &str, position: Position, problems: &mut Vec<Problem>) -> Option<[u8; 5]> {
    let short = (2..5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if short {
        let message = format!("`{text}` has lost its leading zeros; read as {text:0>5}");
        problems.push(Problem::note(position, message));
        return Code::procedure(&format!("{text:0>5}"))?.number();
    }
    Code::procedure(text)?.number()
}

/// A decimal figure in units of `10^-places`; what has more places is rounded. Blank and
/// `NA` are zero.
pub(super) fn decimal(text: &str, places: u32) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("na") || text == "-" {
        return Some(0);
    }
    let plain = text.trim_start_matches('$').replace(',', "");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.is_empty() && part.is_empty() {
        return None;
    }
    let places = places as usize;
    let kept: String = part.chars().chain(std::iter::repeat('0')).take(places).collect();
    let number: u32 = format!("0{whole}{kept}").parse().ok()?;
    let up = part.as_bytes().get(places).is_some_and(|b| *b >= b'5');
    number.checked_add(u32::from(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_exact_and_rounded_only_where_they_have_to_be() {
        for (text, places, expected) in [
            ("1.3", 2, Some(130)),
            (".97", 2, Some(97)),
            ("0", 2, Some(0)),
            ("", 2, Some(0)),
            ("NA", 2, Some(0)),
            ("364.53", 2, Some(36_453)),
            ("1,024.5", 2, Some(102_450)),
            ("33.2875", 4, Some(332_875)),
            ("0.125", 2, Some(13)),
            ("7", 0, Some(7)),
            ("1.2.3", 2, None),
            ("-1", 2, None),
            ("x", 2, None),
            (".", 2, None),
            ("99999999999", 2, None),
        ] {
            assert_eq!(decimal(text, places), expected, "{text}");
        }
    }

    #[test]
    fn leading_zeros_that_a_spreadsheet_dropped_come_back_with_a_note() {
        let mut problems = Vec::new();
        assert_eq!(code("100", Position::default(), &mut problems), Some(*b"00100"));
        assert_eq!(problems.len(), 1);
        assert_eq!(code("J1885", Position::default(), &mut problems), Some(*b"J1885"));
        assert_eq!(code("CPT", Position::default(), &mut problems), None);
        assert_eq!(problems.len(), 1);
    }
}
