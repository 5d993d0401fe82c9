//! What is worth asking, what was asked, and what was replied.

use super::side_by_side::Texts;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Control, ErrorSummary, Field, Nav, Notice, Paging, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    ledger::inquiries::{
        inquire::inquire,
        inquiries_show::{Inquiries, SharedByMany, WorthAsking, show_inquiries},
        inquiry_reply::reply_inquiry,
    },
};
use earnest_model::{
    id::InquiryId,
    ledger::inquiries::inquiry::{AskedInquiry, InquiryKind, Share},
    message::FieldErrors,
};

/// Questions worth asking on a page: each stands with its texts side by side.
const PAGE: usize = 20;

/// A question to be asked: its words, the unit, and the button.
struct ToAsk {
    unit: String,
    name: String,
    kind: &'static str,
    words: String,
    base: String,
    texts: Texts,
    may_ask: bool,
}

/// A text that many units have.
struct Shared {
    text: String,
    stands: String,
    note: Option<String>,
    /// What the office may call it as a source.
    title: String,
}

/// A question to be replied to.
struct ToReply {
    id: InquiryId,
    words: String,
    base: String,
    texts: Texts,
    field: Field,
}

#[derive(Template)]
#[template(path = "pages/ledger/inquiries/inquiries.html")]
struct InquiriesPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    replies: Vec<ToReply>,
    asked: Table,
    /// The texts of what was asked, of those who don't reply to it: whose, and the texts.
    asked_texts: Vec<(String, Texts)>,
    worth: Vec<ToAsk>,
    paging: Option<Paging>,
    shared: Vec<Shared>,
    shared_more: Option<String>,
    may_keep: bool,
}

pub(super) fn questions(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    inquire(&call.context(), call.form.get("unit"), call.form.get("kind"))?;
    see(paths::ledger::inquiries().asking("done", "1"))
}

pub(super) fn reply(call: &Call<'_>) -> Outcome {
    let id: InquiryId = call.form.get("inquiry").parse().map_err(|_| AppError::NotFound)?;
    after_form(
        reply_inquiry(&call.context(), id, call.form.get(&format!("reply-{id}"))),
        |()| see(paths::ledger::inquiries().asking("done", "1")),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<InquiriesPage, Fault> {
    let tr = call.tr;
    let unit = Some(call.query.get("unit")).filter(|code| !code.is_empty());
    let found = show_inquiries(&call.context(), unit)?;
    let from: usize = call.asked("after")?.unwrap_or_default();
    let worth: Vec<_> = found.worth.iter().skip(from).take(PAGE).collect();
    let replies: Vec<_> = found
        .asked
        .iter()
        .filter(|(_, mine)| *mine)
        .map(|(one, _)| to_reply(call, one, &found, errors))
        .collect();
    let shell = call
        .shell(Some(Nav::Ledger), tr.inquiry_title())
        .lede(tr.inquiry_lede())
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()))
        .crumb(found.unit.name.as_str(), None);
    Ok(InquiriesPage {
        shell,
        errors: ErrorSummary::of(tr, replies.iter().map(|one| &one.field)),
        replies,
        asked: asked(call, &found),
        asked_texts: asked_texts(call, &found),
        paging: (found.worth.len() > PAGE).then(|| {
            let next = from + worth.len();
            let more = (next < found.worth.len())
                .then(|| call.here(&call.query.with("after", &next.to_string()).with("done", "")));
            Paging::new(tr, worth.len(), found.worth.len()).next(more)
        }),
        worth: worth.into_iter().map(|one| to_ask(call, one, &found)).collect(),
        shared: found.shared.iter().map(|one| shared(call, one)).collect(),
        shared_more: (found.shared.len() < found.shared_in_all)
            .then(|| tr.inquiry_shared_more(found.shared_in_all, found.shared.len())),
        may_keep: found.may_keep,
    })
}

