//! Are the changes of releases made for the purpose told in whole, and what they mean for codes
//! in use? The numbers are made up where that is possible.

use medcode_diff::{
    CodeWhat, Diff, EditValue, Effect, NameError, Part, Sheet, Tab, Wanted, compare, impact, page,
    read_mine, rows,
};
use medcode_kb::query::{Library, Release};
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::codes::{self, BILLABLE, NewCode, POA_EXEMPT};
use medcode_kb::tables::conversion::{self, ConversionRow};
use medcode_kb::tables::details::{self, DateRow, DetailRow, Field};
use medcode_kb::tables::meta::{Meta, ReleaseFrom, Source};
use medcode_kb::tables::mue::{self, MueSetting, NewMue};
use medcode_kb::tables::ptp::{Builder, NewEdit, PtpSetting};
use medcode_kb::text::coded::NO_TEXT;
use medcode_model::{CodeSystem, Date, SourceKind};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn release(
    system: CodeSystem,
    from: &str,
    kinds: &[SourceKind],
    fill: impl FnOnce(&mut ReleaseWriter),
) -> Release {
    let mut out = ReleaseWriter::default();
    fill(&mut out);
    let source = |kind: &SourceKind| Source {
        kind: kind.id().into(),
        file: "made".into(),
        origin: Vec::new(),
        sha256: String::new(),
        bytes: 0,
        release: from.into(),
        release_from: ReleaseFrom::Stated,
        rebuilt: false,
        borrowed: false,
        rows: 0,
        problems: 0,
        first_problems: Vec::new(),
    };
    let meta = Meta {
        system: system.id().into(),
        from: from.into(),
        sources: kinds.iter().map(source).collect(),
        counts: Vec::new(),
    };
    meta.write(&mut out);
    Release::from_bytes(out.finish().0).unwrap()
}

fn chars(code: &str) -> [u8; 7] {
    let mut out = [0; 7];
    out[..code.len()].copy_from_slice(code.as_bytes());
    out
}

/// A code with its title; `flags` as the table has them.
fn put(out: &mut ReleaseWriter, list: &[(&str, u8, &str)]) {
    let new = list
        .iter()
        .map(|(code, flags, title)| NewCode {
            code: chars(code),
            flags: *flags,
            title: out.text.add(title),
            short: NO_TEXT,
        })
        .collect();
    codes::write(new, out);
}

fn diagnoses() -> Library {
    use SourceKind::{CmConversion, CmOrder, CmPoaExempt};
    let made = |from, kinds: &[SourceKind], list: &[(&str, u8, &str)], rows: Vec<ConversionRow>| {
        release(CodeSystem::Icd10Cm, from, kinds, |out| {
            put(out, list);
            conversion::write(rows, out);
        })
    };
    let row = |new: &str, old: &str| ConversionRow {
        new: chars(new),
        from: chars(old),
        to: chars(old),
        effective: day("2025-10-01").days().into(),
    };
    let oldest = [("A01", 0, "one"), ("A015", BILLABLE, "back again"), ("A019", BILLABLE, "nine")];
    let older = [
        ("A01", 0, "one"),
        ("A011", BILLABLE, "to be split"),
        ("A012", BILLABLE, "to go"),
        ("A013", BILLABLE | POA_EXEMPT, "old words"),
        ("A014", 0, "header"),
        ("A0141", BILLABLE, "under it"),
        ("A019", BILLABLE, "nine"),
    ];
    let newer = [
        ("A01", 0, "one"),
        ("A011", 0, "to be split"),
        ("A0110", BILLABLE, "first half"),
        ("A0111", BILLABLE, "second half"),
        ("A013", BILLABLE, "new words"),
        ("A014", BILLABLE, "header"),
        ("A015", BILLABLE, "back again"),
        ("A016", BILLABLE, "in place of two"),
        ("A019", BILLABLE, "nine"),
    ];
    Library::of_releases(vec![
        made("2023-10-01", &[CmOrder], &oldest, Vec::new()),
        made("2024-10-01", &[CmOrder, CmPoaExempt], &older, Vec::new()),
        made(
            "2025-10-01",
            &[CmOrder, CmPoaExempt, CmConversion],
            &newer,
            vec![row("A0110", "A011"), row("A0111", "A011"), row("A016", "A012"), row("A016", "A019")],
        ),
    ])
}

