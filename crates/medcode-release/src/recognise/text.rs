//! Which plain-text kind do the first lines show?

use medcode_model::SourceKind;

/// The kind of a fixed-width file, from its first lines.
pub(crate) fn fixed_width(head: &str, name: &str) -> Option<SourceKind> {
    // The last line of the head may be cut.
    let lines: Vec<&str> = head.lines().filter(|l| !l.trim().is_empty()).take(40).collect();
    if lines.iter().any(|l| is_hcpcs(l)) {
        return Some(SourceKind::HcpcsFixed);
    }
    let first = lines.first()?;
    if let Some(code) = order_code(first) {
        let codes = lines.iter().filter_map(|l| order_code(l));
        return Some(if is_pcs(codes, code, name) { SourceKind::PcsOrder } else { SourceKind::CmOrder });
    }
    let code = titled_code(first)?;
    let codes = lines.iter().filter_map(|l| titled_code(l));
    Some(if is_pcs(codes, code, name) { SourceKind::PcsCodes } else { SourceKind::CmCodes })
}

/// A HCPCS record: code in 1-5, sequence in 6-10, record id in 11, dates from 269.
fn is_hcpcs(line: &str) -> bool {
    let b = line.as_bytes();
    if b.len() < 293 || !matches!(b[10], b'3' | b'4' | b'7' | b'8') {
        return false;
    }
    let code = line.get(..5).unwrap_or_default().trim_start();
    let alphanumeric = !code.is_empty() && code.bytes().all(|c| c.is_ascii_alphanumeric());
    alphanumeric && b[5..10].iter().all(u8::is_ascii_digit)
}

/// The code of a line of an order file: `00001 A00     0 Cholera ...`.
fn order_code(line: &str) -> Option<&str> {
    let b = line.as_bytes();
    let digits = b.get(..5)?.iter().all(u8::is_ascii_digit);
    let flags = b.get(5) == Some(&b' ') && matches!(b.get(14), Some(b'0' | b'1'));
    let code = line.get(6..13)?.trim_end();
    (digits && flags && is_code(code) && b.get(15) == Some(&b' ')).then_some(code)
}

/// The code of a line of a codes file: `A000    Cholera due to ...`. The words after it tell
/// it from tables of numbers such as the GEMs.
fn titled_code(line: &str) -> Option<&str> {
    let (code, title) = line.split_once(char::is_whitespace)?;
    let words = title.bytes().any(|c| c.is_ascii_lowercase());
    (is_code(code) && (3..=7).contains(&code.len()) && words && code.bytes().any(|c| c.is_ascii_digit()))
        .then_some(code)
}

fn is_code(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Whether codes are of ICD-10-PCS. A CM code has a digit in second place and, but for a few
/// categories, in third; a PCS section begins with a digit or one of `BCDFGHX`.
fn is_pcs<'a>(mut codes: impl Iterator<Item = &'a str>, first: &str, name: &str) -> bool {
    let not_cm = |c: &str| {
        let b = c.as_bytes();
        b[0].is_ascii_digit() || !b.get(1).is_some_and(u8::is_ascii_digit)
    };
    not_cm(first) || codes.any(not_cm) || name.to_ascii_lowercase().contains("pcs")
}
