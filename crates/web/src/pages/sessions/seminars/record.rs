//! The form of a session: seven questions, and as much about the speeches as somebody noted anyway.

use crate::{
    frame::{
        call::Call,
        drafts::drafted,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::sessions::{
    cases_show::CaseShown,
    seminar_record::{Record, record_seminar},
    seminar_show::{BlankSeminar, blank_seminar},
};
use earnest_model::{
    message::FieldErrors,
    sessions::seminar::{CRITERIA, CaseKind, PARTS, SessionForm, SessionKind, SpeechForm},
};

/// Rows for speeches.
const SPEECHES: usize = 6;

/// Rows for cases.
const CASES: usize = 2;

#[derive(Template)]
#[template(path = "pages/sessions/seminars/record.html")]
struct RecordPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    head: Vec<Field>,
    speeches: Vec<(String, Vec<Field>, bool)>,
    rest: Vec<Field>,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    drafted(call, &paths::sessions::seminar_new(), |call| page(&page_of(call, &FieldErrors::new())?))
}

pub(super) fn record(call: &Call<'_>) -> Outcome {
    let names: Vec<[String; 2 + 2 + 3 + 2]> = (0..SPEECHES).map(speech_names).collect();
    let speech =
        |[post, parts, instances, measures, oneself, duty, work, lessons, story]: &[String; 9]| SpeechForm {
            post: call.form.get(post),
            parts: call
                .form
                .0
                .iter()
                .filter(|(name, _)| name == parts)
                .map(|(_, value)| value.as_str())
                .collect(),
            engagement: [call.form.get(oneself), call.form.get(duty), call.form.get(work)],
            instances: call.form.get(instances),
            measures: call.form.get(measures),
            lessons: call.form.get(lessons),
            story: call.form.get(story),
        };
    let case =
        |row| (call.form.get(&format!("case-{row}-title")), call.form.get(&format!("case-{row}-kind")));
    let form = SessionForm {
        kind: call.form.get("kind"),
        held_on: call.form.get("held_on"),
        minutes: call.form.get("minutes"),
        present: call.form.get("present"),
        expected: call.form.get("expected"),
        leave: call.form.get("leave"),
        interactions: call.form.get("interactions"),
        consensus: call.form.get("consensus"),
        speeches: names.iter().map(speech).collect(),
        cases: (0..CASES).map(case).collect(),
        library: call.form.all("library").collect(),
        another: call.ticked("another")?,
    };
    let round = call.form.one_of("round");
    after_form(
        round.and_then(|round| {
            record_seminar(&call.context(), &Record { unit: call.form.get("unit"), round, form })
        }),
        |_| see(paths::sessions::seminars()),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

/// Names of the fields of a speech: post, parts, instances, measures, the three criteria, lessons, story.
fn speech_names(row: usize) -> [String; 9] {
    ["post", "parts", "instances", "measures", "oneself", "duty", "work", "lessons", "story"]
        .map(|name| format!("speech-{row}-{name}"))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<RecordPage, Fault> {
    let tr = call.tr;
    let asked = blank_seminar(&call.context())?;
    let head = head(call, errors, &asked);
    let speeches: Vec<_> = (0..SPEECHES)
        .map(|row| {
            let fields = speech(call, errors, row);
            let open = fields.iter().any(Field::is_needed);
            (tr.seminar_speech(row + 1), fields, open)
        })
        .collect();
    let rest = rest(call, errors, &asked.cases);
    let all = head.iter().chain(speeches.iter().flat_map(|(_, fields, _)| fields)).chain(&rest);
    Ok(RecordPage {
        shell: call
            .shell(Some(Nav::Observations), tr.seminar_record())
            .lede(tr.seminar_record_lede())
            .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars())),
        errors: ErrorSummary::of(tr, all),
        head,
        speeches,
        rest,
    })
}

/// A field with what was sent and what is wrong with it.
fn field(call: &Call<'_>, errors: &FieldErrors, name: &str, label: String, control: Control) -> Field {
    let fault = call.fault(errors, name);
    Field::new(name, label, control).value(call.form.get(name)).error(fault)
}

fn head(call: &Call<'_>, errors: &FieldErrors, blank: &BlankSeminar) -> Vec<Field> {
    let tr = call.tr;
    let choice =
        |name: &str, value: &str, words: String| Choice::new(value, words, call.form.get(name) == value);
    let units = blank.units.iter().map(|(code, name)| choice("unit", code, name.clone())).collect();
    let rounds = blank.rounds.iter().map(|round| {
        let words = tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        choice("round", &round.id.to_string(), words)
    });
    let none = Choice::new("", tr.seminar_no_round(), false);
    let kinds = SessionKind::ALL.iter().map(|kind| choice("kind", kind.key(), call.word_of(kind))).collect();
    let own = |name: &str, label: std::borrow::Cow<'_, str>, control| {
        field(call, errors, name, label.into_owned(), control)
    };
    let mut fields = vec![
        own("unit", tr.seminar_unit(), Control::List(units)),
        own("round", tr.seminar_round(), Control::List(rounds.chain([none]).collect())),
        own("kind", tr.seminar_kind(), Control::List(kinds)),
        own("held_on", tr.seminar_day(), Control::Line("date")),
        own("minutes", tr.seminar_length(), Control::Number(1, 3_000)),
        own("present", tr.seminar_present(), Control::Number(1, 100_000)),
        own("expected", tr.seminar_expected(), Control::Number(1, 100_000)),
        own("leave", tr.seminar_leave(), Control::Number(0, 10_000)).optional(tr),
    ];
    if errors.at("another").is_some() || !call.form.get("another").is_empty() {
        let yes = choice("another", "yes", tr.seminar_another_yes().into_owned());
        fields.push(own("another", tr.seminar_another(), Control::Any(vec![yes])).optional(tr));
    }
    fields
}

fn speech(call: &Call<'_>, errors: &FieldErrors, row: usize) -> Vec<Field> {
    let (tr, pack, tag) = (call.tr, call.pack(), call.lang.tag());
    let [post, parts, instances, measures, oneself, duty, work, lessons, story] = speech_names(row);
    let own = |name: &str, label: std::borrow::Cow<'_, str>, control| {
        field(call, errors, name, label.into_owned(), control).optional(tr)
    };
    let ticked = |key: &str| call.form.0.iter().any(|(name, value)| *name == parts && value == key);
    let named = PARTS.iter().zip(&pack.speech_parts);
    let all = named.map(|(key, title)| Choice::new(*key, title.name.get(tag), ticked(key))).collect();
    let mut fields = vec![
        own(&post, tr.seminar_post(), Control::Line("text")),
        own(&parts, tr.seminar_parts(), Control::Any(all)),
    ];
    let criteria = [oneself, duty, work];
    debug_assert_eq!(criteria.len(), CRITERIA.len());
    for (name, title) in criteria.iter().zip(&pack.engagement) {
        let given = call.form.get(name);
        let choices = vec![
            Choice::new("", tr.common_not_yet(), given.is_empty()),
            Choice::new("yes", tr.seminar_yes(), given == "yes"),
            Choice::new("no", tr.seminar_no(), given == "no"),
        ];
        fields.push(own(name, title.name.get(tag).into(), Control::List(choices)));
    }
    fields.push(own(&instances, tr.seminar_instances(), Control::Number(0, 10_000)));
    fields.push(own(&measures, tr.seminar_measures(), Control::Number(0, 10_000)));
    fields.push(own(&lessons, tr.seminar_lessons(), Control::Line("text")));
    fields.push(own(&story, tr.seminar_story(), Control::Lines(3)).help(tr.narrative_note()));
    fields
}

