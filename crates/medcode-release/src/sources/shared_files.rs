//! Where do tests find the official files, which the project reads and never holds?

use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A file or folder under `../shared/codesets`; none (said on the output) where it is not there.
pub(crate) fn path(inside: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/codesets");
    let path = root.join(inside);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {inside} is not there");
    None
}

/// The bytes of such a file.
pub(crate) fn bytes(inside: &str) -> Option<Vec<u8>> {
    std::fs::read(path(inside)?).ok()
}

/// The file of this name in a zip, whatever its folder there.
pub(crate) fn zipped(inside: &str, name: &str) -> Option<Vec<u8>> {
    let file = std::fs::File::open(path(inside)?).ok()?;
    let mut archive = zip::ZipArchive::new(file).ok()?;
    let names: Vec<String> = archive.file_names().flatten().map(|n| n.into_owned()).collect();
    let name = names.into_iter().find(|n| n.rsplit('/').next() == Some(name))?;
    let mut bytes = Vec::new();
    archive.by_name(&name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The tabular of a year, from the official files where they are there.
pub(crate) fn tabular(year: &str) -> Option<Vec<u8>> {
    match year {
        "2016" => zipped("icd10cm/2016/ICD10CM_FY2016_ Full_ XML.ZIP", "Tabular.xml"),
        "2017" => zipped("icd10cm/2017/ICD10CM_FY2017_Full_XML.zip", "icd10cm_tabular_2017.xml"),
        "2021" => {
            let packed = self::bytes("icd10cm/2021/icd10cm_tabular_2021.xml.xz")?;
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(
                &mut lzma_rust2::XzReader::new(packed.as_slice(), false),
                &mut bytes,
            )
            .ok()?;
            Some(bytes)
        }
        _ => bytes("icd10cm/2026-04/icd10c-tabular-April-1-2026.xml"),
    }
}
