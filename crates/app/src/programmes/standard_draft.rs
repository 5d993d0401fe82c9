//! Draft the next version of a standard: begun from the one in force, the superior's or the pack's, kept as often as one
//! likes, published when it is sound and strict enough.

pub use super::standard_of::StandardOf;
use crate::{
    AppError, Context, Result, permit, permit_at,
    programmes::{
        standard_agree::{BodyStands, stands},
        standard_of::drafted,
        standard_publish::publish,
    },
};
use earnest_model::{
    event::Subject,
    id::StandardId,
    message::{FieldErrors, Message},
    permit::{DraftStandard, Permit, PublishStandard, ReadProgramme},
    programmes::{
        acts::ProgrammesAct,
        bodies::draft_hash,
        standard::{Laxer, Standard, StandardForm, laxities},
    },
    record::RecordKind,
    units::unit::Unit,
};
use earnest_store::{DraftKept, Programme, PublishedStandard, Reader, StandardDraft};

/// From what a draft begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The organiser's own version in force.
    InForce,
    /// The standard of the nearest organiser above.
    Superior,
    /// The pack's.
    Pack,
}

impl Source {
    /// All of them, the nearest first.
    pub const ALL: [Self; 3] = [Self::InForce, Self::Superior, Self::Pack];

    /// The word of the source.
    pub fn key(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Superior => "superior",
            Self::Pack => "pack",
        }
    }
}

/// An organiser's workshop: its draft, and what it is held against.
#[derive(Debug, Clone)]
pub struct Workshop {
    /// The organiser.
    pub organiser: Unit,
    /// For which programme; none where there is none yet.
    pub programme: Option<Programme>,
    /// The version that the draft would be: those of each programme are counted for themselves.
    pub next: i32,
    /// The draft, if one is begun.
    pub draft: Option<StandardDraft>,
    /// The organiser's version in force for the programme.
    pub in_force: Option<PublishedStandard>,
    /// The bodies that take part, with what they said to the draft as it stands.
    pub bodies: Vec<BodyStands>,
    /// The nearest organiser's above.
    pub superior: Option<PublishedStandard>,
    /// The standards of all tiers above, the nearest first.
    above: Vec<PublishedStandard>,
}

impl Workshop {
    /// In which ways a standard is laxer than one above, each way once, with the standard that asks for more.
    pub fn laxer(&self, standard: &Standard) -> Vec<(Laxer, &Standard)> {
        let mut found: Vec<(Laxer, &Standard)> = Vec::new();
        for above in &self.above {
            for laxer in laxities(standard, &above.standard) {
                if !found.iter().any(|(known, _)| *known == laxer) {
                    found.push((laxer, &above.standard));
                }
            }
        }
        found
    }
}

/// Opens a workshop.
pub fn open_workshop<'a>(context: &Context<'_>, of: impl Into<StandardOf<'a>>) -> Result<Workshop> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let of = of.into();
    let permit = if of.unit.is_empty() {
        let first = context.places::<DraftStandard>().into_iter().next();
        permit_at::<DraftStandard>(context, first.ok_or(AppError::NotFound)?)?
    } else {
        permit::<DraftStandard>(context, &mut reader, of.unit)?
    };
    let programme = match drafted(&mut reader, &permit, of.programme) {
        Ok(programme) => Some(programme),
        Err(AppError::Refused(_)) => None,
        Err(fault) => return Err(fault),
    };
    workshop(context, &mut reader, &permit, programme)
}

fn workshop(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<DraftStandard>,
    programme: Option<Programme>,
) -> Result<Workshop> {
    let organiser = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let Some(id) = programme.as_ref().map(|programme| programme.id) else {
        let (draft, in_force, superior) = (None, None, None);
        let (bodies, above) = (Vec::new(), Vec::new());
        return Ok(Workshop { organiser, programme, next: 1, draft, in_force, bodies, superior, above });
    };
    let above = reader.standards_above(permit, id)?;
    let draft = reader.standard_draft(permit, id)?;
    let in_force = reader.standard_for(permit.unit(), id)?;
    let next = reader.standard_next(permit.unit(), id)?;
    let parsed = draft.as_ref().and_then(|draft| draft.form.parse().ok());
    let hash = parsed.map(|standard| draft_hash(&standard, next));
    let bodies = match &draft {
        Some(_) => stands(context, reader, permit, id, &hash.unwrap_or_default())?,
        None => Vec::new(),
    };
    let superior = above.first().cloned();
    Ok(Workshop { organiser, programme, next, draft, bodies, in_force, superior, above })
}

