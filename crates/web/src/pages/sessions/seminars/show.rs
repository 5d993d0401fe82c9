//! One session: what was said, what was promised and how far it has come, what was suggested elsewhere.

use super::{
    criteria::criteria,
    despite::{despite, follow, stays},
    standing::{gone, states},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Amount, Cell, Control, Counted, ErrorSummary, Field, Nav, Shell, State, Table},
    pages::{
        paths,
        sessions::{
            cases::show::{Told, paragraphs, title},
            resolutions::list::state as resolution_state,
        },
        shared::{
            choose_round::{of_whom, whose_round},
            opening::problem_state,
        },
    },
};
use askama::Template;
use earnest_app::sessions::{
    cases_show::CaseShown,
    exemplar_mark::mark_exemplar,
    seminar_page::{Resolution, SeminarView, Suggestion, show_seminar},
    seminar_show::Criteria,
};
use earnest_model::{
    Date,
    figures::count::Count,
    fraction::plain_share,
    id::SeminarId,
    message::FieldErrors,
    narrative::Narrative,
    paper::PaperKind,
    sessions::{
        exchange::Came,
        seminar::{Session, Speech},
        suggestion::SuggestionState,
    },
    text::{Line, Prose},
};

/// A speech on the page.
pub(crate) struct Spoken {
    /// The post.
    pub post: String,
    /// Parts, instances, measures, in one line.
    pub said: String,
    /// Which criteria were marked, each with whether it was met.
    pub marks: Vec<String>,
    /// What was said in each part, as far as it was written down: the part and its lines.
    pub words: Vec<(String, Vec<String>)>,
    /// The story, paragraph by paragraph.
    pub story: Vec<Vec<Told>>,
    /// What follows from it elsewhere.
    pub lessons: Option<String>,
    /// Problems opened from it: state and address.
    pub commitments: Vec<(State, String)>,
    /// Where a problem is opened and a lesson suggested.
    pub take_up: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/sessions/seminars/show.html")]
pub(super) struct SeminarPage {
    pub(super) shell: Shell,
    errors: Option<ErrorSummary>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) speeches: Vec<Spoken>,
    pub(super) promised: String,
    pub(super) cases: Option<Table>,
    pub(super) consensus: Vec<String>,
    /// What was agreed and where it is made a resolution, unless it is one.
    agreed: Vec<(String, Option<String>)>,
    pub(super) resolutions: Option<Table>,
    /// Where a resolution is made that was not agreed word for word.
    resolve: Option<String>,
    pub(super) suggestions: Option<Table>,
    pub(super) exemplar: Option<String>,
    pub(super) exchanges: Option<Table>,
    pub(super) attendance: Option<Table>,
    /// What became of the record, where it does not stand: the words, and the record that stands.
    pub(super) gone: Option<(String, Option<String>)>,
    states: Option<Table>,
    mark: Option<(String, Field)>,
    unmark: Option<String>,
    change: Option<(String, String, Vec<Field>)>,
}

