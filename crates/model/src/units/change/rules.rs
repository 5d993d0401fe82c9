//! What an order may do to units.

use crate::{
    message::{FieldErrors, Message},
    text::{Line, Prose, date},
    units::{
        change::ChangeKind,
        unit::{Tier, Tiers, Unit, parse_code},
    },
};
use jiff::civil::Date;

/// An order by which units change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The day that its paper names. It holds from the day on which it is entered.
    pub ordered_on: Date,
    /// Why.
    pub reason: Prose,
}

/// Reads the day and the reason of an order. What is to come is entered when it has come: until then nothing else could be said
/// of the tree.
pub fn parse_order(day: &str, reason: &str, today: Date) -> Result<Order, FieldErrors> {
    let mut errors = FieldErrors::new();
    let ordered_on = date(day).and_then(|day| match day > today {
        true => Err(Message::new("error-change-day").with("today", today.to_string())),
        false => Ok(day),
    });
    let ordered_on = errors.take("day", ordered_on);
    let reason = errors.take("reason", Prose::parse_reason(reason));
    match (ordered_on, reason) {
        (Some(ordered_on), Some(reason)) => Ok(Order { ordered_on, reason }),
        _ => Err(errors),
    }
}

/// What an order of a kind asks for besides code, day and reason; what else is filled in would do nothing.
pub fn check_filled(kind: ChangeKind, filled: &[(&'static str, &str)]) -> Result<(), FieldErrors> {
    let asked: &[&str] = match kind {
        ChangeKind::Rename => &["name"],
        ChangeKind::Move => &["parent"],
        ChangeKind::Open => &["name", "parent", "tier", "class"],
        ChangeKind::Merge => &["into"],
        ChangeKind::Close | ChangeKind::Reopen => &[],
    };
    let mut errors = FieldErrors::new();
    for (field, value) in filled {
        if !asked.contains(field) && !value.trim().is_empty() {
            errors.add(*field, Message::new("error-change-not-asked").with("change", kind.key()));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// A new name of a unit.
pub fn check_name(unit: &Unit, name: &str) -> Result<Line, Message> {
    there(unit)?;
    let name = Line::parse(name)?;
    if name.as_str() == unit.name {
        return Err(Message::new("error-change-same-name").with("name", name.as_str()));
    }
    Ok(name)
}

/// Whether a unit can stand beneath another.
pub fn check_move(unit: &Unit, above: &Unit, tiers: &Tiers) -> Result<(), Message> {
    let of_both = |key| Message::new(key).with("unit", unit.code.as_str()).with("above", above.code.as_str());
    there(unit)?;
    there(above)?;
    if unit.parent.is_none() {
        return Err(Message::new("error-change-root").with("unit", unit.code.as_str()));
    }
    if unit.span.covers(above.span) {
        return Err(of_both("error-change-beneath-itself"));
    }
    if unit.parent == Some(above.id) {
        return Err(of_both("error-change-there-already"));
    }
    check_tiers((&unit.code, unit.tier), above, tiers)
}

/// Whether a unit can be opened beneath another: its tier, and its class, which is that of its tier where none is named.
pub fn check_open(
    (code, tier, class): (&str, &str, &str),
    above: &Unit,
    tiers: &Tiers,
) -> Result<(Tier, String), FieldErrors> {
    let mut errors = FieldErrors::new();
    errors.take("code", parse_code(code));
    errors.take("parent", there(above));
    let known = tiers.find(tier).ok_or_else(|| {
        Message::new("error-import-tier").with("found", tier).with("known", tiers.keys().join(", "))
    });
    let found = known.and_then(|found| check_tiers((code, found), above, tiers).map(|()| found));
    let found = errors.take("tier", found);
    let class = if class.is_empty() { tier } else { class };
    let of_tier = tiers.classes_instead(tier, class).filter(|_| class != tier);
    let unknown = |known: Vec<&str>| {
        let (found, known) = (class, known.join(", "));
        Message::new("error-import-class-unknown")
            .with("found", found)
            .with("tier", tier)
            .with("known", known)
    };
    errors.take("class", of_tier.map_or(Ok(()), |known| Err(unknown(known))));
    match found {
        Some(found) if errors.is_empty() => Ok((found, class.to_owned())),
        _ => Err(errors),
    }
}

/// Whether a unit can be closed without another in its place; `beneath`: how many open units stand directly beneath it.
pub fn check_close(unit: &Unit, beneath: usize) -> Result<(), Message> {
    there(unit)?;
    if unit.parent.is_none() {
        return Err(Message::new("error-change-root").with("unit", unit.code.as_str()));
    }
    if beneath > 0 {
        return Err(Message::new("error-change-units-beneath")
            .with("unit", unit.code.as_str())
            .with("count", beneath));
    }
    Ok(())
}

/// Whether a unit can be taken into another, with those that stand directly beneath it.
pub fn check_merge(unit: &Unit, into: &Unit, children: &[Unit], tiers: &Tiers) -> Result<(), Message> {
    there(unit)?;
    there(into)?;
    if unit.parent.is_none() {
        return Err(Message::new("error-change-root").with("unit", unit.code.as_str()));
    }
    if unit.span.covers(into.span) {
        let both = Message::new("error-change-into-itself").with("unit", unit.code.as_str());
        return Err(both.with("into", into.code.as_str()));
    }
    children.iter().try_for_each(|child| check_tiers((&child.code, child.tier), into, tiers))
}

/// Whether a unit is there, and was not closed.
pub fn there(unit: &Unit) -> Result<(), Message> {
    match unit.closed {
        None => Ok(()),
        Some(day) => Err(Message::new("error-change-closed")
            .with("unit", unit.code.as_str())
            .with("day", day.to_string())),
    }
}

fn check_tiers((code, tier): (&str, Tier), above: &Unit, tiers: &Tiers) -> Result<(), Message> {
    if above.tier < tier {
        return Ok(());
    }
    Err(Message::new("error-change-tier")
        .with("unit", code)
        .with("above", above.code.as_str())
        .with("tier", tiers.key(tier).unwrap_or_default())
        .with("tier_above", tiers.key(above.tier).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::UnitId, span::Span};
    use jiff::civil::date as day;

    fn unit(id: i64, parent: Option<i64>, tier: i32, (lo, hi): (i64, i64)) -> Unit {
        Unit {
            id: UnitId(id),
            code: format!("U{id}"),
            name: format!("unit {id}"),
            parent: parent.map(UnitId),
            tier: Tier(tier),
            class: "ward".to_owned(),
            span: Span { lo, hi },
            synthetic: false,
            opened: None,
            closed: None,
        }
    }

    fn tiers() -> Tiers {
        Tiers::new(["group", "hospital", "ward"].map(str::to_owned).to_vec())
    }

    fn key<T: std::fmt::Debug>(told: Result<T, Message>) -> String {
        told.unwrap_err().to_string()
    }

    #[test]
    fn a_unit_never_comes_beneath_itself_nor_beneath_its_own_tier_and_the_root_stays() {
        let (root, one) = (unit(1, None, 0, (0, 3)), unit(2, Some(1), 1, (1, 2)));
        let (ward, other) = (unit(3, Some(2), 2, (2, 2)), unit(4, Some(1), 1, (3, 3)));
        assert!(check_move(&ward, &other, &tiers()).is_ok());
        assert!(check_move(&ward, &root, &tiers()).is_ok());
        assert!(key(check_move(&one, &ward, &tiers())).contains("error-change-beneath-itself"));
        assert!(key(check_move(&one, &one, &tiers())).contains("error-change-beneath-itself"));
        assert!(key(check_move(&one, &other, &tiers())).contains("error-change-tier"));
        assert!(key(check_move(&ward, &one, &tiers())).contains("error-change-there-already"));
        assert!(key(check_move(&root, &one, &tiers())).contains("error-change-root"));
        let closed = Unit { closed: Some(day(2015, 5, 1)), ..other };
        assert!(key(check_move(&ward, &closed, &tiers())).contains("error-change-closed"));
    }

    #[test]
    fn a_unit_with_open_ones_beneath_is_not_closed_without_another_in_its_place() {
        let (one, other) = (unit(2, Some(1), 1, (1, 2)), unit(4, Some(1), 1, (3, 3)));
        let ward = unit(3, Some(2), 2, (2, 2));
        assert!(key(check_close(&one, 1)).contains("error-change-units-beneath"));
        assert!(check_close(&one, 0).is_ok());
        assert!(check_merge(&one, &other, std::slice::from_ref(&ward), &tiers()).is_ok());
        assert!(key(check_merge(&one, &ward, &[], &tiers())).contains("error-change-into-itself"));
        let also = unit(5, Some(1), 2, (4, 4));
        assert!(key(check_merge(&one, &also, &[ward], &tiers())).contains("error-change-tier"));
    }

    #[test]
    fn an_order_is_of_today_or_before_and_says_why() {
        let today = day(2015, 6, 1);
        assert!(parse_order("2015-06-01", "Order 12 of the board: wards are joined", today).is_ok());
        let errors = parse_order("2015-06-02", "", today).unwrap_err();
        assert!(errors.at("day").is_some() && errors.at("reason").is_some());
    }

    #[test]
    fn a_unit_is_opened_with_a_code_and_a_tier_beneath_that_of_the_unit_above() {
        let one = unit(2, Some(1), 1, (1, 2));
        assert_eq!(check_open(("W9", "ward", ""), &one, &tiers()).unwrap(), (Tier(2), "ward".to_owned()));
        let errors = check_open(("W/9", "hospital", ""), &one, &tiers()).unwrap_err();
        assert!(errors.at("code").is_some() && errors.at("tier").is_some());
        assert!(check_open(("W9", "room", ""), &one, &tiers()).unwrap_err().at("tier").is_some());
    }
}
