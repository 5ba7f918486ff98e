//! Modifiers of lines, units and minutes: what cannot stand together, and what cannot stand there.

pub(crate) mod anesthesia_minutes_missing;
pub(crate) mod anesthesia_modifier_elsewhere;
pub(crate) mod anesthesia_modifier_missing;
pub(crate) mod assistants_contradict;
pub(crate) mod bilateral_and_side;
pub(crate) mod bilateral_units;
pub(crate) mod component_modifier_on_visit;
pub(crate) mod components_together;
pub(crate) mod distinct_modifier_on_visit;
pub(crate) mod distinct_modifiers_together;
pub(crate) mod drug_waste_contradicts;
pub(crate) mod drug_waste_on_service;
pub(crate) mod laboratory_repeat_elsewhere;
pub(crate) mod modifier_shape;
pub(crate) mod modifier_twice;
pub(crate) mod modifier_unknown;
pub(crate) mod notices_contradict;
pub(crate) mod physical_status_elsewhere;
pub(crate) mod rented_and_bought;
pub(crate) mod repeat_modifier_on_visit;
pub(crate) mod sides_together;
pub(crate) mod stopped_before_and_after;
pub(crate) mod surgery_modifier_on_visit;
pub(crate) mod telehealth_modes_together;
pub(crate) mod therapy_modifier_elsewhere;
pub(crate) mod visit_modifier_on_procedure;