/// What is asked, with its figures; a inquiry, never a statement about anybody.
fn words(call: &Call<'_>, kind: InquiryKind, here: Share) -> String {
    let (count, of) = (i64::from(here.count), i64::from(here.of));
    match kind {
        InquiryKind::Bunched => call.tr.inquiry_bunched(count, of),
        InquiryKind::WordsOnly => call.tr.inquiry_words_only(count, of),
        InquiryKind::SameFile => call.tr.inquiry_same_file(count, of),
        InquiryKind::AlikeTexts => call.tr.inquiry_alike_texts(count, of),
        InquiryKind::ForeignName => call.tr.inquiry_foreign_name(count, of),
    }
}

fn base(call: &Call<'_>, elsewhere: Share) -> String {
    if elsewhere.of == 0 {
        return call.tr.inquiry_base_none().into_owned();
    }
    call.tr.inquiry_base(
        i64::from(elsewhere.count),
        i64::from(elsewhere.of),
        format!("{}%", elsewhere.percent()),
    )
}

fn to_ask(call: &Call<'_>, one: &WorthAsking, found: &Inquiries) -> ToAsk {
    ToAsk {
        unit: one.code.clone(),
        name: one.name.clone(),
        kind: one.worth.kind.key(),
        words: words(call, one.worth.kind, one.worth.here),
        base: base(call, one.worth.elsewhere),
        texts: Texts::new(call, one.worth.kind, &one.worth.texts, found),
        may_ask: one.may_ask,
    }
}

fn to_reply(call: &Call<'_>, one: &AskedInquiry, found: &Inquiries, errors: &FieldErrors) -> ToReply {
    let name = format!("reply-{}", one.id);
    let fault = call.fault(errors, &name);
    ToReply {
        id: one.id,
        words: words(call, one.kind, one.here),
        base: base(call, one.elsewhere),
        texts: Texts::new(call, one.kind, &one.texts, found),
        field: Field::new(name.as_str(), call.tr.inquiry_reply(), Control::Lines(3))
            .value(call.form.get(&name))
            .help(call.tr.inquiry_reply_help())
            .error(fault),
    }
}

fn asked_texts(call: &Call<'_>, found: &Inquiries) -> Vec<(String, Texts)> {
    let shown = found.asked.iter().filter(|(one, mine)| !mine && !one.texts.is_empty());
    let texts = |one: &AskedInquiry| {
        let whose = call.tr.inquiry_whose(call.tr.date_iso(one.asked_on), one.unit_name.as_str());
        (whose, Texts::new(call, one.kind, &one.texts, found))
    };
    shown.map(|(one, _)| texts(one)).collect()
}

fn shared(call: &Call<'_>, one: &SharedByMany) -> Shared {
    let (tr, day) = (call.tr, call.tr.date_iso(one.since));
    Shared {
        text: one.text.clone(),
        stands: {
            let (units, of, name) = (i64::from(one.units), i64::from(one.of), one.first_name.as_str());
            if one.together {
                tr.inquiry_stands_together(units, day.as_str(), of, name)
            } else {
                tr.inquiry_stands(units, day.as_str(), of, name)
            }
        },
        note: one.of_most.then(|| tr.inquiry_of_most().into_owned()),
        title: if one.together {
            tr.source_of_several(day.as_str(), one.first_name.as_str())
        } else {
            tr.source_of(day.as_str(), one.first_name.as_str())
        },
    }
}

fn asked(call: &Call<'_>, found: &Inquiries) -> Table {
    let tr = call.tr;
    let rows = found.asked.iter().map(|(one, _)| {
        let reply = match (&one.reply, one.replied_on) {
            (Some(text), Some(day)) => Cell::Noted(text.clone(), tr.date_iso(day)),
            _ => Cell::Text(tr.common_not_yet().into_owned()),
        };
        [
            Cell::link(one.unit_name.as_str(), paths::ledger::ledger().asking("unit", &one.unit_code)),
            Cell::Noted(words(call, one.kind, one.here), base(call, one.elsewhere)),
            Cell::Text(tr.date_iso(one.asked_on)),
            reply,
        ]
    });
    Table::new(tr.inquiry_asked())
        .column(tr.ledger_column_unit())
        .column(tr.inquiry_column())
        .column(tr.inquiry_asked_on())
        .column(tr.inquiry_reply())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.inquiry_none()))
}
