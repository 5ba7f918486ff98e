//! Which row does an entry belong to? A column of numbers that mostly count upwards, packed.
//!
//! In blocks of sixty-four, each number is kept as its distance from a straight line, in as
//! many bits as the block needs. Any number is read without its neighbours.

use super::bytes::u32_at;

const BLOCK: usize = 64;
/// Bytes a block has in the directory: base (5), width in bits (1), offset of its data (4).
const ROW: usize = 10;

/// The packed form of `values`: their number, the directory, the data.
pub(super) fn write(values: &[u32]) -> Vec<u8> {
    let mut out = (values.len() as u32).to_le_bytes().to_vec();
    let mut data = Vec::new();
    for block in values.chunks(BLOCK) {
        let lines = || block.iter().zip(0_u64..).map(|(&v, i)| u64::from(v) + BLOCK as u64 - i);
        let base = lines().min().unwrap_or(0);
        let width = 64 - (lines().max().unwrap_or(0) - base).leading_zeros();
        out.extend_from_slice(&base.to_le_bytes()[..5]);
        out.push(width as u8);
        out.extend_from_slice(&(data.len() as u32).to_le_bytes());
        pack(lines().map(|v| v - base), width, &mut data);
    }
    out.append(&mut data);
    // Reading takes eight bytes at a time: the last number needs room behind it.
    out.extend_from_slice(&[0; 8]);
    out
}

/// Appends numbers of `width` bits each, low bits first, and fills the last byte.
fn pack(values: impl Iterator<Item = u64>, width: u32, out: &mut Vec<u8>) {
    let (mut pending, mut held) = (0_u64, 0);
    for value in values {
        pending |= value << held;
        held += width;
        while held >= 8 {
            out.push(pending as u8);
            pending >>= 8;
            held -= 8;
        }
    }
    if held > 0 {
        out.push(pending as u8);
    }
}

/// The number at `at` of a packed column.
pub(super) fn read(bytes: &[u8], at: usize) -> Option<u32> {
    let len = u32_at(bytes, 0)? as usize;
    if at >= len {
        return None;
    }
    let row = bytes.get(4 + at / BLOCK * ROW..)?.get(..ROW)?;
    let base = u64::from(u32_at(row, 0)?) | u64::from(row[4]) << 32;
    let width = usize::from(row[5]);
    let within = at % BLOCK;
    let start = 4 + len.div_ceil(BLOCK) * ROW + u32_at(row, 6)? as usize;
    let bit = within * width;
    let window = bytes.get(start + bit / 8..)?.get(..8)?;
    let mask = 1_u64.checked_shl(width as u32)?.wrapping_sub(1);
    let off = u64::from_le_bytes(window.try_into().ok()?) >> (bit % 8) & mask;
    let value = (base + off + within as u64).checked_sub(BLOCK as u64)?;
    u32::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_comes_back(values in prop::collection::vec(any::<u32>(), 0..200)) {
            let bytes = write(&values);
            let back: Vec<u32> = (0..values.len()).filter_map(|i| read(&bytes, i)).collect();
            prop_assert_eq!(&back, &values);
            prop_assert_eq!(read(&bytes, values.len()), None);
        }

        #[test]
        fn any_bytes_can_be_read(
            bytes in prop::collection::vec(any::<u8>(), 0..120),
            at in 0_usize..200,
        ) {
            let _ = read(&bytes, at);
        }
    }

    #[test]
    fn numbers_that_count_up_cost_next_to_nothing() {
        let values: Vec<u32> = (1000..9000).collect();
        assert!(write(&values).len() < 8000 / 4);
    }
}
