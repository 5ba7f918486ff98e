//! Clean synthetic 837P claims from the installed knowledge base, and what is timed in process.
//!
//!   claims write N FILE     N claims of four lines, each with a pair that has a PTP edit, a code
//!                           with an MUE, a diagnosis with Excludes1 notes
//!   claims tokens FILE      the speed of cutting segments alone
//!   claims check FILE       the rule book over every claim, strictly and with the nearest tables
//!   claims pairs            the time of one question to the PTP tables
//!
//! `MEDCODE_HOME` names the home. Kinds of claims are drawn until the rule book finds nothing in
//! them; a file repeats them with days, names and numbers of its own.

use medcode::Engine;
use medcode::formats::x12;
use medcode::kb::tables::mue::MueSetting;
use medcode::kb::tables::ptp::{PtpCode, PtpSetting};
use medcode::model::{Claim, Code, CodeSystem, Date, NoteKind, Problem};
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

/// Kinds of claims that a file repeats.
const KINDS: usize = 2000;
/// Claims in one transaction.
const IN_ONE: usize = 5000;

fn main() {
    let home = std::env::var_os("MEDCODE_HOME").map(PathBuf::from).expect("MEDCODE_HOME names a home");
    let args: Vec<String> = std::env::args().skip(1).collect();
    let engine = Engine::open(&home).expect("the home opens");
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", n, file] => write(&engine, n.parse().expect("a number of claims"), file),
        ["tokens", file] => tokens(file),
        ["check", file] => {
            check(&engine, file, true);
            check(&engine, file, false);
        }
        ["pairs"] => pairs(&engine),
        _ => panic!("usage: claims write N FILE | tokens FILE | check FILE | pairs"),
    }
}

/// Seconds that this thread was at work: a machine that does something else meanwhile says nothing
/// of it. Where the system does not tell, the time that went by.
fn at_work(begun: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|n| n.parse::<f64>().ok());
    nanoseconds.map_or_else(|| begun.elapsed().as_secs_f64(), |n| n / 1e9)
}

/// Seconds of work that something takes.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let before = at_work(begun);
    let done = work();
    (done, at_work(begun) - before)
}

/// Numbers that look drawn and are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What claims are made of.
struct Stock {
    /// Codes of two columns that a modifier parts.
    pairs: Vec<(Code, Code)>,
    /// Codes that Medicare pays and that have an MUE.
    paid: Vec<Code>,
    /// Complete diagnoses with Excludes1 notes.
    diagnoses: Vec<Code>,
}

fn stock(engine: &Engine, day: Date) -> Stock {
    let tables = engine.library().procedures(day, true).expect("the CPT releases open");
    let ptp = tables.ptp(PtpSetting::Practitioner).expect("PTP edits are installed");
    let code = |n: &[u8; 5]| Code::procedure(std::str::from_utf8(n).ok()?);
    let payable = |c: &Code| {
        tables.pfs(c).is_some_and(|r| r.status() == 'A')
            && tables.mue_row(c, MueSetting::Practitioner).is_some_and(|r| r.value.get() > 0)
    };
    let paid: Vec<Code> = ptp.codes().iter().filter_map(code).filter(payable).collect();
    let mut pairs = Vec::new();
    for one in &paid {
        let number = ptp.code(&one.number().expect("a procedure")).expect("it stands in the table");
        for (two, kind) in ptp.edits(number) {
            let two = code(&two).filter(|two| paid.binary_search(two).is_ok());
            if let Some(two) = two.filter(|_| kind.indicator == 1 && kind.in_force_on(day)) {
                pairs.push((*one, two));
            }
        }
    }
    let cm = engine.library().as_of(CodeSystem::Icd10Cm, day, true).expect("ICD-10-CM").release;
    let excludes = |row: &u32| cm.notes(*row).iter().any(|n| n.kind == NoteKind::Excludes1);
    let billable = (0..cm.codes().len() as u32).filter(|row| cm.is_billable(*row));
    let diagnoses = billable.step_by(7).filter(excludes).map(|row| cm.code(row)).collect();
    Stock { pairs, paid, diagnoses }
}

/// What repeats: codes and modifiers of the lines, diagnoses, sex.
struct Kind {
    lines: Vec<(Code, &'static str)>,
    diagnoses: Vec<Code>,
    sex: char,
    born: u16,
}

impl Kind {
    fn draw(stock: &Stock, draw: &mut Draw) -> Self {
        let (one, two) = *draw.of(&stock.pairs);
        let mut lines = vec![(one, ""), (two, "59")];
        lines.extend((0..2).map(|_| (*draw.of(&stock.paid), "")));
        let diagnoses = (0..3).map(|_| *draw.of(&stock.diagnoses)).collect();
        let sex = *draw.of(&['F', 'M']);
        Self { lines, diagnoses, sex, born: 1945 + draw.below(55) as u16 }
    }

