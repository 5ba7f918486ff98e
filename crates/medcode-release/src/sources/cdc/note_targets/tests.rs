//! Does every wording that names codes give the codes it names, and nothing else?

use super::*;
use crate::sources::cdc::icd10cm_tabular;
use crate::sources::shared_files;
use medcode_model::{CharPlace, Code};

/// Writes targets as `E08 A15-A19 T36-T50[56:5]`.
fn shown(list: &[Target]) -> String {
    let one = |target: &Target| {
        let codes = match target.from == target.to {
            true => target.from.to_string(),
            false => format!("{}-{}", target.from, target.to),
        };
        if target.place == CharPlace::None {
            return codes;
        }
        let chars = (b'0'..=b'9').chain(b'A'..=b'Z').filter(|c| target.chars & Target::bit(*c) != 0);
        let chars: String = chars.map(char::from).collect();
        format!("{codes}[{}:{chars}]", target.place as u8)
    };
    list.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn wordings_in_brackets_are_read() {
    for (text, want) in [
        ("sugar (E08.-)", "E08"),
        ("clots (I60-I69)", "I60-I69"),
        ("bones (M80.-, M81.-)", "M80 M81"),
        ("drug (T36-T50 with fifth or sixth character 5)", "T36-T50[56:5]"),
        ("drug (T36-T65 with fifth or sixth character 1-4 or 6)", "T36-T65[56:12346]"),
        ("drug (T36-T50 with final character 6)", "T36-T50[255:6]"),
        ("drug (T39.0-, with sixth character 1-4)", "T39.0[6:1234]"),
        ("toxin (T51-T65 with fifth or sixth character to indicate intent), for lungs", "T51-T65"),
        ("cough (A37 with fifth-character 1)", "A37[5:1]"),
        ("amnesia (F10-F11 with 5th character .6)", "F10-F11[5:6]"),
        ("kidney (E08-E09 with .21)", "E08.21 E09.21"),
        ("mood (F10, F13 with .26, .96)", "F10.26 F10.96 F13.26 F13.96"),
        ("use (F11-F12 with .15. .25, .95)", "F11.15 F11.25 F11.95 F12.15 F12.25 F12.95"),
        ("ulcer (E08-E09 with .51-.52)", "E08.51 E08.52 E09.51 E09.52"),
        ("skin (E13, with .62-)", "E13.62"),
        ("liver (B27.0-B27.1 with .9)", "B27.09 B27.19"),
        ("crisis (E08, E09 with final characters .00 or .01)", "E08.00 E08.01 E09.00 E09.01"),
        ("open (S42.- with 7th character B or C)", "S42[7:BC]"),
        ("open (S92.-with 7th character B)", "S92[7:B]"),
        ("pelvis (S32.1--S32.9 with 7th character B)", "S32.1-S32.9[7:B]"),
        ("neck (S12.0--S12.6.-)", "S12.0-S12.6"),
        ("eating (F98.2.-F98.3)", "F98.2-F98.3"),
        ("graft (I25.70-I25.73-, I25.79-)", "I25.70-I25.73 I25.79"),
        ("vein (I83.1-.2)", "I83.1-I83.2"),
        ("history (Z86.-. Z87.-)", "Z86 Z87"),
        ("joints (M05.00 to M05.8A)", "M05.00-M05.8A"),
        ("head (S00 - S09)", "S00-S09"),
        ("airway (J00-J06; J20-J22)", "J00-J06 J20-J22"),
        ("exam (Z00-Z01, Z02.8-Z02.9, )", "Z00-Z01 Z02.8-Z02.9"),
        ("all (A00-R94 and T80-T88.6, T88.8)", "A00-R94 T80-T88.6 T88.8"),
        ("codes here (i.e. E05.8, E16-E31) may be used", "E05.8 E16-E31"),
        ("left open (Z89.52-", "Z89.52"),
        ("salts (E87.8}", "E87.8"),
        ("dust with any type in A15 (J65)", "J65"),
        ("(T51-T65) to name it for codes T27.4-T27.7", "T51-T65"),
    ] {
        let parsed = targets(text);
        assert_eq!(shown(&parsed.targets), want, "{text}");
        assert!(parsed.complete && parsed.names_code, "{text}");
    }
}

#[test]
fn wordings_without_brackets_are_read() {
    for (text, want) in [
        ("conditions classified to A74.-", "A74"),
        ("code from category Z3A, Weeks", "Z3A"),
        ("code(s) from F11-F16 and F18-F19 to identify", "F11-F16 F18-F19"),
        ("burns, T20-T32", "T20-T32"),
        ("any condition in N18 and N26 - due to pressure", "N18 N26"),
        ("any condition in I11.- with any condition in I12.-", "I11 I12"),
        ("both I05.0 and I05.2-I05.9, whether or not", "I05.0 I05.2-I05.9"),
        ("in S06.1- to S06.6-, and S06.81- to S06.89-, code to", "S06.1-S06.6 S06.81-S06.89"),
        ("conditions in S06.0- to S06.8-code to it", "S06.0-S06.8"),
        ("Conditions in I00 with pericarditis", "I00"),
        ("leukemia C91.0-C95.9 with 5th character 1", "C91.0-C95.9[5:1]"),
        ("nose C44.301, C44.311)", "C44.301 C44.311"),
        ("Conditions in S00-T88, except T74 and T76", "S00-T73 T75 T77-T88"),
        ("conditions in O62.-, except O62.3", "O62-O62.2 O62.4-O62.Z"),
        ("neoplasm, not classifiable to C16.1-C16.4", ""),
        ("categories D37-D44, and D48 classify", "D37-D44 D48"),
        ("vitamin B12 deficiency", ""),
        ("LGMD R12", ""),
    ] {
        let parsed = targets(text);
        assert_eq!(shown(&parsed.targets), want, "{text}");
        assert!(parsed.complete, "{text}");
    }
}

#[test]
fn endings_after_any_character_are_spelled_out() {
    let parsed = targets("speech (I69. with final characters -21)");
    assert!(parsed.targets.iter().any(|t| t.matches(&Code::cm("I69.321").unwrap())));
    assert!(!parsed.targets.iter().any(|t| t.matches(&Code::cm("I69.322").unwrap())));
    let parsed = targets("seeing things (F11-F19 with fifth to sixth characters 51)");
    assert!(parsed.targets.iter().any(|t| t.matches(&Code::cm("F12.951").unwrap())));
    assert!(!parsed.targets.iter().any(|t| t.matches(&Code::cm("F12.950").unwrap())));
}

#[test]
fn what_restricts_in_words_names_nothing_and_is_told() {
    for text in [
        "open (S52.- with open fracture 7th character)",
        "acid - see categories E08-E10, E11 with ketoacidosis",
        "coma R40.21-R40-23 is",
        "(C50.- in women)",
    ] {
        let parsed = targets(text);
        assert!(!parsed.complete && parsed.targets.is_empty(), "{text}: {parsed:?}");
    }
}

#[test]
fn the_codes_a_note_is_about_are_its_scope() {
    let parsed = targets("code, if applicable, for codes G31.0-G31.83, G31.85-G31.9, to identify:");
    assert_eq!(
        (shown(&parsed.targets), shown(&parsed.scope)),
        ("".into(), "G31.0-G31.83 G31.85-G31.9".into())
    );
}

#[test]
fn chapters_are_named_by_number() {
    assert_eq!(targets("code to condition in Chapter 15").chapters, [15]);
    assert!(targets("the next chapter").chapters.is_empty());
}

/// Notes that name a code, and those of them understood in full; the others are problems.
#[test]
fn of_every_year_at_least_99_of_100_notes_that_name_a_code_are_understood_in_full() {
    for (year, coded, complete) in
        [("2016", 9540, 9535), ("2017", 9738, 9734), ("2021", 10_086, 10_083), ("2026", 10_782, 10_780)]
    {
        let Some(bytes) = shared_files::tabular(year) else { continue };
        let Read { value, problems } = read(&icd10cm_tabular::read(&bytes).value);
        assert_eq!((value.coded, value.complete), (coded, complete), "{year}");
        assert!(value.complete * 100 >= value.coded * 99, "{year}");
        assert_eq!(problems.len(), coded - complete, "{year}: what is not understood is told");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "([A-Z][0-9]{2}|[ (),.;-]|\\.-|--|with|fifth|or|sixth|character|except|to|\\.[0-9A-Z]{1,5}|[0-9]|é|–){0,24}") {
        let parsed = targets(&text);
        proptest::prop_assert!(parsed.unparsed.iter().all(|r| text.get(r.clone()).is_some()));
    }

    #[test]
    fn no_bytes_make_it_panic(text in ".{0,80}") {
        let _ = targets(&text);
    }
}
