//! What a release says of its drugs: names, form, billing unit.

use super::given::Class;
use super::kind::{self, Kind};
use super::unit::BillingUnit;
use medcode_kb::query::Release;
use medcode_kb::tables::codes::MODIFIER;
use medcode_kb::tables::details::Field;
use medcode_model::{Code, Date};

/// How a product is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Injected,
    Oral,
    Inhaled,
}

/// A drug's code as a release has it.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    pub(crate) code: Code,
    pub(crate) row: u32,
    /// The words of its generic name.
    pub(crate) generic: String,
    /// What stands in parentheses: brands or the maker.
    pub(crate) brands: Vec<String>,
    /// One of several makers' products: billed only where the maker is named.
    pub(crate) maker: bool,
    pub(crate) form: Form,
    pub(crate) kind: Kind,
    pub(crate) unit: Option<BillingUnit>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

impl Product {
    pub(crate) fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|d| d <= day) && self.to.is_none_or(|d| day <= d)
    }

    /// What giving it is billed by, as far as the code tells.
    pub(crate) fn class(&self) -> Class {
        let code = self.code.compact();
        match self.kind {
            Kind::Blood => Class::Blood,
            Kind::Tracer => Class::Tracer,
            Kind::Vaccine => Class::Vaccine,
            _ if self.generic.split([' ', '-']).any(|w| w.ends_with("mab")) => Class::Biologic,
            _ if code.starts_with("J9") => Class::Chemo,
            _ => Class::Plain,
        }
    }
}

/// The drugs of a release, in the order of their codes.
pub(crate) fn all(release: &Release) -> Vec<Product> {
    let rows = 0..release.codes().len() as u32;
    rows.filter(|&row| !release.has(row, MODIFIER)).filter_map(|row| product(release, row)).collect()
}

pub(crate) fn product(release: &Release, row: u32) -> Option<Product> {
    let code = release.code(row);
    if !kind::may_be(&code) {
        return None;
    }
    let title = release.title(row);
    let (mut betos, mut service) = (String::new(), String::new());
    for (field, value) in release.details(row) {
        match field {
            Field::Betos => betos = value,
            Field::TypeOfService => service.push_str(&value),
            _ => {}
        }
    }
    let kind = kind::of(&code, &title, &betos, &service)?;
    let dates = release.dates(row);
    let text = title.to_lowercase();
    let maker = text.contains("not therapeutically equivalent") || text.contains("not thereapeutically");
    Some(Product {
        code,
        row,
        generic: generic(&text),
        brands: asides(&text),
        maker: maker || asides(&text).iter().any(|a| is_maker(a)),
        form: form(&text),
        kind,
        unit: super::unit::of_code(&code, &title),
        from: dates.added,
        to: dates.terminated,
    })
}

/// The generic name: what stands before the first comma, parenthesis, number or `per`.
fn generic(text: &str) -> String {
    let mut rest = text.trim();
    for lead in
        ["injection", "infusion", "instillation", "intravesical instillation", "topical administration"]
    {
        if let Some(after) = rest.strip_prefix(lead) {
            rest = after.trim_start_matches([',', ' ']);
        }
    }
    let end = rest.find([',', '(', ';']).unwrap_or(rest.len());
    let words = rest[..end].split_whitespace().take_while(|w| {
        !matches!(*w, "per" | "up" | "oral" | "for" | "in" | "each" | "and/or")
            && !w.starts_with(|c: char| c.is_ascii_digit())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What stands in parentheses and is a name: short, of letters.
fn asides(text: &str) -> Vec<String> {
    const NONE: &[&str] = &[
        "human",
        "recombinant",
        "for",
        "code",
        "e.g",
        "list",
        "not",
        "includes",
        "ovine",
        "equine",
        "porcine",
        "factor",
        "antihemophilic",
        "non",
        "loading",
        "contraceptive",
        "intravesical",
        "up",
        "patch",
        "whole",
        "split",
        "single",
        "vitamin",
        "only",
        "heparin",
        "acd",
        "mal",
        "ddi",
        "autologous",
        "provision",
        "sirolimus",
        "e",
        "i",
        "push",
        "purified",
        "therapeutically",
        "including",
        "office",
        "multiple",
        "pfu",
        "minimum",
        "liquid",
        "powder",
        "ophthalmic",
        "oral",
        "insulin",
        "iron",
        "topical",
        "implant",
        "subcutaneous",
        "intravenous",
        "intramuscular",
        "adult",
        "biosimilar",
        "provided",
        "if",
        "when",
        "central",
        "via",
        "g",
        "gm",
    ];
    let mut out = Vec::new();
    for part in text.split('(').skip(1) {
        let inner = part.split(')').next().unwrap_or("").trim();
        for name in inner.split(['/', ',']).flat_map(|n| n.split(" or ")) {
            let name = name.trim();
            let words = name.split_whitespace().count();
            let first = name.split([' ', '-', '.']).next().unwrap_or("");
            let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\''));
            if (1..=3).contains(&words) && letters && name.len() > 3 && !NONE.contains(&first) {
                out.push(name.to_owned());
            }
        }
    }
    out
}

/// Makers that stand in parentheses where several make the same drug.
const MAKERS: &[&str] = &[
    "fresenius",
    "hikma",
    "baxter",
    "sandoz",
    "teva",
    "hospira",
    "accord",
    "pfizer",
    "mylan",
    "xellia",
    "b",
    "wg",
    "american",
    "dr",
    "maia",
    "apotex",
    "par",
    "exela",
    "auromedics",
    "avyxa",
    "cipla",
    "endo",
    "bpi",
    "belcher",
    "international",
    "sun",
    "bluepoint",
    "long",
    "civica",
    "eugia",
    "slayback",
    "almaject",
    "ani",
    "azurity",
    "delova",
    "braun",
    "hope",
    "ucsf",
    "ucla",
    "medical",
    "meitheal",
    "gland",
    "zydus",
    "amneal",
];

pub(crate) fn is_maker(name: &str) -> bool {
    MAKERS.contains(&name.split([' ', '.']).next().unwrap_or(""))
}

fn form(text: &str) -> Form {
    let word = |w: &str| text.split(|c: char| !c.is_alphabetic()).any(|t| t == w);
    if word("inhalation")
        || word("inhaler")
        || text.contains("administered through dme") && !word("insulin")
    {
        Form::Inhaled
    } else if word("oral") && !text.starts_with("injection") {
        Form::Oral
    } else {
        Form::Injected
    }
}
