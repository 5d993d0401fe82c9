//! Of which programme a list of records of rounds is, and the ways to the same list of another one.

use crate::frame::{address::Asking, call::Call, fields::Fields};
use earnest_app::{AppError, nearest::OfList};
use earnest_model::{
    figures::scope::{ALL, OfProgramme},
    id::ProgrammeId,
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

/// The ways to the list of each programme and of all of them: words, address, whether it is shown. None where whoever asks is in
/// one programme and asked for none. Asked after the list was read: what may not be read has no title here.
pub fn programmes_listed(call: &Call<'_>, with_none: bool) -> Result<Vec<(String, String, bool)>, AppError> {
    ways(call, with_none, call.actor.programme())
}

/// The same of a list that is of all programmes where none is asked for: of what people owe, wherever they owe it.
///
/// # Errors
/// As above.
pub fn programmes_beside(call: &Call<'_>) -> Result<Vec<(String, String, bool)>, AppError> {
    ways(call, true, None)
}

fn ways(
    call: &Call<'_>,
    with_none: bool,
    unsaid: Option<ProgrammeId>,
) -> Result<Vec<(String, String, bool)>, AppError> {
    let asked: Option<OfProgramme> = call.asked("programme")?;
    let mine = call.known.called_of_reader(call.actor, call.today);
    if mine.len() < 2 && asked.is_none() {
        return Ok(Vec::new());
    }
    let shown = asked.or_else(|| unsaid.map(OfProgramme::This)).or(Some(OfProgramme::All));
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
