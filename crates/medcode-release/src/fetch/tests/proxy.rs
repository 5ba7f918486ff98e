//! A proxy named in the environment is used, unless it says not to.
//!
//! Settings of the environment hold for a whole process, so each case runs this test
//! program again as its child.

use super::server::{Answer, CERTIFICATE, Server, Tunnel};
use super::*;
use crate::fetch::settings::Settings;
use std::process::Command;

/// The port of the server that the child fetches from, under the name publisher.test.
const PORT: &str = "MEDCODE_TEST_PORT";

/// The child: fetches where the variable is set, and is no test of its own otherwise.
#[test]
fn child() {
    let Ok(port) = std::env::var(PORT) else { return };
    let folder = tempfile::tempdir().unwrap();
    let entry = entry(format!("https://publisher.test:{port}/tabular.zip"), None);
    let settings = Settings::trusting(CERTIFICATE);
    let got = fetch_file(&entry, folder.path(), &settings, &Silent).unwrap();
    assert_eq!(fs::read(got.path).unwrap(), content());
}

/// Whether a child with these settings got the file.
fn fetches(server: &Server, variables: &[(&str, String)]) -> bool {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "fetch::tests::proxy::child"]);
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    command.env(PORT, server.port.to_string()).envs(variables.iter().cloned());
    command.output().unwrap().status.success()
}

#[test]
fn a_proxy_opens_the_way_to_a_publisher_that_this_machine_cannot_find() {
    let server = Server::tls(vec![Answer::Whole(content())]);
    let proxy = Tunnel::to(server.port);
    let address = format!("http://127.0.0.1:{}", proxy.port);
    assert!(fetches(&server, &[("HTTPS_PROXY", address.clone())]));
    assert_eq!(proxy.asked(), [format!("CONNECT publisher.test:{} HTTP/1.1", server.port)]);
    assert!(!fetches(&server, &[("HTTPS_PROXY", address), ("NO_PROXY", "publisher.test".into())]));
    assert_eq!(proxy.asked().len(), 1);
}
