//! The database key, wiped from memory when it goes and never printed.

use std::fmt::{self, Write as _};

use rand_chacha::rand_core::CryptoRng;
use secrecy::{ExposeSecret, SecretBox};
use zeroize::Zeroizing;

/// The 256-bit key of a store's database and drafts.
pub struct DatabaseKey(SecretBox<[u8; 32]>);

impl DatabaseKey {
    /// Draws a fresh key from `random`, which must be seeded from the system unless the store is a fictional one.
    pub fn generate(random: &mut impl CryptoRng) -> Self {
        Self(SecretBox::init_with_mut(|bytes: &mut [u8; 32]| random.fill_bytes(bytes)))
    }

    /// Reads the 64 hexadecimal digits that a key file holds.
    pub(super) fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = Zeroizing::new([0u8; 32]);
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        }
        Some(Self(SecretBox::init_with_mut(|held: &mut [u8; 32]| *held = *bytes)))
    }

    /// Writes the key as 64 hexadecimal digits.
    pub(super) fn hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.expose_secret() {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Writes the key as SQLCipher reads a raw key: `x'…'`, which skips its own derivation.
    pub(super) fn raw(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}'", self.hex().as_str()))
    }
}

impl Clone for DatabaseKey {
    fn clone(&self) -> Self {
        Self(SecretBox::init_with_mut(|bytes: &mut [u8; 32]| *bytes = *self.0.expose_secret()))
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

    use super::*;

    #[test]
    fn a_key_survives_being_written_as_hex() {
        let key = DatabaseKey::generate(&mut ChaCha20Rng::seed_from_u64(1));
        let again = DatabaseKey::from_hex(&key.hex()).unwrap();
        assert_eq!(key.hex(), again.hex());
        assert!(DatabaseKey::from_hex("12").is_none());
        assert!(DatabaseKey::from_hex(&"é".repeat(32)).is_none());
    }

    #[test]
    fn a_key_is_wiped_when_it_goes() {
        fn is_wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}
        let key = DatabaseKey::generate(&mut ChaCha20Rng::seed_from_u64(1));
        is_wiped(&key.0);
        is_wiped(&key.hex());
        is_wiped(&key.raw());
    }

    #[test]
    fn a_key_is_never_printed() {
        let key = DatabaseKey::generate(&mut ChaCha20Rng::seed_from_u64(1));
        assert_eq!(format!("{key:?}"), "DatabaseKey(…)");
    }
}
