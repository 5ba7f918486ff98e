//! The text of one transaction, segment by segment, and edits of it.
//!
//! An edit is a list of steps, parted by `;`:
//!
//! ```text
//! CLM.2=95.00            writes an element, here of the first CLM; SV1#2.1-2=99999 a component of
//!                        the second SV1
//! -DMG                   takes the segment out
//! dx I10 E119/N          writes the diagnoses, with the present-on-admission indicator on claims of
//!                        stays (Y where none is said and the code is not exempt; `/` for none)
//! px 0DTJ4ZZ             writes the procedures of a stay, done on the last day, or on the day after
//!                        an `@`; `@` alone for no day
//! lines 99213+25 36415*2 17000=3 0450@99284  writes the lines: modifiers after +, how often after *,
//!                        units after =, the revenue code before @
//! balance                makes the total what the lines add up to
//! age 8                  makes the patient so old on the day of service
//! born                   makes the patient born on the first day of the claim
//! ```

use medcode_model::Date;
use std::fmt::Write;

/// The kind of claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 837P.
    Professional,
    /// 837I of a stay.
    Stay,
    /// 837I of an outpatient visit.
    Outpatient,
}

/// One transaction, `ST` to `SE`.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) kind: Kind,
    /// The day of service, or of discharge.
    pub(crate) day: Date,
    /// Segments without their terminators.
    pub(crate) segments: Vec<String>,
}

/// A day as X12 writes it.
pub(crate) fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

impl Sheet {
    /// Makes every step of an edit; what cannot be done is said. `exempt` tells which diagnoses
    /// have no present-on-admission indicator.
    pub(crate) fn edit(&mut self, steps: &str, exempt: &dyn Fn(&str) -> bool) -> Result<(), String> {
        for step in steps.split(';').map(str::trim).filter(|s| !s.is_empty()) {
            let done = match step.split_once(' ') {
                Some(("dx", codes)) => self.diagnoses(codes, exempt),
                Some(("px", codes)) => self.procedures(codes),
                Some(("lines", lines)) => self.lines(lines),
                Some(("age", years)) => self.age(years),
                _ if step == "balance" => self.balance(),
                _ if step == "born" => self.born(),
                _ if step.starts_with('-') => self.take_out(&step[1..]),
                _ => self.write(step),
            };
            done.ok_or_else(|| format!("cannot be done: {step}"))?;
        }
        Ok(())
    }

    /// Where the nth segment of a name stands: `SV1#2`, the first one without a number.
    fn place(&self, name: &str) -> Option<usize> {
        let (name, n) = name.split_once('#').unwrap_or((name, "1"));
        let n: usize = n.parse().ok()?;
        let mut all = self.segments.iter().enumerate();
        let named = |s: &str| s.split('*').next() == Some(name);
        all.by_ref().filter(|(_, s)| named(s)).map(|(at, _)| at).nth(n.checked_sub(1)?)
    }

    fn take_out(&mut self, name: &str) -> Option<()> {
        let at = self.place(name)?;
        self.segments.remove(at);
        Some(())
    }

    fn write(&mut self, step: &str) -> Option<()> {
        let (place, value) = step.split_once('=')?;
        let (name, place) = place.rsplit_once('.')?;
        let (element, component) = match place.split_once('-') {
            Some((e, c)) => (e, c.parse::<usize>().ok()?.checked_sub(1)),
            None => (place, None),
        };
        let element: usize = element.parse().ok()?;
        let at = self.place(name)?;
        let mut elements: Vec<String> = self.segments[at].split('*').map(str::to_owned).collect();
        if elements.len() <= element {
            elements.resize(element + 1, String::new());
        }
        elements[element] = match component {
            None => value.to_owned(),
            Some(n) => {
                let mut parts: Vec<&str> = elements[element].split(':').collect();
                if parts.len() <= n {
                    parts.resize(n + 1, "");
                }
                parts[n] = value;
                parts.join(":").trim_end_matches(':').to_owned()
            }
        };
        self.segments[at] = elements.join("*");
        Some(())
    }

