//! The figures of a report beside what the register counts for the same thing, place, round and day. Nothing is written.

mod asked;
mod words;

use crate::{
    Context, Result,
    figures::{
        figure_show::day_of,
        report_show::{Told, told},
    },
    home::permit_or_home,
    permit, permit_at,
};
use asked::{Ask, Asking, Form, asks};
use earnest_model::{
    Date,
    figures::figure::{Trace, Traced},
    id::ProgrammeId,
    pack::Pack,
    permit::{Permit, ReadFigures, ReadProgramme},
    units::unit::Unit,
};
use earnest_store::{Reader, WhoseActs};
use earnest_text::{
    figures::{Kind, figures},
    fold::fold,
    reconcile::{Counted, reconcile},
    repair::repair,
};

pub use words::Words;

pub use earnest_text::{
    figures::{Figure, Value},
    reconcile::{Aside, Verdict},
    repair::Place as Damaged,
};

/// What is held against the register.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Code of the unit that the text is of; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Of which programme; of whose programme the unit is in if absent.
    pub programme: Option<ProgrammeId>,
    /// Of which round, where it is of one: what `this round` means in it.
    pub round: Option<i32>,
    /// Of which day; today if absent, never after today.
    pub as_of: Option<Date>,
    /// The text, as it came.
    pub text: &'a str,
    /// The words of the organisation's classes.
    pub pack: &'a Pack,
    /// All other words.
    pub words: &'a dyn Words,
}

/// What the register counts, with what it is made of.
#[derive(Debug, Clone)]
pub struct Against {
    /// What it is.
    pub value: Value,
    /// The figure, or those whose sum it is; of a share the part and the whole.
    pub figures: Vec<Traced>,
    /// Whether it is a share of the second figure.
    pub share: bool,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
}

/// A text held against the register.
#[derive(Debug, Clone)]
pub struct Reconciled {
    /// The unit that the text is of.
    pub unit: Unit,
    /// Whose acts are counted.
    pub whose: WhoseActs,
    /// Of which day.
    pub as_of: Date,
    /// The text put right.
    pub text: String,
    /// Where it was damaged.
    pub damaged: Vec<Damaged>,
    /// Each figure of the text with the verdict on it.
    pub lines: Vec<(Figure, Verdict)>,
    /// What the verdicts name by place.
    pub register: Vec<Against>,
}

impl Reconciled {
    /// How many agree, differ, may mean several things, are not known, and are not held against the register.
    pub fn tally(&self) -> [usize; 5] {
        let mut tally = [0; 5];
        for (_, verdict) in &self.lines {
            let [agree, differ, ambiguous, unknown, aside] = &mut tally;
            *match verdict {
                Verdict::Agrees { .. } | Verdict::AgreesWithAll { .. } => agree,
                Verdict::Differs { .. } => differ,
                Verdict::Ambiguous { .. } => ambiguous,
                Verdict::NotKnown => unknown,
                Verdict::Aside { .. } => aside,
            } += 1;
        }
        tally
    }
}

/// Direct subordinates that are read at once to find those that a text names.
const UNITS: i64 = 1_000;

/// Figures of one statement.
const AT_ONCE: usize = 100;

/// Holds a text against the register. Whether the actor may look is decided for today; what is counted, by the day.
pub fn reconcile_text(context: &Context<'_>, wanted: &Wanted<'_>) -> Result<Reconciled> {
    let repaired = repair(wanted.text);
    let found = figures(&repaired.text);
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let home = permit_or_home::<ReadFigures>(context, &mut reader, wanted.unit)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, home.target())?)?;
    let as_of = day_of(wanted.as_of, context.today)?;
    let told = told(&mut reader, &home, (None, wanted.programme), as_of)?;
    let mut counting = Counting {
        wanted,
        told: &told,
        text: fold(&repaired.text),
        day: as_of,
        counted: Vec::new(),
        register: Vec::new(),
    };
    if !found.is_empty() {
        let named = named(context, &mut reader, &home, &counting.text)?;
        counting.count(&mut reader, &home, &unit)?;
        for unit in &named {
            let permit = permit::<ReadFigures>(context, &mut reader, &unit.code)?;
            counting.count(&mut reader, &permit, unit)?;
        }
    }
    let verdicts = reconcile(&repaired.text, &found, &counting.counted, Some(&unit.name));
    Ok(Reconciled {
        lines: found.into_iter().zip(verdicts).collect(),
        register: counting.register,
        whose: told.whose,
        text: repaired.text,
        damaged: repaired.places,
        unit,
        as_of,
    })
}

