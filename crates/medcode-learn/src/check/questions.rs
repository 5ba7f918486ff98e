//! Does a question hold on the first day that it is valid?

use super::Checked;
use super::cites;
use super::facts::{Facts, Known};
use crate::Question;
use medcode_model::{Code, CodeSystem};

/// Its citations, and the codes of the answer that is right.
pub(super) fn facts(question: &Question, facts: &Facts<'_>, out: &mut Checked) {
    let day = question.valid.from;
    let (file, line) = (question.file.as_str(), question.line);
    let mut untold = Vec::new();
    for cite in &question.sources {
        if let Some(why) = cites::against(cite, facts, day, &mut |needs| untold.push(needs)) {
            out.wrong(file, line, format!("{}: {why}", question.id));
        }
    }
    for code in codes(&question.choices[question.right].text) {
        match facts.of(&code, day) {
            Known::Not => {
                out.wrong(file, line, format!("{}: {code} does not exist on {day}", question.id));
            }
            Known::Header => out.doubt(
                file,
                line,
                format!("{}: {code} of the right answer is not a complete code", question.id),
            ),
            Known::Untold(needs) => untold.push(needs),
            Known::Reportable(_) => {}
        }
    }
    out.untold.extend(untold);
}

/// The words of an answer that can be nothing but codes.
pub(crate) fn codes(text: &str) -> Vec<Code> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    words.filter_map(|w| code(w.trim_matches('.'))).collect()
}

fn code(word: &str) -> Option<Code> {
    let bytes = word.as_bytes();
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let plain = bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'.');
    if !plain || digits == 0 {
        return None;
    }
    match word.find('.') {
        Some(3) if bytes[0].is_ascii_uppercase() && bytes[1].is_ascii_digit() => Code::cm(word).ok(),
        None if bytes.len() == 7 && digits < 7 => Code::new(CodeSystem::Icd10Pcs, word).ok(),
        None if bytes.len() == 5 && bytes[0].is_ascii_uppercase() && digits == 4 => {
            Code::new(CodeSystem::Hcpcs, word).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn codes_are_told_from_other_words() {
        let shown = |text: &str| codes(text).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(shown("E11.22, then N18.31"), ["E11.22", "N18.31"]);
        assert_eq!(shown("0DTJ4ZZ and J1885."), ["0DTJ4ZZ", "J1885"]);
        assert_eq!(shown("Neither; 42.5 mg, 99213, MS-DRG 470, A1c of 9.1"), [""; 0]);
    }
}
