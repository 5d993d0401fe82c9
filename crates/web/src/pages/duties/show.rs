//! The posts and duties of a unit, and the forms that register, lay, hand over and end them.

use super::holder;
use crate::{
    frame::{
        address::Asking,
        ask::Ask,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Cell, ErrorSummary, Field, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError, Duty, Post, Result,
    duties::{
        duties_show::{DutiesView, show_duties},
        duty_lay, post_account,
    },
    people::post_register::{self, register_post},
};
use earnest_model::{
    duties::duty::{DutyForm, DutyKind, PostForm, PostKind},
    id::{DutyId, PostId},
    late::is_late,
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/duties/show.html")]
struct DutiesPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    code: String,
    duties: Table,
    posts: Table,
    acknowledge: Vec<(String, String)>,
    lay: Vec<Field>,
    register: Vec<Field>,
    tie: Option<(String, Vec<Field>)>,
    end_post: Option<(String, Vec<Field>)>,
    end_duty: Option<(String, Vec<Field>)>,
    spread: Option<String>,
}

/// Which form of the page was sent; its faults stand at its fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Duty,
    Post,
    Tie,
    EndPost,
    EndDuty,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    let view = show_duties(&call.context(), call.part("code")?)?;
    page(&made(call, &view, Sent::Nothing, &FieldErrors::new()))
}

fn made(call: &Call<'_>, view: &DutiesView, sent: Sent, errors: &FieldErrors) -> DutiesPage {
    let tr = call.tr;
    let none = FieldErrors::new();
    let of = |form: Sent| if form == sent { errors } else { &none };
    let may = view.may_lay;
    let lay = if may { lay_fields(call, view, of(Sent::Duty)) } else { Vec::new() };
    let register = if may { register_fields(call, of(Sent::Post)) } else { Vec::new() };
    let tie = may.then(|| holder::fields(call, view, of(Sent::Tie))).flatten();
    let end_post = may.then(|| end_post_fields(call, view, of(Sent::EndPost))).flatten();
    let end_duty = may.then(|| end_duty_fields(call, view, of(Sent::EndDuty))).flatten();
    let ends = tie.iter().chain(&end_post).chain(&end_duty).flatten();
    let errors = ErrorSummary::of(tr, lay.iter().chain(&register).chain(ends));
    let code = view.unit.code.clone();
    let shell = call
        .shell(Some(Nav::Board), tr.duty_page_title(view.unit.name.as_str()))
        .lede(tr.duty_page_lede())
        .crumb(view.unit.name.as_str(), Some(&paths::units::unit(&code)));
    let beneath = view.unit.span.hi > view.unit.span.lo;
    DutiesPage {
        shell,
        errors,
        duties: duties(call, view),
        posts: posts(call, &view.posts),
        acknowledge: acknowledge(call, view),
        lay,
        register,
        tie: tie.map(|fields| (paths::duties::post_tie(), fields)),
        end_post: end_post.map(|fields| (paths::duties::post_end(), fields)),
        end_duty: end_duty.map(|fields| (paths::duties::duty_end(), fields)),
        spread: (view.may_spread && beneath).then(|| paths::duties::spread(&code)),
        code,
    }
}

fn dash_or(call: &Call<'_>, day: Option<earnest_model::Date>) -> Cell {
    day.map_or_else(
        || Cell::NotYet(call.tr.common_not_yet().into_owned()),
        |day| Cell::from(call.tr.date_iso(day)),
    )
}

/// How a duty stands today.
pub(super) fn state(call: &Call<'_>, duty: &Duty) -> State {
    let tr = call.tr;
    let vacant = duty.post_until.is_some_and(|last| last < call.today);
    match (duty.ended_on, duty.acknowledged_on) {
        // What was called off before its day never held.
        (Some(day), _) if day <= call.today || duty.laid_on >= day => {
            State::not_begun(tr.duty_state_ended(tr.date_iso(day)))
        }
        (None, _) if duty.laid_on > call.today => {
            State::under_way(tr.duty_state_coming(tr.date_iso(duty.laid_on)))
        }
        (Some(day), _) => State::under_way(tr.duty_state_until(tr.date_iso(day))),
        (None, _) if vacant => State::trouble(tr.duty_state_vacant()),
        (None, Some(day)) => State::done(tr.unit_duty_acknowledged(tr.date_iso(day))),
        (None, None) if is_late(duty.due_on, call.today) => State::trouble(tr.duty_state_late()),
        (None, None) => State::under_way(tr.unit_duty_open()),
    }
}

