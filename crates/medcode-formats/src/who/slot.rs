//! Where in the bill does a path lead, and how is its value written?

use medcode_model::{
    Address, Bill, Cents, Contact, Coverage, Date, Name, Person, Provider, ProviderRole, Sex,
};

/// What a path leads to.
enum Slot<'b> {
    Text(&'b mut Box<str>),
    /// Digits only.
    Number(&'b mut Box<str>),
    Letter(&'b mut Option<char>),
    Day(&'b mut Option<Date>),
    Sex(&'b mut Option<Sex>),
    Money(&'b mut Option<Cents>),
    Words(&'b mut Vec<Box<str>>),
    Organisation(&'b mut Name),
    Last(&'b mut Name),
    Tax(&'b mut Provider, bool),
    OneOf(&'b mut Box<str>, &'static [(&'static str, &'static str)]),
    Order(&'b mut Option<char>),
}

const RELATIONS: [(&str, &str); 5] =
    [("self", "18"), ("spouse", "01"), ("child", "19"), ("employee", "20"), ("other", "G8")];
const ORDERS: [(&str, char); 3] = [("primary", 'P'), ("secondary", 'S'), ("tertiary", 'T')];

/// Puts a value where a path leads; else what was expected there.
pub(crate) fn put(bill: &mut Bill, path: &str, text: &str) -> Result<(), &'static str> {
    let Some(slot) = find(bill, path) else { return Err("a known name") };
    match slot {
        Slot::Text(to) => *to = text.into(),
        Slot::Number(to) => *to = text.chars().filter(char::is_ascii_alphanumeric).collect(),
        Slot::Letter(to) => *to = Some(one(text).ok_or("one letter")?),
        Slot::Day(to) => *to = Some(crate::values::day(text).ok_or("a day (YYYY-MM-DD)")?),
        Slot::Sex(to) => *to = Some(Sex::parse(text).ok_or("F or M")?),
        Slot::Money(to) => *to = Some(Cents::parse(text).ok_or("an amount")?),
        Slot::Words(to) => {
            *to = text.split([' ', ',']).filter(|w| !w.is_empty()).map(Into::into).collect()
        }
        Slot::Organisation(name) => *name = Name { last: text.into(), ..Name::default() },
        Slot::Last(name) => (name.last, name.person) = (text.into(), true),
        Slot::Tax(provider, is_ssn) => {
            provider.tax = text.replace('-', "").into();
            provider.tax_is_ssn = is_ssn;
        }
        Slot::OneOf(to, words) => {
            let known =
                words.iter().find(|(word, code)| text.eq_ignore_ascii_case(word) || text == *code);
            *to = known.ok_or("self, spouse, child, employee or other")?.1.into();
        }
        Slot::Order(to) => {
            let known = ORDERS.iter().find(|(word, _)| text.eq_ignore_ascii_case(word));
            let letter = one(text).filter(|l| matches!(l, 'P' | 'S' | 'T' | 'A'..='H' | 'U'));
            *to = Some(known.map(|(_, o)| *o).or(letter).ok_or("primary, secondary or tertiary")?);
        }
    }
    Ok(())
}

/// The only letter of a text.
fn one(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|l| l.is_ascii_uppercase() && letters.next().is_none())
}

/// The value a path leads to; blank where there is none.
pub(super) fn get(bill: &mut Bill, path: &str) -> String {
    let Some(slot) = find(bill, path) else { return String::new() };
    let letter = |l: &Option<char>| l.map(String::from).unwrap_or_default();
    match slot {
        Slot::Text(text) | Slot::Number(text) => text.to_string(),
        Slot::Letter(l) => letter(l),
        Slot::Day(day) => day.map(|d| d.to_string()).unwrap_or_default(),
        Slot::Sex(Some(Sex::Female)) => "F".to_owned(),
        Slot::Sex(Some(Sex::Male)) => "M".to_owned(),
        Slot::Sex(None) => String::new(),
        Slot::Money(amount) => amount.map(|a| a.to_string()).unwrap_or_default(),
        Slot::Words(words) => words.join(" "),
        Slot::Organisation(name) => {
            if name.person {
                String::new()
            } else {
                name.last.to_string()
            }
        }
        Slot::Last(name) => {
            if name.person {
                name.last.to_string()
            } else {
                String::new()
            }
        }
        Slot::Tax(provider, is_ssn) => {
            if provider.tax_is_ssn == is_ssn {
                provider.tax.to_string()
            } else {
                String::new()
            }
        }
        Slot::OneOf(code, words) => {
            let word = words.iter().find(|(_, known)| *known == &**code);
            word.map_or("", |(word, _)| word).to_owned()
        }
        Slot::Order(order) => {
            let word = ORDERS.iter().find(|(_, o)| Some(*o) == *order);
            word.map_or_else(|| letter(order), |(word, _)| (*word).to_owned())
        }
    }
}

fn find<'b>(bill: &'b mut Bill, path: &str) -> Option<Slot<'b>> {
    let (head, rest) = path.split_once('.').unwrap_or((path, ""));
    if let Some(role) = role(head) {
        return provider(of_role(bill, role), rest);
    }
    match head {
        "patient" => person(bill.patient.get_or_insert_default(), rest),
        "coverage" => coverage(&mut bill.coverage, rest),
        "other_coverage" => {
            if bill.others.is_empty() {
                bill.others.push(Coverage::default());
            }
            coverage(bill.others.first_mut()?, rest)
        }
        "pay_to" => address(bill.pay_to.get_or_insert_default(), rest),
        "submitter" | "receiver" => sender(bill, head, rest),
        "stay" => stay(bill, rest),
        _ if rest.is_empty() => of_claim(bill, head),
        _ => None,
    }
}

fn role(head: &str) -> Option<ProviderRole> {
    if head == "service_facility" {
        return Some(ProviderRole::Facility);
    }
    let name = head.strip_suffix("_provider")?;
    ProviderRole::ALL.into_iter().find(|r| r.id() == name)
}

/// The provider of a role, made where there is none.
fn of_role(bill: &mut Bill, role: ProviderRole) -> &mut Provider {
    let at = bill.providers.iter().position(|p| p.role == role).unwrap_or_else(|| {
        bill.providers.push(Provider { role, ..Provider::default() });
        bill.providers.len() - 1
    });
    &mut bill.providers[at]
}

fn of_claim<'b>(bill: &'b mut Bill, name: &str) -> Option<Slot<'b>> {
    Some(match name {
        "authorisation" => Slot::Text(&mut bill.authorisation),
        "referral" => Slot::Text(&mut bill.referral),
        "clia" => Slot::Text(&mut bill.clia),
        "medical_record" => Slot::Text(&mut bill.record),
        "signature_on_file" => Slot::Letter(&mut bill.signed),
        "assignment" => Slot::Letter(&mut bill.assignment),
        "benefits_assigned" => Slot::Letter(&mut bill.benefits_assigned),
        "release" => Slot::Letter(&mut bill.release),
        "causes" => Slot::Words(&mut bill.causes),
        "accident_state" => Slot::Text(&mut bill.accident_state),
        "accident_date" => Slot::Day(&mut bill.accident),
        "onset_date" => Slot::Day(&mut bill.onset),
        "last_period" => Slot::Day(&mut bill.last_period),
        "discharged" => Slot::Day(&mut bill.discharged),
        "patient_paid" => Slot::Money(&mut bill.patient_paid),
        _ => return None,
    })
}

fn sender<'b>(bill: &'b mut Bill, who: &str, name: &str) -> Option<Slot<'b>> {
    let Contact { name: contact, phone, email } = &mut bill.contact;
    Some(match (who, name) {
        ("submitter", "name") => Slot::Organisation(&mut bill.submitter),
        ("submitter", "id") => Slot::Text(&mut bill.submitter_id),
        ("submitter", "contact") => Slot::Text(contact),
        ("submitter", "phone") => Slot::Number(phone),
        ("submitter", "email") => Slot::Text(email),
        ("receiver", "name") => Slot::Text(&mut bill.receiver),
        ("receiver", "id") => Slot::Text(&mut bill.receiver_id),
        _ => return None,
    })
}

fn stay<'b>(bill: &'b mut Bill, name: &str) -> Option<Slot<'b>> {
    Some(match name {
        "admission_type" => Slot::Text(&mut bill.stay.kind),
        "admission_source" => Slot::Text(&mut bill.stay.source),
        "admission_time" => Slot::Number(&mut bill.stay.admitted_at),
        "discharge_time" => Slot::Number(&mut bill.stay.discharged_at),
        _ => return None,
    })
}

