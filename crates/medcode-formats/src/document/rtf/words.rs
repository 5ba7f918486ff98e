//! What control words mean for the text.

use encoding_rs::Encoding;

/// What a control word does.
pub(super) enum Effect {
    /// Nothing to the text.
    None,
    /// The rest of the group is no text.
    Hides,
    /// The text that follows is hidden or deleted; with 0 it is not.
    Switch,
    /// What follows in the group is the number or bullet of a list item.
    Label,
    /// Ends a paragraph or line.
    Line,
    /// Ends a cell.
    Cell,
    /// Stands for text.
    Text(&'static str),
    /// A character by number.
    Unicode,
    /// How many characters stand in for one by number.
    Fallback,
    /// The code page of the bytes.
    CodePage,
}

/// The effect of a control word.
pub(super) fn effect(word: &str) -> Effect {
    match word {
        "fonttbl" | "colortbl" | "stylesheet" | "info" | "pict" | "object" | "listtable"
        | "listoverridetable" | "revtbl" | "rsidtbl" | "generator" | "themedata"
        | "colorschememapping" | "latentstyles" | "datastore" | "fldinst" | "xmlnstbl" | "bkmkstart"
        | "bkmkend" | "filetbl" => Effect::Hides,
        "v" | "deleted" => Effect::Switch,
        "listtext" | "pntext" => Effect::Label,
        "par" | "line" | "sect" | "page" | "row" => Effect::Line,
        "cell" | "nestcell" => Effect::Cell,
        "tab" => Effect::Text("\t"),
        "nbsp" | "emspace" | "enspace" | "qmspace" => Effect::Text(" "),
        "nbhyphen" => Effect::Text("-"),
        "emdash" => Effect::Text("—"),
        "endash" => Effect::Text("–"),
        "bullet" => Effect::Text("•"),
        "lquote" => Effect::Text("‘"),
        "rquote" => Effect::Text("’"),
        "ldblquote" => Effect::Text("“"),
        "rdblquote" => Effect::Text("”"),
        "u" => Effect::Unicode,
        "uc" => Effect::Fallback,
        "ansicpg" => Effect::CodePage,
        _ => Effect::None,
    }
}

/// The encoding of a Windows code page; Windows-1252 where it is none that is known.
pub(super) fn encoding(page: i32) -> &'static Encoding {
    let label = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        _ => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}
