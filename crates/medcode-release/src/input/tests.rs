//! Does one bad file leave the others readable, and is every trouble told with its remedy?

use super::*;
use proptest::prelude::*;
use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use zip::write::{SimpleFileOptions, ZipWriter};

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What the walk gives: `place=content`, `place-why` or `place!message`.
fn walk(path: &Path) -> Vec<String> {
    Input::open(path)
        .map(|entry| match entry {
            Entry::File(f) => {
                format!("{}={}", f.place, String::from_utf8_lossy(&f.bytes[..f.bytes.len().min(9)]))
            }
            Entry::LeftAlone { place, why } => format!("{place}-{why}"),
            Entry::Failed { place, problem } => format!("{place}!{}", problem.message),
        })
        .collect()
}

fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("root");
    for (name, bytes) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    (dir, root)
}

#[test]
fn folders_and_archives_are_walked_in_order_of_name_with_their_origin() {
    let inner = zip_of(&[("deep.txt", b"deep")]);
    let zip = zip_of(&[("in/a.txt", b"alpha"), ("inner.zip", &inner), ("__MACOSX/._a.txt", b"x")]);
    let (_dir, root) = folder(&[("b.txt", b"beta"), ("a/z.zip", &zip), (".hidden", b"no")]);
    assert_eq!(
        walk(&root),
        ["root/a/z.zip/in/a.txt=alpha", "root/a/z.zip/inner.zip/deep.txt=deep", "root/b.txt=beta"]
    );
    // A file alone keeps its folder's name, which may tell the release.
    assert_eq!(walk(&root.join("b.txt")), ["root/b.txt=beta"]);
}

#[test]
fn digests_are_of_the_file_and_of_the_archive_as_published() {
    let zip = zip_of(&[("a.txt", b"alpha")]);
    let (_dir, root) = folder(&[("z.zip", &zip)]);
    let Some(Entry::File(file)) = Input::open(&root).next() else { panic!("no file") };
    assert_eq!(file.sha256, <[u8; 32]>::from(Sha256::digest(b"alpha")));
    assert_eq!(file.container_sha256, Some(Sha256::digest(&zip).into()));
}

#[test]
fn xz_is_unpacked_and_loses_its_ending() {
    let options = lzma_rust2::XzOptions::default();
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
    writer.write_all(b"alpha").unwrap();
    let xz = writer.finish().unwrap();
    let (_dir, root) = folder(&[("a.txt.xz", &xz), ("b.txt.xz", &xz[..xz.len() - 20])]);
    let found = walk(&root);
    assert_eq!(found[0], "root/a.txt.xz/a.txt=alpha");
    assert!(found[1].starts_with("root/b.txt.xz!the xz file is damaged or cut short"), "{found:?}");
}

#[test]
fn trouble_with_one_file_is_told_and_the_rest_goes_on() {
    let good = zip_of(&[("a.txt", b"alpha")]);
    let mut encrypted = good.clone();
    encrypted[6] |= 1;
    let central = encrypted.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    encrypted[central + 8] |= 1;
    let mut damaged = zip_of(&[("a.txt", &[7; 4000]), ("b.txt", b"beta")]);
    damaged[40] ^= 0xff;
    let slip = zip_of(&[("../../etc/a.txt", b"alpha"), ("b.txt", b"beta")]);
    let (_dir, root) = folder(&[
        ("1.zip", &good[..good.len() - 30]),
        ("2.zip", &encrypted),
        ("3.zip", &damaged),
        ("4.zip", &slip),
        ("5.txt", b""),
        ("6.xsd", b"<schema/>"),
        ("7.txt", b"seven"),
    ]);
    let expected = [
        "root/1.zip!the zip is damaged or cut short",
        "root/2.zip/a.txt!it is encrypted",
        "root/3.zip/a.txt!damaged or cut short in the archive",
        "root/3.zip/b.txt=beta",
        "root/4.zip/../../etc/a.txt!its name points outside the archive",
        "root/4.zip/b.txt=beta",
        "root/5.txt!the file is empty",
        "root/6.xsd-XML schema",
        "root/7.txt=seven",
    ];
    let found = walk(&root);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found} is not {expected}");
    }
}

#[test]
fn a_bomb_is_refused_without_being_unpacked_in_full() {
    let bomb = zip_of(&[("a.txt", &vec![b' '; 40 << 20]), ("b.txt", b"beta")]);
    assert!(bomb.len() < 100_000);
    let workbook = zip_of(&[("[Content_Types].xml", b"<x/>"), ("xl/a.xml", &vec![b' '; 40 << 20])]);
    let (_dir, root) = folder(&[("1.zip", &bomb), ("2.xlsx", &workbook)]);
    let found = walk(&root);
    assert!(found[0].starts_with("root/1.zip/a.txt!it unpacks to more"), "{found:?}");
    assert_eq!(found[1], "root/1.zip/b.txt=beta");
    assert!(found[2].starts_with("root/2.xlsx!it unpacks to more"), "{found:?}");
}

#[test]
fn a_path_that_does_not_exist_is_one_failure() {
    let found = walk(Path::new("no-such-folder"));
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("no-such-folder!cannot be read"), "{found:?}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_end_the_walk() {
    let (_dir, root) = folder(&[("a/b.txt", b"beta")]);
    std::os::unix::fs::symlink(&root, root.join("a/loop")).unwrap();
    std::os::unix::fs::symlink("nowhere", root.join("dead")).unwrap();
    let found = walk(&root);
    assert_eq!(found[0], "root/a/b.txt=beta");
    assert_eq!(found[1], "root/a/loop-a link to a folder already read");
    assert!(found[2].starts_with("root/dead!cannot be read"), "{found:?}");
}

#[test]
fn a_workbook_with_cells_in_far_corners_is_read_cell_by_cell() {
    let sheet =
        br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">  a </t></is></c></row>
        <row r="1048576"><c r="XFD1048576"><v>20260101</v></c></row></sheetData></worksheet>"#;
    let book = workbook(sheet);
    let rows = xlsx_rows(&book, 10).unwrap();
    assert_eq!(rows[0], (1, Cells::from([(0, "  a".to_owned())])));
    assert_eq!(rows[1], (1_048_576, Cells::from([(16_383, "20260101".to_owned())])));
}

/// The smallest workbook around a sheet.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let links = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let root = format!(
        r#"<Relationships xmlns="{package}"><Relationship Id="r0" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_break_the_walk(at in 0usize..400, value: u8, cut in 0usize..400, xz: bool) {
        let mut bytes = zip_of(&[("a.txt", b"alpha alpha alpha alpha"), ("b.txt", &[b'b'; 300])]);
        if xz {
            bytes = b"\xfd7zXZ\0\0\x04\xe6\xd6\xb4F\x02\0!\x01\x16\0\0\0t/\xe5\xa3".to_vec();
        }
        let n = bytes.len();
        bytes[at % n] = value;
        bytes.truncate(n - cut % n);
        let (_dir, root) = folder(&[("a.zip", &bytes)]);
        prop_assert!(Input::open(&root).count() <= 4);
    }

    #[test]
    fn no_workbook_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300), sheet in ".{0,200}") {
        let _ = xlsx_rows(&bytes, 100);
        let _ = xlsx_rows(&workbook(sheet.as_bytes()), 100);
        let _ = xlsx_rows(&workbook(&bytes), 100);
    }
}
