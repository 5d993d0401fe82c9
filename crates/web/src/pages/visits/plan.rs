//! Plan a tour: who leads, what for, and where to: the leader's contact and portfolio units, and what is late.

use crate::{
    frame::{
        address::Asking,
        ask::Ask,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::{paths, shared::burden},
};
use askama::Template;
use earnest_app::{
    AppError, Post,
    units::unit_named::units_named,
    visits::tour_plan::{
        Choices, ask_tour, chosen_by, combine_visit, plan_tour, planned_already, weigh_tour,
    },
};
use earnest_model::{
    burden::budget::Weighed,
    id::VisitId,
    message::FieldErrors,
    permit::PlanTour,
    visits::{
        risk::Standing,
        tour::{ChosenBy, PlanForm},
    },
};

#[derive(Template)]
#[template(path = "pages/visits/plan.html")]
struct PlanPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    leaders: Vec<(String, String, bool)>,
    leader: String,
    unit: String,
    weighed: Option<Notice>,
    /// Planned trips that go to units of the plan already.
    already: Vec<Notice>,
    covered: Option<Table>,
    /// What was weighed, once it may be sent.
    sure: Option<String>,
    submit: String,
    fields: Vec<Field>,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    page(&made(call, call.query.find("unit"), call.query.get("leader"), &FieldErrors::new(), None)?)
}

/// `weighed`: what the plan asks of its units, and the plan in a line of its own.
fn made(
    call: &Call<'_>,
    unit: Option<&str>,
    leader: &str,
    errors: &FieldErrors,
    weighed: Option<(Weighed, String)>,
) -> Result<PlanPage, Fault> {
    let tr = call.tr;
    let found = ask_tour(&call.context(), unit, leader.parse().ok())?;
    let href = |id: &str| paths::visits::tour_new().asking("unit", &found.code).asking("leader", id);
    let leaders = found.posts.iter().map(|post| {
        let id = post.id.to_string();
        (post_words(call, post), href(&id), found.leader == Some(post.id))
    });
    let leaders: Vec<_> = leaders.collect();
    let fields = if found.leader.is_some() { fields(call, &found, errors) } else { Vec::new() };
    let mut shell = call
        .shell(Some(Nav::Visits), tr.tour_plan())
        .lede(tr.tour_plan_lede(found.name.as_str()))
        .crumb(tr.visits_title(), Some(&paths::visits::visits()));
    if leaders.is_empty() {
        shell = shell.notice(
            Notice::new(Tone::Empty, tr.tour_no_posts())
                .way(tr.duty_register(), paths::duties::duties(&found.code)),
        );
    }
    // What is wrong with what is no field of the form is said above it: who leads is chosen by a link.
    let asked: Vec<&str> = fields.iter().map(Field::name).collect();
    for (name, message) in errors.iter() {
        if !(asked.contains(&name) || name == "units" && asked.contains(&"codes")) {
            shell = shell.notice(Notice::new(Tone::Error, call.words(message)));
        }
    }
    let sure = weighed.as_ref().filter(|(weighed, _)| weighed.check().is_ok()).map(|(_, plan)| plan.clone());
    let submit = if sure.is_some() { tr.tour_plan() } else { tr.tour_weigh() };
    Ok(PlanPage {
        errors: ErrorSummary::of(tr, &fields),
        leader: found.leader.map_or(String::new(), |id| id.to_string()),
        weighed: weighed.map(|(weighed, _)| burden::notice(call, &weighed)),
        already: Vec::new(),
        covered: (!fields.is_empty() && !found.covered.is_empty()).then(|| coverage(call, &found)),
        submit: submit.into_owned(),
        unit: found.code,
        shell,
        leaders,
        sure,
        fields,
    })
}

/// A post by its title, with its days where it is not held today.
fn post_words(call: &Call<'_>, post: &Post) -> String {
    if post.holds(call.today) {
        return post.title.clone();
    }
    let tr = call.tr;
    let until = post.until.map_or_else(String::new, |last| tr.date_iso(last));
    format!("{} ({} – {until})", post.title, tr.date_iso(post.from))
}

fn fields(call: &Call<'_>, found: &Choices, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let ask = Ask::new(call, errors, "");
    let charged = found.charges.iter().map(|charge| {
        let why = chosen_by(charge).key();
        (
            format!("{} {why}", charge.code),
            tr.tour_choice(charge.name.as_str(), call.word(&format!("chosen-by-{why}"))),
        )
    });
    let risky = found.risks.iter().map(|one| {
        (format!("{} risk", one.code), tr.tour_choice(one.name.as_str(), why_there(call, &one.standing)))
    });
    let choices: Vec<_> = charged.chain(risky).collect();
    let preset: Vec<&str> =
        choices.iter().map(|(key, _)| key.as_str()).filter(|key| key.ends_with(" contact")).collect();
    let purposes =
        ask.field("purposes", tr.visit_purposes(), Control::Lines(3), "").help(tr.tour_purposes_help());
    let others = found.posts.iter().filter(|post| found.leader != Some(post.id));
    let others: Vec<_> = others.map(|post| (post.id.to_string(), post_words(call, post))).collect();
    let mut fields = Vec::new();
    if !others.is_empty() {
        fields.push(ask.any("team", tr.tour_team(), &[], others).optional(tr));
    }
    if found.programmes.is_empty() {
        fields.push(purposes);
    } else {
        let all = found.programmes.iter().map(|(id, title)| (id.to_string(), title.clone()));
        fields.push(ask.any("programmes", tr.tour_programmes(), &[], all).optional(tr));
        fields.push(purposes.optional(tr));
    }
    fields.extend([
        ask.day("from", tr.account_from(), &call.today.to_string()),
        ask.day("until", tr.account_until(), &call.today.to_string()),
    ]);
    if !choices.is_empty() {
        fields.push(ask.any("units", tr.tour_units(), &preset, choices.clone()).help(tr.tour_units_help()));
    }
    // Where nothing is offered, the codes carry the fault of having no unit at all.
    let mut codes = ask.field("codes", tr.tour_codes(), Control::Lines(2), "");
    if choices.is_empty() && !codes.is_wrong() {
        codes = codes.error(call.fault(errors, "units"));
    }
    fields.push(codes.help(tr.tour_codes_help()).optional(tr));
    fields
}

