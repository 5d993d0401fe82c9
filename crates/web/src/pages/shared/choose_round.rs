//! The list of rounds to choose from, above a page that shows one of them.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
};
use earnest_app::programmes::rounds_list::RoundName;
use earnest_model::id::RoundId;

/// The field, where there are several rounds; none otherwise.
pub fn choose_round(call: &Call<'_>, rounds: &[RoundName], shown: Option<RoundId>) -> Vec<Field> {
    if rounds.len() < 2 {
        return Vec::new();
    }
    let choice = |round: &RoundName| {
        let words = call.tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        Choice::new(round.id.to_string(), of_organiser(round, &words), shown == Some(round.id))
    };
    let choices = rounds.iter().map(choice).collect();
    vec![Field::new("round", call.tr.rating_round(), Control::List(choices))]
}

/// Words of a round with whose it is.
fn of_organiser(round: &RoundName, words: &str) -> String {
    format!("{} · {words}", round.organiser)
}

/// What a page or file says of the round that it shows, with whose round it is.
pub fn told_of(rounds: &[RoundName], shown: RoundId, words: &str) -> String {
    let round = rounds.iter().find(|round| round.id == shown);
    round.map_or_else(|| words.to_owned(), |round| of_organiser(round, words))
}
