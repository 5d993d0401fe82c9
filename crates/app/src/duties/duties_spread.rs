//! Lay the same duties on all direct subordinates of a unit, or on a class of units beneath it.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    duties::{
        acts::DutiesAct,
        duty::{DutyForm, DutyKind, FirstTerm, PostKind, admit_first, parse_laying},
    },
    event::Subject,
    id::UnitId,
    message::{FieldErrors, Message},
    permit::{AssignDuty, Permit},
    record::RecordKind,
    text::Line,
};
use earnest_store::{DutyToLay, LaidHow, Work};

/// What a form asks for.
#[derive(Debug, Clone, Default)]
pub struct Spread<'a> {
    /// The class of the units; blank for all direct subordinates.
    pub class: &'a str,
    /// Words of the kinds of duty.
    pub kinds: Vec<&'a str>,
    /// Title of the post that is first responsible in each unit, where none is registered.
    pub chief: &'a str,
    /// Title of the office in each unit.
    pub office: &'a str,
    /// The day from which they hold.
    pub laid_on: &'a str,
    /// By when they are to be acknowledged; may be blank.
    pub due_on: &'a str,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spreading {
    /// Duties laid on.
    pub laid: usize,
    /// Duties that a unit carries already; they stay as they are.
    pub skipped: usize,
}

/// A kind that was chosen, with the title of its post.
type Chosen = (DutyKind, Option<Line>);

/// Lays them: all or none. A unit that carries such a duty already keeps it.
pub fn spread_duties(context: &Context<'_>, organiser: &str, form: &Spread<'_>) -> Result<Spreading> {
    let mut work = context.begin()?;
    let permit = permit::<AssignDuty>(context, &mut work.reader(), organiser)?;
    let (chosen, mut how) = parse(context, form).map_err(AppError::Form)?;
    how.programme = work.reader().programme(&permit)?.map(|one| one.id);
    let class = Some(form.class.trim()).filter(|class| !class.is_empty());
    let units = work.reader().units_to_charge(&permit, class)?;
    let mut new = Vec::new();
    for (kind, title) in &chosen {
        new.extend(of_kind(&mut work, &permit, &units, how, *kind, title.as_ref())?);
    }
    if new.is_empty() {
        return Err(AppError::field("class", Message::new("error-duty-none-left")));
    }
    work.duties_insert(&permit, &new, how)?;
    let done = Spreading { laid: new.len(), skipped: units.len() * chosen.len() - new.len() };
    let act = DutiesAct::DutiesSpread {
        duties: done.laid,
        skipped: done.skipped,
        kind: chosen.iter().map(|(kind, _)| kind.key()).collect(),
        first_day: how.laid_on,
        due: how.due_on,
    };
    work.commit(&permit.act_on(Subject::many(RecordKind::Duty), act))?;
    Ok(done)
}

fn parse(
    context: &Context<'_>,
    form: &Spread<'_>,
) -> std::result::Result<(Vec<Chosen>, LaidHow), FieldErrors> {
    let mut errors = FieldErrors::new();
    // Days are those of any duty; a principal duty names no post.
    let days =
        DutyForm { kind: "principal", laid_on: form.laid_on, due_on: form.due_on, ..DutyForm::default() };
    let laying = match parse_laying(days, context.today) {
        Ok(laying) => Some(laying),
        Err(faults) => {
            faults.iter().for_each(|(field, message)| errors.add(field, message.clone()));
            None
        }
    };
    let mut chosen = Vec::new();
    for kind in &form.kinds {
        let Some(kind) = errors.take("kinds", DutyKind::parse(kind)) else { continue };
        match kind {
            DutyKind::Principal => chosen.push((kind, None)),
            DutyKind::First => chosen.push((kind, errors.take("chief", Line::parse(form.chief)))),
            DutyKind::Organising => chosen.push((kind, errors.take("office", Line::parse(form.office)))),
            // A deputy's duty is for a portfolio of the deputy's own: it is laid one by one.
            DutyKind::Dual => errors.add("kinds", Message::new("error-duty-one-by-one")),
        }
    }
    if form.kinds.is_empty() {
        errors.add("kinds", Message::new("error-duty-kinds"));
    }
    match laying {
        Some(laying) if errors.is_empty() => {
            Ok((chosen, LaidHow { programme: None, laid_on: laying.laid_on, due_on: laying.due_on }))
        }
        _ => Err(errors),
    }
}

/// The duties of a kind for the units that don't carry one.
fn of_kind(
    work: &mut Work<'_>,
    permit: &Permit<AssignDuty>,
    units: &[UnitId],
    how: LaidHow,
    kind: DutyKind,
    title: Option<&Line>,
) -> Result<Vec<DutyToLay>> {
    let carry = work.reader().carry_already(permit, units, (kind, None), how.programme)?;
    let mut free: Vec<UnitId> = units.iter().copied().filter(|unit| !carry.contains(unit)).collect();
    if kind == DutyKind::First {
        let terms = work.reader().first_terms(permit, &free, how.programme)?;
        free.retain(|unit| {
            let held: Vec<FirstTerm> = terms.get(unit).into_iter().flatten().map(|(_, term)| *term).collect();
            matches!(admit_first(&held, how.laid_on, false), Ok(None))
        });
    }
    let there = match kind {
        DutyKind::First => work.reader().posts_of_kind(permit, &free, PostKind::Chief, how.laid_on)?,
        DutyKind::Organising => work.reader().posts_of_kind(permit, &free, PostKind::Office, how.laid_on)?,
        DutyKind::Principal | DutyKind::Dual => std::collections::HashMap::new(),
    };
    let lay = |unit: UnitId| {
        let post = there.get(&unit).copied();
        let post_title = title.filter(|_| post.is_none()).map(|title| title.as_str().to_owned());
        DutyToLay { unit, kind, post, post_title, acknowledged_on: None }
    };
    Ok(free.into_iter().map(lay).collect())
}