pub(super) fn seminar(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

/// The page as it is read, the day of the session and its key.
pub(super) fn read(call: &Call<'_>) -> Result<(SeminarPage, Date, SeminarId), Fault> {
    let id = call.id("id")?;
    let day = show_seminar(&call.context(), id)?.held.session.held_on;
    Ok((page_of(call, id, &FieldErrors::new())?, day, id))
}

/// The page once more, with what is wrong with a form of it.
pub(super) fn again(call: &Call<'_>, id: SeminarId, errors: &FieldErrors) -> Outcome {
    form_again(&page_of(call, id, errors)?)
}

/// Holds the session up as an example; sent without a reason by the other button, ends that.
pub(super) fn exemplar(call: &Call<'_>) -> Outcome {
    let id: SeminarId = call.id("id")?;
    let reason = if call.ticked("end")? { None } else { Some(call.form.get("reason")) };
    after_form(
        mark_exemplar(&call.context(), id, reason),
        |()| see(paths::sessions::seminar(id)),
        |errors| form_again(&page_of(call, id, &errors)?),
    )
}

fn page_of(call: &Call<'_>, id: SeminarId, errors: &FieldErrors) -> Result<SeminarPage, Fault> {
    let tr = call.tr;
    let view = show_seminar(&call.context(), id)?;
    let session = &view.held.session;
    let reason = Field::line("reason", tr.exemplar_reason())
        .value(call.form.get("reason"))
        .help(tr.exemplar_reason_help())
        .error(call.fault(errors, "reason"));
    let action = paths::sessions::seminar_exemplar(id);
    let mark = (view.may_mark && view.exemplar.is_none()).then(|| (action.clone(), reason));
    let promised = promised(call, &view);
    let round = view.round.as_ref().map(|round| {
        let words = tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        Ok::<_, Fault>(of_whom(&words, whose_round(call, round.id)?))
    });
    let round = round.transpose()?;
    let change = change(call, &view, errors);
    let mut facts = facts(call, session, round);
    if let Some(floor) = view.short_of {
        facts.push((tr.standard_attendance().into_owned(), tr.seminar_short(plain_share(floor))));
    }
    Ok(SeminarPage {
        errors: ErrorSummary::of(
            tr,
            mark.iter()
                .map(|(_, field)| field)
                .chain(change.iter().flat_map(|(_, _, fields): &(_, _, Vec<_>)| fields)),
        ),
        exchanges: exchanges(call, session),
        attendance: attendance(call, session),
        gone: gone(call, &view.held.standing),
        states: states(call, &view.states),
        change,
        facts,
        speeches: (0..)
            .zip(&session.body.speeches)
            .map(|(place, speech)| spoken(call, &view, place, speech))
            .collect(),
        promised,
        cases: cases(call, session, &view.cases),
        agreed: agreed(&view),
        resolutions: resolutions(call, &view.resolutions),
        resolve: view.may_change.then(|| paths::sessions::seminar_resolutions(id)),
        consensus: session.body.consensus.iter().map(ToString::to_string).collect(),
        suggestions: suggestions(call, &view.suggestions),
        unmark: (view.may_mark && view.exemplar.is_some()).then_some(action),
        exemplar: view.exemplar.clone().map(|reason| tr.exemplar_is(reason)),
        mark,
        shell: call
            .shell_of_paper(
                PaperKind::Minutes,
                Some(Nav::Observations),
                tr.seminar_title(view.held.name.as_str(), tr.date_words(session.held_on)),
                &paths::sessions::seminar(id),
            )
            .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars())),
    })
}

/// How much of what was promised is closed, in words.
fn promised(call: &Call<'_>, view: &SeminarView) -> String {
    let tr = call.tr;
    if view.commitments.is_empty() {
        return tr.seminar_nothing_promised().into_owned();
    }
    let closed = Count::of_those(&view.commitments, |(_, problem)| problem.is_closed());
    let count = Counted::part_beside(tr, &closed, &Count::of(&view.commitments));
    tr.seminar_promised(count.words())
}

/// Where the record is corrected and where it is taken back, with what is asked for that, for whoever may.
fn change(call: &Call<'_>, view: &SeminarView, errors: &FieldErrors) -> Option<(String, String, Vec<Field>)> {
    let (tr, id) = (call.tr, view.held.id);
    let why = Field::new("why", tr.visit_reason(), Control::Lines(2))
        .value(call.form.get("why"))
        .error(call.fault(errors, "why"));
    let why = match stays(call, view) {
        Some(words) => why.help(words),
        None => why,
    };
    view.may_change.then(|| {
        let follow = follow(call, view, errors);
        let fields = std::iter::once(why).chain(follow).chain(despite(call, errors)).collect();
        (paths::sessions::seminar_correct(id), paths::sessions::seminar_withdraw(id), fields)
    })
}

