//! What the server did, as Prometheus reads it. Routes are named as declared: no address of a request,
//! which may hold a patient's number, is ever a label.

use medcode_store::Counts;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds of the classes of the histogram, in seconds.
const BOUNDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// How long the requests of a route took.
#[derive(Clone, Debug, Default)]
struct Times {
    /// How many fell into each class, the last being beyond all bounds.
    classes: [u64; BOUNDS.len() + 1],
    seconds: f64,
}

/// What was answered by one method of a route.
#[derive(Default)]
struct Answers {
    by_status: BTreeMap<u16, u64>,
    times: Times,
}

/// Answers by route and method: a route that is known is found without a copy of its name.
#[derive(Default)]
struct Routes(BTreeMap<String, BTreeMap<String, Answers>>);

/// What the server did since it began.
#[derive(Default)]
pub(crate) struct Metrics {
    answers: Mutex<Routes>,
    notes: AtomicU64,
    claims: AtomicU64,
}

impl Metrics {
    /// A request was answered.
    pub(crate) fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let Ok(mut answers) = self.answers.lock() else { return };
        let Some(of) = answers.of(method, route) else { return };
        let seconds = took.as_secs_f64();
        of.times.classes[BOUNDS.iter().position(|b| seconds <= *b).unwrap_or(BOUNDS.len())] += 1;
        of.times.seconds += seconds;
        *of.by_status.entry(status).or_default() += 1;
    }

    /// So many notes were coded.
    pub(crate) fn coded(&self, notes: u64) {
        self.notes.fetch_add(notes, Ordering::Relaxed);
    }

    /// So many claims were checked.
    pub(crate) fn checked(&self, claims: u64) {
        self.claims.fetch_add(claims, Ordering::Relaxed);
    }

    /// All of it, with what the records hold; without that when they do not answer.
    pub(crate) fn page(&self, releases: usize, records: Option<&Counts>) -> String {
        let mut to = String::with_capacity(8192);
        head(&mut to, "medcode_build_info", "gauge", "The version that runs.");
        line(&mut to, "medcode_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
        if let Ok(answers) = self.answers.lock() {
            answers.write(&mut to);
        }
        let total = |n: &AtomicU64| n.load(Ordering::Relaxed);
        one(&mut to, "medcode_notes_coded_total", "counter", "Notes coded.", total(&self.notes));
        one(&mut to, "medcode_claims_checked_total", "counter", "Claims checked.", total(&self.claims));
        one(
            &mut to,
            "medcode_releases_installed",
            "gauge",
            "Releases of code sets that answer.",
            releases,
        );
        one(
            &mut to,
            "medcode_store_up",
            "gauge",
            "Whether the records answer.",
            u8::from(records.is_some()),
        );
        if let Some(counts) = records {
            kept(&mut to, counts);
        }
        to
    }
}

impl Routes {
    fn of(&mut self, method: &str, route: &str) -> Option<&mut Answers> {
        if !self.0.contains_key(route) {
            self.0.insert(route.to_owned(), BTreeMap::new());
        }
        let methods = self.0.get_mut(route)?;
        if !methods.contains_key(method) {
            methods.insert(method.to_owned(), Answers::default());
        }
        methods.get_mut(method)
    }

    /// Each method of each route.
    fn all(&self) -> impl Iterator<Item = (&str, &str, &Answers)> {
        self.0.iter().flat_map(|(route, methods)| {
            methods.iter().map(move |(method, of)| (route.as_str(), method.as_str(), of))
        })
    }

    fn write(&self, to: &mut String) {
        head(to, "medcode_requests_total", "counter", "Requests answered.");
        for (route, method, of) in self.all() {
            for (status, count) in &of.by_status {
                let labels = [("method", method), ("route", route), ("status", &status.to_string())];
                line(to, "medcode_requests_total", &labels, count);
            }
        }
        head(to, "medcode_request_seconds", "histogram", "How long requests took.");
        for (route, method, of) in self.all() {
            let mut sum = 0;
            for (n, count) in of.times.classes.iter().enumerate() {
                sum += count;
                let bound = BOUNDS.get(n).map_or_else(|| "+Inf".to_owned(), f64::to_string);
                let labels = [("method", method), ("route", route), ("le", &bound)];
                line(to, "medcode_request_seconds_bucket", &labels, sum);
            }
            let labels = [("method", method), ("route", route)];
            line(to, "medcode_request_seconds_sum", &labels, of.times.seconds);
            line(to, "medcode_request_seconds_count", &labels, sum);
        }
    }
}

/// What the records hold.
fn kept(to: &mut String, counts: &Counts) {
    one(to, "medcode_users_active", "gauge", "Users who may log in.", counts.active_users);
    one(to, "medcode_sessions", "gauge", "Sessions that have not expired.", counts.sessions);
    one(to, "medcode_notes", "gauge", "Versions of notes kept.", counts.notes);
    one(to, "medcode_code_sets", "gauge", "Code sets kept.", counts.code_sets);
    one(to, "medcode_audit_entries", "gauge", "Entries of the audit log.", counts.audit_entries);
    head(to, "medcode_encounters", "gauge", "Charts by status.");
    for c in &counts.encounters {
        line(to, "medcode_encounters", &[("status", c.status.id())], c.count);
    }
    head(to, "medcode_jobs", "gauge", "Long work by state.");
    for (state, count) in &counts.jobs {
        line(to, "medcode_jobs", &[("state", state.id())], count);
    }
}

fn head(to: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(to, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn one(to: &mut String, name: &str, kind: &str, help: &str, value: impl std::fmt::Display) {
    head(to, name, kind, help);
    line(to, name, &[], value);
}

fn line(to: &mut String, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
    to.push_str(name);
    for (n, (label, text)) in labels.iter().enumerate() {
        to.push(if n == 0 { '{' } else { ',' });
        let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let _ = write!(to, "{label}=\"{text}\"");
    }
    if !labels.is_empty() {
        to.push('}');
    }
    let _ = writeln!(to, " {value}");
}

#[cfg(test)]
mod tests {
    use super::Metrics;
    use std::time::Duration;

    #[test]
    fn a_histogram_counts_upwards_and_ends_with_all() {
        let metrics = Metrics::default();
        for millis in [1, 3, 30, 20_000] {
            metrics.answered("GET", "/x/{id}", 200, Duration::from_millis(millis));
        }
        let page = metrics.page(2, None);
        for line in [
            "medcode_requests_total{method=\"GET\",route=\"/x/{id}\",status=\"200\"} 4",
            "medcode_request_seconds_bucket{method=\"GET\",route=\"/x/{id}\",le=\"0.001\"} 1",
            "medcode_request_seconds_bucket{method=\"GET\",route=\"/x/{id}\",le=\"0.005\"} 2",
            "medcode_request_seconds_bucket{method=\"GET\",route=\"/x/{id}\",le=\"10\"} 3",
            "medcode_request_seconds_bucket{method=\"GET\",route=\"/x/{id}\",le=\"+Inf\"} 4",
            "medcode_request_seconds_count{method=\"GET\",route=\"/x/{id}\"} 4",
            "medcode_releases_installed 2",
            "medcode_store_up 0",
        ] {
            assert!(page.lines().any(|l| l == line), "{line}\n{page}");
        }
    }
}
