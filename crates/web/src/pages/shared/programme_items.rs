//! The items of a programme of which a visit can say how far they have come: its rounds by their topics, the activities besides the
//! seminar, and the sections of a plan. They are data of the pack.

use crate::frame::call::Call;

/// The items: key and name, in the order of the pack.
pub fn programme_items(call: &Call<'_>) -> Vec<(String, String)> {
    let (tr, tag, pack) = (call.tr, call.lang.tag(), call.pack());
    let topics =
        pack.topics.iter().zip(1_i64..).map(|(topic, number)| {
            (format!("topic-{number}"), tr.draw_round_topic(number, topic.name.get(tag)))
        });
    let activities = pack
        .activities
        .iter()
        .map(|activity| (format!("activity-{}", activity.kind.key()), call.word_of(activity.kind)));
    let sections = pack
        .checklist
        .iter()
        .map(|section| (format!("section-{}", section.key), section.name.get(tag).to_owned()));
    topics.chain(activities).chain(sections).collect()
}

/// What an item is called; its key where the pack has no such item any more.
pub fn item_called(call: &Call<'_>, key: &str) -> String {
    let found = programme_items(call).into_iter().find(|(known, _)| known == key);
    found.map_or_else(|| key.to_owned(), |(_, name)| name)
}
