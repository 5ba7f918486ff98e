//! CMS-1500, UB-04 and superbill as PDF.

use super::{ExportError, Exported, Form, of_kind, titles};
use medcode_formats::paper::{self, Printed};
use medcode_model::ClaimKind;

pub(super) const CMS1500: Form = Form {
    name: "cms1500",
    media_type: PDF,
    extension: "pdf",
    write: |subject, out| {
        of_kind(subject.claims, ClaimKind::Professional)?;
        put(paper::cms1500(subject.claims), out)
    },
};

pub(super) const UB04: Form = Form {
    name: "ub04",
    media_type: PDF,
    extension: "pdf",
    write: |subject, out| {
        of_kind(subject.claims, ClaimKind::Institutional)?;
        put(paper::ub04(subject.claims), out)
    },
};

pub(super) const SUPERBILL: Form = Form {
    name: "superbill",
    media_type: PDF,
    extension: "pdf",
    write: |subject, out| {
        let titles = titles::of(subject.claims, subject.engine);
        put(paper::superbill(subject.claims, &titles), out)
    },
};

const PDF: &str = "application/pdf";

fn put(printed: Printed, out: &mut Exported) -> Result<(), ExportError> {
    out.bytes = printed.pdf;
    out.messages.extend(printed.messages);
    Ok(())
}
