//! The only chance in the program: a stream of numbers that the seed decides.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Dice that fall the same way for the same seed.
#[derive(Debug)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice for a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 to `sides - 1`; 0 when there are no sides.
    pub fn below(&mut self, sides: usize) -> usize {
        let wide = u64::from(self.0.next_u32()) * sides as u64;
        usize::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number between two, both counted.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let sides = usize::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.below(sides)).unwrap_or(0)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several; `None` of none.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// Puts a list in another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for index in (1..all.len()).rev() {
            all.swap(index, self.below(index + 1));
        }
    }
}
