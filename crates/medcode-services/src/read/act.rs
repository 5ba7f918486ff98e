//! Was a procedure done at this visit?
//!
//! Operations are talked about far more often than they are done: in histories, plans, consents,
//! titles of bookings. A procedure counts as done where the note tells of it as of what was done:
//! in an account of the procedure, or in words of the past that stand with it.

use super::{Mention, Reading, Status};
use crate::crosswalk::Crosswalk;
use medcode_kb::quick::QuickMap;
use medcode_model::{Experiencer, Presence, Setting, Temporality};
use medcode_note::SectionKind;
use std::ops::Range;

/// How far before a procedure a word can send it to the past or the future.
const BEFORE: usize = 7;
/// How far after it a word can take it back (`considered, not done`).
const AFTER: usize = 6;

/// How far after it words can give it to another time or place (`placed in the ER 10 days ago`).
const LATER: usize = 10;

/// The classes of words that tell.
pub(crate) struct ActWords {
    pub(super) future: u16,
    pub(super) refused: u16,
    past: u16,
    pub(super) done: u16,
    later: u16,
    weighed: u16,
    elsewhere: u16,
    nominal: u16,
}

impl ActWords {
    pub(super) fn of(crosswalk: &Crosswalk) -> Self {
        let get = |class| crosswalk.words.get(class);
        Self {
            future: get("act future"),
            refused: get("act refused"),
            past: get("act past"),
            done: get("act done"),
            later: get("act later"),
            weighed: get("act weighed"),
            elsewhere: get("act elsewhere"),
            nominal: get("act nominal"),
        }
    }
}

/// What a section says by itself of a procedure named in it.
enum Place {
    /// An account of what was done.
    Account,
    /// Done only where the words say so.
    Told,
    /// Never done here.
    Never(Status),
}

