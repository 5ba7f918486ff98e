//! SV1, SV2, SV3: service lines.

use super::values::{service, thousandths};
use crate::x12::Segment;
use medcode_model::{Cents, ServiceLine};

/// A professional line: SV1.
pub(super) fn professional(segment: &Segment<'_>, line: &mut ServiceLine) {
    code(segment, 1, line);
    line.charge = Cents::parse(segment.element(2));
    unit(segment, 3, line);
    line.place = some(segment.element(5));
    line.pointers = segment.components(7).filter_map(|p| p.parse().ok()).collect();
}

/// An institutional line: SV2.
pub(super) fn institutional(segment: &Segment<'_>, line: &mut ServiceLine) {
    line.revenue = some(segment.element(1));
    code(segment, 2, line);
    line.charge = Cents::parse(segment.element(3));
    unit(segment, 4, line);
}

/// A dental line: SV3.
pub(super) fn dental(segment: &Segment<'_>, line: &mut ServiceLine) {
    code(segment, 1, line);
    line.charge = Cents::parse(segment.element(2));
    line.quantity = thousandths(segment.element(6));
    line.pointers = segment.components(11).filter_map(|p| p.parse().ok()).collect();
}

fn code(segment: &Segment<'_>, element: usize, line: &mut ServiceLine) {
    let mut parts = segment.components(element);
    let (qualifier, number) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    line.code = service(qualifier, number, segment.at(element as u16));
    line.modifiers = parts.take(4).filter(|m| !m.is_empty()).map(Into::into).collect();
}

fn unit(segment: &Segment<'_>, element: usize, line: &mut ServiceLine) {
    line.unit = some(segment.element(element));
    line.quantity = thousandths(segment.element(element + 1));
}

fn some(text: &str) -> Option<Box<str>> {
    (!text.is_empty()).then(|| text.into())
}
