//! Are claims in tables read, and what is wrong with a cell said with its row and column?

mod common;

use common::{All, fixture, read, shown};
use medcode_formats::Format;
use medcode_formats::csv::{Columns, read_claims};

#[test]
fn rows_of_a_claim_are_its_lines() {
    let expected = "\
A-100 professional place=11 freq=1 setting=- total=115.00 born=1966-01-01 sex=Some(Female) payer=60054 billing=1234567893 rendering=- 2026-05-12..2026-05-12 admitted=- made=- auth=true
dx Principal ICD10CM:E11.22
dx Other ICD10CM:N18.32
line 1 CPT:99213 mods=25 rev=- x1000 - 100.00 place=- -> [1, 2] 2026-05-12..2026-05-12 by=-
line 2 HCPCS:J1885 mods= rev=- x2000 - 15.00 place=- -> [1] 2026-05-12..2026-05-12 by=-
A-101 institutional place=11 freq=1 setting=- total=- born=- sex=None payer= billing=- rendering=- 2026-05-01..2026-05-05 admitted=2026-05-01 made=- auth=false
dx Principal ICD10CM:K35.80 poa=Y
dx Other ICD10CM:E11.9 poa=N
dx Admitting ICD10CM:R10.9
px true ICD10PCS:0DTJ4ZZ 2026-05-02
line 1 - mods= rev=0360 x- - 9000.00 place=- -> [] -..- by=-
";
    let all = read(&fixture("claims.csv"), Format::Csv);
    assert_eq!(all.claims.iter().map(shown).collect::<String>(), expected);
    assert!(all.problems.is_empty(), "{:?}", all.problems);
    let place = all.claims[0].place_of(all.claims[0].diagnoses[1].code.at).unwrap();
    assert_eq!((place.line, place.column, &*place.path), (2, 8, "dx2"));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, claims, problem) in [
        ("", 0, "the file is empty"),
        ("code,units\n99213,1\n", 0, "no column is named `claim_id`"),
        ("claim_id,colour\n1,red\n", 1, "line 1, column 2: column `colour` is not known"),
        ("claim_id,dob\n1,yesterday\n", 1, "line 2, column 2: dob: a day"),
        ("claim_id,code,charge\n1,99213,ten\n", 1, "line 2, column 3: charge: an amount is expected"),
        ("claim_id,code,units\n\n1,99213,x\n", 1, "line 3, column 3: units: a quantity is expected"),
        ("claim_id,code,units\r\n1,99213,1\r\n\r\n2,99213,x", 2, "line 4, column 3: units"),
        (
            "claim_id,payer,code\n1,A,99213\n1,B,99214\n",
            1,
            "line 3, column 2: payer: differs from the first row",
        ),
        ("claim_id,code\n1,99213,7\n", 1, "line 2, column 3: this row has more cells"),
        ("claim_id,pointers,code\n1,1:?,99213\n", 1, "line 2, column 2: pointers: numbers or letters"),
        ("claim_id,dx1,dx_1\n1,I10,I10\n", 1, "column `dx_1` is `dx1` a second time"),
    ] {
        let all = read(text.as_bytes(), Format::Csv);
        assert_eq!(all.claims.len(), claims, "{text}");
        let found = all.problems.iter().any(|p| p.to_string().contains(problem));
        assert!(found, "{text}: {:?}", all.problems);
    }
}

#[test]
fn columns_may_have_names_of_the_users_own_and_any_delimiter() {
    let columns = Columns::read("claim_id = Acct\ncode = Svc\ndx1 = Why\n").unwrap();
    let mut all = All::default();
    let text = "\u{feff}Acct;Why;Svc;Pointer\n\"7\";\"I10\";99213;AB\n";
    read_claims(text.as_bytes(), &columns, &mut all).unwrap();
    let claim = &all.claims[0];
    assert_eq!((&*claim.id, &*claim.diagnoses[0].code.text), ("7", "I10"));
    assert_eq!(claim.lines[0].pointers, [1, 2]);
}
