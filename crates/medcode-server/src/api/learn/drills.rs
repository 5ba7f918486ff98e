//! Drills between the asking and the answering: a name from which the same drill is made again, so
//! that nothing is kept of it meanwhile and a server that starts anew knows it too.

use crate::fault::Fault;
use medcode::model::{AsOfSource, Date};
use medcode::{AsOf, Engine};
use medcode_learn::drill::{Bench, Drill, Kind, Rng, Skill, Topic};
use sha2::{Digest, Sha256};

/// What the name of a drill says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) kind: Kind,
    /// The topic that was asked for.
    pub(super) topic: Option<Topic>,
    pub(super) day: Date,
    pub(super) seed: u64,
    /// Tells a drill from what the same seed makes of other releases.
    print: u32,
}

impl Name {
    /// Reads `drill.KIND.DAY.SEED.PRINT`, or with a topic `drill.KIND.TOPIC.DAY.SEED.PRINT`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.strip_prefix("drill.")?.split('.').collect();
        let (kind, topic, [day, seed, print]) = match parts[..] {
            [kind, day, seed, print] => (Kind::parse(kind)?, None, [day, seed, print]),
            [kind, topic, day, seed, print] => {
                let skill = Skill::parse(&format!("drill.{kind}.{topic}"))?;
                (skill.kind, Some(skill.topic), [day, seed, print])
            }
            _ => return None,
        };
        Some(Self {
            kind,
            topic,
            day: day.parse().ok()?,
            seed: u64::from_str_radix(seed, 16).ok()?,
            print: u32::from_str_radix(print, 16).ok()?,
        })
    }

    fn text(self) -> String {
        let Self { kind, topic, day, seed, print } = self;
        let topic = topic.map_or_else(String::new, |t| format!("{t}."));
        format!("drill.{}.{topic}{day}.{seed:x}.{print:x}", kind.id())
    }

    fn make(self, bench: &Bench<'_>) -> Option<Drill> {
        let Self { kind, topic, seed, .. } = self;
        let rng = &mut Rng::new(seed);
        match topic {
            Some(topic) => bench.make_of(Skill { kind, topic }, rng),
            None => bench.make(kind, rng),
        }
    }
}

fn as_of(day: Date) -> AsOf {
    AsOf { date: day, source: AsOfSource::Given, nearest: true }
}

/// What is to be drilled.
#[derive(Clone, Copy)]
pub(super) enum Ask {
    /// A skill that is due.
    Due(Skill),
    /// Something new of a kind.
    New(Kind),
}

/// Drills with their names.
pub(super) struct Made {
    /// Whether it is due, its name, the drill.
    pub(super) drills: Vec<(bool, String, Drill)>,
    /// The kinds that nothing is installed for.
    pub(super) lacking: Vec<&'static str>,
}

/// Makes these drills, so many.
pub(super) fn made(
    engine: &Engine,
    day: Date,
    asked: &[Ask],
    seed: u64,
    most: usize,
) -> Result<Made, Fault> {
    let bench = Bench::new(engine, as_of(day))?;
    let (mut drills, mut lacking) = (Vec::new(), Vec::new());
    for (n, ask) in (0u64..).zip(asked) {
        if drills.len() >= most {
            break;
        }
        let (kind, topic) = match *ask {
            Ask::Due(skill) => (skill.kind, Some(skill.topic)),
            Ask::New(kind) => (kind, None),
        };
        let name = Name { kind, topic, day, seed: seed.wrapping_add(n), print: 0 };
        match name.make(&bench) {
            Some(drill) => {
                let name = Name { print: print(&drill), ..name };
                drills.push((topic.is_some(), name.text(), drill));
            }
            // A topic that the releases no longer have is passed over; its kind is not lacking.
            None if topic.is_some() => {}
            None if !lacking.contains(&kind.id()) => lacking.push(kind.id()),
            None => {}
        }
    }
    Ok(Made { drills, lacking })
}

/// The drill of a name.
pub(super) fn again(engine: &Engine, name: Name) -> Result<Drill, Fault> {
    let bench = Bench::new(engine, as_of(name.day))?;
    name.make(&bench).filter(|d| print(d) == name.print).ok_or_else(|| {
        Fault::refused("the code sets have changed since this was asked: begin a new session")
    })
}

fn print(drill: &Drill) -> u32 {
    let mut hash = Sha256::new();
    hash.update(&drill.stem);
    for choice in &drill.choices {
        hash.update([0]);
        hash.update(&choice.text);
    }
    let digest = hash.finalize();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_was_written_and_others_are_none() {
        let day = "2026-05-12".parse().unwrap();
        for kind in Kind::ALL {
            for topic in [None, Some(Topic::Chapter(19)), Some(Topic::System(*b"0D"))] {
                let name = Name { kind, topic, day, seed: 0xfeed_0000_1234, print: 7 };
                assert_eq!(Name::read(&name.text()), Some(name));
            }
        }
        for text in [
            "",
            "drill.",
            "drill.seventh.2026-05-12.1",
            "drill.none.2026-05-12.1.1",
            "drill.seventh.c19",
            "cm-01",
        ] {
            assert_eq!(Name::read(text), None, "{text}");
        }
    }
}