fn diff(library: &Library, a: &str, b: &str) -> Diff {
    compare(library, None, a, b).unwrap()
}

#[test]
fn each_fate_of_a_code_is_told_with_old_and_new_codes() {
    let library = diagnoses();
    let diff = diff(&library, "FY2025", "FY2026");
    let of = &diff.systems[0];
    let told: Vec<(String, CodeWhat, String)> = of
        .codes
        .iter()
        .map(|c| {
            let new = c.replaced_by.iter().map(|c| c.compact().to_owned());
            let old = c.previous.iter().map(|p| p.from.compact().to_owned());
            (c.code.compact().to_owned(), c.what, new.chain(old).collect::<Vec<_>>().join(" "))
        })
        .collect();
    let wanted = [
        ("A011", CodeWhat::ToHeader, "A0110 A0111"),
        ("A0110", CodeWhat::New, "A011"),
        ("A0111", CodeWhat::New, "A011"),
        ("A012", CodeWhat::Deleted, "A016"),
        ("A013", CodeWhat::Revised, ""),
        ("A014", CodeWhat::ToBillable, ""),
        ("A0141", CodeWhat::Deleted, ""),
        ("A015", CodeWhat::Reinstated, ""),
        ("A016", CodeWhat::New, "A012 A019"),
    ];
    let wanted: Vec<_> = wanted.map(|(c, w, l)| (c.to_owned(), w, l.to_owned())).into();
    assert_eq!(told, wanted);
    assert_eq!(of.poa.len(), 1);
    assert!(!of.poa[0].exempt);
    for part in [Part::Notes, Part::Seventh, Part::Index] {
        assert!(of.no_data.iter().any(|n| n.part == part), "{part:?}");
        assert!(!of.compared.contains(&part), "{part:?}");
    }
    assert_eq!(diff.absent.len(), 3, "the other systems are named");
}

#[test]
fn codes_in_use_break_or_need_a_look_and_only_one_successor_is_certain() {
    let library = diagnoses();
    let diff = diff(&library, "FY2025", "FY2026");
    let list = "A01.2,5\nA01.1,50\nA01.3,7\nA01.41,1\nA01.9,90\nA01,1\nZ99.9,3\n";
    let report = impact(&library, &diff, &read_mine("mine", list).uses).unwrap();
    let told: Vec<(String, Effect, usize, bool)> =
        report.items.iter().map(|i| (i.code.to_string(), i.effect, i.instead.len(), i.person)).collect();
    let wanted = [
        // The most used first; two successors are for a person, one is not, none is.
        ("A01.1", Effect::Breaks, 2, true),
        ("A01.2", Effect::Breaks, 1, false),
        ("A01.41", Effect::Breaks, 0, true),
        // A code was made of a part of A01.9; the title and POA of A01.3 changed.
        ("A01.9", Effect::Review, 0, true),
        ("A01.3", Effect::Review, 0, true),
        ("A01", Effect::NotValid, 7, true),
    ];
    let wanted: Vec<_> = wanted.map(|(c, e, n, p)| (c.to_owned(), e, n, p)).into();
    assert_eq!(told, wanted);
    assert_eq!(report.unknown.len(), 1);
    assert_eq!(report.untouched, 0);
}