/// What is known of a session in terms; its round in words, with whose it is.
pub(crate) fn facts(call: &Call<'_>, session: &Session, round: Option<String>) -> Vec<(String, String)> {
    let tr = call.tr;
    let mut facts = vec![
        (tr.seminar_kind().into_owned(), call.word_of(session.kind)),
        (tr.seminar_day().into_owned(), tr.date_long(session.held_on)),
        (tr.seminar_length().into_owned(), tr.seminar_minutes(i64::from(session.minutes))),
        (tr.seminar_attendance().into_owned(), Amount::told_of(tr, session.present, session.expected).into()),
        (tr.seminar_interactions().into_owned(), Amount::told(tr, session.interactions()).into()),
    ];
    if let Some(round) = round {
        facts.insert(0, (tr.seminar_round().into_owned(), round));
    }
    facts
}

/// A speech without what was made of it.
pub(crate) fn speech(call: &Call<'_>, speech: &Speech, criteria: Option<&Criteria>) -> Spoken {
    let (tr, pack, tag) = (call.tr, call.pack(), call.lang.tag());
    let had = speech.parts.iter().zip(&pack.speech_parts).filter(|(had, _)| **had);
    let parts =
        had.map(|(_, part)| part.name.get(tag).to_owned()).collect::<Vec<_>>().join(&*tr.circular_comma());
    let told = tr.seminar_told(i64::from(speech.instances), i64::from(speech.measures));
    Spoken {
        post: speech.post.to_string(),
        words: words(call, speech),
        marks: marks(call, (speech, criteria)),
        said: if parts.is_empty() { told } else { format!("{parts} · {told}") },
        story: speech.story.as_ref().map(|story: &Narrative| paragraphs(&story.pieces())).unwrap_or_default(),
        lessons: speech.lessons.as_ref().map(ToString::to_string),
        commitments: Vec::new(),
        take_up: None,
    }
}

/// The criteria that were marked, as the standard of the round names them, or the pack.
fn marks(call: &Call<'_>, (speech, named): (&Speech, Option<&Criteria>)) -> Vec<String> {
    let tr = call.tr;
    let told = criteria(call, named).into_iter().filter_map(|criterion| {
        let word = if criterion.met(speech)? { tr.seminar_yes() } else { tr.seminar_no() };
        Some(tr.seminar_mark(criterion.name, word))
    });
    told.collect()
}

/// What was said in each part, as far as it was written down.
fn words(call: &Call<'_>, speech: &Speech) -> Vec<(String, Vec<String>)> {
    let tag = call.lang.tag();
    let parts = call.pack().speech_parts.iter().zip(&speech.words);
    let told = parts.filter_map(|(part, words)| {
        let lines = words.as_ref()?.as_str().lines().map(str::to_owned).collect();
        Some((part.name.get(tag).to_owned(), lines))
    });
    told.collect()
}

/// What was asked and answered between the speeches, as far as it is told one by one.
pub(crate) fn exchanges(call: &Call<'_>, session: &Session) -> Option<Table> {
    let tr = call.tr;
    let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
    let words = |words: Option<&Prose>| words.map_or_else(dash, |words| Cell::Text(words.to_string()));
    let rows = session.body.exchanges.iter().map(|one| {
        [
            Cell::Noted(one.by.title.to_string(), call.word_of(one.kind)),
            one.to.as_ref().map_or_else(dash, |to| Cell::Text(to.title.to_string())),
            words(one.said.as_ref()),
            words(one.answer.as_ref()),
        ]
    });
    let table = Table::new(tr.seminar_exchanges())
        .column(tr.exchange_by())
        .column(tr.exchange_to())
        .column(tr.exchange_said())
        .column(tr.exchange_answer());
    (!session.body.exchanges.is_empty()).then(|| table.rows(rows))
}

/// Who of the roll came.
fn attendance(call: &Call<'_>, session: &Session) -> Option<Table> {
    let tr = call.tr;
    let rows = session.body.attendance.iter().map(|one| {
        let word = call.word_of(one.came);
        let state = match one.came {
            Came::Present | Came::MadeUp => State::done(word),
            Came::Leave => State::not_begun(word),
            Came::Absent => State::trouble(word),
        };
        let day = one.made_up_on.map_or_else(
            || Cell::NotYet(tr.common_not_yet().into_owned()),
            |day| Cell::Text(tr.date_iso(day)),
        );
        [Cell::Text(one.title.to_string()), state.into(), day]
    });
    let table = Table::new(tr.seminar_who_came())
        .column(tr.unit_duty_post())
        .column(tr.seminar_came())
        .column(tr.seminar_make_up_day());
    (!session.body.attendance.is_empty()).then(|| table.rows(rows))
}

