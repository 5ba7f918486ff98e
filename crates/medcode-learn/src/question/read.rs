//! Reading a file of questions. What is wrong with one item does not hide the others.

use super::{Blind, Choice, Credential, Question, Valid};
use crate::Cite;
use crate::mistake::{Log, Mistake, cut};
use medcode_model::Date;

/// The keys above a question, in the order that the message names them.
const KEYS: [&str; 6] = ["credentials", "difficulty", "valid", "source", "checked", "blind"];

/// Reads the questions of a file, and says what is wrong in it.
#[must_use]
pub fn read_questions(file: &str, text: &str) -> (Vec<Question>, Vec<Mistake>) {
    let mut log = Log::of(file);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let theme = lines.iter().find_map(|l| l.strip_prefix("# ")).unwrap_or_default().trim();
    if theme.is_empty() {
        log.add(1, "no heading: begin the file with `# THEME`");
    }
    let starts: Vec<usize> =
        lines.iter().enumerate().filter(|(_, l)| l.starts_with("## ")).map(|(n, _)| n).collect();
    if starts.is_empty() {
        log.add(1, "no question: each begins with `## NAME-01`");
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut out = Vec::new();
    for (start, end) in starts.iter().zip(ends) {
        let item = Item { lines: &lines[*start..end], first: start + 1 };
        out.extend(item.read(file, theme, &mut log));
    }
    (out, log.mistakes)
}

/// The lines of one question.
struct Item<'a> {
    lines: &'a [&'a str],
    /// The line of its heading, from 1.
    first: usize,
}

/// An answer as it stands in the file.
struct Option4 {
    text: String,
    why: Vec<String>,
    right: bool,
}

impl Item<'_> {
    fn read(&self, file: &str, theme: &str, log: &mut Log<'_>) -> Option<Question> {
        let before = log.mistakes.len();
        let id = self.lines[0].trim_start_matches('#').trim().to_owned();
        if id.is_empty() || id.contains(char::is_whitespace) {
            log.add(self.first, "the name of a question is one word: `## NAME-01`");
        }
        let head = self.head();
        for key in KEYS {
            if !head.iter().any(|(k, ..)| *k == key) {
                log.add(self.first, format!("`{key}:` is missing under `## {}`", cut(&id)));
            }
        }
        let get = |key: &str| {
            let found = head.iter().find(|(k, ..)| *k == key);
            found.map_or((self.first, ""), |(_, value, line)| (*line, *value))
        };
        let credentials = credentials(get("credentials"), log);
        let difficulty = difficulty(get("difficulty"), log);
        let valid = valid(get("valid"), log);
        let blind = blind(get("blind"), log);
        let sources = get("source").1.split(';').filter_map(Cite::read).collect::<Vec<_>>();
        if sources.is_empty() && !get("source").1.is_empty() {
            log.add(get("source").0, "no authority: write `source: OCG-I.A.15` or the like");
        }
        let (stem, choices) = self.body(head.len(), log);
        if stem.is_empty() {
            log.add(self.first, "nothing is asked: write the stem under the keys, after an empty line");
        }
        let (choices, right) = self.choices(choices, log)?;
        if log.mistakes.len() > before {
            return None;
        }
        Some(Question {
            domain: domain(file),
            theme: theme.to_owned(),
            credentials,
            difficulty,
            valid: valid?,
            sources,
            checked: get("checked").1.to_owned(),
            blind: blind?,
            stem,
            choices,
            right,
            file: file.to_owned(),
            line: self.first,
            id,
        })
    }

    /// `key: value` lines that follow the heading.
    fn head(&self) -> Vec<(&str, &str, usize)> {
        let lines = self.lines.iter().enumerate().skip(1).skip_while(|(_, l)| l.is_empty());
        let keyed = lines.map_while(|(n, line)| {
            let (key, value) = line.split_once(':')?;
            KEYS.contains(&key).then(|| (key, value.trim(), self.first + n))
        });
        keyed.collect()
    }

    /// The stem, and the answers with their lines.
    fn body(&self, keys: usize, log: &mut Log<'_>) -> (String, Vec<Option4>) {
        let mut stem: Vec<&str> = Vec::new();
        let mut choices: Vec<Option4> = Vec::new();
        let blank = self.lines.iter().skip(1).take_while(|l| l.is_empty()).count();
        for (n, line) in self.lines.iter().enumerate().skip(1 + blank + keys) {
            let right = match line.get(..5) {
                Some("- [x]" | "- [X]") => Some(true),
                Some("- [ ]") => Some(false),
                _ => None,
            };
            if let Some(right) = right {
                choices.push(Option4 { text: line[5..].trim().to_owned(), why: Vec::new(), right });
            } else if let Some(last) = choices.last_mut() {
                match line.strip_prefix("  ") {
                    Some(why) => last.why.push(why.trim().to_owned()),
                    None if line.is_empty() => {}
                    None => log.add(
                        self.first + n,
                        "neither an answer (`- [ ] TEXT`) nor its reason (indented by two spaces)",
                    ),
                }
            } else {
                stem.push(line);
            }
        }
        (stem.join("\n").trim().to_owned(), choices)
    }

    fn choices(&self, found: Vec<Option4>, log: &mut Log<'_>) -> Option<([Choice; 4], usize)> {
        let before = log.mistakes.len();
        if found.len() != 4 {
            log.add(self.first, format!("{} answers; a question has four (`- [ ] TEXT`)", found.len()));
        }
        let right: Vec<usize> =
            found.iter().enumerate().filter(|(_, c)| c.right).map(|(n, _)| n).collect();
        if right.len() != 1 {
            log.add(self.first, format!("{} answers are marked `[x]`; mark one", right.len()));
        }
        for (n, choice) in found.iter().enumerate() {
            if choice.text.is_empty() {
                log.add(self.first, format!("answer {} is empty", n + 1));
            }
            if choice.why.is_empty() {
                log.add(self.first, format!("answer {} has no reason under it, indented", n + 1));
            }
            if found[..n].iter().any(|other| other.text == choice.text) {
                log.add(self.first, format!("answer {} stands twice", n + 1));
            }
        }
        if log.mistakes.len() > before {
            return None;
        }
        let choice = |c: Option4| Choice { text: c.text, why: c.why.join(" ") };
        let four: Vec<Choice> = found.into_iter().map(choice).collect();
        Some((four.try_into().ok()?, *right.first()?))
    }
}

