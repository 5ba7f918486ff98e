//! Which codes of HCPCS are drugs, biologicals or blood products? By the letter of the code, the
//! descriptor, BETOS and the type of service.

use medcode_model::Code;

/// What a code stands for, as far as it is a drug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A drug or biological.
    Drug,
    /// A vaccine or antibody that prevents an infection.
    Vaccine,
    /// Blood and its products.
    Blood,
    /// A radiopharmaceutical or contrast material.
    Tracer,
    /// Skin and tissue products billed by their size.
    Tissue,
}

impl Kind {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Drug => "drug",
            Self::Vaccine => "vaccine",
            Self::Blood => "blood",
            Self::Tracer => "tracer",
            Self::Tissue => "tissue",
        }
    }
}

/// Words of descriptors that are services or devices, not drugs.
const SERVICES: &[&str] = &[
    "administration by",
    "supply fee",
    "supplying fee",
    "dispensing fee",
    "services, supplies",
    "injection procedure",
    "infusion pump",
    "infusion therapy",
    "nerve stimulator",
    "cryoablation",
    "test for",
    "travel allowance",
    "catheterization",
    "set-up",
    "medically induced abortion",
    "hospice",
    "wet mounts",
    "intraocular lens",
    "per diem",
];

/// Whether the letter of a code is one that drugs have.
pub(crate) fn may_be(code: &Code) -> bool {
    let code = code.compact();
    let two = code.get(..2).unwrap_or("");
    matches!(two, "A4" | "A9" | "C9" | "G9" | "P9" | "S0" | "S5") || code.starts_with(['J', 'Q'])
}

/// What a code stands for; none where it is no drug.
pub(crate) fn of(code: &Code, title: &str, betos: &str, service: &str) -> Option<Kind> {
    let code = code.compact();
    let text = title.to_lowercase();
    if SERVICES.iter().any(|s| text.contains(s)) {
        return None;
    }
    let betos = betos.trim();
    let by_betos = match betos {
        "O1G" => Some(Kind::Vaccine),
        "O1D" | "O1E" | "D1G" => Some(Kind::Drug),
        "I1E" | "I1F" | "I2D" => Some(Kind::Tracer),
        _ => None,
    };
    let drug_like = text.starts_with("inj") || service.contains('P') && !text.contains("device");
    let tissue = text.contains("square centimeter") && !text.contains("patch")
        || text.contains("skin substitute")
        || text.contains("centimeter length");
    let kind = match &code[..2] {
        "A4" => match code {
            "A4216" | "A4217" | "A4218" => Some(Kind::Drug),
            "A4641" | "A4642" => Some(Kind::Tracer),
            _ => None,
        },
        "A9" => by_betos.filter(|_| service.contains(['4', '6', '1', '9'])),
        "C9" if code >= "C9600" => None,
        "C9" => by_betos.or((betos == "D1A" && drug_like).then_some(Kind::Drug)),
        "G9" => by_betos,
        "P9" => (code < "P9100").then_some(Kind::Blood),
        "S0" => (code < "S0200").then_some(Kind::Drug),
        "S5" => is_solution_or_insulin(code).then_some(Kind::Drug),
        _ if code.starts_with('J') => Some(Kind::Drug),
        _ => by_betos,
    };
    kind.map(|k| if tissue && k == Kind::Drug { Kind::Tissue } else { k })
}

/// Infusion solutions and insulins among the S codes.
fn is_solution_or_insulin(code: &str) -> bool {
    ("S5000".."S5015").contains(&code) || ("S5550".."S5572").contains(&code)
}
