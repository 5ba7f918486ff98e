//! Pictures of progress, as SVG: bars of the days to come, the line of the charts that were coded.

use crate::api::learn::charts::hundredths;
use crate::api::learn::progress::{AttemptOut, Coming};

/// The field of a picture, in its own units.
const WIDTH: u32 = 560;
const HEIGHT: u32 = 120;
/// Most charts of the line.
const CHARTS: usize = 30;

/// A bar.
pub(super) struct Bar {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    /// What it says, for who does not see it.
    pub(super) text: String,
    /// Day and month under it.
    pub(super) label: String,
    pub(super) middle: u32,
    pub(super) items: u32,
}

/// Bars of the days to come.
pub(super) fn bars(coming: &[Coming]) -> Vec<Bar> {
    let most = coming.iter().map(|c| c.items).max().unwrap_or_default().max(1);
    let step = WIDTH / (coming.len() as u32).max(1);
    let bar = |(n, c): (u32, &Coming)| {
        let height = (c.items * HEIGHT).div_ceil(most);
        Bar {
            x: n * step + 3,
            y: HEIGHT + 14 - height,
            width: step - 6,
            height,
            text: format!("{}: {} questions", c.day, c.items),
            label: c.day.get(5..).unwrap_or_default().to_owned(),
            middle: n * step + step / 2,
            items: c.items,
        }
    };
    (0..).zip(coming).map(bar).collect()
}

/// A chart that was coded.
pub(super) struct Point {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) text: String,
}

/// The latest charts from left to right, the share of right codes upwards.
pub(super) fn points(attempts: &[AttemptOut]) -> Vec<Point> {
    let latest: Vec<&AttemptOut> = attempts.iter().take(CHARTS).collect();
    let step = WIDTH / (latest.len() as u32).max(1);
    let point = |(n, a): (u32, &&AttemptOut)| {
        let share = hundredths(a.codes_right, a.codes);
        Point {
            x: n * step + step / 2,
            y: level(share),
            text: format!("{}, {}: {share} %", a.day, a.title),
        }
    };
    (0..).zip(latest.iter().rev()).map(point).collect()
}

/// How high a share stands in the picture.
pub(super) fn level(share: i64) -> u32 {
    let up = u32::try_from(share.clamp(0, 100)).unwrap_or_default() * HEIGHT / 100;
    HEIGHT + 14 - up
}

/// The points as a line.
pub(super) fn line(points: &[Point]) -> String {
    let each: Vec<String> = points.iter().map(|p| format!("{},{}", p.x, p.y)).collect();
    each.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_and_points_stay_within_their_picture() {
        let coming: Vec<Coming> =
            (0..14).map(|n| Coming { day: format!("2026-11-{:02}", n + 1), items: n * 7 }).collect();
        let all = bars(&coming);
        assert!(
            all.iter().all(|b| b.x + b.width <= WIDTH && b.y >= 14 && b.y + b.height == HEIGHT + 14)
        );
        assert_eq!((all[0].height, all[13].height), (0, HEIGHT));
        assert!(bars(&[]).is_empty() && points(&[]).is_empty());
        assert_eq!((level(100), level(0), level(900)), (14, HEIGHT + 14, 14));
    }
}
