//! Reading a chart's file.

use super::block::Parts;
use super::{Chart, Level, codes};
use crate::mistake::{Log, Mistake, cut};
use medcode::eval::Labelled;
use medcode_model::{BillingContext, Code, CodeSystem, Date, Note, Setting, Sex};

/// Reads a chart, and says what is wrong in its file. A file with mistakes gives no chart.
#[must_use]
pub fn read_chart(file: &str, text: &str) -> (Option<Chart>, Vec<Mistake>) {
    let mut log = Log::of(file);
    let chart = chart(file, text, &mut log);
    let mistakes = log.mistakes;
    (chart.filter(|_| mistakes.is_empty()), mistakes)
}

fn chart(file: &str, text: &str, log: &mut Log<'_>) -> Option<Chart> {
    let parts = Parts::of(text, log);
    if parts.title.is_empty() {
        log.add(1, "no heading: begin the file with `# TITLE`");
    }
    for block in &parts.blocks {
        if !["note", "codes", "level", "traps", "hints"].contains(&block.kind) {
            let what = format!("`{}`: no block; note, codes, level, traps, hints", cut(block.kind));
            log.add(block.line, what);
        }
    }
    let mut keys = Keys { parts: &parts, log, used: Vec::new() };
    let level = keys.read("level", "1, 2 or 3", |v| v.parse().ok().filter(|n| (1..=3u8).contains(n)));
    let setting = keys.read("setting", "office, ed, inpatient, ...", Setting::parse);
    let specialty = keys.read("specialty", "family medicine", |v| Some(v.to_owned()));
    let date = keys.read("date_of_service", "2026-05-12", |v| v.parse::<Date>().ok());
    let age = keys.read("age", "years, 0 to 130", |v| v.parse().ok().filter(|n| *n <= 130u16));
    let sex = keys.read("sex", "F or M", Sex::parse);
    let patient = keys.read("patient", "new or established", |v| {
        matches!(v, "new" | "established").then(|| v.to_owned())
    });
    let billing = keys.read("billing_context", "professional, facility or dme", BillingContext::parse);
    let first = keys.optional("acceptable_first", "codes", |v| {
        v.split(',').map(|c| Code::cm(c).ok()).collect::<Option<Vec<_>>>()
    });
    keys.unknown();
    let note = parts.block("note", log);
    if note.is_none_or(|b| b.lines.iter().all(|l| l.trim().is_empty())) {
        log.add(1, "no note: write it between ```note and ```");
    }
    let (gold, whys) = parts.block("codes", log).map(|b| codes::codes(b, log)).unwrap_or_default();
    if gold.is_empty() {
        log.add(1, "no codes: write them between ```codes and ```");
    }
    let traps = parts.block("traps", log).map(|b| codes::traps(b, log)).unwrap_or_default();
    let visit = parts.block("level", log).map(|b| visit(b, log));
    let hints = parts.block("hints", log).map(hints).unwrap_or_default();
    let note = Note {
        id: Some(name(file)),
        text: note?.lines.join("\n"),
        setting: Some(setting?),
        age: Some(age?),
        sex: Some(sex?),
        date_of_service: Some(date?),
        billing: Some(billing?),
        history: None,
    };
    let systems = CodeSystem::ALL.to_vec();
    let acceptable_first = first.unwrap_or_default();
    Some(Chart {
        id: name(file),
        file: file.to_owned(),
        title: parts.title.to_owned(),
        level: level?,
        specialty: specialty?,
        patient: patient?,
        labelled: Labelled { note, gold, traps: traps.codes, acceptable_first, systems },
        codes: whys,
        trap_lines: traps.lines,
        slips: traps.slips,
        visit,
        hints,
    })
}

/// Folder and file without the ending.
fn name(file: &str) -> String {
    let plain = file.strip_suffix(".md").unwrap_or(file);
    let parts: Vec<&str> = plain.rsplitn(3, '/').take(2).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

/// The keys under the heading, as they are asked for.
struct Keys<'a, 'p, 'l, 'f> {
    parts: &'a Parts<'p>,
    log: &'l mut Log<'f>,
    used: Vec<&'static str>,
}

impl Keys<'_, '_, '_, '_> {
    fn read<T>(&mut self, key: &'static str, form: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        if !self.parts.keys.iter().any(|(k, ..)| *k == key) {
            self.log.add(1, format!("`{key}:` is missing ({form})"));
        }
        self.optional(key, form, of)
    }

    fn optional<T>(
        &mut self,
        key: &'static str,
        form: &str,
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.used.push(key);
        let (_, value, line) = self.parts.keys.iter().find(|(k, ..)| *k == key)?;
        let read = of(value).filter(|_| !value.is_empty());
        if read.is_none() {
            self.log.add(*line, format!("`{key}: {}`: write {form}", cut(value)));
        }
        read
    }

    fn unknown(&mut self) {
        for (key, _, line) in &self.parts.keys {
            if !self.used.contains(key) {
                self.log.add(*line, format!("`{}:` is no key of a chart", cut(key)));
            }
        }
    }
}

