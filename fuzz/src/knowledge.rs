//! The compiled knowledge base.

use medcode_kb::container::{Container, FORMAT_VERSION};
use medcode_kb::query::Release;
use medcode_kb::tables::mue::MueSetting;
use medcode_kb::tables::ptp::{PtpSetting, PtpTable};
use medcode_kb::tables::notes::Owner;
use medcode_model::{Code, Date};

/// A file of the knowledge base: as it is, and with the digests made right, so that what
/// is behind them is reached.
pub fn container(bytes: &[u8]) {
    if let Ok(file) = Container::from_bytes(bytes.to_vec()) {
        walk(&file);
    }
    let Some(repaired) = repaired(bytes) else { return };
    if let Ok(file) = Container::from_bytes(repaired.clone()) {
        walk(&file);
    }
    if let Ok(release) = Release::from_bytes(repaired) {
        ask(&release);
    }
}

fn walk(file: &Container) {
    for (name, ..) in file.sections() {
        file.section(name);
    }
    // A wrong digest is an error to tell, not to die of.
    let _ = file.verify();
}

/// Version, length and digest of the header as the rest of the file asks for.
fn repaired(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = bytes.to_vec();
    bytes.get_mut(8..12)?.copy_from_slice(&FORMAT_VERSION.to_le_bytes());
    let len = bytes.len() as u64;
    bytes.get_mut(24..32)?.copy_from_slice(&len.to_le_bytes());
    let start = usize::try_from(u64::from_le_bytes(bytes.get(16..24)?.try_into().ok()?)).ok()?;
    let sections = u32::from_le_bytes(bytes.get(12..16)?.try_into().ok()?) as usize;
    let end = sections.checked_mul(72)?.checked_add(start)?;
    let digest = blake3::hash(bytes.get(start..end)?);
    bytes.get_mut(32..64)?.copy_from_slice(digest.as_bytes());
    Some(bytes)
}

/// Everything a release answers, of its first codes and index entries.
fn ask(release: &Release) {
    for row in (0..release.codes().len()).take(64) {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        let code = release.code(row);
        release.find(&code);
        release.title(row);
        release.short_title(row);
        release.details(row).for_each(drop);
        release.dates(row);
        release.ancestors(row);
        release.children(row);
        release.chapter_of(row);
        release.blocks_of(row);
        release.choices(row);
        release.notes(row);
        release.replacements(&code);
        release.previous_codes(&code);
        release.note_rows(Owner::Code(row)).iter().for_each(|n| {
            release.note_at(Owner::Code(row), n);
        });
    }
    for node in (0..release.index_nodes().len()).take(64) {
        let node = u32::try_from(node).unwrap_or(u32::MAX);
        release.index_entry(node);
        release.index_path(node);
        release.index_children(node).take(1000).for_each(drop);
    }
    procedures(release);
    for block in release.blocks().iter().chain(release.chapters()).take(64) {
        release.categories(block);
    }
    release.pcs_choices("0DT");
    release.pcs_meaning(b"0DTJ4ZZ");
    release.guidelines().take(1000).for_each(drop);
}

/// The tables of procedure codes, by the codes in the first rows of them.
fn procedures(release: &Release) {
    let day = Date::new(2026, 5, 12).unwrap_or(Date::MAX);
    for text in ["00001", "0002Z", "A0001", "99213"] {
        let Some(code) = Code::procedure(text) else { continue };
        for row in release.pfs_rows(&code) {
            row.total(false);
            row.endoscopic_base();
        }
        for setting in MueSetting::ALL {
            release.mue(&code, setting);
        }
        release.add_on(&code, day);
    }
    for setting in PtpSetting::ALL {
        let table = PtpTable::of(release.file(), setting);
        for one in table.codes().iter().take(20).filter_map(|c| table.code(c)) {
            table.edits(one).take(1000).for_each(drop);
            let last = table.codes().last().and_then(|c| table.code(c));
            last.and_then(|two| table.find(one, two, day));
        }
    }
    release.has_licensed_text();
}
