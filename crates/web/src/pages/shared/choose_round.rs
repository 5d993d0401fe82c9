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
        Choice::new(round.id.to_string(), words, shown == Some(round.id))
    };
    let choices = rounds.iter().map(choice).collect();
    vec![Field::new("round", call.tr.rating_round(), Control::List(choices))]
}
