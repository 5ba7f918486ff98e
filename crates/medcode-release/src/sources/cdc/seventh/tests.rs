//! Is every complete code generated, none invented, and titled as the order file titles it?

use super::super::{icd10cm_order, icd10cm_tabular};
use super::*;
use crate::sources::shared_files;
use medcode_model::CodeSystem;
use std::collections::BTreeSet;

fn small(codes: &str) -> Tabular {
    let text = format!(
        "<ICD10CM.tabular><version>2030</version><chapter><name>19</name><desc>Harm (S00-T88)</desc>\
         <section id=\"S00-S09\"><desc>Head (S00-S09)</desc>{codes}</section></chapter></ICD10CM.tabular>"
    );
    let read = icd10cm_tabular::read(text.as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.value
}

const LIST: &str = "<sevenChrNote><note>The appropriate 7th character is to be added to each code from category S06</note></sevenChrNote>\
    <sevenChrDef><extension char=\"A\">first</extension><extension char=\"D\">later</extension></sevenChrDef>";

fn codes(tabular: &Tabular) -> Vec<String> {
    let read = expand(tabular);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.value.iter().map(|e| e.code.to_string()).collect()
}

#[test]
fn the_nearest_list_holds_and_short_codes_are_filled() {
    let tabular = small(&format!(
        "<diag><name>S05</name><desc>Eye</desc></diag>\
         <diag><name>S06</name><desc>Brain</desc>{LIST}\
         <diag><name>S06.0</name><desc>Shaken</desc><diag><name>S06.0X</name><desc>Shaken</desc>\
         <diag><name>S06.0X1</name><desc>Shaken long</desc></diag></diag></diag>\
         <diag><name>S06.1</name><desc>Swollen</desc><sevenChrDef><extension char=\"S\">since</extension></sevenChrDef></diag>\
         </diag>"
    ));
    assert_eq!(codes(&tabular), ["S05", "S06.0X1A", "S06.0X1D", "S06.1XXS"]);
    let titles: Vec<_> = expand(&tabular).value.iter().map(|e| e.title(&tabular).into_owned()).collect();
    assert_eq!(titles, ["Eye", "Shaken long, first", "Shaken long, later", "Swollen, since"]);
}

#[test]
fn a_restriction_written_beside_a_list_is_followed() {
    let note = "<notes><note>7th character D does not apply to codes in category S06 with 6th character 7 - it ends so.</note></notes>";
    let tabular = small(&format!(
        "<diag><name>S06</name><desc>Brain</desc>{note}{LIST}<diag><name>S06.1X7</name><desc>Ends</desc></diag>\
         <diag><name>S06.1X9</name><desc>Lasts</desc></diag></diag>"
    ));
    assert_eq!(codes(&tabular), ["S06.1X7A", "S06.1X9A", "S06.1X9D"]);
}

#[test]
fn a_note_that_is_not_understood_is_a_problem() {
    let note = "<notes><note>The 7th character depends on the weather.</note></notes>";
    let tabular = small(&format!("<diag><name>S06</name><desc>Brain</desc>{note}{LIST}</diag>"));
    let read = expand(&tabular);
    assert_eq!((read.value.len(), read.problems.len()), (2, 1));
    assert_eq!(read_notes(&tabular).value.understood, 1);
}

/// The totals are those the publisher announced for each year: 69,823 (FY2016), 71,486
/// (FY2017), 72,621 (FY2021 with its January codes), 74,719 (FY2026).
#[test]
fn every_year_gives_the_announced_number_of_codes_and_every_note_is_understood() {
    for (year, codes, notes) in
        [("2016", 69_823, 467), ("2017", 71_486, 505), ("2021", 72_621, 508), ("2026", 74_719, 509)]
    {
        let Some(bytes) = shared_files::tabular(year) else { continue };
        let tabular = icd10cm_tabular::read(&bytes).value;
        let Read { value, problems } = expand(&tabular);
        assert!(problems.is_empty(), "{year}: {problems:?}");
        let distinct: BTreeSet<Code> = value.iter().map(|e| e.code).collect();
        assert_eq!((value.len(), distinct.len()), (codes, codes), "{year}");
        let read = read_notes(&tabular).value;
        assert_eq!((read.notes, read.understood), (notes, notes), "{year}");
        let restricting = usize::from(year >= "2021");
        assert_eq!(read.restrictions.len(), restricting, "{year}: the note at S06 came after FY2017");
    }
}

/// The letter without its accent, for the letters that titles hold.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[test]
fn the_tabular_gives_exactly_the_billable_codes_and_titles_of_the_order_file() {
    let zip = "icd10cm/2026/icd10cm-Code Descriptions-2026.zip";
    let (Some(tabular), Some(order)) =
        (shared_files::tabular("2026"), shared_files::zipped(zip, "icd10cm-order-2026.txt"))
    else {
        return;
    };
    let tabular = icd10cm_tabular::read(&tabular).value;
    let order = icd10cm_order::read(CodeSystem::Icd10Cm, &order).value;
    let mut listed: BTreeMap<Code, &str> =
        order.iter().filter(|row| row.billable).map(|row| (row.code, &*row.long)).collect();
    assert_eq!(listed.len(), 74_719);
    let (mut same, mut different) = (0, Vec::new());
    for expanded in expand(&tabular).value {
        let Some(long) = listed.remove(&expanded.code) else {
            panic!("{} was invented", expanded.code);
        };
        let title = expanded.title(&tabular);
        if title == long {
            same += 1;
        } else {
            let reason = if title.chars().map(plain).eq(long.chars()) { "accents" } else { "other" };
            different.push(format!("{}\t{reason}", expanded.code));
        }
    }
    assert!(listed.is_empty(), "missing: {:?}", listed.keys().take(10).collect::<Vec<_>>());
    let explained = include_str!("../../../../data/title-differences.tsv");
    let explained: Vec<&str> = explained.lines().filter(|l| !l.starts_with('#')).collect();
    different.sort();
    assert_eq!((same, different), (74_600, explained.iter().map(ToString::to_string).collect()));
}