#[test]
fn names_that_lead_nowhere_are_refused_with_what_is_installed() {
    let library = diagnoses();
    let asked = |a, b| compare(&library, Some(CodeSystem::Icd10Cm), a, b);
    assert!(asked("2025-01-15", "FY2026").is_ok(), "a day within a release is that release");
    let missing = asked("FY2020", "FY2026").unwrap_err();
    assert!(missing.to_string().contains("2023-10-01, 2024-10-01, 2025-10-01"), "{missing}");
    assert!(matches!(asked("FY2026", "2025-10"), Err(NameError::Same(..))));
    assert!(matches!(asked("hcpcs:2026", "FY2026"), Err(NameError::Against(..))));
    let two = compare(&library, None, "cm:2025", "hcpcs:2026");
    assert!(matches!(two, Err(NameError::Mixed(..))));
    assert!(matches!(compare(&Library::default(), None, "2025", "2026"), Err(NameError::Nothing(_))));
}

#[test]
fn hcpcs_codes_end_come_back_and_change_their_coverage() {
    let made = |from: &str, ended: &[(usize, &str)], coverage: &str| {
        release(CodeSystem::Hcpcs, from, &[SourceKind::HcpcsFixed], |out| {
            put(out, &[("A0001", BILLABLE, "a"), ("A0002", BILLABLE, "b"), ("A0003", BILLABLE, "c")]);
            let text = out.text.add(coverage);
            let field = Field::Coverage as u8;
            let details = vec![DetailRow { code: 2.into(), text: text.into(), field, reserved: [0; 3] }];
            let date = |(row, last): &(usize, &str)| DateRow {
                code: (*row as u32).into(),
                added: 0.into(),
                action: 0.into(),
                terminated: day(last).days().into(),
            };
            details::write(details, ended.iter().map(date).collect(), out);
        })
    };
    let library = Library::of_releases(vec![
        made("2025-01-01", &[(1, "2024-12-31")], "C"),
        made("2026-01-01", &[(0, "2025-12-31"), (2, "2026-03-31")], "D"),
    ]);
    let diff = diff(&library, "2025", "2026");
    let of = &diff.systems[0];
    let told: Vec<(&str, CodeWhat)> = of.codes.iter().map(|c| (c.code.compact(), c.what)).collect();
    assert_eq!(told, [("A0001", CodeWhat::Deleted), ("A0002", CodeWhat::Reinstated)]);
    assert_eq!(of.codes[0].day, Some(day("2025-12-31")));
    let fields: Vec<_> = of.fields.iter().map(|f| (f.code.compact(), f.id(), &*f.after)).collect();
    assert_eq!(fields, [("A0003", "coverage", "D"), ("A0003", "last_day", "2026-03-31")]);
}

#[test]
fn edits_are_compared_on_their_days_by_number_only() {
    let edit = |one: &[u8; 5], two: &[u8; 5], from: &str, to: &str, indicator| NewEdit {
        column_one: *one,
        column_two: *two,
        effective: from.parse().ok(),
        deleted: to.parse().ok(),
        indicator,
        rationale: NO_TEXT,
    };
    let made = |from: &str, edits: &[NewEdit], units: &[(&[u8; 5], u32)]| {
        release(CodeSystem::Cpt, from, &[], |out| {
            let mut builder = Builder::default();
            edits.iter().for_each(|e| builder.add(e));
            builder.write(PtpSetting::Practitioner, out);
            let new = |(code, value): &(&[u8; 5], u32)| NewMue {
                code: **code,
                indicator: 3,
                rationale: NO_TEXT,
                value: *value,
            };
            mue::write(MueSetting::Practitioner, units.iter().map(new).collect(), out);
        })
    };
    let (a, b, c) = (b"10000", b"20000", b"A0003");
    let library = Library::of_releases(vec![
        made(
            "2025-01-01",
            &[edit(a, b, "2020-01-01", "", 0), edit(a, c, "2020-01-01", "", 1)],
            &[(a, 2)],
        ),
        made(
            "2025-04-01",
            &[
                edit(a, b, "2020-01-01", "2025-03-31", 0),
                edit(a, b, "2025-04-01", "", 1),
                edit(a, c, "2020-01-01", "2025-03-31", 1),
                edit(b, c, "2025-04-01", "", 0),
                edit(b, a, "2025-04-01", "2025-04-01", 9),
            ],
            &[(a, 3), (c, 1)],
        ),
    ]);
    let diff = diff(&library, "ncci:2025-01", "ncci:2025-04");
    let of = &diff.systems[0];
    let told: Vec<_> = of
        .edits
        .iter()
        .map(|e| (e.part, e.code.to_string(), e.with.map(|c| c.to_string()), e.before, e.after))
        .collect();
    let (pair, units) = (|n| Some(EditValue::Pair(n)), |n| Some(EditValue::Units(n, 3)));
    let text = |t: &[u8; 5]| String::from_utf8(t.to_vec()).unwrap();
    assert_eq!(
        told,
        [
            (Part::MuePractitioner, text(a), None, units(2), units(3)),
            (Part::MuePractitioner, text(c), None, None, units(1)),
            (Part::PtpPractitioner, text(a), Some(text(b)), pair(0), pair(1)),
            (Part::PtpPractitioner, text(a), Some(text(c)), pair(1), None),
            (Part::PtpPractitioner, text(b), Some(text(c)), None, pair(0)),
        ]
    );
    assert!(of.no_data.iter().any(|n| n.part == Part::PtpHospital));
    let report = impact(&library, &diff, &read_mine("m", "10000,4").uses).unwrap();
    assert_eq!(report.items[0].effect, Effect::Review);
    assert_eq!(report.items[0].reasons.len(), 2);
}

