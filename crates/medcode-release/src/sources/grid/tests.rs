//! Are tables cut into the same cells whatever they are written in?

use super::*;

fn cells(text: &str) -> Vec<Vec<String>> {
    of_text(text).value.into_iter().map(|row| row.cells).collect()
}

#[test]
fn commas_quotes_and_line_ends_are_read_as_spreadsheets_write_them() {
    let expected = [vec!["a b", "x,\"y\"", ""], vec!["1", "2", "3"]];
    for text in [
        "\"a b\",\"x,\"\"y\"\"\",\r\n1,2,3\r\n",
        "a b ,\"x,\"\"y\"\"\",\n\n1, 2,\"3\"",
        "a b,\"x,\"\"y\"\"\",\r1,2,3\r",
    ] {
        assert_eq!(cells(text), expected, "{text:?}");
    }
    assert_eq!(cells("a\tb,c\n1\t2"), [["a", "b,c"], ["1", "2"]]);
}

#[test]
fn a_quoted_cell_may_go_over_lines_and_the_next_row_knows_its_line() {
    let read = of_text("\"one\ntwo\",x\n3,4\n");
    assert_eq!(read.value[0].cells, ["one\ntwo", "x"]);
    assert_eq!(read.value[1].position, Position { byte: 12, line: 3, column: 1 });
}

#[test]
fn a_quote_that_is_never_closed_costs_its_line_only() {
    let read = of_text("a,b\n\"1,2\n3,4\n");
    assert_eq!(read.problems[0].position, Position { byte: 4, line: 2, column: 1 });
    assert_eq!(read.value.last().unwrap().cells, ["3", "4"]);
}

#[test]
fn json_objects_give_a_head_and_rows_with_their_places() {
    let text = "[\n {\"a\": \"x}\\\"\", \"n\": 3, \"m\": {\"f\": \"file\"}},\n {\"n\": 4}\n]";
    let read = of_text(text);
    assert!(read.problems.is_empty());
    let cells: Vec<_> = read.value.iter().map(|r| r.cells.join("|")).collect();
    assert_eq!(cells, ["a|f|n", "x}\"|file|3", "||4"]);
    assert_eq!(read.value[2].position.line, 3);
}

#[test]
fn json_that_is_cut_short_says_where() {
    let read = of_text("[{\"a\": 1},\n {\"a\": \"2");
    assert!(read.failed());
    assert_eq!(read.problems[0].position, Position { byte: 12, line: 2, column: 2 });
    assert_eq!(read.value.len(), 2);
}

#[test]
fn heads_are_compared_by_their_words() {
    assert_eq!(head("HCPCS/\nCPT Code"), "HCPCS CPT CODE");
    assert_eq!(head("Add-On_Code "), "ADD ON CODE");
}

#[test]
fn bytes_that_are_no_text_are_told_with_the_remedy() {
    assert!(read(b"\xff\xfea\0").failed());
    assert!(read(b"PK\x03\x04 cut").failed());
    let latin = read(b"caf\xe9,1\n");
    assert_eq!(latin.value[0].cells, ["caf\u{e9}", "1"]);
    assert!(!latin.failed() && latin.problems.len() == 1);
    let second = read(b"\xe9\xe9\xe9,1\nx,2\n").value.remove(1);
    assert_eq!(second.position, Position { byte: 6, line: 2, column: 1 });
}