fn duties(call: &Call<'_>, view: &DutiesView) -> Table {
    let tr = call.tr;
    let called = call.known.called_of_reader(call.actor, call.today);
    // Of programmes side by side each has a first responsible person of its own.
    let kind = |duty: &Duty| {
        let of = duty.programme.filter(|_| called.len() > 1).map(|id| {
            let mine = called.iter().find(|(one, _)| one.programme == id).map(|(_, name)| name.as_str());
            mine.or_else(|| call.known.title_of(id)).unwrap_or_default().to_owned()
        });
        let kind = call.word_of(duty.kind);
        of.filter(|of| !of.is_empty()).map_or(kind.clone(), |of| tr.duty_of_programme(kind, of))
    };
    let rows = view.duties.iter().map(|duty| {
        [
            Cell::Text(kind(duty)),
            Cell::Text(duty.post.clone().unwrap_or_else(|| tr.unit_duty_body().into_owned())),
            Cell::from(tr.date_iso(duty.laid_on)),
            dash_or(call, duty.due_on),
            state(call, duty).into(),
        ]
    });
    Table::new(tr.unit_duties())
        .column(tr.unit_duty_kind())
        .column(tr.unit_duty_post())
        .column(tr.duty_from())
        .column(tr.duty_due())
        .column(tr.unit_duty_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.unit_duties_none()))
}

fn posts(call: &Call<'_>, posts: &[Post]) -> Table {
    let tr = call.tr;
    let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
    let rows = posts.iter().map(|post| {
        let stands = if post.holds(call.today) {
            State::done(tr.account_post_force())
        } else if post.from > call.today {
            State::under_way(tr.account_post_coming())
        } else {
            State::not_begun(tr.account_post_ended())
        };
        [
            Cell::link(post.title.as_str(), paths::duties::leader(post.id)),
            Cell::Text(call.word_of(post.kind)),
            Cell::from(tr.date_iso(post.from)),
            dash_or(call, post.until),
            post.account.as_ref().map_or_else(dash, |(_, title)| Cell::from(title.as_str())),
            stands.into(),
        ]
    });
    Table::new(tr.duty_posts())
        .column(tr.duty_post_title())
        .column(tr.duty_post_kind())
        .column(tr.account_from())
        .column(tr.account_until())
        .column(tr.duty_signs_in())
        .column(tr.account_column_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.duty_posts_none()))
}

fn acknowledge(call: &Call<'_>, view: &DutiesView) -> Vec<(String, String)> {
    let today = call.today;
    let holds = |duty: &&Duty| duty.laid_on <= today && duty.ended_on.is_none_or(|ended| ended > today);
    let open = view.duties.iter().filter(holds).filter(|duty| duty.acknowledged_on.is_none());
    let act = |duty: &Duty| {
        let kind = call.word_of(duty.kind);
        (paths::units::duty_acknowledge(duty.id), call.tr.unit_duty_acknowledge(kind))
    };
    if view.may_acknowledge { open.map(act).collect() } else { Vec::new() }
}

fn held<'v>(call: &Call<'_>, view: &'v DutiesView) -> impl Iterator<Item = &'v Post> {
    let today = call.today;
    view.posts.iter().filter(move |post| post.holds(today))
}

fn lay_fields(call: &Call<'_>, view: &DutiesView, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let ask = Ask::new(call, errors, "duty-");
    let kinds = ask.words("duty-kind", DutyKind::ALL.iter().map(|kind| kind.key()));
    let body = (String::new(), tr.unit_duty_body().into_owned());
    // Who comes next is known before the day.
    let coming = |post: &&Post| post.until.is_none_or(|last| last >= call.today);
    let posts = view.posts.iter().filter(coming).map(|post| (post.id.to_string(), post.title.clone()));
    let today = call.today.to_string();
    let called = call.known.called_of_reader(call.actor, call.today);
    let programme = view.programme.as_ref().filter(|_| called.len() > 1).map(|programme| {
        let mine =
            called.iter().find(|(one, _)| one.programme == programme.id).map(|(_, name)| name.as_str());
        mine.unwrap_or(programme.title.as_str()).to_owned()
    });
    let kind = ask.list("kind", tr.unit_duty_kind(), DutyKind::First.key(), kinds);
    vec![
        match programme {
            Some(programme) => kind.help(tr.duty_in_programme(programme)),
            None => kind,
        },
        ask.list("post", tr.unit_duty_post(), "", std::iter::once(body).chain(posts))
            .help(tr.duty_post_help()),
        ask.day("laid_on", tr.duty_from(), &today),
        ask.day("due_on", tr.duty_due(), "").optional(tr),
        ask.any(
            "hand_over",
            tr.duty_hand_over(),
            &[],
            [("yes".to_owned(), tr.duty_hand_over_yes().into_owned())],
        )
        .help(tr.duty_hand_over_help())
        .optional(tr),
    ]
}

