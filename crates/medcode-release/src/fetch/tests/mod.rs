//! Does fetching hold up against servers that fail?
