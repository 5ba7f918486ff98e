//! RT, LT and 50 on paired organs; FA-F9, TA-T9, E1-E4, LC LD LM RC RI on single parts.
//!
//! Authority: Medicare Claims Processing Manual ch. 12 §40.7 (bilateral surgery); NCCI Policy
//! Manual ch. I §E.1 (anatomic modifiers).

use super::operation::row;
use crate::desk::Case;
use crate::encounter::Encounter;
use crate::read::{Parts, Reading, Side};
use crate::service::{SIDE_IS_ASKED, Service};

const BILATERAL: &str = "CMS Claims Processing Manual ch. 12 §40.7";
const ANATOMIC: &str = "NCCI Policy Manual ch. I §E.1";

/// What a service is done on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum On {
    /// A paired organ; done on both sides it is one line with 50.
    Pair,
    /// A paired part that is imaged; both sides are two lines, RT and LT.
    Imaged,
    /// A finger, toe, lid or coronary artery; where the note names none, a side where paired.
    Part(Parts),
}

/// What services are done on, by the chapters that numbers are ordered in: first and last number.
const TAKES: &[(&str, &str, On)] = &[
    ("11730", "11732", On::Part(Parts::Digit)),
    ("11740", "11765", On::Part(Parts::Digit)),
    ("11970", "11971", On::Pair),
    ("15820", "15823", On::Part(Parts::Lid)),
    ("19000", "19499", On::Pair),
    ("20526", "20527", On::Pair),
    ("20550", "20551", On::Part(Parts::Finger)),
    ("20600", "20612", On::Pair),
    ("23000", "25999", On::Pair),
    ("26010", "26011", On::Part(Parts::Finger)),
    ("26055", "26060", On::Part(Parts::Finger)),
    ("26115", "26596", On::Part(Parts::Finger)),
    ("26600", "26615", On::Pair),
    ("26641", "26665", On::Part(Parts::Finger)),
    ("26670", "26686", On::Pair),
    ("26700", "26989", On::Part(Parts::Finger)),
    ("26990", "27899", On::Pair),
    ("28001", "28008", On::Pair),
    ("28010", "28011", On::Part(Parts::Toe)),
    ("28020", "28022", On::Pair),
    ("28024", "28024", On::Part(Parts::Toe)),
    ("28035", "28090", On::Pair),
    ("28092", "28092", On::Part(Parts::Toe)),
    ("28100", "28107", On::Pair),
    ("28108", "28108", On::Part(Parts::Toe)),
    ("28110", "28122", On::Pair),
    ("28124", "28126", On::Part(Parts::Toe)),
    ("28130", "28140", On::Pair),
    ("28150", "28160", On::Part(Parts::Toe)),
    ("28171", "28230", On::Pair),
    ("28232", "28234", On::Part(Parts::Toe)),
    ("28238", "28270", On::Pair),
    ("28272", "28286", On::Part(Parts::Toe)),
    ("28288", "28299", On::Pair),
    ("28300", "28309", On::Pair),
    ("28310", "28313", On::Part(Parts::Toe)),
    ("28315", "28485", On::Pair),
    ("28490", "28525", On::Part(Parts::Toe)),
    ("28530", "28615", On::Pair),
    ("28630", "28675", On::Part(Parts::Toe)),
    ("28705", "28740", On::Pair),
    ("28750", "28760", On::Part(Parts::Toe)),
    ("28800", "28805", On::Pair),
    ("28810", "28825", On::Part(Parts::Toe)),
    ("28890", "28899", On::Pair),
    ("29065", "29085", On::Pair),
    ("29105", "29126", On::Pair),
    ("29345", "29515", On::Pair),
    ("29800", "29916", On::Pair),
    ("30901", "30903", On::Pair),
    ("32551", "32557", On::Pair),
    ("36473", "36479", On::Pair),
    ("49491", "49525", On::Pair),
    ("49550", "49557", On::Pair),
    ("49650", "49651", On::Pair),
    ("50590", "50590", On::Pair),
    ("52320", "52356", On::Pair),
    ("54500", "54699", On::Pair),
    ("62320", "62327", On::Pair),
    ("64400", "64455", On::Pair),
    ("64479", "64484", On::Pair),
    ("64490", "64495", On::Pair),
    ("64633", "64636", On::Pair),
    ("64702", "64727", On::Pair),
    ("65091", "67299", On::Pair),
    ("67700", "67999", On::Part(Parts::Lid)),
    ("68020", "68899", On::Pair),
    ("69000", "69799", On::Pair),
    ("73000", "73140", On::Imaged),
    ("73200", "73225", On::Imaged),
    ("73501", "73502", On::Imaged),
    ("73551", "73660", On::Imaged),
    ("73700", "73725", On::Imaged),
    ("76641", "76642", On::Imaged),
    ("76881", "76882", On::Imaged),
    ("77065", "77065", On::Imaged),
    ("92920", "92944", On::Part(Parts::Artery)),
    ("92978", "92979", On::Part(Parts::Artery)),
    ("93571", "93572", On::Part(Parts::Artery)),
    ("93926", "93926", On::Imaged),
    ("93931", "93931", On::Imaged),
    ("93971", "93971", On::Imaged),
    ("G0289", "G0289", On::Pair),
];

