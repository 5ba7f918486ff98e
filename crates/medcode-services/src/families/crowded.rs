//! What is named more often than is read is told, not passed over in silence.

use crate::desk::Case;
use crate::service::Service;
use medcode_model::WithheldReason;

/// Withholds one line for each family whose later mentions were not read.
pub(super) fn tell(case: &mut Case<'_>) {
    for mention in &case.reading.crowded {
        let crosswalk = &case.desk.crosswalk;
        let Some(&row) = crosswalk.phrase(mention.phrase).rows.first() else { continue };
        let row = crosswalk.row(row);
        let span = case.reading.span(mention.tokens.clone());
        let mut service = Service::new(row.code, row.label, row.family, vec![span]);
        service.billing = case.visit.billing;
        let detail = "named too often in one note; what stands from here on was not read";
        service.withhold(WithheldReason::LowConfidence, detail, None);
        case.services.push(service);
    }
}
