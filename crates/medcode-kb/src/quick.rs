//! Hash tables for the words of notes: quicker than the standard library's. Each table is
//! seeded anew, so that no note can be written to make its words collide.

use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// A quick hash map.
pub type QuickMap<K, V> = HashMap<K, V, RandomState>;
/// A quick hash set.
pub type QuickSet<K> = HashSet<K, RandomState>;
