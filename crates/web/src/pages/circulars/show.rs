//! A version of a circular in the official layout, with the other versions and who has read it beside.

use super::{
    article::{Article, Document},
    comment::{self, CommentsPart},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        moment::moment,
        reply::{Fault, Outcome, Reply, after_form, page, see},
    },
    look::{Cell, Counted, Nav, Shell, State, Table},
    pages::{journal::imprint, paths},
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::{
    AppError,
    anchor::standing::Published,
    circulars::{
        circular_acknowledge::acknowledge_circular,
        circular_follow_up::show_follow_up,
        circular_show::{CircularShown, OwnReceipt, show_circular},
        comment_moderate::moderate_comment,
    },
};
use earnest_model::{
    Date,
    circulars::circular::Polarity,
    figures::count::Count,
    id::{CircularId, CommentId},
    message::FieldErrors,
    paper::PaperKind,
};

/// A version: words, address, whether it is this one.
struct Version {
    words: String,
    href: String,
    this: bool,
}

/// A unit of the reader that got the circular.
struct Own {
    code: String,
    confirm: String,
    read: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/circulars/show.html")]
pub(super) struct CircularPage {
    pub(super) shell: Shell,
    pub(super) article: Article,
    comments: CommentsPart,
    versions: Vec<Version>,
    own: Vec<Own>,
    acknowledge: String,
    receipts: Option<(String, Table)>,
    correct: Option<String>,
    bundle: String,
    named: Vec<(String, String)>,
    follow: Option<String>,
}

pub(super) fn circular(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

/// The page as it is read, and the day of its publication.
pub(super) fn page_and_day(call: &Call<'_>, id: CircularId) -> Result<(CircularPage, Date), Fault> {
    let page = page_of(call, id, &FieldErrors::new())?;
    Ok((page, show_circular(&call.context(), id)?.circular.published_on))
}

/// The page; with what is wrong with a decision on a comment.
fn page_of(call: &Call<'_>, id: CircularId, errors: &FieldErrors) -> Result<CircularPage, Fault> {
    let shown = show_circular(&call.context(), id)?;
    let stored = &shown.circular;
    let correct = paths::circulars::circular_new().asking("round", stored.round).asking("from", stored.id);
    Ok(CircularPage {
        comments: comment::part(call, id, errors)?,
        shell: call
            .shell_of_paper(
                PaperKind::Circular,
                Some(Nav::Circulars),
                stored.title.as_str(),
                &paths::circulars::circular(stored.id),
            )
            .imprint(imprint(call, Published::Circular(stored.id))?),
        article: Article::of(
            call,
            &Document {
                title: stored.title.as_str(),
                version: stored.version,
                number: stored.number.as_deref(),
                body: &stored.body,
                round: &shown.round,
                organiser: &shown.organiser.code,
                standard: shown.standard.as_ref(),
                counted: shown.counted.as_ref(),
                day: Some(stored.published_on),
            },
        ),
        versions: versions(call, &shown),
        own: shown.own.iter().map(|own| receipt(call, own)).collect(),
        acknowledge: paths::circulars::acknowledge(stored.id),
        receipts: receipts(call, &shown),
        bundle: paths::circulars::bundle(stored.id),
        named: Polarity::ALL.iter().filter_map(|polarity| named(call, &shown, *polarity)).collect(),
        // Of a round that is over nothing more is published.
        correct: (shown.receipts.is_some() && shown.round.state.takes_circulars()).then_some(correct),
        follow: follows(call, &shown)?.then(|| paths::circulars::follow_up(stored.id)),
    })
}

/// Whether what follows the circular can be read: by its office, and by units of which it says or asks something.
fn follows(call: &Call<'_>, shown: &CircularShown) -> Result<bool, AppError> {
    if shown.receipts.is_none() && shown.own.is_empty() {
        return Ok(false);
    }
    match show_follow_up(&call.context(), shown.circular.id) {
        Ok(_) => Ok(true),
        Err(AppError::NotFound | AppError::Denied(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

fn versions(call: &Call<'_>, shown: &CircularShown) -> Vec<Version> {
    let version = |(id, number, day): &(CircularId, i32, Date)| Version {
        words: format!("{} · {}", call.tr.circular_version(i64::from(*number)), call.tr.date_iso(*day)),
        href: paths::circulars::circular(*id),
        this: *id == shown.circular.id,
    };
    shown.versions.iter().map(version).collect()
}

/// Who is named for good and who for what must be mended, counted apart.
fn named(call: &Call<'_>, shown: &CircularShown, polarity: Polarity) -> Option<(String, String)> {
    let of = shown.mentions.iter().filter(|mention| mention.polarity == polarity);
    let names: Vec<_> = of.map(|mention| mention.name.as_str()).collect();
    let word = call.word_of(polarity);
    let term = format!("{word} · {}", Counted::beside(call.tr, &Count::of(&names)).words());
    (!names.is_empty()).then(|| (term, names.join(&*call.tr.circular_comma())))
}

fn receipt(call: &Call<'_>, own: &OwnReceipt) -> Own {
    let read = own.read_at.as_ref().map(|at| call.tr.circular_read(own.name.as_str(), moment(call, at)));
    Own { code: own.code.clone(), confirm: call.tr.circular_confirm(own.name.as_str()), read }
}

fn receipts(call: &Call<'_>, shown: &CircularShown) -> Option<(String, Table)> {
    let (tr, all) = (call.tr, shown.receipts.as_ref()?);
    let read = Count::of_those(all, |receipt| receipt.read_at.is_some());
    let rows = all.iter().map(|receipt| {
        let state = match &receipt.read_at {
            Some(at) => State::done(moment(call, at)),
            None => match receipt.reminded_on {
                Some(day) => State::trouble(tr.circular_reminded(tr.date_short(day))),
                None => State::not_begun(tr.circular_unread()),
            },
        };
        [Cell::Noted(receipt.name.clone(), receipt.code.clone()), state.into()]
    });
    let table = Table::new(tr.circular_receipts())
        .column(tr.circular_unit())
        .column(tr.circular_receipt())
        .rows(rows);
    Some((tr.circular_receipts_count(Counted::part_beside(tr, &read, &Count::of(all)).words()), table))
}

pub(super) fn acknowledge(call: &Call<'_>) -> Outcome {
    let id: CircularId = call.id("id")?;
    acknowledge_circular(&call.context(), id, call.form.get("unit"))?;
    see(paths::circulars::circular(id))
}

/// Publishes or rejects one.
pub(super) fn decide(call: &Call<'_>) -> Outcome {
    let id: CommentId = call.id("id")?;
    let get = |name: &str| call.form.get(&format!("{name}-{id}"));
    after_form(
        moderate_comment(&call.context(), id, get("outcome"), get("reason")),
        |circular| see(paths::circulars::circular(circular) + "#comments"),
        |errors| {
            let circular = call.form.get("circular").parse().map_err(|_| AppError::NotFound)?;
            show_circular(&call.context(), circular)?;
            let mut keyed = FieldErrors::new();
            errors.iter().for_each(|(field, message)| keyed.add(format!("{field}-{id}"), message.clone()));
            let page = page_of(call, circular, &keyed)?;
            Ok(Reply::Page(StatusCode::UNPROCESSABLE_ENTITY, page.render()?))
        },
    )
}
