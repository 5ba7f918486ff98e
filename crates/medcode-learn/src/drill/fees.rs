//! What of the fee schedule can be asked: numbers of surgery and of tests, with their indicators.

use super::Bench;
use medcode::kb::query::{Procedures, Table};
use medcode::kb::tables::pfs::{self, PfsRow};
use medcode_model::{Code, CodeSystem};

/// Numbers of the fee schedule by what they can be asked for.
#[derive(Default)]
pub(super) struct Fees {
    /// Procedures that are paid, with 0, 10 or 90 global days.
    pub(super) procedures: Vec<(Code, u16)>,
    /// Services with both components, and those that are one of them by themselves.
    pub(super) components: Vec<Code>,
}

impl Fees {
    fn of(tables: &Procedures<'_>) -> Self {
        let mut out = Self::default();
        let Some(schedule) = tables.table(Table::Pfs) else { return out };
        let rows: &[PfsRow] = schedule.release.file().rows(pfs::SECTION);
        for row in rows.iter().filter(|r| r.modifier == [0; 2] && r.is_paid_separately()) {
            let code = std::str::from_utf8(&row.code).ok().and_then(Code::procedure);
            let Some(code) = code.filter(|c| c.system() == CodeSystem::Cpt) else { continue };
            let days = match row.global() {
                "000" => Some(0),
                "010" => Some(10),
                "090" => Some(90),
                _ => None,
            };
            out.procedures.extend(days.map(|d| (code, d)));
            if matches!(row.pc_tc, b'1' | b'2' | b'3') {
                out.components.push(code);
            }
        }
        out
    }
}

impl Bench<'_> {
    pub(super) fn fees(&self) -> &Fees {
        self.pools.fees.get_or_init(|| self.tables().map(Fees::of).unwrap_or_default())
    }

    /// The fee schedule with its first day.
    pub(super) fn schedule(&self) -> String {
        let from = self.tables().and_then(|t| t.table(Table::Pfs)).map(|t| t.in_force.from);
        from.map_or_else(String::new, |from| format!("Medicare physician fee schedule of {from}"))
    }

    /// A number with our words for it, or the licensee's, where there are any.
    pub(super) fn said(&self, code: &Code) -> String {
        let found = self.engine.lookup(code.compact(), Some(CodeSystem::Cpt), self.as_of).ok();
        let title = found.into_iter().flatten().find_map(|a| match a {
            medcode::LookupAnswer::Code(found) => Some(found.title),
            _ => None,
        });
        match title.filter(|t| !t.is_empty()) {
            Some(title) => format!("{code} ({title})"),
            None => code.to_string(),
        }
    }
}
