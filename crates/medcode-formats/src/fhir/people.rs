//! Names, addresses and coverages: what a claim is printed and written with.

use super::known::{identifier, reference};
use super::source::day_of;
use super::system::{codes, is_npi};
use crate::json::Value;
use medcode_model::{Address, Coverage, Name, Person, Provider, Sex};

/// A Patient.
pub(super) fn patient(resource: &Value<'_>) -> Person {
    Person {
        name: human(resource),
        address: address(resource),
        born: day_of(resource, "birthDate"),
        sex: Sex::parse(resource.said("gender")),
    }
}

/// An Organization or a Practitioner; its role and its number are told elsewhere.
pub(super) fn provider(resource: &Value<'_>) -> Provider {
    let organisation = resource.said("name");
    let name = match organisation {
        "" => human(resource),
        name => Name::organisation(name),
    };
    let identifiers = resource.list("identifier").iter();
    let tax = identifiers.filter(|i| !is_npi(i.said("system"))).find(|i| {
        let kinds = codes(i.get("type"));
        kinds.contains(&"TAX") || matches!(i.said("system"), "urn:oid:2.16.840.1.113883.4.4")
    });
    let taxonomy = resource.list("qualification").iter().find_map(|q| {
        let code = codes(q.get("code")).first().copied()?;
        (code.len() == 10 && code.ends_with('X')).then(|| code.into())
    });
    Provider {
        name,
        tax: tax.map_or("", |t| t.said("value")).replace('-', "").into(),
        taxonomy: taxonomy.unwrap_or_default(),
        address: address(resource),
        ..Provider::default()
    }
}

/// A Coverage without its parties.
pub(super) fn coverage(resource: &Value<'_>) -> Coverage {
    let class = |kind: &str| {
        let found = resource.list("class").iter().find(|c| codes(c.get("type")).contains(&kind));
        found.map_or("", |c| c.said("value")).into()
    };
    let order = match resource.get("order").and_then(Value::whole) {
        None => None,
        Some(1) => Some('P'),
        Some(2) => Some('S'),
        Some(3) => Some('T'),
        Some(_) => Some('U'),
    };
    let member = match resource.said("subscriberId") {
        "" => identifier(resource),
        said => said,
    };
    Coverage {
        order,
        relation: relation(codes(resource.get("relationship")).first().copied()).into(),
        group: class("group"),
        plan: class("plan"),
        member: member.into(),
        ..Coverage::default()
    }
}

/// The subscriber that a Coverage refers to, where that is not who is covered.
pub(super) fn subscriber<'v>(resource: &'v Value<'_>) -> Option<&'v str> {
    let named = reference(resource, "subscriber").or_else(|| reference(resource, "policyHolder"))?;
    (Some(named) != reference(resource, "beneficiary")).then_some(named)
}

fn relation(code: Option<&str>) -> &'static str {
    match code {
        None | Some("self") => "18",
        Some("spouse" | "common") => "01",
        Some("child") => "19",
        Some(_) => "G8",
    }
}

/// The official or usual name of a person, else the first.
fn human(resource: &Value<'_>) -> Name {
    let names = resource.list("name");
    let by_use = |wanted: &str| names.iter().find(|n| n.said("use") == wanted);
    let Some(name) = by_use("official").or_else(|| by_use("usual")).or(names.first()) else {
        return Name::default();
    };
    let given = |n: usize| name.list("given").get(n).and_then(Value::text).unwrap_or_default().trim();
    let suffix = name.list("suffix").first().and_then(Value::text).unwrap_or_default();
    if name.said("family").is_empty() {
        return Name { last: name.said("text").into(), person: true, ..Name::default() };
    }
    Name {
        last: name.said("family").into(),
        first: given(0).into(),
        middle: given(1).into(),
        suffix: suffix.trim().into(),
        person: true,
    }
}

fn address(resource: &Value<'_>) -> Option<Address> {
    let all = resource.list("address");
    let found = all.iter().find(|a| matches!(a.said("use"), "home" | "work")).or(all.first())?;
    let line = |n: usize| found.list("line").get(n).and_then(Value::text).unwrap_or_default().trim();
    let country = match found.said("country") {
        "US" | "USA" => "",
        other => other,
    };
    Some(Address {
        street: line(0).into(),
        second: line(1).into(),
        city: found.said("city").into(),
        state: found.said("state").into(),
        postal: found.said("postalCode").replace('-', "").into(),
        country: country.into(),
    })
}
