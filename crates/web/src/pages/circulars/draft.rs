//! A draft of a circular: what it says, what the units named say of it, and what it waits for.

use super::{
    article::{Article, Document, called},
    facts::{facts, lacking},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
        weighed::Weighed,
    },
    look::{Cell, Choice, Control, ErrorSummary, Field, Figures, Nav, Notice, Shell, State, Table, Tone},
    pages::{
        paths,
        shared::{lost::lost_words, reconciled, score::score},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    circulars::{
        circular_check_send::send_check,
        circular_draft::withdraw_draft,
        circular_draft_show::{DraftShown, PassageStored, RowTold, show_draft},
        circular_publish::{next_number, publish_circular},
        passage_decide::{AnswerForm, decide_passage},
    },
};
use earnest_i18n::Tr;
use earnest_model::{
    circulars::{
        circular::{DraftPoint, Polarity},
        circular_check::{DraftState, PassageState, PassageStep},
    },
    id::{CircularDraftId, PassageId},
    message::{FieldErrors, Message},
    paper::PaperKind,
};

/// Days that the form proposes for the answers.
const DAYS: i64 = 5;

/// A passage as the office sees it.
struct Part {
    unit: String,
    polarity: String,
    body: String,
    was: Option<String>,
    state: State,
    said: Option<String>,
    beside: bool,
    decision: Option<String>,
    action: String,
    answer: Vec<Field>,
}

#[derive(Template)]
#[template(path = "pages/circulars/draft.html")]
pub(super) struct DraftPage {
    pub(super) shell: Shell,
    errors: Option<ErrorSummary>,
    state: State,
    due: Option<String>,
    pub(super) facts: Figures,
    /// What it leaves out.
    lacking: Option<Notice>,
    /// The document as it would be published now; of a draft that is over nothing but what was written.
    pub(super) article: Option<Article>,
    pub(super) went_well: Vec<String>,
    pub(super) problems: Vec<String>,
    pub(super) requirements: Vec<String>,
    /// Passages of which something was said.
    passages: Vec<Part>,
    /// Those of which nothing was said: waiting, accepted, or their day passed.
    quiet: Option<Table>,
    /// How many stand in the table of results alone, and until when they have their day.
    alone: Option<String>,
    /// Who they are, with what they were told.
    told: Option<Table>,
    id: CircularDraftId,
    open: bool,
    send: Option<Field>,
    publish: bool,
    waits: Option<Notice>,
    /// Typed numbers that the register contradicts.
    contradicted: Option<Table>,
    withdraw: bool,
    /// Why it is given up, where units were asked about it.
    why: Option<Field>,
    /// Why it was given up.
    given_up: Option<Notice>,
    /// Whom sending it asks and tells.
    check_why: String,
    /// Where a new one is begun with the words of one that was given up.
    again: Option<String>,
    published: Option<String>,
}

pub(super) fn draft(call: &Call<'_>) -> Outcome {
    page(&shown(call)?)
}

/// The page as it is read.
pub(super) fn shown(call: &Call<'_>) -> Result<DraftPage, Fault> {
    Ok(page_of(call, &show_draft(&call.context(), call.id("id")?)?, &FieldErrors::new()))
}

