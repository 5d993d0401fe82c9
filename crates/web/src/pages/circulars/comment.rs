//! Comments of the public on a circular: what stands there, the form, and the office's decision.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        moment::moment,
        reply::{Fault, Outcome, after_form, form_again, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    circulars::{
        comment_moderate::{CommentStored, show_comments},
        comment_write::write_comment,
    },
    ledger::findings::take_up::comments_taken_up,
};
use earnest_model::{
    circulars::comment::{CommentState, LIMIT, parse_comment},
    id::CircularId,
    message::FieldErrors,
};

/// A comment that everybody reads.
struct Published {
    when: String,
    body: String,
    /// Problems into which it was taken up, as far as the reader sees them: serial and address.
    taken_up: Vec<(String, String)>,
    /// Where it is taken up, for whoever may.
    take_up: Option<String>,
}

/// A comment that waits for the office.
struct Held {
    when: String,
    body: String,
    action: String,
    fields: Vec<Field>,
}

/// The part of a circular's page that is about comments.
#[derive(Template)]
#[template(path = "pages/circulars/comments.html")]
pub(super) struct CommentsPart {
    shell: Shell,
    published: Vec<Published>,
    held: Vec<Held>,
    sent: bool,
    circular: CircularId,
    action: String,
    token: String,
    field: Field,
}

impl askama::filters::HtmlSafe for CommentsPart {}

fn field(call: &Call<'_>, errors: &FieldErrors) -> Field {
    Field::new("comment", call.tr.comment_label(), Control::Lines(4))
        .value(call.form.get("comment"))
        .help(call.tr.comment_help(LIMIT))
        .error(call.fault(errors, "comment"))
}

fn token(call: &Call<'_>, id: CircularId) -> String {
    call.state.comments.token(&|bytes: &mut [u8]| (call.state.chance)(bytes), id, call.now)
}

/// The part, with what is wrong with a decision.
pub(super) fn part(call: &Call<'_>, id: CircularId, errors: &FieldErrors) -> Result<CommentsPart, Fault> {
    let comments = show_comments(&call.context(), id)?;
    let keys: Vec<_> = comments.published.iter().map(|it| it.id).collect();
    let (may, taken) = comments_taken_up(&call.context(), &keys)?;
    let published = comments.published.iter().map(|it| Published {
        when: moment(call, &it.written_at),
        body: it.body.clone(),
        taken_up: taken
            .iter()
            .filter(|(comment, ..)| *comment == it.id)
            .map(|(_, problem, serial)| (serial.clone(), paths::ledger::problem(*problem)))
            .collect(),
        take_up: may.then(|| paths::ledger::take_up_comment(it.id)),
    });
    Ok(CommentsPart {
        published: published.collect(),
        held: comments.held.iter().map(|it| held(call, it, errors)).collect(),
        circular: id,
        sent: call.query.get("comment") == "sent",
        action: paths::circulars::comments(id),
        token: token(call, id),
        field: field(call, &FieldErrors::new()),
        shell: call.shell(None, ""),
    })
}

fn held(call: &Call<'_>, comment: &CommentStored, errors: &FieldErrors) -> Held {
    let tr = call.tr;
    let name = |field: &str| format!("{field}-{}", comment.id);
    let fault = |field: &str| call.fault(errors, &name(field));
    let sent = call.form.get(&name("outcome"));
    let outcomes = [CommentState::Published, CommentState::Rejected].map(|outcome| {
        let words = call.word_of(outcome);
        Choice::new(outcome.key(), words, outcome.key() == sent)
    });
    let fields = vec![
        Field::new(name("outcome"), tr.comment_outcome(), Control::One(outcomes.into()))
            .error(fault("outcome")),
        Field::line(name("reason"), tr.comment_reason())
            .value(call.form.get(&name("reason")))
            .help(tr.comment_reason_help())
            .error(fault("reason"))
            .optional(tr),
    ];
    Held {
        when: moment(call, &comment.written_at),
        body: comment.body.clone(),
        action: paths::circulars::comment(comment.id),
        fields,
    }
}

#[derive(Template)]
#[template(path = "pages/circulars/comment.html")]
struct CommentPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    token: String,
    field: Field,
}

/// Takes a comment of anybody. What is wrong is said beside what was written.
pub(super) fn write(call: &Call<'_>) -> Outcome {
    let id: CircularId = call.id("id")?;
    let text = call.form.get("comment");
    let taken = parse_comment(text)
        .and_then(|_| call.state.comments.take(call.form.get("form"), id, call.client, call.now))
        .map_err(|message| AppError::field("comment", message))
        .and_then(|()| write_comment(&call.context(), id, text));
    after_form(
        taken,
        |_| see(paths::circulars::circular(id).asking("comment", "sent") + "#comments"),
        |errors| {
            let field = field(call, &errors);
            form_again(&CommentPage {
                shell: call
                    .shell(Some(Nav::Circulars), call.tr.comment_title())
                    .crumb(call.tr.circular_list_title(), Some(&paths::circulars::circulars())),
                errors: ErrorSummary::of(call.tr, [&field]),
                action: paths::circulars::comments(id),
                token: token(call, id),
                field,
            })
        },
    )
}
