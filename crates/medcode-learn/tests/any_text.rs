//! Is any text read without a panic, and does every mistake name a line of it?

use medcode_learn::{Mistake, Progress, read_chart, read_questions};
use proptest::prelude::*;

const CHART: &str = include_str!("chart.md");
const QUESTIONS: &str = "# T\n\n## t-01\ncredentials: CPC\ndifficulty: 1\nvalid: 2025-10-01 to open\n\
    source: OCG-II\nchecked: x\nblind: pending\n\nWhich?\n\n- [x] A\n  a\n- [ ] B\n  b\n- [ ] C\n  c\n\
    - [ ] D\n  d\n";

fn inside(text: &str, mistakes: &[Mistake]) {
    let lines = text.lines().count().max(1);
    assert!(mistakes.iter().all(|m| (1..=lines).contains(&m.line)), "{mistakes:?}");
}

fn read_all(text: &str) {
    let (chart, mistakes) = read_chart("c.md", text);
    inside(text, &mistakes);
    assert_eq!(chart.is_some(), mistakes.is_empty());
    inside(text, &read_questions("q.md", text).1);
    if let Err(mistakes) = Progress::read("p.tsv", text) {
        inside(text, &mistakes);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*(\n\\PC*){0,8}") {
        read_all(&text);
    }

    #[test]
    fn material_with_a_line_changed_is_read(
        at in 0usize..60,
        line in "(```|## |- \\[x\\]|  |ICD-10-CM |cite: |rank=)?\\PC{0,12}",
        chart in any::<bool>(),
    ) {
        let whole = if chart { CHART } else { QUESTIONS };
        let mut lines: Vec<&str> = whole.lines().collect();
        let at = at % lines.len();
        lines[at] = &line;
        read_all(&lines.join("\n"));
    }

    #[test]
    fn material_that_ends_early_is_read(at in 0usize..2000, chart in any::<bool>()) {
        let whole = if chart { CHART } else { QUESTIONS };
        read_all(whole.get(..at % whole.len()).unwrap_or_default());
    }
}
