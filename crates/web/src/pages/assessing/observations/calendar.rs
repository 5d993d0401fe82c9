//! Sessions as a calendar file.

use crate::frame::{
    call::Call,
    reply::{Outcome, Reply},
};
use earnest_app::assessing::observations_list::{ObservationLine, one_observation, own_observations};
use earnest_model::calendar::{DayEvent, calendar_file};

fn file(call: &Call<'_>, name: String, lines: &[ObservationLine]) -> Outcome {
    let tr = call.tr;
    let event = |line: &ObservationLine| {
        let topic = tr.draw_round_topic(i64::from(line.round), line.topic.as_str());
        Some(DayEvent {
            uid: format!("observation-{}@earnest", line.id),
            day: line.session_on?,
            summary: tr.observation_event(line.name.as_str()),
            location: line.name.clone(),
            description: format!("{topic}\n{}", line.assessor),
        })
    };
    let events: Vec<_> = lines.iter().filter_map(event).collect();
    let bytes = calendar_file(&events, call.now).into_bytes();
    Ok(Reply::File { media: "text/calendar; charset=utf-8", name, bytes })
}

/// One session.
pub(super) fn one(call: &Call<'_>) -> Outcome {
    let line = one_observation(&call.context(), call.id("id")?)?;
    file(call, format!("session-{}.ics", line.id), &[line])
}

/// All sessions to which the person is sent.
pub(super) fn mine(call: &Call<'_>) -> Outcome {
    file(call, "sessions.ics".to_owned(), &own_observations(&call.context())?)
}