/// What goes out can be printed: of a draft from before words were checked when they are written, the field and the character are
/// named here.
fn printable(call: &Call<'_>, id: CircularDraftId) -> Result<(), Fault> {
    let draft = show_draft(&call.context(), id)?.stored.draft;
    let tr = call.tr;
    let numbered = |points: &[DraftPoint], name: fn(&Tr, usize) -> String| -> Vec<(String, String)> {
        points.iter().enumerate().map(|(at, point)| (name(&tr, at + 1), point.text.to_string())).collect()
    };
    let mut words = vec![
        (tr.circular_title().into_owned(), draft.title.to_string()),
        (tr.circular_recipients().into_owned(), draft.recipients.to_string()),
        (tr.circular_grounds().into_owned(), draft.grounds.to_string()),
    ];
    words.extend(numbered(&draft.went_well, |tr, at| {
        format!("{} {}", tr.circular_part_well(), tr.circular_point(at))
    }));
    words.extend(numbered(&draft.problems, |tr, at| {
        format!("{} {}", tr.circular_part_problems(), tr.circular_point(at))
    }));
    let required = draft.requirements.iter().enumerate();
    words.extend(required.map(|(at, it)| (tr.circular_requirement_text(at + 1), it.text.clone())));
    words.extend(
        draft.correction.iter().map(|line| (tr.circular_correction().into_owned(), line.to_string())),
    );
    let fault = words.iter().find_map(|(field, text)| {
        let message = call.unprintable(text)?;
        Some(
            Message::new("error-circular-glyph")
                .with("field", field.as_str())
                .with("fault", call.words(&message)),
        )
    });
    fault.map_or(Ok(()), |message| Err(AppError::Refused(message).into()))
}

pub(super) fn send(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    printable(call, id)?;
    after(call, id, send_check(&call.context(), id, call.form.get("due_on")).map(|_| ()), None)
}

pub(super) fn withdraw(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    after(call, id, withdraw_draft(&call.context(), id, call.form.get("reason")), None)
}

pub(super) fn decide(call: &Call<'_>) -> Outcome {
    let (id, passage): (CircularDraftId, PassageId) = (call.id("id")?, call.id("passage")?);
    let get = |name: &str| call.form.get(&format!("{name}-{passage}"));
    let form = AnswerForm { step: get("step"), decision: get("decision"), body: get("body") };
    after(call, id, decide_passage(&call.context(), id, passage, form), Some(passage))
}

/// What follows from publishing.
pub(super) fn weigh_publish(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let (id, tr) = (call.id("id")?, call.tr);
    let shown = show_draft(&call.context(), id)?;
    if shown.waits.is_some() || shown.stored.state != DraftState::Checking {
        return Ok(None);
    }
    let lacking = shown.lacking.as_ref().map(|it| lost_words(call, &it.lost, &it.figures));
    let undecided = (shown.appeals > 0).then(|| tr.sure_publish_appeals(shown.appeals));
    let missing = lacking.unwrap_or_default().into_iter().filter(|words| !words.is_empty()).chain(undecided);
    let mut follows = vec![tr.sure_publish_follows(shown.stored.draft.title.as_str())];
    follows.extend(next_number(&call.context(), id)?.map(|number| tr.sure_publish_number(number)));
    if !shown.passages.is_empty() {
        follows.push(tr.sure_publish_named(shown.names.len()));
    }
    if !shown.told.is_empty() {
        follows.push(tr.sure_publish_rows(shown.told.len()));
    }
    Ok(Some(Weighed {
        title: tr.circular_publish().into_owned(),
        follows,
        missing: missing.collect(),
        never: vec![tr.sure_publish_never().into_owned()],
        digits: None,
        back: paths::circulars::draft(id),
    }))
}

/// What follows from giving a draft up.
pub(super) fn weigh_withdraw(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let (id, tr) = (call.id("id")?, call.tr);
    let shown = show_draft(&call.context(), id)?;
    // Without a reason that says enough the act itself says what is missing.
    let Ok(reason) = shown.stored.state.parse_given_up(call.form.get("reason")) else { return Ok(None) };
    let (asked, told) = (shown.passages.len(), shown.told.len());
    let mut follows = vec![tr.sure_withdraw_follows(shown.stored.draft.title.as_str())];
    if asked > 0 {
        follows.push(tr.sure_withdraw_asked(asked));
    }
    if let Some(reason) = reason.filter(|_| asked + told > 0) {
        follows.push(tr.sure_withdraw_told(reason.as_str()));
    }
    Ok(Some(Weighed {
        title: tr.circular_draft_withdraw().into_owned(),
        follows,
        missing: Vec::new(),
        never: vec![tr.sure_withdraw_never().into_owned()],
        digits: None,
        back: paths::circulars::draft(id),
    }))
}

