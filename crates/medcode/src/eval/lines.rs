//! Which answer belongs to which label? One to one, the better fitting lines first.

use super::judge::{Answer, Matched};
use super::set::Gold;
use medcode_model::CodeSystem;

/// Pairs answers with labels. The same code may stand on several lines: those with the
/// labelled modifiers and billing context are paired first, then those with the modifiers,
/// then with the units, then the rest; required labels before tolerated ones.
pub(super) fn pair(gold: &[&Gold], ours: &[Answer<'_>]) -> Vec<Matched> {
    let mut out = vec![Matched::None; ours.len()];
    let mut taken = vec![false; gold.len()];
    for degree in (0..=4).rev() {
        for required in [true, false] {
            for (n, answer) in ours.iter().enumerate() {
                if out[n] != Matched::None {
                    continue;
                }
                let fits = |g: &usize| {
                    let label = gold[*g];
                    !taken[*g] && label.required == required && fit(label, answer) == Some(degree)
                };
                if let Some(g) = (0..gold.len()).find(fits) {
                    taken[g] = true;
                    out[n] = Matched::Label(g);
                }
            }
        }
    }
    for (n, answer) in ours.iter().enumerate() {
        // A second line of a service is one service too many; a second diagnosis that an
        // alternative allows is not.
        let diagnosis = answer.code.system() == CodeSystem::Icd10Cm;
        let known = gold.iter().any(|g| g.accepts(&answer.code));
        if out[n] == Matched::None && diagnosis && known {
            out[n] = Matched::Again;
        }
    }
    out
}

/// How well a line fits a label: `None` where the code is another.
fn fit(gold: &Gold, ours: &Answer<'_>) -> Option<u8> {
    if !gold.accepts(&ours.code) {
        return None;
    }
    let exact = u8::from(gold.code == ours.code);
    let modifiers = modifiers_fit(gold, ours);
    let context = gold.billing_context.is_none_or(|c| ours.billing_context.is_none_or(|o| o == c));
    let units = gold.units.is_none_or(|u| ours.units.unwrap_or(1) == u);
    Some(match (modifiers, context) {
        (true, true) => 3 + exact,
        (true, false) => 2,
        (false, _) => u8::from(units),
    })
}

/// Whether a line has the labelled modifiers, and no others than the tolerated. The
/// subsets of 59 (XE, XP, XS, XU) stand for it where they are tolerated.
pub(super) fn modifiers_fit(gold: &Gold, ours: &Answer<'_>) -> bool {
    let Some(wanted) = &gold.modifiers else { return true };
    let have = ours.modifiers;
    let subset = |m: &String| m.starts_with('X') && gold.modifiers_optional.contains(m);
    wanted.iter().all(|m| have.contains(m) || m == "59" && have.iter().any(subset))
        && have.iter().all(|m| wanted.contains(m) || gold.modifiers_optional.contains(m))
}

#[cfg(test)]
mod tests {
    use super::*;
    use medcode_model::{BillingContext, Code, Coded, Suggestion};

    fn cpt(text: &str) -> Code {
        Code::new(CodeSystem::Cpt, text).expect("a number")
    }

    fn label(code: &str, modifiers: &[&str], optional: &[&str], required: bool) -> Gold {
        let owned = |m: &[&str]| m.iter().map(|m| (*m).to_owned()).collect::<Vec<_>>();
        Gold {
            modifiers: Some(owned(modifiers)),
            modifiers_optional: owned(optional),
            required,
            ..Gold::plain(cpt(code))
        }
    }

    fn line(code: &str, modifiers: &[&str]) -> Suggestion {
        let coded = Coded {
            code: cpt(code),
            title: String::new(),
            evidence: vec![],
            path: vec![],
            path_source: String::new(),
        };
        Suggestion {
            coded,
            rank: 1,
            confidence: 0.5,
            reasons: vec![],
            authority: vec![],
            modifiers: modifiers.iter().map(|m| (*m).to_owned()).collect(),
            units: None,
            pointers: vec![],
            poa: None,
            billing_context: None,
        }
    }

    fn paired(gold: &[Gold], ours: &[Suggestion]) -> Vec<Matched> {
        let gold: Vec<_> = gold.iter().collect();
        let ours: Vec<_> = ours.iter().map(Answer::from).collect();
        pair(&gold, &ours)
    }

    #[test]
    fn two_lines_of_a_code_go_to_the_labels_with_their_modifiers() {
        let gold = [label("11102", &[], &[], true), label("11102", &["59"], &["XS"], true)];
        let ours = [line("11102", &["XS"]), line("11102", &[])];
        assert_eq!(paired(&gold, &ours), [Matched::Label(1), Matched::Label(0)]);
    }

    #[test]
    fn a_tolerated_modifier_fits_and_an_unlabelled_one_does_not() {
        let gold = label("20610", &["RT"], &["25"], true);
        let fits = |line: Suggestion| modifiers_fit(&gold, &Answer::from(&line));
        assert!(fits(line("20610", &["RT", "25"])));
        assert!(!fits(line("20610", &["RT", "59"])));
        assert!(!fits(line("20610", &["25"])));
    }

    #[test]
    fn a_service_too_many_is_wrong_and_wrong_modifiers_still_find_the_code() {
        let gold = [label("20610", &["RT"], &[], true)];
        let ours = [line("20610", &["LT"]), line("20610", &["RT"])];
        assert_eq!(paired(&gold, &ours), [Matched::None, Matched::Label(0)]);
        assert_eq!(paired(&gold, &ours[..1]), [Matched::Label(0)]);
    }

    #[test]
    fn a_facility_line_goes_to_the_tolerated_facility_label() {
        let mut facility = label("96372", &[], &[], false);
        facility.billing_context = Some(BillingContext::Facility);
        let mut professional = label("96372", &[], &[], true);
        professional.billing_context = Some(BillingContext::Professional);
        let mut ours = line("96372", &[]);
        ours.billing_context = Some(BillingContext::Facility);
        assert_eq!(paired(&[professional, facility], &[ours]), [Matched::Label(1)]);
    }
}
