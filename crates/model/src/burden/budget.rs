//! The burden meter: what units are asked for, what it costs them, and how much they may be asked for.
//!
//! The requests themselves are records of the register (a plan owed, a visit made, materials called up); nothing is
//! entered twice. A request costs the minutes that the nearest office above the unit set for its kind, or the pack's.

use crate::{
    figures::picture::{monday, sunday},
    message::{FieldErrors, Message},
    span::Span,
    words::words,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

words! {
    /// Kinds of request.
    Kind, "error-burden-kind" {
        /// A plan that is owed.
        Plan = "plan",
        /// A list of problems with its measures.
        Problems = "problems",
        /// A session that was held and recorded.
        Session = "session",
        /// Somebody sent to listen in.
        Observation = "observation",
        /// Materials called up.
        Materials = "materials",
        /// A visit to be received.
        Visit = "visit",
        /// A meeting held at a visit.
        Meeting = "meeting",
        /// An interview given at a visit.
        Interview = "interview",
        /// A written answer to what a visit left.
        Reply = "reply",
        /// A circular to be read and confirmed.
        Circular = "circular",
        /// A duty to be taken up.
        Duty = "duty",
        /// A free question.
        Question = "question",
    }
}

words! {
    /// What happens when a request would go over the budget.
    OnExcess, "error-burden-excess" {
        /// The issuer is told.
        Warn = "warn",
        /// The request is refused.
        Stop = "stop",
    }
}

words! {
    /// What the issuer decides when a unit calls a request too much.
    Decision, "error-burden-decision" {
        /// It stays as it is, with the reason.
        Kept = "kept",
        /// Less is asked for.
        Reduced = "reduced",
        /// It is taken back.
        Withdrawn = "withdrawn",
    }
}

/// The most minutes that a form accepts: a whole month of an office.
pub const MOST_MINUTES: i32 = 30_000;
/// The most minutes of one request.
pub const MOST_OF_A_REQUEST: i32 = 10_000;
/// How many days an issuer has to answer that a request is too much.
pub const ANSWER_DAYS: i64 = 10;

/// How many minutes a unit may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// In a week, Monday to Sunday.
    pub week: i32,
    /// In a calendar month.
    pub month: i32,
    /// What happens beyond it.
    pub on_excess: OnExcess,
}

/// What an office set for the units beneath it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeRules {
    /// The subtree of the office.
    pub span: Option<Span>,
    /// Minutes of each kind.
    pub minutes: BTreeMap<Kind, i32>,
    /// Budgets of the tiers.
    pub budgets: BTreeMap<i32, Budget>,
}

/// What an office set for the units beneath it, now and before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeInTime {
    /// What stands now.
    pub now: OfficeRules,
    /// What stood before, each with the day, itself not counted, until which it did.
    pub past: Vec<(Date, OfficeRules)>,
}

impl OfficeInTime {
    /// What stood on a day.
    fn on(&self, day: Date) -> &OfficeRules {
        let stood = self.past.iter().filter(|(until, _)| *until > day);
        stood.min_by_key(|(until, _)| *until).map_or(&self.now, |(_, rules)| rules)
    }
}

/// All rules as they changed: asked for a day, so that what is set today changes no month that is past.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulesInTime {
    /// Those of the pack.
    pub pack: OfficeRules,
    /// Those of offices.
    pub offices: Vec<OfficeInTime>,
}

impl RulesInTime {
    /// The rules that stood on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> Rules {
        let offices = self.offices.iter().map(|office| office.on(day).clone());
        Rules { pack: self.pack.clone(), offices: offices.collect() }
    }
}

/// All rules, from which the ones in force for a unit are chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// Those of the pack: for everyone to whom no office above set others.
    pub pack: OfficeRules,
    /// Those of offices.
    pub offices: Vec<OfficeRules>,
}

impl Rules {
    /// What the nearest office above a unit set; `of` takes it from its rules.
    fn nearest<T>(&self, unit: Span, of: impl Fn(&OfficeRules) -> Option<T>) -> Option<T> {
        let above = self.offices.iter().filter_map(|office| {
            let span = office.span.filter(|span| span.strictly_covers(unit))?;
            Some((span.hi - span.lo, of(office)?))
        });
        let nearest = above.min_by_key(|(size, _)| *size).map(|(_, found)| found);
        nearest.or_else(|| of(&self.pack))
    }

    /// The minutes that a request of a kind costs a unit; nothing if nobody ever said.
    pub fn minutes(&self, unit: Span, kind: Kind) -> i32 {
        self.nearest(unit, |office| office.minutes.get(&kind).copied()).unwrap_or(0)
    }

    /// The budget of a unit at a tier.
    pub fn budget(&self, unit: Span, tier: i32) -> Option<Budget> {
        self.nearest(unit, |office| office.budgets.get(&tier).copied())
    }
}

/// The first and the last day of the month of a day.
pub fn month_of(day: Date) -> (Date, Date) {
    (day.first_of_month(), day.last_of_month())
}

