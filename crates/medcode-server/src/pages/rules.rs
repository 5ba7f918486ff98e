//! Rules of the house's own: the list, the text with what is wrong in its place, a trial, the versions.

use super::{Shell, page};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::routes::{Row, get};
use askama::Template;
use axum::Extension;
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![get("/rules", Need::OwnRules, rules)]
}

#[derive(Template)]
#[template(path = "rules.html")]
struct Rules {
    shell: Shell,
    /// Rules may be tried on a chart too.
    may_read: bool,
}

async fn rules(Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let may_read = who.may(Need::ReadCharts);
    page(&Rules { shell: Shell::new("Rules", "/rules", who), may_read })
}
