//! Rows of the record of a session: speeches, exchanges and cases, as many as somebody asks for, with what was typed; and who of
//! the roll came.

use super::criteria::{ASKED, Criterion};
use crate::{
    frame::{ask::Ask, call::Call, fields::Fields},
    look::{Choice, Control, Field},
};
use earnest_i18n::Tr;
use earnest_model::{
    Date,
    id::PostId,
    message::{FieldErrors, Message},
    sessions::{
        exchange::{Came, ExchangeForm, ExchangeKind, MOST_ROWS},
        roll::{Named, OnRoll, Roll},
        seminar::{CRITERIA, CaseKind, PARTS, Session, SpeechForm},
    },
};

/// The kinds of row, as their fields begin, each with the rows that there are before anybody asks for more.
const KINDS: [(&str, usize); 3] = [("speech", 6), ("exchange", 2), ("case", 2)];

/// A row, folded away until something of it was sent, is wrong, or it was asked for.
pub(super) struct Row {
    /// What it is.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What was said in each part, in words, for a speech.
    pub words: Vec<Field>,
    /// Whether it is open.
    pub open: bool,
}

impl Row {
    /// All its fields.
    pub(super) fn all(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(&self.words)
    }
}

/// The kind of which one row more is asked for; what was typed so far comes back with it.
pub(super) fn another(call: &Call<'_>) -> Option<&'static str> {
    let asked = call.form.find("more")?;
    KINDS.iter().map(|(kind, _)| *kind).find(|kind| *kind == asked)
}

/// The word of the button that shows the roll of the day that was given.
const ROLL: &str = "roll";

/// Whether nothing is to be kept yet: one row more is asked for, or the roll of another day; what was typed so far comes back.
pub(super) fn goes_on(call: &Call<'_>) -> bool {
    another(call).is_some() || call.form.find("more") == Some(ROLL)
}

/// What asks for the roll of the day, and for one row more of a kind: the word and what the button says.
pub(super) fn more(tr: Tr) -> Vec<(&'static str, String)> {
    let said = [tr.seminar_more_speeches(), tr.seminar_more_exchanges(), tr.seminar_more_cases()];
    let rows = KINDS.iter().map(|(kind, _)| *kind).zip(said.map(std::borrow::Cow::into_owned));
    std::iter::once((ROLL, tr.seminar_show_roll().into_owned())).chain(rows).collect()
}

/// The places of what was sent of a kind. One row too many is read with the others, so that it is refused and not left out.
pub(super) fn places(call: &Call<'_>, kind: &str) -> std::ops::Range<usize> {
    0..call.rows_sent(kind).min(MOST_ROWS + 1)
}

/// Whom a field names: the post that was chosen and the title that was typed beside it.
pub(in crate::pages::sessions) fn named<'c>(call: &'c Call<'_>, field: &str) -> Named<'c> {
    Named { chosen: call.form.get(field), typed: call.form.get(&format!("{field}-other")) }
}

/// The speeches that were sent.
pub(super) fn speeches<'c>(call: &'c Call<'_>) -> Vec<SpeechForm<'c>> {
    let one = |row: usize| {
        let at = |name: &str| call.form.get(&format!("speech-{row}-{name}"));
        let parts = format!("speech-{row}-parts");
        let ticked = call.form.0.iter().filter(|(name, _)| *name == parts);
        SpeechForm {
            post: named(call, &format!("speech-{row}-post")),
            parts: ticked.map(|(_, value)| value.as_str()).collect(),
            words: PARTS.map(|part| at(&format!("words-{part}"))),
            engagement: CRITERIA.map(at),
            further: with_key(call, &format!("speech-{row}-criterion-")),
            asked: asked(call, row),
            instances: at("instances"),
            measures: at("measures"),
            lessons: at("lessons"),
            story: at("story"),
        }
    };
    places(call, "speech").map(one).collect()
}

/// What was sent under names that begin so: what follows in the name, and the answer.
fn with_key<'c>(call: &'c Call<'_>, prefix: &str) -> Vec<(&'c str, &'c str)> {
    let fields = call.form.0.iter();
    fields.filter_map(|(name, value)| name.strip_prefix(prefix).map(|key| (key, value.as_str()))).collect()
}

/// What was sent of the criteria that the form asked: key and answer. What it carries along of a round before is no answer of this
/// one, though the key may be the same.
fn asked<'c>(call: &'c Call<'_>, row: usize) -> Vec<(&'c str, &'c str)> {
    let prefix = format!("speech-{row}-{ASKED}-");
    let before = call.form.get("criteria_before");
    let is_carried =
        |name: &str| before.split(' ').filter_map(|one| one.strip_prefix(&prefix)).any(|one| one == name);
    let all = with_key(call, &prefix).into_iter().filter(|(name, _)| !is_carried(name));
    all.filter_map(|(name, answer)| Some((name.split_once('-')?.1, answer))).collect()
}

