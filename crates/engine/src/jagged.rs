//! Many short lists in one allocation.

/// Lists of numbers, indexed by position.
#[derive(Debug, Clone, Default)]
pub(crate) struct Jagged {
    /// The end of each list, which begins at the end of the one before.
    ends: Box<[u32]>,
    items: Box<[u32]>,
}

impl Jagged {
    /// The list at `position`; empty beyond the last one.
    pub(crate) fn get(&self, position: u32) -> &[u32] {
        let position = position as usize;
        let start = match position.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
        };
        let end = self.ends.get(position).copied().unwrap_or(start);
        self.items.get(start as usize..end as usize).unwrap_or(&[])
    }
}

impl FromIterator<Vec<u32>> for Jagged {
    fn from_iter<I: IntoIterator<Item = Vec<u32>>>(lists: I) -> Self {
        let mut ends = Vec::new();
        let mut items: Vec<u32> = Vec::new();
        for list in lists {
            items.extend(list);
            ends.push(u32::try_from(items.len()).unwrap_or(u32::MAX));
        }
        Self {
            ends: ends.into(),
            items: items.into(),
        }
    }
}
