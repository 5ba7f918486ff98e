//! The page that checks files of claims. Nothing is kept.

use super::{Shell, page};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::routes::{Row, get};
use askama::Template;
use axum::Extension;
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/check", Need::Check, check)]
}

#[derive(Template)]
#[template(path = "check.html")]
struct Page {
    shell: Shell,
}

async fn check(Extension(who): Extension<Who>) -> Result<Response, Fault> {
    page(&Page { shell: Shell::new("Check claims", "/check", who) })
}
