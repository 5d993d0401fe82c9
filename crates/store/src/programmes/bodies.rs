//! Bodies that lead or join a programme: who they are, what they cover, what they said to a draft of the standard.

use crate::{
    Reader,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError},
    locate::{located, target},
    opens::opens,
    schema::{joint_body, joint_class, programme, standard_answer, standard_signatory, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    actor::Mandate,
    id::{BodyId, ProgrammeId, StandardId, UnitId},
    permit::{Permit, ReadProgramme},
    programmes::bodies::{Answer, Body, NamedBody, NewBody, Part, Said, Sector},
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

/// A body with its programme's organiser.
#[derive(Queryable)]
struct MandateRow {
    body: i64,
    unit_id: i64,
    from_on: String,
    until_on: Option<String>,
    organiser: i64,
    lo: i64,
    hi: i64,
}

/// A unit beneath an organiser.
#[derive(Queryable)]
struct BeneathRow {
    id: i64,
    parent_id: Option<i64>,
    class: String,
}

impl MandateRow {
    fn read(self, classes: &[(i64, String)], beneath: &[BeneathRow]) -> Result<(i64, Mandate)> {
        let covers = |class: &str| classes.iter().any(|(body, one)| *body == self.body && one == class);
        let units = beneath
            .iter()
            .filter(|row| {
                row.id != self.unit_id && row.parent_id == Some(self.organiser) && covers(&row.class)
            })
            .map(|row| UnitId(row.id))
            .collect();
        let mandate = Mandate {
            organiser: target((self.organiser, self.lo, self.hi)),
            units,
            hears: false,
            from: read_date(&self.from_on)?,
            until: self.until_on.as_deref().map(read_date).transpose()?,
        };
        Ok((self.unit_id, mandate))
    }
}

/// What roles at some units allow because the units take part in programmes: the unit, and the mandate.
pub(crate) fn mandates(connection: &mut AnyConnection, units: &[i64]) -> Result<Vec<(i64, Mandate)>> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let bodies: Vec<MandateRow> = joint_body::table
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
    let keys: Vec<i64> = bodies.iter().map(|row| row.body).collect();
    let classes: Vec<(i64, String)> = joint_class::table
        .filter(joint_class::body_id.eq_any(&keys))
        .select((joint_class::body_id, joint_class::class))
        .load(connection)?;
    let organisers: Vec<i64> = bodies.iter().map(|row| row.organiser).collect();
    let wanted: Vec<&str> = classes.iter().map(|(_, class)| class.as_str()).collect();
    let beneath: Vec<BeneathRow> = unit::table
        .filter(unit::parent_id.eq_any(&organisers).and(unit::class.eq_any(&wanted)))
        .filter(unit::closed_on.is_null())
        .select((unit::id, unit::parent_id, unit::class))
        .load(connection)?;
    bodies.into_iter().map(|row| row.read(&classes, &beneath)).collect()
}

/// A body with the words of its unit.
#[derive(Queryable)]
struct BodyRow {
    id: i64,
    programme_id: i64,
    unit_id: i64,
    part: String,
    from_on: String,
    until_on: Option<String>,
    code: String,
    name: String,
    class: String,
}

impl BodyRow {
    fn read(self, classes: &[(i64, String)]) -> Result<NamedBody> {
        let own = classes.iter().filter(|(body, _)| *body == self.id).map(|(_, class)| class.as_str());
        let taking = NewBody {
            part: read_part(self.part)?,
            sector: Sector::of(own),
            from: read_date(&self.from_on)?,
            until: self.until_on.as_deref().map(read_date).transpose()?,
        };
        Ok(NamedBody {
            id: BodyId(self.id),
            programme: ProgrammeId(self.programme_id),
            body: Body(UnitId(self.unit_id)),
            code: self.code,
            name: self.name,
            class: self.class,
            taking,
        })
    }
}

fn read_part(word: String) -> Result<Part> {
    Part::parse(&word).map_err(|_| StoreError::meaningless(word, "a part of a body"))
}

/// What a body said to a draft.
#[derive(Queryable, Selectable)]
#[diesel(table_name = standard_answer)]
struct AnswerRow {
    body_id: i64,
    sha256: String,
    answer: String,
    reason: Option<String>,
    answered_on: String,
}

impl TryFrom<AnswerRow> for Said {
    type Error = StoreError;
    fn try_from(row: AnswerRow) -> Result<Self> {
        Ok(Self {
            body: BodyId(row.body_id),
            hash: row.sha256,
            answer: Answer::parse(&row.answer)
                .map_err(|_| StoreError::meaningless(row.answer, "an answer of a body"))?,
            reason: row.reason.as_deref().and_then(|reason| Prose::parse(reason).ok()),
            on: read_date(&row.answered_on)?,
        })
    }
}

/// Who signed a standard.
#[derive(Queryable, Selectable)]
#[diesel(table_name = standard_signatory)]
struct SignatoryRow {
    name: String,
    part: String,
    signed_on: String,
}

