//! Obstructive lung disease and its combinations (OCG I.C.10.a, Tabular J43-J45), pneumonia
//! by organism (Tabular J12-J16), oxygen in chronic respiratory failure.

use super::near;
use crate::case::{Case, Draft, Tier};
use medcode_model::WithheldReason;
use medcode_note::Gap;

/// Organisms as notes name them, and the pneumonia due to them.
const ORGANISMS: &[(&[&str], &str)] = &[
    (&["mrsa", "methicillin resistant staphylococcus aureus"], "J15.212"),
    (&["mssa", "methicillin susceptible staphylococcus aureus"], "J15.211"),
    (&["hemophilus influenzae", "h influenzae", "h flu"], "J14"),
    (&["klebsiella"], "J15.0"),
    (&["pseudomona"], "J15.1"),
    (&["pneumococcal", "streptococcus pneumoniae", "strep pneumoniae", "s pneumoniae"], "J13"),
    (&["e coli", "escherichia coli"], "J15.5"),
    (&["mycoplasma"], "J15.7"),
    (&["legionella"], "A48.1"),
    (&["rsv", "respiratory syncytial virus"], "J12.1"),
];

/// Pneumonia by its organism, and the code of the organism alone.
const SAME: &[(&str, &str)] = &[
    ("J15.0", "B96.1"),
    ("J15.1", "B96.5"),
    ("J13", "B95.3"),
    ("J15.211", "B95.61"),
    ("J15.212", "B95.62"),
    ("J15.5", "B96.20"),
    ("J15.7", "B96.0"),
];

const INFECTIONS: &[&str] = &["J12", "J13", "J14", "J15", "J16", "J18", "J20", "J21", "J22"];

/// Applies the combinations.
pub(crate) fn apply(case: &mut Case<'_>) {
    failure(case);
    covid(case);
    pneumonia(case);
    exacerbation(case);
    emphysema(case);
    infection(case);
    asthma(case);
    oxygen(case);
}

/// Respiratory failure by the words beside it: what is acute or chronic elsewhere in the
/// sentence is another condition ("acute respiratory failure from chronic bronchitis").
fn failure(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("J96") {
            continue;
        }
        let words = near::beside(case, draft, 3, 4);
        let beside = describing(case, draft);
        let starts = |stem: &str| words.clone().any(|t| case.doc.folded(t).starts_with(stem));
        let holds = |word: &str| beside.clone().any(|t| case.doc.folded(t) == word);
        // "Acute on chronic hypoxic and hypercapnic respiratory failure".
        let both = near::said(
            case,
            &near::beside(case, draft, 8, 0),
            &["acute on chronic", "acute and chronic"],
        );
        let acuity = match (holds("acute") || both, holds("chronic") || both) {
            (true, true) => '2',
            (true, false) => '0',
            (false, true) => '1',
            (false, false) => continue,
        };
        let last = match (starts("hypox"), starts("hypercap") || starts("hypercarb")) {
            (true, _) => '1',
            (false, true) => '2',
            (false, false) => draft.code.bytes()[4] as char,
        };
        let code = format!("J96.{acuity}{last}");
        if draft.code.to_string() != code && case.row(&code).is_some() {
            case.recode(at, &code, "acuity and blood gas as the words beside it say", "OCG-I.C.10.b");
        }
        // Too little oxygen and too much carbon dioxide are a code each.
        let both = starts("hypox") && (starts("hypercap") || starts("hypercarb"));
        if both && case.drafts[at].is_reported() {
            let mut like = case.drafts[at].clone();
            like.order += 1;
            case.add(&format!("J96.{acuity}2"), &like, "both gases are named", "OCG-I.C.10.b");
        }
    }
}

/// Pneumonia due to COVID-19: the virus first (OCG I.C.1.g.1.c).
fn covid(case: &mut Case<'_>) {
    // "COVID positive 4/1, recovered": history (OCG I.C.1.g.1.i).
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let after =
            near::own(draft).end..(near::own(draft).end + 6).min(near::sentence(case, draft).end);
        let over = after.into_iter().any(|t| matches!(case.doc.folded(t), "recovered" | "resolved"));
        if over && draft.is_reported() && draft.under("U07.1") {
            case.recode(at, "Z86.16", "the infection is over", "OCG-I.C.1.g");
        }
    }
    let Some(mut like) = case.reported().find(|d| d.under("J12.82")).cloned() else { return };
    like.order -= 1;
    case.add("U07.1", &like, "the infection behind the pneumonia", "OCG-I.C.1.g");
}