/// The first and the last day of what must be known to judge a request on a day: its month and its week.
pub fn around(day: Date) -> (Date, Date) {
    let ((first, last), week) = (month_of(day), monday(day));
    (first.min(week), last.max(sunday(week)))
}

/// Minutes asked of a unit: in a week and in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// In the week.
    pub week: i64,
    /// In the month.
    pub month: i64,
}

impl Load {
    /// The load around a day, from requests with their day and minutes.
    pub fn around(day: Date, requests: impl IntoIterator<Item = (Date, i64)>) -> Self {
        let week = monday(day)..=sunday(monday(day));
        let (first, last) = month_of(day);
        requests.into_iter().fold(Self::default(), |mut load, (on, minutes)| {
            if week.contains(&on) {
                load.week += minutes;
            }
            if (first..=last).contains(&on) {
                load.month += minutes;
            }
            load
        })
    }

    /// With so many minutes more on the day.
    #[must_use]
    pub fn plus(self, minutes: i64) -> Self {
        Self { week: self.week + minutes, month: self.month + minutes }
    }

    /// Whether it is over a budget.
    pub fn over(self, budget: Budget) -> bool {
        self.week > i64::from(budget.week) || self.month > i64::from(budget.month)
    }
}

/// What a new request means for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// Name of the unit.
    pub unit: String,
    /// What was asked so far.
    pub before: Load,
    /// What it adds.
    pub adds: i64,
    /// The budget in force.
    pub budget: Option<Budget>,
}

impl Weight {
    /// Whether it goes over the budget with the request.
    pub fn over(&self) -> bool {
        self.budget.is_some_and(|budget| self.before.plus(self.adds).over(budget))
    }
}

/// What a new request means for all units that it asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighed {
    /// How many units are asked.
    pub units: usize,
    /// How many minutes of all of them together.
    pub minutes: i64,
    /// Names of the units that go over their budget.
    pub over: Vec<String>,
    /// Of these, where the budget says stop.
    pub stopped: Vec<String>,
}

impl Weighed {
    /// Adds up.
    pub fn of(weights: impl IntoIterator<Item = Weight>) -> Self {
        weights.into_iter().fold(Self::default(), |mut sum, weight| {
            sum.units += 1;
            sum.minutes += weight.adds;
            if weight.over() {
                if weight.budget.is_some_and(|budget| budget.on_excess == OnExcess::Stop) {
                    sum.stopped.push(weight.unit.clone());
                }
                sum.over.push(weight.unit);
            }
            sum
        })
    }

    /// Refuses what a budget stops.
    ///
    /// # Errors
    /// The message names how many units, and one of them.
    pub fn check(&self) -> Result<(), Message> {
        match self.stopped.first() {
            None => Ok(()),
            Some(first) => Err(Message::new("error-burden-stop")
                .with("count", self.stopped.len())
                .with("unit", first.as_str())),
        }
    }
}

/// Reads whole minutes of a form.
fn minutes(text: &str, most: i32) -> Result<i32, Message> {
    match text.trim().parse::<i32>() {
        Ok(minutes) if (0..=most).contains(&minutes) => Ok(minutes),
        _ => Err(Message::new("error-burden-minutes").with("most", i64::from(most))),
    }
}

