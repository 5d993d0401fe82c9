//! What is called up from a drawn unit: the form for the unit, and what was answered for whoever may read it.

use crate::{
    frame::{
        call::Call,
        drafts::drafted,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Notice, Shell, State, Tone},
    pages::{
        draws::after::standing,
        paths,
        shared::{
            files::{FilesPanel, panel_marked},
            material::{Material, answered, in_register, word},
        },
    },
};
use askama::Template;
use earnest_app::{
    draws::call_up::{CallUp, CallUpShown, HeldMaterial, answer_call_up, show_call_up},
    ledger::attachments::attachment_read::files_of,
};
use earnest_model::{
    draws::call_up::{CallUpStanding, MaterialKind, day_of},
    id::SpotCheckId,
    late::is_late,
    ledger::attachments::attachment::{Attachment, Holder},
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/draws/call_ups/answer.html")]
struct AnswerPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    minutes: i64,
    /// When it was called up, by when, and how it stands: a term and what is said of it.
    stands: Vec<(String, String)>,
    state: State,
    /// Where everything is, once somebody may read it and no form asks for it.
    all: Vec<Material>,
    here: Vec<Material>,
    /// What the register holds by itself and has none of.
    lacking: Vec<Material>,
    fields: Vec<Field>,
    files: FilesPanel,
    draw: String,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    let id: SpotCheckId = call.id("id")?;
    drafted(call, &paths::draws::call_up(id), |call| page(&page_of(call, &FieldErrors::new())?))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<AnswerPage, Fault> {
    let id: SpotCheckId = call.id("id")?;
    let shown = show_call_up(&call.context(), id)?;
    let asked = &shown.call_up;
    let fields = if shown.may_answer { fields(call, asked, errors) } else { Vec::new() };
    let (here, lacking) = if shown.may_answer {
        asked.held.iter().partition(|held| held.count > 0)
    } else {
        (Vec::new(), Vec::new())
    };
    let lines = |held: Vec<&HeldMaterial>| {
        held.into_iter().map(|held| in_register(call, held, &shown.code)).collect()
    };
    let late = |file: &Attachment| {
        let day = file.attached_at.parse().map_or(call.today, |at| call.zone().day(at));
        is_late(Some(asked.due_on), day).then(|| call.tr.call_up_file_late().into_owned())
    };
    let files = files_of(&call.context(), Holder::SpotCheck, id.0)?;
    Ok(AnswerPage {
        errors: ErrorSummary::of(call.tr, &fields),
        shell: shell(call, &shown),
        action: paths::draws::call_up(id),
        minutes: i64::from(asked.minutes.max(1)),
        stands: stands(call, asked),
        state: standing(call, stand(call, asked)),
        all: if shown.may_answer { Vec::new() } else { answered(call, asked, &shown.code) },
        here: lines(here),
        lacking: lines(lacking),
        fields,
        files: panel_marked(call, (Holder::SpotCheck, id.0), &files, &late),
        draw: paths::draws::draw(shown.draw),
    })
}

/// How it stands today.
fn stand(call: &Call<'_>, asked: &CallUp) -> CallUpStanding {
    CallUpStanding::of(&asked.kinds, asked.due_on, asked.first_on, call.today)
}

fn shell(call: &Call<'_>, shown: &CallUpShown) -> Shell {
    let (tr, asked) = (call.tr, &shown.call_up);
    let shell = call.shell(
        Some(if shown.of_unit { Nav::Desk } else { Nav::Draws }),
        tr.call_up_title(shown.name.as_str()),
    );
    let shell = match shown.may_answer {
        true => shell.lede(tr.call_up_lede(tr.date_words(asked.due_on))),
        false => shell.lede(tr.call_up_read(shown.name.as_str())),
    };
    if shown.state.assess().is_err() {
        return shell.notice(Notice::new(Tone::Empty, tr.call_up_void()));
    }
    match stand(call, asked) {
        _ if shown.of_unit && !shown.may_answer => shell.notice(Notice::new(Tone::Done, tr.call_up_over())),
        CallUpStanding::InTime(_) | CallUpStanding::Late(..) if shown.may_answer => {
            shell.notice(Notice::new(Tone::Done, tr.call_up_answered()))
        }
        CallUpStanding::Silent(_) if shown.may_answer => {
            shell.notice(Notice::new(Tone::Error, tr.call_up_late_now()))
        }
        _ => shell,
    }
}

/// When it was called up, by when, and when the answer was said anew.
fn stands(call: &Call<'_>, asked: &CallUp) -> Vec<(String, String)> {
    let tr = call.tr;
    let anew = asked.answered_on.filter(|_| asked.answered_on != asked.first_on);
    [
        Some((tr.call_up_asked_on().into_owned(), tr.date_words(asked.asked_on))),
        Some((tr.call_up_due().into_owned(), tr.date_words(asked.due_on))),
        anew.map(|day| (tr.call_up_changed().into_owned(), tr.date_words(day))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn fields(call: &Call<'_>, asked: &CallUp, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    asked
        .kinds
        .iter()
        .filter(|kind| !kind.in_register())
        .flat_map(|kind| {
            let (name, day) = (format!("where-{}", kind.key()), day_of(*kind));
            let said = asked.answer.as_ref().and_then(|answer| answer.get(kind.key())?.clone());
            let place = said.as_ref().map(|said| said.place().to_string()).unwrap_or_default();
            let made_on = said.and_then(|said| said.made_on()).map(|day| day.to_string()).unwrap_or_default();
            let given = |name: &str, said: String| call.form.find(name).map(str::to_owned).unwrap_or(said);
            let words = word(call, *kind);
            let made = tr.call_up_day(words.as_str());
            [
                Field::line(name.as_str(), words).value(given(&name, place)).error(call.fault(errors, &name)),
                Field::new(day.as_str(), made, Control::Line("date"))
                    .value(given(&day, made_on))
                    .error(call.fault(errors, &day)),
            ]
            .map(|field| field.optional(tr))
        })
        .collect()
}

pub(super) fn answer(call: &Call<'_>) -> Outcome {
    let id: SpotCheckId = call.id("id")?;
    let days: Vec<_> = MaterialKind::ALL.iter().map(|kind| day_of(*kind)).collect();
    let mut given: Vec<_> = call.form.with_prefix("where-").collect();
    given.extend(days.iter().filter_map(|name| Some((name.as_str(), call.form.find(name)?))));
    after_form(
        answer_call_up(&call.context(), id, &given),
        |()| see(paths::draws::call_up(id)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
