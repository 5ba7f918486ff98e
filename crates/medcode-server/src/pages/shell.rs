//! What stands around every page: menu, who is logged in, the date of service.

use crate::auth::{Need, Who};

/// An entry of the menu.
pub(crate) struct Item {
    /// Where it leads.
    pub(crate) href: &'static str,
    /// What it says.
    pub(crate) text: &'static str,
    /// `g` and this key go there.
    pub(crate) key: char,
    need: Need,
}

/// Every page of the menu, in its order.
const MENU: [Item; 10] = [
    Item { href: "/worklist", text: "Worklist", key: 'w', need: Need::ReadCharts },
    Item { href: "/code", text: "Code a note", key: 'c', need: Need::Try },
    Item { href: "/encoder", text: "Encoder", key: 'e', need: Need::Look },
    Item { href: "/changes", text: "What changed", key: 'v', need: Need::Look },
    Item { href: "/check", text: "Check claims", key: 'k', need: Need::Check },
    Item { href: "/learn", text: "Learn", key: 't', need: Need::Learn },
    Item { href: "/records", text: "Records", key: 'r', need: Need::ReadCharts },
    Item { href: "/rules", text: "Rules", key: 'u', need: Need::OwnRules },
    Item { href: "/audit", text: "Audit log", key: 'l', need: Need::ReadAudit },
    Item { href: "/admin", text: "Administration", key: 'a', need: Need::Administer },
];

/// As many entries as a screen of 1280 has room for in a line.
const IN_A_LINE: usize = 7;

/// What stands around a page.
pub(crate) struct Shell {
    /// The title of the window.
    pub(crate) title: String,
    /// The entry of the menu that is open.
    pub(crate) here: &'static str,
    /// Who is logged in.
    pub(crate) who: Who,
}

impl Shell {
    /// For a page of the menu.
    pub(crate) fn new(title: impl Into<String>, here: &'static str, who: Who) -> Self {
        Self { title: title.into(), here, who }
    }

    /// What this caller may open: what fits in a line, and the rest.
    fn menu(&self) -> (Vec<&'static Item>, Vec<&'static Item>) {
        let mut first: Vec<_> = MENU.iter().filter(|item| self.who.may(item.need)).collect();
        let rest = if first.len() > IN_A_LINE { first.split_off(IN_A_LINE - 1) } else { Vec::new() };
        (first, rest)
    }

    /// The entries that stand in the line.
    pub(crate) fn first(&self) -> Vec<&'static Item> {
        self.menu().0
    }

    /// Those behind `More`.
    pub(crate) fn rest(&self) -> Vec<&'static Item> {
        self.menu().1
    }

    /// What `More` is called: the page that is open, where it is one of those.
    pub(crate) fn more(&self) -> Option<&'static str> {
        self.rest().into_iter().find(|item| item.href == self.here).map(|item| item.text)
    }

    /// Whether this caller may see what others practised.
    pub(crate) fn teaches(&self) -> bool {
        self.who.may(Need::Teach)
    }

    /// The day that is answered for where none is chosen.
    pub(crate) fn day(&self) -> String {
        crate::state::usual_day().to_string()
    }

    /// The version of the files of the page.
    pub(crate) fn version(&self) -> &'static str {
        &crate::assets::VERSION
    }
}
