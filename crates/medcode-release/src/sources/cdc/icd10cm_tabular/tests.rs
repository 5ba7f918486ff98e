//! What must the Tabular reader keep, and what must it survive?

use super::*;

const SMALL: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
 <version>2030</version>
 <introduction><introSection type="title"><title>Left out</title></introSection></introduction>
 <chapter>
  <name>4</name>
  <desc>Glands and food (E00-E89)</desc>
  <excludes1><note>what newborns have (P70-P74)</note></excludes1>
  <sectionIndex><sectionRef first="E08" last="E13" id="E08-E13">Sugar</sectionRef></sectionIndex>
  <section id="E00-E13"><desc>Wide (E00-E13)</desc>
   <notes><note>for all of them</note></notes></section>
  <section id="E08-E13">
   <desc>Sugar (E08-E13)</desc>
   <diag>
    <name>E11</name>
    <desc>Sugar &amp; type 2</desc>
    <inclusionTerm><note>wording one</note><note>wording
      two</note></inclusionTerm>
    <useAdditionalCode><note>to name insulin <new>use</new><old>dose</old> (Z79.4)</note></useAdditionalCode>
    <diag><name>E11.3</name><desc>Eye</desc>
     <diag placeholder="true"><name>E11.3X</name><desc>Both</desc>
      <sevenChrNote><note>A 7th character is to be added to code E11.3X</note></sevenChrNote>
      <sevenChrDef>
       <extension char="1">right</extension><note>also dexter</note>
       <extension char="2">left</extension>
       <extension char="12">wrong</extension>
      </sevenChrDef>
     </diag>
    </diag>
   </diag>
  </section>
 </chapter>
</ICD10CM.tabular>"#;

#[test]
fn every_level_and_kind_is_kept_with_its_place() {
    let Read { value, problems } = read(SMALL.as_bytes());
    assert_eq!(value.version, "2030");
    assert_eq!((value.chapters[0].number, &*value.chapters[0].title), (4, "Glands and food"));
    assert_eq!(value.sections[1].parent, Some(0), "E08-E13 lies in E00-E13");
    assert_eq!(value.sections[0].parent, None);
    let codes: Vec<_> = value.codes.iter().map(|c| (c.code.to_string(), c.leaf, c.parent)).collect();
    assert_eq!(codes[0], ("E11".into(), false, None));
    assert_eq!(codes[2], ("E11.3X".into(), true, Some(1)));
    assert_eq!(&*value.codes[0].title, "Sugar & type 2");
    assert!(value.codes[2].placeholder && !value.codes[1].placeholder);
    let notes: Vec<_> = value.notes.iter().map(|n| (n.owner, n.kind, &*n.text)).collect();
    assert_eq!(
        notes,
        [
            (Owner::Chapter(0), NoteKind::Excludes1, "what newborns have (P70-P74)"),
            (Owner::Section(0), NoteKind::Note, "for all of them"),
            (Owner::Code(0), NoteKind::InclusionTerm, "wording one"),
            (Owner::Code(0), NoteKind::InclusionTerm, "wording two"),
            (Owner::Code(0), NoteKind::UseAdditional, "to name insulin use (Z79.4)"),
            (
                Owner::Code(2),
                NoteKind::SeventhCharacter,
                "A 7th character is to be added to code E11.3X"
            ),
        ]
    );
    assert_eq!(value.notes[2].group, value.notes[3].group);
    assert_eq!((value.notes[0].position.line, value.notes[0].position.column), (8, 14));
    assert!(value.owns(Owner::Section(0), 2) && value.owns(Owner::Code(0), 2));
    let list = &value.seventh[0];
    assert_eq!((list.owner, list.notes.as_slice()), (Owner::Code(2), &[5][..]));
    assert_eq!(list.characters.len(), 2);
    assert_eq!(&*list.characters[0].terms[0], "also dexter");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].position.line, 26);
}

#[test]
fn a_file_cut_short_or_of_another_kind_is_an_error() {
    for cut in [0, 10, 100, SMALL.len() / 2, SMALL.len() - 3] {
        assert!(read(&SMALL.as_bytes()[..cut]).failed(), "cut at {cut}");
    }
    assert!(read(b"<ICD10CM.index><title/></ICD10CM.index>").failed());
    assert!(read(b"\xff\xfe<\0I\0").failed());
}

#[test]
fn a_code_listed_under_a_stranger_goes_to_the_nearest_code_it_begins_with() {
    let text = SMALL.replace("<name>E11.3X</name>", "<name>E11.4X</name>");
    let Read { value, problems } = read(text.as_bytes());
    assert_eq!(value.codes[2].parent, Some(0));
    assert!(problems.iter().any(|p| p.message.contains("placed under E11")), "{problems:?}");
}

#[test]
fn the_kind_is_told_by_the_root_element() {
    assert!(looks_like(SMALL.as_bytes()));
    assert!(!looks_like(b"<?xml version=\"1.0\"?><ICD10CM.index>"));
    assert!(!looks_like(b""));
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let deep = format!("<ICD10CM.tabular>{}", "<chapter><section>".repeat(100_000));
    assert!(read(deep.as_bytes()).failed());
}

proptest::proptest! {
    #[test]
    fn no_damage_to_the_bytes_makes_it_panic(at in 0..SMALL.len(), with in proptest::collection::vec(0u8.., 0..8)) {
        let mut bytes = SMALL.as_bytes().to_vec();
        let end = (at + with.len()).min(bytes.len());
        bytes.splice(at..end, with);
        let _ = read(&bytes);
    }
}
