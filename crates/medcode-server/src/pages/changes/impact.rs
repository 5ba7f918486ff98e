//! What the changes mean for the codes in use, as the page shows it.

use super::view::encoder;
use crate::api::changes::Asked;
use crate::pages::link::link;
use medcode::diff::{Effect, Impact, ImpactReport};

/// Codes shown of each kind; the API has them all.
const MOST: usize = 500;
/// Successors shown of one code.
const FEW: usize = 8;

/// What it means.
pub(super) struct ImpactView {
    pub(super) groups: Vec<Group>,
    pub(super) untouched: usize,
    pub(super) unknown: Vec<String>,
    /// Charts were looked through.
    pub(super) charts: bool,
    /// Codes that were asked about.
    pub(super) asked: usize,
    pub(super) practice: bool,
    pub(super) lexicon: bool,
    pub(super) list: String,
    /// Lines of the list that hold no code.
    pub(super) unread: Vec<(usize, String)>,
    pub(super) json: String,
}

/// What breaks, what needs a look, what never held.
pub(super) struct Group {
    pub(super) title: String,
    pub(super) tone: &'static str,
    pub(super) lines: Vec<Line>,
    /// Codes beyond those that are shown.
    pub(super) more: usize,
}

/// One code.
pub(super) struct Line {
    pub(super) code: String,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) count: u64,
    pub(super) last: String,
    pub(super) reasons: Vec<String>,
    /// A code, its title, its page.
    pub(super) instead: Vec<(String, String, String)>,
    pub(super) more_instead: usize,
    pub(super) person: bool,
    /// Nothing says what takes its place.
    pub(super) open: bool,
    /// Words and, for a chart, its page.
    pub(super) places: Vec<(String, Option<String>)>,
    /// The charts with this code.
    pub(super) find: String,
}

impl ImpactView {
    pub(super) fn of(report: ImpactReport, charts: bool, asked_of: usize, asked: &Asked) -> Self {
        let kinds = [
            (Effect::Breaks, "may not be reported any more", "bad"),
            (Effect::Review, "stay, and something about them changed", "warn"),
            (Effect::NotValid, "could not be reported before either", "info"),
        ];
        let group = |(effect, words, tone): (Effect, &str, &'static str)| {
            let all: Vec<&Impact> = report.items.iter().filter(|i| i.effect == effect).collect();
            Group {
                title: format!("{} {words}", all.len()),
                tone,
                more: all.len().saturating_sub(MOST),
                lines: all.into_iter().take(MOST).map(|i| line(i, &asked.before, charts)).collect(),
            }
        };
        let mut groups: Vec<Group> = kinds.into_iter().map(group).collect();
        groups.retain(|g| !g.lines.is_empty());
        let mark = |text: &str| if text.is_empty() { "" } else { "true" };
        let (practice, lexicon) = (mark(&asked.practice), mark(&asked.lexicon));
        let values = [
            ("system", asked.system.as_str()),
            ("before", &asked.before),
            ("after", &asked.after),
            ("practice", practice),
            ("lexicon", lexicon),
            ("list", &asked.list),
        ];
        Self {
            groups,
            untouched: report.untouched,
            unknown: report.unknown.iter().map(|u| u.code.clone()).collect(),
            charts,
            asked: asked_of,
            practice: !practice.is_empty(),
            lexicon: !lexicon.is_empty(),
            list: asked.list.clone(),
            unread: Vec::new(),
            json: link("/api/v1/changes/impact", &values),
        }
    }
}

fn line(item: &Impact, before: &str, charts: bool) -> Line {
    let system = item.code.system();
    // A code that is gone is read as it was.
    let from = item.from.to_string();
    let day = if item.effect == Effect::Breaks { before } else { from.as_str() };
    let code = item.code.to_string();
    let instead = item.instead.iter().take(FEW).map(|(c, title)| {
        let text = c.to_string();
        let href = encoder(&text, c.system(), &from);
        (text, title.clone(), href)
    });
    let place = |p: &String| {
        let chart = p.strip_prefix("chart ").filter(|_| charts);
        (p.clone(), chart.map(|id| format!("/charts/{id}")))
    };
    Line {
        href: encoder(&code, system, day),
        find: if charts && item.count > 0 { link("/find", &[("q", &code)]) } else { String::new() },
        title: item.title.clone(),
        count: item.count,
        last: item.last.map_or_else(String::new, |d| d.to_string()),
        reasons: item.reasons.clone(),
        more_instead: item.instead.len().saturating_sub(FEW),
        instead: instead.collect(),
        person: item.person,
        open: item.person && item.instead.is_empty() && item.effect != Effect::Review,
        places: item.places.iter().map(place).collect(),
        code,
    }
}
