//! How is the list of entries that hold a word kept small?
//!
//! Entries come in the publisher's order, so a word of a category or of a main term fills a run of
//! neighbours. A list is a row of runs: the gap before it doubled, plus one if the run is
//! longer than one entry, in which case its length less two follows.

use super::bits::Bits;
use super::bytes::{put_varint, varint};

/// Appends the list of `ids`, which ascend.
pub(super) fn write(ids: &[u32], out: &mut Vec<u8>) {
    let mut next = 0;
    let mut at = 0;
    while at < ids.len() {
        let start = ids[at];
        let mut end = at + 1;
        while end < ids.len() && ids[end] == ids[end - 1] + 1 {
            end += 1;
        }
        let count = (end - at) as u32;
        let gap = start - next;
        if count == 1 {
            put_varint(out, gap << 1);
        } else {
            put_varint(out, gap << 1 | 1);
            put_varint(out, count - 2);
        }
        next = start + count;
        at = end;
    }
}

/// Adds the entries of a list to `set`; a damaged list adds what can be read of it.
pub(super) fn read(list: &[u8], set: &mut Bits) {
    let (mut at, mut next) = (0, 0_usize);
    while at < list.len() {
        let Some(gap) = varint(list, &mut at) else { return };
        let mut count = 1;
        if gap & 1 == 1 {
            let Some(more) = varint(list, &mut at) else { return };
            count = more as usize + 2;
        }
        let start = next + (gap >> 1) as usize;
        set.add_run(start, count);
        next = start + count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_list_comes_back(ids in prop::collection::btree_set(0_u32..5000, 0..400)) {
            let list: Vec<u32> = ids.iter().copied().collect();
            let mut bytes = Vec::new();
            write(&list, &mut bytes);
            let mut set = Bits::new(5000);
            read(&bytes, &mut set);
            let back: BTreeSet<u32> = set.iter().map(|i| i as u32).collect();
            prop_assert_eq!(back, ids);
        }

        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            read(&bytes, &mut Bits::new(1000));
        }
    }
}
