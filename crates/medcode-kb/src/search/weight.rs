//! How much does a word tell? Its information, in whole steps, the same on every machine.

/// Steps in one bit of information.
const STEPS: u32 = 16;

/// Sixteen times the binary logarithm, by straight lines between the powers of two: whole numbers
/// only, because the bytes of an index must not depend on a machine's logarithm.
fn log2(value: u32) -> u32 {
    let value = value.max(1);
    let power = value.ilog2();
    let beyond = (u64::from(value - (1 << power)) * u64::from(STEPS)) >> power;
    power * STEPS + beyond as u32
}

/// What a word tells that stands in `holding` of `entries` entries.
pub(super) fn information(entries: usize, holding: usize) -> u32 {
    let of = |n: usize| log2(u32::try_from(n).unwrap_or(u32::MAX));
    (of(entries + 1).saturating_sub(of(holding))).max(STEPS / 2)
}

/// The information of an entry as the byte that is stored.
pub(super) fn to_byte(information: u32) -> u8 {
    u8::try_from(information.div_ceil(STEPS / 2)).unwrap_or(u8::MAX)
}

/// The information of an entry from its stored byte.
pub(super) fn from_byte(byte: u8) -> u32 {
    u32::from(byte) * (STEPS / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_words_tell_more() {
        let told: Vec<u32> = [1, 2, 3, 10, 1000, 100_000].map(|n| information(100_000, n)).to_vec();
        assert!(told.windows(2).all(|pair| pair[0] > pair[1]), "{told:?}");
        assert!(from_byte(to_byte(100)) >= 100);
        assert_eq!(to_byte(u32::MAX), 255);
    }
}
