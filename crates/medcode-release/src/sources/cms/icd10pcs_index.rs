//! Where does the ICD-10-PCS Index send a procedure term: to a table, a code, a body part, a
//! device?

use crate::sources::markup::{Item, Markup, decode, tidy};
use crate::sources::text::put_back;
use medcode_model::{Code, CodeSystem, Position, Problem, Read};

/// A `see` or `use` of the ICD-10-PCS Index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PcsLink {
    /// As printed, without the code.
    pub text: String,
    /// The first characters of the codes meant (a table or part of one), where printed.
    pub table: Option<Code>,
    /// The main term that a `see` leads to (or an entry beneath it), where there is one.
    pub target: Option<u32>,
}

/// One entry of the ICD-10-PCS Index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PcsIndexNode {
    /// 0 is a main term.
    pub level: u8,
    /// The entry it stands under.
    pub parent: Option<u32>,
    /// Its words; empty where the entry only carries a link of the one above.
    pub title: String,
    /// Go there instead.
    pub see: Vec<PcsLink>,
    /// Use this value (of a body part, a device, ...) for the term.
    pub use_value: Vec<PcsLink>,
    /// A whole code, or the first characters of codes.
    pub codes: Vec<Code>,
    /// Line in the file.
    pub line: u32,
}

/// The ICD-10-PCS Index.
#[derive(Clone, Debug, Default)]
pub struct PcsIndex {
    /// The version as stated: the fiscal year.
    pub version: String,
    /// The entries in the order of the book.
    pub nodes: Vec<PcsIndexNode>,
}

/// The published Index has 24,484 entries.
const MAX_NODES: usize = 2_000_000;
/// Longer than any published field by far.
const MAX_FIELD: usize = 16 << 10;

/// Whether a file begins as the ICD-10-PCS Index does.
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    super::begins_with(head, "<ICD10PCS.index")
}

/// Reads the Index.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<PcsIndex> {
    let (text, problem) = decode(bytes);
    let mut markup = Markup::new(&text);
    let mut reading = Reading { out: PcsIndex::default(), path: Vec::new(), open: Vec::new() };
    while let Some(item) = markup.next() {
        match item {
            Item::Open(tag) => reading.open(tag.name().0, &mut markup),
            Item::Close => reading.close(&mut markup),
            Item::Text(text) => reading.text(&text),
        }
    }
    let mut problems = markup.problems;
    put_back(&mut problems, &text, bytes);
    problems.extend(problem);
    if !looks_like(bytes) {
        let message = "this is not the ICD-10-PCS Index: no `ICD10PCS.index` element at its start";
        problems.insert(0, Problem::error(Position::default(), message));
    }
    let mut value = reading.out;
    link(&mut value);
    Read { value, problems }
}

/// The Index being read.
struct Reading {
    out: PcsIndex,
    path: Vec<u32>,
    /// The open elements with their own text.
    open: Vec<(String, String)>,
}

impl Reading {
    fn open(&mut self, name: &str, markup: &mut Markup<'_>) {
        if matches!(name, "mainTerm" | "term") {
            if self.out.nodes.len() == MAX_NODES {
                markup.stop("more entries than any published Index");
                return;
            }
            let node = PcsIndexNode {
                level: self.path.len() as u8,
                parent: self.path.last().copied(),
                line: markup.line(),
                ..PcsIndexNode::default()
            };
            self.path.push(self.out.nodes.len() as u32);
            self.out.nodes.push(node);
        }
        if matches!(name, "see" | "use")
            && let Some(node) = self.node()
        {
            let links = if name == "see" { &mut node.see } else { &mut node.use_value };
            links.push(PcsLink::default());
        }
        self.open.push((name.chars().take(40).collect(), String::new()));
    }

    fn node(&mut self) -> Option<&mut PcsIndexNode> {
        let n = *self.path.last()?;
        self.out.nodes.get_mut(n as usize)
    }

    fn text(&mut self, text: &str) {
        if let Some((_, own)) = self.open.last_mut()
            && own.len() + text.len() <= MAX_FIELD
        {
            own.push_str(text);
        }
    }

    fn close(&mut self, markup: &mut Markup<'_>) {
        let Some((name, text)) = self.open.pop() else { return };
        let text = tidy(&text);
        let within = self.open.last().map_or("", |(n, _)| n.as_str()).to_owned();
        match name.as_str() {
            "mainTerm" | "term" => {
                self.path.pop();
            }
            "version" => self.out.version = text,
            "title" => {
                if let Some(node) = self.node() {
                    node.title = text;
                }
            }
            "see" | "use" => {
                if let Some(last) = self.link(&name) {
                    last.text = text;
                }
            }
            "code" | "codes" | "tab" => match Code::new(CodeSystem::Icd10Pcs, &text) {
                Ok(code) => self.keep_code(&within, code),
                Err(error) => markup.note(format!("{error}; left out")),
            },
            _ => {}
        }
    }

