//! Recounts: at a spot check an assessor counts anew what the unit's own records claim.

use crate::{
    message::{FieldErrors, Message},
    words::words,
};

words! {
    /// A figure that a unit reported and that can be counted anew.
    Reported, "error-recount-kind" {
        /// Problems on its findings lists.
        Problems = "problems",
        /// Measures set against them.
        Measures = "measures",
        /// Sessions that it held.
        Sessions = "sessions",
    }
}

/// What a unit's records claim, kind by kind, on a day.
pub type Claimed = Vec<(Reported, u32)>;

/// One figure, counted anew: `claimed` ≥ `checked` ≥ `confirmed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recounted {
    /// How many records the register holds: what the unit claims.
    pub claimed: u32,
    /// How many of them the assessor looked at.
    pub checked: u32,
    /// How many of those exist as they are recorded.
    pub confirmed: u32,
}

/// Two numbers as typed for each figure; both left empty: it was not counted anew.
#[derive(Debug, Clone, Default)]
pub struct RecountForm<'a> {
    /// Key of the figure, records looked at, records found.
    pub counts: Vec<(&'a str, &'a str, &'a str)>,
}

/// Reads a recount; fields are `checked-KEY` and `confirmed-KEY`. A claim of nought leaves nothing to look at.
pub fn parse_recount(
    form: &RecountForm<'_>,
    claimed: &[(Reported, u32)],
) -> Result<Vec<(Reported, Recounted)>, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut found = Vec::new();
    for (kind, claim) in claimed.iter().copied() {
        let typed = form.counts.iter().find(|(key, ..)| *key == kind.key());
        let (_, checked, confirmed) = typed.copied().unwrap_or_default();
        if checked.trim().is_empty() && confirmed.trim().is_empty() {
            continue;
        }
        if claim == 0 {
            errors.add(format!("checked-{}", kind.key()), Message::new("error-recount-no-claim"));
            continue;
        }
        // Nothing checked says nothing; it is left empty instead.
        let checked = errors.take(&format!("checked-{}", kind.key()), number(checked, 1, claim));
        let most = checked.unwrap_or(claim);
        let confirmed = errors.take(&format!("confirmed-{}", kind.key()), number(confirmed, 0, most));
        if let (Some(checked), Some(confirmed)) = (checked, confirmed) {
            found.push((kind, Recounted { claimed: claim, checked, confirmed }));
        }
    }
    if found.is_empty() && errors.is_empty() {
        let first = claimed.first().map_or("problems", |(kind, _)| kind.key());
        errors.add(format!("checked-{first}"), Message::new("error-recount-nothing"));
    }
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

fn number(text: &str, least: u32, most: u32) -> Result<u32, Message> {
    let fault = || Message::new("error-number").with("least", i64::from(least)).with("most", i64::from(most));
    text.trim().parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CLAIMED: [(Reported, u32); 3] =
        [(Reported::Problems, 9), (Reported::Measures, 20), (Reported::Sessions, 0)];

    fn parse(counts: &[(&str, &str, &str)]) -> Result<Vec<(Reported, Recounted)>, FieldErrors> {
        parse_recount(&RecountForm { counts: counts.to_vec() }, &CLAIMED)
    }

    #[test]
    fn what_was_not_looked_at_is_left_out() {
        let found = parse(&[("problems", " 5", "4 "), ("measures", "", "")]).unwrap();
        assert_eq!(found, [(Reported::Problems, Recounted { claimed: 9, checked: 5, confirmed: 4 })]);
    }

    #[test]
    fn every_number_is_told_its_own_bounds() {
        let errors =
            parse(&[("problems", "10", ""), ("measures", "4", "5"), ("sessions", "1", "1")]).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, message)| (field, message.key)).collect();
        let number = "error-number";
        assert_eq!(
            fields,
            [
                ("checked-problems", number),
                ("checked-sessions", "error-recount-no-claim"),
                ("confirmed-measures", number),
                ("confirmed-problems", number),
            ]
        );
        assert_eq!(parse(&[]).unwrap_err().at("checked-problems").unwrap().key, "error-recount-nothing");
    }

    proptest! {
        #[test]
        fn nothing_more_is_confirmed_than_was_checked_and_claimed(checked in 0_u32..30, confirmed in 0_u32..30) {
            let (checked, confirmed) = (checked.to_string(), confirmed.to_string());
            for (_, count) in parse(&[("measures", &checked, &confirmed)]).unwrap_or_default() {
                prop_assert!(count.confirmed <= count.checked && count.checked <= count.claimed);
                prop_assert_eq!(count.confirmed.to_string(), confirmed.clone());
            }
        }
    }
}
