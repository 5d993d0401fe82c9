//! The list of rounds to choose from, above a page that shows one of them, and whose round is meant.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
};
use earnest_app::{
    AppError,
    nearest::WhichRound,
    programmes::{
        rounds_list::{ProgrammeTitle, RoundName, RoundOf},
        rounds_name::name_rounds,
    },
};
use earnest_model::{
    id::RoundId,
    programmes::round::{Round, RoundState},
};
use std::collections::HashMap;

/// Which round the address asks for, and of which programme.
///
/// # Errors
/// Either is no key, or stands twice.
pub fn which_round(call: &Call<'_>) -> Result<WhichRound, AppError> {
    Ok(WhichRound { round: call.asked("round")?, programme: call.asked("programme")? })
}

/// The field, where there are several rounds; none otherwise.
pub fn choose_round(call: &Call<'_>, rounds: &[RoundName], shown: Option<RoundId>) -> Vec<Field> {
    if rounds.len() < 2 {
        return Vec::new();
    }
    let choice = |round: &RoundName| {
        let words = call.tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        Choice::new(round.id.to_string(), of_organiser(call, round, &words), shown == Some(round.id))
    };
    // What is archived stands there only where it is shown.
    let rounds = rounds.iter().filter(|round| !round.put_away || shown == Some(round.id));
    let choices = rounds.map(choice).collect();
    vec![Field::new("round", call.tr.rating_round(), Control::List(choices))]
}

/// Whose a round is: the organiser, and where it has more than one programme, which of them.
pub fn whose(call: &Call<'_>, organiser: &str, programme: Option<&ProgrammeTitle>) -> String {
    let named = |programme: &ProgrammeTitle| {
        let title = call.tr.caption_programme(programme.id.to_string(), programme.title.as_str());
        format!("{organiser} · {title}")
    };
    programme.map_or_else(|| organiser.to_owned(), named)
}

/// The rounds of a unit's line for a form, each by its key and its words, with whose it is where they are of several
/// organisers or programmes.
pub fn rounds_of_line<'r>(
    call: &Call<'_>,
    rounds: &'r [RoundOf],
    words: impl Fn(&Round) -> String + 'r,
) -> Vec<(String, String)> {
    let several = rounds
        .iter()
        .any(|found| rounds.first().is_some_and(|first| first.round.programme != found.round.programme));
    let choice = |found: &RoundOf| {
        let words = words(&found.round);
        let words = if several {
            format!("{} · {words}", whose(call, &found.organiser, found.programme.as_ref()))
        } else {
            words
        };
        // What can still be recorded of a closed one is chosen knowingly.
        let closed = found.round.state == RoundState::Closed;
        let words = if closed { format!("{words} · {}", call.word_of(found.round.state)) } else { words };
        (found.round.id.to_string(), words)
    };
    rounds.iter().map(choice).collect()
}

/// Words of a round with whose it is.
fn of_organiser(call: &Call<'_>, round: &RoundName, words: &str) -> String {
    format!("{} · {words}", whose(call, &round.organiser, round.programme.as_ref()))
}

/// What a page or file says of the round that it shows, with whose round it is.
pub fn told_of(call: &Call<'_>, rounds: &[RoundName], shown: RoundId, words: &str) -> String {
    let round = rounds.iter().find(|round| round.id == shown);
    round.map_or_else(|| words.to_owned(), |round| of_organiser(call, round, words))
}

/// A round by its number, with whose it is.
pub fn round_of(call: &Call<'_>, rounds: &HashMap<RoundId, RoundName>, id: RoundId, number: i32) -> String {
    let words = call.tr.board_round(i64::from(number));
    rounds.get(&id).map_or_else(|| words.clone(), |round| of_organiser(call, round, &words))
}

/// A round by its number and topic, with whose it is.
pub fn of_named(
    call: &Call<'_>,
    rounds: &HashMap<RoundId, RoundName>,
    id: RoundId,
    (number, topic): (i32, &str),
) -> String {
    let words = call.tr.draw_round_topic(i64::from(number), topic);
    rounds.get(&id).map_or_else(|| words.clone(), |round| of_organiser(call, round, &words))
}

/// Whose a round is, of a page that shows a record of it.
pub fn whose_round(call: &Call<'_>, id: RoundId) -> Result<Option<String>, AppError> {
    let named = name_rounds(&call.context(), [id])?;
    Ok(named.get(&id).map(|round| whose(call, &round.organiser, round.programme.as_ref())))
}

/// What is said of a round, with whose it is.
pub fn of_whom(words: &str, whose: Option<String>) -> String {
    whose.map_or_else(|| words.to_owned(), |whose| format!("{whose} · {words}"))
}
