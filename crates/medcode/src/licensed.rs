//! Leaving out text that is another's and that only its licensee may see.
//!
//! On the licensee's own machine the AMA's descriptors are shown. What others see as well has our own
//! words instead: the number, its label in the open crosswalk, and what public tables say.

use crate::{CodeAnswer, LookupAnswer, SearchHit};
use medcode_model::Date;
use medcode_services::crosswalk;

impl LookupAnswer {
    /// The answer without text that the user's own licence covers.
    pub fn leave_out_licensed(&mut self) {
        if let Self::Code(answer) = self {
            answer.leave_out_licensed();
        }
    }
}

impl CodeAnswer {
    fn leave_out_licensed(&mut self) {
        let Some(facts) = self.procedure.as_mut().filter(|f| f.licensed) else { return };
        facts.licensed = false;
        self.title = facts.label.unwrap_or_default().to_owned();
        self.short_title.clear();
        self.details.clear();
    }
}

impl SearchHit {
    /// The hit without text that the user's own licence covers: its number, in our own words.
    pub fn leave_out_licensed(&mut self, day: Date) {
        if !self.licensed {
            return;
        }
        self.licensed = false;
        self.title = crosswalk::label(&self.code, day).unwrap_or_default().to_owned();
        self.path.clear();
        "in the licensee's list".clone_into(&mut self.why);
    }
}
