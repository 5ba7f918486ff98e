//! Which codes would a coder report for a note, in which order, and why?

#![forbid(unsafe_code)]