/// Begins a draft anew; what stood there is gone.
pub fn begin_draft<'a>(
    context: &Context<'_>,
    of: impl Into<StandardOf<'a>>,
    source: Source,
    pack: Option<&Standard>,
) -> Result<()> {
    let mut work = context.begin()?;
    let of = of.into();
    let permit = permit::<DraftStandard>(context, &mut work.reader(), of.unit)?;
    let programme = drafted(&mut work.reader(), &permit, of.programme)?;
    let id = programme.id;
    let found = workshop(context, &mut work.reader(), &permit, Some(programme))?;
    let from = match source {
        Source::InForce => found.in_force.as_ref().map(|own| &own.standard),
        Source::Superior => found.superior.as_ref().map(|above| &above.standard),
        Source::Pack => pack,
    };
    let form = StandardForm::of(from.ok_or(AppError::NotFound)?);
    let revision = found.draft.map_or(1, |draft| draft.revision + 1);
    work.standard_draft_write(&permit, DraftKept { programme: id, revision, form: &form })?;
    let act = ProgrammesAct::StandardBegun { from: source.key(), revision };
    Ok(work.commit(&permit.act_on(Subject::many(RecordKind::Standard), act))?)
}

/// A draft as a form sends it.
#[derive(Debug, Clone)]
pub struct Kept<'a> {
    /// Whose, and for which programme.
    pub of: StandardOf<'a>,
    /// The revision that the writer saw.
    pub revision: &'a str,
    /// What it says.
    pub form: StandardForm,
    /// Whether what the superior's has and this one lacks is added.
    pub take_over: bool,
}

/// Keeps a draft; gives its new revision. Refused at the field `revision` if somebody else kept it in the meantime: nothing is written then.
pub fn keep_draft(context: &Context<'_>, kept: Kept<'_>) -> Result<i32> {
    let mut work = context.begin()?;
    let permit = permit::<DraftStandard>(context, &mut work.reader(), kept.of.unit)?;
    let programme = drafted(&mut work.reader(), &permit, kept.of.programme)?;
    let id = programme.id;
    let found = workshop(context, &mut work.reader(), &permit, Some(programme))?;
    let version = found.next;
    let draft = found.draft.ok_or(AppError::NotFound)?;
    if kept.revision != draft.revision.to_string() {
        return Err(AppError::field("revision", Message::new("error-standard-changed")));
    }
    let mut form = kept.form;
    form.tidy(version);
    if let (true, Some(superior)) = (kept.take_over, &found.superior) {
        form.take_over(&superior.standard);
    }
    let revision = draft.revision + 1;
    work.standard_draft_write(&permit, DraftKept { programme: id, revision, form: &form })?;
    let act = ProgrammesAct::StandardKept { revision };
    work.commit(&permit.act_on(Subject::many(RecordKind::Standard), act))?;
    Ok(revision)
}

/// Publishes the draft as the next version, as it was kept. Faults are told at the fields of the form.
pub fn publish_draft<'a>(
    context: &Context<'_>,
    of: impl Into<StandardOf<'a>>,
    revision: &str,
) -> Result<StandardId> {
    let mut work = context.begin()?;
    let of = of.into();
    let drafting = permit::<DraftStandard>(context, &mut work.reader(), of.unit)?;
    let publishing = permit_at::<PublishStandard>(context, drafting.target())?;
    let programme = drafted(&mut work.reader(), &drafting, of.programme)?.id;
    let draft = work.reader().standard_draft(&drafting, programme)?.ok_or(AppError::NotFound)?;
    if revision != draft.revision.to_string() {
        return Err(AppError::field("revision", Message::new("error-standard-changed")));
    }
    let standard = draft.form.parse().map_err(AppError::Form)?;
    publish(context, work, &publishing, (programme, &standard))
}

/// What is wrong with a form as it stands: nothing if it could be published but for its strictness.
pub fn faults(form: &StandardForm) -> FieldErrors {
    form.parse().err().unwrap_or_default()
}
