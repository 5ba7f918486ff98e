//! Which charts and questions are there? Those embedded, or those of a folder.

use crate::chart::{Chart, read_chart};
use crate::exam::{self, Exams};
use crate::question::{Question, read_questions};
use crate::{Mistake, embedded};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Charts and questions, with what was wrong in their files.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Charts by their files.
    pub charts: Vec<Chart>,
    /// Questions in the order of their files.
    pub questions: Vec<Question>,
    /// Facts of exams, and what suits their domains.
    pub exams: Exams,
    /// What could not be read. The rest is there all the same.
    pub mistakes: Vec<Mistake>,
}

impl Library {
    /// The material that is part of medcode.
    #[must_use]
    pub fn embedded() -> Self {
        let mut out = Self::default();
        embedded::ALL.iter().for_each(|(name, text)| out.take(name, text));
        out.doubles();
        out
    }

    /// The material of a folder: `charts/` and `questions/` in it, or files of one kind; and the tables
    /// of exams.
    ///
    /// # Errors
    /// When the folder or a file cannot be read.
    pub fn folder(root: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        gather(root, "", &mut files)?;
        files.sort();
        let mut out = Self::default();
        for (name, path) in files {
            match String::from_utf8(std::fs::read(&path)?) {
                Ok(text) => out.take(&name, &text),
                Err(e) => {
                    let before = &e.as_bytes()[..e.utf8_error().valid_up_to()];
                    let line = 1 + before.iter().filter(|b| **b == b'\n').count();
                    let what = "not UTF-8: save the file as UTF-8".to_owned();
                    out.mistakes.push(Mistake { file: name, line, what });
                }
            }
        }
        out.doubles();
        Ok(out)
    }

    /// The chart with this name (the name of its file, with or without its folder).
    #[must_use]
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        self.charts.iter().find(|c| c.id == id || c.id.rsplit('/').next() == Some(id))
    }

    /// A chart is told from questions by its first block: no folder is asked for.
    fn take(&mut self, name: &str, text: &str) {
        if let Some(mistakes) = self.exams.take(name, text) {
            self.mistakes.extend(mistakes);
        } else if name.contains("charts/") || text.lines().any(|l| l.trim_end() == "```note") {
            let (chart, mistakes) = read_chart(name, text);
            self.charts.extend(chart);
            self.mistakes.extend(mistakes);
        } else {
            let (questions, mistakes) = read_questions(name, text);
            self.questions.extend(questions);
            self.mistakes.extend(mistakes);
        }
    }

    /// A name that stands twice would make one of the two unreachable.
    fn doubles(&mut self) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let questions = self.questions.iter().map(|q| (q.id.clone(), &q.file, q.line));
        let charts = self.charts.iter().map(|c| (c.id.clone(), &c.file, 1));
        for (id, file, line) in questions.chain(charts) {
            if let Some(first) = seen.insert(id.clone(), file.clone()) {
                let what = format!("`{id}` stands in {first} too: give one of them another name");
                self.mistakes.push(Mistake { file: file.clone(), line, what });
            }
        }
    }
}

fn gather(folder: &Path, under: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            gather(&entry.path(), &format!("{name}/"), files)?;
        } else if kind.is_file() && (name.ends_with(".md") || exam::is_table(&name)) {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_embedded_can_be_read() {
        let all = Library::embedded();
        let shown: Vec<String> = all.mistakes.iter().map(ToString::to_string).collect();
        assert!(shown.is_empty(), "\n{}", shown.join("\n"));
        assert!(all.charts.len() >= 60, "{} charts", all.charts.len());
        assert!(all.questions.len() >= 400, "{} questions", all.questions.len());
    }

    #[test]
    fn the_right_answer_stands_in_every_place_about_as_often() {
        let all = Library::embedded();
        let mut places = [0usize; 4];
        all.questions.iter().for_each(|q| places[q.right] += 1);
        let fair = all.questions.len() / 4;
        assert!(places.iter().all(|n| n.abs_diff(fair) * 4 <= fair), "{places:?}");
    }
}
