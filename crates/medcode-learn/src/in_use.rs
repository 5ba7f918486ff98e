//! Which codes do practice charts and questions name? What they teach may break when a code retires.

use crate::check::questions::codes;
use crate::{Chart, Library, Question};
use medcode::diff::Use;
use medcode_model::{Code, Date};

impl Library {
    /// The codes of all charts, and of the questions that hold on a day, with where they stand. A chart
    /// stays right for its own date of service, which is told with it.
    #[must_use]
    pub fn codes(&self, day: Date) -> Vec<Use> {
        let charts = self.charts.iter().flat_map(of_chart);
        let held = self.questions.iter().filter(|q| q.valid.holds_on(day));
        charts.chain(held.flat_map(of_question)).collect()
    }
}

fn of_chart(chart: &Chart) -> impl Iterator<Item = Use> + '_ {
    let day = chart.labelled.note.date_of_service.map_or_else(String::new, |d| format!(" ({d})"));
    let place = format!("practice chart {}{day}", chart.id);
    chart.labelled.gold.iter().map(move |gold| taught(gold.code, place.clone()))
}

/// The stem and the right answer; wrong answers may well be codes that are none.
fn of_question(question: &Question) -> impl Iterator<Item = Use> + '_ {
    let texts = [question.stem.as_str(), question.choices[question.right].text.as_str()];
    let mut found: Vec<Code> = texts.into_iter().flat_map(codes).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|code| taught(code, format!("question {}", question.id)))
}

fn taught(code: Code, place: String) -> Use {
    Use {
        code: code.to_string(),
        system: Some(code.system()),
        count: 0,
        last: None,
        places: vec![place],
        stem: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_and_the_questions_of_the_day_give_their_codes() {
        let library = Library::embedded();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let today = library.codes(day("2026-05-12"));
        let has = |all: &[Use], place: &str| all.iter().any(|u| u.places[0].starts_with(place));
        assert!(has(&today, "practice chart office/") && has(&today, "question "));
        assert!(today.iter().all(|u| u.count == 0 && u.system.is_some() && !u.stem));
        let early = library.codes(day("1999-01-01"));
        assert!(has(&early, "practice chart office/") && !has(&early, "question "));
    }
}
