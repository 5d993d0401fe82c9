//! Show what follows a circular: how far every criticism and every requirement has come, within the reader's scope.

use crate::{AppError, Context, Result, home::home, permit_at, permit_of};
use earnest_model::{
    Date,
    circulars::circular::Polarity,
    figures::count::{Count, Listed},
    id::CircularId,
    permit::{FollowUpCircular, ReadLedger, ReadPublished, RemindReaders},
};
pub use earnest_store::{Answering, FollowedPoint, MentionStored, Obligation, ReceiptRow};

/// A requirement with what the units owe by it.
#[derive(Debug, Clone)]
pub struct FollowedRequirement {
    /// What must be done.
    pub body: String,
    /// By when.
    pub due_on: Date,
    /// What each unit owes and answered, the unanswered first.
    pub owed: Vec<Obligation>,
}

impl FollowedRequirement {
    /// The units that answered.
    pub fn answered(&self) -> Count<Listed> {
        Count::of_those(&self.owed, |owed| owed.answered_on.is_some())
    }
}

/// What follows a circular.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// The circular.
    pub id: CircularId,
    /// Its title.
    pub title: String,
    /// Units commended, within the reader's scope or, for everybody, as published.
    pub commended: Count<Listed>,
    /// Units criticised.
    pub criticised: Count<Listed>,
    /// Criticisms within the reader's scope.
    pub points: Vec<FollowedPoint>,
    /// Requirements with what is owed within the reader's scope.
    pub requirements: Vec<FollowedRequirement>,
    /// Who has not confirmed it, for the office that published it.
    pub unread: Option<Vec<ReceiptRow>>,
    /// Units whose criticisms and requirements the actor answers.
    pub own: Vec<String>,
}

/// Shows it: all of it to the organiser's side, to others what concerns their own scope. Somebody whom nothing concerns
/// finds nothing.
pub fn show_follow_up(context: &Context<'_>, id: CircularId) -> Result<FollowUp> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let published = permit_of::<ReadPublished, _>(context, at)?;
    let permit = match permit_at::<ReadLedger>(context, at.target()) {
        Ok(permit) => permit,
        Err(_) => permit_at(context, home(context, &mut reader)?.ok_or(AppError::NotFound)?)?,
    };
    let points = reader.followed_points(&permit, id)?;
    let requirements = by_requirement(reader.obligations(&permit, id)?);
    let unread = match permit_of::<RemindReaders, _>(context, at) {
        Ok(office) => {
            let mut receipts = reader.receipts(&office)?;
            receipts.retain(|receipt| receipt.read_at.is_none());
            Some(receipts)
        }
        Err(_) => None,
    };
    if points.is_empty() && requirements.is_empty() && unread.is_none() && permit.span() != at.span() {
        return Err(AppError::NotFound);
    }
    let mentions = reader.mentions(&published)?;
    let named = |polarity: Polarity| Count::of_those(&mentions, |mention| mention.polarity == polarity);
    let mut own = Vec::new();
    for place in context.places::<FollowUpCircular>() {
        own.push(reader.unit_words(&permit_at::<FollowUpCircular>(context, place)?)?.0);
    }
    Ok(FollowUp {
        id,
        title: reader.circular(&published)?.title,
        commended: named(Polarity::Commendation),
        criticised: named(Polarity::Criticism),
        points,
        requirements,
        unread,
        own,
    })
}

fn by_requirement(all: Vec<Obligation>) -> Vec<FollowedRequirement> {
    let mut requirements: Vec<(i32, FollowedRequirement)> = Vec::new();
    for owed in all {
        match requirements.iter_mut().find(|(place, _)| *place == owed.place) {
            Some((_, found)) => found.owed.push(owed),
            None => {
                let (body, due_on) = (owed.body.clone(), owed.due_on);
                requirements.push((owed.place, FollowedRequirement { body, due_on, owed: vec![owed] }));
            }
        }
    }
    requirements.into_iter().map(|(_, requirement)| requirement).collect()
}
