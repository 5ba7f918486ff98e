//! A few tokens, held without allocating: most words that may name something name nothing here.

/// A term has no more words: twelve required, four optional.
const MOST: usize = 16;

/// Tokens of one term.
#[derive(Clone, Copy, Default)]
pub(super) struct Few {
    all: [u32; MOST],
    len: usize,
}

impl Few {
    /// Adds a token; none where there is no room.
    pub(super) fn push(&mut self, token: u32) -> Option<()> {
        *self.all.get_mut(self.len)? = token;
        self.len += 1;
        Some(())
    }

    pub(super) fn as_slice(&self) -> &[u32] {
        &self.all[..self.len]
    }

    pub(super) fn contains(&self, token: u32) -> bool {
        self.as_slice().contains(&token)
    }

    /// In order, each once.
    pub(super) fn tidy(&mut self) {
        self.all[..self.len].sort_unstable();
        let mut kept = 0;
        for at in 0..self.len {
            if kept == 0 || self.all[kept - 1] != self.all[at] {
                self.all[kept] = self.all[at];
                kept += 1;
            }
        }
        self.len = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_put_in_order_each_once_and_no_more_than_fit() {
        let mut few = Few::default();
        for token in [5, 3, 5, 9, 3] {
            few.push(token).unwrap();
        }
        few.tidy();
        assert_eq!(few.as_slice(), [3, 5, 9]);
        assert!((0..MOST as u32).map(|t| few.push(t)).any(|p| p.is_none()));
    }
}
