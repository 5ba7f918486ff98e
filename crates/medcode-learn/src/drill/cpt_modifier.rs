//! Drill: choose the CPT modifier. By the indicators of the Medicare fee schedule and the pairs of the
//! NCCI; no descriptor is needed.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use medcode::kb::query::Table;
use medcode::kb::tables::pfs::PfsRow;
use medcode::kb::tables::ptp::PtpSetting;
use medcode_model::Code;

/// What a physician did of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// Interpretation and report alone.
    Professional,
    /// Equipment and staff alone.
    Technical,
    /// Both.
    Both,
}

/// A modifier with the values of its indicator: what is said of them.
type Indicator = (&'static str, fn(&PfsRow) -> u8, [(u8, &'static str); 4]);

/// By the MPFS: bilateral surgery, assistant at surgery, co-surgeons, team surgery.
const INDICATORS: [Indicator; 4] = [
    (
        "50",
        |r| r.bilateral,
        [
            (b'0', "no adjustment: one side is paid, even where both are done"),
            (b'1', "150 % are paid for both sides"),
            (b'2', "no adjustment: the amount is for both sides already"),
            (b'3', "each side is paid in full"),
        ],
    ),
    (
        "80",
        |r| r.assistant,
        [
            (b'0', "an assistant is paid if papers show the need"),
            (b'1', "an assistant is not paid, by statute"),
            (b'2', "an assistant is paid"),
            (b'9', "the concept does not apply"),
        ],
    ),
    (
        "62",
        |r| r.co_surgeon,
        [
            (b'0', "co-surgeons are not paid"),
            (b'1', "co-surgeons are paid if papers show the need for two"),
            (b'2', "co-surgeons of two specialties are paid without papers"),
            (b'9', "the concept does not apply"),
        ],
    ),
    (
        "66",
        |r| r.team,
        [
            (b'0', "a team of surgeons is not paid"),
            (b'1', "a team is paid if papers show the need, by report"),
            (b'2', "a team is paid, by report"),
            (b'9', "the concept does not apply"),
        ],
    ),
];

const MANUAL: &str = "CMS Claims Processing Manual ch. 12";

