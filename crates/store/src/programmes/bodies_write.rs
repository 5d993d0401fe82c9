//! Naming bodies, and what they say; and who of them may be sent to a unit of their sector.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    error::{Result, StoreError},
    held::in_force,
    programmes::{bodies::OpensPeople, going::programme_going, titles::titles_beside},
    schema::{
        account, holding, joint_body, joint_class, programme, standard_answer, standard_draft,
        standard_signatory, unit,
    },
    waiting::{Backlog, Waiting},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    actor::Role,
    id::{AccountId, BodyId, ProgrammeId, UnitId},
    permit::{AgreeStandard, NameBody, Permit, ReadDesk},
    programmes::bodies::{Answer, Body, NamedBody, NewBody},
};

/// Bodies in force on a day.
#[diesel::dsl::auto_type(no_type_alias)]
fn takes_part<'d>(day: &'d str) -> _ {
    let ends = joint_body::until_on.is_null().or(joint_body::until_on.assume_not_null().ge(day));
    joint_body::from_on.le(day).and(ends)
}

impl Work<'_> {
    /// Names a body of the permit's programme.
    pub fn body_insert(
        &mut self,
        permit: &Permit<NameBody, ProgrammeId>,
        body: Body,
        new: &NewBody,
    ) -> Result<BodyId> {
        let connection = self.under(permit);
        let id = next_id!(connection, joint_body);
        diesel::insert_into(joint_body::table)
            .values((
                joint_body::id.eq(id),
                joint_body::programme_id.eq(permit.key().0),
                joint_body::unit_id.eq(body.0.0),
                joint_body::part.eq(new.part.key()),
                joint_body::from_on.eq(new.from.to_string()),
                joint_body::until_on.eq(new.until.map(|day| day.to_string())),
            ))
            .execute(connection)?;
        for class in new.sector.classes() {
            diesel::insert_into(joint_class::table)
                .values((joint_class::body_id.eq(id), joint_class::class.eq(class)))
                .execute(connection)?;
        }
        Ok(BodyId(id))
    }

    /// Writes the last day of the permit's body.
    pub fn body_end(&mut self, permit: &Permit<NameBody, BodyId>, until: Date) -> Result<()> {
        let changed = diesel::update(joint_body::table.find(permit.key().0))
            .set(joint_body::until_on.eq(until.to_string()))
            .execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Writes what the permit's body says to a draft.
    pub fn standard_answer_insert(
        &mut self,
        permit: &Permit<AgreeStandard, BodyId>,
        new: &NewAnswer<'_>,
    ) -> Result<()> {
        let connection = self.under(permit);
        let id = next_id!(connection, standard_answer);
        diesel::insert_into(standard_answer::table)
            .values((
                standard_answer::id.eq(id),
                standard_answer::body_id.eq(permit.key().0),
                standard_answer::sha256.eq(new.sha256),
                standard_answer::answer.eq(new.answer.key()),
                standard_answer::reason.eq(new.reason),
                standard_answer::answered_on.eq(permit.on().to_string()),
                standard_answer::account_id.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(())
    }
}

/// What a body says to a draft.
#[derive(Debug, Clone, Copy)]
pub struct NewAnswer<'a> {
    /// The hash of the draft.
    pub sha256: &'a str,
    /// What it says.
    pub answer: Answer,
    /// Why not.
    pub reason: Option<&'a str>,
}

/// Who signed a version of a standard, under the names of the day.
pub(crate) fn sign(connection: &mut AnyConnection, id: i64, signed: &[(NamedBody, Date)]) -> QueryResult<()> {
    for (body, on) in signed {
        diesel::insert_into(standard_signatory::table)
            .values((
                standard_signatory::standard_id.eq(id),
                standard_signatory::body_id.eq(body.id.0),
                standard_signatory::name.eq(&body.name),
                standard_signatory::part.eq(body.taking.part.key()),
                standard_signatory::signed_on.eq(on.to_string()),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// A draft that was put before a body.
#[derive(Queryable)]
struct AskedRow {
    body: i64,
    programme: i64,
    organiser: i64,
    sha256: Option<String>,
    code: String,
    name: String,
}

impl Reader<'_> {
    /// Accounts that hold one of these roles in a body that takes part in a programme of an organiser on the permit's day.
    pub fn body_people<A: OpensPeople>(
        &mut self,
        permit: &Permit<A>,
        organiser: UnitId,
        roles: &[Role],
    ) -> Result<Vec<(AccountId, String)>> {
        let day = permit.on().to_string();
        let keys: Vec<&str> = roles.iter().map(|role| role.key()).collect();
        let bodies = joint_body::table
            .inner_join(programme::table)
            .filter(programme::organiser_id.eq(organiser.0))
            .filter(takes_part(&day))
            .select(joint_body::unit_id);
        let rows: Vec<(i64, String)> = account::table
            .inner_join(holding::table)
            .filter(holding::unit_id.eq_any(bodies))
            .filter(holding::role.eq_any(keys).and(in_force(&day)))
            .filter(account::disabled.eq(false))
            .order((account::title.asc(), account::id.asc()))
            .select((account::id, account::title))
            .distinct()
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title)| (AccountId(id), title)).collect())
    }

    /// Drafts of standards that were put before the permit's unit, as a body of the programme, and that it did not answer: each by its
    /// programme, with the title where its organiser has several.
    pub fn standards_to_agree(&mut self, permit: &Permit<ReadDesk>) -> Result<Backlog> {
        let day = permit.on().to_string();
        let rows: Vec<AskedRow> = joint_body::table
            .inner_join(programme::table.inner_join(unit::table))
            .inner_join(standard_draft::table.on(standard_draft::programme_id.eq(joint_body::programme_id)))
            .filter(joint_body::unit_id.eq(permit.unit().0).and(takes_part(&day)))
            .filter(standard_draft::asked_sha256.is_not_null().and(programme_going()))
            .order(joint_body::id.asc())
            .filter(standard_draft::organiser_id.eq(programme::organiser_id))
            .select((
                joint_body::id,
                programme::id,
                programme::organiser_id,
                standard_draft::asked_sha256,
                unit::code,
                unit::name,
            ))
            .load(self.connection)?;
        let bodies: Vec<i64> = rows.iter().map(|row| row.body).collect();
        let organisers: Vec<i64> = rows.iter().map(|row| row.organiser).collect();
        let answered: Vec<(i64, String)> = standard_answer::table
            .filter(standard_answer::body_id.eq_any(bodies))
            .select((standard_answer::body_id, standard_answer::sha256))
            .load(self.connection)?;
        let open = rows.into_iter().filter(|row| {
            !answered.iter().any(|(one, sha256)| *one == row.body && Some(sha256) == row.sha256.as_ref())
        });
        let titles = titles_beside(self.connection, &organisers)?;
        let line = |row: AskedRow| Waiting {
            id: row.programme,
            number: None,
            label: None,
            text: titles.get(&row.programme).map(|programme| programme.title.clone()),
            due: None,
            code: row.code,
            unit: row.name,
        };
        Ok(Backlog::whole(open.map(line).collect()))
    }
}
