//! What a drawn unit says to a call for materials.

use crate::{
    frame::{
        call::Call,
        drafts::drafted,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::{
        paths,
        shared::{
            files::{FilesPanel, panel},
            material::{Material, in_register, word},
        },
    },
};
use askama::Template;
use earnest_app::{
    draws::call_up::{answer_call_up, show_call_up},
    ledger::attachments::attachment_read::files_of,
};
use earnest_model::{
    draws::call_up::{MaterialKind, day_of},
    id::SpotCheckId,
    ledger::attachments::attachment::Holder,
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/draws/call_ups/answer.html")]
struct AnswerPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    minutes: i64,
    here: Vec<Material>,
    fields: Vec<Field>,
    files: FilesPanel,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    let id: SpotCheckId = call.id("id")?;
    drafted(call, &paths::draws::call_up(id), |call| page(&page_of(call, &FieldErrors::new())?))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<AnswerPage, Fault> {
    let tr = call.tr;
    let id: SpotCheckId = call.id("id")?;
    let shown = show_call_up(&call.context(), id)?;
    let asked = &shown.call_up;
    let fields: Vec<_> = asked
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
        .collect();
    let mut shell = call
        .shell(Some(Nav::Desk), tr.call_up_title(shown.name.as_str()))
        .lede(tr.call_up_lede(tr.date_words(asked.due_on)));
    if asked.answer.is_some() {
        shell = shell.notice(Notice::new(Tone::Done, tr.call_up_answered()));
    }
    let here = asked.held.iter().map(|held| in_register(call, held, &shown.code));
    Ok(AnswerPage {
        errors: ErrorSummary::of(tr, &fields),
        shell,
        action: paths::draws::call_up(id),
        minutes: i64::from(asked.minutes.max(1)),
        here: here.collect(),
        fields,
        files: panel(call, Holder::SpotCheck, id.0, &files_of(&call.context(), Holder::SpotCheck, id.0)?),
    })
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