    fn link(&mut self, name: &str) -> Option<&mut PcsLink> {
        let node = self.node()?;
        if name == "see" { node.see.last_mut() } else { node.use_value.last_mut() }
    }

    fn keep_code(&mut self, within: &str, code: Code) {
        if matches!(within, "see" | "use") {
            if let Some(last) = self.link(within) {
                last.table = Some(code);
            }
        } else if let Some(node) = self.node() {
            node.codes.push(code);
        }
    }
}

/// Finds the main term (and, as far as they go, the subterms) that each `see` names.
fn link(index: &mut PcsIndex) {
    use std::collections::BTreeMap;
    let fold = |text: &str| tidy(text).to_ascii_lowercase();
    let mut by_title: BTreeMap<(Option<u32>, String), u32> = BTreeMap::new();
    for (n, node) in index.nodes.iter().enumerate().filter(|(_, n)| !n.title.is_empty()) {
        by_title.entry((node.parent, fold(&node.title))).or_insert(n as u32);
    }
    let find = |text: &str| {
        let text = fold(text);
        if let Some(&whole) = by_title.get(&(None, text.clone())) {
            return Some(whole);
        }
        let mut at = None;
        for part in text.split(',') {
            match by_title.get(&(at, part.trim().to_owned())) {
                Some(&next) => at = Some(next),
                None => break,
            }
        }
        at
    };
    for node in &mut index.nodes {
        for link in &mut node.see {
            link.target = find(&link.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::shared_files;
    use proptest::prelude::*;

    const SMALL: &str = r#"<ICD10PCS.index><version>2030</version><title>Index</title><letter><title>R</title>
<mainTerm><title>Repair</title><term level="1"><title>Roof</title><codes>0BQ1</codes>
<term level="2"><title>Gutter</title><code>0BQ20ZZ</code></term></term></mainTerm>
<mainTerm><title>Roofing</title><see>Repair, Roof<tab>0BQ</tab></see></mainTerm>
<mainTerm><title>Tile(R)</title><term level="1"><use>Slate in<tab>0BQ</tab></use></term><code>bad!</code></mainTerm>
</letter></ICD10PCS.index>"#;

    #[test]
    fn entries_keep_their_codes_and_links() {
        let read = read(SMALL.as_bytes());
        let nodes = &read.value.nodes;
        let found: Vec<_> = nodes.iter().map(|n| (n.level, n.title.as_str(), n.line)).collect();
        assert_eq!(
            found,
            [
                (0, "Repair", 2),
                (1, "Roof", 2),
                (2, "Gutter", 3),
                (0, "Roofing", 4),
                (0, "Tile(R)", 5),
                (1, "", 5)
            ]
        );
        assert_eq!(nodes[1].codes[0].compact(), "0BQ1");
        let see = &nodes[3].see[0];
        assert_eq!((see.text.as_str(), see.target), ("Repair, Roof", Some(1)));
        assert_eq!(see.table.map(|t| t.to_string()).as_deref(), Some("0BQ"));
        assert_eq!(nodes[5].use_value[0].text, "Slate in");
        assert_eq!(read.problems.len(), 1);
    }

    #[test]
    fn the_official_index_loses_no_entry() {
        let Some(bytes) = shared_files::bytes("icd10pcs/2025/icd10pcs_index_2025.xml") else { return };
        let start = std::time::Instant::now();
        let read = read(&bytes);
        println!("index 2025: {:?}", start.elapsed());
        assert_eq!(read.problems, []);
        let nodes = &read.value.nodes;
        let main = nodes.iter().filter(|n| n.level == 0).count();
        assert_eq!((main, nodes.len() - main), (3_215, 21_269));
        let see: Vec<_> = nodes.iter().flat_map(|n| &n.see).collect();
        let reached = see.iter().filter(|l| l.table.is_some() || l.target.is_some()).count();
        println!("{} see, {reached} with a table or a term", see.len());
        assert_eq!(see.len(), 1_785);
        assert_eq!(nodes.iter().map(|n| n.use_value.len()).sum::<usize>(), 2_342);
    }

    proptest! {
        #[test]
        fn no_damage_makes_the_reader_panic(
            at in 0usize..SMALL.len(), byte in any::<u8>(), len in 0usize..SMALL.len(),
        ) {
            let mut bytes = SMALL.as_bytes()[..len].to_vec();
            if let Some(b) = bytes.get_mut(at) {
                *b = byte;
            }
            let _ = read(&bytes);
        }
    }
}
