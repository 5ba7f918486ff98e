//! A chart of stacked bars, drawn as SVG.

use super::escaped;
use std::fmt::Write;

/// One bar: its name and its parts, each with the class that colors it.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) parts: Vec<(&'static str, usize)>,
}

const ROW: usize = 20;
const LEFT: usize = 270;
const WIDE: usize = 900;
/// Room for the number behind a bar.
const NUMBER: usize = 60;

/// What the classes mean.
const LEGEND: [(&str, &str); 6] = [
    ("new", "new"),
    ("gone", "deleted"),
    ("flip", "header or billable"),
    ("revised", "revised"),
    ("words", "notes, Index"),
    ("rules", "POA, fields, edits"),
];

fn sum(bar: &Bar) -> usize {
    bar.parts.iter().map(|p| p.1).sum()
}

/// Draws the bars, the longest as wide as there is room.
pub(super) fn stacked(title: &str, bars: &[Bar], out: &mut String) {
    let most = bars.iter().map(sum).max().unwrap_or(0);
    if most == 0 {
        out.push_str("<p class=\"none\">Nothing changed.</p>");
        return;
    }
    let high = (bars.len() + 1) * ROW + 8;
    let _ = write!(
        out,
        "<svg role=\"img\" aria-label=\"{title}: number of changes; the table below has the numbers\" \
         viewBox=\"0 0 {WIDE} {high}\" width=\"{WIDE}\" height=\"{high}\">"
    );
    let used = |class: &str| bars.iter().flat_map(|b| &b.parts).any(|(c, n)| *c == class && *n > 0);
    let mut x = LEFT;
    for (class, name) in LEGEND.iter().filter(|(class, _)| used(class)) {
        let _ = write!(out, "<rect class=\"{class}\" x=\"{x}\" y=\"4\" width=\"10\" height=\"10\"/>");
        let _ = write!(out, "<text x=\"{}\" y=\"13\">{name}</text>", x + 14);
        x += 30 + name.len() * 7;
    }
    for (n, bar) in bars.iter().enumerate() {
        draw(bar, (n + 1) * ROW + 4, most, out);
    }
    out.push_str("</svg>");
}

fn draw(bar: &Bar, y: usize, most: usize, out: &mut String) {
    let shown: String = bar.name.chars().take(42).collect();
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
        LEFT - 8,
        y + 12,
        escaped(&shown)
    );
    let scale = |n: usize| n as f64 * (WIDE - LEFT - NUMBER) as f64 / most as f64;
    let mut before = 0;
    for (class, n) in bar.parts.iter().filter(|(_, n)| *n > 0) {
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{y}\" width=\"{:.1}\" height=\"14\">\
             <title>{}: {n}</title></rect>",
            LEFT as f64 + scale(before),
            scale(*n).max(0.5),
            escaped(&bar.name)
        );
        before += n;
    }
    let _ = write!(
        out,
        "<text x=\"{:.1}\" y=\"{}\">{before}</text>",
        LEFT as f64 + scale(before) + 6.0,
        y + 12
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_takes_all_the_room_and_none_is_drawn_for_nothing() {
        let bar = |name: &str, n| Bar { name: name.into(), parts: vec![("new", n), ("gone", 0)] };
        let mut out = String::new();
        stacked("By chapter", &[bar("a", 10), bar("b", 5)], &mut out);
        let wide = WIDE - LEFT - NUMBER;
        assert!(out.contains(&format!("width=\"{wide}.0\"")), "{out}");
        assert!(out.contains(&format!("width=\"{}.0\"", wide / 2)), "{out}");
        assert!(!out.contains("class=\"gone\""), "{out}");
        let mut none = String::new();
        stacked("By chapter", &[], &mut none);
        assert!(!none.contains("<svg"));
    }
}
