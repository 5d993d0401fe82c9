//! What a ledger is asked for: it stands in the address, so that a link, the next page and a file ask for the same.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
};
use earnest_app::{
    AppError, LedgerFilter,
    programmes::{rounds_list::list_rounds, rounds_name::programmes_before},
    units::register_load::Running,
};
use earnest_model::{
    id::ProgrammeId,
    ledger::{
        book::{Column, LedgerKind, Words},
        findings::problem::{Level, ProblemState, Source},
        measures::measure::MeasureState,
        order::LedgerOrder,
    },
};

use super::words::words_of;

/// The most characters that are looked for.
const LOOKED_FOR: usize = 100;

/// The filter of the address, for a page of so many rows.
///
/// # Errors
/// A field that is no such value: another list than the one that was asked for would answer.
pub fn filter(call: &Call<'_>, kind: LedgerKind, page: i64) -> Result<LedgerFilter, AppError> {
    let query = call.query;
    let text = |name: &str| {
        let text: String = query.get(name).trim().chars().take(LOOKED_FOR).collect();
        Some(text).filter(|text| !text.is_empty())
    };
    let mut filter = LedgerFilter {
        aspect: text("aspect"),
        overdue_on: call.asked_yes("overdue")?.then_some(call.today),
        level: call.choice("level", Level::parse)?,
        source: call.choice("source", Source::parse)?,
        owner: text("owner"),
        text: text("find"),
        programme: programme(call)?,
        topic: Some(query.get("topic").trim().to_owned()).filter(|topic| !topic.is_empty()),
        round: call.asked("round")?,
        own: call.asked_yes("own")?,
        counted: call.asked_yes("counted")?,
        after: call.asked("after")?,
        limit: call.rows(page),
        ..LedgerFilter::default()
    };
    // Which columns are shown is no question of the list; a file has all.
    query.ask("hide");
    match kind {
        LedgerKind::Problems => {
            filter.problem_states = call.choices("state", ProblemState::parse)?;
        }
        _ => {
            filter.states = call.choices("state", MeasureState::parse)?;
            (filter.order, filter.down) = call.order(|word| LedgerOrder::parse(word).ok())?;
        }
    }
    Ok(filter)
}

/// The programme that is asked for, and those that it follows.
fn programme(call: &Call<'_>) -> Result<Option<(ProgrammeId, Vec<ProgrammeId>)>, AppError> {
    let Some(id) = call.asked::<ProgrammeId>("programme")? else { return Ok(None) };
    Ok(Some((id, programmes_before(&call.context(), id)?)))
}

/// The questions above a ledger: those that are asked most, and the rest.
pub struct Questions {
    /// Always in sight.
    pub first: Vec<Field>,
    /// Folded away until one of them is answered.
    pub more: Vec<Field>,
    /// Whether one of them is.
    pub open: bool,
    /// Whether only what is past its day is asked for.
    pub overdue: bool,
}

/// The programmes to choose from, where there are several.
fn programmes_listed(call: &Call<'_>) -> Option<Field> {
    let mine = call.known.called_of_reader(call.actor, call.today);
    let chosen = call.query.get("programme");
    if mine.len() < 2 && chosen.is_empty() {
        return None;
    }
    let all = Choice::new("", call.tr.ledger_all(), chosen.is_empty());
    let choice = |(one, name): &(&Running, String)| {
        let key = one.programme.to_string();
        Choice::new(key.clone(), name.as_str(), key == chosen)
    };
    let control = Control::List(std::iter::once(all).chain(mine.iter().map(choice)).collect());
    Some(Field::new("programme", call.tr.ledger_programme(), control).optional(call.tr))
}

/// The topics of the rounds on the reader's line to choose from, each once, in order.
fn topics_listed(call: &Call<'_>) -> Result<Option<Field>, AppError> {
    let chosen = call.query.get("topic").trim();
    let mut topics: Vec<(i32, String)> = Vec::new();
    for found in list_rounds(&call.context())?.rounds {
        if !topics.iter().any(|(_, topic)| *topic == found.round.topic) {
            topics.push((found.round.number, found.round.topic));
        }
    }
    topics.sort_by_key(|(number, _)| *number);
    // What somebody asked for stands there, though no round has it.
    if !chosen.is_empty() && !topics.iter().any(|(_, topic)| topic == chosen) {
        topics.push((0, chosen.to_owned()));
    }
    if topics.is_empty() {
        return Ok(None);
    }
    let all = Choice::new("", call.tr.ledger_all(), chosen.is_empty());
    let choice = |(_, topic): &(i32, String)| Choice::new(topic.as_str(), topic.as_str(), topic == chosen);
    let control = Control::List(std::iter::once(all).chain(topics.iter().map(choice)).collect());
    Ok(Some(Field::new("topic", super::words::label(call.tr, Column::Topic), control).optional(call.tr)))
}

/// The questions with what was asked.
pub fn questions(call: &Call<'_>, kind: LedgerKind) -> Result<Questions, AppError> {
    let tr = call.tr;
    let list = |name: &str, column: Column, words: Words| {
        let chosen = call.query.get(name);
        let all = Choice::new("", tr.ledger_all(), chosen.is_empty());
        let words = words_of(call.pack(), call.tr, words).into_iter();
        let choices = words.map(|(key, label)| Choice::new(key.as_str(), label, key == chosen));
        let control = Control::List(std::iter::once(all).chain(choices).collect());
        Field::new(name, super::words::label(call.tr, column), control).optional(tr)
    };
    let line = |name: &str, label: String| Field::line(name, label).value(call.query.get(name)).optional(tr);
    let state = match kind {
        LedgerKind::Problems => list("state", Column::ProblemState, Words::ProblemState),
        _ => list("state", Column::State, Words::MeasureState),
    };
    let programmes = programmes_listed(call);
    let mut more: Vec<Field> = topics_listed(call)?.into_iter().collect();
    more.extend([
        list("level", Column::Level, Words::Level),
        list("source", Column::Source, Words::Source),
        line("owner", super::words::label(call.tr, Column::Owner)),
    ]);
    let mut first = vec![
        line("find", tr.ledger_find().into_owned()),
        state,
        list("aspect", Column::Aspect, Words::Aspect),
    ];
    first.extend(programmes);
    Ok(Questions {
        first,
        open: ["topic", "level", "source", "owner"].iter().any(|name| !call.query.get(name).is_empty()),
        more,
        overdue: call.query.get("overdue") == "1",
    })
}
