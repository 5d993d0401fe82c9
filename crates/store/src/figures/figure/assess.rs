//! Figures of spot checks, ratings and circulars.

use super::ask::{Ask, Given, Wanted, serve};
use crate::{
    connection::AnyConnection,
    error::Result,
    schema::{circular, obligation, rating, round, sheet, spot_check, unit},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{figures::figure_name::FigureName, programmes::standard::SheetKind};

pub(super) fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    match ask.name {
        FigureName::UnitsSpotChecked => checked(connection, ask, wanted),
        FigureName::UnitsRated => rated(connection, ask, wanted),
        FigureName::CircularsPublished => circulars(connection, ask, wanted),
        FigureName::Requirements | FigureName::RequirementsAnswered | FigureName::RequirementsInTime => {
            requirements(connection, ask, wanted)
        }
        _ => spot_checks(connection, ask, wanted),
    }
}

/// Spot checks that stood at the end of a day.
#[diesel::dsl::auto_type(no_type_alias)]
fn standing(day: &str) -> _ {
    let by: String = day.to_owned();
    let after: String = day.to_owned();
    spot_check::entered_on.le(by).and(spot_check::void_on.is_null().or(spot_check::void_on.gt(after)))
}

/// One that was replaced keeps the reason why it was not fit; the others of a void draw have none.
fn spot_checks(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let mut query = spot_check::table
        .inner_join(unit::table)
        .inner_join(round::table)
        .filter(round::organiser_id.eq(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        .into_boxed();
    let void = spot_check::void_on.le(ask.day.clone());
    query = match ask.name {
        FigureName::SpotChecksReplaced => query.filter(void.and(spot_check::unfit.is_not_null())),
        FigureName::SpotChecksVoid => query.filter(void.and(spot_check::unfit.is_null())),
        _ => query.filter(standing(&ask.day)),
    };
    if ask.name == FigureName::SpotChecksAssessed {
        let materials = sheet::table
            .filter(sheet::kind.eq(SheetKind::Materials.key()).and(sheet::entered_on.le(ask.day.clone())))
            .select(sheet::spot_check_id);
        query = query.filter(spot_check::id.nullable().eq_any(materials));
    }
    Ok(serve!(connection, ask, wanted, query, spot_check::id, spot_check::class))
}

fn checked(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let drawn = spot_check::table
        .inner_join(round::table)
        .filter(round::organiser_id.eq(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        .filter(standing(&ask.day));
    let query = unit::table.filter(unit::id.eq_any(drawn.select(spot_check::unit_id))).into_boxed();
    Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
}

fn rated(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let rated = rating::table
        .inner_join(round::table)
        .filter(round::organiser_id.eq(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        // The organiser's own leading group is told apart.
        .filter(rating::unit_id.ne(ask.organiser))
        .filter(rating::entered_on.le(ask.day.clone()));
    let query = unit::table.filter(unit::id.eq_any(rated.select(rating::unit_id))).into_boxed();
    Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
}

diesel::alias!(circular as later_version: LaterVersion);

/// Circulars as they stood at the end of the day: of each its latest version, as their list has them.
fn circulars(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let later = later_version
        .filter(later_version.field(circular::round_id).eq(circular::round_id))
        .filter(later_version.field(circular::version).gt(circular::version))
        .filter(later_version.field(circular::published_on).le(ask.day.clone()));
    let query = circular::table
        .inner_join(round::table)
        .inner_join(unit::table.on(unit::id.eq(circular::organiser_id)))
        .filter(round::organiser_id.eq(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        .filter(circular::published_on.le(ask.day.clone()).and(not(exists(later))))
        .into_boxed();
    Ok(serve!(connection, ask, wanted, query, circular::id, circular::title))
}

/// What units owed by the versions that stood at the end of the day.
fn requirements(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let later = later_version
        .filter(later_version.field(circular::round_id).eq(circular::round_id))
        .filter(later_version.field(circular::version).gt(circular::version))
        .filter(later_version.field(circular::published_on).le(ask.day.clone()));
    let mut query = obligation::table
        .inner_join(circular::table.inner_join(round::table))
        .inner_join(unit::table.on(unit::id.eq(obligation::unit_id)))
        .filter(round::organiser_id.eq(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        .filter(circular::published_on.le(ask.day.clone()).and(not(exists(later))))
        .into_boxed();
    if ask.name != FigureName::Requirements {
        query = query.filter(obligation::answered_on.le(ask.day.clone()));
    }
    if ask.name == FigureName::RequirementsInTime {
        query = query.filter(obligation::answered_on.le(obligation::due_on.nullable()));
    }
    Ok(serve!(connection, ask, wanted, query, obligation::id, circular::title))
}
