//! Do the parts of the procedure-to-procedure edits make one table?

use super::*;

/// Rows in the publisher's layout, of numbers of ours.
fn pairs_file(rows: &str) -> String {
    let heads =
        "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n";
    format!("A notice\r\n{heads}\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n{rows}")
}

#[test]
fn the_parts_of_the_edits_of_pairs_make_one_table_whatever_their_order() {
    use medcode_kb::tables::ptp::PtpSetting;
    let (folder, home) = fresh();
    let part = |n: u8| folder.path().join(format!("ccipra-v321r0-f{n}.TXT"));
    let first = pairs_file("1001Z\t1002Z\t*\t19950101\t20191231\t1\tWhy\r\n");
    fs::write(part(1), &first).unwrap();
    fs::write(part(2), pairs_file("2001Z\t1002Z\t\t20200101\t*\t0\tWhy\r\n")).unwrap();
    let whole = folder.path().join("practitioner-2026q2.csv");
    fs::write(
        &whole,
        "column1,column2,deletion_date,modifier_indicator,rationale\n3001Z,1002Z,9999-12-31,0,Why\n",
    )
    .unwrap();
    install(&home, &request(&[&part(2)]), &Silent).unwrap();
    let report = install(&home, &request(&[&part(1), &whole]), &Silent).unwrap();
    assert!(report.trouble.is_empty() && report.problems.is_empty(), "{:?}", report.problems);
    let library = Library::open(home.root()).unwrap();
    let asked = |one: &str, two: &str, day: &str| {
        let tables = library.procedures(day.parse().unwrap(), true).unwrap();
        let table = tables.ptp(PtpSetting::Practitioner).unwrap();
        let [one, two] = [one, two].map(|c| table.code(c.as_bytes().try_into().unwrap()));
        table.find(one?, two?, day.parse().unwrap()).map(|kind| kind.indicator)
    };
    assert_eq!(asked("1001Z", "1002Z", "2019-12-31"), Some(1));
    assert_eq!(asked("1001Z", "1002Z", "2026-05-12"), None);
    assert_eq!(asked("2001Z", "1002Z", "2026-05-12"), Some(0));
    // The publisher's parts speak before a whole that someone made of them.
    assert_eq!(asked("3001Z", "1002Z", "2026-05-12"), None);
    // A part that is given again takes the place of its own number only.
    fs::write(part(2), pairs_file("2001Z\t1002Z\t\t20200101\t*\t1\tWhy\r\n")).unwrap();
    install(&home, &request(&[&part(2)]), &Silent).unwrap();
    let library = Library::open(home.root()).unwrap();
    let day: Date = "2026-05-12".parse().unwrap();
    let table = library.procedures(day, false).unwrap().ptp(PtpSetting::Practitioner).unwrap();
    assert_eq!(table.codes(), [*b"1001Z", *b"1002Z", *b"2001Z"]);
}
