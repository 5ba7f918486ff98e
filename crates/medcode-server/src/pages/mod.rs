//! The pages: one file each, rendered here from `templates/`.

mod account;
mod admin;
mod audit;
mod changes;
mod chart;
mod check;
mod encoder;
pub(crate) mod fault;
mod learn;
pub(crate) mod link;
mod login;
mod records;
mod rules;
mod shell;
mod worklist;

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::routes::Row;
use axum::Extension;
use axum::response::{Html, IntoResponse, Redirect, Response};
pub(crate) use shell::Shell;

/// The routes of every page.
pub(crate) fn routes() -> Vec<Row> {
    [
        vec![crate::routes::get("/", Need::Anyone, home)],
        login::routes(),
        encoder::routes(),
        changes::routes(),
        chart::routes(),
        check::routes(),
        learn::routes(),
        worklist::routes(),
        records::routes(),
        rules::routes(),
        admin::routes(),
        audit::routes(),
        account::routes(),
    ]
    .concat()
}

/// The page that each role begins its day on.
async fn home(Extension(who): Extension<Who>) -> Redirect {
    let begins = [(Need::ReadCharts, "/worklist"), (Need::Administer, "/admin")];
    let first = begins.iter().find(|(need, _)| who.may(*need));
    Redirect::to(first.map_or("/learn", |(_, path)| path))
}

/// A page from its template.
pub(crate) fn page(template: &impl askama::Template) -> Result<Response, Fault> {
    template.render().map(|html| Html(html).into_response()).map_err(Fault::internal)
}

/// What is answered where no route is.
pub(crate) async fn nothing_here() -> Fault {
    Fault::missing("there is no such address; the menu of the workbench has all of them")
}
