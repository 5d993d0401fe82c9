//! Free questions: asked of units, answered once, found again before they are asked twice.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    day::read_date,
    error::{Result, StoreError},
    locate::{check_beneath, located},
    opens::opens,
    schema::{burden_request, question, question_field, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    burden::question as asked,
    id::{QuestionId, UnitId},
    permit::{AnswerQuestion, AskQuestion, Permit, ReadDesk, ReadFigures},
};

diesel::alias!(unit as asked_unit: AskedUnit);

/// A question to be written.
#[derive(Debug, Clone)]
pub struct NewQuestion<'a> {
    /// What is asked.
    pub question: &'a asked::NewQuestion,
    /// Who is asked.
    pub units: &'a [UnitId],
}

/// A question as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionStored {
    /// Its key.
    pub id: QuestionId,
    /// Who asks.
    pub issuer: UnitId,
    /// Name of the unit that asks.
    pub issuer_name: String,
    /// Its title.
    pub title: String,
    /// What the answers are for.
    pub why: String,
    /// Labels of its fields.
    pub fields: Vec<String>,
    /// Minutes that an answer takes.
    pub minutes: i32,
    /// When it was asked.
    pub asked_on: Date,
    /// By when it is to be answered.
    pub due_on: Date,
}

/// A unit that was asked, and what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionAnswer {
    /// Key of the request.
    pub id: i64,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The answers, in the order of the fields.
    pub answers: Option<Vec<String>>,
    /// When.
    pub answered_on: Option<Date>,
}

#[derive(Insertable)]
#[diesel(table_name = burden_request)]
struct RequestRow {
    id: i64,
    unit_id: i64,
    issuer_id: i64,
    question_id: i64,
    minutes: i32,
    asked_on: String,
    due_on: String,
}

#[derive(Queryable)]
struct AnswerRow {
    id: i64,
    code: String,
    name: String,
    answer: Option<String>,
    answered_on: Option<String>,
}

fn list(text: &str) -> Result<Vec<String>> {
    serde_json::from_str(text).map_err(|_| StoreError::meaningless(text, "a list of texts"))
}

#[derive(Queryable)]
struct QuestionRow {
    id: i64,
    issuer: i64,
    issuer_name: String,
    title: String,
    why: String,
    fields: String,
    minutes: i32,
    asked_on: String,
    due_on: String,
}

fn read(row: QuestionRow) -> Result<QuestionStored> {
    Ok(QuestionStored {
        id: QuestionId(row.id),
        issuer: UnitId(row.issuer),
        issuer_name: row.issuer_name,
        title: row.title,
        why: row.why,
        fields: list(&row.fields)?,
        minutes: row.minutes,
        asked_on: read_date(&row.asked_on)?,
        due_on: read_date(&row.due_on)?,
    })
}

located!(QuestionId, question);

opens! {
    /// Opens a question to whoever asked it or was asked, with the answers within their reach.
    OpensQuestion: ReadFigures, AnswerQuestion
}

/// Questions with the unit that asks.
macro_rules! questions {
    () => {
        question::table.inner_join(unit::table).select((
            question::id,
            question::unit_id,
            unit::name,
            question::title,
            question::why,
            question::fields,
            question::minutes,
            question::asked_on,
            question::due_on,
        ))
    };
}

