//! The pages: one file each, rendered here from `templates/`.

mod encoder;
mod login;
mod shell;

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::routes::Row;
use axum::Extension;
use axum::response::{Html, IntoResponse, Redirect, Response};
pub(crate) use shell::Shell;

/// The routes of every page.
pub(crate) fn routes() -> Vec<Row> {
    let home = vec![crate::routes::get("/", Need::Anyone, home)];
    [home, login::routes(), encoder::routes()].concat()
}

/// The page that each role begins its day on.
async fn home(Extension(who): Extension<Who>) -> Redirect {
    Redirect::to(if who.may(Need::ReadCharts) { "/worklist" } else { "/encoder" })
}

/// A page from its template.
pub(crate) fn page(template: &impl askama::Template) -> Result<Response, Fault> {
    template.render().map(|html| Html(html).into_response()).map_err(Fault::internal)
}

/// What is answered where no route is.
pub(crate) async fn nothing_here() -> Fault {
    Fault::missing("there is no such address; the menu of the workbench has all of them")
}
