//! What changed of a code that stays?

use crate::changes::{CodeChange, CodeWhat, Comparison, EditChange, NoteChange};
use crate::parts::Part;
use medcode_kb::query::Release;
use medcode_model::{Code, NoteKind};
use std::collections::HashMap;

/// The changes of a comparison, found by code.
pub(super) struct Reasons<'a> {
    of: &'a Comparison,
    codes: HashMap<Code, &'a CodeChange>,
    notes: HashMap<&'a str, Vec<&'a NoteChange>>,
    edits: HashMap<Code, Vec<&'a EditChange>>,
    /// Complete codes that were taken out of others.
    taken: Vec<&'a CodeChange>,
}

impl<'a> Reasons<'a> {
    pub(super) fn of(of: &'a Comparison) -> Self {
        let mut notes: HashMap<&str, Vec<&NoteChange>> = HashMap::new();
        for note in &of.notes {
            notes.entry(&note.owner).or_default().push(note);
        }
        let mut edits: HashMap<Code, Vec<&EditChange>> = HashMap::new();
        for edit in &of.edits {
            edits.entry(edit.code).or_default().push(edit);
            // A pair concerns both of its codes.
            let is_pair = matches!(edit.part, Part::PtpPractitioner | Part::PtpHospital);
            if let Some(two) = edit.with.filter(|_| is_pair) {
                edits.entry(two).or_default().push(edit);
            }
        }
        let taken = of.codes.iter().filter(|c| !c.previous.is_empty() && c.is_billable()).collect();
        Self { of, codes: of.codes.iter().map(|c| (c.code, c)).collect(), notes, edits, taken }
    }

    pub(super) fn change(&self, code: &Code) -> Option<&'a CodeChange> {
        self.codes.get(code).copied()
    }

    /// Title, notes, seventh characters, POA, fields, and codes taken out of this one.
    pub(super) fn of_code(&self, code: &Code, before: &Release, after: &Release, out: &mut Vec<String>) {
        if let Some(change) = self.change(code).filter(|c| c.what == CodeWhat::Revised) {
            let was = change.before.as_ref().map_or("", |t| &t.long);
            if was == change.title() {
                out.push("its short title changed".to_owned());
            } else {
                out.push(format!("its title was: {was}"));
            }
        }
        let of_this = |c: &&&CodeChange| c.previous.iter().any(|p| p.from <= *code && *code <= p.to);
        let taken = self.taken.iter().filter(of_this);
        let taken: Vec<String> = taken.map(|c| format!("{} {}", c.code, c.title())).collect();
        if !taken.is_empty() {
            out.push(format!("part of it now has a code of its own: {}", taken.join("; ")));
        }
        self.of_notes(code, before, after, out);
        for s in self.of.seventh.iter().filter(|s| code.is_under(&s.code)) {
            out.push(format!("the list of 7th characters changed at {}: {}", s.code, s.character));
        }
        for p in self.of.poa.iter().filter(|p| p.code == *code) {
            out.push(if p.exempt { "now exempt from POA" } else { "POA is now asked for" }.to_owned());
        }
        for f in self.of.fields.iter().filter(|f| f.code == *code) {
            let or_none = |t: &str| if t.is_empty() { "none".to_owned() } else { t.to_owned() };
            out.push(format!("{}: {} -> {}", f.name(), or_none(&f.before), or_none(&f.after)));
        }
    }

    /// Notes at the code, at the codes above and at its block. Those of a chapter hold for so
    /// many codes that they say nothing of one.
    fn of_notes(&self, code: &Code, before: &Release, after: &Release, out: &mut Vec<String>) {
        let mut owners = vec![code.to_string()];
        for release in [after, before] {
            let Some(row) = release.find(code) else { continue };
            owners.extend(release.ancestors(row).iter().map(|&r| release.code(r).to_string()));
            for block in release.blocks_of(row) {
                let Some(b) = release.blocks().get(block) else { continue };
                let text = |c: &[u8; 3]| String::from_utf8_lossy(c).into_owned();
                owners.push(format!("{}-{}", text(&b.from), text(&b.to)));
            }
        }
        let mut seen: Vec<&str> = Vec::new();
        for owner in &owners {
            if seen.contains(&owner.as_str()) {
                continue;
            }
            seen.push(owner);
            for note in self.notes.get(owner.as_str()).into_iter().flatten() {
                let own = *owner == code.to_string();
                if own || note.kind != NoteKind::InclusionTerm {
                    out.push(said(note));
                }
            }
        }
    }

    /// Edits and the fee schedule; whether a list of numbers no longer has the code.
    pub(super) fn of_edits(&self, code: &Code, out: &mut Vec<String>) -> bool {
        let mut gone = false;
        let mut pairs: Vec<(Part, usize)> = Vec::new();
        for edit in self.edits.get(code).into_iter().flatten() {
            match edit.part {
                Part::PtpPractitioner | Part::PtpHospital | Part::AddOn => {
                    match pairs.iter_mut().find(|(p, _)| *p == edit.part) {
                        Some((_, n)) => *n += 1,
                        None => pairs.push((edit.part, 1)),
                    }
                }
                part => {
                    let text = |v: &Option<_>| {
                        v.as_ref()
                            .map_or_else(|| "none".to_owned(), |v: &crate::EditValue| v.to_string())
                    };
                    let (was, is) = (text(&edit.before), text(&edit.after));
                    gone |= matches!(part, Part::Cpt | Part::Pfs) && edit.after.is_none();
                    out.push(format!("{}: {was} -> {is}", part.name()));
                }
            }
        }
        out.extend(pairs.iter().map(|(part, n)| format!("{}: {n} pairs changed", part.name())));
        gone
    }
}

fn said(note: &NoteChange) -> String {
    let kind = note.kind.heading();
    match (&note.before, &note.after) {
        (None, Some(now)) => format!("{} at {} is new: {now}", kind, note.owner),
        (Some(was), None) => format!("{} at {} is gone: {was}", kind, note.owner),
        (was, now) => {
            let old = note.kind_before.unwrap_or(note.kind).heading();
            let (was, now) = (was.as_deref().unwrap_or_default(), now.as_deref().unwrap_or_default());
            if was == now {
                format!("{old} at {} became {kind}: {now}", note.owner)
            } else {
                format!("{kind} at {}: {was} -> {now}", note.owner)
            }
        }
    }
}