/// The exchanges that were sent.
pub(super) fn exchanges<'c>(call: &'c Call<'_>) -> Vec<ExchangeForm<'c>> {
    let one = |row: usize| {
        let at = |name: &str| call.form.get(&format!("exchange-{row}-{name}"));
        ExchangeForm {
            kind: at("kind"),
            by: named(call, &format!("exchange-{row}-by")),
            to: named(call, &format!("exchange-{row}-to")),
            said: at("said"),
            answer: at("answer"),
        }
    };
    places(call, "exchange").map(one).collect()
}

/// The cases that were sent: title and the word of their kind.
pub(super) fn cases<'c>(call: &'c Call<'_>) -> Vec<(&'c str, &'c str)> {
    let at = |row: usize, name: &str| call.form.get(&format!("case-{row}-{name}"));
    places(call, "case").map(|row| (at(row, "title"), at(row, "kind"))).collect()
}

/// What was sent of who came.
pub(super) fn attendance<'c>(call: &'c Call<'_>) -> Vec<(&'c str, &'c str)> {
    call.form.with_prefix("came-").collect()
}

/// What was chosen of the roll and does not fit the day, each at its field: a post that was not held on it.
pub(super) fn misfits(call: &Call<'_>, roll: &Roll, day: Option<Date>) -> FieldErrors {
    let mut errors = FieldErrors::new();
    let Some(day) = day else { return errors };
    let gone = |key: &str| {
        let post = key.trim().parse().map(PostId).ok()?;
        roll.with(post).filter(|one| !one.days.hold(day)).map(|one| one.title.as_str())
    };
    let told = |title: &str| Message::new("error-roll-day").with("post", title);
    let marks = attendance(call).into_iter().filter(|(_, word)| !word.trim().is_empty());
    for (key, title) in marks.filter_map(|(key, _)| Some((key, gone(key)?))) {
        errors.add(format!("came-{key}"), told(title));
    }
    for (kind, field) in [("speech", "post"), ("exchange", "by"), ("exchange", "to")] {
        for name in places(call, kind).map(|row| format!("{kind}-{row}-{field}")) {
            if let Some(title) = gone(call.form.get(&name)) {
                errors.add(name, told(title));
            }
        }
    }
    errors
}

/// What the rows are made of.
pub(super) struct Asked<'c> {
    pub(super) call: &'c Call<'c>,
    pub(super) errors: &'c FieldErrors,
    pub(super) roll: &'c Roll,
    /// The day of the session, as far as it is known.
    pub(super) day: Option<Date>,
    /// What is asked of a speech.
    pub(super) criteria: Vec<Criterion>,
}

