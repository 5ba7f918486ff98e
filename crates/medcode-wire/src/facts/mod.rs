//! The file of billing facts (`docs/writing-claims.md`): JSON in, facts or everything that is
//! wrong with it out, each by its path.

mod bill;
mod place;
mod walk;

use medcode::{BillingFacts, Charge};
use place::Places;
use serde_json::Value;
use walk::{Faults, Walk};

/// Reads a file of billing facts.
///
/// # Errors
/// Everything that is wrong, each with its place and path:
/// `line 12, column 5: coverage[0].payer.id: missing`.
pub fn billing_facts(text: &str) -> Result<BillingFacts, Vec<String>> {
    let value: Value = serde_json::from_str(text).map_err(|e| {
        let (line, column) = (e.line(), e.column().max(1));
        let why = e.to_string();
        let why = why.split(" at line ").next().unwrap_or_default();
        vec![format!("line {line}, column {column}: this is no JSON: {why}")]
    })?;
    let faults = Faults::default();
    let root = Walk::root(&value, &faults);
    root.knows(&[
        "claim",
        "submitter",
        "receiver",
        "billing_provider",
        "pay_to",
        "rendering_provider",
        "referring_provider",
        "supervising_provider",
        "attending_provider",
        "operating_provider",
        "other_operating_provider",
        "service_facility",
        "coverage",
        "patient",
        "stay",
        "procedures",
        "charges",
    ]);
    let facts = facts(&root);
    let said = faults.into_inner();
    if said.is_empty() {
        return Ok(facts);
    }
    let places = Places::of(text);
    Err(said.iter().map(|(path, what)| places.tell(path, what)).collect())
}

fn facts(root: &Walk<'_>) -> BillingFacts {
    let (claim, stay) = (root.at("claim"), root.at("stay"));
    claim.knows(&[
        "id",
        "frequency",
        "place_of_service",
        "type_of_bill",
        "authorisation",
        "referral",
        "original_number",
        "clia",
        "medical_record",
        "signature_on_file",
        "assignment",
        "benefits_assigned",
        "release",
        "causes",
        "accident_state",
        "accident_date",
        "onset_date",
        "last_period",
        "discharged",
        "patient_paid",
    ]);
    let bill_type = claim.at("type_of_bill").text();
    let digits = bill_type.trim_start_matches('0');
    let place = match digits.get(..2) {
        Some(place) => place.into(),
        None => claim.at("place_of_service").text(),
    };
    let frequency = match digits.get(2..) {
        Some(last) if !last.is_empty() => last.into(),
        _ => claim.at("frequency").text(),
    };
    BillingFacts {
        id: claim.at("id").needed(),
        frequency,
        place,
        days: (stay.at("from").date(), stay.at("to").date()),
        admitted: stay.at("admitted").date(),
        discharge_status: stay.at("discharge_status").text(),
        admitting: stay.at("admitting_diagnosis").text(),
        reasons: stay.at("reasons_for_visit").list().iter().map(Walk::text).collect(),
        procedures: root
            .at("procedures")
            .list()
            .iter()
            .filter_map(|p| {
                p.knows(&["code", "date"]);
                Some((p.at("code").needed(), p.at("date").date()?))
            })
            .collect(),
        charges: root.at("charges").list().iter().map(charge).collect(),
        bill: bill::bill(root),
    }
}

fn charge(at: &Walk<'_>) -> Charge {
    at.knows(&[
        "code",
        "modifiers",
        "amount",
        "units",
        "unit",
        "date",
        "date_to",
        "revenue",
        "place",
        "ndc",
        "ndc_quantity",
        "ndc_unit",
        "control",
    ]);
    let amount = at.at("amount").cents();
    if amount.is_none() {
        at.at("amount").needed();
    }
    let modifiers = at.at("modifiers");
    let drug = at
        .at("ndc")
        .some()
        .map(|ndc| (ndc, at.at("ndc_quantity").thousandths(), at.at("ndc_unit").needed()));
    Charge {
        code: at.at("code").text(),
        modifiers: modifiers.given().then(|| modifiers.list().iter().map(Walk::text).collect()),
        amount,
        units: at.at("units").thousandths(),
        unit: at.at("unit").some(),
        from: at.at("date").date(),
        to: at.at("date_to").date(),
        revenue: at.at("revenue").some(),
        place: at.at("place").some(),
        drug,
        control: at.at("control").some(),
    }
}

#[cfg(test)]
mod tests {
    use super::billing_facts;

    #[test]
    fn every_fault_is_told_by_its_path() {
        let text = "{\"claim\": {\"id\": 7, \"asignment\": \"A\"},\n \"charges\": [{\"code\": \"G0439\", \"amount\": \"x\"}],\n \"coverage\": [{\"order\": \"fifth\"}],\n \"patient\": {\"born\": \"12/05/2026\"}}";
        let said = billing_facts(text).unwrap_err();
        for at in [
            "line 1, column 18: claim.id: ",
            "line 1, column 34: claim.asignment: ",
            "line 2, column 42: charges[0].amount: ",
            "line 3, column 25: coverage[0].order: ",
            // What is missing is told by the object it is missing from.
            "line 3, column 15: coverage[0].member_id: missing",
            "line 4, column 22: patient.born: ",
        ] {
            assert!(said.iter().any(|s| s.starts_with(at)), "{at} {said:?}");
        }
        let syntax = billing_facts("{\"claim\": }").unwrap_err();
        assert!(syntax[0].starts_with("line 1, column 11: this is no JSON"), "{syntax:?}");
        assert!(billing_facts("[]").is_err());
    }

    #[test]
    fn the_example_holds_what_it_shows() {
        let facts = billing_facts(include_str!("../../../../examples/office-facts.json")).unwrap();
        assert_eq!(facts.bill.coverage.order, Some('P'));
        assert!(!facts.charges.is_empty() && !facts.bill.others.is_empty());
    }
}
