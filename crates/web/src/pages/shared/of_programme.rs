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
    Ok(OfList { programme: call.asked("programme")?, round: None, before: call.asked("before")? })
}

/// The same of a list that can be asked of one round, too.
///
/// # Errors
/// As above.
pub fn list_asked_of_round<I: FromStr>(call: &Call<'_>) -> Result<OfList<I>, AppError> {
    Ok(OfList { round: call.asked("round")?, ..list_asked(call)? })
}

/// An address of the list with the programme and the round that were asked for.
pub fn kept(call: &Call<'_>, room: String) -> String {
    let kept = ["programme", "round"].map(|name| (name, call.query.get(name)));
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
    kept.fold(room, |room, (name, value)| room.asking(name, value))
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
    ways(call, with_none, call.actor.programme().map(OfProgramme::This))
}

/// The same of a list that is of all programmes where nobody asks for one.
///
/// # Errors
/// As above.
pub fn programmes_of_all(call: &Call<'_>) -> Result<Vec<(String, String, bool)>, AppError> {
    ways(call, false, None)
}

/// The same of a list that has what belongs to none, too: of what people owe, wherever they owe it.
///
/// # Errors
/// As above.
pub fn programmes_beside(call: &Call<'_>) -> Result<Vec<(String, String, bool)>, AppError> {
    ways(call, true, None)
}

fn ways(
    call: &Call<'_>,
    with_none: bool,
    otherwise: Option<OfProgramme>,
) -> Result<Vec<(String, String, bool)>, AppError> {
    let asked: Option<OfProgramme> = call.asked("programme")?;
    let mine = call.known.called_of_reader(call.actor, call.today);
    if mine.len() < 2 && asked.is_none() {
        return Ok(Vec::new());
    }
    let shown = asked.or(otherwise).or(Some(OfProgramme::All));
    let rest = |name: &str| ["before", "after", "lang", "as", "programme", "round", "sent"].contains(&name);
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
