//! Show what units were asked for: a unit's own requests, the tiers beneath it, and who is over the budget.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{cost, rules},
    counting::counted,
    home::permit_or_home,
    permit_at,
};
use earnest_model::{
    Date,
    burden::budget::{Budget, Kind, Load, Rules, around, month_of},
    figures::count::{Count, OfRecord},
    id::UnitId,
    pack::Pack,
    permit::{Permit, ReadFigures, ReadProgramme, ReportBurden, SetBurden},
    units::unit::Unit,
};
use earnest_store::{BurdenReport, Reader, Request, Whose};
use std::collections::{BTreeMap, HashMap};

/// A request with what it costs.
#[derive(Debug, Clone)]
pub struct Costed {
    /// The request.
    pub request: Request,
    /// Minutes.
    pub minutes: i64,
}

/// A unit with what it was asked for.
#[derive(Debug, Clone)]
pub struct UnitBurden {
    /// The unit.
    pub id: UnitId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Tier.
    pub tier: i32,
    /// The requests of the month.
    pub requests: Count<OfRecord>,
    /// Minutes: of the month, and of the week of the day.
    pub load: Load,
    /// The budget in force.
    pub budget: Option<Budget>,
}

impl UnitBurden {
    /// Whether it is over its budget.
    pub fn over(&self) -> bool {
        self.budget.is_some_and(|budget| self.load.over(budget))
    }
}

/// A tier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TierBurden {
    /// Different units that were asked.
    pub units: Count<OfRecord>,
    /// Requests.
    pub requests: Count<OfRecord>,
    /// Minutes of all of them together.
    pub minutes: i64,
    /// Units over their budget.
    pub over: Count<OfRecord>,
    /// Units within it.
    pub within: Count<OfRecord>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// A day of the month; today if absent.
    pub on: Option<Date>,
}

/// The burden of a unit and beneath it in a month.
#[derive(Debug, Clone)]
pub struct Burden {
    /// The unit.
    pub unit: Unit,
    /// The day: its month is shown, its week counts.
    pub on: Date,
    /// Its own.
    pub own: UnitBurden,
    /// Its own requests in the month.
    pub requests: Vec<Costed>,
    /// The tiers of the subtree, itself among them.
    pub tiers: BTreeMap<i32, TierBurden>,
    /// What units of the subtree called too much.
    pub reports: Vec<BurdenReport>,
    /// Whether the actor may call a request too much.
    pub may_report: bool,
    /// Whether the actor may set what requests cost.
    pub may_set: bool,
}

struct Read {
    unit: Unit,
    on: Date,
    permit: Permit<ReadFigures>,
    rules: Rules,
    requests: Vec<Costed>,
}

/// The last day of the month that is not after today; the first if the month is yet to come.
fn day(wanted: Option<Date>, today: Date) -> Date {
    let (first, last) = month_of(wanted.unwrap_or(today));
    if (first..=last).contains(&today) {
        today
    } else if first > today {
        first
    } else {
        last
    }
}

fn read(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    pack: &Pack,
    wanted: Wanted<'_>,
    whose: Whose,
) -> Result<Read> {
    let permit = permit_or_home::<ReadFigures>(context, reader, wanted.unit)?;
    let on = day(wanted.on, context.today);
    let standing = rules(reader, &permit, Some(pack))?;
    let mut by_day: BTreeMap<Date, Rules> = BTreeMap::new();
    let costed = |request: Request| {
        let rules = by_day.entry(request.on).or_insert_with(|| standing.on(request.on));
        Costed { minutes: cost(rules, &request), request }
    };
    let requests = reader.requests(&permit, whose, around(on))?.into_iter().map(costed).collect();
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    Ok(Read { unit, on, permit, rules: standing.on(on), requests })
}

/// Requests of the month alone: the week may reach beyond it.
fn of_month(requests: Vec<Costed>, on: Date) -> Vec<Costed> {
    let (first, last) = month_of(on);
    requests.into_iter().filter(|costed| (first..=last).contains(&costed.request.on)).collect()
}

/// Every unit that was asked for something in the month, in the order of the tree.
fn by_unit(read: &Read) -> Vec<UnitBurden> {
    let mut all: HashMap<UnitId, Vec<&Costed>> = HashMap::new();
    for costed in &read.requests {
        all.entry(costed.request.unit).or_default().push(costed);
    }
    let (first, last) = month_of(read.on);
    let mut units: Vec<_> = all
        .into_values()
        .filter_map(|requests| {
            let one = &requests.first()?.request;
            let in_month = requests.iter().filter(|it| (first..=last).contains(&it.request.on)).count();
            let days = requests.iter().map(|costed| (costed.request.on, costed.minutes));
            let burden = UnitBurden {
                id: one.unit,
                code: one.code.clone(),
                name: one.name.clone(),
                tier: one.tier,
                requests: counted(OfRecord, in_month as u64),
                load: Load::around(read.on, days),
                budget: read.rules.budget(one.span, one.tier),
            };
            (in_month > 0).then_some((one.span.lo, burden))
        })
        .collect();
    units.sort_by_key(|(lo, _)| *lo);
    units.into_iter().map(|(_, burden)| burden).collect()
}

