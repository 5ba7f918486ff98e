//! Hashing words fast, where nobody chooses them to collide and no order is taken from it.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds [`Words`].
pub(super) type Quick = BuildHasherDefault<Words>;

/// FNV-1a, eight bytes at a time.
#[derive(Default)]
pub(super) struct Words(u64);

impl Hasher for Words {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.mix(chunk.iter().fold(0, |all, &b| all << 8 | u64::from(b)));
        }
        self.mix(chunks.remainder().iter().fold(1, |all, &b| all << 8 | u64::from(b)));
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

impl Words {
    const fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}
