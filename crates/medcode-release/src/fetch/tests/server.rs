//! A server on this machine that fails in the ways that servers do.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// The certificate of the server, for 127.0.0.1 and publisher.test.
pub(super) const CERTIFICATE: &[u8] = include_bytes!("cert.pem");
/// Its key protects nothing: it is for these tests only.
const KEY: &[u8] = include_bytes!("key.pem");

/// How one request is answered; the last answer goes for all later ones.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// What is asked for.
    Whole(Vec<u8>),
    /// So many bytes of it, then the connection is dropped.
    Cut(Vec<u8>, usize),
    /// This status, without a body.
    Status(u16),
    /// Somewhere else.
    Redirect(String),
    /// A byte now and then, for ever.
    Slow,
    /// Nothing at all.
    Silent,
    /// By the beginning of what is asked for; 404 for the rest.
    Site(Vec<(&'static str, Answer)>),
}

/// A running server.
pub(super) struct Server {
    /// Its port on 127.0.0.1.
    pub(super) port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Speaks plain HTTP; files have a strong entity tag.
    pub(super) fn plain(answers: Vec<Answer>) -> Self {
        Self::start(answers, true, None)
    }

    /// Files have nothing that tells one version from another.
    pub(super) fn without_validators(answers: Vec<Answer>) -> Self {
        Self::start(answers, false, None)
    }

    /// Speaks TLS with [`CERTIFICATE`].
    pub(super) fn tls(answers: Vec<Answer>) -> Self {
        let certificate = CertificateDer::from_pem_slice(CERTIFICATE).unwrap();
        let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![certificate], key).unwrap();
        Self::start(answers, true, Some(Arc::new(config)))
    }

    fn start(answers: Vec<Answer>, validators: bool, tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for (n, stream) in listener.incoming().flatten().enumerate() {
                let answer = answers[n.min(answers.len() - 1)].clone();
                let (seen, tls) = (Arc::clone(&seen), tls.clone());
                thread::spawn(move || match tls {
                    None => serve(stream, &answer, validators, &seen),
                    Some(config) => {
                        let connection = ServerConnection::new(config).unwrap();
                        serve(StreamOwned::new(connection, stream), &answer, validators, &seen);
                    }
                });
            }
        });
        Self { port, requests }
    }

    /// The heads of the requests so far.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// Where each request asked to go on; `None` for the whole file.
    pub(super) fn asked_from(&self) -> Vec<Option<usize>> {
        self.requests().iter().map(|head| range(head)).collect()
    }
}

/// One request and its answer; errors mean that the client has gone.
fn serve(stream: impl Read + Write, answer: &Answer, validators: bool, seen: &Mutex<Vec<String>>) {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
    }
    seen.lock().unwrap().push(head.clone());
    let _ = reply(stream.get_mut(), &head, answer, validators);
}

fn reply(to: &mut impl Write, head: &str, answer: &Answer, validators: bool) -> std::io::Result<()> {
    match answer {
        Answer::Whole(file) => give(to, head, file, usize::MAX, validators)?,
        Answer::Cut(file, bytes) => give(to, head, file, *bytes, validators)?,
        Answer::Site(places) => {
            let path = head.split(' ').nth(1).unwrap_or_default();
            let found = places.iter().find(|(begins, _)| path.starts_with(begins));
            return reply(
                to,
                head,
                found.map_or(&Answer::Status(404), |(_, answer)| answer),
                validators,
            );
        }
        Answer::Status(status) => {
            write!(to, "HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
        }
        Answer::Redirect(url) => write!(
            to,
            "HTTP/1.1 302 Found\r\nLocation: {url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )?,
        Answer::Slow => {
            write!(to, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n")?;
            to.flush()?;
            thread::sleep(Duration::from_secs(20));
        }
        Answer::Silent => thread::sleep(Duration::from_secs(20)),
    }
    to.flush()
}

/// Gives a file, or the rest of it where the client's version is ours, and stops early.
fn give(
    to: &mut impl Write,
    head: &str,
    file: &[u8],
    stop: usize,
    validators: bool,
) -> std::io::Result<()> {
    let tag = format!("\"{}\"", crate::sha256_hex(file).get(..16).unwrap_or_default());
    let same = validators && head.contains(&tag);
    let from = range(head).filter(|from| same && *from < file.len());
    match from {
        Some(from) => write!(
            to,
            "HTTP/1.1 206 Partial\r\nContent-Range: bytes {from}-{}/{}\r\n",
            file.len() - 1,
            file.len()
        )?,
        None => write!(to, "HTTP/1.1 200 OK\r\n")?,
    }
    if validators {
        write!(to, "ETag: {tag}\r\n")?;
    }
    let rest = &file[from.unwrap_or(0)..];
    write!(to, "Content-Length: {}\r\nConnection: close\r\n\r\n", rest.len())?;
    to.write_all(&rest[..rest.len().min(stop)])
}

/// `Range: bytes=100-`, whatever the case of the name.
fn range(head: &str) -> Option<usize> {
    let line = head.lines().find(|l| l.to_ascii_lowercase().starts_with("range:"))?;
    let (from, _) = line.split_once("bytes=")?.1.split_once('-')?;
    from.parse().ok()
}

/// A proxy that opens tunnels to one port of this machine, whatever host is asked for.
pub(super) struct Tunnel {
    /// Its port on 127.0.0.1.
    pub(super) port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Tunnel {
    pub(super) fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&seen);
                thread::spawn(move || tunnel(&stream, port, &seen));
            }
        });
        Self { port: own, asked }
    }

    /// The first lines of what it was asked.
    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn tunnel(client: &TcpStream, port: u16, seen: &Mutex<Vec<String>>) -> Option<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        let mut reader = client;
        reader.read_exact(&mut byte).ok()?;
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    seen.lock().unwrap().push(head.lines().next()?.to_owned());
    let server = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let mut writer = client;
    writer.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").ok()?;
    let (up, down) = (client.try_clone().ok()?, server.try_clone().ok()?);
    thread::spawn(move || std::io::copy(&mut &up, &mut &down));
    std::io::copy(&mut &server, &mut &*client).ok()?;
    client.shutdown(std::net::Shutdown::Both).ok()
}
