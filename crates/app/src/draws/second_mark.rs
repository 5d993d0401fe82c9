//! Who may mark materials beside the first assessor, and which of them the lot takes.

use crate::{Context, Result, draws::certified_draw::draw_fault};
use earnest_draw::{Frame, Seed, Take, draw};
use earnest_model::{
    actor::{Actor, Role},
    assessing::{interest::Interest, recusal::check_free},
    id::AccountId,
    permit::{FillSheet, Permit, Target, decide},
};
use earnest_store::{OpensPeople, OpensPool, Reader, WeighsInterests};
use std::collections::HashMap;

/// The assessors of an organiser.
pub(crate) struct Pool {
    organiser: Target,
    assessors: Vec<(AccountId, Actor)>,
    interests: Vec<Interest>,
}

impl Pool {
    /// Reads them.
    pub(crate) fn read<A: OpensPool + WeighsInterests, K: Copy>(
        reader: &mut Reader<'_>,
        permit: &Permit<A, K>,
        organiser: Target,
    ) -> Result<Self> {
        let mut assessors = Vec::new();
        let pool = reader.pool_of(permit, organiser)?;
        let interests = reader.interests_of(permit, &pool)?;
        for id in pool {
            assessors.extend(reader.actor(id)?.map(|actor| (id, actor)));
        }
        Ok(Self { organiser, assessors, interests })
    }

    /// Those of the bodies that take part in the organiser's programme alone.
    pub(crate) fn of_bodies<A: WeighsInterests + OpensPeople>(
        reader: &mut Reader<'_>,
        permit: &Permit<A>,
        organiser: Target,
    ) -> Result<Self> {
        Self { organiser, assessors: Vec::new(), interests: Vec::new() }.with_bodies(reader, permit)
    }

    /// Also those of the bodies that take part in the organiser's programme: each may be sent within the own sector.
    pub(crate) fn with_bodies<A: WeighsInterests + OpensPeople>(
        mut self,
        reader: &mut Reader<'_>,
        permit: &Permit<A>,
    ) -> Result<Self> {
        let people = reader.body_people(permit, self.organiser.unit, &[Role::Assessor])?;
        let known: Vec<AccountId> = self.assessors.iter().map(|(id, _)| *id).collect();
        let new: Vec<AccountId> =
            people.into_iter().map(|(id, _)| id).filter(|id| !known.contains(id)).collect();
        self.interests.extend(reader.interests_of(permit, &new)?);
        for id in new {
            self.assessors.extend(reader.actor(id)?.map(|actor| (id, actor)));
        }
        Ok(self)
    }

    /// All of them, with their role titles.
    pub(crate) fn titles(&self) -> Vec<(AccountId, String)> {
        let title = |actor: &Actor| actor.title().unwrap_or_default().to_owned();
        self.assessors.iter().map(|(id, actor)| (*id, title(actor))).collect()
    }

    /// Those who may mark a unit and have no interest in it, without those who did.
    pub(crate) fn of_unit(
        &self,
        context: &Context<'_>,
        unit: Target,
        without: &[AccountId],
    ) -> Vec<AccountId> {
        let free = |(id, actor): &&(AccountId, Actor)| {
            !without.contains(id)
                && decide::<FillSheet>(actor, unit, context.today).is_ok()
                && check_free(actor, &self.interests, (self.organiser.span, unit), context.today).is_ok()
        };
        self.assessors.iter().filter(free).map(|(id, _)| *id).collect()
    }

    /// For every unit (code, place, who marked it) one of its free assessors: the smallest ticket of the frame with
    /// the unit's code as stratum and `CODE/ACCOUNT` as ids. `None` where nobody is free.
    pub(crate) fn by_lot(
        &self,
        context: &Context<'_>,
        seed: &str,
        units: &[(&str, Target, Vec<AccountId>)],
    ) -> Result<Vec<Option<AccountId>>> {
        let mut rows = Vec::new();
        for (code, place, without) in units {
            let free = self.of_unit(context, *place, without);
            rows.extend(free.into_iter().map(|id| ((*code).to_owned(), format!("{code}/{id}"))));
        }
        if rows.is_empty() {
            return Ok(vec![None; units.len()]);
        }
        let frame = Frame::new(rows).map_err(|fault| draw_fault(&fault))?;
        let seed = Seed::new(seed).map_err(|fault| draw_fault(&fault))?;
        let drawn = draw(&frame, &seed, Take::Count(1)).map_err(|fault| draw_fault(&fault))?;
        let first = |stratum: &earnest_draw::DrawnStratum<'_>| {
            let id = stratum.drawn.first()?.id.rsplit('/').next()?.parse().ok()?;
            Some((stratum.stratum.to_owned(), AccountId(id)))
        };
        let chosen: HashMap<String, AccountId> = drawn.strata.iter().filter_map(first).collect();
        Ok(units.iter().map(|(code, ..)| chosen.get(*code).copied()).collect())
    }
}