fn rest(call: &Call<'_>, errors: &FieldErrors, library: &[CaseShown]) -> Vec<Field> {
    let tr = call.tr;
    let own = |name: &str, label: String, control| field(call, errors, name, label, control).optional(tr);
    let mut fields =
        vec![own("interactions", tr.seminar_interactions().into_owned(), Control::Number(0, 10_000))];
    for row in 0..CASES {
        let (title, kind) = (format!("case-{row}-title"), format!("case-{row}-kind"));
        let given = call.form.get(&kind);
        let kinds = CaseKind::ALL
            .iter()
            .map(|kind| {
                let words = call.word_of(kind);
                Choice::new(kind.key(), words, given == kind.key())
            })
            .collect();
        fields.push(own(&title, tr.seminar_case(row + 1), Control::Line("text")));
        fields.push(own(&kind, tr.seminar_case_kind(row + 1), Control::List(kinds)));
    }
    let chosen = |key: &str| call.form.all("library").any(|sent| sent == key);
    let readable = library.iter().filter_map(|case| {
        let key = case.id.to_string();
        Some(Choice::new(key.as_str(), case.text.as_ref()?.title.as_str(), chosen(&key)))
    });
    let readable: Vec<_> = readable.collect();
    if !readable.is_empty() {
        let label = tr.seminar_library().into_owned();
        fields.push(own("library", label, Control::Any(readable)).help(tr.seminar_library_help()));
    }
    let consensus = own("consensus", tr.seminar_consensus().into_owned(), Control::Lines(3));
    fields.push(consensus.help(tr.seminar_consensus_help()));
    fields
}
