//! What do the changes mean for the codes that are used here?

use super::More;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::state::App;
use medcode::diff::{ImpactReport, Mine, Sheet, Use, read_mine};
use medcode::model::{Code, CodeSystem};
use medcode_store::{Favourite, FavouriteKind};
use std::sync::Arc;

/// Most characters of a list: it stands in an address.
const LONGEST: usize = 12_000;
/// Most codes that one request asks about.
const MOST: usize = 20_000;

/// The codes that are used here.
pub(crate) struct Used {
    pub(crate) uses: Vec<Use>,
    /// Charts were looked through: the caller may read them.
    pub(crate) charts: bool,
    /// Codes of the list.
    pub(crate) listed: usize,
    /// Lines of the list that hold no code: their number and why.
    pub(crate) unread: Vec<(usize, String)>,
}

impl Used {
    /// Codes with how often they were used.
    pub(crate) fn counted(&self) -> Vec<(Code, u64)> {
        let code = |u: &Use| Some((Code::new(u.system?, &u.code).ok()?, u.count));
        self.uses.iter().filter(|u| !u.stem).filter_map(code).collect()
    }
}

/// Codes of charts where the caller may read those, of their favourites and those shared with them, of
/// own rules, and where asked of practice, the lexicon and a list.
pub(crate) async fn used(app: &App, who: &Who, more: More<'_>) -> Result<Used, Fault> {
    let charts = who.may(Need::ReadCharts);
    let mut uses = Vec::new();
    if charts {
        uses.extend(app.store.codes_in_use().await?.iter().map(crate::records::of_charts));
    }
    let stars = app.store.favourites(&who.id).await?;
    uses.extend(stars.iter().filter(|f| f.about.kind == FavouriteKind::Star).map(|f| star(who, f)));
    uses.extend(app.engine().own_codes());
    let own = listed(more.list)?;
    let listed = own.uses.len();
    uses.extend(own.uses);
    if more.lexicon {
        let engine = app.engine();
        let told = crate::api::work(move || {
            let mut all = medcode::lexicon_codes();
            all.extend(engine.crosswalk_codes());
            all
        });
        uses.extend(told.await?);
    }
    if more.practice {
        let day = crate::clock::today();
        let taught = crate::api::work(move || medcode_learn::Library::embedded().codes(day));
        uses.extend(taught.await?);
    }
    uses.truncate(MOST);
    Ok(Used { uses, charts, listed, unread: own.problems })
}

/// The codes of a list that is given; nothing where none is.
fn listed(text: &str) -> Result<Mine, Fault> {
    if text.len() > LONGEST {
        let what =
            format!("{LONGEST} characters at most; `medcode diff --mine FILE` takes longer lists");
        return Err(Fault::field("list", what));
    }
    Ok(read_mine("list", text))
}

fn star(who: &Who, favourite: &Favourite) -> Use {
    let whose = if favourite.owner == who.id { "your favourites" } else { "shared favourites" };
    Use {
        code: favourite.about.code.clone(),
        system: CodeSystem::parse(&favourite.about.system),
        count: 0,
        last: None,
        places: vec![whose.to_owned()],
        stem: false,
    }
}

/// What becomes of them.
pub(crate) async fn impact(
    app: &App,
    sheet: Arc<Sheet>,
    mut uses: Vec<Use>,
) -> Result<ImpactReport, Fault> {
    let engine = app.engine();
    // Codes of other systems were not compared, and are neither here nor unknown.
    let system = sheet.comparison().system;
    uses.retain(|u| u.system.is_none_or(|s| s == system));
    let report = crate::api::work(move || {
        let of = std::slice::from_ref(sheet.comparison());
        medcode::diff::impact_of(engine.library(), of, &uses)
    });
    let mut report = report.await??;
    // A rule may name a code of another system without saying so.
    report.unknown.retain(|u| u.system.is_some());
    Ok(report)
}
