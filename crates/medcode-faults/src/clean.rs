//! Claims that are right: half from the table of sets, half made up from what is installed.

use crate::draw::fill;
use crate::random::{Random, npi};
use crate::sheet::{Kind, Sheet, compact};
use crate::stock::{DAYS, Stock};
use crate::table::{kinds, rows};
use medcode_model::{Code, Date};

/// Services of a visit, whatever brought the patient.
const VISITS: &[&str] = &[
    "lines 99203",
    "lines 99212",
    "lines 99213",
    "lines 99214",
    "lines 99213 36415",
    "lines 99214 80053",
    "lines 85025",
    "lines 71046",
    "CLM.5-1=22; lines {operation}",
    "CLM.5-1=24; lines {operation}",
    "CLM.5-1=22; lines {apart}",
];

/// What a hospital bills for a visit.
const OUTPATIENT: &[&str] = &[
    "lines 0510@G0463",
    "lines 0450@99283",
    "lines 0300@80053 0300@85025",
    "lines 0320@71046",
    "lines 0250@ 0450@99284",
];

/// Sets of the table that may be billed in a kind.
pub(crate) struct Sets(Vec<(Vec<Kind>, &'static str)>);

impl Sets {
    /// Those whose diagnoses are all installed.
    pub(crate) fn of(stock: &Stock<'_>) -> Self {
        let row = |r: Vec<&'static str>| Some((kinds(r.first()?), *r.get(1)?));
        let all = rows(include_str!("../data/clean.tsv")).filter_map(row);
        Self(all.filter(|(_, edit)| diagnoses_stand(edit, stock)).collect())
    }
}

/// Whether every diagnosis that an edit writes may be reported.
pub(crate) fn diagnoses_stand(edit: &str, stock: &Stock<'_>) -> bool {
    let codes = edit.split(';').filter_map(|step| step.trim().strip_prefix("dx "));
    let codes = codes.flat_map(str::split_whitespace).filter(|c| !c.contains(['{', '}']));
    let mut codes = codes.map(|c| c.split('/').next().unwrap_or_default());
    codes.all(|c| stock.is_reportable(c))
}

/// The nth claim; none where too little is installed to make it up.
pub(crate) fn claim(n: usize, stock: &Stock<'_>, sets: &Sets, random: &mut Random) -> Option<Sheet> {
    let kind = match random.below(10) {
        0..6 => Kind::Professional,
        6..8 => Kind::Stay,
        _ => Kind::Outpatient,
    };
    let mut sheet = blank(n, kind, stock, random);
    let own: Vec<&str> = sets.0.iter().filter(|(k, _)| k.contains(&kind)).map(|(_, e)| *e).collect();
    let most = 1 + random.below(6);
    let codes = stock.together(random, most).join(" ");
    let made_up = !codes.is_empty() && (own.is_empty() || random.below(2) == 0);
    let lines = match kind {
        Kind::Professional => random.one(VISITS)?,
        Kind::Outpatient => random.one(OUTPATIENT)?,
        Kind::Stay => "lines 0120@=3 0250@",
    };
    let lines = fill(lines, &sheet, stock, random).unwrap_or_else(|| "lines 99213".into());
    let exempt = |code: &str| stock.is_exempt(code);
    sheet.edit(&lines, &exempt).ok()?;
    let edit = if made_up { format!("dx {codes}") } else { (*random.one(&own)?).to_owned() };
    sheet.edit(&edit, &exempt).ok()?;
    if made_up && kind == Kind::Stay {
        if let Some(procedure) = stock.procedure(random) {
            sheet.edit(&format!("px {procedure}"), &exempt).ok()?;
        }
        if !may_be_principal(&codes, stock) {
            return None;
        }
    }
    Some(sheet)
}

/// Whether Medicare takes the first of the codes as the principal diagnosis of a stay.
fn may_be_principal(codes: &str, stock: &Stock<'_>) -> bool {
    use medcode_kb::tables::mce::MceList as L;
    let Some(tables) = &stock.tables else { return true };
    let first = codes.split(' ').next().and_then(|c| Code::cm(c).ok());
    let refused = [L::Unacceptable, L::RequiresSecondary, L::Manifestation];
    first.is_some_and(|c| refused.into_iter().all(|list| !tables.mce(&c).has(list)))
}

/// A claim of a kind without codes.
fn blank(n: usize, kind: Kind, stock: &Stock<'_>, random: &mut Random) -> Sheet {
    let day = Date::from_days(stock.day.days() + random.below(DAYS) as u32);
    let born =
        Date::from_days(day.days() - 365 * (25 + random.below(38) as u32) - random.below(365) as u32);
    let made = compact(Date::from_days(day.days() + 3 + random.below(20) as u32));
    let sex = if random.below(2) == 0 { "F" } else { "M" };
    let (billing, other) = (npi(random), npi(random));
    let version = if kind == Kind::Professional { "005010X222A1" } else { "005010X223A2" };
    let mut all = vec![
        format!("ST*837*0001*{version}"),
        format!("BHT*0019*00*{n}*{made}*1200*CH"),
        "NM1*41*2*SAMPLE CLINIC*****46*1".into(),
        "PER*IC*BILLING*TE*5555550100".into(),
        "NM1*40*2*SAMPLE PAYER*****46*2".into(),
        "HL*1**20*1".into(),
        format!("NM1*85*2*SAMPLE CLINIC*****XX*{billing}"),
        "N3*1 MAIN ST".into(),
        "N4*ANYTOWN*IL*606010001".into(),
        "REF*EI*123456789".into(),
        "HL*2*1*22*0".into(),
        "SBR*P*18*******MB".into(),
        format!("NM1*IL*1*SAMPLE*PATIENT****MI*M{n}"),
        "N3*2 MAIN ST".into(),
        "N4*ANYTOWN*IL*606010001".into(),
        format!("DMG*D8*{}*{sex}", compact(born)),
        "NM1*PR*2*SAMPLE PAYER*****PI*99".into(),
    ];
    let period = |from: Date| format!("DTP*434*RD8*{}-{}", compact(from), compact(day));
    match kind {
        Kind::Professional => {
            all.push(format!("CLM*C{n}*0***11:B:1*Y*A*Y*Y"));
            all.push(format!("NM1*82*1*SAMPLE*DOCTOR****XX*{other}"));
        }
        Kind::Stay => {
            let from = Date::from_days(day.days() - 3 - random.below(6) as u32);
            all.push(format!("CLM*C{n}*0***11:A:1**A*Y*Y"));
            all.push(period(from));
            all.push(format!("DTP*435*DT*{}1200", compact(from)));
            all.push("CL1*1*1*01".into());
            all.push(format!("NM1*71*1*SAMPLE*DOCTOR****XX*{other}"));
        }
        Kind::Outpatient => {
            all.push(format!("CLM*C{n}*0***13:A:1**A*Y*Y"));
            all.push(period(day));
            all.push(format!("NM1*71*1*SAMPLE*DOCTOR****XX*{other}"));
        }
    }
    all.push("LX*1".into());
    all.push("SE*0*0001".into());
    Sheet { kind, day, segments: all }
}
