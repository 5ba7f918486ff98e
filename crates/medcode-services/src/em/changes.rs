//! What would lead to another level, and is the level a close call?

use super::data;
use super::family::Family;
use super::level::{Column, Level, Standing, Step, Time, two_of_three};
use super::problems::{self, Problem};

/// Fills in what would change a level that decision making or time chose.
pub(super) fn tell(level: &mut Level, standing: Standing, all: &[Problem]) {
    let columns = [level.problems.step, level.data.step, level.risk.step];
    up(level, columns);
    time_up(level, standing);
    down(level, columns, all);
}

/// One step up: which columns fall short, where one more would do.
fn up(level: &mut Level, columns: [Step; 3]) {
    let Some(next) = level.mdm.up() else { return };
    let names = ["problems", "data", "risk"];
    let short: Vec<usize> = (0..3).filter(|&n| columns[n] < next).collect();
    if short.len() == 2 {
        let needs: Vec<String> =
            short.iter().map(|&n| format!("{} ({})", names[n], needed(n, next))).collect();
        level.would_change.push(format!("{} decision making: one of {}", next.name(), needs.join("; ")));
    } else {
        level
            .would_change
            .push(format!("{} decision making: two of the columns would have to reach it", next.name()));
    }
    let with_test = {
        let mut more = level.data.counted.clone();
        more.push(super::level::Element {
            kind: "test",
            what: String::new(),
            step: Step::Minimal,
            words: Vec::new(),
        });
        two_of_three([columns[0], data::step(&more), columns[2]])
    };
    if with_test > level.mdm {
        level.borderline = true;
        level.would_change.push(format!("one more test or outside note: {}", with_test.name()));
    }
}

/// What a column needs for a step, in our own words.
const fn needed(column: usize, step: Step) -> &'static str {
    match (column, step) {
        (0, Step::Low) => "a stable chronic or an acute uncomplicated problem",
        (0, Step::Moderate) => {
            "two stable chronic problems, one not at its goal, or one with an open outcome"
        }
        (0, _) => "a threat to life or function, or a severe worsening",
        (1, Step::Low) => "two tests or outside notes, or another's history",
        (1, Step::Moderate) => {
            "three of tests, outside notes and another's history, or an own reading, or a talk outside"
        }
        (1, _) => "two of: three tests or notes; an own reading; a talk outside",
        (_, Step::Low) => "a drug without prescription, therapy, or minor surgery",
        (_, Step::Moderate) => "a prescription drug managed, surgery decided on, or social limits",
        (_, _) => "hospital care weighed, monitoring for toxicity, or emergency surgery",
    }
}

/// Minutes that would reach the next level, where time is stated and near.
fn time_up(level: &mut Level, standing: Standing) {
    let Some(Time { minutes, .. }) = level.time else { return };
    if !level.family.allows_time() {
        return;
    }
    let current = level.code.map(|c| c.compact().to_owned()).unwrap_or_default();
    let rungs = level.family.rungs(standing);
    let Some(at) = rungs.iter().position(|r| r.number == current) else { return };
    if let Some(next) = rungs.get(at + 1).filter(|n| n.minutes > minutes) {
        let more = next.minutes - minutes;
        level.borderline |= more <= 5;
        level.would_change.push(format!("{more} more minutes: {}", next.number));
    }
}

/// One element less: what the level would fall to.
fn down(level: &mut Level, columns: [Step; 3], all: &[Problem]) {
    let fewer = |column: &Column| {
        let mut rest = column.counted.clone();
        if let Some(at) = rest.iter().position(|e| e.kind == "test") {
            rest.remove(at);
        }
        rest
    };
    let data = two_of_three([columns[0], data::step(&fewer(&level.data)), columns[2]]);
    if data < level.mdm {
        level.borderline = true;
        level.would_change.push(format!("one test fewer: {}", data.name()));
    }
    let sure =
        problems::step(all.iter().map(|p| if p.inferred { problems::Kind::Stable } else { p.kind }));
    let problems = two_of_three([sure, columns[1], columns[2]]);
    if problems < level.mdm {
        level.borderline = true;
        let what =
            "a problem counts as not at its goal because its treatment was changed; read as stable";
        level.would_change.push(format!("{what}: {}", problems.name()));
    }
    let risk: Vec<Step> = level.risk.counted.iter().map(|e| e.step).collect();
    let highest = level.risk.step;
    if risk.iter().filter(|&&s| s == highest).count() == 1 {
        let rest = risk.iter().copied().filter(|&s| s < highest).max().unwrap_or(Step::Minimal);
        let without = two_of_three([columns[0], columns[1], rest]);
        if without < level.mdm {
            let what = level.risk.counted.iter().find(|e| e.step == highest).map_or("", |e| e.kind);
            level.would_change.push(format!("without `{what}`: {}", without.name()));
        }
    }
}

/// Whether a family tells its levels apart at all.
pub(super) const fn applies(family: Family) -> bool {
    family.has_levels()
}