impl Reading<'_> {
    /// What became of a procedure that the note names.
    pub(crate) fn act(&self, mention: &Mention, setting: Setting) -> Status {
        self.act_at(&mention.tokens, setting)
    }

    /// What became of a procedure that some tokens name.
    pub(crate) fn act_at(&self, tokens: &Range<usize>, setting: Setting) -> Status {
        let context = self.doc.context(self.span(tokens.clone()));
        if context.assertion.experiencer != Experiencer::Patient {
            return Status::Before;
        }
        if self.boxed(tokens) == Some(false) {
            return Status::NotDone;
        }
        let sentence = self.sentence(tokens.start);
        let before = tokens.start.saturating_sub(BEFORE).max(sentence.start)..tokens.start;
        let before = self.behind_label_of_done(before);
        if self.is_answered_no(tokens) {
            return Status::NotDone;
        }
        let after = tokens.end
            ..(tokens.end + AFTER).min(self.end_of_title(tokens, sentence.end, tokens.end + AFTER));
        let said = |class, range: &Range<usize>| self.says_of_act(range.clone(), class);
        let left = tokens.start.checked_sub(1).map_or("", |t| self.doc.folded(t));
        let earlier = matches!(left, "after" | "following" | "post") || left.starts_with("pod");
        if earlier && tokens.start > sentence.start {
            return Status::Before;
        }
        // `Left knee arthroscopy POD 12`.
        if tokens.end < sentence.end {
            match self.doc.folded(tokens.end) {
                // `FNA Bethesda VI`: the result of one that was done.
                "bethesda" => return Status::Before,
                // `TBNA 0`
                "0" | "x0" => return Status::NotDone,
                word if word.starts_with("pod") => return Status::Before,
                _ => {}
            }
        }
        let ends = medcode_note::Gap::COMMA.with(medcode_note::Gap::SEMICOLON);
        let comma = |t: &usize| self.doc.gap(*t).has(ends);
        let far = (tokens.end + LATER).min(sentence.end);
        let clause = tokens.end..(tokens.end..far).find(comma).unwrap_or(far);
        if said(self.acts.elsewhere, &clause) {
            return Status::Before;
        }
        if said(self.acts.refused, &before) || self.is_refused_behind(&after) {
            return Status::NotDone;
        }
        if self.is_dated_elsewhen(tokens, &sentence) {
            return Status::Before;
        }
        if self.denies_doing(&after) || self.denies_doing(tokens) {
            return Status::NotDone;
        }
        if self.is_to_be(tokens) || self.is_left_for_later(&after) {
            return Status::Planned;
        }
        let account = self.is_account || setting == Setting::OutpatientProcedure;
        let place = match place(context.section, account) {
            Place::Told | Place::Never(Status::Planned)
                if account && (self.runs_on(tokens.start) || self.is_labelled_done(tokens)) =>
            {
                Place::Account
            }
            place => place,
        };
        let near = (tokens.end + AFTER).min(clause.end).max(tokens.end);
        let soon = tokens.end..(tokens.end + 3).min(sentence.end);
        if said(self.acts.later, &soon) || said(self.acts.weighed, &(tokens.end..near)) {
            return Status::Planned;
        }
        let told = self.clause_of_plan(tokens, &sentence, context.section);
        let done = said(self.acts.done, &told)
            || self.is_dosed(&told)
            || self.tells_done(&told)
            || self.is_done_next(&sentence, context.section);
        // `D&C if path nondiagnostic`: what would follow, whatever was done before.
        let next = tokens.end..(tokens.end + 2).min(sentence.end);
        if next.into_iter().any(|t| self.doc.folded(t) == "if") && !said(self.acts.done, tokens) {
            return Status::Planned;
        }
        match context.assertion.presence {
            Presence::Absent
                if !self.is_denied_below(tokens, &sentence, context.cue().map(|c| c.span)) =>
            {
                return Status::NotDone;
            }
            Presence::Conditional | Presence::Hypothetical if !done => return Status::Planned,
            _ => {}
        }
        // The header `Plan:` sends to the future what its own part does not tell as done.
        let spoken = self.spoken(tokens.start).start.max(before.start)..before.end;
        let part = self.between_commas(tokens);
        let headed = !said(self.acts.future, &spoken) && said(self.acts.done, &part)
            || self.is_appointment(tokens)
            || self.is_come_for(&before);
        if said(self.acts.future, &before) && !said(self.acts.done, tokens) && !headed {
            return Status::Planned;
        }
        if matches!(place, Place::Told) && self.another_day(tokens, &sentence) == Some(true) {
            return Status::Before;
        }
        let cue = context.cue().map_or("", |c| c.span.of(self.doc.text()));
        let prior = is_prior_to(self.doc, cue, tokens);
        let past = context.assertion.temporality == Temporality::Past && !done && !prior;
        if past || self.says_past(&before) || self.other_year(&sentence, tokens) {
            return Status::Before;
        }
        if !done && self.taken_back_below(tokens) {
            return Status::NotDone;
        }
        match place {
            Place::Never(status) => status,
            Place::Account => Status::Done,
            Place::Told if context.assertion.temporality == Temporality::Planned => Status::Planned,
            Place::Told if done || self.is_counted_act(tokens, &before) => Status::Done,
            Place::Told if self.is_scope_with_findings(tokens) => Status::Done,
            Place::Told => Status::Planned,
        }
    }

    /// The part of a sentence of a plan between the semicolons around some tokens: what was done stands
    /// there beside what is to come. Elsewhere the whole sentence.
    fn clause_of_plan(
        &self,
        tokens: &Range<usize>,
        sentence: &Range<usize>,
        section: SectionKind,
    ) -> Range<usize> {
        use SectionKind as K;
        if !matches!(section, K::Plan | K::AssessmentPlan | K::Assessment) {
            return sentence.clone();
        }
        let ends = |t: &usize| self.doc.gap(*t).has(medcode_note::Gap::SEMICOLON);
        let start = (sentence.start + 1..=tokens.start).rev().find(ends).unwrap_or(sentence.start);
        start..(tokens.end..sentence.end).find(ends).unwrap_or(sentence.end)
    }

    /// `Hematoma 20% - not drained`: what was done is denied.
    fn denies_doing(&self, tokens: &Range<usize>) -> bool {
        let no = |t: usize| matches!(self.doc.folded(t), "not" | "never");
        // `Top hat not needed, ECC done`: behind the comma another is told.
        let comma = |t: &usize| self.doc.gap(*t).has(medcode_note::Gap::COMMA);
        tokens.clone().any(|t| {
            let end = (t + 2..t + 3).find(comma).unwrap_or(t + 3);
            no(t) && self.has(t + 1..end, &[self.acts.done])
        })
    }

    /// `IUD to be placed at the next visit`: told of what is to come, among the words of the act itself.
    fn is_to_be(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|t| {
            self.doc.folded(t + 1) == "be"
                && matches!(
                    self.doc.folded(t),
                    "to" | "will" | "can" | "could" | "would" | "should" | "may"
                )
        })
    }

    /// Whether a word of the past stands within some tokens; `prior to` tells the order of today's steps.
    fn says_past(&self, tokens: &Range<usize>) -> bool {
        self.named_in(tokens.clone()).iter().any(|&(at, _, word)| {
            let at = at as usize;
            word == self.acts.past
                && !(self.doc.folded(at) == "prior" && self.doc.folded(at + 1) == "to")
        })
    }

    /// Whether a sentence of no plan opens with an act and how much of it: `Debridement of 8 mycotic
    /// nails`, `Paring of 3 lesions, plantar right foot`. Nobody counts what is only thought about.
    fn is_counted_act(&self, tokens: &Range<usize>, before: &Range<usize>) -> bool {
        const REACH: usize = 8;
        let start = self.doc.tokens()[tokens.start].span.start;
        let kind = self.doc.section_at(start).map_or(SectionKind::Unsectioned, |s| s.kind);
        let place = matches!(kind, SectionKind::Unsectioned | SectionKind::Exam | SectionKind::Other);
        let sentence = self.spoken(tokens.start);
        let end = (sentence.start + REACH).min(sentence.end);
        let opens =
            self.has(sentence.start..(sentence.start + 2).min(sentence.end), &[self.acts.nominal]);
        let counted = (sentence.start..end).any(|t| self.value(t).is_some());
        let later = self.has(sentence.clone(), &[self.acts.later, self.acts.future]);
        place && opens && counted && !later && before.len() < REACH
    }

    /// Whether a token stands lines below a header that had its text beside it (`POSTOP DX: ...`):
    /// the account, which has no header of its own.
    pub(crate) fn runs_on(&self, token: usize) -> bool {
        use SectionKind as K;
        let start = self.doc.tokens()[token].span.start;
        let Some(section) = self.doc.section_at(start) else { return false };
        let one_line = matches!(section.kind, K::PostopDiagnosis | K::FinalDiagnosis | K::Assessment);
        let Some(header) = section.header.filter(|_| one_line) else { return false };
        let beside = self.doc.tokens_in(header).1;
        let line = |at: u32| self.doc.line_at(at).map(|l| l.tokens);
        let (Some(first), Some(own)) = (line(header.start), line(start)) else { return false };
        first != own && beside < first.1 as usize
    }

    /// Whether a title names an operation that the account below says was not done.
    fn taken_back_below(&self, tokens: &Range<usize>) -> bool {
        const ENDS: [&str; 7] = ["psy", "tomy", "copy", "gram", "plasty", "ation", "graft"];
        let operation = |t: u32| ENDS.iter().any(|e| self.doc.folded(t as usize).ends_with(e));
        let named = self.named_in(tokens.clone()).iter().filter(|n| operation(n.0));
        let words: Vec<u16> = named.map(|n| n.2).collect();
        if words.is_empty() {
            return false;
        }
        let last = self.refused.get_or_init(|| self.last_refused());
        // Words of one class are many: `fusion not done` takes no laminectomy back.
        let named = |at: u32| {
            let word = self.doc.folded(at as usize);
            operation(at) || tokens.clone().any(|t| self.doc.folded(t) == word)
        };
        words.iter().any(|w| last.get(w).is_some_and(|at| *at as usize >= tokens.end && named(*at)))
    }

    /// Where each word stands last with its refusal right behind it (`TURP not done`).
    fn last_refused(&self) -> QuickMap<u16, u32> {
        let mut out = QuickMap::default();
        if !self.named.iter().any(|n| n.2 == self.acts.refused) {
            return out;
        }
        for &(at, len, word) in &self.named {
            let (sentence, end) = (self.sentence(at as usize), (at + len) as usize);
            if self.has(end..(end + 3).min(sentence.end), &[self.acts.refused]) {
                out.insert(word, at);
            }
        }
        out
    }

    /// Whether a sentence gives a dose: `triamcinolone 40 mg`.
    fn is_dosed(&self, sentence: &Range<usize>) -> bool {
        sentence.clone().any(|t| {
            let word = self.doc.folded(t);
            let unit = matches!(word, "mg" | "ml" | "cc" | "mcg" | "unit" | "u" | "fr" | "french");
            let glued = ["u", "mg", "ml", "cc", "mcg"]
                .iter()
                .any(|u| word.strip_suffix(u).is_some_and(|n| n.parse::<u16>().is_ok()));
            glued || unit && t > sentence.start && self.value(t - 1).is_some()
        })
    }

    /// Whether a year stands close to a procedure and no date of this visit (`TURP 2019`).
    fn other_year(&self, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
        let from = tokens.start.saturating_sub(4).max(sentence.start);
        let to = (tokens.end + 4).min(sentence.end);
        (from..to).any(|t| {
            let word = self.doc.folded(t);
            let year = word.len() == 4 && word.parse::<u16>().is_ok_and(|y| (1950..2100).contains(&y));
            // "08/12/2026" is a date, not a year alone.
            let dated = t > 0 && self.doc.gap(t).has(medcode_note::Gap::SLASH);
            year && !dated && word.parse() != Ok(self.day.year())
        })
    }
}

