//! Is equipment told apart that is ordered, handed out, or in use?

use crate::file;
use medcode::model::{BillingContext, CodeSystem, Date, Setting};
use medcode_note::Document;
use medcode_services::{Desk, Encounter, Releases};

/// Words of a note, who bills, and the lines with units and modifiers; `withheld CODE` for one
/// that is seen and left to the supplier.
const CASES: &[(&str, BillingContext, &str)] = &[
    ("Plan: Order: portable oxygen concentrator for home.", BillingContext::Dme, "E1392x1RR"),
    (
        "Plan: Order: portable oxygen concentrator for home.",
        BillingContext::Professional,
        "withheld E1392",
    ),
    ("ORDERS: sterile intermittent cath kits #150/mo.", BillingContext::Dme, "A4353x150"),
    ("Plan: four-wheeled walker ordered.", BillingContext::Dme, "E0143x1NU"),
    ("HPI: She uses a rollator and a cane at home.", BillingContext::Dme, ""),
    (
        "Plan: CAM boot dispensed and fitted today, right foot.",
        BillingContext::Professional,
        "L4361x1RT",
    ),
    ("Plan: knee immobilizer fitted on the left knee here.", BillingContext::Professional, "L1830x1LT"),
    (
        "Plan: test strips #100 refill, lancets #100 refill.",
        BillingContext::Dme,
        "A4253x2NUKS A4259x1KS",
    ),
    ("Plan: Rx hospital bed semi-electric with rails.", BillingContext::Dme, "E0260x1RR"),
    ("Plan: DC sling, PT order.", BillingContext::Dme, ""),
    ("Plan: she declined a walker.", BillingContext::Dme, ""),
];

#[test]
fn equipment_is_billed_by_the_one_who_supplies_it() {
    let Some(library) = file::official() else { return };
    let date: Date = "2026-02-10".parse().expect("a date");
    let release = library.as_of(CodeSystem::Hcpcs, date, false).expect("the file answers").release;
    let desk = Desk::new();
    let mut wrong = Vec::new();
    for &(note, billing, expect) in CASES {
        let doc = Document::read(note);
        let found = desk.code(&Encounter {
            doc: &doc,
            setting: Setting::Office,
            billing,
            age: Some(60.0),
            sex: None,
            date,
            diagnoses: &[],
            quality: false,
            seen: None,
            releases: Releases { hcpcs: Some(release), ..Releases::default() },
        });
        let is_supply = |path: &[String]| path.first().is_some_and(|p| p == "supply");
        let mut got: Vec<String> = found
            .suggestions
            .iter()
            .filter(|s| is_supply(&s.coded.path))
            .map(|s| format!("{}x{}{}", s.coded.code, s.units.unwrap_or(0), s.modifiers.concat()))
            .collect();
        let withheld = found.withheld.iter().filter(|w| is_supply(&w.coded.path));
        got.extend(withheld.map(|w| format!("withheld {}", w.coded.code)));
        got.sort();
        if got.join(" ") != expect {
            wrong.push(format!("{note}\n   want {expect}\n   got  {}", got.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
