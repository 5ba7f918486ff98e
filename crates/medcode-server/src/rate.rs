//! How often may one caller ask? Beyond that it is told when to come back.

use crate::auth::Who;
use crate::fault::Fault;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

/// Log-ins and invitations that one address may try in a minute.
const ENTRIES: NonZeroU32 = NonZeroU32::new(120).unwrap();
/// After so many requests callers that have long been quiet are forgotten.
const SWEPT: u32 = 4096;

/// Who is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Caller {
    Known(String),
    Address(IpAddr),
}

/// The counters.
pub(crate) struct Rates {
    /// None where the set-up sets no limit.
    requests: Option<DefaultKeyedRateLimiter<Caller>>,
    entries: DefaultKeyedRateLimiter<IpAddr>,
    seen: AtomicU32,
}

impl Rates {
    /// At most so many requests a minute of one caller; 0: no limit.
    pub(crate) fn new(a_minute: u32) -> Self {
        let quota = NonZeroU32::new(a_minute).map(Quota::per_minute);
        Self {
            requests: quota.map(RateLimiter::keyed),
            entries: RateLimiter::keyed(Quota::per_minute(ENTRIES)),
            seen: AtomicU32::new(0),
        }
    }

    /// A request of somebody who is known.
    pub(crate) fn known(&self, who: &Who) -> Result<(), Fault> {
        self.ask(Caller::Known(who.change().actor.to_string()))
    }

    /// A request of nobody known.
    pub(crate) fn address(&self, address: IpAddr) -> Result<(), Fault> {
        self.ask(Caller::Address(address))
    }

    /// An attempt to log in or to take up an invitation.
    pub(crate) fn entry(&self, address: IpAddr) -> Result<(), Fault> {
        self.entries.check_key(&address).map_err(wait)
    }

    fn ask(&self, caller: Caller) -> Result<(), Fault> {
        let Some(requests) = &self.requests else { return Ok(()) };
        if self.seen.fetch_add(1, Ordering::Relaxed) % SWEPT == SWEPT - 1 {
            requests.retain_recent();
            self.entries.retain_recent();
        }
        requests.check_key(&caller).map_err(wait)
    }
}

/// The whole seconds until the next request is let through.
fn wait(until: governor::NotUntil<governor::clock::QuantaInstant>) -> Fault {
    let wait = until.wait_time_from(DefaultClock::default().now());
    Fault::slow_down(wait.as_secs() + 1)
}

#[cfg(test)]
mod tests {
    use super::Rates;

    #[test]
    fn who_asks_too_often_waits_and_nobody_else_does() {
        let rates = Rates::new(3);
        let (one, other) = ("1.1.1.1".parse().unwrap(), "2.2.2.2".parse().unwrap());
        assert!((0..3).all(|_| rates.address(one).is_ok()));
        assert_eq!(rates.address(one).unwrap_err().status(), 429);
        assert!(rates.address(other).is_ok());
        assert!((0..100).all(|_| Rates::new(0).address(one).is_ok()));
    }
}
