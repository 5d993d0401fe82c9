//! Change units by an order: they are renamed, moved, opened, closed, taken into others.

use super::change_reach::{find, of_field, over, permit_over, unit};
pub use super::changed::Changed;
use super::changed::{name_taken, settled};
use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Event,
    message::{FieldErrors, Message},
    permit::{ChangeUnits, Permit, Target},
    span::Span,
    text::Line,
    units::{
        acts::UnitsAct,
        change::{
            ChangeKind, HangRule, Order, check_close, check_filled, check_merge, check_move, check_name,
            check_open, parse_order, there,
        },
        unit::{Tiers, Unit},
    },
};
pub use earnest_store::{Hangs, LastChange};
use earnest_store::{Leaving, NamedAt, NewUnit, Reader, Work};

/// A change as it is asked for: a line of a file, or a form. What its kind does not ask for is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChangeForm<'a> {
    /// The word of its kind.
    pub change: &'a str,
    /// Code of the unit; of a new one, its code to be.
    pub code: &'a str,
    /// The new name.
    pub name: &'a str,
    /// Code of the unit above.
    pub parent: &'a str,
    /// Key of a new unit's tier.
    pub tier: &'a str,
    /// Key of a new unit's class.
    pub class: &'a str,
    /// Code of the unit that takes its place.
    pub into: &'a str,
    /// The day of the order.
    pub day: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// Faults of a file of changes: the place of the line in the file, from 0, and its faults.
pub type LineFaults = Vec<(usize, FieldErrors)>;

/// Carries one change out.
pub fn change_unit(context: &Context<'_>, form: &ChangeForm<'_>, tiers: &Tiers) -> Result<Changed> {
    let mut work = context.begin()?;
    let (changed, event) = apply(context, &mut work, (form, tiers), None)?;
    work.commit(&event)?;
    Ok(changed)
}

