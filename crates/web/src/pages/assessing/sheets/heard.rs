//! The part of an observer's sheet that follows the session speaker by speaker; it fits a phone.

use crate::{
    frame::call::Call,
    look::{Cell, Choice, Control, Field, Notice, Table, Tone},
};
use earnest_i18n::Tr;
use earnest_model::{
    message::FieldErrors,
    programmes::standard::{Item, Standard},
    sessions::{
        exchange::MOST_ROWS,
        heard::{Heard, HeardForm, Met, SpeakerForm},
    },
};

/// Rows for speakers: a leading group of the usual size. There are as many more as are asked for.
const SPEAKERS: usize = 9;

/// What asks for one row more.
pub(super) const MORE: &str = "speaker";

/// Whether one row more is asked for.
pub(super) fn asks_for_more(call: &Call<'_>) -> bool {
    call.form.find("more").is_some_and(|kind| kind == MORE)
}

/// How many rows there are: those that were sent, filled or not, and one more where it is asked for.
fn rows_of(call: &Call<'_>) -> usize {
    (call.rows_sent("speaker").max(SPEAKERS) + usize::from(asks_for_more(call))).min(MOST_ROWS)
}

/// A speaker's questions, with their heading, and whether they must not be folded away.
pub(super) struct SpeakerFields {
    pub(super) title: String,
    pub(super) fields: Vec<Field>,
    pub(super) open: bool,
}

/// The names of a speaker's fields.
pub(super) struct Names {
    post: String,
    ticked: String,
    items: Vec<(String, String)>,
}

/// The names of all speakers' fields, for a standard that has items marked speaker by speaker.
pub(super) fn names(call: &Call<'_>, standard: &Standard) -> Vec<Names> {
    let items: Vec<_> = standard.per_speaker().map(|item| item.key.clone()).collect();
    let rows = if items.is_empty() { 0 } else { rows_of(call) };
    let name = |row: usize| Names {
        post: format!("speaker-{row}-post"),
        ticked: format!("speaker-{row}-ticked"),
        items: items.iter().map(|key| (key.clone(), format!("speaker-{row}-{key}"))).collect(),
    };
    (0..rows).map(name).collect()
}

/// What was sent of them.
pub(super) fn form<'f>(call: &'f Call<'_>, names: &'f [Names]) -> HeardForm<'f> {
    let speaker = |names: &'f Names| SpeakerForm {
        post: call.form.get(&names.post),
        met: names.items.iter().map(|(key, name)| (key.as_str(), call.form.get(name))).collect(),
        ticked: call.form.all(&names.ticked).collect(),
    };
    HeardForm {
        speakers: names.iter().map(speaker).collect(),
        positive: call.form.get("positive"),
        negative: call.form.get("negative"),
        interactions: call.form.get("interactions"),
    }
}

fn word(tr: Tr, met: Met) -> String {
    match met {
        Met::Fully => tr.heard_fully(),
        Met::Partly => tr.heard_partly(),
        Met::Not => tr.heard_not(),
    }
    .into_owned()
}

/// The questions for each speaker.
pub(super) fn speakers(call: &Call<'_>, errors: &FieldErrors, standard: &Standard) -> Vec<SpeakerFields> {
    let items: Vec<_> = standard.per_speaker().collect();
    let rows = names(call, standard).into_iter().enumerate();
    rows.map(|(row, names)| speaker(call, errors, (row, &names), &items)).collect()
}

fn speaker(
    call: &Call<'_>,
    errors: &FieldErrors,
    (row, names): (usize, &Names),
    items: &[&Item],
) -> SpeakerFields {
    let (tr, tag) = (call.tr, call.lang.tag());
    let fault = |name: &str| call.fault(errors, name);
    let given = call.form.get(&names.post);
    let mut fields = vec![
        Field::line(names.post.as_str(), tr.heard_post()).value(given).error(fault(&names.post)).optional(tr),
    ];
    let mut touched = !given.is_empty();
    for (item, (_, name)) in items.iter().zip(&names.items) {
        let given = call.form.get(name);
        touched |= !given.is_empty() || errors.at(name).is_some();
        let choices = Met::ALL.iter().map(|met| Choice::new(met.key(), word(tr, *met), given == met.key()));
        let field = Field::new(name.as_str(), item.name.get(tag), Control::One(choices.collect()));
        fields.push(field.error(fault(name)).optional(tr));
    }
    let ticked = |key: &str| call.form.all(&names.ticked).any(|sent| sent == key);
    let told = vec![
        Choice::new("instance", tr.heard_instance(), ticked("instance")),
        Choice::new("measure", tr.heard_measure(), ticked("measure")),
    ];
    touched |= told.iter().any(|choice| choice.chosen) || errors.at(&names.post).is_some();
    fields.push(Field::new(names.ticked.as_str(), tr.heard_told(), Control::Any(told)).optional(tr));
    let title =
        if given.is_empty() { tr.heard_speaker(row + 1) } else { tr.heard_speaker_named(given, row + 1) };
    SpeakerFields { title, fields, open: touched || row == 0 }
}

/// The questions about the whole session.
pub(super) fn session(call: &Call<'_>, errors: &FieldErrors, standard: &Standard) -> Vec<Field> {
    if standard.per_speaker().next().is_none() {
        return Vec::new();
    }
    let tr = call.tr;
    let count = |name: &str, label: std::borrow::Cow<'_, str>| {
        Field::new(name, label, Control::Number(0, 10_000))
            .value(call.form.get(name))
            .error(call.fault(errors, name))
            .optional(tr)
    };
    vec![
        count("positive", tr.heard_positive()),
        count("negative", tr.heard_negative()),
        count("interactions", tr.heard_interactions()),
    ]
}

/// What was heard, on a sheet that was handed in.
pub(super) fn table(call: &Call<'_>, heard: &Heard, standard: &Standard) -> Table {
    let (tr, tag) = (call.tr, call.lang.tag());
    let items: Vec<_> = standard.per_speaker().collect();
    let mut table = Table::new(tr.heard_caption()).column(tr.heard_post());
    for item in &items {
        table = table.column(item.name.get(tag));
    }
    table = table.column(tr.heard_told());
    let none = || tr.common_not_yet().into_owned();
    let rows = heard.speakers.iter().map(|speaker| {
        let mut cells = vec![Cell::from(speaker.post.as_str())];
        for item in &items {
            let met = speaker.met.get(&item.key).and_then(|word| Met::parse(word).ok());
            cells.push(met.map_or_else(none, |met| word(tr, met)).into());
        }
        let told = [(speaker.instance, tr.heard_instance()), (speaker.measure, tr.heard_measure())];
        let told: Vec<_> =
            told.into_iter().filter(|(yes, _)| *yes).map(|(_, words)| words.into_owned()).collect();
        cells.push(if told.is_empty() { none().into() } else { told.join(" · ").into() });
        cells
    });
    table.rows(rows).or_say(Notice::new(Tone::Empty, tr.heard_nobody()))
}