    /// Writes a group of segments in the place of those it replaces, or after the claim's own.
    fn put(&mut self, is_old: impl Fn(&str) -> bool, new: Vec<String>) -> Option<()> {
        let after =
            |s: &String| s.starts_with("NM1*82") || s.starts_with("NM1*71") || s.starts_with("LX");
        let claim = self.place("CLM")?;
        let end = self.segments.len();
        let at = (claim..end).find(|&n| is_old(&self.segments[n]));
        let at = at.or_else(|| (claim..end).find(|&n| after(&self.segments[n])))?;
        let mut n = 0;
        self.segments.retain(|s| {
            n += 1;
            n <= claim || !is_old(s)
        });
        self.segments.splice(at..at, new);
        Some(())
    }

    fn diagnoses(&mut self, codes: &str, exempt: &dyn Fn(&str) -> bool) -> Option<()> {
        let stay = self.kind == Kind::Stay;
        let mut groups: Vec<(&str, Vec<String>)> = vec![
            ("ABK", Vec::new()),
            ("ABJ", Vec::new()),
            ("APR", Vec::new()),
            ("ABN", Vec::new()),
            ("ABF", Vec::new()),
        ];
        for (n, token) in codes.split_whitespace().enumerate() {
            let (code, poa) = match token.split_once('/') {
                Some((code, poa)) => (code.replace('.', ""), poa),
                None => {
                    let code = token.replace('.', "");
                    let poa = if exempt(&code) { "" } else { "Y" };
                    (code, poa)
                }
            };
            let cause = self.kind != Kind::Professional && code.starts_with(['V', 'W', 'X', 'Y']);
            let qualifier = match n {
                0 => 0,
                _ if cause => 3,
                _ => 4,
            };
            let tail = if stay && !poa.is_empty() { format!(":::::::{poa}") } else { String::new() };
            let element = format!("{}:{code}{tail}", groups[qualifier].0);
            groups[qualifier].1.push(element);
            if n == 0 && stay {
                groups[1].1.push(format!("ABJ:{code}"));
            } else if n == 0 && self.kind == Kind::Outpatient {
                groups[2].1.push(format!("APR:{code}"));
            }
        }
        let mut segments = Vec::new();
        if self.kind == Kind::Professional {
            let all: Vec<String> = groups.into_iter().flat_map(|(_, g)| g).collect();
            segments.extend(all.chunks(12).map(|c| format!("HI*{}", c.join("*"))));
        } else {
            for (_, group) in groups {
                segments.extend(group.chunks(12).map(|c| format!("HI*{}", c.join("*"))));
            }
        }
        let is_old = |s: &str| s.starts_with("HI*") && !s.starts_with("HI*BB");
        self.put(is_old, segments)
    }

    fn procedures(&mut self, codes: &str) -> Option<()> {
        let last = compact(self.day);
        let dated = |code: &str| {
            let (code, day) = code.split_once('@').unwrap_or((code, &last));
            if day.is_empty() { code.to_owned() } else { format!("{code}:D8:{day}") }
        };
        let codes: Vec<String> = codes.split_whitespace().map(dated).collect();
        let (first, others) = codes.split_first()?;
        let mut segments = vec![format!("HI*BBR:{first}")];
        for chunk in others.chunks(12) {
            let all: Vec<String> = chunk.iter().map(|c| format!("BBQ:{c}")).collect();
            segments.push(format!("HI*{}", all.join("*")));
        }
        self.put(|s| s.starts_with("HI*BB"), segments)
    }

    fn lines(&mut self, lines: &str) -> Option<()> {
        let at = self.segments.iter().position(|s| s.starts_with("LX*"))?;
        self.segments.truncate(at);
        let mut number = 0;
        for token in lines.split_whitespace() {
            let (token, times) = token.split_once('*').unwrap_or((token, "1"));
            let (token, units) = token.split_once('=').unwrap_or((token, "1"));
            let (revenue, service) = token.split_once('@').unwrap_or(("0510", token));
            let service = service.replace('+', ":");
            for _ in 0..times.parse::<usize>().ok()? {
                number += 1;
                self.segments.push(format!("LX*{number}"));
                self.segments.push(self.line(revenue, &service, units));
                self.segments.push(format!("DTP*472*D8*{}", compact(self.day)));
            }
        }
        self.segments.push("SE*0*0001".into());
        self.balance()
    }

