//! A version of a circular in the official layout, with the other versions and who has read it beside.

use super::{
    comment::{self, CommentsPart},
    facts,
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        moment::moment,
        paper::tongue,
        reply::{Fault, Outcome, Reply, after_form, page, see},
    },
    look::{Amount, Cell, Counted, Figures, Nav, Shell, State, Table},
    pages::{
        journal::imprint,
        paths,
        shared::{exceptions::sentences, score::score},
    },
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
    circulars::circular::{CircularBody, ClassFacts, Point, Polarity, ResultRow},
    figures::{count::Count, figure::FigureName},
    id::{CircularId, CommentId},
    message::FieldErrors,
};
use earnest_papers::{Counter, Level};

/// A point with the units named for it, in one line.
pub(super) struct PointWords {
    pub(super) text: String,
    pub(super) units: String,
    pub(super) replies: Vec<String>,
}

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

/// The headings of the parts that there are, numbered.
struct Heads {
    facts: String,
    well: String,
    problems: String,
    requirements: String,
}

impl Heads {
    fn of(call: &Call<'_>, body: &CircularBody) -> Self {
        let tr = call.tr;
        let mut counter = Counter::default();
        let mut head = |words: &str, there: bool| {
            if there {
                format!("{}{words}", counter.next(Level::First, tongue(call.lang)))
            } else {
                String::new()
            }
        };
        Self {
            facts: head(&tr.circular_part_facts(), true),
            well: head(&tr.circular_part_well(), !body.went_well.is_empty()),
            problems: head(&tr.circular_part_problems(), !body.problems.is_empty()),
            requirements: head(&tr.circular_part_requirements(), !body.requirements.is_empty()),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/circulars/show.html")]
pub(super) struct CircularPage {
    pub(super) shell: Shell,
    comments: CommentsPart,
    pub(super) version: String,
    pub(super) correction: Option<String>,
    pub(super) issuer: String,
    pub(super) signed_with: Vec<String>,
    pub(super) recipients: String,
    heads: Heads,
    pub(super) grounds: Vec<String>,
    pub(super) facts: Vec<String>,
    counted: Option<Figures>,
    pub(super) classes: Option<Table>,
    pub(super) went_well: Vec<PointWords>,
    pub(super) problems: Vec<PointWords>,
    pub(super) requirements: Vec<String>,
    pub(super) day: String,
    pub(super) results: Option<Table>,
    versions: Vec<Version>,
    own: Vec<Own>,
    acknowledge: String,
    receipts: Option<(String, Table)>,
    correct: Option<String>,
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
    let tr = call.tr;
    let shown = show_circular(&call.context(), id)?;
    let (stored, body) = (&shown.circular, &shown.circular.body);
    let requirements = body.requirements.iter().map(|requirement| {
        tr.circular_requirement(tr.date_long(requirement.due_on), requirement.text.as_str())
    });
    let corrected = |why: &String| tr.circular_corrected(i64::from(stored.version), why);
    let correct = paths::circulars::circular_new().asking("round", stored.round).asking("from", stored.id);
    Ok(CircularPage {
        comments: comment::part(call, id, errors)?,
        shell: call
            .shell_of_paper(
                Some(Nav::Circulars),
                stored.title.as_str(),
                &paths::circulars::circular(stored.id),
            )
            .imprint(imprint(call, Published::Circular(stored.id))?),
        version: tr.circular_version(i64::from(stored.version)),
        correction: body.correction.as_ref().map(corrected),
        heads: Heads::of(call, body),
        issuer: body.issuer.clone(),
        signed_with: body.signed_with.clone(),
        recipients: tr.circular_to(body.recipients.trim_end_matches(['：', ':'])),
        grounds: body.grounds.lines().map(str::to_owned).collect(),
        facts: told(call, &shown),
        counted: shown
            .counted
            .as_ref()
            .map(|counted| facts::facts(call, &counted.figures, &counted.organiser)),
        classes: (!body.classes.is_empty()).then(|| classes(call, &shown)),
        went_well: body.went_well.iter().map(|point| words(call, point)).collect(),
        problems: body.problems.iter().map(|point| words(call, point)).collect(),
        requirements: requirements.collect(),
        day: tr.date_long(stored.published_on),
        results: (!body.results.is_empty()).then(|| results(call, &shown, &body.results)),
        versions: versions(call, &shown),
        own: shown.own.iter().map(|own| receipt(call, own)).collect(),
        acknowledge: paths::circulars::acknowledge(stored.id),
        receipts: receipts(call, &shown),
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

/// The basic facts, each a sentence; what was not done is not said.
fn told(call: &Call<'_>, shown: &CircularShown) -> Vec<String> {
    let (tr, body) = (call.tr, &shown.circular.body);
    let (from, until) = (tr.date_long(body.period.0), tr.date_long(body.period.1));
    let (due, reviewed) = body.plans;
    let number = i64::from(shown.round.number);
    let mut facts = vec![tr.circular_period(from, number, shown.round.topic.as_str(), until)];
    if due > 0 {
        facts.push(tr.circular_plans(due, reviewed));
    }
    if body.observed > 0 {
        facts.push(tr.circular_observed(body.observed));
    }
    if body.frame() > 0 {
        let assessed: u64 = body.classes.iter().map(|class| class.assessed).sum();
        facts.push(tr.circular_drawn(assessed, body.drawn(), body.frame()));
    }
    if let Some((digits, origin)) = &body.digits {
        facts.push(tr.circular_digits(digits.as_str(), origin.as_str()));
    }
    facts.extend(sentences(call, &body.exceptions));
    facts
}

/// The table by class: the numbers that were published, each the way to its records of that day.
fn classes(call: &Call<'_>, shown: &CircularShown) -> Table {
    let tr = call.tr;
    let rows = shown.circular.body.classes.iter().map(|class| {
        [
            Cell::from(call.pack().class_name(&class.class, call.lang.tag())),
            Amount::as_published(tr, class.frame).into(),
            published(call, shown, (FigureName::SpotChecks, class), class.drawn),
            published(call, shown, (FigureName::SpotChecksAssessed, class), class.assessed),
        ]
    });
    Table::new(tr.circular_classes())
        .column(tr.circular_class())
        .numbers(tr.circular_frame())
        .numbers(tr.circular_sample())
        .numbers(tr.circular_assessed())
        .rows(rows)
}

/// A number of a class as it was published. Where the register counts the same of that day, it opens to the records;
/// otherwise what it counts stands beside.
fn published(
    call: &Call<'_>,
    shown: &CircularShown,
    (name, class): (FigureName, &ClassFacts),
    value: u64,
) -> Cell {
    let told = || String::from(Amount::as_published(call.tr, value));
    let Some(counted) = &shown.counted else { return told().into() };
    let Some(figure) = counted.of_class(name, &class.class) else { return told().into() };
    let href = paths::figures::traced(figure, &counted.organiser, &counted.organiser);
    let count = Counted::new(call.tr, figure, href);
    if figure.value() == value {
        count.into()
    } else {
        Cell::Noted(told(), call.tr.report_now(count.words()))
    }
}

fn words(call: &Call<'_>, point: &Point) -> PointWords {
    let names: Vec<_> = point.units.iter().map(|(_, name)| name.as_str()).collect();
    let units = if names.is_empty() {
        String::new()
    } else {
        call.tr.circular_named(names.join(&*call.tr.circular_comma()))
    };
    let reply = |(name, words): &(String, String)| call.tr.circular_reply(name.as_str(), words.as_str());
    PointWords { text: point.text.clone(), units, replies: point.replies.iter().map(reply).collect() }
}

fn results(call: &Call<'_>, shown: &CircularShown, rows: &[ResultRow]) -> Table {
    let (tr, tag) = (call.tr, call.lang.tag());
    let standard = shown.standard.as_ref().map(|published| &published.standard);
    let row = |row: &ResultRow| {
        let grade = standard.and_then(|standard| standard.grade_named(&row.grade));
        // What the organiser's own leading group got is told apart, here as everywhere.
        let name = match row.unit == shown.organiser.code {
            true => tr.leading_group_of(row.name.as_str()),
            false => row.name.clone(),
        };
        [
            Cell::from(name),
            call.pack().class_name(&row.class, tag).into(),
            row.score.map_or_else(|| tr.common_not_yet().into_owned(), score).into(),
            grade.map_or(row.grade.as_str(), |grade| grade.name.get(tag)).into(),
        ]
    };
    Table::new(tr.circular_results())
        .column(tr.circular_unit())
        .column(tr.circular_class())
        .numbers(tr.circular_score())
        .column(tr.circular_grade())
        .rows(rows.iter().map(row))
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
