//! Every key that comes from below has words. (The build sees to it that each has them in all languages.)
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::shared::sources;
use earnest_i18n::{KEYS, Lang, MESSAGES, Tr};
use earnest_model::{
    act::Act,
    actor::Role,
    assessing::{appeal::AppealState, second_mark::SecondReason},
    circulars::{
        circular::{Addressees, Polarity},
        circular_check::{DraftState, PassageState, PassageStep},
    },
    desk::{
        job::{JobKind, JobState},
        mail::MailMode,
        notice::{NoticeKind, TELLINGS},
    },
    duties::{
        cascade::CascadeStage,
        duty::{DutyKind, PostKind},
    },
    figures::figure_name::{CountUnit, FigureName},
    ledger::{
        findings::{
            origin::OriginKind,
            problem::{Level, Source},
            vague::Vague,
        },
        measures::{
            measure::{MeasureState, Step},
            measure_form::TimeClass,
        },
    },
    organisation::LANGUAGES,
    permit::ActionKind,
    plans::plan::{Outcome, PlanState},
    programmes::{
        bodies::{Answer, Part},
        gates::Gate,
        round::RoundState,
    },
    record::RecordKind,
    sessions::{
        exchange::{Came, ExchangeKind},
        resolution::ResolutionState,
        self_evaluation::Gained,
        seminar::SessionKind,
    },
    tasks::task::{LateKind, TaskKind, TaskState, TaskStep},
    visits::{
        tour::{ChargeKind, ChosenBy},
        visit::{ItemChoice, MeetingKind, Progress, Reach, Seen},
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

fn wanted() -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |domain: &str, keys: Vec<&'static str>| {
        all.extend(keys.into_iter().map(|key| format!("{domain}-{key}")));
    };
    add("role", Role::ALL.iter().map(|it| it.key()).collect());
    add("act", Act::WORDS.iter().flat_map(|words| words.iter().copied()).collect());
    add("action", ActionKind::ALL.iter().map(|it| it.key()).collect());
    add("plan-state", PlanState::ALL.iter().map(|it| it.key()).collect());
    add("outcome", Outcome::ALL.iter().map(|it| it.key()).collect());
    add("body-part", Part::ALL.iter().map(|it| it.key()).collect());
    add("body-answer", Answer::ALL.iter().map(|it| it.key()).collect());
    add("round-state", RoundState::ALL.iter().map(|it| it.key()).collect());
    add("gate", Gate::ALL.iter().map(|it| it.key()).collect());
    add("measure-state", MeasureState::ALL.iter().map(|it| it.key()).collect());
    add("step", Step::ALL.iter().map(|it| it.key()).collect());
    add("duty-kind", DutyKind::ALL.iter().map(|it| it.key()).collect());
    add("visit-seen", Seen::ALL.iter().map(|it| it.key()).collect());
    add("charge-kind", ChargeKind::ALL.iter().map(|it| it.key()).collect());
    add("chosen-by", ChosenBy::ALL.iter().map(|it| it.key()).collect());
    add("task-kind", TaskKind::ALL.iter().map(|it| it.key()).collect());
    add("task-state", TaskState::ALL.iter().map(|it| it.key()).collect());
    add("task-step", TaskStep::ALL.iter().map(|it| it.key()).collect());
    add("vague", Vague::ALL.iter().map(|it| it.key()).collect());
    add("gained", Gained::ALL.iter().map(|it| it.key()).collect());
    add("came", Came::ALL.iter().map(|it| it.key()).collect());
    add("exchange-kind", ExchangeKind::ALL.iter().map(|it| it.key()).collect());
    add("resolution-state", ResolutionState::ALL.iter().map(|it| it.key()).collect());
    add("late-kind", LateKind::ALL.iter().map(|it| it.key()).collect());
    add("post-kind", PostKind::ALL.iter().map(|it| it.key()).collect());
    add("cascade-stage", CascadeStage::ALL.iter().map(|it| it.key()).collect());
    add("level", Level::ALL.iter().map(|it| it.key()).collect());
    add("source", Source::ALL.iter().map(|it| it.key()).collect());
    add("time-class", TimeClass::ALL.iter().map(|it| it.key()).collect());
    add("meeting-kind", MeetingKind::ALL.iter().map(|it| it.key()).collect());
    add("visit-item-kind", ItemChoice::ALL.iter().map(|it| it.key()).collect());
    add("visit-progress", Progress::ALL.iter().map(|it| it.key()).collect());
    add("origin", OriginKind::ALL.iter().map(|it| it.key()).collect());
    add("visit-reach", Reach::ALL.iter().map(|it| it.key()).collect());
    add("second-reason", SecondReason::ALL.iter().map(|it| it.key()).collect());
    add("polarity", Polarity::ALL.iter().map(|it| it.key()).collect());
    add("addressees", Addressees::ALL.iter().map(|it| it.key()).collect());
    add("circular-draft-state", DraftState::ALL.iter().map(|it| it.key()).collect());
    add("passage-state", PassageState::ALL.iter().map(|it| it.key()).collect());
    add(
        "passage-step",
        PassageStep::OF_UNIT.iter().chain(&PassageStep::OF_OFFICE).map(|it| it.key()).collect(),
    );
    add("appeal-state", AppealState::ALL.iter().map(|it| it.key()).collect());
    add("session-kind", SessionKind::ALL.iter().map(|it| it.key()).collect());
    add("figure", FigureName::ALL.iter().map(|it| it.key()).collect());
    add("notice-word", TELLINGS.iter().map(|one| one.word).collect());
    add("mail-mode", MailMode::ALL.iter().map(|it| it.key()).collect());
    add("job-kind", JobKind::ALL.iter().map(|it| it.key()).collect());
    add("job-state", JobState::ALL.iter().map(|it| it.key()).collect());
    add("notice-kind", NoticeKind::ALL.iter().map(|it| it.key()).collect());
    add("count", CountUnit::ALL.iter().map(|it| it.key()).collect());
    all
}