    fn line(&self, revenue: &str, service: &str, units: &str) -> String {
        // Anesthesia (00100-01999) is billed in minutes.
        let minutes = service.starts_with("00") || service.starts_with("01");
        let unit = if minutes { "MJ" } else { "UN" };
        let code = if service.is_empty() { String::new() } else { format!("HC:{service}") };
        match self.kind {
            Kind::Professional => format!("SV1*{code}*100.00*{unit}*{units}***1"),
            Kind::Stay | Kind::Outpatient => format!("SV2*{revenue}*{code}*100.00*{unit}*{units}"),
        }
    }

    fn balance(&mut self) -> Option<()> {
        let charge = |s: &String| {
            let at = match s.get(..4)? {
                "SV1*" => 2,
                "SV2*" => 3,
                _ => return None,
            };
            s.split('*').nth(at)?.parse::<f64>().ok()
        };
        let total: f64 = self.segments.iter().filter_map(charge).sum();
        self.write(&format!("CLM.2={total:.2}"))
    }

    fn age(&mut self, years: &str) -> Option<()> {
        let years: f64 = years.parse().ok()?;
        let days = (years * 365.25).round() as u32;
        let born = Date::from_days(self.day.days().checked_sub(days)?);
        self.write(&format!("DMG.2={}", compact(born)))
    }

    fn born(&mut self) -> Option<()> {
        let first = self.place("DTP").map(|at| self.segments[at].clone())?;
        let day = first.split('*').nth(3)?.get(..8)?.to_owned();
        self.write(&format!("DMG.2={day}"))
    }

    /// The segments, counted, as text.
    pub(crate) fn text(&self, out: &mut String) {
        for segment in &self.segments {
            if segment.starts_with("SE*") {
                // Writing to a string cannot fail.
                let _ = writeln!(out, "SE*{}*0001~", self.segments.len());
            } else {
                out.push_str(segment);
                out.push_str("~\n");
            }
        }
    }
}

/// A file of transactions.
pub(crate) fn file(kind: Kind, sheets: &[&Sheet]) -> Vec<u8> {
    let text = |sheet: &&Sheet| {
        let mut text = String::new();
        sheet.text(&mut text);
        text
    };
    enveloped(kind, &sheets.iter().map(text).collect::<Vec<_>>())
}

/// Texts of transactions in one interchange and group.
pub(crate) fn enveloped(kind: Kind, transactions: &[impl AsRef<str>]) -> Vec<u8> {
    let version = if kind == Kind::Professional { "005010X222A1" } else { "005010X223A2" };
    let blank = " ".repeat(10);
    let mut out = format!(
        "ISA*00*{blank}*00*{blank}*ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0\
         *T*:~\nGS*HC*SENDER*RECEIVER*20260101*1200*1*X*{version}~\n"
    );
    for transaction in transactions {
        out.push_str(transaction.as_ref());
    }
    out.push_str(&format!("GE*{}*1~\nIEA*1*000000001~\n", transactions.len()));
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let segments = [
            "ST*837*0001",
            "DMG*D8*19700101*F",
            "CLM*A*0***11:B:1",
            "HI*ABK:I10",
            "LX*1",
            "SV1*HC:99213*1*UN*1***1",
            "SE*0*0001",
        ];
        let day = Date::new(2026, 5, 12).unwrap();
        Sheet { kind: Kind::Professional, day, segments: segments.map(str::to_owned).into() }
    }

    fn after(steps: &str) -> Vec<String> {
        let mut sheet = sheet();
        sheet.edit(steps, &|_| false).unwrap();
        sheet.segments
    }

    #[test]
    fn elements_and_components_are_written_in_their_places() {
        assert!(after("CLM.5-3=9").contains(&"CLM*A*0***11:B:9".to_owned()));
        assert!(after("SV1.1-3=25").contains(&"SV1*HC:99213:25*1*UN*1***1".to_owned()));
        assert!(!after("-DMG").iter().any(|s| s.starts_with("DMG")));
    }

    #[test]
    fn lines_are_counted_and_the_total_follows() {
        let all = after("dx E11.9 I10; lines 99213+25 36415*2");
        assert!(all.contains(&"HI*ABK:E119*ABF:I10".to_owned()));
        assert!(all.contains(&"CLM*A*300.00***11:B:1".to_owned()));
        assert_eq!(all.iter().filter(|s| s.starts_with("LX")).count(), 3);
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        assert!(sheet().edit("-NTE", &|_| false).is_err());
        assert!(sheet().edit("CLM=3", &|_| false).is_err());
    }
}
