//! What do the installed releases say of a code on a day?

use medcode::{AsOf, Engine, LookupAnswer};
use medcode_model::{AsOfSource, Code, Date};

/// The releases, asked for one fact at a time.
pub(super) struct Facts<'a> {
    pub(super) engine: &'a Engine,
    pub(super) today: Date,
}

/// What is known of a code.
pub(super) enum Known {
    /// It may be reported; whether it is exempt from present-on-admission reporting.
    Reportable(Option<bool>),
    /// It exists, and cannot be reported.
    Header,
    /// It does not exist on the day.
    Not,
    /// Nothing is installed that tells.
    Untold(String),
}

impl Facts<'_> {
    pub(super) const fn on(date: Date) -> AsOf {
        AsOf { date, source: AsOfSource::Given, nearest: false }
    }

    pub(super) fn of(&self, code: &Code, day: Date) -> Known {
        let text = code.compact();
        match self.engine.lookup(text, Some(code.system()), Self::on(day)) {
            Ok(answers) => answers.first().map_or(Known::Not, |answer| match answer {
                LookupAnswer::Code(found) if found.billable && found.in_force => {
                    Known::Reportable(found.poa_exempt)
                }
                LookupAnswer::Code(_) => Known::Header,
                LookupAnswer::Unknown(_) => Known::Not,
                LookupAnswer::NoData(none) => {
                    Known::Untold(format!("{}: {}", none.system.name(), none.status))
                }
            }),
            Err(error) => Known::Untold(error.to_string()),
        }
    }

    /// Why a code cannot be reported on a day; none where it can or nothing tells.
    pub(super) fn against(
        &self,
        code: &Code,
        day: Date,
        untold: &mut impl FnMut(String),
    ) -> Option<String> {
        match self.of(code, day) {
            Known::Reportable(_) => None,
            Known::Header => Some(format!("{code} cannot be reported as it stands on {day}")),
            Known::Not => Some(format!("{code} does not exist on {day}")),
            Known::Untold(needs) => {
                untold(needs);
                None
            }
        }
    }
}