/// The words that describe the failure: those before it, and after it where "acute" follows
/// ("respiratory failure, acute on chronic").
fn describing(case: &Case<'_>, draft: &Draft) -> std::ops::Range<usize> {
    let (own, sentence) = (near::own(draft), near::sentence(case, draft));
    let noun = own.clone().find(|&t| matches!(case.doc.folded(t), "failure" | "insufficiency"));
    let Some(noun) = noun else { return near::beside(case, draft, 3, 1) };
    let after = noun..(noun + 5).min(sentence.end);
    let acute = after.clone().find(|&t| case.doc.folded(t) == "acute");
    let from = noun.saturating_sub(6).max(sentence.start);
    from..acute.map_or(noun + 1, |_| after.end)
}

/// The organism that a pneumonia is due to.
fn pneumonia(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("J18.9") || !draft.context.assertion.is_affirmed() {
            continue;
        }
        let words = near::beside(case, draft, 3, 10);
        let named = ORGANISMS.iter().find(|(names, _)| near::said(case, &words, names));
        // "Community acquired pneumonia, Strep pneumoniae": the organism heads the next item.
        let follows = |r: &std::ops::Range<usize>| {
            let end = near::own(draft).end;
            (end..end + 5).contains(&r.start)
        };
        let linked = near::cause(case, draft).is_some()
            || named.is_some_and(|(names, _)| case.places.any(names).iter().any(follows))
            || named.is_some_and(|(names, _)| near::said(case, &near::beside(case, draft, 3, 0), names));
        if let Some((_, code)) = named.filter(|_| linked) {
            case.recode(at, code, "the organism is named", "OCG-I.B.9");
        }
    }
    probable(case);
    let named = |d: &Draft| ORGANISMS.iter().any(|(_, c)| d.under(c));
    if !case.drafts.iter().any(|d| d.is_reported() && named(d)) {
        return;
    }
    let sentences: Vec<u32> = case.reported().filter(|d| named(d)).map(|d| d.sentence).collect();
    // The sputum of the course names what the code names, unless another infection asks for it.
    let alone = !["N", "L", "K", "M"].iter().any(|c| case.reports(c));
    let in_code: Vec<&str> = SAME.iter().filter(|(c, _)| case.reports(c)).map(|(_, b)| *b).collect();
    let organism = |d: &Draft| {
        let same = (d.under("B95") || d.under("B96")) && sentences.contains(&d.sentence);
        same || d.under("B96.3") || alone && in_code.iter().any(|c| d.under(c))
    };
    for draft in case.drafts.iter_mut().filter(|d| d.under("J18.9") || organism(d)) {
        draft.withhold(
            WithheldReason::LessSpecific,
            "the pneumonia is coded by its organism",
            Some("OCG-I.B.2"),
        );
    }
}

/// "Pneumonia RML, probable pneumococcal": outside of a stay an organism that is only likely is
/// not coded (OCG IV.H).
fn probable(case: &mut Case<'_>) {
    if case.facts.setting.is_inpatient() {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some((names, _)) = ORGANISMS.iter().find(|(_, c)| draft.is_reported() && draft.under(c))
        else {
            continue;
        };
        let sentence = near::sentence(case, draft);
        let told = case.places.any(names);
        let mut told = told.iter().filter(|r| sentence.contains(&r.start)).peekable();
        let likely = |r: &std::ops::Range<usize>| {
            let before = r.start.saturating_sub(2).max(sentence.start)..r.start;
            before.clone().any(|t| {
                matches!(
                    case.doc.folded(t),
                    "probable" | "probably" | "likely" | "possible" | "suspected" | "presumed"
                )
            })
        };
        if told.peek().is_some() && told.all(likely) {
            case.recode(at, "J18.9", "the organism is only likely", "OCG-IV.H");
        }
    }
}

/// An exacerbation of COPD named beside the respiratory failure that it causes.
fn exacerbation(case: &mut Case<'_>) {
    const NAMES: &[&str] = &["aecopd", "copd exacerbation", "exacerbation of copd"];
    if !case.reports("J96") || case.reports("J44") || case.reports("J43") {
        return;
    }
    let needed = if case.facts.setting.is_inpatient() { Tier::Discussed } else { Tier::Assessed };
    let stated = case.places.any(NAMES).into_iter().find(|r| {
        let span = case.span(r.clone());
        let context = case.doc.context(span);
        context.assertion.is_affirmed() && case.tier(&context, span) >= needed
    });
    if let Some(words) = stated {
        case.state("J44.1", words, "named as the cause of the failure", "OCG-I.C.10.a");
    }
}

