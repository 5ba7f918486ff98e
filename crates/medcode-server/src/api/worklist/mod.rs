//! The worklist: which charts wait, whose they are, and what is to be done first.

pub(crate) mod change;
pub(crate) mod list;

use crate::auth::Need;
use crate::openapi::About;
use crate::routes::{Row, get, post, put};

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/worklist", Need::ReadCharts, list::worklist).about(
            About::new("Charts that wait, the most urgent first, and how many stand where")
                .query::<list::Asked>()
                .gives::<list::Listed>(),
        ),
        get("/api/v1/assignees", Need::ReadCharts, list::assignees)
            .about(About::new("Who can be given charts").gives::<Vec<list::Assignee>>()),
        post("/api/v1/worklist/next", Need::WriteCharts, change::next).about(
            About::new("Claim the next chart; nobody else gets the same")
                .takes::<change::NextAsked>()
                .gives::<change::NextChart>(),
        ),
        post("/api/v1/worklist/assign", Need::Manage, change::assign).about(
            About::new("Give charts to somebody, or to nobody")
                .takes::<change::Assign>()
                .gives::<change::Assigned>(),
        ),
        put("/api/v1/encounters/{id}/plan", Need::Manage, change::plan).about(
            About::new("Set priority, due day, title")
                .takes::<change::Plan>()
                .gives::<change::Changed>(),
        ),
        post("/api/v1/encounters/{id}/status", Need::WriteCharts, change::status).about(
            About::new("Take up, put back, or take out of the worklist")
                .takes::<change::ToStatus>()
                .gives::<change::Changed>(),
        ),
        post("/api/v1/encounters/{id}/hold", Need::WriteCharts, change::hold)
            .about(About::new("Hold for a reason").takes::<change::Hold>().gives::<change::Changed>()),
    ]
}
