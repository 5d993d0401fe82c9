//! Whose standard is drafted, published or agreed to, and for which programme.

use crate::{AppError, Result};
use earnest_model::{id::ProgrammeId, permit::Permit};
use earnest_store::{OpensDrafted, Programme, Reader};

/// Whose standard, and for which of its programmes.
#[derive(Debug, Clone, Copy, Default)]
pub struct StandardOf<'a> {
    /// Code of the organiser; where a draft is opened, the first unit for which the actor may draft if none is named.
    pub unit: &'a str,
    /// The programme; the one in which the actor is, or the newest that runs, if none is named.
    pub programme: Option<ProgrammeId>,
}

impl<'a> From<&'a str> for StandardOf<'a> {
    fn from(unit: &'a str) -> Self {
        Self { unit, programme: None }
    }
}

/// The programme for which a standard is drafted or published.
pub(super) fn drafted<A: OpensDrafted>(
    reader: &mut Reader<'_>,
    permit: &Permit<A>,
    named: Option<ProgrammeId>,
) -> Result<Programme> {
    let none = || match named {
        Some(_) => AppError::NotFound,
        None => AppError::refused("error-no-programme"),
    };
    reader.programme_drafted(permit, named)?.ok_or_else(none)
}
