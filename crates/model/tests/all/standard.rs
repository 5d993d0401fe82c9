//! A unit's own standard may ask for more than its superior's, and never for less.
#![expect(clippy::unwrap_used, reason = "a test stops where a value is missing")]

use earnest_model::{
    fraction::Fraction,
    programmes::standard::{Laxer, PartKind, Standard, Veto, laxities},
};
use proptest::{prelude::*, sample::Index};
use std::sync::LazyLock;

/// Read once: the laws ask for it thousands of times.
static SHIPPED: LazyLock<Standard> = LazyLock::new(|| crate::pack::whole().standard.unwrap());

fn shipped() -> Standard {
    SHIPPED.clone()
}

/// What the shipped standard lacks once it is changed so.
fn changed(change: impl FnOnce(&mut Standard)) -> Vec<Laxer> {
    let mut own = shipped();
    change(&mut own);
    laxities(&own, &shipped())
}

fn fraction(text: &str) -> Fraction {
    Fraction::parse(text).unwrap()
}

#[test]
fn each_way_of_asking_for_less_is_named() {
    assert_eq!(changed(|own| own.grades[1].at_least = fraction("79")), [Laxer::Grade("good".into())]);
    assert_eq!(changed(|own| drop(own.grades.remove(0))), [Laxer::Grade("excellent".into())]);
    assert_eq!(changed(|own| drop(own.vetoes.remove(1))), [Laxer::Veto("invented-records".into())]);
    assert_eq!(changed(|own| drop(own.blocks[2].items.remove(3))), [Laxer::Item("cases-used".into())]);
    assert_eq!(changed(|own| own.parts.truncate(2)), [Laxer::Part(PartKind::Materials)]);
    assert_eq!(changed(|own| own.attendance_floor = fraction("89.9%")), [Laxer::Attendance]);
    for change in [
        |own: &mut Standard| own.plan.per_return = Fraction::ZERO,
        |own: &mut Standard| own.plan.remarks = Fraction::whole(91),
        |own: &mut Standard| own.plan.floor = Fraction::whole(61),
    ] {
        assert_eq!(changed(change), [Laxer::PlanScore]);
    }
}

#[test]
fn a_smaller_sample_than_the_superiors_is_laxer_even_above_the_floor() {
    let mut superior = shipped();
    superior.spot_check_rate = fraction("1/3");
    assert_eq!(laxities(&shipped(), &superior), [Laxer::Rate]);
    assert_eq!(laxities(&superior, &shipped()), []);
}

#[test]
fn asking_for_more_is_never_laxer() {
    let more = changed(|own| {
        own.spot_check_rate = fraction("35%");
        own.attendance_floor = Fraction::ONE;
        own.grades[0].at_least = Fraction::whole(95);
        own.plan.per_return = Fraction::whole(15);
        own.plan.floor = Fraction::whole(50);
        let name = own.vetoes[0].name.clone();
        own.vetoes.push(Veto { key: "copied-texts".into(), name });
        own.blocks[0].items[0].points = Fraction::whole(5);
        let mut item = own.blocks[0].items[0].clone();
        item.key = "own-summary".into();
        item.points = Fraction::ONE;
        own.blocks[0].items.push(item);
        assert_eq!(own.check(), Ok(()), "and it is sound");
    });
    assert_eq!(more, []);
}

#[test]
fn what_is_laxer_is_named_for_a_message() {
    let all = changed(|own| {
        own.vetoes.clear();
        own.spot_check_rate = fraction("10%");
        own.plan.per_return = Fraction::ZERO;
    });
    let about: Vec<_> = all.iter().map(Laxer::about).collect();
    assert_eq!(
        about,
        ["not-held", "invented-records", "no-approved-plan", "chief-absent", "plan-score", "spot-check-rate"]
    );
}

proptest! {
    #[test]
    fn a_standard_is_never_laxer_than_itself_nor_than_one_that_asks_for_less(
        rate in 1_i64..100, attendance in 0_i64..100, veto in any::<Index>(), item in any::<Index>(),
    ) {
        let whole = shipped();
        prop_assert_eq!(laxities(&whole, &whole), []);
        let mut less = whole.clone();
        less.spot_check_rate = Fraction::new(rate, 500).unwrap();
        less.attendance_floor = Fraction::new(attendance, 112).unwrap();
        less.vetoes.remove(veto.index(less.vetoes.len()));
        let items = &mut less.blocks[2].items;
        items.remove(item.index(items.len()));
        prop_assert_eq!(laxities(&whole, &less), []);
        prop_assert_eq!(laxities(&less, &whole).len(), 4);
    }

    #[test]
    fn strictness_is_handed_down(first in 20_i64..60, second in 0_i64..20, third in 0_i64..20) {
        // If B is at least as strict as A, and C as B, then C is as A: so each tier needs to ask only the one above.
        let rate = |percent: i64| {
            let mut standard = shipped();
            standard.spot_check_rate = Fraction::new(percent, 100).unwrap();
            standard.plan.per_return = Fraction::whole(percent);
            standard
        };
        let (a, b, c) = (rate(first), rate(first + second), rate(first + second + third));
        prop_assert!(laxities(&b, &a).is_empty() && laxities(&c, &b).is_empty());
        prop_assert_eq!(laxities(&c, &a), []);
    }

    #[test]
    fn a_better_score_never_earns_a_worse_grade(low in 0_i64..=10_000, step in 0_i64..=10_000) {
        let standard = shipped();
        let place = |hundredths: i64| {
            let grade = standard.grade(Fraction::new(hundredths, 100).unwrap()).unwrap();
            standard.grades.iter().position(|one| one.key == grade.key).unwrap()
        };
        prop_assert!(place((low + step).min(10_000)) <= place(low));
    }

    #[test]
    fn a_plan_that_was_returned_more_often_never_scores_more(returns in 0_u32..1_000, remarks: bool) {
        let standard = shipped();
        let score = |returns| standard.plan_score(true, remarks, returns).unwrap();
        prop_assert!(score(returns + 1) <= score(returns));
        prop_assert!(score(returns) >= standard.plan.floor && score(returns) <= standard.plan.approved);
        prop_assert_eq!(standard.plan_score(false, remarks, returns), None);
    }
}