fn register_fields(call: &Call<'_>, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let ask = Ask::new(call, errors, "post-");
    let kinds = ask.words("post-kind", PostKind::ALL.iter().map(|kind| kind.key()));
    let mut fields = vec![
        ask.list("kind", tr.duty_post_kind(), PostKind::Chief.key(), kinds),
        ask.line("title", tr.duty_post_title()).help(tr.duty_post_title_help()),
        ask.day("from", tr.account_from(), &call.today.to_string()),
        ask.day("until", tr.account_until(), "").optional(tr),
    ];
    // Asked only of whoever registers what looks like the same once more.
    if errors.at("another").is_some() || !ask.sent_all("another").is_empty() {
        let yes = ("yes".to_owned(), tr.duty_post_another_yes().into_owned());
        fields.push(ask.any("another", tr.duty_post_another(), &[], [yes]).optional(tr));
    }
    fields
}

fn end_post_fields(call: &Call<'_>, view: &DutiesView, errors: &FieldErrors) -> Option<Vec<Field>> {
    let ask = Ask::new(call, errors, "end-post-");
    let posts: Vec<_> = held(call, view).map(|post| (post.id.to_string(), post.title.clone())).collect();
    (!posts.is_empty()).then(|| {
        vec![
            ask.list("post", call.tr.duty_post_title(), "", posts),
            ask.day("last", call.tr.account_until(), &call.today.to_string()),
        ]
    })
}

fn end_duty_fields(call: &Call<'_>, view: &DutiesView, errors: &FieldErrors) -> Option<Vec<Field>> {
    let ask = Ask::new(call, errors, "end-duty-");
    let called_off = |duty: &&Duty| duty.laid_on > call.today || duty.kind != DutyKind::First;
    let open = view.duties.iter().filter(|duty| duty.ended_on.is_none()).filter(called_off);
    let duties: Vec<_> = open
        .map(|duty| {
            let kind = call.word_of(duty.kind);
            (duty.id.to_string(), duty.post.as_ref().map_or(kind.clone(), |post| format!("{kind} · {post}")))
        })
        .collect();
    (!duties.is_empty()).then(|| {
        vec![
            ask.list("duty", call.tr.unit_duty_kind(), "", duties),
            ask.day("ended_on", call.tr.duty_ends_on(), &call.today.to_string()),
        ]
    })
}

pub(super) fn lay(call: &Call<'_>) -> Outcome {
    let (code, form) = (call.part("code")?, call.form);
    let laid = form.ticked("duty-hand_over").and_then(|hand_over| {
        let asked = DutyForm {
            kind: form.get("duty-kind"),
            post: form.get("duty-post"),
            laid_on: form.get("duty-laid_on"),
            due_on: form.get("duty-due_on"),
            hand_over,
        };
        duty_lay::lay_duty(&call.context(), code, asked)
    });
    done(call, code, laid.map(|_| ()), Sent::Duty)
}

pub(super) fn register(call: &Call<'_>) -> Outcome {
    let (code, form) = (call.part("code")?, call.form);
    let registered = form.ticked("post-another").and_then(|another| {
        let asked = PostForm {
            kind: form.get("post-kind"),
            title: form.get("post-title"),
            from: form.get("post-from"),
            until: form.get("post-until"),
            another,
        };
        register_post(&call.context(), code, asked)
    });
    done(call, code, registered.map(|_| ()), Sent::Post)
}

pub(super) fn tie(call: &Call<'_>) -> Outcome {
    let id: PostId = call.form.get("tie-post").parse().map_err(|_| AppError::NotFound)?;
    let tied = post_account::tie_post(&call.context(), id, call.form.get("tie-account"));
    done(call, call.form.get("unit"), tied, Sent::Tie)
}

pub(super) fn end_post(call: &Call<'_>) -> Outcome {
    let id: PostId = call.form.get("end-post-post").parse().map_err(|_| AppError::NotFound)?;
    let ended = post_register::end_post(&call.context(), id, call.form.get("end-post-last"));
    done(call, call.form.get("unit"), ended, Sent::EndPost)
}

pub(super) fn end_duty(call: &Call<'_>) -> Outcome {
    let id: DutyId = call.form.get("end-duty-duty").parse().map_err(|_| AppError::NotFound)?;
    let ended = duty_lay::end_duty(&call.context(), id, call.form.get("end-duty-ended_on"));
    done(call, call.form.get("unit"), ended, Sent::EndDuty)
}

/// Back to the unit's page, or the page again with what is wrong.
fn done(call: &Call<'_>, code: &str, result: Result<()>, sent: Sent) -> Outcome {
    after_form(
        result,
        |()| {
            let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
            see(paths::duties::duties(&code).asking("done", "1"))
        },
        |errors| {
            let view = show_duties(&call.context(), code)?;
            form_again(&made(call, &view, sent, &errors))
        },
    )
}
