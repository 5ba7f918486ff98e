//! From the changes to their shapes.

use super::{
    WireCodeChange, WireDiff, WireDiffAbsent, WireDiffCounts, WireDiffGroup, WireDiffNoData,
    WireDiffSide, WireDiffTitles, WireEditChange, WireFieldChange, WireIndexChange, WireNoteChange,
    WirePoaChange, WireSeventhChange, WireSystemDiff,
};
use medcode::diff::{
    CodeChange, CodeWhat, Comparison, Counts, Diff, ImpactReport, Titles, by_chapter, by_specialty,
    chapter_of, specialties_of, total, written,
};
use medcode::model::CodeSystem;

/// The answer of `diff --json`.
#[must_use]
pub fn diff(diff: &Diff, impact: Option<&ImpactReport>) -> WireDiff {
    let edits = diff.systems.iter().flat_map(|s| &s.edits).map(|e| e.code.system());
    let codes = impact.iter().flat_map(|i| &i.items).map(|i| i.code.system());
    WireDiff {
        systems: diff.systems.iter().map(system).collect(),
        absent: diff
            .absent
            .iter()
            .map(|(system, why)| WireDiffAbsent { system: system.id(), why: why.clone() })
            .collect(),
        impact: impact.map(Into::into),
        notice: edits.chain(codes).find_map(CodeSystem::notice),
    }
}

pub(super) fn counts(c: &Counts) -> WireDiffCounts {
    WireDiffCounts {
        new: c.of(CodeWhat::New),
        reinstated: c.of(CodeWhat::Reinstated),
        deleted: c.of(CodeWhat::Deleted),
        to_header: c.of(CodeWhat::ToHeader),
        to_billable: c.of(CodeWhat::ToBillable),
        revised: c.of(CodeWhat::Revised),
        notes: c.notes,
        seventh_characters: c.seventh,
        index: c.index,
        poa_exempt: c.poa,
        fields: c.fields,
        edits: c.edits,
    }
}

pub(super) fn side(of: &Comparison, n: usize, day: medcode::model::Date) -> WireDiffSide {
    WireDiffSide {
        release: day.to_string(),
        digest: Some(of.digests[n].clone()).filter(|d| !d.is_empty()),
        headers: of.totals[n].headers,
        billable: of.totals[n].billable,
    }
}

pub(super) fn no_data(of: &Comparison) -> Vec<WireDiffNoData> {
    let one = |n: &medcode::diff::NoData| WireDiffNoData { part: n.part.id(), why: n.why.clone() };
    of.no_data.iter().map(one).collect()
}

/// One system, whole.
#[must_use]
pub fn system(of: &Comparison) -> WireSystemDiff {
    let chapters = by_chapter(of).into_iter();
    let specialties = by_specialty(of).into_iter();
    WireSystemDiff {
        system: of.system.id(),
        before: side(of, 0, of.before),
        after: side(of, 1, of.after),
        compared: of.compared.iter().map(|p| p.id()).collect(),
        no_data: no_data(of),
        remarks: of.remarks.clone(),
        counts: counts(&total(of)),
        chapters: chapters
            .map(|(c, n)| WireDiffGroup { key: Some(c.key), name: c.name, counts: counts(&n) })
            .collect(),
        specialties: specialties
            .map(|(name, n)| WireDiffGroup { key: None, name, counts: counts(&n) })
            .collect(),
        codes: of.codes.iter().map(code).collect(),
        notes: notes(of),
        seventh_characters: seventh(of),
        index: index(of),
        poa_exempt: poa(of),
        fields: fields(of),
        edits: edits(of),
    }
}

fn code(c: &CodeChange) -> WireCodeChange {
    let titles = |t: &Titles| WireDiffTitles {
        title: t.long.clone(),
        short: Some(t.short.clone()).filter(|s| !s.is_empty()),
        billable: t.billable,
    };
    WireCodeChange {
        code: c.code.to_string(),
        change: c.what.id(),
        before: c.before.as_ref().map(titles),
        after: c.after.as_ref().map(titles),
        replaced_by: c.replaced_by.iter().map(ToString::to_string).collect(),
        previous: c.previous.iter().map(written).collect(),
        day: c.day.map(|d| d.to_string()),
        chapter: chapter_of(&c.code).key,
        specialties: specialties_of(&c.code),
    }
}

fn notes(of: &Comparison) -> Vec<WireNoteChange> {
    let one = |n: &medcode::diff::NoteChange| WireNoteChange {
        from: n.owner.clone(),
        kind: n.kind.id(),
        kind_before: n.kind_before.map(|k| k.id()),
        before: n.before.clone(),
        after: n.after.clone(),
        chapter: chapter_of(&n.code).key,
    };
    of.notes.iter().map(one).collect()
}

fn seventh(of: &Comparison) -> Vec<WireSeventhChange> {
    let one = |s: &medcode::diff::SeventhChange| WireSeventhChange {
        code: s.code.to_string(),
        character: s.character,
        before: s.before.clone(),
        after: s.after.clone(),
    };
    of.seventh.iter().map(one).collect()
}

fn index(of: &Comparison) -> Vec<WireIndexChange> {
    let one = |i: &medcode::diff::IndexChange| WireIndexChange {
        index: i.kind.name(),
        path: i.path.clone(),
        renamed_from: i.renamed_from.clone(),
        before: i.before.clone(),
        after: i.after.clone(),
    };
    of.index.iter().map(one).collect()
}

fn poa(of: &Comparison) -> Vec<WirePoaChange> {
    let one = |p: &medcode::diff::PoaChange| WirePoaChange {
        code: p.code.to_string(),
        exempt: p.exempt,
        title: p.title.clone(),
    };
    of.poa.iter().map(one).collect()
}

fn fields(of: &Comparison) -> Vec<WireFieldChange> {
    let one = |f: &medcode::diff::FieldChange| WireFieldChange {
        code: f.code.to_string(),
        field: f.id(),
        before: f.before.clone(),
        after: f.after.clone(),
    };
    of.fields.iter().map(one).collect()
}

fn edits(of: &Comparison) -> Vec<WireEditChange> {
    let one = |e: &medcode::diff::EditChange| WireEditChange {
        table: e.part.id(),
        code: e.code.to_string(),
        with: e.with.map(|c| c.to_string()),
        before: e.before.map(|v| v.to_string()),
        after: e.after.map(|v| v.to_string()),
    };
    of.edits.iter().map(one).collect()
}
