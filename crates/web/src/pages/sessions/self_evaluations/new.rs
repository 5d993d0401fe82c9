//! Say what a round's topic brought one's own unit.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::{
        paths,
        shared::{choose_round::rounds_of_line, of_programme::showing},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    sessions::self_evaluation::{blank_self_evaluation, evaluate_self},
};
use earnest_model::{
    id::RoundId,
    message::{FieldErrors, Message},
    sessions::self_evaluation::{Gained, SelfEvaluationForm},
};

#[derive(Template)]
#[template(path = "pages/sessions/self_evaluations/new.html")]
struct NewPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    fields: Vec<Field>,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

pub(super) fn evaluate(call: &Call<'_>) -> Outcome {
    let form = SelfEvaluationForm { gained: call.form.get("gained"), words: call.form.get("words") };
    let round: Result<Option<RoundId>, AppError> = call.form.one_of("round");
    let round = round.and_then(|round| {
        round.ok_or_else(|| AppError::field("round", Message::new("error-self-evaluation-round")))
    });
    let said = round.and_then(|round| {
        evaluate_self(&call.context(), (call.form.get("unit"), round), &form)?;
        Ok(round)
    });
    after_form(
        said,
        |round| see(showing(call, paths::sessions::self_evaluations(), Some(round))?),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<NewPage, Fault> {
    let tr = call.tr;
    let blank = blank_self_evaluation(&call.context())?;
    let chosen = |name: &str, value: &str| call.form.get(name) == value;
    let units = blank.units.iter();
    let units =
        units.map(|(code, name)| Choice::new(code.as_str(), name.as_str(), chosen("unit", code))).collect();
    let named = rounds_of_line(call, &blank.rounds, |round| {
        tr.draw_round_topic(i64::from(round.number), round.topic.as_str())
    });
    let rounds = named.into_iter().map(|(key, words)| {
        let is = chosen("round", &key);
        Choice::new(key, words, is)
    });
    let gained =
        Gained::ALL.iter().map(|one| Choice::new(one.key(), call.word_of(*one), chosen("gained", one.key())));
    let own = |name: &str, label: std::borrow::Cow<'_, str>, control| {
        Field::new(name, label, control).value(call.form.get(name)).error(call.fault(errors, name))
    };
    let fields = vec![
        own("unit", tr.seminar_unit(), Control::List(units)),
        own("round", tr.seminar_round(), Control::List(rounds.collect())),
        own("gained", tr.self_evaluation_gained(), Control::One(gained.collect())),
        own("words", tr.self_evaluation_words(), Control::Lines(4)),
    ];
    Ok(NewPage {
        shell: call
            .shell(Some(Nav::Observations), tr.self_evaluation_new())
            .crumb(tr.self_evaluation_title(), Some(&paths::sessions::self_evaluations())),
        errors: ErrorSummary::of(tr, &fields),
        action: paths::sessions::self_evaluation_new(),
        fields,
    })
}
