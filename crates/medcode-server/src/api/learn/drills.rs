//! Drills between the asking and the answering: a name from which the same drill is made again, so
//! that nothing is kept of it meanwhile and a server that starts anew knows it too.

use crate::fault::Fault;
use medcode::model::{AsOfSource, Date};
use medcode::{AsOf, Engine};
use medcode_learn::drill::{Bench, Drill, Kind, Rng};
use sha2::{Digest, Sha256};

/// What the name of a drill says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) kind: Kind,
    pub(super) day: Date,
    pub(super) seed: u64,
    /// Tells a drill from what the same seed makes of other releases.
    print: u32,
}

impl Name {
    /// Reads `drill.KIND.DAY.SEED.PRINT`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.strip_prefix("drill.")?.split('.').collect();
        let [kind, day, seed, print] = parts[..] else { return None };
        Some(Self {
            kind: Kind::parse(kind)?,
            day: day.parse().ok()?,
            seed: u64::from_str_radix(seed, 16).ok()?,
            print: u32::from_str_radix(print, 16).ok()?,
        })
    }

    fn text(self) -> String {
        let Self { kind, day, seed, print } = self;
        format!("drill.{}.{day}.{seed:x}.{print:x}", kind.id())
    }
}

fn as_of(day: Date) -> AsOf {
    AsOf { date: day, source: AsOfSource::Given, nearest: true }
}

/// Drills with their names.
pub(super) struct Made {
    pub(super) drills: Vec<(String, Drill)>,
    /// The kinds that nothing is installed for.
    pub(super) lacking: Vec<&'static str>,
}

/// Makes drills of these kinds.
pub(super) fn made(engine: &Engine, day: Date, kinds: &[Kind], seed: u64) -> Result<Made, Fault> {
    let bench = Bench::new(engine, as_of(day))?;
    let (mut drills, mut lacking) = (Vec::new(), Vec::new());
    for (n, kind) in (0u64..).zip(kinds.iter().copied()) {
        let seed = seed.wrapping_add(n);
        match bench.make(kind, &mut Rng::new(seed)) {
            Some(drill) => {
                let print = print(&drill);
                drills.push((Name { kind, day, seed, print }.text(), drill));
            }
            None if !lacking.contains(&kind.id()) => lacking.push(kind.id()),
            None => {}
        }
    }
    Ok(Made { drills, lacking })
}

/// The drill of a name.
pub(super) fn again(engine: &Engine, name: Name) -> Result<Drill, Fault> {
    let bench = Bench::new(engine, as_of(name.day))?;
    let drill = bench.make(name.kind, &mut Rng::new(name.seed));
    drill.filter(|d| print(d) == name.print).ok_or_else(|| {
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
            let name = Name { kind, day, seed: 0xfeed_0000_1234, print: 7 };
            assert_eq!(Name::read(&name.text()), Some(name));
        }
        for text in ["", "drill.", "drill.seventh.2026-05-12.1", "drill.none.2026-05-12.1.1", "cm-01"] {
            assert_eq!(Name::read(text), None, "{text}");
        }
    }
}