impl Bench<'_> {
    pub(super) fn cpt_modifier(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let drawn = ["component", "indicator", "visit", "again", "pair"][rng.below(5)];
        match topic.unwrap_or(Topic::rule(drawn)?) {
            own @ Topic::Rule("component") => self.component(own, rng),
            own @ Topic::Rule("indicator") => self.indicator(own, rng),
            own @ Topic::Rule("visit" | "again") => self.around(own, rng),
            own @ Topic::Rule("pair") => self.ncci_pair(own, rng),
            _ => None,
        }
    }

    fn component(&self, topic: Topic, rng: &mut Rng) -> Option<Drill> {
        let code = *rng.pick(&self.fees().components)?;
        let indicator = self.tables()?.pfs(&code)?.pc_tc;
        let all = [
            (Component::Professional, "reads the test in a hospital, whose equipment and staff made it"),
            (Component::Technical, "has the equipment and the staff; someone else interprets"),
            (Component::Both, "makes the test in the office and interprets it"),
        ];
        let (part, says) = *rng.pick(&all)?;
        // A code that is one component by itself is not reported for the other.
        let right = match (indicator, part) {
            (b'1', Component::Professional) => "26",
            (b'1', Component::Technical) => "TC",
            (b'1', Component::Both) | (b'2', Component::Professional) | (b'3', Component::Technical) => {
                "none"
            }
            _ => return None,
        };
        let by = match indicator {
            b'1' => "indicator 1: both components, told apart by 26 and TC",
            b'2' => "indicator 2: professional by itself, without a modifier",
            _ => "indicator 3: technical by itself, without a modifier",
        };
        let option = |id: &str| {
            let why = match id {
                "26" => "26: the professional component of a code that has both",
                "TC" => "TC: the technical component of a code that has both",
                "none" => "None: the whole service, or a code that is one component by itself",
                _ => "52: a service that was reduced; a component is none",
            };
            choice(if id == "none" { "no modifier" } else { id }, format!("{why}. {code} has {by}."))
        };
        let wrong = ["26", "TC", "none", "52"].into_iter().filter(|id| *id != right).map(option);
        let (choices, place) = choices(option(right), wrong.collect(), rng)?;
        Some(Drill {
            kind: Kind::CptModifier,
            topic,
            stem: format!("CPT {}: the practice {says}. Which modifier?", self.said(&code)),
            choices,
            right: place,
            source: format!("{}, PC/TC indicator; {MANUAL}", self.schedule()),
            asked: Asked::Part(code, part),
        })
    }

    fn indicator(&self, topic: Topic, rng: &mut Rng) -> Option<Drill> {
        let (code, _) = *rng.pick(&self.fees().procedures)?;
        let (modifier, of, values) = rng.pick(&INDICATORS)?;
        let value = of(self.tables()?.pfs(&code)?);
        let option = |(id, says): &(u8, &str)| {
            choice(says, format!("Indicator {} of modifier {modifier}.", char::from(*id)))
        };
        let right = values.iter().find(|(id, _)| *id == value)?;
        let wrong = values.iter().filter(|(id, _)| *id != value).map(option).collect();
        let (choices, place) = choices(option(right), wrong, rng)?;
        Some(Drill {
            kind: Kind::CptModifier,
            topic,
            stem: format!(
                "CPT {}: what does the Medicare fee schedule say of modifier {modifier}? Look it up.",
                self.said(&code)
            ),
            choices,
            right: place,
            source: self.schedule(),
            asked: Asked::Indicator(code, modifier),
        })
    }

    fn ncci_pair(&self, topic: Topic, rng: &mut Rng) -> Option<Drill> {
        let tables = self.tables()?;
        let pairs = tables.ptp(PtpSetting::Practitioner)?;
        let day = tables.day();
        let one = *rng.pick(pairs.codes())?;
        let of = Table::Ptp(PtpSetting::Practitioner);
        let from = tables.table(of)?.in_force.from;
        let number = |n: &[u8; 5]| std::str::from_utf8(n).ok().and_then(Code::procedure);
        let with = pairs.code(&one)?;
        let found: Vec<Code> = pairs.edits(with).take(400).filter_map(|(two, _)| number(&two)).collect();
        let (first, second) = (number(&one)?, *rng.pick(&found)?);
        let edit = pairs.find(with, pairs.code(&second.number()?)?, day)?;
        let both = "both, with 59 or one of XE, XP, XS, XU";
        let right = match edit.indicator {
            b'0' => 1,
            b'1' => 0,
            _ => return None,
        };
        let (opened, shut) = match right {
            0 => ("Indicator 1: a modifier may open the pair.", "Indicator 1 lets both be paid."),
            _ => ("Indicator 0: no modifier opens the pair.", "Indicator 0: column one is paid alone."),
        };
        let all = [
            choice(both, opened),
            choice(format!("{first} alone"), shut),
            choice(format!("{second} alone"), "It stands in column two."),
            choice("both, without a modifier", "The edit denies column two."),
        ];
        let wrong = all.iter().enumerate().filter(|(n, _)| *n != right).map(|(_, c)| c.clone());
        let (choices, place) = choices(all[right].clone(), wrong.collect(), rng)?;
        Some(Drill {
            kind: Kind::CptModifier,
            topic,
            stem: format!(
                "The NCCI has a pair: {} in column one, {} in column two. Both were done and documented at \
                 sites apart from each other, by the same practitioner, on one day. What is reported?",
                self.said(&first),
                self.said(&second)
            ),
            choices,
            right: place,
            source: format!("NCCI procedure-to-procedure edits of {from}; NCCI Policy Manual ch. I"),
            asked: Asked::Pair(first, second),
        })
    }
}
