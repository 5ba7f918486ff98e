//! How are zip and xz files opened without trusting them?

use super::limits::{Limits, Stopped, read_bounded};
use super::{Entry, Place};
use lzma_rust2::XzReader;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// What a zip is read from.
pub(crate) trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

type Archive = ZipArchive<Box<dyn Bytes>>;

/// A file on disk, opened.
pub(crate) enum Opened {
    /// A zip, and the digest of its bytes.
    Zip(Archive, [u8; 32]),
    /// The content of an xz file, and the digest of the compressed bytes.
    Xz(Vec<u8>, [u8; 32]),
    /// Any other file.
    Plain(Vec<u8>),
}

/// Whether the bytes begin as a zip does (an empty zip has only its end record).
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether a zip is an Office workbook: its content list is by custom the first entry.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let holds = |needle: &[u8]| head.windows(needle.len()).any(|w| w == needle);
    is_zip(bytes) && (holds(b"[Content_Types].xml") || holds(b"_rels/.rels") || holds(b"xl/"))
}

/// Opens a file by what it begins with, not by its name.
pub(crate) fn open_file(path: &Path, limits: &Limits) -> Result<Opened, String> {
    let unreadable = |e: io::Error| format!("cannot be read ({e}): check its permissions");
    let mut file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut head = Vec::new();
    file.by_ref().take(4096).read_to_end(&mut head).map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    if is_zip(&head) && !is_workbook(&head) {
        let digest = digest(&mut file).map_err(unreadable)?;
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let archive = ZipArchive::new(Box::new(BufReader::new(file)) as Box<dyn Bytes>);
        return archive.map(|a| Opened::Zip(a, digest)).map_err(|e| zip_message(&e));
    }
    if head.starts_with(b"\xfd7zXZ\0") {
        let digest = digest(&mut file).map_err(unreadable)?;
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let reader = XzReader::new_mem_limit(BufReader::new(file), true, limits.dictionary_kib);
        let bytes = read_bounded(reader, limits.allowed(size, limits.archive), size);
        return bytes.map(|b| Opened::Xz(b, digest)).map_err(|e| match e {
            Stopped::TooLarge => too_large(),
            Stopped::Io(e) => format!("the xz file is damaged or cut short ({e}): fetch it again"),
        });
    }
    match read_bounded(file, limits.file, size) {
        Ok(bytes) => Ok(Opened::Plain(bytes)),
        Err(Stopped::TooLarge) => Err(too_large()),
        Err(Stopped::Io(e)) => Err(unreadable(e)),
    }
}

/// Opens a zip that lay within another.
pub(crate) fn open_bytes(bytes: Vec<u8>) -> Result<Archive, String> {
    ZipArchive::new(Box::new(Cursor::new(bytes)) as Box<dyn Bytes>).map_err(|e| zip_message(&e))
}

/// Unpacks a workbook into nothing, to see that it is no bomb before it is parsed.
pub(crate) fn check_workbook(bytes: &[u8], limits: &Limits) -> Result<(), String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| zip_message(&e))?;
    if zip.len() > limits.entries {
        return Err(too_large());
    }
    // Rows are read as they go by, so a sheet may be larger than a file held in memory.
    let limits = Limits { file: limits.archive, ..*limits };
    let mut left = limits.file;
    for i in 0..zip.len() {
        let mut entry = zip.by_index(i).map_err(|e| zip_message(&e))?;
        let allowed = limits.allowed(entry.compressed_size(), left);
        let read =
            io::copy(&mut entry.by_ref().take(allowed + 1), &mut io::sink()).map_err(|e| damaged(&e))?;
        if read > allowed {
            return Err(too_large());
        }
        left -= read;
    }
    Ok(())
}

/// What a zip yields next.
pub(crate) enum Member {
    /// A file, unpacked.
    File(Place, Vec<u8>),
    /// Something to report.
    Entry(Entry),
}

/// A zip that is being read, one entry at a time.
pub(crate) struct OpenZip {
    archive: Archive,
    next: usize,
    /// Bytes that may still be unpacked; one budget for an archive and those within it.
    pub(crate) left: u64,
    origin: Vec<String>,
    /// Digest of the outermost archive.
    pub(crate) digest: [u8; 32],
}