fn person<'b>(person: &'b mut Person, path: &str) -> Option<Slot<'b>> {
    if let Some(rest) = path.strip_prefix("address.") {
        return address(person.address.get_or_insert_default(), rest);
    }
    Some(match path {
        "born" => Slot::Day(&mut person.born),
        "sex" => Slot::Sex(&mut person.sex),
        _ => return named(&mut person.name, path),
    })
}

fn provider<'b>(provider: &'b mut Provider, path: &str) -> Option<Slot<'b>> {
    if let Some(rest) = path.strip_prefix("address.") {
        return address(provider.address.get_or_insert_default(), rest);
    }
    Some(match path {
        "name" => Slot::Organisation(&mut provider.name),
        "npi" => Slot::Text(&mut provider.npi),
        "taxonomy" => Slot::Text(&mut provider.taxonomy),
        "tax_id" => Slot::Tax(provider, false),
        "ssn" => Slot::Tax(provider, true),
        _ => return named(&mut provider.name, path),
    })
}

fn named<'b>(name: &'b mut Name, part: &str) -> Option<Slot<'b>> {
    Some(match part {
        "last" => Slot::Last(name),
        "first" => Slot::Text(&mut name.first),
        "middle" => Slot::Text(&mut name.middle),
        "suffix" => Slot::Text(&mut name.suffix),
        _ => return None,
    })
}

