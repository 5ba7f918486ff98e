//! The common pairs: first and last number of column one, of column two, what it means, authority.
//! The first row that fits a pair stands.

use super::Edit::{self, Never, UnlessElsewhere, UnlessSame};

/// A row of pairs.
pub(super) struct Row {
    pub(super) one: (&'static str, &'static str),
    pub(super) two: (&'static str, &'static str),
    pub(super) edit: Edit,
    pub(super) authority: &'static str,
}

const fn row(
    one: (&'static str, &'static str),
    two: (&'static str, &'static str),
    edit: Edit,
    authority: &'static str,
) -> Row {
    Row { one, two, edit, authority }
}

const SKIN: &str = "NCCI Policy Manual ch. III";
const BONES: &str = "NCCI Policy Manual ch. IV";
const AIRWAY: &str = "NCCI Policy Manual ch. V";
const GUT: &str = "NCCI Policy Manual ch. VI";
const URINARY: &str = "NCCI Policy Manual ch. VII";
const NERVES: &str = "NCCI Policy Manual ch. VIII";
const IMAGES: &str = "NCCI Policy Manual ch. IX";
const LAB: &str = "NCCI Policy Manual ch. X";
const MEDICINE: &str = "NCCI Policy Manual ch. XI";

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    // Lesions: biopsies stand before destructions, excisions before both.
    row(("11102", "11107"), ("17000", "17004"), UnlessSame, SKIN),
    row(("11104", "11107"), ("17110", "17111"), UnlessSame, SKIN),
    row(("17110", "17111"), ("11102", "11103"), UnlessSame, SKIN),
    row(("17110", "17111"), ("17000", "17004"), UnlessSame, SKIN),
    row(("11400", "11646"), ("11102", "11107"), UnlessSame, SKIN),
    row(("11400", "11646"), ("17000", "17111"), UnlessSame, SKIN),
    row(("15002", "15005"), ("11400", "11646"), UnlessElsewhere, SKIN),
    row(("11200", "11201"), ("17000", "17111"), UnlessSame, SKIN),
    row(("11300", "11313"), ("17000", "17111"), UnlessSame, SKIN),
    row(("14000", "14350"), ("11400", "11646"), UnlessElsewhere, SKIN),
    row(("14000", "14350"), ("12001", "13160"), UnlessElsewhere, SKIN),
    row(("11400", "11646"), ("12001", "12018"), UnlessElsewhere, SKIN),
    row(("17311", "17315"), ("11102", "11107"), UnlessElsewhere, SKIN),
    row(("10060", "10180"), ("12001", "13160"), UnlessElsewhere, SKIN),
    row(("11042", "11047"), ("97597", "97602"), UnlessElsewhere, SKIN),
    row(("11042", "11047"), ("11720", "11721"), UnlessElsewhere, SKIN),
    row(("11055", "11057"), ("11720", "11721"), UnlessSame, SKIN),
    row(("11042", "11047"), ("29580", "29581"), UnlessElsewhere, BONES),
    row(("97597", "97598"), ("29580", "29581"), UnlessElsewhere, BONES),
    row(("97597", "97598"), ("97605", "97606"), UnlessElsewhere, SKIN),
    // Joints, tendons, arthroscopy.
    row(("20604", "20611"), ("20600", "20610"), UnlessElsewhere, BONES),
    row(("20600", "20611"), ("20550", "20553"), UnlessElsewhere, BONES),
    row(("20604", "20611"), ("76942", "76942"), UnlessElsewhere, BONES),
    row(("29880", "29889"), ("29870", "29877"), UnlessElsewhere, BONES),
    row(("29880", "29881"), ("G0289", "G0289"), UnlessSame, BONES),
    row(("29822", "29828"), ("29805", "29805"), Never, BONES),
    row(("23000", "28899"), ("29049", "29750"), UnlessElsewhere, BONES),
    row(("23000", "28899"), ("20526", "20611"), UnlessElsewhere, BONES),
    // Airway: the widest look includes the narrower one; a diagnostic look is part of a treatment.
    row(("31622", "31654"), ("31505", "31525"), UnlessElsewhere, AIRWAY),
    row(("31623", "31654"), ("31622", "31622"), Never, AIRWAY),
    row(("31237", "31298"), ("31231", "31231"), Never, AIRWAY),
    row(("31525", "31579"), ("31505", "31505"), Never, AIRWAY),
    // Digestive tract.
    row(("45379", "45398"), ("45378", "45378"), Never, GUT),
    row(("45384", "45390"), ("45380", "45380"), UnlessSame, GUT),
    row(("45378", "45398"), ("45330", "45350"), UnlessElsewhere, GUT),
    row(("45378", "45398"), ("46600", "46600"), UnlessElsewhere, GUT),
    row(("43236", "43259"), ("43235", "43235"), Never, GUT),
    row(("43260", "43278"), ("43235", "43235"), UnlessElsewhere, GUT),
    row(("43245", "43255"), ("43239", "43239"), UnlessSame, GUT),
    row(("47600", "47620"), ("47562", "47564"), Never, GUT),
    row(("44140", "44160"), ("44950", "44960"), Never, GUT),
    row(("44140", "58999"), ("49320", "49320"), Never, GUT),
    row(("44005", "58999"), ("49000", "49000"), Never, GUT),
    // Urinary tract, female genital tract.
    row(("52001", "52356"), ("52000", "52000"), Never, URINARY),
    row(("52320", "52356"), ("52005", "52005"), UnlessElsewhere, URINARY),
    row(("52000", "52356"), ("51701", "51703"), Never, URINARY),
    row(("58558", "58565"), ("58555", "58555"), Never, URINARY),
    row(("58558", "58558"), ("58100", "58120"), UnlessElsewhere, URINARY),
    row(("57452", "57461"), ("58100", "58100"), Never, URINARY),
    row(("58150", "58294"), ("58100", "58120"), Never, URINARY),
    // Spine and nerves.
    row(("62320", "62323"), ("64479", "64484"), UnlessElsewhere, NERVES),
    row(("64400", "64530"), ("20550", "20553"), UnlessElsewhere, NERVES),
    row(("64721", "64721"), ("20526", "20526"), UnlessElsewhere, NERVES),
    row(("20600", "20611"), ("64400", "64455"), UnlessElsewhere, NERVES),
    row(("66982", "66984"), ("67028", "67028"), UnlessElsewhere, NERVES),
    row(("65222", "65222"), ("65220", "65220"), UnlessElsewhere, NERVES),
    row(("69433", "69436"), ("69209", "69210"), UnlessElsewhere, NERVES),
    row(("69210", "69210"), ("69209", "69209"), UnlessElsewhere, NERVES),
    // Images.
    row(("71046", "71048"), ("71045", "71047"), UnlessSame, IMAGES),
    row(("76805", "76817"), ("76815", "76815"), UnlessSame, IMAGES),
    row(("93306", "93306"), ("93307", "93308"), UnlessSame, IMAGES),
    row(("93975", "93976"), ("76856", "76857"), UnlessSame, IMAGES),
    // Laboratory.
    row(("81000", "81001"), ("81002", "81015"), Never, LAB),
    row(("80053", "80053"), ("80048", "80048"), Never, LAB),
    row(("80053", "80053"), ("80076", "80076"), Never, LAB),
    row(("85025", "85025"), ("85027", "85027"), Never, LAB),
    // Medicine: infusions and injections, heart, breath, therapy, visits.
    row(("96413", "96413"), ("96365", "96365"), UnlessSame, MEDICINE),
    row(("96365", "96365"), ("96374", "96374"), UnlessSame, MEDICINE),
    row(("96401", "96417"), ("96372", "96374"), UnlessSame, MEDICINE),
    row(("96360", "96376"), ("96372", "96372"), UnlessSame, MEDICINE),
    row(("96365", "96374"), ("96360", "96360"), UnlessSame, MEDICINE),
    row(("96360", "96425"), ("36000", "36000"), Never, MEDICINE),
    row(("93000", "93000"), ("93005", "93042"), UnlessSame, MEDICINE),
    row(("93015", "93018"), ("93000", "93042"), UnlessElsewhere, MEDICINE),
    row(("93279", "93298"), ("93000", "93042"), UnlessSame, MEDICINE),
    row(("10021", "69990"), ("93000", "93042"), UnlessSame, MEDICINE),
    row(("94060", "94060"), ("94010", "94010"), Never, MEDICINE),
    row(("94060", "94060"), ("94640", "94640"), UnlessSame, MEDICINE),
    row(("33206", "33249"), ("93279", "93284"), UnlessElsewhere, MEDICINE),
    row(("94640", "94640"), ("94664", "94664"), UnlessSame, MEDICINE),
    row(("97161", "97168"), ("95851", "95852"), Never, MEDICINE),
    row(("99291", "99291"), ("71045", "71046"), Never, MEDICINE),
    row(("99291", "99291"), ("94760", "94762"), Never, MEDICINE),
    row(("99291", "99291"), ("36000", "36416"), Never, MEDICINE),
    row(("99407", "99407"), ("99406", "99406"), Never, MEDICINE),
    row(("G0444", "G0444"), ("96127", "96127"), UnlessElsewhere, MEDICINE),
    row(("G0442", "G0442"), ("99408", "99409"), Never, MEDICINE),
    row(("92928", "92928"), ("92920", "92920"), UnlessElsewhere, AIRWAY),
];

