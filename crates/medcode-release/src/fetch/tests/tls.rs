//! Only a server with a trusted certificate is believed.

use super::server::{Answer, CERTIFICATE, Server};
use super::*;
use crate::fetch::settings::Settings;

fn secure(port: u16) -> Entry {
    entry(format!("https://127.0.0.1:{port}/files/tabular.zip"), None)
}

#[test]
fn a_broken_download_over_tls_is_resumed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::tls(vec![Answer::Cut(content(), 100_000), Answer::Whole(content())]);
    let settings = Settings::trusting(CERTIFICATE);
    let got = fetch_file(&secure(server.port), folder.path(), &settings, &Silent).unwrap();
    assert_eq!(fs::read(got.path).unwrap(), content());
    assert_eq!(server.asked_from().len(), 2);
    assert!(server.asked_from()[1].is_some_and(|at| at > 0));
}

#[test]
fn a_server_that_is_not_trusted_gives_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::tls(vec![Answer::Whole(content())]);
    let error = fetch_file(&secure(server.port), folder.path(), &Settings::quick(), &Silent);
    assert!(matches!(error, Err(FetchError::Network { .. })), "{error:?}");
    assert!(server.requests().is_empty());
    assert!(!files(folder.path()).contains(&"tabular.zip".to_owned()));
}

#[test]
fn a_redirect_away_from_https_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let there = Server::plain(vec![Answer::Whole(content())]);
    let url = format!("http://127.0.0.1:{}/tabular.zip", there.port);
    let server = Server::tls(vec![Answer::Redirect(url)]);
    let settings = Settings::trusting(CERTIFICATE);
    let error = fetch_file(&secure(server.port), folder.path(), &settings, &Silent).unwrap_err();
    assert!(matches!(error, FetchError::NotHttps { .. }), "{error}");
    assert!(there.requests().is_empty());
}
