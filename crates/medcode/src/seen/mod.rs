//! Which claims of a file have been there before?

mod filter;
mod prints;
mod run;

use medcode_model::{Claim, CodeSaid};
use medcode_rules::Repeated;
use prints::Prints;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

/// What is kept of the claims of a file: two numbers of eight bytes each, the latest of them in
/// memory, all others in temporary files. A file of any length takes the same memory.
#[derive(Default)]
pub struct FileSeen {
    prints: Prints,
}

impl FileSeen {
    /// What a claim has in common with those before it. Voids, replacements and claims without a
    /// charge or a patient are not compared.
    ///
    /// # Errors
    /// When a temporary file cannot be written or read.
    pub fn look(&mut self, claim: &Claim) -> io::Result<Repeated> {
        let original = !matches!(&*claim.frequency, "7" | "8");
        let billed = claim.charge.is_some() || claim.lines.iter().any(|l| l.charge.is_some());
        if !original || !billed {
            return Ok(Repeated::default());
        }
        let told = !claim.patient.key.is_empty() || claim.patient.born.is_some();
        Ok(Repeated {
            number: !claim.id.is_empty() && !self.prints.insert(hash(("number", &*claim.id)))?,
            content: told && !self.prints.insert(content(claim))?,
        })
    }
}

fn hash(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Everything that is billed, for whom and by whom.
fn content(claim: &Claim) -> u64 {
    let code = |c: &CodeSaid| c.text.clone();
    let npi = |n: &Option<medcode_model::Npi>| n.as_ref().map(|n| n.text.clone());
    let patient = &claim.patient;
    let who = hash((&patient.key, patient.born, patient.age, patient.sex, &claim.payer));
    let by = hash((npi(&claim.billing), npi(&claim.rendering)));
    let frame = hash((
        claim.kind,
        &claim.place,
        &claim.frequency,
        claim.charge,
        (claim.from, claim.to, claim.admitted),
    ));
    let diagnoses = claim.diagnoses.iter().map(|d| hash((d.role, code(&d.code), d.poa)));
    let procedures = claim.procedures.iter().map(|p| hash((code(&p.code), p.date)));
    let lines = claim.lines.iter().map(|l| {
        let service = hash((l.code.as_ref().map(code), &l.modifiers, &l.revenue, &l.ndc));
        let amount = hash((l.quantity, &l.unit, l.charge, l.from, l.to));
        hash((service, amount, &l.place, &l.pointers, npi(&l.rendering)))
    });
    hash((
        (who, by, frame),
        diagnoses.collect::<Vec<_>>(),
        procedures.collect::<Vec<_>>(),
        lines.collect::<Vec<_>>(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use medcode_model::{Cents, Date, Patient};

    fn claim(id: &str, born: u16) -> Claim {
        Claim {
            id: id.into(),
            frequency: "1".into(),
            charge: Some(Cents(100)),
            patient: Patient { born: Date::new(born, 1, 1), ..Patient::default() },
            ..Claim::default()
        }
    }

    #[test]
    fn what_comes_twice_is_told_and_what_differs_is_not() {
        let mut seen = FileSeen::default();
        let told = |r: std::io::Result<Repeated>| r.map(|r| (r.number, r.content)).unwrap();
        assert_eq!(told(seen.look(&claim("A", 1950))), (false, false));
        assert_eq!(told(seen.look(&claim("B", 1950))), (false, true));
        assert_eq!(told(seen.look(&claim("A", 1951))), (true, false));
        assert_eq!(told(seen.look(&claim("C", 1952))), (false, false));
        let void = Claim { frequency: "8".into(), ..claim("A", 1950) };
        assert_eq!(told(seen.look(&void)), (false, false));
    }

    #[test]
    fn claims_whose_numbers_went_to_disk_are_remembered() {
        let mut far = FileSeen { prints: Prints::bounded(3, 8) };
        let mut near = FileSeen::default();
        for n in (0..40).chain(20..60).chain([0, 59]) {
            let claim = claim(&format!("N{}", n % 25), 1900 + n);
            let (far, near) = (far.look(&claim).unwrap(), near.look(&claim).unwrap());
            assert_eq!((far.number, far.content), (near.number, near.content), "{n}");
        }
    }
}
