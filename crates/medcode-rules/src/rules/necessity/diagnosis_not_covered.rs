//! No diagnosis of a service is among those that coverage articles cover it for.
//!
//! *What it checks.* Each service that an article in force on its day lists: is one of the
//! diagnoses that its line points to (without pointers: of the claim) on the list of covered
//! ones, and none on that of those not covered?
//! *Authority.* Articles of the Medicare Coverage Database, which carry the code lists of local
//! coverage determinations; Social Security Act, section 1862(a)(1)(A).
//! *Why it matters.* Medicare denies the service as not reasonable and necessary.
//! *Example.* Trimming of nails for I10 alone, where the article covers it for diseases of the
//! nails.
//! *What to do.* Point the line to the diagnosis that the record gives as its reason; without
//! one, tell the patient beforehand (ABN) and add GA.
//! *Limits.* Medicare only: another payer has policies of its own. Where contractors differ and
//! none is named (`contractor`, in a file of your own), one that covers it is enough. Groups of
//! an article are not told apart: the paragraphs beside them, which say more, are not read. Lines
//! with GA, GX, GY or GZ are passed over.

use crate::own::Policy;
use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Line, Subject};
use medcode_kb::query::{Procedures, Release};
use medcode_model::{Code, Date};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "diagnosis-not-covered",
    id: "MCD-Article",
    family: Family::Necessity,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Outpatient,
    stage: Stage::Line,
    needs: &[Table::Coverage],
    source: include_str!("diagnosis_not_covered.rs"),
    check,
};

/// What an article says of a line.
enum Verdict {
    Covered,
    /// A diagnosis is on its list of those not covered.
    Excluded(Code),
    /// It has a list of covered diagnoses, and none of the line is on it.
    Unlisted,
    /// It says nothing of diagnoses.
    Silent,
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.procedures.and_then(Procedures::coverage) else { return };
    for line in subject.lines.iter().filter(|l| !l.has_any(&["GA", "GX", "GY", "GZ"])) {
        let Some(code) = line.code else { continue };
        let Some(day) = line.said.from.or(subject.date) else { continue };
        let mut against: Option<(u32, Verdict)> = None;
        let mut covered = false;
        let mut before = None;
        for row in release.coverage_of(&code) {
            let article = row.article.get();
            // A service may stand in several groups of an article.
            if before.replace(article) == Some(article) || !counts(subject, release, article, day) {
                continue;
            }
            match verdict(subject, release, article, line) {
                Verdict::Covered => covered = true,
                Verdict::Silent => {}
                verdict => against = against.or(Some((article, verdict))),
            }
        }
        if let Some((article, verdict)) = against.filter(|_| !covered) {
            tell(release, line, article, &verdict, found);
        }
    }
}

/// Whether an article holds on the day, and is of the contractor where one is named.
fn counts(subject: &Subject<'_>, release: &Release, article: u32, day: Date) -> bool {
    let holds = release.article_row(article).is_some_and(|a| a.holds_on(day));
    let mut named = subject.policy.into_iter().flat_map(Policy::contractors).peekable();
    holds && (named.peek().is_none() || release.article_is_of(article, named))
}

fn verdict(subject: &Subject<'_>, release: &Release, article: u32, line: &Line<'_>) -> Verdict {
    let mut listed = false;
    let mut excluded = None;
    let mut look = |code: Code| {
        for row in release.article_diagnosis(article, &code) {
            if row.covered == 1 {
                listed = true;
            } else {
                excluded = excluded.or(Some(code));
            }
        }
    };
    if line.said.pointers.is_empty() {
        subject.reported().filter_map(|d| d.code).for_each(&mut look);
    } else {
        let at = |p: &u8| subject.dx.get(usize::from(*p).checked_sub(1)?)?.code;
        line.said.pointers.iter().filter_map(at).for_each(&mut look);
    }
    match excluded {
        _ if listed => Verdict::Covered,
        Some(code) => Verdict::Excluded(code),
        None if release.article_row(article).is_some_and(|a| a.has_covered == 1) => Verdict::Unlisted,
        None => Verdict::Silent,
    }
}

fn tell(release: &Release, line: &Line<'_>, article: u32, verdict: &Verdict, found: &mut Found) {
    let Some(article) = release.article(article) else { return };
    let number = line.number();
    let (message, diagnosis) = match verdict {
        Verdict::Excluded(code) => {
            (format!("{} does not cover {number} for {code}", article.id), Some(*code))
        }
        _ => (format!("{} covers {number} for none of the diagnoses of the line", article.id), None),
    };
    let of = article.contractors.first().map_or_else(String::new, |(number, name, states)| {
        format!("; {name} {number} {states}").trim_end().to_owned()
    });
    let days = match (article.from, article.to) {
        (Some(from), Some(to)) => format!("; {from} to {to}"),
        (Some(from), None) => format!("; from {from}"),
        _ => String::new(),
    };
    found
        .on(line, message)
        .codes(diagnosis)
        .cite(format!("Medicare Coverage Database, {} {}{of}{days}", article.id, article.title));
}
