//! What a published circular carries over from the version before it.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{circular, mention, obligation, origin, unit},
};
use diesel::{dsl::max, prelude::*};
use earnest_model::{
    circulars::circular::Polarity,
    id::{CircularId, RoundId},
    ledger::findings::origin::OriginKind,
    permit::{DraftCircular, Permit, PublishCircular},
};

use crate::circulars::circular::MentionStored;

impl Reader<'_> {
    /// Units named in the latest version of a round's circular; none if there is none.
    pub fn mentions_published(
        &mut self,
        permit: &Permit<DraftCircular>,
        round: RoundId,
    ) -> Result<Vec<MentionStored>> {
        let latest: Option<i64> = circular::table
            .filter(circular::round_id.eq(round.0).and(circular::organiser_id.eq(permit.unit().0)))
            .select(max(circular::id))
            .first(self.connection)?;
        let rows: Vec<(String, String, String, String)> = mention::table
            .inner_join(unit::table)
            .filter(mention::circular_id.eq(latest.unwrap_or(0)))
            .order(mention::id.asc())
            .select((unit::code, unit::name, mention::polarity, mention::body))
            .load(self.connection)?;
        let mention = |(code, name, polarity, body): (String, String, String, String)| {
            let polarity = Polarity::parse(&polarity)
                .map_err(|_| StoreError::meaningless(polarity, "the polarity of a mention"))?;
            Ok(MentionStored { code, name, polarity, body })
        };
        rows.into_iter().map(mention).collect()
    }
}

impl Work<'_> {
    /// Carries to a new version what units answered to the one before it in the same words: answers to requirements, and
    /// the problems that answer a criticism.
    pub fn circular_carry(&mut self, permit: &Permit<PublishCircular>, id: CircularId) -> Result<()> {
        let round: i64 = circular::table
            .filter(circular::id.eq(id.0).and(circular::organiser_id.eq(permit.unit().0)))
            .select(circular::round_id)
            .first(&mut *self.connection)?;
        let before: Option<i64> = circular::table
            .filter(circular::round_id.eq(round).and(circular::id.lt(id.0)))
            .select(max(circular::id))
            .first(&mut *self.connection)?;
        let Some(before) = before else { return Ok(()) };
        self.carry_answers(before, id.0)?;
        self.carry_problems(before, id.0)
    }

    fn carry_answers(&mut self, before: i64, id: i64) -> Result<()> {
        type Answered = (i64, String, Option<String>, Option<String>, Option<i64>);
        let answered: Vec<Answered> = obligation::table
            .filter(obligation::circular_id.eq(before).and(obligation::answered_on.is_not_null()))
            .select((
                obligation::unit_id,
                obligation::body,
                obligation::answer,
                obligation::answered_on,
                obligation::answered_by,
            ))
            .load(&mut *self.connection)?;
        for (unit, body, answer, on, by) in answered {
            let same = obligation::table
                .filter(obligation::circular_id.eq(id).and(obligation::unit_id.eq(unit)))
                .filter(obligation::body.eq(body));
            let set = (
                obligation::answer.eq(answer),
                obligation::answered_on.eq(on),
                obligation::answered_by.eq(by),
            );
            diesel::update(same).set(set).execute(&mut *self.connection)?;
        }
        Ok(())
    }

    fn carry_problems(&mut self, before: i64, id: i64) -> Result<()> {
        type Linked = (i64, String, i64, String, Option<i64>);
        let linked: Vec<Linked> = origin::table
            .inner_join(mention::table.on(mention::id.eq(origin::record_id)))
            .filter(origin::kind.eq(OriginKind::Mention.key()).and(mention::circular_id.eq(before)))
            .order(origin::id.asc())
            .select((
                mention::unit_id,
                mention::body,
                origin::problem_id,
                origin::linked_on,
                origin::account_id,
            ))
            .load(&mut *self.connection)?;
        for (unit, body, problem, linked_on, account) in linked {
            let same: Option<i64> = mention::table
                .filter(mention::circular_id.eq(id).and(mention::unit_id.eq(unit)))
                .filter(mention::body.eq(body).and(mention::polarity.eq(Polarity::Criticism.key())))
                .select(mention::id)
                .first(&mut *self.connection)
                .optional()?;
            let Some(record) = same else { continue };
            let key = next_id!(self.connection, origin);
            diesel::insert_into(origin::table)
                .values((
                    origin::id.eq(key),
                    origin::problem_id.eq(problem),
                    origin::unit_id.eq(unit),
                    origin::kind.eq(OriginKind::Mention.key()),
                    origin::record_id.eq(record),
                    origin::place.eq(0),
                    origin::linked_on.eq(linked_on),
                    origin::account_id.eq(account),
                ))
                .execute(&mut *self.connection)?;
        }
        Ok(())
    }
}
