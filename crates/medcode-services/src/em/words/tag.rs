//! What a word of the note says of the level of the visit: one tag a line of `data/em/cues.tsv`.

macro_rules! tags {
    ($($tag:ident = $name:literal,)*) => {
        /// What a phrase says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Tag {
            $(#[doc = $name] $tag,)*
            /// A test, by its number.
            Test,
            /// A drug, by its kind.
            Drug,
        }

        impl Tag {
            pub(super) fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$tag),)*
                    _ => None,
                }
            }
        }
    };
}

tags! {
    None = "none",
    New = "new",
    Established = "established",
    LastSeen = "last-seen",
    Partner = "partner",
    Nurse = "nurse",
    NotSeen = "not-seen",
    Absent = "absent",
    Message = "message",
    BirthCare = "birth-care",
    ServiceNote = "service-note",
    DialysisRounds = "dialysis-rounds",
    Postop = "postop",
    Unrelated = "unrelated",
    Consult = "consult",
    Requested = "requested",
    Medicare = "medicare",
    Video = "video",
    AudioOnly = "audio-only",
    Preventive = "preventive",
    Wellness = "wellness",
    WellnessFirst = "wellness-first",
    Welcome = "welcome",
    Critical = "critical",
    AdmissionNote = "admission-note",
    ProgressNote = "progress-note",
    DischargeNote = "discharge-note",
    NursingInitial = "nf-initial",
    SameDay = "same-day",
    Shared = "shared",
    Longitudinal = "longitudinal",
    Separate = "separate",
    ScheduledProcedure = "scheduled-procedure",
    Stable = "stable",
    Worse = "worse",
    Severe = "severe",
    Systemic = "systemic",
    Uncertain = "uncertain",
    Resolved = "resolved",
    Minor = "minor",
    Changed = "changed",
    Rx = "rx",
    RxAlone = "rx-alone",
    DrugClass = "drug-class",
    Otc = "otc",
    Therapy = "therapy",
    SelfCare = "self-care",
    SurgeryPlan = "surgery-plan",
    Major = "major",
    MinorSurgery = "minor-surgery",
    RiskFactor = "risk-factor",
    Emergency = "emergency",
    Admit = "admit",
    Dnr = "dnr",
    DnrDecision = "dnr-decision",
    Social = "social",
    Monitor = "monitor",
    Parenteral = "parenteral",
    NotDone = "not-done",
    Order = "order",
    MyRead = "my-read",
    Says = "says",
    From = "from",
    Relation = "relation",
    Historian = "historian",
    NeedHistorian = "need-historian",
    Records = "records",
    Discuss = "discuss",
    Patient = "patient",
    Professional = "professional",
    Accepts = "accepts",
    TimeTotal = "time-total",
    TimeOther = "time-other",
    TimeAside = "time-aside",
    DischargeTime = "discharge-time",
}
