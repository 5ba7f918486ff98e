//! The level of a visit and how it was reached: what the outside sees.

use super::family::Family;
use medcode_model::{Code, Span};
use std::borrow::Cow;

/// A level of medical decision making, and of each of its three columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Minimal: straightforward decision making.
    Minimal,
    /// Low; limited data.
    Low,
    /// Moderate.
    Moderate,
    /// High; extensive data.
    High,
}

impl Step {
    /// All steps, the lowest first.
    pub const ALL: [Self; 4] = [Self::Minimal, Self::Low, Self::Moderate, Self::High];

    /// The word in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }

    /// What the step of decision making is called as a whole.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minimal => "straightforward",
            _ => self.id(),
        }
    }

    /// The step above.
    #[must_use]
    pub const fn up(self) -> Option<Self> {
        match self {
            Self::Minimal => Some(Self::Low),
            Self::Low => Some(Self::Moderate),
            Self::Moderate => Some(Self::High),
            Self::High => None,
        }
    }
}

/// Whether the patient is new to the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not seen by the practitioner or the same specialty of the group within three years.
    New,
    /// Seen within three years.
    Established,
}

impl Standing {
    /// The word in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Established => "established",
        }
    }
}

/// What chose the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Medical decision making.
    Mdm,
    /// The practitioner's total time on the date.
    Time,
    /// The kind of visit alone: a preventive visit by age, a discharge, a nurse's visit.
    Kind,
}

impl By {
    /// The word in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Mdm => "mdm",
            Self::Time => "time",
            Self::Kind => "kind",
        }
    }
}

/// One thing that was counted, or seen and not counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// The kind as a word: `stable-chronic`, `test`, `prescription`.
    pub kind: &'static str,
    /// What it is, in our own words or the note's.
    pub what: String,
    /// The step it stands for alone.
    pub step: Step,
    /// The words of the note.
    pub words: Vec<Span>,
}

/// A column of the table: problems, data or risk.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The step reached.
    pub step: Step,
    /// What was counted.
    pub counted: Vec<Element>,
    /// What was seen and not counted, with the reason in `what`.
    pub left_out: Vec<Element>,
}

/// The practitioner's time on the date of the visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Minutes that count.
    pub minutes: u16,
    /// The words.
    pub words: Span,
    /// The step these minutes reach in this family; `None` below the lowest or where time may
    /// not be used.
    pub step: Option<Step>,
    /// What was taken off, or why it may not be used.
    pub remark: Option<&'static str>,
}

/// A line that goes with the visit: a problem visit beside a preventive one, prolonged time.
#[derive(Clone, Debug, PartialEq)]
pub struct Also {
    /// Its number.
    pub code: Code,
    /// Units.
    pub units: u32,
    /// Why.
    pub why: String,
}

/// The level of a visit and how it was reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The kind of visit.
    pub family: Family,
    /// New or established, where the family asks.
    pub standing: Option<Standing>,
    /// What told new from established, and the words.
    pub standing_by: Option<(Cow<'static, str>, Option<Span>)>,
    /// What chose the number.
    pub by: By,
    /// Problems addressed.
    pub problems: Column,
    /// Data reviewed and analysed.
    pub data: Column,
    /// Risk of management.
    pub risk: Column,
    /// Two of the three columns reach this.
    pub mdm: Step,
    /// The time stated, where it is.
    pub time: Option<Time>,
    /// The number of the visit; `None` where no visit is billed.
    pub code: Option<Code>,
    /// Lines that go with it.
    pub also: Vec<Also>,
    /// Why no visit is billed, or what was decided besides.
    pub remarks: Vec<String>,
    /// What would lead to another level, one step up or down.
    pub would_change: Vec<String>,
    /// One element more or less would change the level.
    pub borderline: bool,
}

/// The step that two of three columns reach.
#[must_use]
pub fn two_of_three(mut steps: [Step; 3]) -> Step {
    steps.sort_unstable();
    steps[1]
}
