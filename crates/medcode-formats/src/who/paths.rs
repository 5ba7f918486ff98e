//! Which paths are there?

use std::collections::HashMap;
use std::sync::OnceLock;

const ADDRESS: [&str; 6] = ["street", "second", "city", "state", "zip", "country"];
const PERSON: [&str; 6] = ["last", "first", "middle", "suffix", "born", "sex"];
const PROVIDER: [&str; 8] = ["name", "last", "first", "middle", "suffix", "taxonomy", "tax_id", "ssn"];
const PROVIDERS: [&str; 8] = [
    "billing_provider",
    "referring_provider",
    "rendering_provider",
    "attending_provider",
    "operating_provider",
    "other_operating_provider",
    "service_facility",
    "supervising_provider",
];
const COVERAGE: [&str; 9] = [
    "order",
    "relationship",
    "group",
    "plan",
    "medicare_secondary",
    "type",
    "member_id",
    "payer.name",
    "payer.id",
];
/// Of the claim and its file.
const CLAIM: [&str; 26] = [
    "submitter.name",
    "submitter.id",
    "submitter.contact",
    "submitter.phone",
    "submitter.email",
    "receiver.name",
    "receiver.id",
    "authorisation",
    "referral",
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
    "stay.admission_type",
    "stay.admission_source",
    "stay.admission_time",
    "stay.discharge_time",
];

/// Every path, in the order they are written.
pub fn paths() -> &'static [String] {
    static PATHS: OnceLock<Vec<String>> = OnceLock::new();
    PATHS.get_or_init(|| {
        let mut out: Vec<String> = Vec::new();
        let mut add = |head: &str, leaves: &[&str]| {
            out.extend(leaves.iter().map(|leaf| format!("{head}{leaf}")));
        };
        add("", &CLAIM);
        for person in ["patient.", "coverage.subscriber.", "other_coverage.subscriber."] {
            add(person, &PERSON);
            add(&format!("{person}address."), &ADDRESS);
        }
        for provider in PROVIDERS {
            add(&format!("{provider}."), &PROVIDER);
            // Those of billing and rendering providers are members and columns of the claim.
            add(&format!("{provider}."), &["npi"]);
            add(&format!("{provider}.address."), &ADDRESS);
        }
        for coverage in ["coverage.", "other_coverage."] {
            add(coverage, &COVERAGE);
            add(&format!("{coverage}payer.address."), &ADDRESS);
        }
        add("pay_to.", &ADDRESS);
        out
    })
}

/// The column of a path: `coverage.subscriber.address.city` is `subscriber_city`.
fn column_of(path: &str) -> String {
    let path = path.replace("address.", "");
    let short = ["coverage.subscriber.", "coverage.payer."].iter().find_map(|long| {
        let (before, rest) = path.split_once(long)?;
        Some(format!("{before}{}{rest}", &long["coverage.".len()..]))
    });
    short.unwrap_or(path).replace('.', "_")
}

/// The name of the column of a path, by its number.
pub(crate) fn name(path: u16) -> String {
    paths().get(usize::from(path)).map_or_else(String::new, |p| column_of(p))
}

/// The path of a column, by its name folded to letters and digits.
pub(crate) fn column(folded: &str) -> Option<u16> {
    static COLUMNS: OnceLock<HashMap<String, u16>> = OnceLock::new();
    let columns = COLUMNS.get_or_init(|| {
        let fold = |p: &String| column_of(p).chars().filter(char::is_ascii_alphanumeric).collect();
        (0..).zip(paths()).map(|(n, path)| (fold(path), n)).collect()
    });
    columns.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_a_column_of_its_own() {
        for (n, path) in (0..).zip(paths()) {
            let folded: String = name(n).chars().filter(char::is_ascii_alphanumeric).collect();
            assert_eq!(column(&folded), Some(n), "{path}");
        }
        assert_eq!(column_of("coverage.subscriber.address.city"), "subscriber_city");
        assert_eq!(column_of("other_coverage.payer.name"), "other_payer_name");
        assert_eq!(column_of("coverage.member_id"), "coverage_member_id");
        assert_eq!(column_of("billing_provider.address.zip"), "billing_provider_zip");
    }
}