    /// The claim of a patient, as segments.
    fn put(&self, n: usize, hl: usize, out: &mut String) -> usize {
        let before = out.matches('~').count();
        let day = format!("2026{:02}{:02}", 4 + n % 3, 1 + n / 3 % 28);
        let (born, sex) = (self.born, self.sex);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "HL*{hl}*1*22*0~\nSBR*P*18*GROUP{n:07}******CI~\nNM1*IL*1*SAMPLE*PERSON{n}****MI*MEM{n:09}~\n\
             N3*{n} MAIN STREET~\nN4*ANYTOWN*OH*44101~\nDMG*D8*{born}0615*{sex}~\n\
             NM1*PR*2*PAYER OF CLAIMS*****PI*99999~\nCLM*ACCT{n:08}*400***11:B:1*Y*A*Y*Y~\n\
             REF*D9*{n:010}~\nHI"
        );
        for (k, dx) in self.diagnoses.iter().enumerate() {
            let _ = write!(out, "*{}:{}", if k == 0 { "ABK" } else { "ABF" }, dx.compact());
        }
        out.push_str("~\nNM1*82*1*DOCTOR*SAMPLE****XX*1234567893~\nPRV*PE*PXC*207Q00000X~\n");
        for (k, (code, modifier)) in self.lines.iter().enumerate() {
            let colon = if modifier.is_empty() { "" } else { ":" };
            let code = code.compact();
            let _ = write!(
                out,
                "LX*{}~\nSV1*HC:{code}{colon}{modifier}*100*UN*1***1:2~\nDTP*472*D8*{day}~\nREF*6R*{n}-{k}~\n",
                k + 1
            );
        }
        out.matches('~').count() - before
    }
}

/// Whether the rule book finds nothing in a claim.
struct Clean<'a> {
    engine: &'a Engine,
    found: usize,
}

impl x12::Sink for Clean<'_> {
    fn claim(&mut self, claim: Claim) {
        self.found += self.engine.check(&claim, Date::MAX, true).findings.len();
    }

    fn problem(&mut self, problem: Problem) {
        panic!("a document of our own: {problem}");
    }
}

fn head(control: usize) -> String {
    format!(
        "ST*837*{control:09}*005010X222A1~\nBHT*0019*00*{control}*20260701*1200*CH~\n\
         NM1*41*2*CLINIC*****46*1~\nPER*IC*OFFICE*TE*5555555555~\nNM1*40*2*PAYER*****46*2~\n\
         HL*1**20*1~\nNM1*85*2*CLINIC*****XX*1234567893~\nN3*1 MAIN STREET~\nN4*ANYTOWN*OH*44101~\n\
         REF*EI*999999999~\n"
    )
}

const ISA: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260701*1200*^*00501*000000001*0*T*:~\n\
                   GS*HC*SENDER*RECEIVER*20260701*1200*1*X*005010X222A1~\n";

fn whole(body: &str, segments: usize) -> String {
    let head = head(1);
    let count = head.matches('~').count() + segments + 1;
    format!("{ISA}{head}{body}SE*{count}*000000001~\nGE*1*1~\nIEA*1*000000001~\n")
}

fn write(engine: &Engine, claims: usize, file: &str) {
    let day = Date::new(2026, 5, 12).expect("a date");
    let stock = stock(engine, day);
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    let (mut kinds, mut tried) = (Vec::new(), 0usize);
    while kinds.len() < KINDS.min(claims) {
        let kind = Kind::draw(&stock, &mut draw);
        let mut body = String::new();
        let segments = kind.put(0, 2, &mut body);
        let mut clean = Clean { engine, found: 0 };
        x12::read_claims(whole(&body, segments).as_bytes(), &mut clean).expect("it is in memory");
        tried += 1;
        assert!(tried < KINDS * 5000, "no clean claim is found: {} kinds so far", kinds.len());
        if clean.found == 0 {
            kinds.push(kind);
        }
    }
    eprintln!(
        "{} kinds of claims, {tried} drawn; {} pairs to draw from",
        kinds.len(),
        stock.pairs.len()
    );
    let mut out = BufWriter::new(std::fs::File::create(file).expect("the file can be made"));
    out.write_all(ISA.as_bytes()).expect("it is written");
    let mut sets = 0;
    for first in (0..claims).step_by(IN_ONE) {
        sets += 1;
        let head = head(sets);
        let mut segments = head.matches('~').count() + 1;
        out.write_all(head.as_bytes()).expect("it is written");
        for n in first..claims.min(first + IN_ONE) {
            let mut body = String::new();
            segments += kinds[n % kinds.len()].put(n, n - first + 2, &mut body);
            out.write_all(body.as_bytes()).expect("it is written");
        }
        writeln!(out, "SE*{segments}*{sets:09}~").expect("it is written");
    }
    writeln!(out, "GE*{sets}*1~\nIEA*1*000000001~").expect("it is written");
}

