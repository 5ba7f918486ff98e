//! GA, GX, GY, GZ: what the patient was told that Medicare will not pay.
//!
//! GA: an advance beneficiary notice was signed, or its signing refused before a witness, for what may
//! be denied as not necessary; GZ: that is expected and there is no notice; GY: never covered by
//! statute; GX beside GY: a notice given voluntarily for that (Medicare Claims Processing Manual
//! ch. 30 §50; ch. 1 §60). The words belong to the services of their sentence, problem or item, or to
//! the one service there is; else it is asked.

use crate::desk::Case;
use crate::service::Service;
use medcode_model::{BillingContext, Evidence, Query, Span};
use std::ops::Range;

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 30 §50";

const SIGNED: &[&str] =
    &["signed", "sign", "file", "obtained", "executed", "completed", "scanned", "witnessed"];

pub(super) fn apply(case: &mut Case<'_>) {
    if case.visit.billing == BillingContext::Facility && case.visit.setting.is_inpatient() {
        return;
    }
    let medicare = case.reading.is_medicare();
    let whole = case.reading.whole();
    let none = told_of(case, "mod abn none");
    let voluntary = case.all_told(whole.clone(), "mod abn voluntary");
    let mut marks: Vec<(Range<usize>, &'static str, &'static str)> = Vec::new();
    if medicare || !case.all_told(whole.clone(), "mod abn").is_empty() {
        for at in case.all_told(whole.clone(), "mod never covered") {
            marks.push((at, "GY", "GY: excluded by statute"));
        }
    }
    for at in &voluntary {
        marks.push((at.clone(), "GX", "GX: a notice given voluntarily"));
    }
    let excluded = !marks.is_empty();
    for at in case.all_told(whole.clone(), "mod abn") {
        if none.iter().any(|n| n.contains(&at.start)) || voluntary.iter().any(|v| v.contains(&at.start))
        {
            continue;
        }
        if is_signed(case, &at) {
            let mark = if excluded {
                ("GX", "GX: a notice signed for what statute excludes")
            } else {
                ("GA", "GA: a notice of non-coverage is signed")
            };
            marks.push((at, mark.0, mark.1));
        }
    }
    if !excluded && medicare && !none.is_empty() {
        for at in case.all_told(whole, "mod denial") {
            marks.push((at, "GZ", "GZ: denial is expected and there is no notice"));
        }
    }
    for (at, modifier, why) in marks {
        give(case, &at, modifier, why);
    }
    if medicare {
        by_statute(case);
    }
}

/// Services that the law keeps out of Medicare, whatever the note says of payment: refraction for glasses
/// and the routine physical examination (Social Security Act §1862(a)(7); ch. 1 §60).
const EXCLUDED: &[(&str, &str)] =
    &[("92015", "92015"), ("99381", "99387"), ("99391", "99397"), ("E0240", "E0248")];

fn by_statute(case: &mut Case<'_>) {
    for service in case.services.iter_mut().filter(|s| s.is_reported()) {
        let number = service.code.compact();
        if EXCLUDED.iter().any(|(first, last)| (*first..=*last).contains(&number)) {
            service.modify("GY", "GY: excluded by statute", AUTHORITY);
        }
    }
}

/// Where words stand that deny by themselves.
fn told_of(case: &Case<'_>, class: &str) -> Vec<Range<usize>> {
    let word = case.desk.crosswalk.words.get(class);
    let named = case.reading.named.iter().filter(|n| n.2 == word);
    named.map(|n| n.0 as usize..(n.0 + n.1) as usize).collect()
}

/// Whether words near a notice say that it was signed, or that signing was refused.
fn is_signed(case: &Case<'_>, at: &Range<usize>) -> bool {
    let sentence = case.reading.sentence(at.start);
    let near = at.start.saturating_sub(8).max(sentence.start)..(at.end + 8).min(sentence.end);
    near.clone().any(|t| SIGNED.contains(&case.reading.doc.folded(t)))
        || case.told(near, "mod abn refused").is_some()
}

/// Puts a modifier on the services that the words are told with.
fn give(case: &mut Case<'_>, at: &Range<usize>, modifier: &'static str, why: &'static str) {
    let words = case.reading.span(at.clone());
    let own = |s: &Service| s.is_reported() && !matches!(s.family, "em" | "drug");
    let all: Vec<usize> = (0..case.services.len()).filter(|&n| own(&case.services[n])).collect();
    let with = |within: Range<usize>| -> Vec<usize> {
        let told = |n: &usize| {
            let s = &case.services[*n];
            let starts = s.evidence.iter().map(|e| case.reading.doc.tokens_in(*e).0);
            starts.into_iter().any(|t| within.contains(&t))
        };
        all.iter().copied().filter(|n| told(n)).collect()
    };
    let mut chosen = with(case.reading.sentence(at.start));
    if chosen.is_empty() {
        chosen = with(case.reading.item(at.start));
    }
    if chosen.is_empty() {
        chosen = with(case.reading.near(at.start));
    }
    if chosen.is_empty() && all.len() == 1 {
        chosen = all;
    } else if chosen.is_empty() && !all.is_empty() {
        return ask(case, words);
    }
    for n in chosen {
        case.services[n].modify_by(words, modifier, why, AUTHORITY);
    }
}

fn ask(case: &mut Case<'_>, words: Span) {
    let question = "Which service is the notice of non-coverage for?";
    if case.queries.iter().any(|q| q.question == question) {
        return;
    }
    let lines = case.services.iter().filter(|s| s.is_reported() && s.family != "em");
    let mut options: Vec<String> = lines.map(|s| format!("{} ({})", s.label, s.code)).collect();
    options.extend(["Other".to_owned(), "Unable to determine".to_owned()]);
    case.queries.push(Query {
        question: question.to_owned(),
        indicators: vec![Evidence { span: words }],
        options,
    });
}