impl Asked<'_> {
    /// The posts that were held on the day; or today, while no day is told.
    fn held(&self) -> Vec<&OnRoll> {
        let day = self.day.unwrap_or(self.call.today);
        self.roll.0.iter().filter(|one| one.days.hold(day)).collect()
    }

    /// The same, and those that the form names all the same.
    fn held_or_named(&self, named: impl Fn(&OnRoll) -> bool) -> Vec<&OnRoll> {
        let held: Vec<_> = self.held().iter().map(|one| one.post).collect();
        self.roll.0.iter().filter(|one| held.contains(&one.post) || named(one)).collect()
    }

    /// A post to choose, and a line for one that the roll does not have.
    fn post(&self, name: &str, label: String, other: String) -> Vec<Field> {
        let (call, tr) = (self.call, self.call.tr);
        let sent = call.form.get(name);
        // A post that was not held on the day stays chosen, and what is wrong is said there.
        let held = self.held_or_named(|one| one.post.to_string() == sent);
        let on_roll = held.iter().any(|one| one.post.to_string() == sent);
        let typed_name = format!("{name}-other");
        let typed = match call.form.get(&typed_name) {
            "" if !on_roll => sent,
            typed => typed,
        };
        let fault = call.fault(self.errors, name);
        if held.is_empty() {
            return vec![Field::line(name.to_owned(), label).value(typed).error(fault).optional(tr)];
        }
        let none = Choice::new("", tr.common_not_yet(), !on_roll);
        let posts = held.iter().map(|one| {
            let key = one.post.to_string();
            let chosen = key == sent;
            Choice::new(key, one.title.as_str(), chosen)
        });
        let posts = Control::List(std::iter::once(none).chain(posts).collect());
        vec![
            Field::new(name.to_owned(), label, posts).value(sent).error(fault).optional(tr),
            Field::line(typed_name, other).value(typed).optional(tr),
        ]
    }

    /// The rows: as many as were sent and one more of what is asked for, or as many as there are at first.
    pub(super) fn rows(&self, of: &str) -> Vec<Row> {
        let call = self.call;
        let at_first = KINDS.iter().find(|(kind, _)| *kind == of).map_or(0, |(_, rows)| *rows);
        let asked = another(call) == Some(of);
        let sent = call.rows_sent(of).max(at_first);
        let too_many = format!("{of}-{MOST_ROWS}-");
        // The one that is too many stands there, so that it can be seen what is wrong.
        let most = MOST_ROWS + usize::from(self.errors.iter().any(|(field, _)| field.starts_with(&too_many)));
        let shown = if asked { sent + 1 } else { sent }.min(most);
        let row = |row: usize| {
            let (title, fields, words) = match of {
                "speech" => (call.tr.seminar_speech(row + 1), self.speech(row), self.words(row)),
                "exchange" => (call.tr.seminar_exchange(row + 1), self.exchange(row), Vec::new()),
                _ => (call.tr.seminar_case(row + 1), self.case(row), Vec::new()),
            };
            let open = asked && row + 1 == shown || self.is_told(&format!("{of}-{row}-"));
            Row { title, fields, words, open }
        };
        (0..shown).map(row).collect()
    }

    /// Whether something of a row was sent or is wrong.
    fn is_told(&self, prefix: &str) -> bool {
        let mut sent = self.call.form.with_prefix(prefix);
        self.errors.iter().any(|(field, _)| field.starts_with(prefix))
            || sent.any(|(name, value)| name != "kind" && !value.trim().is_empty())
    }

    fn speech(&self, row: usize) -> Vec<Field> {
        let (call, tr, tag) = (self.call, self.call.tr, self.call.lang.tag());
        let ask = Ask::new(call, self.errors, "");
        let at = |name: &str| format!("speech-{row}-{name}");
        let mut fields =
            self.post(&at("post"), tr.seminar_post().into_owned(), tr.seminar_post_other().into_owned());
        let parts = PARTS.iter().zip(&call.pack().speech_parts);
        let parts = parts.map(|(key, title)| ((*key).to_owned(), title.name.get(tag).to_owned()));
        fields.push(ask.any(&at("parts"), tr.seminar_parts(), &[], parts).optional(tr));
        for criterion in &self.criteria {
            let choices = [
                (String::new(), tr.common_not_yet().into_owned()),
                ("yes".to_owned(), tr.seminar_yes().into_owned()),
                ("no".to_owned(), tr.seminar_no().into_owned()),
            ];
            let field = ask.list(&at(&criterion.field), criterion.name.as_str(), "", choices).optional(tr);
            fields.push(field.error(call.fault(self.errors, &at(&criterion.told()))));
        }
        let number = Control::Number(0, 10_000);
        fields.push(ask.field(&at("instances"), tr.seminar_instances(), number, "").optional(tr));
        let number = Control::Number(0, 10_000);
        fields.push(ask.field(&at("measures"), tr.seminar_measures(), number, "").optional(tr));
        fields.push(ask.line(&at("lessons"), tr.seminar_lessons()).optional(tr));
        let story = ask.field(&at("story"), tr.seminar_story(), Control::Lines(3), "");
        fields.push(story.help(tr.narrative_note()).optional(tr));
        fields
    }

    /// What was said in each part, if somebody wants it written down.
    fn words(&self, row: usize) -> Vec<Field> {
        let (call, tr, tag) = (self.call, self.call.tr, self.call.lang.tag());
        let ask = Ask::new(call, self.errors, "");
        let parts = PARTS.iter().zip(&call.pack().speech_parts);
        let field = |(key, title): (&&str, &earnest_model::pack::Title)| {
            let name = format!("speech-{row}-words-{key}");
            ask.field(&name, title.name.get(tag), Control::Lines(2), "").optional(tr)
        };
        parts.map(field).collect()
    }

    fn exchange(&self, row: usize) -> Vec<Field> {
        let (call, tr) = (self.call, self.call.tr);
        let ask = Ask::new(call, self.errors, "");
        let at = |name: &str| format!("exchange-{row}-{name}");
        let kinds = ask.words("exchange-kind", ExchangeKind::ALL.iter().map(|kind| kind.key()));
        let mut fields = vec![ask.list(&at("kind"), tr.seminar_kind(), "", kinds).optional(tr)];
        let other = || tr.seminar_post_other().into_owned();
        fields.extend(self.post(&at("by"), tr.exchange_by().into_owned(), other()));
        fields.extend(self.post(&at("to"), tr.exchange_to().into_owned(), other()));
        fields.push(ask.field(&at("said"), tr.exchange_said(), Control::Lines(2), "").optional(tr));
        fields.push(ask.field(&at("answer"), tr.exchange_answer(), Control::Lines(2), "").optional(tr));
        fields
    }

    fn case(&self, row: usize) -> Vec<Field> {
        let tr = self.call.tr;
        let ask = Ask::new(self.call, self.errors, "");
        let kinds = ask.words("case-kind", CaseKind::ALL.iter().map(|kind| kind.key()));
        vec![
            ask.line(&format!("case-{row}-title"), tr.seminar_case(row + 1)).optional(tr),
            ask.list(&format!("case-{row}-kind"), tr.seminar_case_kind(row + 1), "", kinds).optional(tr),
        ]
    }

    /// Who of the roll came: one question a post. `before` is the record that is corrected: make-ups stay.
    pub(super) fn attendance(&self, before: Option<&Session>) -> Vec<Field> {
        let (call, tr) = (self.call, self.call.tr);
        let ask = Ask::new(call, self.errors, "");
        let was = before.map(|session| session.body.attendance.as_slice()).unwrap_or_default();
        let question = |one: &&OnRoll| {
            let made_up = was.iter().any(|was| was.post == one.post && was.came == Came::MadeUp);
            let words = Came::ALL.iter().filter(|came| made_up || **came != Came::MadeUp);
            let none = (String::new(), tr.common_not_yet().into_owned());
            let choices = ask.words("came", words.map(|came| came.key()));
            let name = format!("came-{}", one.post);
            ask.list(&name, one.title.as_str(), "", std::iter::once(none).chain(choices)).optional(tr)
        };
        let mark = |one: &OnRoll| call.decided(&format!("came-{}", one.post));
        let marked = |one: &OnRoll| mark(one).is_some_and(|word| !word.trim().is_empty());
        self.held_or_named(marked).iter().map(question).collect()
    }
}

