//! The parts of a chart's file: its heading, the keys under it, and its fenced blocks.

use crate::mistake::Log;

/// A fenced block.
pub(super) struct Block<'a> {
    /// `note`, `codes`, ...
    pub(super) kind: &'a str,
    /// Its lines.
    pub(super) lines: Vec<&'a str>,
    /// The line of the fence, from 1.
    pub(super) line: usize,
}

impl<'a> Block<'a> {
    /// Its lines that are not empty, with their numbers in the file.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &'a str)> + '_ {
        let all = (self.line + 1..).zip(self.lines.iter().copied());
        all.filter(|(_, l)| !l.trim().is_empty())
    }
}

/// A file taken apart.
pub(super) struct Parts<'a> {
    pub(super) title: &'a str,
    pub(super) keys: Vec<(&'a str, &'a str, usize)>,
    pub(super) blocks: Vec<Block<'a>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(text: &'a str, log: &mut Log<'_>) -> Self {
        let mut out = Self { title: "", keys: Vec::new(), blocks: Vec::new() };
        let mut open: Option<Block<'a>> = None;
        for (n, line) in (1..).zip(text.lines()) {
            match (open.as_mut(), line.trim_end().strip_prefix("```")) {
                (Some(_), Some("")) => out.blocks.extend(open.take()),
                (Some(block), _) => block.lines.push(line),
                (None, Some("")) => log.add(n, "a fence without a name: write ```note, ```codes, ..."),
                (None, Some(kind)) => {
                    open = Some(Block { kind: kind.trim(), lines: Vec::new(), line: n });
                }
                (None, None) => out.outside(n, line.trim_end(), log),
            }
        }
        if let Some(block) = open {
            log.add(block.line, format!("the block `{}` is not closed: end it with ```", block.kind));
        }
        out
    }

    fn outside(&mut self, n: usize, line: &'a str, log: &mut Log<'_>) {
        if let Some(title) = line.strip_prefix("# ") {
            self.title = title.trim();
        } else if let Some((key, value)) = line.split_once(':') {
            self.keys.push((key.trim(), value.trim(), n));
        } else if !line.is_empty() {
            log.add(n, "neither `key: value` nor a fenced block");
        }
    }

    /// The only block of a kind.
    pub(super) fn block(&self, kind: &str, log: &mut Log<'_>) -> Option<&Block<'a>> {
        let mut found = self.blocks.iter().filter(|b| b.kind == kind);
        let first = found.next();
        if let Some(second) = found.next() {
            log.add(second.line, format!("a second block `{kind}`: one is allowed"));
        }
        first
    }
}
