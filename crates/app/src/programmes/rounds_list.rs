//! The rounds of a person's own line: organised at home, above it, or beneath.

use crate::{AppError, Context, Result, home::home, nearest::Among, permit_at};
use earnest_model::{
    Date,
    id::UnitId,
    permit::{ReadProgramme, Target},
    programmes::{life::ProgrammeState, round::Round},
    span::Span,
};
use earnest_store::Programme;
pub use earnest_store::{ProgrammeTitle, RoundName, RoundOf};

/// A round with its organiser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisedRound {
    /// The round.
    pub round: Round,
    /// Code of the organiser.
    pub code: String,
    /// Name of the organiser.
    pub organiser: String,
    /// Where the organiser stands.
    pub span: Span,
    /// Its programme, where its organiser has more than one.
    pub programme: Option<ProgrammeTitle>,
    /// How far its programme has come.
    pub state: ProgrammeState,
    /// Whether the organiser stands at the person's home or above it.
    pub concerns_home: bool,
    /// Since when it is under way; none where it is not.
    pub under_way: Option<Date>,
}

impl From<&OrganisedRound> for Among {
    fn from(found: &OrganisedRound) -> Self {
        Self {
            id: found.round.id,
            programme: found.round.programme,
            organiser: found.span,
            begun: found.round.state.has_begun(),
            put_away: found.state.is_put_away(),
            under_way: found.under_way,
        }
    }
}

/// The rounds, also those of archived programmes, and the programme in which they stand.
#[derive(Debug, Clone)]
pub struct Rounds {
    /// The programme of the nearest organiser; none before one is set up.
    pub programme: Option<Programme>,
    /// The person's home.
    pub home: Target,
    /// The rounds, organiser by organiser from the top down.
    pub rounds: Vec<OrganisedRound>,
}

/// Lists them.
pub fn list_rounds(context: &Context<'_>) -> Result<Rounds> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadProgramme>(context, target)?;
    let mut line: Vec<UnitId> = reader.path(&permit)?.into_iter().map(|unit| unit.id).collect();
    line.push(target.unit);
    let rounds = reader.rounds(&permit)?;
    let organised = |RoundOf { round, code, organiser, span, programme, state, under_way }| OrganisedRound {
        concerns_home: line.contains(&round.organiser),
        round,
        code,
        organiser,
        span,
        programme,
        state,
        under_way,
    };
    let rounds = rounds.into_iter().map(organised).collect();
    Ok(Rounds { programme: reader.programme(&permit)?, home: target, rounds })
}