pub(super) fn publish(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    printable(call, id)?;
    let circular = publish_circular(&call.context(), id)?;
    see(paths::circulars::circular(circular))
}

/// Back to the draft; with the faults at their fields if there are any. Fields of a passage carry its key.
fn after(
    call: &Call<'_>,
    id: CircularDraftId,
    end: Result<(), AppError>,
    passage: Option<PassageId>,
) -> Outcome {
    after_form(
        end,
        |()| see(paths::circulars::draft(id)),
        |errors| {
            let mut keyed = FieldErrors::new();
            for (field, message) in errors.iter() {
                let field = passage.map_or_else(|| field.to_owned(), |key| format!("{field}-{key}"));
                keyed.add(field, message.clone());
            }
            form_again(&page_of(call, &show_draft(&call.context(), id)?, &keyed))
        },
    )
}

fn page_of(call: &Call<'_>, shown: &DraftShown, errors: &FieldErrors) -> DraftPage {
    let tr = call.tr;
    let (stored, draft) = (&shown.stored, &shown.stored.draft);
    let writing = stored.state == DraftState::Writing;
    let checking = stored.state == DraftState::Checking;
    let [send, why] = asked(call, errors);
    let why = checking.then_some(why);
    let (said, quiet): (Vec<_>, Vec<_>) =
        shown.passages.iter().partition(|passage| passage.said.is_some() || passage.was.is_some());
    let passages: Vec<_> = said.into_iter().map(|passage| part(call, shown, passage, errors)).collect();
    let send = (writing && shown.waits.is_none()).then_some(send);
    let fields = send.iter().chain(&why).chain(passages.iter().flat_map(|part| &part.answer));
    let requirement = |it: &earnest_model::circulars::circular::Requirement| {
        tr.circular_requirement(tr.date_long(it.due_on), it.text.as_str())
    };
    DraftPage {
        shell: call
            .shell_of_paper(
                PaperKind::Circular,
                Some(Nav::Circulars),
                draft.title.as_str(),
                &paths::circulars::draft(stored.id),
            )
            .lede(tr.circular_draft_lede(i64::from(shown.round.number), shown.round.topic.as_str()))
            .crumb(tr.circular_list_title(), Some(&paths::circulars::circulars())),
        errors: ErrorSummary::of(tr, fields),
        state: draft_state(call, stored.state),
        due: stored.due_on.map(|day| tr.circular_check_until(tr.date_long(day))),
        facts: facts(call, &shown.facts, &shown.organiser),
        lacking: shown.lacking.as_ref().map(|it| lacking(call, it)),
        article: article(call, shown),
        went_well: draft.went_well.iter().map(|point| words(call, shown, point)).collect(),
        problems: draft.problems.iter().map(|point| words(call, shown, point)).collect(),
        requirements: draft.requirements.iter().map(requirement).collect(),
        passages,
        quiet: (!quiet.is_empty()).then(|| quiet_table(call, shown, &quiet)),
        alone: alone(call, shown),
        told: (!shown.told.is_empty()).then(|| told_table(call, shown)),
        id: stored.id,
        open: writing,
        send,
        publish: checking && shown.waits.is_none(),
        waits: shown
            .waits
            .as_ref()
            .map(|why| Notice::new(Tone::Loading, tr.circular_waits()).text(call.words(why))),
        contradicted: if writing || checking { contradicted(call, shown) } else { None },
        withdraw: writing || checking,
        why,
        given_up: stored
            .given_up
            .as_ref()
            .map(|reason| Notice::new(Tone::Empty, tr.circular_draft_given_up()).text(reason.as_str())),
        check_why: match shown.version {
            1 => tr.circular_check_why().into_owned(),
            _ => tr.circular_check_why_corrected().into_owned(),
        },
        again: (stored.state == DraftState::Withdrawn).then(|| {
            paths::circulars::circular_new()
                .asking("round", stored.round)
                .asking("again", stored.id)
                .to_string()
        }),
        published: stored.circular.map(paths::circulars::circular),
    }
}

