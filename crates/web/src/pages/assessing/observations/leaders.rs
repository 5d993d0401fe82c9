//! Who hears the organiser's own leading group: from whom the lot takes, the seed, and who is sent.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::{burden::panel, observers::table},
    },
};
use askama::Template;
use earnest_app::{
    assessing::leaders_hear::{Draw, Hearing, MOST_HEARERS, hear_leaders, show_hearing},
    burden::burden_weigh::Issue,
};
use earnest_model::{burden::budget::Kind, id::RoundId, message::FieldErrors};

#[derive(Template)]
#[template(path = "pages/assessing/observations/leaders.html")]
struct LeadersPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    rule: String,
    free: String,
    people: Vec<String>,
    sent: Table,
    fields: Vec<Field>,
    action: String,
    asks: Option<Notice>,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

fn page_of(call: &Call<'_>, id: RoundId, errors: &FieldErrors) -> Result<LeadersPage, Fault> {
    let tr = call.tr;
    let found = show_hearing(&call.context(), id)?;
    let fields = if found.free.is_empty() { Vec::new() } else { fields(call, errors) };
    let title = tr.leading_group_hear(found.name.as_str());
    let round = tr.round_name(i64::from(found.round.number), found.round.topic.as_str());
    let mut shell = call
        .shell(Some(Nav::Observations), title)
        .lede(tr.leading_group_hear_lede())
        .crumb(round, Some(&paths::programmes::round(id)));
    if found.free.is_empty() {
        shell = shell.notice(Notice::new(Tone::Empty, tr.leading_group_nobody()));
    }
    Ok(LeadersPage {
        errors: ErrorSummary::of(tr, &fields),
        rule: call.word_of(found.from),
        free: tr.leading_group_free(found.free.len()),
        people: found.free.iter().map(|(_, title)| title.clone()).collect(),
        sent: table(call, &found.sent),
        action: paths::assessing::leaders(id),
        asks: asks(call, &found),
        fields,
        shell,
    })
}

fn asks(call: &Call<'_>, found: &Hearing) -> Option<Notice> {
    panel(call, &found.code, &Issue::to_unit(Kind::Observation, call.today))
}

fn fields(call: &Call<'_>, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let each = match call.form.get("each") {
        "" => "1",
        typed => typed,
    };
    vec![
        Field::line("seed", tr.observation_seed())
            .value(call.form.get("seed"))
            .help(tr.leading_group_seed_help())
            .error(call.fault(errors, "seed")),
        Field::line("each", tr.observation_each())
            .value(each)
            .help(tr.leading_group_each_help(MOST_HEARERS))
            .error(call.fault(errors, "each")),
        Field::new("session_on", tr.observation_day(), Control::Line("date"))
            .value(call.form.get("session_on"))
            .error(call.fault(errors, "session_on"))
            .optional(tr),
    ]
}

pub(super) fn draw(call: &Call<'_>) -> Outcome {
    let id: RoundId = call.id("id")?;
    let each = call.form.get("each").trim().parse().unwrap_or(0);
    let (seed, session_on) = (call.form.get("seed"), call.form.get("session_on"));
    after_form(
        hear_leaders(&call.context(), &Draw { round: id, each, seed, session_on }),
        |_| see(paths::assessing::leaders(id)),
        |errors| form_again(&page_of(call, id, &errors)?),
    )
}
