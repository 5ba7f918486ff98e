//! Files in the AMA's layouts, made of numbers of no CPT book and of nonsense of ours.

/// Codes that no CPT book has: below the first anesthesia code, and of a letter not in use.
pub(crate) const CODES: [&str; 4] = ["00001", "00002", "0003Z", "00004"];

/// Words that mean nothing.
const WORDS: [&str; 8] = ["blimp", "cradle", "dapple", "ember", "flint", "gusset", "harrow", "ingot"];

/// The notice that stands at the head of every text file.
fn notice() -> String {
    "CPT copyright 2025 American Medical Association.\r\nA notice over some lines,\r\n\
     some of which end in 60611-5885.\r\n\r\n"
        .to_owned()
}

/// A nonsense descriptor of a code: the same code has the same words.
pub(crate) fn descriptor(code: &str, words: usize) -> String {
    let start = code.bytes().map(usize::from).sum::<usize>();
    let word = |n: usize| WORDS[(start + n * 3) % WORDS.len()];
    (0..words).map(word).collect::<Vec<_>>().join(" ")
}

/// LONGULT: code, tab, descriptor.
pub(crate) fn long_tabs() -> String {
    let line = |code: &&str| format!("{code}\t{}\r\n", descriptor(code, 20));
    notice() + &CODES.iter().map(line).collect::<String>()
}

/// LONGULF: records of 80 columns, broken between words.
pub(crate) fn long_fixed() -> String {
    let mut text = notice();
    for code in CODES {
        let mut parts = vec![String::new()];
        for word in descriptor(code, 20).split(' ') {
            let last = parts.last().map_or(0, String::len);
            if last + 1 + word.len() > 72 {
                parts.push(String::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push_str(if part.is_empty() { "" } else { " " });
                part.push_str(word);
            }
        }
        for (n, part) in (1..).zip(parts) {
            text.push_str(&format!("{code}{n:02} {part:<72}\r\n"));
        }
    }
    text
}

/// MEDU (48 columns) or SHORTU (28): code, blank, descriptor in capitals.
pub(crate) fn fixed(words: usize, width: usize) -> String {
    let line = |code: &&str| {
        let text = descriptor(code, words).to_ascii_uppercase();
        format!("{code} {text:<width$}\r\n")
    };
    notice() + &CODES.iter().map(line).collect::<String>()
}

/// The consolidated code list as text.
pub(crate) fn consolidated() -> String {
    let heads = "Concept Id\tCPT Code\tLong\tMedium\tShort\tConsumer\tSpanish Consumer\tCurrent Descriptor Effective Date\tTest Name\tLab Name\tManufacturer Name\n";
    let line = |(n, code): (usize, &&str)| {
        let words = |n| descriptor(code, n);
        let cells = [words(20), words(6), words(3), words(4)].join("\t");
        format!("{}\t{code}\t{cells}\t\t20260101\t\t\t\n", 9000 + n)
    };
    format!("A preamble\n\n{heads}{}", CODES.iter().enumerate().map(line).collect::<String>())
}

/// Clinician descriptors: two a code.
pub(crate) fn clinician() -> String {
    let line = |code: &&str| {
        format!("9\t{code}\t1\t{}\n9\t{code}\t2\t{}\n", descriptor(code, 5), descriptor(code, 7))
    };
    let heads = "Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor\n";
    heads.to_owned() + &CODES.iter().map(line).collect::<String>()
}

/// Consumer descriptors.
pub(crate) fn consumer() -> String {
    let line = |code: &&str| format!("9\t{code}\t{}\n", descriptor(code, 4));
    "Concept Id\tCPT Code\tConsumer Friendly Descriptor\n".to_owned()
        + &CODES.iter().map(line).collect::<String>()
}

/// MODUL: the text of Appendix A.
pub(crate) fn modifiers() -> String {
    let words = |n| descriptor("00001", n);
    notice()
        + &format!(
            "Appendix A\n\nModifiers\n\nThis text says\n22 things of no use.\n\n22 {}:\n{}\n\n\
             25 {}\n\nAnesthesia Physical Status\n\nP1: {}\nP2: {}\n\nCategory II Modifiers\n\n\
             1P {}\n\nLevel II (HCPCS/National) Modifiers\n\nLT {}\n",
            words(3),
            words(9),
            words(4),
            words(2),
            words(3),
            words(5),
            words(2)
        )
}

/// The modifiers as a table.
pub(crate) fn modifier_table() -> String {
    let heads = "ConceptID\tModifier Code\tLevel I/II\tModifier Descriptor Effective\tModifier Name\tModifier Description\tSection (Main Section)\n";
    let line = |m: &str| format!("1\t{m}\tI\t20260101\t{}\tmore\tx\n", descriptor(m, 3));
    format!("A preamble\n\n{heads}{}{}", line("22"), line("P1"))
}
