//! A digest as a decimal number.

/// The fewest digits of a ticket.
pub const PLACES: usize = 64;

/// The digest (eight words, the most significant first) as an integer in decimal, left-padded with zeros to at least
/// 64 digits, reversed.
pub fn reversed_decimal(digest: [u32; 8]) -> String {
    // Divide by 10^9 again and again; the remainders are the digits from the right, nine at a time.
    let mut limbs = digest.map(u64::from);
    let mut text = String::with_capacity(80);
    while limbs.iter().any(|limb| *limb != 0) {
        let mut rest = 0;
        for limb in &mut limbs {
            let value = rest << 32 | *limb;
            *limb = value / 1_000_000_000;
            rest = value % 1_000_000_000;
        }
        let last = limbs.iter().all(|limb| *limb == 0);
        push_reversed(&mut text, rest, last);
    }
    while text.len() < PLACES {
        text.push('0');
    }
    text
}

/// Nine digits from the right; of the leading group only those that are there.
fn push_reversed(text: &mut String, mut group: u64, leading: bool) {
    for _ in 0..9 {
        if leading && group == 0 {
            break;
        }
        text.push(char::from(b'0' + (group % 10) as u8));
        group /= 10;
    }
}

/// 2^(32 i) modulo 10^9 for the i-th 32-bit limb from the right.
const POWERS: [u64; 8] = powers();

const fn powers() -> [u64; 8] {
    let mut powers = [1; 8];
    let mut place = 1;
    while place < 8 {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, within the array")]
        {
            powers[place] = (powers[place - 1] << 32) % 1_000_000_000;
        }
        place += 1;
    }
    powers
}

/// The first nine digits of the ticket as a number: enough to tell nearly all tickets apart without writing them out.
/// `state` is the digest as eight 32-bit words, the most significant first.
pub fn first_digits(state: &[u32; 8]) -> u32 {
    let term = |(word, power): (&u32, &u64)| u64::from(*word) * power;
    let mut terms = state.iter().rev().zip(&POWERS).map(term);
    // Each term is below 2^62, so that four of them fit.
    let low: u64 = terms.by_ref().take(4).sum();
    let high: u64 = terms.sum();
    let last_nine = (low % 1_000_000_000 + high % 1_000_000_000) % 1_000_000_000;
    reverse_nine(last_nine as u32)
}

const REVERSED: [u16; 1_000] = reversed_table();

const fn reversed_table() -> [u16; 1_000] {
    let mut table = [0; 1_000];
    let mut number = 0_u16;
    while number < 1_000 {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, within the array")]
        {
            table[number as usize] = number % 10 * 100 + number / 10 % 10 * 10 + number / 100;
        }
        number += 1;
    }
    table
}

fn reverse_nine(number: u32) -> u32 {
    let reversed = |three: u32| u32::from(REVERSED.get(three as usize).copied().unwrap_or_default());
    reversed(number % 1_000) * 1_000_000
        + reversed(number / 1_000 % 1_000) * 1_000
        + reversed(number / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Schoolbook: double and add, digit by digit, from the left.
    fn naive(digest: &[u8; 32]) -> String {
        let mut digits = vec![0_u8];
        for bit in digest.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1)) {
            let mut carry = bit;
            for digit in &mut digits {
                let value = *digit * 2 + carry;
                *digit = value % 10;
                carry = value / 10;
            }
            if carry > 0 {
                digits.push(carry);
            }
        }
        if digits == [0] {
            digits.clear();
        }
        digits.resize(digits.len().max(PLACES), 0);
        digits.into_iter().map(|digit| char::from(b'0' + digit)).collect()
    }

    fn words(digest: &[u8; 32]) -> [u32; 8] {
        std::array::from_fn(|place| u32::from_be_bytes(digest[place * 4..place * 4 + 4].try_into().unwrap()))
    }

    #[test]
    fn small_numbers_are_padded_to_sixty_four_digits() {
        let mut digest = [0; 32];
        assert_eq!(reversed_decimal(words(&digest)), "0".repeat(64));
        digest[31] = 12;
        assert_eq!(reversed_decimal(words(&digest)), format!("21{}", "0".repeat(62)));
        digest[27] = 1; // 2^32 + 12 = 4294967308
        assert_eq!(reversed_decimal(words(&digest)), format!("8037694924{}", "0".repeat(54)));
    }

    proptest! {
        #[test]
        fn division_by_groups_agrees_with_the_schoolbook(digest: [u8; 32], zeros in 0_usize..32) {
            let mut digest = digest;
            digest[..zeros].fill(0);
            prop_assert_eq!(reversed_decimal(words(&digest)), naive(&digest));
        }

        #[test]
        fn the_first_digits_are_those_of_the_ticket(digest: [u8; 32]) {
            let text = reversed_decimal(words(&digest));
            prop_assert_eq!(format!("{:09}", first_digits(&words(&digest))), &text[..9]);
        }
    }
}