// A body stands at the organiser of its programme.
located!(BodyId, |key| {
    joint_body::table
        .inner_join(programme::table.inner_join(unit::table))
        .filter(joint_body::id.eq(key))
        .select((unit::id, unit::lo, unit::hi))
});

/// Which bodies are wanted.
enum Which {
    /// All of a programme.
    Of(ProgrammeId),
    /// One.
    One(BodyId),
}

opens! {
    /// Opens the bodies of a programme: to read them, or to name one more.
    OpensBodies: ReadProgramme, NameBody
}

opens! {
    /// Opens a body with what it covers: to read its sector, to change its part, or to answer for it.
    OpensBody: ReadSector, NameBody, AgreeStandard
}

opens! {
    /// Opens what the bodies said to the draft of an organiser: for whoever drafts or publishes it, and the bodies.
    OpensAnswers: DraftStandard, PublishStandard, AgreeStandard
}

opens! {
    /// Opens who may be sent in the name of a body: for whoever sends somebody, or draws who marks.
    OpensPeople: AssignObserver, DrawSecondMarks, FillSheet, ReadAssessors, ReadSector
}

impl Reader<'_> {
    /// All bodies of the permit's programme, those that lead first, also those whose part has ended.
    pub fn bodies<A: OpensBodies>(&mut self, permit: &Permit<A, ProgrammeId>) -> Result<Vec<NamedBody>> {
        self.bodies_where(Which::Of(permit.key()))
    }

    /// The permit's body.
    pub fn body<A: OpensBody>(&mut self, permit: &Permit<A, BodyId>) -> Result<NamedBody> {
        let found = self.bodies_where(Which::One(permit.key()))?;
        found.into_iter().next().ok_or(StoreError::NotFound)
    }

    fn bodies_where(&mut self, which: Which) -> Result<Vec<NamedBody>> {
        let query = joint_body::table
            .inner_join(unit::table)
            .order((joint_body::part.desc(), joint_body::id.asc()))
            .limit(200)
            .select((
                joint_body::id,
                joint_body::programme_id,
                joint_body::unit_id,
                joint_body::part,
                joint_body::from_on,
                joint_body::until_on,
                unit::code,
                unit::name,
                unit::class,
            ))
            .into_boxed();
        let rows: Vec<BodyRow> = match which {
            Which::Of(programme) => query.filter(joint_body::programme_id.eq(programme.0)),
            Which::One(body) => query.filter(joint_body::id.eq(body.0)),
        }
        .load(self.connection)?;
        let keys: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let classes: Vec<(i64, String)> = joint_class::table
            .filter(joint_class::body_id.eq_any(keys))
            .order((joint_class::body_id.asc(), joint_class::class.asc()))
            .select((joint_class::body_id, joint_class::class))
            .load(self.connection)?;
        let mut bodies = rows.into_iter().map(|row| row.read(&classes)).collect::<Result<Vec<_>>>()?;
        bodies.sort_by_key(|body| body.taking.part);
        Ok(bodies)
    }

    /// How many units of each class stand directly beneath the permit's organiser.
    pub fn class_counts(
        &mut self,
        permit: &Permit<ReadProgramme, ProgrammeId>,
    ) -> Result<BTreeMap<String, u64>> {
        let rows: Vec<(String, i64)> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::closed_on.is_null()))
            .group_by(unit::class)
            .select((unit::class, diesel::dsl::count_star()))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(class, count)| (class, u64::try_from(count).unwrap_or_default())).collect())
    }

    /// What the bodies of a programme of the permit's unit said to a draft, in the order in which they did.
    pub fn standard_answers<A: OpensAnswers>(
        &mut self,
        permit: &Permit<A>,
        programme: ProgrammeId,
        sha256: &str,
    ) -> Result<Vec<Said>> {
        let rows: Vec<AnswerRow> = standard_answer::table
            .inner_join(joint_body::table.inner_join(programme::table))
            .filter(programme::id.eq(programme.0).and(programme::organiser_id.eq(permit.unit().0)))
            .filter(standard_answer::sha256.eq(sha256))
            .order(standard_answer::id.asc())
            .select(AnswerRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Said::try_from).collect()
    }

    /// Who signed a version of a standard besides its organiser. Published standards are public.
    pub fn signatories(&mut self, id: StandardId) -> Result<Vec<Signatory>> {
        let rows: Vec<SignatoryRow> = standard_signatory::table
            .filter(standard_signatory::standard_id.eq(id.0))
            .order(standard_signatory::body_id.asc())
            .select(SignatoryRow::as_select())
            .load(self.connection)?;
        let signed = |row: SignatoryRow| {
            Ok(Signatory { name: row.name, part: read_part(row.part)?, on: read_date(&row.signed_on)? })
        };
        let mut signed = rows.into_iter().map(signed).collect::<Result<Vec<_>>>()?;
        signed.sort_by_key(|one| one.part);
        Ok(signed)
    }
}