/// Numbers within those chapters that are of both sides by themselves, or of no side.
const NEITHER: &[&str] =
    &["62320", "62321", "62322", "62323", "64451", "73050", "73521", "73522", "73523"];

/// Whether a modifier names a place on the body.
pub(in crate::set) fn is_place(modifier: &str) -> bool {
    SITES.contains(&modifier)
}

fn on(number: &str) -> Option<On> {
    if NEITHER.contains(&number) {
        return None;
    }
    TAKES.iter().find(|(first, last, _)| (*first..=*last).contains(&number)).map(|(.., on)| *on)
}

/// Modifiers of this file.
const SITES: &[&str] = &[
    "RT", "LT", "50", "FA", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "TA", "T1", "T2",
    "T3", "T4", "T5", "T6", "T7", "T8", "T9", "E1", "E2", "E3", "E4", "LC", "LD", "LM", "RC", "RI",
];

pub(super) fn apply(case: &mut Case<'_>) {
    let mut more = Vec::new();
    let (reading, visit) = (&case.reading, case.visit);
    for service in case.services.iter_mut().filter(|s| s.is_reported() && !s.tokens.is_empty()) {
        let asked = service.reasons.iter().any(|r| r == SIDE_IS_ASKED);
        if asked || service.modifiers.iter().any(|m| SITES.contains(m)) {
            continue;
        }
        let paired = || is_paired(visit, service).then_some(On::Pair);
        let Some(on) = on(service.code.compact()).or_else(paired) else { continue };
        if let On::Part(parts) = on {
            if let Some(modifier) = reading.part(&service.tokens, parts) {
                more.extend(further(reading, service, parts, modifier));
                service.modify(modifier, format!("{modifier}: the part that is named"), ANATOMIC);
                continue;
            }
            if parts == Parts::Artery {
                continue;
            }
        }
        more.extend(sided(service, reading.side(&service.tokens), on));
    }
    let known = |m: &Service| {
        let same = |s: &&Service| s.is_reported() && s.code == m.code && s.modifiers == m.modifiers;
        case.services.iter().any(|s| same(&s))
    };
    more.retain(|m| !known(m));
    case.services.extend(more);
}

/// A line for each further finger or toe that is named beside the first.
fn further(reading: &Reading<'_>, service: &Service, parts: Parts, first: &str) -> Vec<Service> {
    const EACH: &[(&str, &str)] = &[("26010", "26989"), ("28010", "28011"), ("28092", "28286")];
    let number = service.code.compact();
    let each = EACH.iter().any(|(a, b)| (*a..=*b).contains(&number));
    if !each || service.units != 1 {
        return Vec::new();
    }
    let all = reading.parts_in_a_row(&service.tokens, parts);
    let line = |m: &&'static str| {
        let mut other = service.clone();
        other.modify(m, format!("{m}: a further part that is named"), ANATOMIC);
        other
    };
    if all.contains(&first) {
        all.iter().filter(|m| **m != first).map(line).collect()
    } else {
        Vec::new()
    }
}

/// Whether the schedule pays an operation anew on the other side (its bilateral indicator is 1): then
/// one side is told by its modifier.
fn is_paired(visit: &Encounter<'_>, service: &Service) -> bool {
    let surgery = ("10004"..="69990").contains(&service.code.compact());
    let known = NEITHER.contains(&service.code.compact());
    surgery && !known && row(visit, &service.code).is_some_and(|r| r.bilateral == b'1')
}

/// Puts the side on a service; the other side's line where both are imaged.
fn sided(service: &mut Service, side: Option<Side>, on: On) -> Option<Service> {
    match (side?, on) {
        (Side::Left, _) => service.modify("LT", "LT: left", ANATOMIC),
        (Side::Right, _) => service.modify("RT", "RT: right", ANATOMIC),
        (Side::Both, On::Imaged) => {
            let mut left = service.clone();
            left.modify("LT", "LT: the left of both sides", ANATOMIC);
            service.modify("RT", "RT: the right of both sides", ANATOMIC);
            return Some(left);
        }
        (Side::Both, _) => service.modify("50", "50: done on both sides at this visit", BILATERAL),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_stand_in_order_and_do_not_overlap() {
        assert!(TAKES.windows(2).all(|w| w[0].1 < w[1].0), "{TAKES:?}");
    }

    #[test]
    fn a_joint_has_a_side_and_an_epidural_between_laminae_has_none() {
        assert_eq!(on("20610"), Some(On::Pair));
        assert_eq!(on("62323"), None);
        assert_eq!(on("99213"), None);
    }

    #[test]
    fn a_bone_of_hand_or_foot_is_no_finger_or_toe() {
        for number in ["26600", "26615", "28470", "28485", "28615", "28730", "28805"] {
            assert_eq!(on(number), Some(On::Pair), "{number}");
        }
        for (number, part) in [("26750", Parts::Finger), ("28510", Parts::Toe), ("28820", Parts::Toe)] {
            assert_eq!(on(number), Some(On::Part(part)), "{number}");
        }
    }
}