fn visit(block: &super::block::Block<'_>, log: &mut Log<'_>) -> Level {
    let mut out = Level { line: block.line, ..Level::default() };
    for (n, line) in block.numbered() {
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        let slot = match key.trim() {
            "problems" => &mut out.problems,
            "data" => &mut out.data,
            "risk" => &mut out.risk,
            "level" => &mut out.code,
            _ => {
                log.add(n, "in the level stand `problems:`, `data:`, `risk:` and `level:`");
                continue;
            }
        };
        *slot = value.trim().to_owned();
    }
    if [&out.problems, &out.data, &out.risk, &out.code].iter().any(|v| v.is_empty()) {
        log.add(block.line, "the level needs `problems:`, `data:`, `risk:` and `level:`");
    }
    out
}

/// The hints without their numbers.
fn hints(block: &super::block::Block<'_>) -> Vec<String> {
    let plain = |line: &str| {
        line.trim().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim().to_owned()
    };
    block.numbered().map(|(_, line)| plain(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) const GOOD: &str = "# Cold\n\nlevel: 1\nsetting: office\nspecialty: family medicine\n\
        date_of_service: 2026-05-12\nage: 30\nsex: F\npatient: established\n\
        billing_context: professional\n\n```note\nHas a cold.\n```\n\n```codes\n\
        ICD-10-CM J00 rank=1\n  evidence: a cold\n  why: Named,\n    treated.\n  cite: OCG-IV.G\n\
        CPT 99213 rank=1 modifiers=25 optional_modifiers=\n  evidence: Has\n  why: b\n  cite: c; d\n\
        ```\n\n```traps\nICD-10-CM R05.9 part of it\nCPT 99213 modifiers=95 no picture\n```\n\n```hints\n1 Read.\n2 Look.\n```\n";

    #[test]
    fn a_chart_is_read_whole() {
        let (chart, mistakes) = read_chart("charts/office/cold.md", GOOD);
        assert_eq!(mistakes, []);
        let chart = chart.unwrap();
        assert_eq!((chart.id.as_str(), chart.level), ("office/cold", 1));
        assert_eq!(chart.labelled.note.text, "Has a cold.");
        assert_eq!(chart.codes[0].why, "Named, treated.");
        assert_eq!(chart.codes[1].cites.len(), 2);
        assert_eq!(chart.labelled.gold[1].modifiers.as_deref(), Some(&["25".to_owned()][..]));
        assert_eq!(chart.labelled.gold[1].units, Some(1));
        assert_eq!((chart.labelled.traps.len(), chart.slips[0].why.as_str()), (1, "no picture"));
        assert_eq!(chart.hints, ["Read.", "Look."]);
    }

    #[test]
    fn a_mistake_names_its_line() {
        for (from, to, line, word) in [
            ("level: 1", "level: 4", 3, "1, 2 or 3"),
            ("sex: F\n", "", 1, "`sex:` is missing"),
            ("age: 30", "age: old", 7, "write years"),
            ("patient:", "patiens:", 9, "no key"),
            ("ICD-10-CM J00", "ICD-9 J00", 17, "no system"),
            ("J00 rank=1", "J00 rang=1", 17, "not understood"),
            ("J00 rank=1", "J00", 17, "no place"),
            ("  cite: OCG-IV.G\n", "", 17, "no `cite:`"),
            ("```traps", "```trap", 28, "no block"),
            ("R05.9 part of it", "R05.9", 29, "why it is wrong"),
        ] {
            let broken = GOOD.replacen(from, to, 1);
            assert_ne!(broken, GOOD, "{from}");
            let (chart, mistakes) = read_chart("c.md", &broken);
            assert!(chart.is_none(), "{to}");
            let found = mistakes.iter().find(|m| m.what.contains(word));
            assert_eq!(found.map(|m| m.line), Some(line), "{to}: {mistakes:?}");
        }
    }

    #[test]
    fn a_block_that_is_not_closed_is_told() {
        let (_, mistakes) = read_chart("c.md", GOOD.trim_end().strip_suffix("```").unwrap());
        assert!(mistakes.iter().any(|m| m.what.contains("not closed")));
    }
}
