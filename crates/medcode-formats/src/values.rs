//! Values that formats write alike: systems, quantities, days.

use medcode_model::{At, Code, CodeSaid, CodeSystem, Date, Declared};

/// The name of a declared system in JSON and CSV.
pub(crate) fn system_name(system: &Declared) -> String {
    match system {
        Declared::Known(known) => known.id().to_owned(),
        Declared::Icd9 => "ICD9".to_owned(),
        Declared::Other(name) => name.to_string(),
    }
}

/// The system of a name; blank is the one that goes without saying.
pub(crate) fn system_of(name: &str, by_default: CodeSystem) -> Declared {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    match plain.to_ascii_uppercase().as_str() {
        "" => Declared::Known(by_default),
        "ICD9" | "ICD9CM" | "9" => Declared::Icd9,
        "0" | "10" => Declared::Known(by_default),
        // `ICD-10` alone may be WHO's.
        "ICD10" if name != "ICD10CM" => Declared::Other(name.into()),
        _ => CodeSystem::parse(name).map_or_else(|| Declared::Other(name.into()), Declared::Known),
    }
}

/// The system of a service without one: CPT or HCPCS Level II, by the first character.
pub(crate) fn service_system(code: &str) -> CodeSystem {
    let shape = Code::procedure(code).map(|c| c.system());
    let letter = code.trim().starts_with(|c: char| c.is_ascii_alphabetic());
    shape.unwrap_or(if letter { CodeSystem::Hcpcs } else { CodeSystem::Cpt })
}

/// A code as a document has it.
pub(crate) fn said(system: Declared, text: &str, at: At) -> CodeSaid {
    let code = match &system {
        Declared::Known(known) => Code::new(*known, text).ok(),
        _ => None,
    };
    CodeSaid { system, text: text.into(), code, at }
}

/// A quantity from thousandths: `1`, `0.5`.
pub(crate) fn quantity(thousandths: i64) -> String {
    let (whole, part) = (thousandths / 1000, thousandths % 1000);
    if part == 0 {
        return whole.to_string();
    }
    format!("{whole}.{part:03}").trim_end_matches('0').to_owned()
}

/// A quantity in thousandths.
pub(crate) fn thousandths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || whole.len() > 12 {
        return None;
    }
    let part = format!("{part:0<3}");
    Some(whole.parse::<i64>().ok()? * 1000 + part[..3].parse::<i64>().ok()?)
}

/// A day as people and spreadsheets write it: `2026-05-12`, `20260512`, `5/12/2026`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse().ok().or_else(|| Date::from_compact(text)).or_else(|| {
        let mut parts = text.split('/');
        let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_written_as_they_are_read() {
        for (text, value) in [("1", 1000), ("0.5", 500), ("12.125", 12125), ("0", 0)] {
            assert_eq!(thousandths(text), Some(value));
            assert_eq!(quantity(value), text);
        }
        for text in ["", "-1", "1e3", "x", ".5", "1.x"] {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_as_spreadsheets_write_them() {
        let expected = Date::new(2026, 5, 12);
        for text in ["2026-05-12", "20260512", "5/12/2026", "05/12/2026"] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "12.5.2026", "5/12/26", "13/40/2026", "5/12/2026/1"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn who_icd_10_and_icd_9_are_not_taken_for_icd_10_cm() {
        let cm = CodeSystem::Icd10Cm;
        assert_eq!(system_of("", cm), Declared::Known(cm));
        assert_eq!(system_of("ICD-10-CM", cm), Declared::Known(cm));
        assert_eq!(system_of("ICD-10", cm), Declared::Other("ICD-10".into()));
        assert_eq!(system_of("icd9", cm), Declared::Icd9);
        assert_eq!(system_of("SNOMED CT", cm), Declared::Other("SNOMED CT".into()));
    }
}
