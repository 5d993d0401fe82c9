//! Bodies that lead or join a programme: who they are, what they cover, what they said to a draft of the standard.

use crate::{
    Reader,
    connection::AnyConnection,
    error::{Result, StoreError},
    schema::{
        account, joint_body, joint_class, observation, plan, programme, standard_answer, standard_signatory,
        unit,
    },
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    actor::Mandate,
    id::{BodyId, PlanId, ProgrammeId, RoundId, StandardId, UnitId},
    permit::{Action, Permit, ReadSector, Target},
    plans::plan::PlanState,
    programmes::bodies::{Answer, Body, NamedBody, NewBody, Part, Said, Sector},
    span::Span,
    text::Prose,
};
use std::collections::BTreeMap;

/// Who signed a version of a standard besides its organiser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// Its name on the day.
    pub name: String,
    /// As what it took part.
    pub part: Part,
    /// When it agreed.
    pub on: Date,
}

/// A unit of a sector and how it stands in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorUnit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The latest version of its plan, if there is one.
    pub plan: Option<(PlanId, PlanState)>,
    /// Role titles of who was sent to its session.
    pub observers: Vec<String>,
}

/// What roles at some units allow because the units take part in programmes: the unit, and the mandate.
pub(crate) fn mandates(connection: &mut AnyConnection, units: &[i64]) -> Result<Vec<(i64, Mandate)>> {
    type Row = (i64, i64, String, Option<String>, i64, i64, i64);
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let bodies: Vec<Row> = joint_body::table
        .inner_join(programme::table.inner_join(unit::table))
        .filter(joint_body::unit_id.eq_any(units))
        .order(joint_body::id.asc())
        .select((
            joint_body::id,
            joint_body::unit_id,
            joint_body::from_on,
            joint_body::until_on,
            unit::id,
            unit::lo,
            unit::hi,
        ))
        .load(connection)?;
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<i64> = bodies.iter().map(|row| row.0).collect();
    let classes: Vec<(i64, String)> = joint_class::table
        .filter(joint_class::body_id.eq_any(&keys))
        .select((joint_class::body_id, joint_class::class))
        .load(connection)?;
    let organisers: Vec<i64> = bodies.iter().map(|row| row.4).collect();
    let wanted: Vec<&str> = classes.iter().map(|(_, class)| class.as_str()).collect();
    let beneath: Vec<(i64, Option<i64>, String)> = unit::table
        .filter(unit::parent_id.eq_any(&organisers).and(unit::class.eq_any(&wanted)))
        .filter(unit::closed_on.is_null())
        .select((unit::id, unit::parent_id, unit::class))
        .load(connection)?;
    let mandate = |(key, own, from, until, organiser, lo, hi): Row| {
        let covers = |class: &str| classes.iter().any(|(body, one)| *body == key && one == class);
        let units = beneath
            .iter()
            .filter(|(id, parent, class)| *id != own && *parent == Some(organiser) && covers(class))
            .map(|(id, ..)| UnitId(*id))
            .collect();
        let mandate = Mandate {
            organiser: Target { unit: UnitId(organiser), span: Span { lo, hi } },
            units,
            from: read_date(&from)?,
            until: until.as_deref().map(read_date).transpose()?,
        };
        Ok((own, mandate))
    };
    bodies.into_iter().map(mandate).collect()
}

