//! What was published of procedure codes for one day: the licensee's CPT list, the fee
//! schedule, the NCCI edits.
//!
//! Nothing is lent from one release to another: which table holds on a date is a question of
//! look-up ([`medcode_kb::query::Procedures`]).

use super::sources::Files;
use super::{Counts, count, cpt_list};
use crate::sources::cms::coverage::{self, Tables};
use crate::sources::cms::mce;
use crate::sources::cms::ncci::add_on::{self, AddOnEntry};
use crate::sources::cms::ncci::mue::{self, MueEntry};
use crate::sources::cms::ncci::ptp::{self, PtpEntry, PtpFile};
use crate::sources::cms::pfs;
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::add_on::{NewAddOn, write as write_add_ons};
use medcode_kb::tables::mue::{MueSetting, NewMue, write as write_mues};
use medcode_kb::tables::pfs::PfsRow;
use medcode_kb::tables::ptp::{self as ptp_table, NewEdit, PtpSetting};
use medcode_kb::text::coded::NO_TEXT;
use medcode_model::SourceKind;
use std::collections::BTreeSet;
use std::io;

/// Writes what there is.
pub(super) fn write(files: &mut Files<'_>, out: &mut ReleaseWriter) -> io::Result<Counts> {
    let mut counts = cpt_list::write(files, out)?;
    fee_schedule(files, out, &mut counts)?;
    for (setting, kind, name) in [
        (MueSetting::Practitioner, SourceKind::MuePractitioner, "MUE, practitioner"),
        (MueSetting::Outpatient, SourceKind::MueOutpatient, "MUE, outpatient hospital"),
        (MueSetting::Dme, SourceKind::MueDme, "MUE, DME suppliers"),
    ] {
        if let Some(read) = files.read(kind, |_, b| mue::read(b), Vec::len)? {
            counts.push(count(name, read.value.len()));
            unlikely(setting, &read.value, out);
        }
    }
    if let Some(read) = files.read(SourceKind::AddOnCodes, |_, b| add_on::read(b), Vec::len)? {
        add_ons(&read.value, out, &mut counts);
    }
    if let Some(read) = files.read(SourceKind::MceLists, |_, b| mce::read(b), mce::Lists::len)? {
        counts.push(count("diagnoses in Medicare Code Editor lists", read.value.len()));
        medcode_kb::tables::mce::write(&read.value, out);
    }
    for (setting, kind, name) in [
        (PtpSetting::Practitioner, SourceKind::PtpPractitioner, "PTP edits, practitioner"),
        (PtpSetting::Hospital, SourceKind::PtpHospital, "PTP edits, outpatient hospital"),
    ] {
        let mut builder = ptp_table::Builder::default();
        files.read_parts(kind, ptp::read, |file| pairs(&file, &mut builder, out))?;
        if !builder.is_empty() {
            counts.push(count(name, builder.len()));
        }
        builder.write(setting, out);
    }
    articles(files, out, &mut counts)?;
    Ok(counts)
}

/// Coverage articles, joined from the tables of their database.
fn articles(files: &mut Files<'_>, out: &mut ReleaseWriter, counts: &mut Counts) -> io::Result<()> {
    let mut tables = Tables::default();
    for kind in coverage::KINDS {
        if let Some(read) = files.read(kind, |_, b| coverage::read(kind, b), Vec::len)? {
            tables.rows.insert(kind, read.value);
        }
    }
    if tables.rows.is_empty() {
        return Ok(());
    }
    let (joined, problems) = tables.join(out);
    problems.into_iter().for_each(|(kind, problem)| files.add_problems(kind, vec![problem]));
    counts.push(count("coverage articles", joined.articles.len()));
    counts.push(count("services in them", joined.services.len()));
    counts.push(count("diagnoses in them", joined.diagnoses.len()));
    joined.write(out);
    Ok(())
}

fn fee_schedule(files: &mut Files<'_>, out: &mut ReleaseWriter, counts: &mut Counts) -> io::Result<()> {
    let mut rows: Vec<PfsRow> = match files.read(SourceKind::PfsRvu, |_, b| pfs::read(b), Vec::len)? {
        Some(read) => read.value,
        None => {
            let kind = SourceKind::PfsIndicators;
            files
                .read(kind, |_, b| pfs::read_indicators(b), Vec::len)?
                .map(|r| r.value)
                .unwrap_or_default()
        }
    };
    let kind = SourceKind::PfsAmounts;
    if let Some(amounts) = files.read(kind, |_, b| pfs::read_amounts(b), Vec::len)? {
        let problems = pfs::join(&mut rows, &amounts.value);
        files.add_problems(kind, problems);
    }
    if !rows.is_empty() {
        let codes: BTreeSet<_> = rows.iter().map(|r| r.code).collect();
        counts.push(count("codes in the fee schedule", codes.len()));
        counts.push(count("rows of components", rows.iter().filter(|r| r.modifier != [0; 2]).count()));
    }
    medcode_kb::tables::pfs::write(rows, out);
    Ok(())
}

fn unlikely(setting: MueSetting, edits: &[MueEntry], out: &mut ReleaseWriter) {
    let mut new = Vec::with_capacity(edits.len());
    for edit in edits {
        let MueEntry { code, value, indicator, .. } = *edit;
        let rationale = out.text.add_if(&edit.rationale);
        new.push(NewMue { code, indicator, rationale, value });
    }
    write_mues(setting, new, out);
}

/// Adds the edits of one file.
fn pairs(file: &PtpFile, builder: &mut ptp_table::Builder, out: &mut ReleaseWriter) -> usize {
    let reasons: Vec<_> = file.rationales.iter().map(|r| out.text.add_if(r)).collect();
    for edit in &file.edits {
        let PtpEntry { column_one, column_two, effective, deleted, indicator, rationale } = *edit;
        let rationale = reasons.get(usize::from(rationale)).copied().unwrap_or(NO_TEXT);
        builder.add(&NewEdit { column_one, column_two, effective, deleted, indicator, rationale });
    }
    file.edits.len()
}

fn add_ons(pairs: &[AddOnEntry], out: &mut ReleaseWriter, counts: &mut Counts) {
    let codes: BTreeSet<_> = pairs.iter().map(|p| p.code).collect();
    counts.push(count("add-on codes", codes.len()));
    counts.push(count("add-on pairs", pairs.len()));
    let mut new = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let AddOnEntry { code, primary, kind, effective, deleted, .. } = *pair;
        let note = out.text.add_if(&pair.note);
        new.push(NewAddOn { code, primary, kind, effective, deleted, note });
    }
    write_add_ons(new, out);
}