/// By when units answer, and why a draft is given up about which they were asked.
fn asked(call: &Call<'_>, errors: &FieldErrors) -> [Field; 2] {
    let tr = call.tr;
    let proposed = call.today.saturating_add(jiff::Span::new().days(DAYS)).to_string();
    let send = Field::new("due_on", tr.circular_check_due(), Control::Line("date"))
        .value(call.form.find("due_on").unwrap_or(&proposed))
        .help(tr.circular_check_due_help())
        .error(call.fault(errors, "due_on"));
    let why = Field::line("reason", tr.circular_draft_withdraw_reason())
        .value(call.form.get("reason"))
        .help(tr.circular_draft_withdraw_help())
        .error(call.fault(errors, "reason"));
    [send, why]
}

/// The document as it would be published now.
fn article(call: &Call<'_>, shown: &DraftShown) -> Option<Article> {
    let document = Document {
        title: shown.stored.draft.title.as_str(),
        version: shown.version,
        // A number is given at publication.
        number: None,
        body: shown.body.as_ref()?,
        round: &shown.round,
        organiser: &shown.organiser,
        standard: shown.standard.as_ref(),
        counted: None,
        day: None,
    };
    Some(Article::of(call, &document))
}

/// The typed numbers of a draft that the register contradicts, each a question; none where the reader reads no figures.
fn contradicted(call: &Call<'_>, shown: &DraftShown) -> Option<Table> {
    let draft = &shown.stored.draft;
    let points = draft.went_well.iter().chain(&draft.problems).map(|point| point.text.as_str());
    let all = points.chain(draft.requirements.iter().map(|it| it.text.as_str()));
    let of = (shown.organiser.as_str(), Some(shown.round.programme), Some(shown.round.number));
    reconciled::contradicted(call, of, &all.collect::<Vec<_>>().join("\n"))
}

fn name(call: &Call<'_>, shown: &DraftShown, code: &str, name: &str) -> String {
    called(call, &shown.organiser, (code, name))
}

fn words(call: &Call<'_>, shown: &DraftShown, point: &DraftPoint) -> String {
    if point.codes.is_empty() {
        return point.text.clone();
    }
    let names: Vec<_> = point
        .codes
        .iter()
        .map(|code| name(call, shown, code, shown.names.get(code).unwrap_or(code)))
        .collect();
    format!("{}{}", point.text, call.tr.circular_named(names.join(&*call.tr.circular_comma())))
}

/// The state of a draft with its sign.
pub(super) fn draft_state(call: &Call<'_>, state: DraftState) -> State {
    let word = call.word_of(state);
    match state {
        DraftState::Writing => State::not_begun(word),
        DraftState::Checking => State::under_way(word),
        DraftState::Published => State::done(word),
        DraftState::Withdrawn => State::trouble(word),
    }
}

/// The state of a passage with its sign.
pub(super) fn passage_state(call: &Call<'_>, state: PassageState) -> State {
    let word = call.word_of(state);
    match state {
        PassageState::Sent => State::not_begun(word),
        PassageState::Disputed | PassageState::Replied => State::trouble(word),
        PassageState::Amended | PassageState::Upheld => State::under_way(word),
        PassageState::Accepted | PassageState::Noted | PassageState::Lapsed => State::done(word),
    }
}

