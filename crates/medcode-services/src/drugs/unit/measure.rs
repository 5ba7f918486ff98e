//! In what a dose is measured.

/// A measure, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Gram.
    Gram,
    /// Milligram.
    Milligram,
    /// Microgram.
    Microgram,
    /// Milliliter, cc.
    Milliliter,
    /// Liter.
    Liter,
    /// Unit, international unit, USP unit.
    Unit,
    /// Milliequivalent.
    Milliequivalent,
    /// Millicurie.
    Millicurie,
    /// Microcurie.
    Microcurie,
    /// Square centimeter.
    SquareCentimeter,
    /// Centimeter.
    Centimeter,
    /// Plaque forming units, vector genomes.
    Particle,
    /// A dose, whatever its size.
    Dose,
    /// A vial.
    Vial,
    /// One item: an implant, a unit of blood.
    Each,
}

/// Measures that convert into one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Weight, in milligrams.
    Mass,
    /// Volume, in milliliters.
    Volume,
    /// Units of effect.
    Effect,
    /// Milliequivalents.
    Charge,
    /// Radioactivity, in millicuries.
    Activity,
    /// Area, in square centimeters.
    Area,
    /// Length, in centimeters.
    Length,
    /// Particles.
    Particles,
    /// Counted, not measured.
    Count,
}

/// How each is written, in a descriptor or a note; words are folded.
const WORDS: &[(&str, Measure)] = &[
    ("mg", Measure::Milligram),
    ("mgs", Measure::Milligram),
    ("milligram", Measure::Milligram),
    ("mcg", Measure::Microgram),
    ("mcgs", Measure::Microgram),
    ("microgram", Measure::Microgram),
    ("ug", Measure::Microgram),
    ("\u{b5}g", Measure::Microgram),
    ("\u{3bc}g", Measure::Microgram),
    ("g", Measure::Gram),
    ("gm", Measure::Gram),
    ("gms", Measure::Gram),
    ("gram", Measure::Gram),
    ("ml", Measure::Milliliter),
    ("mls", Measure::Milliliter),
    ("cc", Measure::Milliliter),
    ("ccs", Measure::Milliliter),
    ("milliliter", Measure::Milliliter),
    ("l", Measure::Liter),
    ("liter", Measure::Liter),
    ("unit", Measure::Unit),
    ("u", Measure::Unit),
    ("iu", Measure::Unit),
    ("kiu", Measure::Unit),
    ("meq", Measure::Milliequivalent),
    ("milliequivalent", Measure::Milliequivalent),
    ("mci", Measure::Millicurie),
    ("millicurie", Measure::Millicurie),
    ("microcurie", Measure::Microcurie),
    ("uci", Measure::Microcurie),
];

impl Measure {
    /// The measure that a folded word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        WORDS.iter().find(|(w, _)| *w == word).map(|(_, m)| *m)
    }

    /// What it converts into.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Gram | Self::Milligram | Self::Microgram => Dimension::Mass,
            Self::Milliliter | Self::Liter => Dimension::Volume,
            Self::Unit => Dimension::Effect,
            Self::Milliequivalent => Dimension::Charge,
            Self::Millicurie | Self::Microcurie => Dimension::Activity,
            Self::SquareCentimeter => Dimension::Area,
            Self::Centimeter => Dimension::Length,
            Self::Particle => Dimension::Particles,
            Self::Dose | Self::Vial | Self::Each => Dimension::Count,
        }
    }

    /// How many of the dimension's own measure one of it is.
    #[must_use]
    pub const fn scale(self) -> f64 {
        match self {
            Self::Gram | Self::Liter => 1000.0,
            Self::Microgram | Self::Microcurie => 0.001,
            _ => 1.0,
        }
    }

    /// As printed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gram => "g",
            Self::Milligram => "mg",
            Self::Microgram => "mcg",
            Self::Milliliter => "mL",
            Self::Liter => "L",
            Self::Unit => "units",
            Self::Milliequivalent => "mEq",
            Self::Millicurie => "mCi",
            Self::Microcurie => "microcuries",
            Self::SquareCentimeter => "sq cm",
            Self::Centimeter => "cm",
            Self::Particle => "particles",
            Self::Dose => "dose",
            Self::Vial => "vial",
            Self::Each => "each",
        }
    }
}

/// An amount in a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// How much.
    pub value: f64,
    /// Of what.
    pub measure: Measure,
}

impl Amount {
    /// An amount.
    #[must_use]
    pub const fn new(value: f64, measure: Measure) -> Self {
        Self { value, measure }
    }

    /// In the measure of its dimension: milligrams, milliliters.
    #[must_use]
    pub fn base(self) -> f64 {
        self.value * self.measure.scale()
    }

    /// Whether two amounts can be compared.
    #[must_use]
    pub fn converts(self, other: Self) -> bool {
        self.measure.dimension() == other.measure.dimension()
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let one = (self.value - 1.0).abs() < f64::EPSILON;
        match self.measure {
            Measure::Unit if one => f.write_str("1 unit"),
            Measure::Each if one => f.write_str("each"),
            Measure::Each => write!(f, "{}", plain(self.value)),
            Measure::Dose | Measure::Vial if !one => {
                write!(f, "{} {}s", plain(self.value), self.measure.name())
            }
            _ => write!(f, "{} {}", plain(self.value), self.measure.name()),
        }
    }
}

/// A number without zeros that say nothing, thousands apart.
fn plain(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text.split_once('.').map_or((text, ""), |(w, r)| (w, r));
    let mut out = String::new();
    for (n, c) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_printed_as_a_coder_would_write_them() {
        for (value, measure, text) in [
            (250.0, Measure::Milligram, "250 mg"),
            (0.1, Measure::Milligram, "0.1 mg"),
            (1000.0, Measure::Unit, "1,000 units"),
            (1.0, Measure::Unit, "1 unit"),
            (1.125, Measure::Gram, "1.125 g"),
            (1.0, Measure::Dose, "1 dose"),
            (1_000_000.0, Measure::Unit, "1,000,000 units"),
        ] {
            assert_eq!(Amount::new(value, measure).to_string(), text);
        }
    }

    #[test]
    fn grams_and_micrograms_meet_in_milligrams() {
        assert_eq!(Amount::new(1.0, Measure::Gram).base(), 1000.0);
        assert!((Amount::new(300.0, Measure::Microgram).base() - 0.3).abs() < 1e-9);
        assert!(!Amount::new(1.0, Measure::Gram).converts(Amount::new(1.0, Measure::Milliliter)));
    }
}
