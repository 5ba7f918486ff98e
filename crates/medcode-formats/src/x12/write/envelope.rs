//! ISA, GS, ST and what stands before the first level: BHT, submitter, receiver.

use super::Interchange;
use super::out::{Out, day, push};
use super::parties;
use medcode_model::{Bill, Claim, ClaimKind, Name};

/// The version of the guide that a kind of claim is written by.
pub(super) const fn version(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Institutional => "005010X223A2",
        ClaimKind::Professional => "005010X222A1",
        ClaimKind::Dental => "005010X224A2",
    }
}

/// Whether two claims may stand in one transaction.
pub(super) fn shares(a: &Bill, b: &Bill) -> bool {
    let of = |x: &Bill| (x.submitter.clone(), x.submitter_id.clone(), x.receiver_id.clone());
    of(a) == of(b) && a.receiver == b.receiver && a.contact == b.contact
}

pub(super) fn open(bill: &Bill, kind: ClaimKind, interchange: &Interchange, out: &mut Out) {
    let full = day(interchange.on);
    let control = interchange.control;
    let repetition = char::from(interchange.separators.repetition);
    let component = char::from(interchange.separators.component);
    let usage = if interchange.test { "T" } else { "P" };
    isa(bill, &full[2..], interchange, out);
    let tail = format!("{repetition}*00501*{control:09}*0*{usage}*{component}");
    let separator = interchange.separators;
    out.bytes.extend(tail.bytes().map(|b| if b == b'*' { separator.element } else { b }));
    out.bytes.extend_from_slice(&[separator.segment, b'\n']);
    out.segment("GS")
        .text("HC")
        .text(code_of(&bill.submitter_id, "SENDER"))
        .text(code_of(&bill.receiver_id, "RECEIVER"))
        .text(&full)
        .text(&interchange.at)
        .text(&group(interchange))
        .text("X")
        .text(version(kind))
        .end();
}

/// The elements of fixed width, up to the repetition separator.
fn isa(bill: &Bill, day: &str, interchange: &Interchange, out: &mut Out) {
    let sender = fixed(code_of(&bill.submitter_id, "SENDER"), 15);
    let receiver = fixed(code_of(&bill.receiver_id, "RECEIVER"), 15);
    let (blank, at) = (fixed("", 10), fixed(&interchange.at, 4));
    let head = ["00", &blank, "00", &blank, "ZZ", &sender, "ZZ", &receiver, day, &at];
    out.bytes.extend_from_slice(b"ISA");
    let element = out.separators.element;
    for text in head {
        out.bytes.push(element);
        push(text, out);
    }
    out.bytes.push(element);
}

fn code_of<'a>(id: &'a str, none: &'a str) -> &'a str {
    if id.is_empty() { none } else { id.get(..15).unwrap_or(id) }
}

fn fixed(text: &str, width: usize) -> String {
    let text: String = text.chars().take(width).collect();
    format!("{text:<width$}")
}

fn group(interchange: &Interchange) -> String {
    interchange.control.max(1).to_string()
}

/// Begins a transaction; gives its control number.
pub(super) fn start(
    claim: &Claim,
    bill: &Bill,
    kind: ClaimKind,
    n: u32,
    interchange: &Interchange,
    out: &mut Out,
) -> String {
    let control = format!("{n:04}");
    out.segments = 0;
    out.segment("ST").text("837").text(&control).text(version(kind)).end();
    out.segment("BHT")
        .text("0019")
        .text("00")
        .text(&format!("{}{control}", interchange.control))
        .day(Some(claim.made.unwrap_or(interchange.on)))
        .text(&interchange.at)
        .text("CH")
        .end();
    let submitter = Name { suffix: "".into(), ..bill.submitter.clone() };
    parties::named("41", &submitter, "46", &bill.submitter_id, out);
    parties::contact(&bill.contact, out);
    out.segment("NM1")
        .text("40")
        .text("2")
        .text(&bill.receiver)
        .blank(4)
        .text("46")
        .text(&bill.receiver_id)
        .end();
    control
}

/// Ends a transaction.
pub(super) fn finish(control: &str, out: &mut Out) {
    let segments = (out.segments + 1).to_string();
    out.segment("SE").text(&segments).text(control).end();
}

/// Ends the group and the interchange.
pub(super) fn close(transactions: u32, interchange: &Interchange, out: &mut Out) {
    out.segment("GE").text(&transactions.to_string()).text(&group(interchange)).end();
    out.segment("IEA").text("1").text(&format!("{:09}", interchange.control)).end();
}