#[cfg(test)]
mod tests {
    use super::*;
    use lzma_rust2::XzReader;
    use std::collections::HashMap;
    use std::io::Read;
    use std::path::Path;

    /// Each row has at least one pair in the publisher's file that is in force and whose indicator
    /// allows what the row says. Without the file the test says so and proves nothing.
    #[test]
    fn rows_agree_with_the_publishers_pairs() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = here
            .ancestors()
            .map(|a| a.join("shared/codesets/ncci/ptp-2024q3/ncci_ptp_prac.tsv.xz"))
            .find(|f| f.is_file());
        let Some(file) = file else {
            eprintln!("not checked: the NCCI pairs are not beside the project");
            return;
        };
        let mut text = String::new();
        let packed = std::fs::File::open(file).unwrap();
        XzReader::new(packed, true).read_to_string(&mut text).unwrap();
        let mut fits: HashMap<usize, bool> = HashMap::new();
        for line in text.lines() {
            let mut cells = line.split('\t');
            let (Some(one), Some(two), Some("9999-12-31"), Some(indicator)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            for (n, row) in ROWS.iter().enumerate() {
                let within = |(a, b): (&str, &str), c: &str| (a..=b).contains(&c);
                if one != two && within(row.one, one) && within(row.two, two) {
                    let agrees = (row.edit == Never) || indicator == "1";
                    *fits.entry(n).or_default() |= agrees;
                }
            }
        }
        let bad: Vec<String> = ROWS
            .iter()
            .enumerate()
            .filter(|(n, _)| fits.get(n) != Some(&true))
            .map(|(_, r)| format!("{:?} {:?} {:?}", r.one, r.two, r.edit))
            .collect();
        assert!(bad.is_empty(), "not in the publisher's file: {bad:#?}");
    }
}
