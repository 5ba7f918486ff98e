//! Drills: Excludes1 or Excludes2; code first or use additional; which code stands first.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use medcode::kb::query::Release;
use medcode::kb::tables::notes::Owner;
use medcode_model::{Code, NoteKind, Target};

/// A note and the code that it stands under.
pub(super) struct Seat {
    row: u32,
    kind: NoteKind,
    targets: Vec<Target>,
}

/// Two complete codes and the kind of the only note between them: it stands with the first.
struct Pair {
    with: Code,
    named: Code,
    kind: NoteKind,
}

/// The kinds of notes that put two codes in relation.
const BINDING: [NoteKind; 5] = [
    NoteKind::Excludes1,
    NoteKind::Excludes2,
    NoteKind::CodeFirst,
    NoteKind::UseAdditional,
    NoteKind::CodeAlso,
];

impl Bench<'_> {
    pub(super) fn excludes(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let pool = self
            .pools
            .excludes
            .get_or_init(|| seats(release, &[NoteKind::Excludes1, NoteKind::Excludes2]));
        let seat = self.seat(Kind::Excludes, topic, pool, rng)?;
        self.which_note(Kind::Excludes, pair(release, seat, rng)?, rng)
    }

    pub(super) fn additional(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let pair = self.ordered(Kind::Additional, topic, rng)?;
        self.which_note(Kind::Additional, pair, rng)
    }

    fn ordered(&self, kind: Kind, topic: Option<Topic>, rng: &mut Rng) -> Option<Pair> {
        let release = self.cm?;
        let pool = self
            .pools
            .orders
            .get_or_init(|| seats(release, &[NoteKind::CodeFirst, NoteKind::UseAdditional]));
        pair(release, self.seat(kind, topic, pool, rng)?, rng)
    }

    fn seat<'p>(
        &self,
        kind: Kind,
        topic: Option<Topic>,
        pool: &'p [Seat],
        rng: &mut Rng,
    ) -> Option<&'p Seat> {
        let release = self.cm?;
        self.draw(kind, topic, pool, rng, |seat| Topic::of_row(release, seat.row))
    }

    fn which_note(&self, kind: Kind, pair: Pair, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let all =
            [NoteKind::Excludes1, NoteKind::Excludes2, NoteKind::CodeFirst, NoteKind::UseAdditional];
        let option = |k: NoteKind| choice(label(k), meaning(k));
        let wrong = all.into_iter().filter(|k| *k != pair.kind).map(option).collect();
        let (choices, right) = choices(option(pair.kind), wrong, rng)?;
        Some(Drill {
            kind,
            topic: Topic::of_row(release, release.find(&pair.with)?)?,
            stem: format!(
                "{} and {}. Which note with the first one names the second?",
                titled(release, &pair.with)?,
                titled(release, &pair.named)?
            ),
            choices,
            right,
            source: self.source(release, &format!("Tabular, notes of {}", pair.with)),
            asked: Asked::Note(pair.with, pair.named),
        })
    }

    pub(super) fn sequence(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let pair = self.ordered(Kind::Sequence, topic, rng)?;
        let (first, then) = match pair.kind {
            NoteKind::CodeFirst => (pair.named, pair.with),
            _ => (pair.with, pair.named),
        };
        let why = format!("With {} stands: {} ({}).", pair.with, label(pair.kind), pair.named);
        let wrong = vec![
            choice(format!("{then}, then {first}"), "The note puts them the other way round."),
            choice(format!("{first} alone"), "The note asks for both."),
            choice(format!("{then} alone"), "The note asks for both."),
        ];
        let (choices, right) = choices(choice(format!("{first}, then {then}"), why), wrong, rng)?;
        let mut both = [pair.with, pair.named];
        rng.shuffle(&mut both);
        Some(Drill {
            kind: Kind::Sequence,
            topic: Topic::of_row(release, release.find(&pair.with)?)?,
            stem: format!(
                "Both are documented and belong together: {}; {}. How are they reported?",
                titled(release, &both[0])?,
                titled(release, &both[1])?
            ),
            choices,
            right,
            source: self.source(release, &format!("Tabular, notes of {}; OCG-I.A.13", pair.with)),
            asked: Asked::Order(pair.with, pair.named),
        })
    }
}

fn titled(release: &Release, code: &Code) -> Option<String> {
    Some(format!("{code} ({})", release.title(release.find(code)?)))
}

const fn label(kind: NoteKind) -> &'static str {
    kind.heading()
}

const fn meaning(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Excludes1 => {
            "Not coded here: not reported together, unless the two are unrelated (OCG-I.A.12.a)."
        }
        NoteKind::Excludes2 => "Not included here: both may be reported (OCG-I.A.12.b).",
        NoteKind::CodeFirst => "The code that is named is reported before this one (OCG-I.A.13).",
        _ => "The code that is named is reported after this one (OCG-I.A.13).",
    }
}

/// The notes of some kinds that stand under codes and name codes.
fn seats(release: &Release, kinds: &[NoteKind]) -> Vec<Seat> {
    let mut out = Vec::new();
    for row in 0..release.codes().len() as u32 {
        for note in release.note_rows(Owner::Code(row)) {
            let kind = note.kind();
            let targets: Vec<Target> = release.note_targets(note).iter().map(|t| t.target()).collect();
            if kinds.contains(&kind) && note.is_complete() && !targets.is_empty() {
                out.push(Seat { row, kind, targets });
            }
        }
    }
    out
}

/// Draws a complete code under the owner of a note, and a complete code that it names; none where
/// another note stands between the two.
fn pair(release: &Release, seat: &Seat, rng: &mut Rng) -> Option<Pair> {
    let target = rng.pick(&seat.targets)?;
    let with = billable(release, release.under(seat.row), rng)?;
    let from = release.find(&target.from)?;
    let to = release.find(&target.to)?;
    let named = billable(release, from..release.under(to).end, rng)?;
    let fits = target.matches(&named) && named != with && named.category() != with.category();
    let only = fits && only_note(release, &with, &named, seat.kind);
    only.then_some(Pair { with, named, kind: seat.kind })
}

fn billable(release: &Release, rows: std::ops::Range<u32>, rng: &mut Rng) -> Option<Code> {
    let row = rows.start + rng.below(rows.len()) as u32;
    (!rows.is_empty() && release.is_billable(row)).then(|| release.code(row))
}

/// Whether this is the only kind of note from the one to the other, and nothing that stands with the
/// other contradicts it.
fn only_note(release: &Release, with: &Code, named: &Code, kind: NoteKind) -> bool {
    let (there, back) = (kinds(release, with, named), kinds(release, named, with));
    let mirror = match kind {
        NoteKind::CodeFirst => NoteKind::UseAdditional,
        NoteKind::UseAdditional => NoteKind::CodeFirst,
        other => other,
    };
    there.iter().all(|k| *k == kind) && back.iter().all(|k| *k == mirror)
}

fn kinds(release: &Release, from: &Code, to: &Code) -> Vec<NoteKind> {
    let Some(row) = release.find(from) else { return Vec::new() };
    let owners = release.note_owners(row);
    let rows = owners.into_iter().flat_map(|owner| release.note_rows(owner));
    rows.filter(|n| BINDING.contains(&n.kind()))
        .filter(|n| release.note_targets(n).iter().any(|t| t.target().matches(to)))
        .map(|n| n.kind())
        .collect()
}