fn tokens(file: &str) {
    let size = std::fs::metadata(file).expect("the file is there").len();
    let mut best = f64::MAX;
    let mut count = 0u64;
    for _ in 0..5 {
        let input = std::fs::File::open(file).expect("it opens");
        count = 0;
        let cut = || x12::each(input, |segment| count += u64::from(!segment.bytes.is_empty()));
        let (read, seconds) = timed(cut);
        read.expect("it is read");
        best = best.min(seconds);
    }
    println!("tokenizing alone: {count} segments, {:.0} MB/s", size as f64 / best / 1e6);
}

/// Takes claims in and asks the rule book.
struct Asking<'a> {
    checker: medcode::Checker<'a>,
    claims: u64,
    findings: u64,
    asked: u64,
    untold: u64,
}

impl x12::Sink for Asking<'_> {
    fn claim(&mut self, claim: Claim) {
        let checked = self.checker.check(&claim);
        self.claims += 1;
        self.findings += checked.findings.len() as u64;
        self.asked += checked.asked as u64;
        self.untold += checked.untold as u64;
    }

    fn problem(&mut self, _: Problem) {}
}

fn check(engine: &Engine, file: &str, nearest: bool) {
    let input = std::fs::File::open(file).expect("it opens");
    let checker = engine.checker(Date::MAX, nearest);
    let mut asking = Asking { checker, claims: 0, findings: 0, asked: 0, untold: 0 };
    let (read, seconds) = timed(|| x12::read_claims(input, &mut asking));
    read.expect("it is read");
    println!(
        "check, {}: {:.0} claims/s on one core ({} claims, {} findings; {:.1} rules a claim, {:.2} % \
         without data)",
        if nearest { "nearest tables" } else { "strict" },
        asking.claims as f64 / seconds,
        asking.claims,
        asking.findings,
        asking.asked as f64 / asking.claims as f64,
        asking.untold as f64 * 100.0 / asking.asked as f64
    );
}

fn pairs(engine: &Engine) {
    let day = Date::new(2026, 5, 12).expect("a date");
    let tables = engine.library().procedures(day, true).expect("the CPT releases open");
    for setting in PtpSetting::ALL {
        let Some(ptp) = tables.ptp(setting) else { continue };
        let codes = ptp.codes();
        let mut draw = Draw(0x2545_F491_4F6C_DD1D);
        let asked: Vec<_> = (0..1_000_000).map(|_| (*draw.of(codes), *draw.of(codes))).collect();
        let ask = |(one, two): &([u8; 5], [u8; 5])| {
            let number = |c| -> Option<PtpCode> { ptp.code(c) };
            ptp.find(number(one)?, number(two)?, day).map(|kind| kind.indicator)
        };
        let (found, seconds) = timed(|| asked.iter().filter(|pair| ask(pair).is_some()).count());
        let each = seconds * 1e9 / asked.len() as f64;
        // The widest code of the table: its lists are read in full where the pair is not there.
        let widest = codes.iter().filter_map(|c| Some((ptp.edits(ptp.code(c)?).count(), ptp.code(c)?)));
        let (size, widest) = widest.max_by_key(|(n, _)| *n).expect("the table has codes");
        let last: Vec<PtpCode> = codes.iter().rev().take(1000).filter_map(|c| ptp.code(c)).collect();
        let (hits, seconds) = timed(|| {
            last.iter()
                .cycle()
                .take(200_000)
                .filter(|two| ptp.find(widest, **two, day).is_some())
                .count()
        });
        let worst = seconds * 1e9 / 200_000.0;
        println!(
            "PTP {}: {each:.0} ns a pair ({found} of 1000000 drawn have an edit); {worst:.0} ns in the \
             widest code ({size} edits, {hits} hits)",
            setting.id()
        );
    }
}
