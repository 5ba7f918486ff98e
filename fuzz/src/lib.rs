//! What is fuzzed: one plain function a reader. Any bytes must be read without a panic and
//! without end; what a reader says of them is not looked at, but for what always holds.
//!
//! `cargo test` replays the committed corpus with these functions; `cargo fuzz run -s none
//! TARGET` looks for new inputs.

#![forbid(unsafe_code)]
// Whether a call returns is the question, not what it returns.
#![allow(unused_must_use)]

mod documents;
mod exchange;
mod facts;
mod files;
mod knowledge;
mod learning;
mod policies;
mod procedures;
mod sheet;
mod words;
mod x12;

pub use documents::{ccda, document, docx, hl7v2, html, pdf, rtf};
pub use exchange::{claim_json, claim_table, fhir};
pub use facts::{columns, facts};
pub use files::archive;
pub use files::{
    codes, conversion, guidelines, hcpcs_fixed, index, pcs_definitions, pcs_index, pcs_tables, poa,
    tabular, workbook,
};
pub use knowledge::container;
pub use learning::learning;
pub use policies::{own_rules, policies};
pub use procedures::{cpt, edits, fee_schedule};
pub use words::note;
pub use x12::{claims, remittances};

/// A function that reads bytes.
pub type Target = fn(&[u8]);

/// Every target, with the name of its corpus.
pub const TARGETS: &[(&str, Target)] = &[
    ("archive", archive),
    ("ccda", ccda),
    ("claim_json", claim_json),
    ("claim_table", claim_table),
    ("claims", claims),
    ("codes", codes),
    ("columns", columns),
    ("container", container),
    ("conversion", conversion),
    ("cpt", cpt),
    ("document", document),
    ("docx", docx),
    ("edits", edits),
    ("facts", facts),
    ("fee_schedule", fee_schedule),
    ("fhir", fhir),
    ("guidelines", guidelines),
    ("hcpcs_fixed", hcpcs_fixed),
    ("hl7v2", hl7v2),
    ("html", html),
    ("index", index),
    ("learning", learning),
    ("note", note),
    ("own_rules", own_rules),
    ("pcs_definitions", pcs_definitions),
    ("pcs_index", pcs_index),
    ("pcs_tables", pcs_tables),
    ("pdf", pdf),
    ("poa", poa),
    ("policies", policies),
    ("remittances", remittances),
    ("rtf", rtf),
    ("tabular", tabular),
    ("workbook", workbook),
];