/// What was agreed, and the way to make a resolution of it for whoever may and where there is none of the same words.
fn agreed(view: &SeminarView) -> Vec<(String, Option<String>)> {
    let lines = view.held.session.body.consensus.iter().enumerate();
    let way = |(item, line): (usize, &Line)| {
        let made = view.resolutions.iter().any(|one| one.body == line.as_str());
        let way = paths::sessions::seminar_resolutions(view.held.id).asking("item", item);
        (line.to_string(), (view.may_change && !made).then_some(way))
    };
    lines.map(way).collect()
}

fn resolutions(call: &Call<'_>, all: &[Resolution]) -> Option<Table> {
    let tr = call.tr;
    let rows = all.iter().map(|one| {
        [
            Cell::link(one.body.as_str(), paths::sessions::resolution(one.id)),
            Cell::Text(one.owner.clone()),
            Cell::Text(tr.date_iso(one.due_on)),
            resolution_state(call, one).into(),
        ]
    });
    let table = Table::new(tr.resolution_list_title())
        .column(tr.resolution_body())
        .column(tr.resolution_owner())
        .column(tr.resolution_due())
        .column(tr.follow_state());
    (!all.is_empty()).then(|| table.rows(rows))
}

fn spoken(call: &Call<'_>, view: &SeminarView, place: i32, said: &Speech) -> Spoken {
    let own = view.commitments.iter().filter(|(at, _)| *at == place);
    let held = view.held.id;
    let ways = (paths::sessions::speech_problem(held, place), paths::sessions::speech_lesson(held, place));
    Spoken {
        commitments: own
            .map(|(_, problem)| (problem_state(call, problem), paths::ledger::problem(problem.id)))
            .collect(),
        take_up: view.may_open.then_some(ways),
        ..speech(call, said, view.criteria.as_ref())
    }
}

/// Cases that were used: those of the library as far as one may read them, and titles that were noted.
pub(crate) fn cases(call: &Call<'_>, session: &Session, library: &[CaseShown]) -> Option<Table> {
    let tr = call.tr;
    let kind = |positive: bool| call.word(if positive { "case-kind-positive" } else { "case-kind-negative" });
    let mut rows: Vec<[Cell; 2]> = library
        .iter()
        .map(|case| {
            let word = call.word_of(case.kind);
            [Cell::link(title(call, case), paths::sessions::case(case.id)), word.into()]
        })
        .collect();
    rows.extend(
        session.body.cases.iter().map(|case| [case.title.as_str().into(), kind(case.positive).into()]),
    );
    let table = Table::new(tr.seminar_cases()).column(tr.case_title()).column(tr.case_kind());
    (!rows.is_empty()).then(|| table.rows(rows))
}

fn suggestions(call: &Call<'_>, all: &[Suggestion]) -> Option<Table> {
    let tr = call.tr;
    let row = |suggestion: &Suggestion| {
        let word = call.word_of(suggestion.state);
        let state = match suggestion.state {
            SuggestionState::Offered => State::not_begun(word),
            SuggestionState::Accepted => State::done(word),
            SuggestionState::Declined => State::trouble(word),
        };
        let why = suggestion.answer.clone().unwrap_or_default();
        [Cell::Text(suggestion.body.clone()), suggestion.name.as_str().into(), state.into(), why.into()]
    };
    let table = Table::new(tr.suggestion_list())
        .column(tr.suggestion_lesson())
        .column(tr.seminar_unit())
        .column(tr.follow_state())
        .column(tr.suggestion_why_not());
    (!all.is_empty()).then(|| table.rows(all.iter().map(row)))
}