/// Carries one change out as it was looked at: where another was told since, it is refused, and nothing is done.
pub fn change_unit_as_seen(
    context: &Context<'_>,
    (form, seen): (&ChangeForm<'_>, &str),
    tiers: &Tiers,
) -> Result<Changed> {
    let mut work = context.begin()?;
    let (changed, event) = apply(context, &mut work, (form, tiers), None)?;
    if changed.mark() != seen {
        return Err(AppError::field("change", Message::new("error-change-since")));
    }
    work.commit(&event)?;
    Ok(changed)
}

/// What one change would do: it is carried out, and all of it is dropped again.
pub fn look_at_change(context: &Context<'_>, form: &ChangeForm<'_>, tiers: &Tiers) -> Result<Changed> {
    let mut work = context.begin()?;
    Ok(apply(context, &mut work, (form, tiers), None)?.0)
}

/// Carries changes out one after the other: all of them or none. Each sees those before it. With `dry_run` all are dropped
/// again.
pub fn change_units(
    context: &Context<'_>,
    forms: &[ChangeForm<'_>],
    (tiers, dry_run): (&Tiers, bool),
) -> Result<std::result::Result<Vec<Changed>, LineFaults>> {
    let mut work = context.begin()?;
    let (mut done, mut events, mut faults): (Vec<Changed>, Vec<Event>, LineFaults) = Default::default();
    for (place, form) in forms.iter().enumerate() {
        match apply(context, &mut work, (form, tiers), None) {
            Ok((changed, event)) => {
                done.push(changed);
                events.push(event);
            }
            // What one line does others may rest on: after a fault the rest is still looked at, and nothing is kept.
            Err(AppError::Form(errors)) => faults.push((place, errors)),
            Err(AppError::Refused(message)) => faults.push((place, of_field("change", message))),
            Err(other) => return Err(other),
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    if let (Some((first, rest)), false) = (events.split_first(), dry_run) {
        work.commit_all(first, rest)?;
    }
    Ok(Ok(done))
}

/// Takes the last change of a unit back, as long as nothing was done there since: by the change that undoes it.
pub fn undo_change(context: &Context<'_>, order: (&str, &str, &str), tiers: &Tiers) -> Result<Changed> {
    take_back(context, (order, None), tiers)
}

/// The same for whoever saw which change is taken back: its key. Another one is not taken back under their reason.
pub fn undo_change_as_seen(
    context: &Context<'_>,
    (order, seen): ((&str, &str, &str), &str),
    tiers: &Tiers,
) -> Result<Changed> {
    take_back(context, (order, Some(seen)), tiers)
}

fn take_back(
    context: &Context<'_>,
    ((code, day, reason), seen): ((&str, &str, &str), Option<&str>),
    tiers: &Tiers,
) -> Result<Changed> {
    let mut work = context.begin()?;
    let target = find(&mut work.reader(), code, "code")?;
    // The root's name alone can be taken back.
    let reach = over(&mut work.reader(), &[target], &[]).unwrap_or(target);
    let permit = permit_at::<ChangeUnits>(context, reach)?;
    let unit = unit(&mut work.reader(), &permit, (code, "code"))?;
    let last = work.reader().last_change(&permit, &unit)?.ok_or(AppError::refused("error-undo-nothing"))?;
    if seen.is_some_and(|seen| seen != last.id.to_string()) {
        return Err(AppError::refused("error-change-since"));
    }
    if last.is_acted_on {
        return Err(AppError::Refused(Message::new("error-undo-acted-on").with("unit", code)));
    }
    let (name, parent) = (last.name_before.unwrap_or_default(), last.parent_before.unwrap_or_default());
    let back = match last.kind {
        ChangeKind::Rename => ChangeKind::Rename,
        ChangeKind::Move => ChangeKind::Move,
        ChangeKind::Open | ChangeKind::Reopen => ChangeKind::Close,
        ChangeKind::Close => ChangeKind::Reopen,
        ChangeKind::Merge => return Err(AppError::refused("error-undo-merge")),
    };
    let form = ChangeForm {
        change: back.key(),
        code,
        name: &name,
        parent: &parent,
        day,
        reason,
        ..ChangeForm::default()
    };
    let (changed, event) = apply(context, &mut work, (&form, tiers), Some(last.id))?;
    work.commit(&event)?;
    Ok(changed)
}

fn apply(
    context: &Context<'_>,
    work: &mut Work<'_>,
    (form, tiers): (&ChangeForm<'_>, &Tiers),
    undoes: Option<i64>,
) -> Result<(Changed, Event)> {
    let fault = |fault| if form.change.trim().is_empty() { Message::new("error-choice") } else { fault };
    let kind = ChangeKind::parse(form.change).map_err(|why| AppError::field("change", fault(why)))?;
    let filled = [
        ("name", form.name),
        ("parent", form.parent),
        ("tier", form.tier),
        ("class", form.class),
        ("into", form.into),
    ];
    check_filled(kind, &filled).map_err(AppError::Form)?;
    let order = parse_order(form.day, form.reason, context.today);
    let target = match kind {
        ChangeKind::Open => find(&mut work.reader(), form.parent, "parent")?,
        _ => find(&mut work.reader(), form.code, "code")?,
    };
    let doing = Doing { context, form, tiers, kind, order: order.map_err(AppError::Form)?, undoes };
    match kind {
        ChangeKind::Rename => doing.rename(work, target),
        ChangeKind::Move => doing.moved(work, target),
        ChangeKind::Open => doing.open(work, target),
        ChangeKind::Close => doing.close(work, target),
        ChangeKind::Merge => doing.merge(work, target),
        ChangeKind::Reopen => doing.reopen(work, target),
    }
}

/// A change that is carried out.
struct Doing<'a> {
    context: &'a Context<'a>,
    form: &'a ChangeForm<'a>,
    tiers: &'a Tiers,
    kind: ChangeKind,
    order: Order,
    undoes: Option<i64>,
}

type Done = Result<(Changed, Event)>;

impl Doing<'_> {
    /// A unit that is there and was not closed.
    fn there(
        &self,
        reader: &mut Reader<'_>,
        permit: &Permit<ChangeUnits>,
        (code, field): (&str, &'static str),
    ) -> Result<Unit> {
        let found = unit(reader, permit, (code, field))?;
        there(&found).map_err(|fault| AppError::field(field, fault))?;
        Ok(found)
    }

    fn said(&self) -> (String, jiff::civil::Date, String) {
        (self.form.code.trim().to_owned(), self.order.ordered_on, self.order.reason.as_str().to_owned())
    }

    fn changed(
        &self,
        reader: &mut Reader<'_>,
        permit: &Permit<ChangeUnits>,
        (unit, other): (Unit, Option<Unit>),
    ) -> Result<Changed> {
        let hangs = reader.hanging(permit, unit.id)?;
        let leaving = Leaving {
            unit: &unit,
            is_closed: matches!(self.kind, ChangeKind::Close | ChangeKind::Merge),
            to: other.as_ref(),
        };
        let frames = reader.frames_left(permit, leaving)?;
        let beneath = unit.span.hi - unit.span.lo;
        Ok(Changed {
            kind: self.kind,
            unit,
            name: None,
            other,
            ordered_on: self.order.ordered_on,
            hangs,
            beneath,
            frames,
            left_tasks: 0,
            left_owed: 0,
        })
    }

    fn rename(&self, work: &mut Work<'_>, target: Target) -> Done {
        let permit = permit_at::<ChangeUnits>(self.context, target)?;
        let unit = self.there(&mut work.reader(), &permit, (self.form.code, "code"))?;
        let name = check_name(&unit, self.form.name).map_err(|fault| AppError::field("name", fault))?;
        // A name that is given back was there before; two units that bear it since are told apart by their codes.
        if self.undoes.is_none()
            && work.reader().is_name_taken(&permit, (NamedAt::Beside(&unit), name.as_str()))?
        {
            return Err(AppError::field("name", name_taken(&name)));
        }
        let changed = self.changed(&mut work.reader(), &permit, (unit.clone(), None))?;
        let changed = Changed { name: Some(name.as_str().to_owned()), ..changed };
        work.unit_rename(&permit, (&unit, &name), (&self.order, self.undoes))?;
        let (code, ordered_on, reason) = self.said();
        let (before, name) = (unit.name, name.as_str().to_owned());
        let act = UnitsAct::UnitRenamed { unit: code, before, name, ordered_on, reason };
        Ok((changed, permit.act_on(unit.id, act)))
    }

    fn moved(&self, work: &mut Work<'_>, target: Target) -> Done {
        let to = find(&mut work.reader(), self.form.parent, "parent")?;
        let (own, other) = ((target, self.form.code), (to, self.form.parent, "parent"));
        let permit = permit_over(self.context, &mut work.reader(), own, Some(other))?;
        let moved = self.there(&mut work.reader(), &permit, (self.form.code, "code"))?;
        let above = unit(&mut work.reader(), &permit, (self.form.parent, "parent"))?;
        check_move(&moved, &above, self.tiers).map_err(|fault| AppError::field("parent", fault))?;
        let left = work.reader().left_above(&permit, (&moved, &above))?;
        let changed = self.changed(&mut work.reader(), &permit, (moved.clone(), Some(above.clone())))?;
        let changed = Changed { left_tasks: left.0, left_owed: left.1, ..changed };
        let from = moved.parent.ok_or(AppError::NotFound)?;
        let was = work.reader().code_to_change(&permit, from)?.unwrap_or_default();
        work.tallies_carry(&permit, moved.id, (from, above.id))?;
        work.unit_move(&permit, (moved.id, above.id), (&self.order, self.undoes))?;
        let (code, ordered_on, reason) = self.said();
        let units = moved.span.hi - moved.span.lo + 1;
        let act = UnitsAct::UnitMoved { unit: code, from: was, to: above.code, units, ordered_on, reason };
        Ok((changed, permit.act_on(moved.id, act)))
    }

    fn open(&self, work: &mut Work<'_>, target: Target) -> Done {
        let permit = permit_at::<ChangeUnits>(self.context, target)?;
        let above = unit(&mut work.reader(), &permit, (self.form.parent, "parent"))?;
        let (code, tier, class) = (self.form.code.trim(), self.form.tier.trim(), self.form.class.trim());
        let mut errors = FieldErrors::new();
        let name = errors.take("name", Line::parse(self.form.name));
        let checked = check_open((code, tier, class), &above, self.tiers);
        if let Err(faults) = &checked {
            faults.iter().for_each(|(field, fault)| errors.add(field, fault.clone()));
        }
        if let Some(other) = work.reader().codes_alike(&permit, code)? {
            let alike = Message::new("error-change-code-alike").with("code", code).with("other", other);
            errors.add("code", alike);
        }
        if let Some(name) = &name
            && work.reader().is_name_taken(&permit, (NamedAt::Beneath(&above), name.as_str()))?
        {
            errors.add("name", name_taken(name));
        }
        let (Some(name), Ok((tier, class)), true) = (name, checked, errors.is_empty()) else {
            return Err(AppError::Form(errors));
        };
        let new = NewUnit { code, name: &name, tier, class: &class, above: &above };
        let id = work.unit_open(&permit, &new, &self.order)?;
        let at = above.span.hi + 1;
        let opened = Unit {
            id,
            code: code.to_owned(),
            name: name.as_str().to_owned(),
            parent: Some(above.id),
            tier,
            class,
            span: Span { lo: at, hi: at },
            synthetic: above.synthetic,
            opened: Some(self.order.ordered_on),
            closed: None,
        };
        let (unit, ordered_on, reason) = self.said();
        let (name, to) = (name.as_str().to_owned(), above.code.clone());
        let act = UnitsAct::UnitOpened { unit, name, to, ordered_on, reason };
        let changed = Changed {
            kind: self.kind,
            unit: opened,
            name: None,
            other: Some(above),
            ordered_on,
            hangs: Vec::new(),
            beneath: 0,
            frames: 0,
            left_tasks: 0,
            left_owed: 0,
        };
        Ok((changed, permit.act_on(id, act)))
    }

    fn close(&self, work: &mut Work<'_>, target: Target) -> Done {
        let permit = permit_over(self.context, &mut work.reader(), (target, self.form.code), None)?;
        let closed = unit(&mut work.reader(), &permit, (self.form.code, "code"))?;
        let children = work.reader().open_children(&permit, closed.id)?;
        check_close(&closed, children.len()).map_err(|fault| AppError::field("code", fault))?;
        let changed = self.changed(&mut work.reader(), &permit, (closed.clone(), None))?;
        // Nobody is there to whom open things could go.
        settled(&changed, |rule| matches!(rule, HangRule::Settle | HangRule::Follows))?;
        let ended = work.duties_end(&permit, closed.id)? + work.posts_end(&permit, closed.id)?;
        work.unit_close(&permit, (&closed, None), (&self.order, self.undoes))?;
        let (code, ordered_on, reason) = self.said();
        let act = UnitsAct::UnitClosed { unit: code, ended, ordered_on, reason };
        Ok((changed, permit.act_on(closed.id, act)))
    }

    fn merge(&self, work: &mut Work<'_>, target: Target) -> Done {
        let into = find(&mut work.reader(), self.form.into, "into")?;
        let (own, other) = ((target, self.form.code), (into, self.form.into, "into"));
        let permit = permit_over(self.context, &mut work.reader(), own, Some(other))?;
        let closed = self.there(&mut work.reader(), &permit, (self.form.code, "code"))?;
        let other = unit(&mut work.reader(), &permit, (self.form.into, "into"))?;
        let children = work.reader().open_children(&permit, closed.id)?;
        check_merge(&closed, &other, &children, self.tiers)
            .map_err(|fault| AppError::field("into", fault))?;
        let changed = self.changed(&mut work.reader(), &permit, (closed.clone(), Some(other.clone())))?;
        settled(&changed, |rule| rule == HangRule::Settle)?;
        for child in &children {
            work.tallies_carry(&permit, child.id, (closed.id, other.id))?;
            work.unit_move(&permit, (child.id, other.id), (&self.order, self.undoes))?;
        }
        let ended = work.duties_end(&permit, closed.id)? + work.posts_end(&permit, closed.id)?;
        let between = (closed.id, other.id);
        let records = work.problems_carry(&permit, between)? + work.owed_carry(&permit, between)?;
        work.unit_close(&permit, (&closed, Some(other.id)), (&self.order, self.undoes))?;
        let (code, ordered_on, reason) = self.said();
        let (into, units) = (other.code, children.len());
        let act = UnitsAct::UnitMerged { unit: code, into, units, records, ended, ordered_on, reason };
        Ok((changed, permit.act_on(closed.id, act)))
    }

    fn reopen(&self, work: &mut Work<'_>, target: Target) -> Done {
        // Only what was closed a moment ago is opened again: as it is taken back.
        let Some(undoes) = self.undoes else { return Err(AppError::refused("error-change-reopen")) };
        let permit = permit_at::<ChangeUnits>(self.context, over(&mut work.reader(), &[target], &[])?)?;
        let unit = unit(&mut work.reader(), &permit, (self.form.code, "code"))?;
        let changed = self.changed(&mut work.reader(), &permit, (unit.clone(), None))?;
        work.unit_reopen(&permit, &unit, (&self.order, Some(undoes)))?;
        let (code, ordered_on, reason) = self.said();
        let act = UnitsAct::UnitReopened { unit: code, ordered_on, reason };
        Ok((changed, permit.act_on(unit.id, act)))
    }
}
