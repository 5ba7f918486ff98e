//! What does the standard ask for that a claim does not have?

use medcode_model::{Address, Bill, Claim, ClaimKind, Coverage, Name, Person, Provider, ProviderRole};

/// What a claim lacks to be written, by the names that the file of billing facts uses
/// (`docs/writing-claims.md`).
#[must_use]
pub fn lacks(claim: &Claim, kind: ClaimKind) -> Vec<String> {
    let none = Bill::default();
    let bill = claim.bill.as_deref().unwrap_or(&none);
    let mut out = Lacks(Vec::new());
    out.of_claim(claim, kind);
    out.sender(bill);
    out.providers(bill, claim, kind);
    out.coverages(bill);
    out.patient(bill, claim);
    out.0
}

struct Lacks(Vec<String>);

impl Lacks {
    fn ask(&mut self, has: bool, path: impl Into<String>) {
        if !has {
            self.0.push(path.into());
        }
    }

    fn name(&mut self, name: &Name, path: &str) {
        if name.person {
            self.ask(!name.last.is_empty(), format!("{path}.last"));
            self.ask(!name.first.is_empty(), format!("{path}.first"));
        } else {
            self.ask(!name.last.is_empty(), format!("{path}.name"));
        }
    }

    fn address(&mut self, address: Option<&Address>, path: &str) {
        let Some(a) = address else { return self.ask(false, format!("{path}.address")) };
        self.ask(!a.street.is_empty(), format!("{path}.address.street"));
        self.ask(!a.city.is_empty(), format!("{path}.address.city"));
        if a.country.is_empty() || &*a.country == "US" {
            self.ask(!a.state.is_empty(), format!("{path}.address.state"));
            self.ask(!a.postal.is_empty(), format!("{path}.address.zip"));
        }
    }

    fn of_claim(&mut self, claim: &Claim, kind: ClaimKind) {
        self.ask(!claim.id.is_empty(), "claim.id");
        self.ask(!claim.place.is_empty(), place(kind));
        self.ask(!claim.frequency.is_empty(), "claim.frequency");
        self.ask(!claim.diagnoses.is_empty(), "diagnoses");
        self.ask(!claim.lines.is_empty(), "charges");
        for (n, line) in claim.lines.iter().enumerate() {
            let path = format!("charges[{n}]");
            self.ask(line.charge.is_some(), format!("{path}.amount"));
            self.ask(line.quantity.is_some(), format!("{path}.units"));
            if kind == ClaimKind::Institutional {
                self.ask(line.revenue.is_some(), format!("{path}.revenue"));
            } else {
                self.ask(line.code.is_some(), format!("{path}.code"));
                self.ask(line.from.is_some(), format!("{path}.date"));
                self.ask(!line.pointers.is_empty(), format!("{path}.pointers"));
            }
        }
        if kind == ClaimKind::Institutional {
            self.ask(claim.from.is_some() && claim.to.is_some(), "stay.from");
            self.ask(!claim.discharge_status.is_empty(), "stay.discharge_status");
        }
    }

    fn sender(&mut self, bill: &Bill) {
        self.name(&bill.submitter, "submitter");
        self.ask(!bill.submitter_id.is_empty(), "submitter.id");
        let reached = !bill.contact.phone.is_empty() || !bill.contact.email.is_empty();
        self.ask(reached, "submitter.contact.phone");
        self.ask(!bill.receiver.is_empty(), "receiver.name");
        self.ask(!bill.receiver_id.is_empty(), "receiver.id");
    }

    fn providers(&mut self, bill: &Bill, claim: &Claim, kind: ClaimKind) {
        match bill.provider(ProviderRole::Billing) {
            Some(billing) => {
                self.provider(billing);
                if kind == ClaimKind::Institutional {
                    self.ask(!billing.name.person, "billing_provider.name");
                }
                self.address(billing.address.as_ref(), "billing_provider");
                self.ask(!billing.tax.is_empty(), "billing_provider.tax_id");
            }
            None => self.ask(false, "billing_provider"),
        }
        if kind == ClaimKind::Institutional && claim.is_inpatient() {
            self.ask(bill.provider(ProviderRole::Attending).is_some(), "attending_provider");
        }
        for provider in bill.providers.iter().filter(|p| p.role != ProviderRole::Billing) {
            self.provider(provider);
            if provider.role == ProviderRole::Facility {
                self.address(provider.address.as_ref(), &path(provider.role));
            }
        }
    }

    fn provider(&mut self, provider: &Provider) {
        let path = path(provider.role);
        self.name(&provider.name, &path);
        if provider.role != ProviderRole::Facility {
            self.ask(!provider.npi.is_empty(), format!("{path}.npi"));
        }
    }

    fn coverages(&mut self, bill: &Bill) {
        self.coverage(&bill.coverage, &of(&bill.coverage));
        for other in &bill.others {
            let path = of(other);
            self.coverage(other, &path);
            self.ask(!other.relation.is_empty(), format!("{path}.relationship"));
        }
        self.ask(bill.assignment.is_some(), "claim.assignment");
        self.ask(bill.benefits_assigned.is_some(), "claim.benefits_assigned");
        self.ask(bill.release.is_some(), "claim.release");
    }

    fn coverage(&mut self, coverage: &Coverage, path: &str) {
        self.ask(coverage.order.is_some(), format!("{path}.order"));
        self.ask(!coverage.payer.name.is_empty(), format!("{path}.payer.name"));
        self.ask(!coverage.payer.id.is_empty(), format!("{path}.payer.id"));
        self.ask(!coverage.member.is_empty(), format!("{path}.member_id"));
        self.name(&coverage.subscriber.name, &format!("{path}.subscriber"));
    }

    fn patient(&mut self, bill: &Bill, claim: &Claim) {
        let subscriber = format!("{}.subscriber", of(&bill.coverage));
        let (person, path): (&Person, &str) = match &bill.patient {
            Some(patient) => (patient, "patient"),
            // The subscriber is somebody else: the patient is told apart.
            None if !matches!(&*bill.coverage.relation, "" | "18") => {
                return self.ask(false, "patient".to_owned());
            }
            None => (&bill.coverage.subscriber, &subscriber),
        };
        if bill.patient.is_some() {
            self.name(&person.name, path);
            self.ask(!bill.coverage.relation.is_empty(), format!("{}.relationship", of(&bill.coverage)));
        }
        self.address(person.address.as_ref(), path);
        self.ask(person.born.or(claim.patient.born).is_some(), format!("{path}.born"));
    }
}

/// A coverage by its order.
fn of(coverage: &Coverage) -> String {
    let order = match coverage.order {
        Some('P') | None => "primary",
        Some('S') => "secondary",
        Some('T') => "tertiary",
        Some(_) => "another",
    };
    format!("coverage({order})")
}

const fn place(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Institutional => "claim.type_of_bill",
        _ => "claim.place_of_service",
    }
}

fn path(role: ProviderRole) -> String {
    match role {
        ProviderRole::Facility => "service_facility".to_owned(),
        other => format!("{}_provider", other.id()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_claim_lacks_what_no_claim_may_lack() {
        let said = lacks(&Claim::default(), ClaimKind::Professional);
        for path in ["claim.id", "billing_provider", "coverage(primary).payer.id", "receiver.id"] {
            assert!(said.iter().any(|s| s == path), "{path}: {said:?}");
        }
    }
}
