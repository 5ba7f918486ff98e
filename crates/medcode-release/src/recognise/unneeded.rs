//! Which files are known, and known not to be needed?

/// Why a file of this name need not even be opened; `None` where it has to be looked at.
/// Only names whose content cannot be any source are listed here.
pub(crate) fn unneeded_by_name(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".xz").unwrap_or(&name);
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    match extension {
        "xsd" => Some("XML schema, not needed"),
        "md" | "html" | "htm" | "doc" | "docx" | "rtf" | "ppt" | "pptx" => {
            Some("a document about the data")
        }
        "sas" | "sas7bdat" | "exe" | "xls" => Some("not used in this version"),
        "txt" | "csv" | "xlsx" if name.contains("additions") && name.contains("deletions") => {
            Some("list of changes, not needed: the full file of the quarter holds the result")
        }
        "prn" => Some("list of changes, not needed: the quarterly file holds the result"),
        "pdf" if !name.contains("guid") && is_manual(name) => {
            Some("a manual or addendum for reading by people, not needed")
        }
        _ => None,
    }
}

/// PDFs that accompany data files, by how the publishers call them.
fn is_manual(name: &str) -> bool {
    ["addend", "order", "codesfile", "codes-file", "codes_file", "readme", "user"]
        .iter()
        .any(|word| name.contains(word))
}

/// Why a text is left alone, from what it begins with.
pub(crate) fn unneeded_text(head: &str) -> Option<&'static str> {
    let first = head.lines().map(str::trim).find(|l| !l.is_empty())?;
    let starts = |words: &[&str]| words.iter().any(|w| first.starts_with(w));
    if starts(&["Add:", "Delete:", "Revise from:", "Revise to:", "No Change"]) {
        return Some("list of changes, not needed: the full file of the release holds the result");
    }
    let counts = |l: &str| l.contains(" codes in icd10") || l.contains(" headers in icd10");
    if starts(&["Codes", "Headers"]) && head.lines().any(counts) {
        return Some("list of changes, not needed: the full file of the release holds the result");
    }
    if head.contains("CMS RIF REPORT") {
        return Some("record layout of the HCPCS file, not needed");
    }
    if starts(&["PROCESSING NOTES"]) {
        return Some("processing notes of the HCPCS file, not used in this version");
    }
    if starts(&["CENTERS FOR MEDICARE", "Description of Present On Admission"]) {
        return Some("a document about the data");
    }
    if starts(&["HCPCS/MOD"]) {
        return Some("list of changes, not needed: the quarterly file holds the result");
    }
    None
}

/// Why a table of changes is left alone, from its header and its name.
pub(crate) fn unneeded_poa(header: &str, name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let part = ["addcodes", "deletecodes", "revisecodes", "add_", "delete_", "revise_"];
    let changes = header.split(['\t', '\n']).any(|h| h.trim() == "Action")
        || header.trim_start().starts_with("POAexemptCode")
        || part.iter().any(|p| name.contains(p));
    changes.then_some("list of changes, not needed: the full POA-exempt list holds the result")
}