impl Reader<'_> {
    /// All bodies of a programme, those that lead first, also those whose part has ended.
    pub fn bodies<A: Action>(&mut self, _: &Permit<A>, programme: ProgrammeId) -> Result<Vec<NamedBody>> {
        type Row = (i64, i64, String, String, Option<String>, String, String, String);
        let rows: Vec<Row> = joint_body::table
            .inner_join(unit::table)
            .filter(joint_body::programme_id.eq(programme.0))
            .order((joint_body::part.desc(), joint_body::id.asc()))
            .limit(200)
            .select((
                joint_body::id,
                joint_body::unit_id,
                joint_body::part,
                joint_body::from_on,
                joint_body::until_on,
                unit::code,
                unit::name,
                unit::class,
            ))
            .load(self.connection)?;
        let classes: Vec<(i64, String)> = joint_class::table
            .inner_join(joint_body::table)
            .filter(joint_body::programme_id.eq(programme.0))
            .order((joint_class::body_id.asc(), joint_class::class.asc()))
            .select((joint_class::body_id, joint_class::class))
            .load(self.connection)?;
        let body = |(id, unit, part, from, until, code, name, class): Row| {
            let own = classes.iter().filter(|(body, _)| *body == id).map(|(_, class)| class.as_str());
            let taking = NewBody {
                part: Part::parse(&part).map_err(|_| StoreError::meaningless(part, "a part of a body"))?,
                sector: Sector::of(own),
                from: read_date(&from)?,
                until: until.as_deref().map(read_date).transpose()?,
            };
            Ok(NamedBody { id: BodyId(id), programme, body: Body(UnitId(unit)), code, name, class, taking })
        };
        let mut bodies = rows.into_iter().map(body).collect::<Result<Vec<_>>>()?;
        bodies.sort_by_key(|body| body.taking.part);
        Ok(bodies)
    }

    /// The programme of a body and where its organiser stands, to ask for a permit.
    pub fn locate_body(&mut self, id: BodyId) -> Result<Option<(ProgrammeId, Target)>> {
        let row: Option<(i64, i64, i64, i64)> = joint_body::table
            .inner_join(programme::table.inner_join(unit::table))
            .filter(joint_body::id.eq(id.0))
            .select((programme::id, unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(programme, unit, lo, hi)| {
            (ProgrammeId(programme), Target { unit: UnitId(unit), span: Span { lo, hi } })
        }))
    }

    /// How many units of each class stand directly beneath the permit's unit.
    pub fn class_counts<A: Action>(&mut self, permit: &Permit<A>) -> Result<BTreeMap<String, u64>> {
        let rows: Vec<(String, i64)> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::closed_on.is_null()))
            .group_by(unit::class)
            .select((unit::class, diesel::dsl::count_star()))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(class, count)| (class, u64::try_from(count).unwrap_or_default())).collect())
    }

    /// What the bodies of a programme said to drafts, in the order in which they did.
    pub fn standard_answers<A: Action>(
        &mut self,
        _: &Permit<A>,
        programme: ProgrammeId,
        sha256: &str,
    ) -> Result<Vec<Said>> {
        type Row = (i64, String, String, Option<String>, String);
        let rows: Vec<Row> = standard_answer::table
            .inner_join(joint_body::table)
            .filter(joint_body::programme_id.eq(programme.0).and(standard_answer::sha256.eq(sha256)))
            .order(standard_answer::id.asc())
            .select((
                standard_answer::body_id,
                standard_answer::sha256,
                standard_answer::answer,
                standard_answer::reason,
                standard_answer::answered_on,
            ))
            .load(self.connection)?;
        let said = |(body, hash, answer, reason, on): Row| {
            Ok(Said {
                body: BodyId(body),
                hash,
                answer: Answer::parse(&answer)
                    .map_err(|_| StoreError::meaningless(answer, "an answer of a body"))?,
                reason: reason.as_deref().and_then(|reason| Prose::parse(reason).ok()),
                on: read_date(&on)?,
            })
        };
        rows.into_iter().map(said).collect()
    }

    /// Who signed a version of a standard besides its organiser. Published standards are public.
    pub fn signatories(&mut self, id: StandardId) -> Result<Vec<Signatory>> {
        let rows: Vec<(String, String, String)> = standard_signatory::table
            .filter(standard_signatory::standard_id.eq(id.0))
            .order(standard_signatory::body_id.asc())
            .select((standard_signatory::name, standard_signatory::part, standard_signatory::signed_on))
            .load(self.connection)?;
        let signed = |(name, part, on): (String, String, String)| {
            let part = Part::parse(&part).map_err(|_| StoreError::meaningless(part, "a part of a body"))?;
            Ok(Signatory { name, part, on: read_date(&on)? })
        };
        let mut signed = rows.into_iter().map(signed).collect::<Result<Vec<_>>>()?;
        signed.sort_by_key(|one| one.part);
        Ok(signed)
    }

    /// The units of these classes directly beneath the permit's organiser but for one, with how they stand in a round.
    pub fn sector_units(
        &mut self,
        permit: &Permit<ReadSector>,
        body: &NamedBody,
        round: Option<RoundId>,
    ) -> Result<Vec<(Target, SectorUnit)>> {
        let day = permit.on().to_string();
        let classes: Vec<&str> = body.taking.sector.classes().collect();
        let units: Vec<(i64, i64, i64, String, String)> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::class.eq_any(classes)))
            .filter(unit::id.ne(body.body.0.0).and(crate::plans::plan::owes_plan(&day)))
            .order(unit::seq.asc())
            .select((unit::id, unit::lo, unit::hi, unit::code, unit::name))
            .load(self.connection)?;
        let keys: Vec<i64> = units.iter().map(|unit| unit.0).collect();
        let round = round.map_or(0, |round| round.0);
        let plans: Vec<(i64, i64, String)> = plan::table
            .filter(plan::round_id.eq(round).and(plan::latest.eq(true)).and(plan::unit_id.eq_any(&keys)))
            .select((plan::unit_id, plan::id, plan::state))
            .load(self.connection)?;
        let sent: Vec<(i64, String)> = observation::table
            .inner_join(account::table)
            .filter(observation::round_id.eq(round).and(observation::unit_id.eq_any(&keys)))
            .order(observation::id.asc())
            .select((observation::unit_id, account::title))
            .load(self.connection)?;
        let unit = |(id, lo, hi, code, name): (i64, i64, i64, String, String)| {
            let own = plans.iter().find(|plan| plan.0 == id);
            let plan = own
                .map(|(_, id, state)| {
                    Ok::<_, StoreError>((PlanId(*id), crate::plans::plan::read_state(state)?))
                })
                .transpose()?;
            let observers = sent.iter().filter(|sent| sent.0 == id).map(|sent| sent.1.clone()).collect();
            let at = Target { unit: UnitId(id), span: Span { lo, hi } };
            Ok((at, SectorUnit { code, name, plan, observers }))
        };
        units.into_iter().map(unit).collect()
    }
}
