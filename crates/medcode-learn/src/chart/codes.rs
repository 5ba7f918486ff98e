//! The codes of a chart: a line each with what stands beside the code, and indented under it the
//! words of the note, the reason and the citation.

use super::block::Block;
use super::{ChartCode, Slip};
use crate::Cite;
use crate::mistake::{Log, cut};
use medcode::eval::{Gold, Trap};
use medcode_model::{BillingContext, Code, CodeSystem};

/// The codes, and why of each.
pub(super) fn codes(block: &Block<'_>, log: &mut Log<'_>) -> (Vec<Gold>, Vec<ChartCode>) {
    let (mut gold, mut whys): (Vec<Gold>, Vec<ChartCode>) = (Vec::new(), Vec::new());
    // What an indented line without a key goes on with.
    let mut at = Under::Nothing;
    // Lines under a code that cannot be read are passed over with it.
    let mut lost = false;
    for (n, line) in block.numbered() {
        if !line.starts_with("  ") {
            let read = code_line(n, line, log);
            lost = read.is_none();
            if let Some(one) = read {
                gold.push(one);
                whys.push(ChartCode { why: String::new(), cites: Vec::new(), line: n });
            }
            at = Under::Nothing;
            continue;
        }
        let (Some(one), Some(why), false) = (gold.last_mut(), whys.last_mut(), lost) else {
            if !lost {
                log.add(n, "an indented line above the first code");
            }
            continue;
        };
        let text = line.trim();
        if let Some(words) = text.strip_prefix("evidence:") {
            one.evidence.push(words.trim().to_owned());
            at = Under::Nothing;
        } else if let Some(words) = text.strip_prefix("why:") {
            why.why = words.trim().to_owned();
            at = Under::Why;
        } else if let Some(words) = text.strip_prefix("cite:") {
            why.cites.extend(Cite::read_all(words));
            at = Under::Nothing;
        } else if at == Under::Why {
            why.why.push(' ');
            why.why.push_str(text);
        } else {
            log.add(n, "under a code stand `evidence:`, `why:` and `cite:`");
        }
    }
    for (one, why) in gold.iter().zip(&whys) {
        let lacks = [
            ("evidence:", one.evidence.is_empty()),
            ("why:", why.why.is_empty()),
            ("cite:", why.cites.is_empty()),
        ];
        for (key, _) in lacks.into_iter().filter(|(_, lacks)| *lacks) {
            log.add(why.line, format!("{}: no `{key}` under it", one.code));
        }
    }
    (gold, whys)
}

#[derive(PartialEq)]
enum Under {
    Nothing,
    Why,
}

/// `SYSTEM CODE key=value ...`.
fn code_line(n: usize, line: &str, log: &mut Log<'_>) -> Option<Gold> {
    let mut words = line.split_whitespace();
    let code = coded(n, words.next(), words.next(), log)?;
    let service = matches!(code.system(), CodeSystem::Cpt | CodeSystem::Hcpcs);
    let mut gold = Gold::plain(code);
    if service {
        (gold.units, gold.modifiers) = (Some(1), Some(Vec::new()));
    }
    for word in words {
        if !beside(&mut gold, word) {
            log.add(n, format!("`{}`: not understood beside {code}; {BESIDE}", cut(word)));
        }
    }
    if gold.rank.is_none() {
        log.add(n, format!("{code}: no place; write `rank=1` for the first of its kind"));
    }
    Some(gold)
}

const BESIDE: &str = "known are rank=1, required=no, alternatives=A,B, poa=Y|N|U|W|exempt, units=1, \
                      modifiers=25,RT, optional_modifiers=, billing=professional|facility|dme";

/// Takes one `key=value`; false where it is not understood.
fn beside(gold: &mut Gold, word: &str) -> bool {
    let Some((key, value)) = word.split_once('=') else { return false };
    let list = || value.split(',').filter(|v| !v.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let number = || value.parse::<u32>().ok().filter(|n| *n > 0);
    match key {
        "rank" => gold.rank = number(),
        "units" => gold.units = number(),
        "required" => gold.required = value != "no",
        "modifiers" => gold.modifiers = Some(list()),
        "optional_modifiers" => gold.modifiers_optional = list(),
        "poa" => gold.poa = Some(value.to_owned()),
        "billing" => gold.billing_context = BillingContext::parse(value),
        "alternatives" => {
            let system = gold.code.system();
            let read: Vec<Code> = list().iter().filter_map(|c| Code::new(system, c).ok()).collect();
            let whole = read.len() == list().len();
            gold.alternatives = read;
            return whole;
        }
        _ => return false,
    }
    match key {
        "rank" => gold.rank.is_some(),
        "units" => gold.units.is_some(),
        "required" => matches!(value, "yes" | "no"),
        "poa" => matches!(value, "Y" | "N" | "U" | "W" | "exempt"),
        "billing" => gold.billing_context.is_some(),
        _ => true,
    }
}

fn coded(n: usize, system: Option<&str>, code: Option<&str>, log: &mut Log<'_>) -> Option<Code> {
    let (system, code) = (system.unwrap_or_default(), code.unwrap_or_default());
    let Some(known) = CodeSystem::parse(system) else {
        let what = format!("`{}`: no system; ICD-10-CM, ICD-10-PCS, CPT or HCPCS", cut(system));
        log.add(n, what);
        return None;
    };
    match Code::new(known, code) {
        Ok(code) => Some(code),
        Err(error) => {
            log.add(n, error.to_string());
            None
        }
    }
}

/// What a careless reader would report.
#[derive(Default)]
pub(super) struct Traps {
    pub(super) codes: Vec<Trap>,
    pub(super) lines: Vec<usize>,
    pub(super) slips: Vec<Slip>,
}

/// Wrong codes, and right codes with something wrong beside them: `SYSTEM CODE [units=N]
/// [modifiers=M] WHY`.
pub(super) fn traps(block: &Block<'_>, log: &mut Log<'_>) -> Traps {
    let mut out = Traps::default();
    for (n, line) in block.numbered() {
        let mut words = line.split_whitespace().peekable();
        let Some(code) = coded(n, words.next(), words.next(), log) else { continue };
        let mut slip = Gold::plain(code);
        let mut beside_it = false;
        while words.peek().is_some_and(|w| beside(&mut slip, w)) {
            words.next();
            beside_it = true;
        }
        let why = words.collect::<Vec<_>>().join(" ");
        if why.is_empty() {
            log.add(n, format!("{code}: say behind it why it is wrong"));
        }
        if beside_it {
            let modifiers = slip.modifiers.unwrap_or_default();
            out.slips.push(Slip { code, units: slip.units, modifiers, why, line: n });
        } else {
            out.codes.push(Trap { code, why });
            out.lines.push(n);
        }
    }
    out
}
