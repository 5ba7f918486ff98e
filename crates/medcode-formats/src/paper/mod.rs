//! Claims on paper: the data of the CMS-1500 and UB-04 forms by the numbers of their boxes, on a
//! plain page of our own, and a superbill. The forms themselves are copyrighted and not drawn.

mod cms1500;
mod page;
mod parts;
mod superbill;
mod ub04;

use medcode_model::{Claim, Code};
use std::collections::BTreeMap;

/// A PDF, and what did not find room in it.
#[derive(Default)]
pub struct Printed {
    /// The file.
    pub pdf: Vec<u8>,
    /// What is not on the pages, a sentence each.
    pub messages: Vec<String>,
}

/// The CMS-1500 data of professional claims: a page for each six lines.
#[must_use]
pub fn cms1500(claims: &[Claim]) -> Printed {
    print("CMS-1500 data", claims, cms1500::draw)
}

/// The UB-04 data of institutional claims: a page for each 22 lines.
#[must_use]
pub fn ub04(claims: &[Claim]) -> Printed {
    print("UB-04 data", claims, ub04::draw)
}

/// What the patient takes home: diagnoses, services, charges. Titles are printed for the codes
/// that have one here.
#[must_use]
pub fn superbill(claims: &[Claim], titles: &BTreeMap<Code, String>) -> Printed {
    print("Superbill", claims, |claim, pages, _| superbill::draw(claim, titles, pages))
}

fn print(
    title: &str,
    claims: &[Claim],
    mut draw: impl FnMut(&Claim, &mut page::Pages, &mut Vec<String>),
) -> Printed {
    let mut pages = page::Pages::default();
    let mut messages = Vec::new();
    for claim in claims {
        draw(claim, &mut pages, &mut messages);
    }
    Printed { pdf: pages.finish(title), messages }
}
