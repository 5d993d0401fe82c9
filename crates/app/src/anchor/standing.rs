//! On which checkpoint a published record stands: the first that covers the act by which it was published. What is printed
//! of it never changes, so that whoever keeps a paper keeps an anchor.

use crate::{AppError, Context, Result};
use earnest_anchor::{checkpoint::Checkpoint, note::Note};
use earnest_draw::{StandsOn, with_checkpoint};
use earnest_model::{
    action::ActionKind,
    event::Subject,
    id::{CircularId, DrawId, FrozenReportId, LookBackDrawId, LotId},
    message::Message,
};
use earnest_store::{Reader, SignedCheckpoint};

/// What is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// A version of a circular.
    Circular(CircularId),
    /// A draw of units.
    Draw(DrawId),
    /// The lot of the checks of a draw that are marked twice.
    SecondLot(DrawId),
    /// A lot of assessors.
    Lot(LotId),
    /// A draw of closed measures.
    LookBack(LookBackDrawId),
    /// A frozen report.
    Report(FrozenReportId),
}

impl Published {
    /// The act that made it what it is: others about the same record, as that it was read, change nothing of it.
    fn place(self, reader: &mut Reader<'_>) -> Result<Option<i64>> {
        const DRAWN: &[ActionKind] = &[ActionKind::FreezeFrame, ActionKind::RunDraw, ActionKind::VoidDraw];
        let (record, by): (Subject, &[ActionKind]) = match self {
            Self::Circular(id) => (id.into(), &[ActionKind::PublishCircular]),
            Self::Draw(id) => (id.into(), DRAWN),
            Self::LookBack(id) => (id.into(), DRAWN),
            Self::SecondLot(id) => (id.into(), &[ActionKind::DrawSecondMarks]),
            Self::Report(id) => (id.into(), &[ActionKind::FreezeReport]),
            Self::Lot(id) => return Ok(reader.first_place_of("assessor_lot", id.0)?),
        };
        Ok(reader.last_place_of(&record, by)?)
    }
}

/// Where a record stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The number of the act.
    pub place: i64,
    /// The checkpoint that covers it, if one does already.
    pub anchor: Option<Anchor>,
}

/// A checkpoint as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What the register is called there.
    pub origin: String,
    /// How many acts it covers.
    pub size: i64,
    /// The number of acts and the root over them in one word.
    pub short: String,
    /// Which keys signed: name and id of each.
    pub keys: Vec<String>,
    /// The lines of the signatures.
    pub signatures: Vec<String>,
    /// The whole signed note.
    pub note: String,
    /// When it was made (RFC 3339, UTC).
    pub made_at: String,
}

impl TryFrom<SignedCheckpoint> for Anchor {
    type Error = AppError;
    fn try_from(signed: SignedCheckpoint) -> Result<Self> {
        let unread = |fault: String| AppError::Refused(Message::new("error-anchor-note").with("why", fault));
        let note = Note::parse(signed.note.as_bytes()).map_err(|fault| unread(fault.to_string()))?;
        let checkpoint = Checkpoint::parse(note.text()).map_err(|fault| unread(fault.to_string()))?;
        Ok(Self {
            origin: checkpoint.origin().to_owned(),
            size: signed.size,
            short: checkpoint.short(),
            keys: note.signatures().iter().map(|line| line.key()).collect(),
            signatures: note.signatures().iter().map(ToString::to_string).collect(),
            note: signed.note,
            made_at: signed.made_at,
        })
    }
}

/// Tells it of a record; `None` for a register that signs no checkpoints. A place and a checkpoint say nothing of what
/// was done, so whoever may see the record may see them.
pub fn standing(context: &Context<'_>, record: Published) -> Result<Option<Standing>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    if reader.last_checkpoint()?.is_none() {
        return Ok(None);
    }
    let Some(place) = record.place(&mut reader)? else { return Ok(None) };
    let anchor = reader.checkpoint_of(place)?.map(Anchor::try_from).transpose()?;
    Ok(Some(Standing { place, anchor }))
}

/// A draw's certificate as it is given away: its bytes with the checkpoint beside, once there is one.
pub fn stand_certificate(context: &Context<'_>, record: Published, certificate: String) -> Result<String> {
    let Some(Standing { place, anchor: Some(anchor) }) = standing(context, record)? else {
        return Ok(certificate);
    };
    let stands_on = StandsOn { act: place, note: anchor.note };
    Ok(with_checkpoint(&certificate, stands_on).unwrap_or(certificate))
}
