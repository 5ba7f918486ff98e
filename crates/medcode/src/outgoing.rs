//! Which installed releases go out of force soon, or have, and does another one follow?

use medcode_model::{CodeSystem, Date, ReleaseId};

/// What happens to the newest installed release of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has ended and nothing that follows is installed.
    Ended,
    /// It ends soon and nothing that follows is installed.
    EndsSoon,
    /// The one that follows is installed and holds soon.
    ChangesSoon,
}

/// A release that goes out of force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The release.
    pub release: ReleaseId,
    /// Its last day.
    pub last: Date,
    /// What happens.
    pub standing: Standing,
    /// The one that follows, where it is installed.
    pub successor: Option<ReleaseId>,
}

/// The releases that go out of force within so many days, or have, one a system at most. A release
/// ends with the publisher's own period (ICD-10: 30 September; HCPCS: the quarter), or the day before
/// the next one begins.
#[must_use]
pub fn outgoing(installed: &[ReleaseId], today: Date, within: u32) -> Vec<Outgoing> {
    let systems = [CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs, CodeSystem::Cpt];
    systems.into_iter().filter_map(|system| of_system(installed, system, today, within)).collect()
}

fn of_system(installed: &[ReleaseId], system: CodeSystem, today: Date, within: u32) -> Option<Outgoing> {
    let own = || installed.iter().filter(|id| id.system == system).copied();
    let release = own().filter(|id| id.from <= today).max()?;
    let successor = own().filter(|id| id.from > today).min();
    let own_end = release.own_end();
    let last = successor.map_or(own_end, |next| own_end.min(Date::from_days(next.from.days() - 1)));
    let left = last.days().checked_sub(today.days());
    let standing = match (left, successor) {
        (None, None) => Standing::Ended,
        (Some(left), None) if left <= within => Standing::EndsSoon,
        (Some(left), Some(_)) if left <= within => Standing::ChangesSoon,
        // Between its end and the next one nothing is in force.
        (None, Some(_)) => Standing::Ended,
        _ => return None,
    };
    Some(Outgoing { release, last, standing, successor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_told_before_its_end_after_it_and_where_another_follows() {
        let id = |system, from: &str| ReleaseId { system, from: from.parse().unwrap() };
        let cm = |from| id(CodeSystem::Icd10Cm, from);
        let told = |installed: &[ReleaseId], today: &str| {
            let found = outgoing(installed, today.parse().unwrap(), 30);
            found.first().map(|o| (o.last.to_string(), o.standing))
        };
        let april = [cm("2025-10-01"), cm("2026-04-01")];
        assert_eq!(told(&april, "2026-05-12"), None);
        assert_eq!(told(&april, "2026-08-30"), None);
        let end = || "2026-09-30".to_owned();
        assert_eq!(told(&april, "2026-08-31"), Some((end(), Standing::EndsSoon)));
        assert_eq!(told(&april, "2026-09-30"), Some((end(), Standing::EndsSoon)));
        assert_eq!(told(&april, "2026-10-01"), Some((end(), Standing::Ended)));
        let both = [cm("2026-04-01"), cm("2026-10-01")];
        assert_eq!(told(&both, "2026-09-15"), Some((end(), Standing::ChangesSoon)));
        assert_eq!(told(&both, "2026-10-01"), None);
        // The April release cuts the one of October short.
        let march = Some(("2026-03-31".to_owned(), Standing::ChangesSoon));
        assert_eq!(told(&april, "2026-03-20"), march);
        let hcpcs = [id(CodeSystem::Hcpcs, "2026-01-01")];
        assert_eq!(told(&hcpcs, "2026-05-12"), Some(("2026-03-31".to_owned(), Standing::Ended)));
        assert_eq!(told(&[], "2026-05-12"), None);
    }
}
