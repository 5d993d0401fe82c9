//! Chance that comes from a number: SplitMix64 (Steele, Lea and Flood 2014).

/// A stream of chance.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream of a number.
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another one.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// Whether something happens that happens once in so many times.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// Sixteen bits.
    pub fn short(&mut self) -> u16 {
        u16::try_from(self.next() >> 48).unwrap_or_default()
    }

    /// Eight bits.
    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.next() >> 56).unwrap_or_default()
    }

    /// One of a list.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let place = self.below(all.len() as u64);
        all.get(usize::try_from(place).unwrap_or_default())
    }
}
