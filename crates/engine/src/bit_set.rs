//! A set of small numbers with a fixed bound.

/// A set of numbers below a bound.
#[derive(Debug, Clone)]
pub(crate) struct BitSet {
    words: Box<[u64]>,
}

const WIDTH: u32 = u64::BITS;

/// The index of the word that holds a number, and its bit in that word.
fn place(number: u32) -> (usize, u64) {
    ((number / WIDTH) as usize, 1 << (number % WIDTH))
}

impl BitSet {
    /// Creates an empty set for numbers below `bound`.
    pub(crate) fn new(bound: usize) -> Self {
        Self {
            words: vec![0; bound.div_ceil(WIDTH as usize)].into_boxed_slice(),
        }
    }

    pub(crate) fn contains(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Adds a number and returns whether it is new. Numbers beyond the bound are ignored.
    pub(crate) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.words.get_mut(word).is_some_and(|word| {
            let is_new = *word & bit == 0;
            *word |= bit;
            is_new
        })
    }

    pub(crate) fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Copies `other`, which must have the same bound.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word = *other;
        }
    }

    /// The smallest member that is at least `from`.
    pub(crate) fn next_from(&self, from: u32) -> Option<u32> {
        let (first, bit) = place(from);
        let mut mask = !(bit - 1);
        for (index, word) in (0_u32..).zip(&self.words).skip(first) {
            let rest = word & mask;
            if rest != 0 {
                return Some(index * WIDTH + rest.trailing_zeros());
            }
            mask = u64::MAX;
        }
        None
    }

    /// Keeps the members for which `keep` returns true, in ascending order.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(u32) -> bool) {
        for (index, word) in (0_u32..).zip(&mut self.words) {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                if !keep(index * WIDTH + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    /// Adds the members of `other`, which must have the same bound.
    pub(crate) fn unite(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }
}