impl OpenZip {
    pub(crate) fn new(archive: Archive, origin: Vec<String>, digest: [u8; 32], left: u64) -> Self {
        Self { archive, next: 0, left, origin, digest }
    }

    /// The next file or report; `None` at the end.
    pub(crate) fn next(
        &mut self,
        unneeded: fn(&str) -> Option<&'static str>,
        limits: &Limits,
    ) -> Option<Member> {
        if self.archive.len() > limits.entries {
            self.next = usize::MAX;
            self.archive = open_bytes(EMPTY_ZIP.to_vec()).ok()?;
            return Some(Member::Entry(Entry::failed(self.itself(), too_large())));
        }
        while self.next < self.archive.len() {
            let at = self.next;
            self.next += 1;
            if let Some(member) = self.member(at, unneeded, limits) {
                return Some(member);
            }
        }
        None
    }

    /// One entry; `None` for folders and what operating systems leave behind.
    fn member(
        &mut self,
        at: usize,
        unneeded: fn(&str) -> Option<&'static str>,
        limits: &Limits,
    ) -> Option<Member> {
        // The raw view needs no password and no known method, so the name is always there.
        let itself = self.itself();
        let (place, safe, encrypted, compressed, size) = match self.archive.by_index_raw(at) {
            Ok(e) if e.is_dir() => return None,
            Ok(e) => {
                let safe = e.enclosed_name().is_some() && !e.is_symlink();
                let name = String::from_utf8_lossy(e.name_raw()).into_owned();
                (place(&name, &self.origin)?, safe, e.encrypted(), e.compressed_size(), e.size())
            }
            Err(e) => return Some(Member::Entry(Entry::failed(itself, zip_message(&e)))),
        };
        let failed = |place, message: String| Some(Member::Entry(Entry::failed(place, message)));
        if !safe {
            return failed(place, "its name points outside the archive; it was not read".to_owned());
        }
        if let Some(why) = unneeded(&place.name) {
            return Some(Member::Entry(Entry::LeftAlone { place, why: why.to_owned() }));
        }
        if encrypted {
            return failed(place, "it is encrypted: unpack it with its password first".to_owned());
        }
        let allowed = limits.allowed(compressed, self.left);
        let read = match self.archive.by_index(at) {
            Ok(entry) => read_bounded(entry, allowed, size),
            Err(e) => return failed(place, zip_message(&e)),
        };
        match read {
            Ok(bytes) => {
                self.left -= bytes.len() as u64;
                Some(Member::File(place, bytes))
            }
            Err(Stopped::TooLarge) => failed(place, too_large()),
            Err(Stopped::Io(e)) => failed(place, damaged(&e)),
        }
    }

    /// The archive's own place, for reports about it.
    fn itself(&self) -> Place {
        let mut origin = self.origin.clone();
        let name = origin.pop().unwrap_or_default();
        Place { name, origin }
    }
}

/// The end record of a zip without entries.
const EMPTY_ZIP: [u8; 22] = {
    let mut zip = [0; 22];
    zip[0] = b'P';
    zip[1] = b'K';
    zip[2] = 5;
    zip[3] = 6;
    zip
};

/// The place of an entry: folders within the archive count as origin.
fn place(name: &str, origin: &[String]) -> Option<Place> {
    let mut parts: Vec<&str> = name.split(['/', '\\']).filter(|p| !p.is_empty()).collect();
    if parts.contains(&"__MACOSX") {
        return None;
    }
    let own = parts.pop().unwrap_or(name);
    if own.starts_with('.') && own != ".." {
        return None;
    }
    let mut origin = origin.to_vec();
    origin.extend(parts.into_iter().map(str::to_owned));
    Some(Place { name: own.to_owned(), origin })
}

fn digest(reader: &mut impl Read) -> io::Result<[u8; 32]> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(hash.finalize().into()),
            n => hash.update(&buffer[..n]),
        }
    }
}

fn zip_message(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(what) => {
            format!("this kind of zip is not read ({what}): unpack it and give the folder")
        }
        other => format!("the zip is damaged or cut short ({other}): fetch it again"),
    }
}

fn damaged(error: &io::Error) -> String {
    format!("damaged or cut short in the archive ({error}): fetch the archive again")
}

fn too_large() -> String {
    "it unpacks to more than any official file does; it was not read: check where it comes from"
        .to_owned()
}
