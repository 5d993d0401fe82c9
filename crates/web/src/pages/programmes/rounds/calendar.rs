//! The calendar of a round, as long as it has not opened.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    programmes::round_reschedule::{Schedule, ask_calendar, reschedule_round},
};
use earnest_model::{
    id::RoundId,
    message::FieldErrors,
    programmes::programme::{CalendarForm, binds},
};

#[derive(Template)]
#[template(path = "pages/programmes/rounds/calendar.html")]
struct CalendarPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    fields: Vec<Field>,
}

pub fn ask(call: &Call<'_>) -> Outcome {
    let id: RoundId = call.id("id")?;
    let schedule = match ask_calendar(&call.context(), id) {
        // It has opened meanwhile: its page says so.
        Err(AppError::Refused(_)) => return see(paths::programmes::round(id)),
        asked => asked?,
    };
    let round = &schedule.round;
    let now = [round.opens_on, round.plans_due_on, round.ends_on].map(|day| day.to_string());
    page(&form(call, &schedule, now, &FieldErrors::new()))
}

pub fn change(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let schedule = ask_calendar(&call.context(), id)?;
    let sent = ["opens_on", "plans_due_on", "ends_on"].map(|name| call.form.get(name));
    let [opens_on, plans_due_on, ends_on] = sent;
    after_form(
        reschedule_round(&call.context(), id, &CalendarForm { opens_on, plans_due_on, ends_on }),
        |()| see(paths::programmes::round(id).asking("done", "calendar")),
        |errors| form_again(&form(call, &schedule, sent.map(str::to_owned), &errors)),
    )
}

fn form(call: &Call<'_>, schedule: &Schedule, values: [String; 3], errors: &FieldErrors) -> CalendarPage {
    let (tr, round) = (call.tr, &schedule.round);
    let [opens, due, ends] = values;
    let above = schedule.superior.as_ref().map(|(round, _)| round);
    let field = |name: &'static str, label, value: String, limit: Option<earnest_model::Date>| {
        let fault = call.fault(errors, name);
        let field = Field::new(name, label, Control::Line("date")).value(value).error(fault);
        match limit.filter(|day| binds(*day, call.today)) {
            Some(day) => field.help(tr.programme_no_later(tr.date_long(day))),
            None => field,
        }
    };
    let fields = vec![
        field("opens_on", tr.round_opens(), opens, None),
        field("plans_due_on", tr.round_plans_due(), due, above.map(|round| round.plans_due_on)),
        field("ends_on", tr.round_ends(), ends, above.map(|round| round.ends_on)),
    ];
    let here = paths::programmes::round(round.id);
    CalendarPage {
        shell: call
            .shell(Some(Nav::Rounds), tr.round_calendar())
            .crumb(tr.round_list_title(), Some(&paths::programmes::rounds()))
            .crumb(tr.round_name(i64::from(round.number), round.topic.as_str()), Some(&here)),
        errors: ErrorSummary::of(tr, &fields),
        action: paths::programmes::calendar(round.id),
        fields,
    }
}
