//! What do the fee schedule, the edits and the CPT list in force say of a procedure code?
//!
//! Whether a CPT number exists comes from installed files alone; where none is in force on the
//! date the answer is "no data", never "valid". What a number means is said in our own words
//! where the crosswalk has it, or in the AMA's where the licensee installed them: those are
//! marked, and exports, logs and shared pages leave them out.

use crate::lookup::{CodeAnswer, LookupAnswer, SystemNoData, UnknownCode};
use crate::{Answered, AsOf, Engine};
use medcode_kb::query::{
    AddOn, Dates, InForceRelease, Mue, NoRelease, Procedures, Standing, Table, TableInForce,
};
use medcode_kb::tables::details::Field;
use medcode_kb::tables::mue::MueSetting;
use medcode_kb::tables::pfs::PfsRow;
use medcode_model::{Code, CodeSystem, Date};
use medcode_services::crosswalk;

/// What the tables in force say of a CPT or HCPCS code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcedureFacts {
    /// The tables that list it, each with its file.
    pub listed: Vec<(Table, Answered)>,
    /// Rows of the fee schedule: the whole service, then its components.
    pub fees: Vec<PfsRow>,
    /// The file of the fee schedule.
    pub fees_from: Option<Answered>,
    /// The most units on a day, by kind of provider.
    pub units: Vec<(MueSetting, Mue, Answered)>,
    /// What it asks for as an add-on code.
    pub add_on: Option<(AddOn, Answered)>,
    /// The service in our own words.
    pub label: Option<&'static str>,
    /// The title and the descriptors are the AMA's: not for exports, logs and shared pages.
    pub licensed: bool,
}

impl Answered {
    /// The origin of a table.
    #[must_use]
    pub fn of_table(table: &TableInForce<'_>, as_of: AsOf) -> Self {
        let from = InForceRelease {
            release: table.release,
            in_force: table.in_force,
            stale: false,
            mismatch: table.mismatch,
        };
        Self::of(&from, as_of, table.table.sources())
    }
}

impl Engine {
    /// What the tables in force say of a CPT or HCPCS code; none where they say nothing.
    ///
    /// # Errors
    /// When a release file cannot be used.
    pub fn procedure(&self, code: &Code, as_of: AsOf) -> Result<Option<ProcedureFacts>, NoRelease> {
        let tables = self.library().procedures(as_of.date, as_of.nearest)?;
        let mut facts = facts(&tables, code, as_of);
        facts.label = crosswalk::label(code, as_of.date);
        Ok(Some(facts).filter(|f| !f.listed.is_empty() || f.label.is_some()))
    }

    /// The answer for a CPT number.
    ///
    /// # Errors
    /// When a release file cannot be used.
    pub(crate) fn look_up_cpt(&self, code: Code, as_of: AsOf) -> Result<LookupAnswer, NoRelease> {
        let tables = self.library().procedures(as_of.date, as_of.nearest)?;
        let no_data = |status, needs: String| {
            Ok(LookupAnswer::NoData(SystemNoData { system: CodeSystem::Cpt, status, needs }))
        };
        match tables.standing(&code) {
            Standing::Listed(_) => {
                let facts = self.procedure(&code, as_of)?.unwrap_or_default();
                Ok(LookupAnswer::Code(Box::new(answer(&tables, code, as_of, facts))))
            }
            Standing::NotListed(table) => {
                Ok(LookupAnswer::Unknown(unknown(&tables, table, code, as_of)))
            }
            Standing::Unproven => no_data("not-listed", not_listed(&tables)),
            Standing::NoData => no_data("no-data", self.no_data(as_of)?),
        }
    }

    fn no_data(&self, as_of: AsOf) -> Result<String, NoRelease> {
        let mut needs =
            "format plausible, not verified: no data. A fee schedule, edits or your own CPT \
                         files would tell: `medcode install --from FILE`"
                .to_owned();
        let mut periods = Vec::new();
        for table in Table::ALL.into_iter().filter(|t| t.is_of_procedures()) {
            for found in self.library().tables(table)? {
                let days = found.in_force;
                let to = if days.to == Date::MAX { "on".into() } else { format!("to {}", days.to) };
                periods.push(format!("{} {} {to}", table.name(), days.from));
            }
        }
        if !periods.is_empty() {
            let day = as_of.date;
            needs.push_str(&format!(". None is in force on {day}; installed: {}", periods.join("; ")));
        }
        Ok(needs)
    }
}

fn facts(tables: &Procedures<'_>, code: &Code, as_of: AsOf) -> ProcedureFacts {
    let origin = |table| tables.table(table).map(|t| Answered::of_table(t, as_of));
    let units = |setting| {
        let found = tables.mue(code, setting)?;
        Some((setting, found, origin(Table::Mue(setting))?))
    };
    let fees = tables.pfs_rows(code).to_vec();
    ProcedureFacts {
        listed: tables.listing(code).map(|t| (t.table, Answered::of_table(t, as_of))).collect(),
        fees_from: origin(Table::Pfs).filter(|_| !fees.is_empty()),
        fees,
        units: MueSetting::ALL.into_iter().filter_map(units).collect(),
        add_on: tables.add_on(code).zip(origin(Table::AddOn)),
        label: None,
        licensed: false,
    }
}

/// A number that a table lists.
fn answer(tables: &Procedures<'_>, code: Code, as_of: AsOf, mut facts: ProcedureFacts) -> CodeAnswer {
    let list = tables.table(Table::Cpt);
    let own = list.and_then(|t| Some((t.release, t.release.find(&code)?)));
    let answered = facts.listed.first().map(|(_, from)| from.clone());
    let mut title = facts.label.unwrap_or_default().to_owned();
    let (mut short_title, mut details): (String, Vec<(Field, String)>) = Default::default();
    if let Some((release, row)) = own {
        facts.licensed = true;
        title = release.title(row);
        short_title = release.short_title(row);
        details = release.details(row).collect();
    }
    CodeAnswer {
        code,
        answered: answered.unwrap_or_else(|| Answered::nothing(code.system(), as_of)),
        billable: true,
        in_force: true,
        dates: Dates::default(),
        title,
        short_title,
        poa_exempt: None,
        expanded: false,
        no_table: false,
        modifier: false,
        chapter: None,
        block: None,
        parents: Vec::new(),
        children: Vec::new(),
        notes: Vec::new(),
        characters: Vec::new(),
        axes: Vec::new(),
        definition: None,
        details,
        drug: None,
        previous: Vec::new(),
        procedure: Some(facts),
    }
}

/// A number that the table of its kind would list and does not.
fn unknown(tables: &Procedures<'_>, table: Table, code: Code, as_of: AsOf) -> UnknownCode {
    let from = tables.table(table).map(|t| Answered::of_table(t, as_of));
    let file = from.as_ref().map_or("", |from| from.file.as_str());
    UnknownCode {
        system: Some(CodeSystem::Cpt),
        why: format!("{code} is not listed in the {} ({file})", table.name().trim_start_matches("the ")),
        suggestions: Vec::new(),
        answered: from,
        certain: false,
        axes: Vec::new(),
        characters: Vec::new(),
    }
}

fn not_listed(tables: &Procedures<'_>) -> String {
    let of_procedures = tables.tables().iter().filter(|t| t.table.is_of_procedures());
    let asked: Vec<&str> = of_procedures.map(|t| t.table.name()).collect();
    format!(
        "format plausible, not verified: not listed in {}, none of which lists every code of its kind",
        asked.join(", ")
    )
}
