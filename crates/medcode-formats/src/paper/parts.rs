//! Parts of boxes that the forms share: names, addresses, days.

use medcode_model::{Address, Bill, Cents, Claim, Date, Name, Npi, Provider, ProviderRole, Sex};

/// `LAST, FIRST M`; an organisation as it is.
pub(super) fn name(name: &Name) -> String {
    let given = [&name.first, &name.middle].map(|g| g.trim()).join(" ");
    let last = [&*name.last, &*name.suffix].map(str::trim).join(" ");
    match given.trim() {
        "" => last.trim().to_owned(),
        given => format!("{}, {given}", last.trim()),
    }
}

/// Street, then city, state and postal code.
pub(super) fn address(address: Option<&Address>) -> Vec<String> {
    let Some(a) = address else { return vec![String::new(), String::new()] };
    let street = [&*a.street, &*a.second].map(str::trim).join(" ");
    let postal = match (a.postal.get(..5), a.postal.get(5..)) {
        (Some(zip), Some(more)) if more.len() == 4 => format!("{zip}-{more}"),
        _ => a.postal.to_string(),
    };
    let city = [&*a.city, &*a.state, &postal, &*a.country].map(str::trim).join(" ");
    vec![street.trim().to_owned(), city.trim().to_owned()]
}

/// `05/12/2026`.
pub(super) fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, |d| {
        let (y, m, d) = d.parts();
        format!("{m:02}/{d:02}/{y:04}")
    })
}

/// From and to; one day once.
pub(super) fn days(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(a), Some(b)) if a != b => format!("{} - {}", day(from), day(to)),
        _ => day(from.or(to)),
    }
}

pub(super) fn sex(sex: Option<Sex>) -> &'static str {
    match sex {
        Some(Sex::Female) => "F",
        Some(Sex::Male) => "M",
        None => "",
    }
}

pub(super) fn cents(amount: Option<Cents>) -> String {
    amount.map_or_else(String::new, |c| c.to_string())
}

pub(super) fn npi(number: Option<&Npi>) -> String {
    number.map_or_else(String::new, |n| n.text.to_string())
}

/// The bill, or an empty one.
pub(super) fn bill(claim: &Claim) -> std::borrow::Cow<'_, Bill> {
    match claim.bill.as_deref() {
        Some(bill) => std::borrow::Cow::Borrowed(bill),
        None => std::borrow::Cow::Owned(Bill::default()),
    }
}

/// Name, address and number of a provider.
pub(super) fn provider(bill: &Bill, role: ProviderRole) -> Vec<String> {
    let Some(p) = bill.provider(role) else { return vec![String::new(); 4] };
    let mut out = vec![name(&p.name)];
    out.extend(address(p.address.as_ref()));
    out.push(format!("NPI {}", p.npi).trim_end_matches("NPI ").to_owned());
    out
}

/// Name and number on one line.
pub(super) fn signed(provider: Option<&Provider>) -> String {
    provider.map_or_else(String::new, |p| format!("{}  NPI {}", name(&p.name), p.npi))
}

/// The letter of a diagnosis, from 1.
pub(super) fn letter(pointer: u8) -> char {
    char::from(b'A' + pointer.saturating_sub(1).min(25))
}
