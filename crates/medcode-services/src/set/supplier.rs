//! A supplier of equipment and the crew of an ambulance bill no services of a physician: what is measured or
//! given on the way is in the base rate (CMS Medicare Benefit Policy Manual ch. 10 §30.1).

use crate::desk::Case;
use medcode_model::{BillingContext, CodeSystem, WithheldReason};

const BASE: &str = "Medicare Benefit Policy Manual ch. 10 §30.1";

pub(super) fn apply(case: &mut Case<'_>) {
    let supplier = case.visit.billing == BillingContext::Dme;
    let ambulance = case.services.iter().any(|s| s.is_reported() && s.family == "ambulance");
    if !supplier && !ambulance {
        return;
    }
    let (detail, authority) = if ambulance {
        ("part of the ambulance service's base rate", Some(BASE))
    } else {
        ("a supplier of equipment bills no services of a physician", None)
    };
    for service in case.services.iter_mut().filter(|s| s.family != "ambulance") {
        if service.code.system() == CodeSystem::Cpt || ambulance && service.family != "supply" {
            service.withhold(WithheldReason::NotReportable, detail, authority);
        }
    }
}
