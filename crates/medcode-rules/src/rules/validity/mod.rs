//! Does the code exist, is it complete, in force, of the right system?

pub(crate) mod code_does_not_exist;
pub(crate) mod code_has_no_shape;
pub(crate) mod code_not_complete;
pub(crate) mod cpt_number_not_listed;
pub(crate) mod hcpcs_does_not_exist;
pub(crate) mod placeholder_missing;
pub(crate) mod poa_invalid;
pub(crate) mod poa_missing;
pub(crate) mod poa_on_exempt_code;
pub(crate) mod procedure_does_not_exist;
