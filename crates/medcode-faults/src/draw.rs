//! What stands in braces in an edit: codes drawn from what is installed, so that a fault is planted
//! with many codes and not with one.

use crate::random::Random;
use crate::sheet::{Kind, Sheet, compact};
use crate::stock::Stock;
use medcode_kb::query::Table;
use medcode_kb::tables::add_on::{self, AddOnRow};
use medcode_kb::tables::mce::MceList;
use medcode_kb::tables::mue::{MueRow, MueSetting};
use medcode_kb::tables::pfs::PfsRow;
use medcode_kb::tables::ptp::{KindRow, PtpSetting};
use medcode_model::{Code, Date, NoteKind, Target};

/// Fills in every brace; none where what is installed does not have it.
pub(crate) fn fill(edit: &str, sheet: &Sheet, stock: &Stock<'_>, random: &mut Random) -> Option<String> {
    let mut out = String::new();
    let mut rest = edit;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        out.push_str(before);
        out.push_str(&drawn(name, sheet, stock, random)?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

fn drawn(name: &str, sheet: &Sheet, stock: &Stock<'_>, random: &mut Random) -> Option<String> {
    if let Some((name, times)) = name.split_once('*') {
        let all: Option<Vec<String>> =
            (0..times.parse().ok()?).map(|_| drawn(name, sheet, stock, random)).collect();
        return Some(all?.join(" "));
    }
    let after = |days: u32| Some(compact(Date::from_days(sheet.day.days() + days)));
    match name {
        "charge" => {
            return Some(if sheet.kind == Kind::Professional { "SV1.2" } else { "SV2.3" }.into());
        }
        "units" => return Some(if sheet.kind == Kind::Professional { "SV1.4" } else { "SV2.5" }.into()),
        "later" => return after(2),
        "much-later" => return after(60),
        // A quarterly file tells of its own quarter what does not exist.
        "in-quarter" => return stock.hcpcs.map(|r| compact(sheet.day.min(r.id().own_end()))),
        "two-years-later" => return after(731),
        "reversed" => {
            let before = Date::from_days(sheet.day.days() - 3);
            return Some(format!("{}-{}", compact(sheet.day), compact(before)));
        }
        _ => {}
    }
    diagnoses(name, stock, random)
        .or_else(|| procedures(name, stock, random))
        .or_else(|| by_list(name, stock, random))
}

fn diagnoses(name: &str, stock: &Stock<'_>, random: &mut Random) -> Option<String> {
    let cm = stock.cm;
    let text = |row: u32| cm.code(row).compact().to_owned();
    match name {
        "plain" => stock.plain(random, |_| true).map(text),
        "retired" => {
            // One earlier release at a time: the newest two may differ in nothing.
            (0..8).find_map(|_| {
                let old = random.one(&stock.earlier)?;
                let gone = |r: &u32| old.is_billable(*r) && cm.find(&old.code(*r)).is_none();
                let all: Vec<u32> = (0..old.codes().len() as u32).filter(gone).collect();
                random.one(&all).map(|r| old.code(*r).compact().to_owned())
            })
        }
        "unknown" => {
            let row = stock.plain(random, |r| cm.code(r).len() < 7)?;
            let tries = (0..10).map(|n| format!("{}{n}", text(row)));
            tries.filter(|t| t.len() > 4).find(|t| Code::cm(t).is_ok_and(|c| cm.find(&c).is_none()))
        }
        "header" => stock.code(random, |r| {
            !cm.is_billable(r) && !cm.code(r).compact().starts_with(['V', 'W', 'X', 'Y'])
        }),
        "short" => {
            let whole =
                |r| cm.is_billable(r) && cm.code(r).len() == 7 && cm.code(r).compact().starts_with('S');
            let mut code = stock.code(random, |r| whole(r) && !cm.code(r).compact().contains('X'))?;
            code.pop();
            Some(code)
        }
        "unfilled" => {
            // The last three characters are two placeholders, or one, and the seventh.
            let filled = |r| {
                let code = cm.code(r);
                let text = code.compact();
                cm.is_billable(r)
                    && text.starts_with('S')
                    && text.get(5..6) == Some("X")
                    && text.get(..4).is_some_and(|t| !t.contains('X'))
            };
            let code = stock.code(random, filled)?;
            Some(code.replace('X', ""))
        }
        "manifestation" => stock.code(random, |r| {
            cm.is_billable(r) && cm.title(r).to_lowercase().contains("in diseases classified elsewhere")
        }),
        "asks" => pair(stock, random, NoteKind::CodeFirst, true).map(|(asks, _)| asks),
        "asks-order" => {
            pair(stock, random, NoteKind::CodeFirst, true).map(|(asks, named)| format!("{asks} {named}"))
        }
        "excludes1" => {
            pair(stock, random, NoteKind::Excludes1, false).map(|(one, other)| format!("{one} {other}"))
        }
        "unsided" => sides(stock, random, "unspecified", "right"),
        "sides" => both_sides(stock, random),
        "exempt" => stock.code(random, |r| {
            cm.is_billable(r) && stock.is_exempt(&text(r)) && text(r).starts_with("Z80")
        }),
        "owed" => stock.plain(random, |r| !stock.is_exempt(&text(r))).map(text),
        _ => None,
    }
}

/// A code that may stand first and one that a note of a kind over it names; with `strict`, a note
/// that leaves nothing open.
fn pair(
    stock: &Stock<'_>,
    random: &mut Random,
    kind: NoteKind,
    strict: bool,
) -> Option<(String, String)> {
    let cm = stock.cm;
    let named = |row: u32| -> Vec<Target> {
        let mut out = Vec::new();
        for owner in stock.owners(row) {
            let rows = cm.note_rows(owner).iter().filter(|n| n.kind() == kind);
            if strict && stock.is_open(owner, kind) {
                continue;
            }
            out.extend(rows.flat_map(|n| cm.note_targets(n)).map(|t| t.target()));
        }
        out
    };
    let body =
        |r: u32| !cm.code(r).compact().starts_with(['O', 'P', 'Q', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z']);
    for _ in 0..400 {
        let owner = stock.code(random, |r| cm.is_billable(r) && body(r) && !named(r).is_empty())?;
        let Some(row) = Code::cm(&owner).ok().and_then(|c| cm.find(&c)) else { continue };
        let targets = named(row);
        let itself = targets.iter().any(|t| t.matches(&cm.code(row)));
        let Some(target) = random.one(&targets).filter(|_| !itself) else { continue };
        let Some(under) = cm.find(&target.from) else { continue };
        let fits = |r: &u32| cm.is_billable(*r) && body(*r) && target.matches(&cm.code(*r));
        let codes: Vec<u32> = cm.under(under).filter(fits).collect();
        let Some(&other) = random.one(&codes) else { continue };
        // The other one may ask for the first in its turn: then neither order is wrong.
        if !stock.names(other, &[NoteKind::CodeFirst], &cm.code(row)) {
            return Some((owner, cm.code(other).compact().to_owned()));
        }
    }
    None
}

/// Two codes whose titles differ in one word: a side.
fn sides(stock: &Stock<'_>, random: &mut Random, one: &str, other: &str) -> Option<String> {
    let cm = stock.cm;
    for _ in 0..50 {
        let row = stock.plain(random, |r| {
            cm.title(r).to_lowercase().split([' ', ',']).filter(|w| *w == one).count() == 1
        })?;
        let wanted = cm.title(row).to_lowercase().replace(one, other);
        let near = cm.under(cm.find(&cm.code(row).category())?);
        let mut twins = near.filter(|r| cm.is_billable(*r));
        if let Some(twin) = twins.find(|r| cm.title(*r).to_lowercase() == wanted) {
            return Some(format!("{} {}", cm.code(row).compact(), cm.code(twin).compact()));
        }
    }
    None
}

/// The right and the left code of what also has a bilateral one.
fn both_sides(stock: &Stock<'_>, random: &mut Random) -> Option<String> {
    let cm = stock.cm;
    for _ in 0..200 {
        let pair = sides(stock, random, "right", "left")?;
        let first = Code::cm(pair.split(' ').next()?).ok()?;
        let wanted = cm.title(cm.find(&first)?).to_lowercase().replace("right", "bilateral");
        let mut near = cm.under(cm.find(&first.category())?);
        // The publisher words a few of them otherwise; those are not drawn.
        if near.any(|r| cm.is_billable(r) && cm.title(r).to_lowercase() == wanted) {
            return Some(pair);
        }
    }
    None
}

fn procedures(name: &str, stock: &Stock<'_>, random: &mut Random) -> Option<String> {
    let service = |random: &mut Random, fits: &dyn Fn(&PfsRow) -> bool| {
        stock.service(random, |r| {
            r.status == b'A' && r.code[0] < b'7' && r.code[0] > b'0' && r.global() != "ZZZ" && fits(r)
        })
    };
    match name {
        "pcs" => stock.procedure(random),
        "wrong-pcs" => {
            let pcs = stock.pcs?;
            let code = stock.procedure(random)?;
            let wrong = "0123456789BCDFGHJKLMNPQRSTVWXYZ".chars().map(|c| format!("{}{c}", &code[..6]));
            let unknown = |t: &String| {
                Code::new(medcode_model::CodeSystem::Icd10Pcs, t).is_ok_and(|c| pcs.find(&c).is_none())
            };
            let all: Vec<String> = wrong.filter(unknown).collect();
            random.one(&all).cloned()
        }
        "level-two-unknown" => {
            let hcpcs = stock.hcpcs?;
            let tries = (0..200).map(|_| format!("J{:04}", random.below(10_000)));
            tries.into_iter().find(|t| {
                Code::new(medcode_model::CodeSystem::Hcpcs, t).is_ok_and(|c| hcpcs.find(&c).is_none())
            })
        }
        "level-two-ended" => stock.level_two(random, false),
        "unlisted" => {
            let tables = stock.tables.as_ref()?;
            let tries = (0..200).map(|_| format!("{}", 10_000 + random.below(59_990)));
            tries.into_iter().find(|t| {
                let standing = Code::procedure(t).map(|c| tables.standing(&c));
                matches!(standing, Some(medcode_kb::query::Standing::NotListed(_)))
            })
        }
        "operation" => stock.operation(random),
        "no-sides" => service(random, &|r| r.bilateral == b'0'),
        "whole" => service(random, &|r| r.pc_tc == b'0'),
        "no-assistant" => service(random, &|r| r.assistant == b'1'),
        "no-co-surgeon" => service(random, &|r| r.co_surgeon == b'0'),
        "no-team" => service(random, &|r| r.team == b'0'),
        "no-period" => service(random, &|r| r.global() == "XXX"),
        "bundled" => stock.service(random, |r| r.status == b'B'),
        "units-over" => units_over(stock, random, MueSetting::Practitioner),
        "units-over-hospital" => units_over(stock, random, MueSetting::Outpatient),
        "add-on" => add_on_alone(stock, random),
        "bundle" => {
            edit_pair(stock, random, PtpSetting::Practitioner, 0).map(|(a, b)| format!("{a} {b}"))
        }
        "bundle-marked" => {
            edit_pair(stock, random, PtpSetting::Practitioner, 0).map(|(a, b)| format!("{a} {b}+59"))
        }
        "bundle-hospital" => {
            edit_pair(stock, random, PtpSetting::Hospital, 0).map(|(a, b)| format!("0360@{a} 0360@{b}"))
        }
        "not-apart" => {
            edit_pair(stock, random, PtpSetting::Practitioner, 1).map(|(a, b)| format!("{a} {b}"))
        }
        "not-apart-hospital" => {
            edit_pair(stock, random, PtpSetting::Hospital, 1).map(|(a, b)| format!("0360@{a} 0360@{b}"))
        }
        "apart" => {
            edit_pair(stock, random, PtpSetting::Practitioner, 1).map(|(a, b)| format!("{a} {b}+XS"))
        }
        _ => None,
    }
}

/// A code and one unit more than the edit allows.
fn units_over(stock: &Stock<'_>, random: &mut Random, setting: MueSetting) -> Option<String> {
    let table = stock.tables.as_ref()?.table(Table::Mue(setting))?;
    let rows: &[MueRow] = table.release.file().rows(setting.section());
    // Supplies and equipment have a table of their own; anesthesia counts minutes.
    let fits = |r: &&MueRow| r.value.get() > 0 && r.code[0].is_ascii_digit() && r.code[0] != b'0';
    let row = (0..500).filter_map(|_| random.one(rows)).find(fits)?;
    Some(format!("{}={}", String::from_utf8_lossy(&row.code), row.value.get() + 1))
}

/// Two operations that the procedure-to-procedure edits in force keep together, with a modifier
/// indicator.
fn edit_pair(
    stock: &Stock<'_>,
    random: &mut Random,
    setting: PtpSetting,
    indicator: u8,
) -> Option<(String, String)> {
    let table = stock.tables.as_ref()?.ptp(setting)?;
    let text = |code: &[u8; 5]| String::from_utf8_lossy(code).into_owned();
    let stands = |code: &[u8; 5]| stock.is_operation(&text(code));
    for _ in 0..2000 {
        let Some(one) = random.one(table.codes()).filter(|c| stands(c)) else { continue };
        let held = |(other, edit): &([u8; 5], &KindRow)| {
            edit.indicator == indicator && edit.in_force_on(stock.last_day()) && stands(other)
        };
        let all: Vec<[u8; 5]> = table.edits(table.code(one)?).filter(held).map(|e| e.0).collect();
        if let Some(other) = random.one(&all) {
            return Some((text(one), text(other)));
        }
    }
    None
}

/// An add-on code whose primary codes are all listed.
fn add_on_alone(stock: &Stock<'_>, random: &mut Random) -> Option<String> {
    let tables = stock.tables.as_ref()?;
    let rows: &[AddOnRow] = tables.table(Table::AddOn)?.release.file().rows(add_on::SECTION);
    let fits = |r: &&AddOnRow| {
        let code = std::str::from_utf8(&r.code).ok().and_then(Code::procedure);
        code.and_then(|c| tables.add_on(&c)).is_some_and(|a| a.kind == 1 && !a.contractor_defined)
    };
    let row = (0..500).filter_map(|_| random.one(rows)).find(fits)?;
    Some(String::from_utf8_lossy(&row.code).into_owned())
}

/// A diagnosis of a list of the Medicare Code Editor.
fn by_list(name: &str, stock: &Stock<'_>, random: &mut Random) -> Option<String> {
    let list = match name.strip_prefix("mce-")? {
        "newborn" => MceList::Newborn,
        "pediatric" => MceList::Pediatric,
        "maternity" => MceList::Maternity,
        "adult" => MceList::Adult,
        "manifestation" => MceList::Manifestation,
        "unacceptable" => MceList::Unacceptable,
        _ => return None,
    };
    let tables = stock.tables.as_ref()?;
    if !tables.mce_lists().has(list) {
        return None;
    }
    let cm = stock.cm;
    stock.code(random, |r| cm.is_billable(r) && tables.mce(&cm.code(r)).has(list))
}