/// Whether the word that put an act into the past is the `prior` of `prior to` before it.
fn is_prior_to(doc: &medcode_note::Document<'_>, cue: &str, tokens: &Range<usize>) -> bool {
    cue.eq_ignore_ascii_case("prior")
        && (tokens.start.saturating_sub(BEFORE)..tokens.start)
            .any(|t| doc.folded(t) == "prior" && doc.folded(t + 1) == "to")
}

/// Whether a note's title says that it gives the account of a procedure: `OPERATIVE REPORT`.
pub(super) fn is_account(doc: &medcode_note::Document<'_>) -> bool {
    const OF: &[&str] = &[
        "operative",
        "op",
        "procedure",
        "proc",
        "delivery",
        "operation",
        "surgical",
        "surgery",
        "endoscopy",
        "colonoscopy",
        "egd",
        "bronchoscopy",
        "cystoscopy",
        "cysto",
        "injection",
        "cath",
    ];
    const KIND: &[&str] = &["note", "report", "record", "summary", "visit", "room", "dictation"];
    let titled = |t: usize| OF.contains(&doc.folded(t)) && KIND.contains(&doc.folded(t + 1));
    // `GYN PROC: Colposcopy.`
    let headed = |t: usize| {
        matches!(doc.folded(t), "proc" | "procedure") && doc.gap(t + 1).has(medcode_note::Gap::COLON)
    };
    let head = doc.tokens().len();
    let birth = head > 0 && doc.folded(0) == "delivery";
    let operation = super::title::opens_account(doc) || super::title::is_assistants(doc);
    birth || operation || (0..head.min(15)).any(titled) || (0..head.min(3)).any(headed)
}

fn place(section: SectionKind, account: bool) -> Place {
    use SectionKind as K;
    match section {
        K::Psh
        | K::Pmh
        | K::FamilyHistory
        | K::ObHistory
        | K::ProblemList
        | K::Medications
        | K::Allergies
        | K::SocialHistory
        | K::Ros
        | K::Vitals
        | K::Immunizations
        | K::Consult => Place::Never(Status::Before),
        K::Instructions | K::Differential | K::RuledOut => Place::Never(Status::Planned),
        K::Pathology => Place::Never(Status::Planned),
        K::Orders | K::Disposition => Place::Never(Status::Ordered),
        K::Procedure | K::Findings | K::Title => Place::Account,
        // An account without a header of its own runs on under the header before it.
        K::Plan
        | K::Hpi
        | K::ChiefComplaint
        | K::FinalDiagnosis
        | K::Complications
        | K::Indication
        | K::PreopDiagnosis
        | K::PostopDiagnosis
        | K::AdmitDiagnosis
        | K::Imaging => Place::Told,
        _ if account => Place::Account,
        _ => Place::Told,
    }
}