/// What speaks for going to a unit, in words.
fn why_there(call: &Call<'_>, standing: &Standing) -> String {
    let tr = call.tr;
    let mut why = Vec::new();
    if standing.overdue > 0 {
        why.push(tr.tour_overdue(i64::try_from(standing.overdue).unwrap_or(i64::MAX)));
    }
    if standing.silent {
        why.push(tr.tour_silent().into_owned());
    }
    if let Some(score) = standing.score {
        why.push(tr.tour_score(score.rounded(1), standing.size));
    }
    why.push(match standing.visited_on {
        Some(day) => tr.tour_visited(tr.date_short(day)),
        None => tr.tour_unvisited().into_owned(),
    });
    why.join("; ")
}

/// How far the classes of units are covered.
fn coverage(call: &Call<'_>, found: &Choices) -> Table {
    let (tr, tag) = (call.tr, call.lang.tag());
    let rows = found.covered.iter().map(|one| {
        [
            Cell::Text(call.pack().class_name(&one.class, tag).to_owned()),
            // Which units these are stands in no list.
            Cell::Text(format!("{} / {}", one.visited.value(), one.all.value())),
        ]
    });
    Table::new(tr.tour_covered()).column(tr.unit_class()).column(tr.tour_covered_count()).rows(rows)
}

/// What is said of planned trips that go to units of the plan already.
fn already(call: &Call<'_>, organiser: &str, asked: &PlanForm<'_>) -> Result<Vec<Notice>, Fault> {
    let codes: Vec<&str> = asked.units.iter().map(|(code, _)| *code).collect();
    let planned = planned_already(&call.context(), organiser, &codes)?;
    let told = planned.iter().map(|visit| {
        let days = (call.tr.date_short(visit.days.0), call.tr.date_short(visit.days.1));
        let words = call.tr.tour_already(days.0, visit.leader.as_str(), visit.name.as_str(), days.1);
        Notice::new(Tone::Loading, words).way(call.tr.tour_already_way(), paths::visits::visit(visit.id))
    });
    Ok(told.collect())
}

pub(super) fn plan(call: &Call<'_>) -> Outcome {
    let form = call.form;
    let chosen = form.all("units").flat_map(|text| {
        // A choice is a code with its reason; typed codes come without, however many there are.
        match text.split_once(' ') {
            Some((code, why)) if ChosenBy::parse(why).is_ok() => vec![(code, why)],
            _ => text.split_whitespace().map(|code| (code, ChosenBy::Choice.key())).collect(),
        }
    });
    let unit = form.get("unit");
    let (others, fault) = match units_named::<PlanTour>(&call.context(), "codes", form.get("codes")) {
        Ok(codes) => (codes, None),
        Err(AppError::Form(errors)) => (Vec::new(), Some(errors)),
        Err(fault) => return Err(fault.into()),
    };
    let typed = others.iter().map(|code| (code.as_str(), ChosenBy::Choice.key()));
    let asked = PlanForm {
        leader: form.get("leader"),
        team: form.all("team").collect(),
        programmes: form.all("programmes").collect(),
        purposes: form.get("purposes"),
        from: form.get("from"),
        until: form.get("until"),
        units: chosen.chain(typed).collect(),
    };
    let again = |errors: &FieldErrors| form_again(&made(call, Some(unit), asked.leader, errors, None)?);
    if let Some(errors) = fault {
        return again(&errors);
    }
    let weighed = match weigh_tour(&call.context(), call.pack(), unit, &asked) {
        Ok(weighed) => weighed,
        Err(AppError::Form(errors)) => return again(&errors),
        Err(fault) => return Err(fault.into()),
    };
    // Whoever sees for the first time what this plan asks of its units decides anew; another plan is weighed anew.
    let plan = in_a_line(&asked);
    if form.get("sure") != plan || weighed.check().is_err() {
        let mut seen = made(call, Some(unit), asked.leader, &FieldErrors::new(), Some((weighed, plan)))?;
        seen.already = already(call, unit, &asked)?;
        return page(&seen);
    }
    after_form(
        plan_tour(&call.context(), unit, &asked),
        |_| see(paths::visits::visits().asking("done", "1")),
        |errors| again(&errors),
    )
}

/// What of a plan costs its units anything.
fn in_a_line(asked: &PlanForm<'_>) -> String {
    let units: Vec<_> = asked.units.iter().map(|(code, _)| *code).collect();
    format!("{} {} {}", asked.from, asked.until, units.join(" "))
}

pub(super) fn combine(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    let now = combine_visit(&call.context(), id, call.form.get("tour"))?;
    see(paths::visits::visit(now).asking("done", "1"))
}