/// The direct subordinates that a text names.
fn named(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    home: &Permit<ReadFigures>,
    text: &str,
) -> Result<Vec<Unit>> {
    let permit = permit_at::<ReadProgramme>(context, home.target())?;
    let (mut named, mut after) = (Vec::new(), i64::MIN);
    loop {
        let units = reader.children(&permit, after, UNITS)?;
        let Some(last) = units.last() else { return Ok(named) };
        after = last.seq;
        let is_named = |unit: &Unit| {
            let name = fold(&unit.name);
            name.chars().count() > 1 && text.contains(&name)
        };
        named.extend(units.into_iter().map(|child| child.unit).filter(is_named));
    }
}

/// What the register counts of what a text speaks of.
struct Counting<'a> {
    wanted: &'a Wanted<'a>,
    told: &'a Told,
    /// Folded.
    text: String,
    day: Date,
    counted: Vec<Counted>,
    register: Vec<Against>,
}

impl Counting<'_> {
    /// Counts at a place all that the text has words for.
    fn count(&mut self, reader: &mut Reader<'_>, permit: &Permit<ReadFigures>, unit: &Unit) -> Result<()> {
        let rounds: Vec<i32> = self.told.rounds.iter().map(|round| round.number).collect();
        let trace = |name, round| self.told.trace(permit, name, round, self.day);
        let asks = asks(&Asking {
            pack: self.wanted.pack,
            words: self.wanted.words,
            text: &self.text,
            unit,
            rounds: &rounds,
            round: self.wanted.round,
            trace: &trace,
        });
        let traces: Vec<Trace> = asks.iter().flat_map(|ask| ask.traces.clone()).collect();
        let mut figures = Vec::with_capacity(traces.len());
        for part in traces.chunks(AT_ONCE) {
            figures.extend(reader.figures(permit, part)?);
        }
        let mut figures = figures.into_iter();
        for ask in asks {
            let parts: Vec<Traced> = figures.by_ref().take(ask.traces.len()).collect();
            let Some(value) = value(ask.form, &parts) else { continue };
            self.counted.push(counted(&ask, value, unit));
            self.register.push(Against {
                value,
                figures: parts,
                share: ask.form == Form::Share,
                code: unit.code.clone(),
                name: unit.name.clone(),
            });
        }
        Ok(())
    }
}

fn counted(ask: &Ask, value: Value, unit: &Unit) -> Counted {
    Counted {
        name: ask.name.key().to_owned(),
        words: ask.words.clone(),
        nearby: ask.nearby.clone(),
        needed: ask.needed.clone(),
        barred: ask.barred.clone(),
        state: ask.state.clone(),
        place: Some(unit.name.clone()),
        kind: if ask.form == Form::Share { Kind::Share } else { Kind::Count },
        value,
    }
}

/// What figures are together; `None` where that is nothing.
fn value(form: Form, parts: &[Traced]) -> Option<Value> {
    match (form, parts) {
        (Form::One, [one]) => Some(Value::whole(one.value().into())),
        (Form::Sum, parts) => Traced::sum(parts).ok().map(|sum| Value::whole(sum.into())),
        // Of which nothing was drawn yet there is no share.
        (Form::Share, [part, whole]) if part.value() > 0 => {
            Value::fraction(u128::from(part.value()) * 100, u128::from(whole.value()))
        }
        _ => None,
    }
}