/// Emphysema with obstructive disease is J43, exacerbated or not (Index: Disease > lung >
/// obstructive > with emphysema), unless chronic bronchitis is named.
fn emphysema(case: &mut Case<'_>) {
    if !case.reports("J43") || case.reports("J41") || case.reports("J42") {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("J44")) {
        draft.withhold(WithheldReason::Excluded, "emphysema includes it", Some("Tabular-J43"));
    }
}

/// With an infection of the lower airways: J44.0, with the infection coded in addition.
fn infection(case: &mut Case<'_>) {
    told_infection(case);
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("J44")) else { return };
    if !INFECTIONS.iter().any(|c| case.reports(c)) || case.reports("J44.0") {
        return;
    }
    let reason = "with an infection of the lower respiratory tract";
    if case.drafts[at].under("J44.9") {
        case.recode(at, "J44.0", reason, "Tabular-J44.0");
    } else {
        let like = case.drafts[at].clone();
        case.add("J44.0", &like, reason, "Tabular-J44.0");
    }
}

/// "COPD with acute bronchitis": the infection that J44.0 holds is coded too (Tabular J44.0: code also to
/// identify the infection).
fn told_infection(case: &mut Case<'_>) {
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("J44.0")) else { return };
    let like = case.drafts[at].clone();
    if INFECTIONS.iter().any(|c| case.reports(c)) {
        return;
    }
    let own = near::own(&like);
    for (words, code) in [("acute bronchitis", "J20.9"), ("pneumonia", "J18.9")] {
        if near::said(case, &own, &[words]) && case.add(code, &like, "the infection", "Tabular-J44.0") {
            return;
        }
    }
}

/// Asthma without a type beside obstructive disease says nothing more (Tabular J44: code
/// also the type of asthma).
fn asthma(case: &mut Case<'_>) {
    if !case.reports("J44") {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("J45.909")) {
        draft.withhold(WithheldReason::LessSpecific, "no type of asthma is given", Some("Tabular-J44"));
    }
}

/// Oxygen at home in a patient whose chronic respiratory failure is reported.
fn oxygen(case: &mut Case<'_>) {
    const OXYGEN: &[&str] = &[
        "l nc 24 7",
        "home o2",
        "home oxygen",
        "oxygen at home",
        "chronic oxygen",
        "continuous oxygen",
        "supplemental oxygen",
        "portable oxygen concentrator",
        "oxygen dependent",
        "o2 dependent",
    ];
    if !case.reports("J96.1") && !case.reports("J96.2") {
        return;
    }
    let note = near::note(case);
    if let Some(words) = near::find(case, &note, OXYGEN).or_else(|| litres(case)) {
        case.state("Z99.81", words, "depends on oxygen", "OCG-I.C.21.c.3");
        if let Some(draft) = case.drafts.last_mut().filter(|d| d.under("Z99.81")) {
            draft.tier = crate::case::Tier::Assessed;
        }
    }
}

/// "2 L O2 all day", "O2 3L": outside of a stay what chronic failure breathes at rest is its oxygen at home.
fn litres(case: &Case<'_>) -> Option<std::ops::Range<usize>> {
    use medcode_model::{Setting, Temporality};
    let clinic = matches!(case.facts.setting, Setting::Office | Setting::Telehealth);
    if clinic && !case.reports("J96.1") {
        return None;
    }
    let amount = |t: usize| {
        let word = case.doc.folded(t);
        let number = |w: &str| w.parse::<f32>().is_ok_and(|n| (0.5..=15.0).contains(&n));
        word.strip_suffix('l').is_some_and(number)
            || word == "l" && t > 0 && number(case.doc.folded(t - 1))
            || number(word) && case.doc.folded(t + 1) == "l"
    };
    // "BiPAP 36 h, home 2 L": of a stay the words must say that it is at home.
    let home = |t: &usize| amount(*t + 1) && !case.doc.gap(*t + 1).has(Gap::COMMA.with(Gap::SEMICOLON));
    let at_home = case.places.word("home").iter().map(|&t| t as usize).find(home).map(|t| t..t + 1);
    if !clinic || at_home.is_some() {
        return at_home;
    }
    let oxygen = ["o2", "oxygen"].iter().flat_map(|w| case.places.word(w)).map(|&t| t as usize);
    let taken = |t: &usize| {
        let near = t.saturating_sub(3)..(t + 3).min(case.doc.tokens().len());
        let at = case.doc.context(case.doc.tokens()[*t].span).assertion;
        at.is_affirmed() && at.temporality == Temporality::Current && near.into_iter().any(amount)
    };
    oxygen.into_iter().find(taken).map(|t| t..t + 1)
}