/// Shows the burden of a unit and of the tiers beneath it.
pub fn show_burden(context: &Context<'_>, pack: &Pack, wanted: Wanted<'_>) -> Result<Burden> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let read = read(context, &mut reader, pack, wanted, Whose::Subtree)?;
    let units = by_unit(&read);
    let mut tiers: BTreeMap<i32, TierBurden> = BTreeMap::new();
    for unit in &units {
        let tier = tiers.entry(unit.tier).or_default();
        let more = |count: Count<OfRecord>, by: u64| counted(OfRecord, count.value() + by);
        tier.units = more(tier.units, 1);
        tier.requests = more(tier.requests, unit.requests.value());
        tier.minutes += unit.load.month;
        tier.over = more(tier.over, u64::from(unit.over()));
        tier.within = more(tier.within, u64::from(!unit.over()));
    }
    let target = read.permit.target();
    let none = nothing(&read);
    Ok(Burden {
        own: units.into_iter().find(|unit| unit.id == target.unit).unwrap_or(none),
        tiers,
        reports: reader.burden_reports(&read.permit, 50)?,
        may_report: permit_at::<ReportBurden>(context, target).is_ok(),
        may_set: permit_at::<SetBurden>(context, target).is_ok(),
        on: read.on,
        requests: of_month(read.requests, read.on)
            .into_iter()
            .filter(|costed| costed.request.unit == target.unit)
            .collect(),
        unit: read.unit,
    })
}

/// A list behind a figure of the burden.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// The unit whose subtree it is of.
    pub unit: Unit,
    /// The day whose month it is of.
    pub on: Date,
    /// What is listed.
    pub lines: Vec<T>,
}

/// The requests to units of a tier in the month.
pub fn list_requests(
    context: &Context<'_>,
    pack: &Pack,
    wanted: Wanted<'_>,
    tier: i32,
) -> Result<Listed<Costed>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let read = read(context, &mut reader, pack, wanted, Whose::Subtree)?;
    let lines = of_month(read.requests, read.on);
    let lines = lines.into_iter().filter(|costed| costed.request.tier == tier).collect();
    Ok(Listed { unit: read.unit, on: read.on, lines })
}

/// The units of a tier that were asked for something in the month; those over their budget alone.
pub fn list_units(
    context: &Context<'_>,
    pack: &Pack,
    wanted: Wanted<'_>,
    tier: i32,
    over: bool,
) -> Result<Listed<UnitBurden>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let read = read(context, &mut reader, pack, wanted, Whose::Subtree)?;
    let units = by_unit(&read).into_iter().filter(|unit| unit.tier == tier && (!over || unit.over()));
    Ok(Listed { lines: units.collect(), unit: read.unit, on: read.on })
}

/// What the units directly beneath a unit were asked for in the month of a day, for the board.
pub fn children_burden(context: &Context<'_>, pack: &Pack, unit: &str, day: Date) -> Result<Vec<UnitBurden>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let wanted = Wanted { unit: Some(unit), on: Some(day) };
    let read = read(context, &mut reader, pack, wanted, Whose::Children)?;
    Ok(by_unit(&read))
}

/// A request to a unit itself, by its kind and key, if it was issued within the last year or is to come.
pub(crate) fn own_request(
    reader: &mut Reader<'_>,
    permit: &Permit<ReportBurden>,
    kind: Kind,
    id: i64,
) -> Result<Request> {
    let from = permit.on().saturating_sub(jiff::Span::new().days(366));
    let until = permit.on().saturating_add(jiff::Span::new().days(366));
    let all = reader.requests(permit, Whose::Unit, (from, until))?;
    all.into_iter().find(|request| request.kind == kind && request.id == id).ok_or(AppError::NotFound)
}

/// What a unit itself was asked for this month and this week.
pub fn unit_burden(context: &Context<'_>, pack: &Pack, unit: &str) -> Result<UnitBurden> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let wanted = Wanted { unit: Some(unit), on: None };
    let read = read(context, &mut reader, pack, wanted, Whose::Unit)?;
    let none = nothing(&read);
    Ok(by_unit(&read).into_iter().next().unwrap_or(none))
}

fn nothing(read: &Read) -> UnitBurden {
    UnitBurden {
        id: read.unit.id,
        code: read.unit.code.clone(),
        name: read.unit.name.clone(),
        tier: read.unit.tier.0,
        requests: Count::default(),
        load: Load::default(),
        budget: read.rules.budget(read.unit.span, read.unit.tier.0),
    }
}