#[test]
fn the_page_needs_nothing_from_elsewhere_and_escapes_titles() {
    let made = |from, title: &str| {
        release(CodeSystem::Icd10Cm, from, &[SourceKind::CmOrder], |out| {
            put(out, &[("A01", 0, "one"), ("A011", BILLABLE, title)]);
        })
    };
    let library =
        Library::of_releases(vec![made("2024-10-01", "x"), made("2025-10-01", "<b>y & z</b>")]);
    let html = page(&diff(&library, "2025", "2026"), None);
    assert!(html.contains("&lt;b&gt;y &amp; z&lt;/b&gt;") && !html.contains("<b>y"));
    assert!(html.contains("<svg") && html.ends_with("</html>\n"));
    for elsewhere in ["http:", "https:", "src=", "url(", "<script", "<link"] {
        assert!(!html.contains(elsewhere), "{elsewhere}");
    }
}

#[test]
fn a_sheet_finds_every_change_once_and_shows_the_row_of_its_place() {
    let library = diagnoses();
    let diff = compare(&library, Some(CodeSystem::Icd10Cm), "2024-10-01", "2025-10-01").unwrap();
    let all: Vec<_> = rows(&diff.systems[0]).collect();
    let sheet = Sheet::new(diff.systems[0].clone());
    let found: Vec<_> = sheet.find(&Wanted::default()).map(|at| sheet.row(at).unwrap()).collect();
    assert_eq!(found, all);
    assert!(sheet.row(all.len()).is_none());
    let on = |tab| Wanted { tab: Some(tab), ..Wanted::default() };
    let codes = |wanted: &Wanted| -> Vec<String> {
        sheet.find(wanted).filter_map(|at| Some(sheet.row(at)?.code?.to_string())).collect()
    };
    assert_eq!(codes(&on(Tab::Titles)), ["A01.3"]);
    let deleted = Wanted { change: "deleted".into(), ..on(Tab::Codes) };
    assert_eq!(codes(&deleted), ["A01.2", "A01.41"]);
    let begins = Wanted { begins: "a01.1".into(), ..on(Tab::Conversion) };
    assert_eq!(codes(&begins), ["A01.1", "A01.10", "A01.11"]);
    assert!(codes(&Wanted { chapter: "2".into(), ..on(Tab::Codes) }).is_empty());
    let other = Wanted { specialty: "Infectious disease".into(), ..on(Tab::Codes) };
    assert_eq!(codes(&other).len(), sheet.count(Tab::Codes));
    let kinds = sheet.choices(Tab::Codes).kinds;
    assert_eq!(kinds.values().sum::<usize>(), sheet.count(Tab::Codes));
    assert_eq!(kinds["deleted"], 2);
}