#[test]
fn every_name_of_a_state_role_action_and_figure_has_words() {
    let silent: Vec<_> = wanted().into_iter().filter(|key| !KEYS.contains(&key.as_str())).collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn an_act_that_is_done_is_one_thing_and_no_list_of_what_it_may_have_been() {
    for lang in Lang::ALL {
        let said: BTreeMap<String, &str> = Act::WORDS
            .iter()
            .flat_map(|words| words.iter())
            .map(|word| (Tr::new(lang).by_key::<&str>(&format!("act-{word}"), &[]).unwrap(), *word))
            .collect();
        for (words, act) in &said {
            let list = [" or ", "或", "、", "/"].iter().any(|sign| words.contains(sign));
            assert!(!list, "{lang:?} {act}: {words}");
        }
        assert_eq!(
            said.len(),
            Act::WORDS.iter().map(|words| words.len()).sum::<usize>(),
            "two acts, one name"
        );
    }
}

/// The source without its unit tests, which make up refusals of their own.
fn source(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

/// The text up to the next quotation mark.
fn quoted(text: &str) -> &str {
    text.split('"').next().unwrap_or_default()
}

#[test]
fn every_refusal_of_the_rooms_below_has_words() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for room in ["model", "store", "app"] {
        sources(&crates.join(room).join("src"), &mut files);
    }
    let mut silent = BTreeSet::new();
    let mut said = 0;
    for file in files {
        let text = source(&file);
        for rest in text.split("\"error-").skip(1) {
            let key = format!("error-{}", quoted(rest));
            said += 1;
            if !KEYS.contains(&key.as_str()) {
                silent.insert(format!("{key} of {}", file.display()));
            }
        }
    }
    assert_eq!(silent, BTreeSet::new());
    assert!(said > 60);
}

#[test]
fn every_subject_and_every_detail_of_the_journal_has_words() {
    let subjects = RecordKind::ALL.iter().map(|kind| format!("subject-{}", kind.key()));
    let mut wanted: BTreeSet<String> = subjects.collect();
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/src"), &mut files);
    for file in files.iter().filter(|file| file.ends_with("acts.rs")) {
        let mut flat = false;
        for line in source(file).lines().map(str::trim) {
            let field = line.strip_prefix("pub ").unwrap_or(line).split_once(": ").map(|(name, _)| name);
            let named =
                |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if let Some(name) = field.filter(named).filter(|_| !flat) {
                wanted.insert(format!("detail-{}", name.replace('_', "-")));
            }
            flat = line.contains("serde(flatten)");
        }
    }
    assert!(wanted.len() > 150, "{wanted:?}");
    wanted.retain(|key| !KEYS.contains(&key.as_str()));
    assert_eq!(wanted, BTreeSet::new());
}

#[test]
fn a_refusal_gives_its_words_the_arguments_that_they_name() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for room in ["model", "store", "app"] {
        sources(&crates.join(room).join("src"), &mut files);
    }
    let mut faults = BTreeSet::new();
    for file in files {
        let text = source(&file);
        for rest in text.split("Message::new(\"").skip(1) {
            let Some(message) = MESSAGES.iter().find(|message| message.key == quoted(rest)) else { continue };
            let statement = rest.split(';').next().unwrap_or_default();
            let given: Vec<_> = statement.split(".with(\"").skip(1).map(quoted).collect();
            let later = |variable: &&str| text.contains(&format!(".with(\"{variable}\""));
            for variable in message.variables.iter().filter(|it| !given.contains(*it) && !later(it)) {
                faults.insert(format!("{}: ${variable} is not given in {}", message.key, file.display()));
            }
        }
    }
    assert_eq!(faults, BTreeSet::new());
}

#[test]
fn every_room_with_a_page_has_help_and_no_help_is_for_a_room_that_is_not_there() {
    let rooms: BTreeSet<_> = earnest_web::routes()
        .filter(|route| route.method == earnest_web::frame::route::Verb::Get)
        .filter_map(|route| route.path.split('/').nth(1))
        .filter(|room| !room.is_empty() && !HELPLESS.contains(room))
        .map(|room| format!("help-{room}"))
        .collect();
    let said: BTreeSet<_> = KEYS
        .iter()
        // A page that stands deeper may have help of its own.
        .filter(|key| key.starts_with("help-") && !["help-title", "help-organisation-change"].contains(*key))
        .map(|key| (*key).to_owned())
        .collect();
    assert_eq!(rooms, said);
}

/// First parts of paths that show no page of their own.
const HELPLESS: &[&str] = &["api", "files", "service-worker.js"];

#[test]
fn the_languages_of_the_sentences_are_those_that_the_register_knows() {
    assert_eq!(Lang::ALL.map(Lang::tag), LANGUAGES);
}