impl Reader<'_> {
    /// A question that the permit's unit, or one in its subtree, asked or was asked.
    pub fn question<A: OpensQuestion>(
        &mut self,
        permit: &Permit<A>,
        id: QuestionId,
    ) -> Result<QuestionStored> {
        let concerned = self.question_concerns(permit, id)?;
        let row: Option<QuestionRow> =
            questions!().filter(question::id.eq(id.0)).first(self.connection).optional()?;
        row.filter(|_| concerned).map_or(Err(StoreError::NotFound), read)
    }

    fn question_concerns<A: OpensQuestion>(&mut self, permit: &Permit<A>, id: QuestionId) -> Result<bool> {
        let span = permit.span();
        let asks: i64 = question::table
            .inner_join(unit::table)
            .filter(question::id.eq(id.0).and(unit::lo.between(span.lo, span.hi)))
            .count()
            .first(self.connection)?;
        let asked: i64 = burden_request::table
            .inner_join(unit::table)
            .filter(burden_request::question_id.eq(id.0).and(unit::lo.between(span.lo, span.hi)))
            .count()
            .first(self.connection)?;
        Ok(asks + asked > 0)
    }

    /// Questions that units of the permit's subtree asked or were asked, the newest first.
    pub fn questions(&mut self, permit: &Permit<ReadFigures>, limit: i64) -> Result<Vec<QuestionStored>> {
        let span = permit.span();
        let asked = burden_request::table
            .inner_join(asked_unit.on(asked_unit.field(unit::id).eq(burden_request::unit_id)))
            .filter(asked_unit.field(unit::lo).between(span.lo, span.hi))
            .select(burden_request::question_id);
        let rows: Vec<QuestionRow> = questions!()
            .filter(unit::lo.between(span.lo, span.hi).or(question::id.eq_any(asked)))
            .order(question::id.desc())
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// What units of the permit's subtree answered to a question.
    pub fn question_answers(
        &mut self,
        permit: &Permit<ReadFigures>,
        id: QuestionId,
    ) -> Result<Vec<QuestionAnswer>> {
        let span = permit.span();
        let rows: Vec<AnswerRow> = burden_request::table
            .inner_join(unit::table)
            .filter(burden_request::question_id.eq(id.0).and(unit::lo.between(span.lo, span.hi)))
            .order(unit::lo.asc())
            .limit(5_000)
            .select((
                burden_request::id,
                unit::code,
                unit::name,
                burden_request::answer,
                burden_request::answered_on,
            ))
            .load(self.connection)?;
        let answer = |row: AnswerRow| {
            Ok(QuestionAnswer {
                id: row.id,
                code: row.code,
                name: row.name,
                answers: row.answer.as_deref().map(list).transpose()?,
                answered_on: row.answered_on.as_deref().map(read_date).transpose()?,
            })
        };
        rows.into_iter().map(answer).collect()
    }

    /// The question of the permit's organisation that asked one of these (folded) since a day, and which.
    pub fn question_like(
        &mut self,
        permit: &Permit<AskQuestion>,
        folded: &[String],
        since: Date,
    ) -> Result<Option<(QuestionStored, String)>> {
        let span = permit.span();
        let row: Option<(i64, String)> = question_field::table
            .inner_join(question::table.inner_join(unit::table))
            .filter(question_field::folded.eq_any(folded.to_vec()))
            .filter(question::asked_on.ge(since.to_string()))
            // Asked above or beneath: whoever stands elsewhere asks others.
            .filter(unit::lo.le(span.hi).and(unit::hi.ge(span.lo)))
            .order(question::id.desc())
            .select((question::id, question_field::folded))
            .first(self.connection)
            .optional()?;
        let Some((id, which)) = row else { return Ok(None) };
        let found: QuestionRow = questions!().filter(question::id.eq(id)).first(self.connection)?;
        Ok(Some((read(found)?, which)))
    }

    /// Questions that the permit's unit has not answered.
    pub fn questions_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        // What the unit was asked itself and for one whose place it took is told and answered once.
        let twin = diesel::alias!(burden_request as twin);
        let twice = twin
            .filter(twin.field(burden_request::question_id).eq(burden_request::question_id))
            .filter(twin.field(burden_request::unit_id).eq(burden_request::unit_id))
            .filter(twin.field(burden_request::answered_on).is_null())
            .filter(twin.field(burden_request::id).lt(burden_request::id));
        let query = burden_request::table
            .inner_join(question::table)
            .inner_join(unit::table.on(unit::id.eq(burden_request::unit_id)))
            .filter(burden_request::unit_id.eq(permit.unit().0).and(burden_request::answered_on.is_null()))
            .filter(not(exists(twice)))
            .order((burden_request::due_on.asc(), question::id.asc()))
            .select((
                question::id,
                no_number(),
                question::title.nullable(),
                no_words(),
                burden_request::due_on.nullable(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}

impl Work<'_> {
    /// Writes a question of the permit's unit and a request to every unit beneath that is asked.
    pub fn question_insert(
        &mut self,
        permit: &Permit<AskQuestion>,
        new: &NewQuestion<'_>,
    ) -> Result<QuestionId> {
        let connection = self.under(permit);
        check_beneath(connection, permit.span(), new.units)?;
        let id = next_id!(connection, question);
        let (office, today) = (permit.unit().0, permit.on().to_string());
        let labels: Vec<_> = new.question.fields.iter().map(|label| label.as_str()).collect();
        diesel::insert_into(question::table)
            .values((
                question::id.eq(id),
                question::unit_id.eq(office),
                question::title.eq(new.question.title.as_str()),
                question::why.eq(new.question.why.as_str()),
                question::fields.eq(serde_json::Value::from(labels.clone()).to_string()),
                question::minutes.eq(new.question.minutes),
                question::asked_on.eq(&today),
                question::due_on.eq(new.question.due_on.to_string()),
                question::asked_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        for label in labels {
            diesel::insert_into(question_field::table)
                .values((question_field::question_id.eq(id), question_field::folded.eq(asked::folded(label))))
                .execute(connection)?;
        }
        let first = next_id!(connection, burden_request);
        let rows: Vec<_> = (first..)
            .zip(new.units)
            .map(|(key, unit)| RequestRow {
                id: key,
                unit_id: unit.0,
                issuer_id: office,
                question_id: id,
                minutes: new.question.minutes,
                asked_on: today.clone(),
                due_on: new.question.due_on.to_string(),
            })
            .collect();
        insert_batch!(connection, burden_request::table, &rows, 7);
        Ok(QuestionId(id))
    }

    /// Writes the answer of the permit's unit, once, and with it that for a unit whose place it took.
    pub fn question_answer(
        &mut self,
        permit: &Permit<AnswerQuestion>,
        id: QuestionId,
        answers: &[String],
    ) -> Result<()> {
        let open = burden_request::table.filter(
            burden_request::question_id
                .eq(id.0)
                .and(burden_request::unit_id.eq(permit.unit().0))
                .and(burden_request::answered_on.is_null()),
        );
        let changed = diesel::update(open)
            .set((
                burden_request::answer.eq(Some(serde_json::Value::from(answers.to_vec()).to_string())),
                burden_request::answered_on.eq(Some(permit.on().to_string())),
                burden_request::answered_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(self.under(permit))?;
        if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }
}
