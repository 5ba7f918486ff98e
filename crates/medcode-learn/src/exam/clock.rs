//! How much time is left? The caller says what time it is, in milliseconds.

/// The times of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// When the time is over, unless the clock is stopped.
    pub deadline: i64,
    /// Since when the clock is stopped.
    pub paused: Option<i64>,
    /// When it was handed in.
    pub finished: Option<i64>,
}

/// How an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It runs for so many milliseconds more.
    Runs(i64),
    /// The clock is stopped with so many left.
    Paused(i64),
    /// It is over, or was handed in.
    Over,
}

impl Clock {
    /// How it stands now.
    #[must_use]
    pub const fn stands(&self, now: i64) -> Stands {
        if self.finished.is_some() {
            return Stands::Over;
        }
        match self.paused {
            Some(since) if since < self.deadline => Stands::Paused(self.deadline - since),
            None if now < self.deadline => Stands::Runs(self.deadline - now),
            _ => Stands::Over,
        }
    }

    /// The deadline after the clock goes on.
    #[must_use]
    pub fn resumed(&self, now: i64) -> i64 {
        let stopped = self.paused.map_or(0, |since| now.saturating_sub(since).max(0));
        self.deadline.saturating_add(stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Stands};

    #[test]
    fn the_time_runs_out_and_a_pause_gives_back_what_it_took() {
        let clock = Clock { deadline: 100, paused: None, finished: None };
        assert_eq!(clock.stands(40), Stands::Runs(60));
        assert_eq!((clock.stands(100), clock.stands(500)), (Stands::Over, Stands::Over));
        let paused = Clock { paused: Some(40), ..clock };
        assert_eq!(paused.stands(500), Stands::Paused(60));
        let again = Clock { deadline: paused.resumed(500), ..clock };
        assert_eq!(again.stands(500), Stands::Runs(60));
        assert_eq!(Clock { finished: Some(50), ..clock }.stands(60), Stands::Over);
        assert_eq!(Clock { paused: Some(100), ..clock }.stands(100), Stands::Over);
    }
}