/// Passages that need nobody's answer, each in a row.
fn quiet_table(call: &Call<'_>, shown: &DraftShown, passages: &[&PassageStored]) -> Table {
    let tr = call.tr;
    let row = |passage: &&PassageStored| {
        [
            Cell::Noted(name(call, shown, &passage.code, &passage.name), polarity(call, passage.polarity)),
            passage.body.as_str().into(),
            passage_state(call, passage.state).into(),
        ]
    };
    Table::new(tr.passage_list())
        .column(tr.circular_unit())
        .column(tr.passage_words())
        .column(tr.circular_draft_state())
        .rows(passages.iter().map(row))
}

/// How many units stand in the table of results alone, and until when they can say what is wrong.
fn alone(call: &Call<'_>, shown: &DraftShown) -> Option<String> {
    let (tr, told) = (call.tr, shown.told.len());
    let due = shown.stored.due_on.filter(|_| told > 0)?;
    Some(tr.circular_rows_told(told, tr.date_long(due)))
}

/// Units that stand in the table of results alone, with what they were told and what became of their appeals.
fn told_table(call: &Call<'_>, shown: &DraftShown) -> Table {
    let (tr, tag) = (call.tr, call.lang.tag());
    let standard = shown.standard.as_ref().map(|published| &published.standard);
    let row = |told: &RowTold| {
        let grade = standard.and_then(|standard| standard.grade_named(&told.grade));
        [
            Cell::from(name(call, shown, &told.code, &told.name)),
            told.score.map_or_else(|| tr.common_not_yet().into_owned(), score).into(),
            grade.map_or(told.grade.as_str(), |grade| grade.name.get(tag)).into(),
            told.appeal
                .map_or_else(|| tr.circular_rows_no_appeal().into_owned(), |it| call.word_of(it))
                .into(),
        ]
    };
    Table::new(tr.circular_rows())
        .column(tr.circular_unit())
        .numbers(tr.circular_score())
        .column(tr.circular_grade())
        .column(tr.appeal_title())
        .rows(shown.told.iter().map(row))
}

fn part(call: &Call<'_>, shown: &DraftShown, passage: &PassageStored, errors: &FieldErrors) -> Part {
    let owed = shown.stored.state == DraftState::Checking && passage.state.waits_for_office();
    Part {
        unit: name(call, shown, &passage.code, &passage.name),
        polarity: polarity(call, passage.polarity),
        body: passage.body.clone(),
        was: passage.was.clone(),
        state: passage_state(call, passage.state),
        said: passage.said.clone(),
        beside: passage.beside,
        decision: passage.decision.clone(),
        action: paths::circulars::draft_passage(passage.draft, passage.id),
        answer: if owed { answer(call, passage, errors) } else { Vec::new() },
    }
}

/// For what a unit is named, in words.
pub(super) fn polarity(call: &Call<'_>, polarity: Polarity) -> String {
    call.word_of(polarity)
}

fn answer(call: &Call<'_>, passage: &PassageStored, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let name = |field: &str| format!("{field}-{}", passage.id);
    let fault = |field: &str| call.fault(errors, &name(field));
    let sent = call.form.get(&name("step"));
    let steps = PassageStep::OF_OFFICE.iter().filter(|step| passage.state.after(**step).is_ok());
    let steps = steps.map(|step| Choice::new(step.key(), call.word_of(step), step.key() == sent));
    let mut fields = vec![
        Field::new(name("step"), tr.passage_answer(), Control::One(steps.collect())).error(fault("step")),
    ];
    if passage.state == PassageState::Disputed {
        let body = call.form.find(&name("body")).unwrap_or(&passage.body);
        let anew = Field::new(name("body"), tr.passage_body_anew(), Control::Lines(3)).value(body);
        fields.push(anew.help(tr.passage_body_anew_help()).error(fault("body")).optional(tr));
    }
    let why = Field::new(name("decision"), tr.passage_decision(), Control::Lines(2));
    let why = why.value(call.form.get(&name("decision"))).error(fault("decision"));
    fields.push(if passage.state == PassageState::Replied { why.optional(tr) } else { why });
    fields
}
