//! Of which programme a list of records of rounds is, and the ways to the same list of another one.

use crate::frame::{address::Asking, call::Call, fields::Fields};
use earnest_app::{AppError, nearest::OfList, programmes::rounds_name::name_rounds};
use earnest_model::{
    figures::scope::{ALL, OfProgramme},
    id::RoundId,
};
use std::str::FromStr;

/// What the address asks of a list: of which programme, and where the page begins.
///
/// # Errors
/// Either is no such value, or stands twice.
pub fn list_asked<I: FromStr>(call: &Call<'_>) -> Result<OfList<I>, AppError> {
    Ok(OfList { programme: call.asked("programme")?, before: call.asked("before")? })
}

/// An address of the list with the programme that was asked for.
pub fn kept(call: &Call<'_>, room: String) -> String {
    match call.query.get("programme") {
        "" => room,
        programme => room.asking("programme", programme),
    }
}

/// The address of a list on which a record stands that was just written for a round, or for none: of whoever is in another
/// programme, the list of that of the record. What was done is seen where one lands.
///
/// # Errors
/// The register can't be read.
pub fn showing(call: &Call<'_>, room: String, round: Option<RoundId>) -> Result<String, AppError> {
    let Some(here) = call.actor.programme() else { return Ok(room) };
    let of = match round {
        None => Some(OfProgramme::None),
        Some(id) => name_rounds(&call.context(), [id])?.get(&id).map(|round| OfProgramme::This(round.of)),
    };
    let other = of.filter(|of| *of != OfProgramme::This(here)).and_then(OfProgramme::word);
    Ok(other.map_or_else(|| room.clone(), |word| room.clone().asking("programme", word)))
}

/// The ways to the list of each programme and of all of them: words, address, whether it is shown. None where whoever asks is in
/// one programme and asked for none. Asked after the list was read: what may not be read has no title here.
pub fn programmes_listed(call: &Call<'_>, with_none: bool) -> Result<Vec<(String, String, bool)>, AppError> {
    let asked: Option<OfProgramme> = call.asked("programme")?;
    let mine = call.known.called_of_reader(call.actor, call.today);
    if mine.len() < 2 && asked.is_none() {
        return Ok(Vec::new());
    }
    let shown = asked.or_else(|| call.actor.programme().map(OfProgramme::This));
    let rest = |name: &str| ["before", "after", "lang", "as", "programme", "sent"].contains(&name);
    let rest = Fields(call.query.0.iter().filter(|(name, _)| !rest(name)).cloned().collect());
    let way = |words: String, of: OfProgramme| {
        let word = of.word().unwrap_or_else(|| ALL.to_owned());
        (words, call.here(&rest.with("programme", &word)), shown == Some(of))
    };
    let mut ways: Vec<_> =
        mine.iter().map(|(one, name)| way(name.clone(), OfProgramme::This(one.programme))).collect();
    if let Some(other) = asked.and_then(OfProgramme::id)
        && !mine.iter().any(|(one, _)| one.programme == other)
        && let Some(title) = call.known.title_of(other)
    {
        ways.push(way(title.to_owned(), OfProgramme::This(other)));
    }
    if with_none {
        ways.push(way(call.tr.caption_none().into_owned(), OfProgramme::None));
    }
    ways.push(way(call.tr.common_all_programmes().into_owned(), OfProgramme::All));
    Ok(ways)
}