/// The rules of an office as a form sends them; fields are `minutes-KIND`, `TIER-week`, `TIER-month`, `TIER-excess`.
/// A tier without numbers has no budget.
pub fn parse_rules<'a>(
    field: impl Fn(&str) -> &'a str,
    tiers: impl IntoIterator<Item = i32>,
) -> Result<OfficeRules, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut rules = OfficeRules::default();
    for kind in Kind::ALL.iter().copied() {
        let name = format!("minutes-{}", kind.key());
        if let Some(set) = errors.take(&name, minutes(field(&name), MOST_OF_A_REQUEST)) {
            rules.minutes.insert(kind, set);
        }
    }
    for tier in tiers {
        let at = |name: &str| format!("{tier}-{name}");
        let (week, month) = (field(&at("week")), field(&at("month")));
        if week.trim().is_empty() && month.trim().is_empty() {
            continue;
        }
        let week = errors.take(&at("week"), minutes(week, MOST_MINUTES));
        let month = errors.take(&at("month"), minutes(month, MOST_MINUTES));
        let on_excess = errors.take(&at("excess"), OnExcess::parse(field(&at("excess"))));
        if let (Some(week), Some(month), Some(on_excess)) = (week, month, on_excess) {
            if month < week {
                errors.add(at("month"), Message::new("error-burden-month"));
            }
            rules.budgets.insert(tier, Budget { week, month, on_excess });
        }
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn office(lo: i64, hi: i64, plan: i32, week: i32, on_excess: OnExcess) -> OfficeRules {
        OfficeRules {
            span: Some(Span { lo, hi }),
            minutes: BTreeMap::from([(Kind::Plan, plan)]),
            budgets: BTreeMap::from([(4, Budget { week, month: week * 4, on_excess })]),
        }
    }

    #[test]
    fn a_day_is_judged_by_what_stood_on_it_however_often_it_was_set_anew() {
        let unit = Span { lo: 20, hi: 30 };
        let of = |plan| office(10, 40, plan, 60, OnExcess::Warn);
        let past = vec![(date(2015, 6, 1), of(5)), (date(2015, 9, 1), of(7))];
        let rules =
            RulesInTime { pack: OfficeRules::default(), offices: vec![OfficeInTime { now: of(9), past }] };
        let minutes = |day| rules.on(day).minutes(unit, Kind::Plan);
        assert_eq!(minutes(date(2015, 5, 31)), 5);
        assert_eq!((minutes(date(2015, 6, 1)), minutes(date(2015, 8, 31))), (7, 7));
        assert_eq!((minutes(date(2015, 9, 1)), minutes(date(2016, 1, 1))), (9, 9));
    }

    #[test]
    fn the_nearest_office_above_says_what_a_request_costs_and_how_much_may_be_asked() {
        let pack = OfficeRules { span: None, ..office(0, 0, 120, 60, OnExcess::Warn) };
        let province = office(0, 99, 100, 50, OnExcess::Warn);
        let county = office(10, 20, 80, 30, OnExcess::Stop);
        let rules = Rules { pack, offices: vec![county, province] };
        let (village, itself, beside) =
            (Span { lo: 12, hi: 12 }, Span { lo: 10, hi: 20 }, Span { lo: 30, hi: 31 });
        assert_eq!([village, itself, beside].map(|unit| rules.minutes(unit, Kind::Plan)), [80, 100, 100]);
        assert_eq!(rules.budget(village, 4).unwrap().on_excess, OnExcess::Stop);
        assert_eq!(rules.budget(village, 3), None, "no budget, no limit");
        let root = Span { lo: 0, hi: 99 };
        assert_eq!(rules.minutes(root, Kind::Plan), 120, "nobody stands above the root but the pack");
        assert_eq!(rules.minutes(root, Kind::Visit), 0);
    }

    #[test]
    fn a_request_is_weighed_by_its_week_and_its_month() {
        let day = date(2015, 6, 30);
        let before =
            [(date(2015, 6, 1), 100), (date(2015, 6, 29), 20), (date(2015, 7, 1), 7), (date(2015, 7, 6), 9)];
        let load = Load::around(day, before);
        assert_eq!(load, Load { week: 27, month: 120 });
        let budget = |on_excess| Some(Budget { week: 60, month: 130, on_excess });
        let weight = |adds, budget| Weight { unit: "village".into(), before: load, adds, budget };
        assert!(!weight(10, budget(OnExcess::Warn)).over());
        assert!(weight(11, budget(OnExcess::Warn)).over(), "the month is full");
        let told = Weighed::of([weight(11, budget(OnExcess::Warn)), weight(5, None)]);
        assert_eq!((told.units, told.minutes, told.over.len()), (2, 16, 1));
        assert!(told.check().is_ok(), "a warning stops nobody");
        let stopped = Weighed::of([weight(11, budget(OnExcess::Stop))]);
        assert_eq!(stopped.check().unwrap_err().key, "error-burden-stop");
        assert_eq!(around(day), (date(2015, 6, 1), date(2015, 7, 5)));
    }

    #[test]
    fn all_faults_of_the_rules_are_told_at_their_fields() {
        let fields = |name: &str| match name {
            "minutes-visit" => "a lot",
            "5-week" => "90",
            "5-month" => "60",
            "5-excess" => "stop",
            "4-week" => "10",
            name if name.starts_with("minutes-") => "15",
            _ => "",
        };
        let errors = parse_rules(fields, [3, 4, 5]).unwrap_err();
        let keys: Vec<_> = errors.iter().map(|(field, _)| field.to_owned()).collect();
        assert_eq!(keys, ["4-excess", "4-month", "5-month", "minutes-visit"]);
    }

    proptest! {
        #[test]
        fn what_is_within_the_budget_stays_within_it_when_less_is_asked(
            asked in proptest::collection::vec((0_i64..60, 0_i64..500), 0..20), adds in 0_i64..500, week in 0_i32..2_000
        ) {
            let day = date(2015, 6, 15);
            let on = |back: i64| day.saturating_sub(jiff::Span::new().days(back - 30));
            let all: Vec<_> = asked.iter().map(|(back, minutes)| (on(*back), *minutes)).collect();
            let budget = Budget { week, month: week * 3, on_excess: OnExcess::Stop };
            let over = |requests: &[(Date, i64)]| Load::around(day, requests.iter().copied()).plus(adds).over(budget);
            for cut in 0..all.len() {
                prop_assert!(!over(&all[..cut]) || over(&all), "fewer requests never weigh more");
            }
        }
    }
}
