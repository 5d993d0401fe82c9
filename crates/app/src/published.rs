//! What is published is read by whom the organisation lets.

use crate::{AppError, Context, Result};
use earnest_model::{
    organisation::{Opening, Organisation, Publicity},
    permit::Target,
};
use earnest_store::Reader;

/// What is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Published {
    /// Circulars, with their comments.
    Circulars,
    /// Draws of units and of closed measures.
    Draws,
}

impl Published {
    fn publicity(self, organisation: &Organisation) -> Publicity {
        match self {
            Self::Circulars => organisation.circulars,
            Self::Draws => organisation.draws,
        }
    }
}

/// Of which organisers the actor may read it. A register that was not founded yet keeps nothing back.
pub(crate) fn opening(context: &Context<'_>, reader: &mut Reader<'_>, what: Published) -> Result<Opening> {
    let organisation = reader.organisation()?;
    let publicity = organisation.map_or(Publicity::Public, |organisation| what.publicity(&organisation));
    Ok(publicity.opens(context.actor, context.today))
}

/// Hides it from whom the organisation does not let.
pub(crate) fn must_be_open(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (what, organiser): (Published, Target),
) -> Result<()> {
    if opening(context, reader, what)?.covers(organiser.span) { Ok(()) } else { Err(AppError::NotFound) }
}