/// A record as the form sends it: what a correction begins with.
pub(super) fn sent_of(
    session: &Session,
    round: Option<String>,
    (criteria, cases): (&[Criterion], &[String]),
) -> Fields {
    let mut fields = Fields::default();
    let mut put = |name: String, value: String| fields.0.push((name, value));
    put("criteria_of".to_owned(), round.clone().unwrap_or_default());
    put("round".to_owned(), round.unwrap_or_default());
    put("kind".to_owned(), session.kind.key().to_owned());
    put("held_on".to_owned(), session.held_on.to_string());
    for (name, number) in
        [("minutes", session.minutes), ("present", session.present), ("expected", session.expected)]
    {
        put(name.to_owned(), number.to_string());
    }
    let body = &session.body;
    put("leave".to_owned(), body.leave.to_string());
    put("interactions".to_owned(), body.interactions.to_string());
    let consensus: Vec<_> = body.consensus.iter().map(ToString::to_string).collect();
    put("consensus".to_owned(), consensus.join("\n"));
    for one in &body.attendance {
        put(format!("came-{}", one.post), one.came.key().to_owned());
    }
    for (row, speech) in body.speeches.iter().enumerate() {
        let at = |name: &str| format!("speech-{row}-{name}");
        match speech.holder {
            Some(post) => put(at("post"), post.to_string()),
            None => put(at("post-other"), speech.post.to_string()),
        }
        let had = PARTS.iter().zip(speech.parts).filter(|(_, had)| *had);
        had.for_each(|(part, _)| put(at("parts"), (*part).to_owned()));
        for (part, words) in PARTS.iter().zip(&speech.words) {
            put(at(&format!("words-{part}")), words.as_ref().map(ToString::to_string).unwrap_or_default());
        }
        for criterion in criteria {
            let met = criterion.met(speech).map_or("", |met| if met { "yes" } else { "no" });
            put(at(&criterion.field), met.to_owned());
        }
        put(at("instances"), speech.instances.to_string());
        put(at("measures"), speech.measures.to_string());
        put(at("lessons"), speech.lessons.as_ref().map(ToString::to_string).unwrap_or_default());
        put(at("story"), speech.story.as_ref().map(|story| story.as_str().to_owned()).unwrap_or_default());
    }
    for (row, one) in body.exchanges.iter().enumerate() {
        let at = |name: &str| format!("exchange-{row}-{name}");
        put(at("kind"), one.kind.key().to_owned());
        for (name, by) in [("by", Some(&one.by)), ("to", one.to.as_ref())] {
            match by.map(|by| (by.post, &by.title)) {
                Some((Some(post), _)) => put(at(name), post.to_string()),
                Some((None, title)) => put(at(&format!("{name}-other")), title.to_string()),
                None => {}
            }
        }
        put(at("said"), one.said.as_ref().map(ToString::to_string).unwrap_or_default());
        put(at("answer"), one.answer.as_ref().map(ToString::to_string).unwrap_or_default());
    }
    for (row, case) in body.cases.iter().enumerate() {
        let kind = if case.positive { CaseKind::Positive } else { CaseKind::Negative };
        put(format!("case-{row}-title"), case.title.to_string());
        put(format!("case-{row}-kind"), kind.key().to_owned());
    }
    cases.iter().for_each(|key| put("library".to_owned(), key.clone()));
    fields
}