/// The folder that a file stands in.
fn domain(file: &str) -> String {
    file.rsplit('/').nth(1).unwrap_or("own").to_owned()
}

fn credentials((line, text): (usize, &str), log: &mut Log<'_>) -> Vec<Credential> {
    let mut out = Vec::new();
    for word in text.split(',').map(str::trim).filter(|w| !w.is_empty()) {
        match Credential::parse(word) {
            Some(credential) => out.push(credential),
            None => log.add(line, format!("`{}` is none of CPC, CIC, CCS, CCA", cut(word))),
        }
    }
    out
}

fn difficulty((line, text): (usize, &str), log: &mut Log<'_>) -> u8 {
    match text {
        "1" => 1,
        "2" => 2,
        "3" => 3,
        "" => 0,
        _ => {
            log.add(line, "the difficulty is 1, 2 or 3");
            0
        }
    }
}

fn valid((line, text): (usize, &str), log: &mut Log<'_>) -> Option<Valid> {
    let read = || {
        let (from, to) = text.split_once(" to ")?;
        let to = match to.trim() {
            "open" => None,
            day => Some(day.parse::<Date>().ok()?),
        };
        Some(Valid { from: from.trim().parse().ok()?, to })
    };
    let found = read().filter(|v| v.to.is_none_or(|to| v.from <= to));
    if found.is_none() && !text.is_empty() {
        log.add(line, "write `valid: 2025-10-01 to 2026-09-30`, or `to open`");
    }
    found
}

fn blind((line, text): (usize, &str), log: &mut Log<'_>) -> Option<Blind> {
    let found = match text.split_once(' ') {
        None if text == "pending" => Some(Blind::Pending),
        Some(("agreed", day)) => day.trim().parse().ok().map(Blind::Agreed),
        Some(("disagreed", day)) => day.trim().parse().ok().map(Blind::Disagreed),
        _ => None,
    };
    if found.is_none() && !text.is_empty() {
        log.add(line, "write `blind: pending`, `agreed DATE` or `disagreed DATE`");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# Theme\n\n## t-01\ncredentials: CPC, cca\ndifficulty: 2\n\
        valid: 2025-10-01 to open\nsource: OCG-I.A.15; HCPCS J1885\nchecked: medcode lookup I10\n\
        blind: agreed 2026-11-26\n\nWhich?\nSay it.\n\n- [ ] A\n  Wrong.\n- [x] B\n  Right,\n  here.\n\
        - [ ] C\n  Wrong.\n- [ ] D\n  Wrong.\n";

    #[test]
    fn a_question_is_read_whole() {
        let (all, mistakes) = read_questions("questions/conventions/t.md", GOOD);
        assert_eq!(mistakes, []);
        let q = &all[0];
        assert_eq!((q.id.as_str(), q.domain.as_str(), q.right), ("t-01", "conventions", 1));
        assert_eq!(q.stem, "Which?\nSay it.");
        assert_eq!(q.choices[1].why, "Right, here.");
        assert_eq!(q.credentials, [Credential::Cpc, Credential::Cca]);
        assert!(matches!(q.blind, Blind::Agreed(_)) && q.valid.to.is_none());
        assert_eq!(q.sources.len(), 2);
    }

    #[test]
    fn a_mistake_names_its_line_and_leaves_the_other_questions() {
        for (from, to, line, word) in [
            ("difficulty: 2", "difficulty: 9", 5, "1, 2 or 3"),
            ("CPC, cca", "CPC, ABC", 4, "none of CPC"),
            ("to open", "until open", 6, "write `valid"),
            ("agreed 2026-11-26", "agreed", 9, "write `blind"),
            ("- [x] B", "- [ ] B", 3, "0 answers are marked"),
            ("- [ ] D\n  Wrong.\n", "", 3, "3 answers"),
            ("- [ ] C", "- [ ] A", 3, "stands twice"),
            ("- [ ] C\n  Wrong.", "- [ ] C\nWrong.", 20, "neither an answer"),
            ("blind: agreed 2026-11-26\n", "", 3, "`blind:` is missing"),
        ] {
            let broken = GOOD.replace(from, to);
            assert_ne!(broken, GOOD);
            let second = GOOD.replace("# Theme", "").replace("t-01", "t-02");
            let (all, mistakes) = read_questions("q.md", &format!("{broken}{second}"));
            assert_eq!(all.len(), 1, "{to}");
            let shown = mistakes.iter().find(|m| m.what.contains(word));
            assert_eq!(shown.map(|m| m.line), Some(line), "{to}: {mistakes:?}");
        }
    }

    #[test]
    fn an_empty_file_says_what_to_write() {
        let (all, mistakes) = read_questions("q.md", "");
        assert!(all.is_empty() && mistakes.len() == 2);
    }
}
