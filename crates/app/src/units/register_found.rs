//! Found a register: from then on it says of what organisation it is, and holds the pack by which it is read. One from
//! before is given what it was read by so far.

use crate::{
    AppError, Context, Result, permit_at,
    units::{organisation_set::told, pack_add::put_in},
};
use earnest_model::{
    event::{Event, Subject},
    id::UnitId,
    organisation::{Organisation, Publicity},
    pack::{Pack, PackFiles},
    permit::{AddPack, SetOrganisation, Target},
    record::RecordKind,
    span::Span,
    text::Line,
    zone::Zone,
};
use earnest_store::{Store, Work};

/// What a register is founded with.
#[derive(Debug, Clone)]
pub struct Founding<'a> {
    /// The pack's files.
    pub files: &'a PackFiles,
    /// The zone.
    pub zone: Zone,
    /// What the organisation is called.
    pub name: Option<Line>,
    /// The language of whoever asks for none that there is.
    pub language: &'static str,
}

/// Whether a register was founded.
pub fn is_founded(store: &Store) -> Result<bool> {
    Ok(store.snapshot()?.reader().organisation()?.is_some())
}

/// Founds it; returns whether it had not been founded before.
pub fn found_register(context: &Context<'_>, founding: &Founding<'_>) -> Result<bool> {
    let pack = Pack::of(founding.files).map_err(AppError::Pack)?;
    let mut work = context.begin()?;
    if work.reader().organisation()?.is_some() {
        return Ok(false);
    }
    let [first, second] = found_in(context, &mut work, (&pack, founding))?;
    work.commit_all(&first, &[second])?;
    Ok(true)
}

/// Founds it within a unit of work, and gives the acts that tell of it.
pub(super) fn found_in(
    context: &Context<'_>,
    work: &mut Work<'_>,
    (pack, founding): (&Pack, &Founding<'_>),
) -> Result<[Event; 2]> {
    // Without units there is no root yet: the permit is asked for the whole of what will be.
    let whole = Target { unit: UnitId(1), span: Span { lo: 0, hi: i64::MAX } };
    let root = work.reader().root()?.unwrap_or(whole);
    let adding = permit_at::<AddPack>(context, root)?;
    let (id, added) = put_in(work, &adding, (pack, founding.files))?;
    work.programmes_take_pack(&adding, &pack.key, id)?;
    let organisation = Organisation {
        name: founding.name.clone(),
        zone: founding.zone,
        language: founding.language,
        mail: None,
        circulars: Publicity::Public,
        draws: Publicity::Public,
        numbering: None,
        pack: id,
    };
    let setting = permit_at::<SetOrganisation>(context, root)?;
    work.organisation_write(&setting, &organisation)?;
    let said = told(&organisation, &founding.files.hash());
    let said = setting.act_on(Subject::many(RecordKind::Organisation), said);
    Ok([adding.act_on(id, added), said])
}
