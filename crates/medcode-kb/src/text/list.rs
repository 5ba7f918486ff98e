//! A short list of words that most words are not in, told without comparing them one by one.

/// Words with what tells most others from them: the lengths of those that share a first letter.
pub struct WordList {
    words: &'static [&'static str],
    /// Of every first letter (its low five bits) the lengths of its words, as bits.
    lengths: [u32; 32],
}

impl WordList {
    /// A list; no word is empty.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Self {
        let mut lengths = [0; 32];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            lengths[(word[0] & 31) as usize] |= bit(word.len());
            at += 1;
        }
        Self { words, lengths }
    }

    /// Whether a word is in it.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.may_have(word) && self.words.contains(&word)
    }

    /// Whether a word of this length and first letter is in it.
    fn may_have(&self, word: &str) -> bool {
        let first = word.as_bytes().first().map_or(0, |b| b & 31);
        self.lengths[usize::from(first)] & bit(word.len()) != 0
    }
}

/// The bit of a length; those beyond 31 share the last.
const fn bit(len: usize) -> u32 {
    1 << if len < 31 { len } else { 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_those_like_them() {
        const ALL: &[&str] =
            &["with", "of", "other", "2", "a word that is longer than thirty-one letters"];
        let list = WordList::new(ALL);
        assert!(ALL.iter().all(|word| list.has(word)));
        for other in
            ["", "w", "wich", "on", "orher", "3", "éa", "a word that is longer than thirty-one bytes?"]
        {
            assert!(!list.has(other), "{other}");
        }
    }
}
