//! Observation: how far one has come, and who is proposed to listen in.

use crate::{id::AccountId, message::Message};
use std::collections::BTreeMap;

pub use crate::assessing::sheet::ObservationState;

impl ObservationState {
    /// The state after the sheet was handed in. A sheet is handed in once.
    pub fn submit(self) -> Result<Self, Message> {
        match self {
            Self::Sent => Ok(Self::Submitted),
            Self::Submitted => Err(Message::new("error-sheet-twice")),
            Self::Recused => Err(Message::new("error-recusal")),
        }
    }
}

/// Who is proposed for each unit: of those who may be sent there, the ones who were sent least often so far, `each` a
/// unit. Units with the smallest choice choose first. `load` is how often each was sent, and is carried on.
pub fn balance(
    units: &[Vec<AccountId>],
    each: usize,
    load: &mut BTreeMap<AccountId, i64>,
) -> Vec<Vec<AccountId>> {
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|place| units.get(*place).map_or(0, Vec::len));
    let mut proposed = vec![Vec::new(); units.len()];
    for place in order {
        let (Some(free), Some(chosen)) = (units.get(place), proposed.get_mut(place)) else { continue };
        let mut free = free.clone();
        free.sort_by_key(|account| (load.get(account).copied().unwrap_or(0), *account));
        free.dedup();
        for account in free.into_iter().take(each) {
            *load.entry(account).or_default() += 1;
            chosen.push(account);
        }
    }
    proposed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_unit_with_little_choice_chooses_first() {
        let (one, two) = (AccountId(1), AccountId(2));
        let mut load = BTreeMap::new();
        let proposed = balance(&[vec![one, two], vec![one], vec![]], 1, &mut load);
        assert_eq!(proposed, [vec![two], vec![one], vec![]]);
        assert_eq!(load, BTreeMap::from([(one, 1), (two, 1)]));
    }

    proptest! {
        #[test]
        fn nobody_is_proposed_who_may_not_come_and_the_load_is_even_where_all_may(
            units in 1_usize..40, people in 1_i64..12, each in 1_usize..3
        ) {
            let all: Vec<_> = (1..=people).map(AccountId).collect();
            let mut load = BTreeMap::new();
            let proposed = balance(&vec![all.clone(); units], each, &mut load);
            for chosen in &proposed {
                prop_assert_eq!(chosen.len(), each.min(all.len()));
                prop_assert!(chosen.iter().all(|account| all.contains(account)));
                prop_assert!(chosen.windows(2).all(|pair| pair[0] != pair[1]), "two and not one twice");
            }
            let counts: Vec<i64> = all.iter().map(|account| load.get(account).copied().unwrap_or(0)).collect();
            prop_assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1);
        }
    }
}
