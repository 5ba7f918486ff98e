//! Codes in use, in the database.

use std::collections::HashMap;

use async_trait::async_trait;

use super::{CHARTS, CodeInUse, InUse, StarredCode};
use crate::db::{Database, Record, Row, sql};
use crate::{EncounterId, Result};

impl Record for CodeInUse {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            system: row.text("system")?,
            code: row.text("code")?,
            charts: row.int("charts")?,
            last: row.maybe_word("last_day")?,
            latest: Vec::new(),
        })
    }
}

impl Record for StarredCode {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self { system: row.text("system")?, code: row.text("code")?, people: row.int("people")? })
    }
}

/// A chart in which a code stands.
struct ChartOf {
    code: (String, String),
    chart: EncounterId,
}

impl Record for ChartOf {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self { code: (row.text("system")?, row.text("code")?), chart: row.word("encounter_id")? })
    }
}

#[async_trait]
impl InUse for Database {
    async fn codes_in_use(&self) -> Result<Vec<CodeInUse>> {
        let mut on = self.reader().await?;
        let counts = sql("SELECT l.system, l.code, COUNT(DISTINCT e.id) AS charts, \
                          MAX(e.service_from) AS last_day FROM coded_lines l \
                          JOIN encounters e ON e.id = l.encounter_id AND e.code_set = l.seq \
                          WHERE e.status <> 'deleted' GROUP BY l.system, l.code \
                          ORDER BY charts DESC, l.system, l.code");
        let mut found: Vec<CodeInUse> = counts.all(&mut on).await?;
        // A code may stand twice in a set; the chart is named once.
        let charts = sql("SELECT system, code, encounter_id FROM ( \
                          SELECT o.*, ROW_NUMBER() OVER (PARTITION BY system, code \
                          ORDER BY service DESC, encounter_id DESC) AS place FROM ( \
                          SELECT DISTINCT l.system, l.code, l.encounter_id, \
                          COALESCE(e.service_from, '') AS service FROM coded_lines l \
                          JOIN encounters e ON e.id = l.encounter_id AND e.code_set = l.seq \
                          WHERE e.status <> 'deleted') o) p WHERE place <= $1 \
                          ORDER BY system, code, place");
        let mut of: HashMap<(String, String), Vec<EncounterId>> = HashMap::new();
        for ChartOf { code, chart } in charts.bind(CHARTS).all(&mut on).await? {
            of.entry(code).or_default().push(chart);
        }
        for code in &mut found {
            let key = (code.system.clone(), code.code.clone());
            code.latest = of.remove(&key).unwrap_or_default();
        }
        Ok(found)
    }

    async fn starred_codes(&self) -> Result<Vec<StarredCode>> {
        let stars = sql("SELECT system, code, COUNT(*) AS people FROM favourites WHERE kind = 'star' \
                         GROUP BY system, code ORDER BY system, code");
        stars.all(&mut *self.reader().await?).await
    }
}
