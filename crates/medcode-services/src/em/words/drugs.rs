//! Drugs by what managing them means: prescription, intensive monitoring, controlled.

use super::{Tag, Words};

/// What managing a drug means for risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DrugKind {
    /// On prescription.
    Prescription,
    /// Dangerous near its dose: where laboratory monitoring for toxicity is stated, risk is high.
    Toxic,
    /// A controlled substance given into vein or muscle.
    Controlled,
    /// Sold without prescription, unless a prescription is stated.
    OverTheCounter,
}

impl DrugKind {
    pub(crate) fn of(number: u16) -> Self {
        match number {
            1 => Self::Toxic,
            2 => Self::Controlled,
            3 => Self::OverTheCounter,
            _ => Self::Prescription,
        }
    }
}

/// Classes of the lexicon whose drugs need laboratory monitoring for toxicity.
const TOXIC: &[&str] = &[
    "alkylating-agent",
    "antimetabolite",
    "antitumor-antibiotic",
    "mitotic-inhibitor",
    "topoisomerase-inhibitor",
    "targeted-antineoplastic",
    "monoclonal-antineoplastic",
    "checkpoint-inhibitor",
    "calcineurin-inhibitor",
    "mtor-inhibitor",
    "nucleotide-synthesis-inhibitor",
    "mood-stabilizer",
    "dmard",
    "jak-inhibitor",
    "myelosuppressive",
];

/// Drugs outside those classes of which the same holds, where levels or counts are taken for
/// toxicity.
const TOXIC_NAMES: &[&str] = &[
    "amiodarone",
    "digoxin",
    "clozapine",
    "lithium",
    "methotrexate",
    "azathioprine",
    "mycophenolate",
    "tacrolimus",
    "cyclosporine",
    "leflunomide",
    "sulfasalazine",
    "hydroxychloroquine",
    "dofetilide",
    "vancomycin",
    "gentamicin",
    "tobramycin",
    "amikacin",
    "phenytoin",
    "valproate",
    "divalproex",
    "valproic acid",
    "carbamazepine",
    "cyclophosphamide",
    "flecainide",
    "sotalol",
    "isotretinoin",
    "amphotericin",
    "colistin",
    "theophylline",
    "felbamate",
    "mercaptopurine",
    "hydroxyurea",
];

/// Classes of controlled substances that are given parenterally.
const CONTROLLED: &[&str] = &["opioid", "benzodiazepine"];

const CONTROLLED_NAMES: &[&str] = &[
    "ketamine",
    "morphine",
    "hydromorphone",
    "dilaudid",
    "fentanyl",
    "lorazepam",
    "ativan",
    "midazolam",
];

/// Classes that are sold without prescription at the doses a note gives without more.
const FREE: &[&str] = &[
    "analgesic",
    "antihistamine",
    "cough-cold",
    "laxative",
    "antacid",
    "aspirin",
    "antidiarrheal",
    "iron-vitamin",
    "herbal-supplement",
    "nasal-steroid",
];

/// Drugs of those classes that are on prescription all the same.
const PRESCRIBED: &[&str] = &[
    "hydroxyzine",
    "promethazine",
    "benzonatate",
    "lactulose",
    "tessalon",
    "cyproheptadine",
    "vistaril",
    "atarax",
    "phenergan",
    "linaclotide",
    "codeine",
    "tramadol",
    "butalbital",
    "fioricet",
    "desloratadine",
    "ergocalciferol",
    "cyanocobalamin",
    "iron sucrose",
    "venofer",
    "feraheme",
    "ferumoxytol",
    "injectafer",
    "ferric carboxymaltose",
    "lomotil",
    "diphenoxylate",
];

/// Names of the lexicon that are no drug decision where they stand alone.
const SKIPPED: &[&str] = &["contrast", "vaccine", "immune-globulin", "electrolyte"];

/// Short forms and names that the lexicon does not have.
const MORE: &[&str] = &[
    "pred",
    "doxy",
    "azithro",
    "amox",
    "amox clav",
    "levoflox",
    "cipro",
    "methylpred",
    "solumedrol",
    "dex",
    "decadron",
    "erythro",
    "erythromycin ointment",
    "hctz",
    "metop",
    "ntg",
    "epi",
    "epinephrine",
    "nac",
    "tnk",
    "tenecteplase",
    "tpa",
    "vanc",
    "ceftriaxone",
    "rocephin",
    "zosyn",
    "bactrim",
    "macrobid",
    "keflex",
    "duoneb",
    "albuterol ipratropium",
    "collagenase",
    "santyl",
    "silver sulfadiazine",
    "mupirocin",
    "norepinephrine",
    "levophed",
    "lasix",
    "kcl",
    "potassium chloride",
];

/// Files every drug of the lexicon.
pub(super) fn read(words: &mut Words) {
    for drug in medcode_lexicon::drugs() {
        if !SKIPPED.contains(&drug.class) {
            words.add(drug.name, Tag::Drug, kind(drug.name, drug.class));
        }
    }
    for name in MORE {
        words.add(name, Tag::Drug, 0);
    }
    for name in TOXIC_NAMES {
        words.add(name, Tag::Drug, 1);
    }
    for name in CONTROLLED_NAMES {
        words.add(name, Tag::Drug, 2);
    }
}

fn kind(name: &str, class: &str) -> u16 {
    let lower = name.to_ascii_lowercase();
    let is = |names: &[&str]| names.contains(&lower.as_str());
    if TOXIC.contains(&class) || is(TOXIC_NAMES) {
        1
    } else if CONTROLLED.contains(&class) || is(CONTROLLED_NAMES) {
        2
    } else if FREE.contains(&class) && !is(PRESCRIBED) {
        3
    } else {
        0
    }
}