fn address<'b>(address: &'b mut Address, part: &str) -> Option<Slot<'b>> {
    Some(match part {
        "street" => Slot::Text(&mut address.street),
        "second" => Slot::Text(&mut address.second),
        "city" => Slot::Text(&mut address.city),
        "state" => Slot::Text(&mut address.state),
        "zip" => Slot::Number(&mut address.postal),
        "country" => Slot::Text(&mut address.country),
        _ => return None,
    })
}

fn coverage<'b>(coverage: &'b mut Coverage, path: &str) -> Option<Slot<'b>> {
    if let Some(rest) = path.strip_prefix("subscriber.") {
        return person(&mut coverage.subscriber, rest);
    }
    if let Some(rest) = path.strip_prefix("payer.address.") {
        return address(coverage.payer.address.get_or_insert_default(), rest);
    }
    Some(match path {
        "order" => Slot::Order(&mut coverage.order),
        "relationship" => Slot::OneOf(&mut coverage.relation, &RELATIONS),
        "group" => Slot::Text(&mut coverage.group),
        "plan" => Slot::Text(&mut coverage.plan),
        "medicare_secondary" => Slot::Text(&mut coverage.medicare_secondary),
        "type" => Slot::Text(&mut coverage.filing),
        "member_id" => Slot::Text(&mut coverage.member),
        "payer.name" => Slot::Text(&mut coverage.payer.name),
        "payer.id" => Slot::Text(&mut coverage.payer.id),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::who::paths;

    #[test]
    fn every_path_leads_somewhere_and_gives_back_what_was_put_there() {
        for path in paths() {
            let mut bill = Bill::default();
            let value = match path.rsplit('.').next().unwrap() {
                "born" | "accident_date" | "onset_date" | "last_period" | "discharged" => "2026-05-12",
                "sex" => "F",
                "order" => "secondary",
                "relationship" => "child",
                "signature_on_file" | "assignment" | "benefits_assigned" | "release" => "Y",
                "patient_paid" => "12.50",
                _ => "558021111",
            };
            assert_eq!(put(&mut bill, path, value), Ok(()), "{path}");
            assert_eq!(get(&mut bill, path), value, "{path}");
        }
        assert!(put(&mut Bill::default(), "patient.age", "7").is_err());
        assert!(put(&mut Bill::default(), "coverage.order", "fifth").is_err());
    }
}
