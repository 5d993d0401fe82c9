//! The form of a session: a few questions, and as much about speeches and exchanges as somebody noted anyway; and the same form
//! filled with a record, to correct it.

use super::{
    criteria,
    despite::despite,
    rows::{self, Asked, Row},
};
use crate::{
    frame::{
        call::Call,
        drafts::drafted,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::{
        paths,
        shared::{
            choose_round::{of_whom, rounds_of_line, whose},
            of_programme::showing,
        },
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    programmes::rounds_list::RoundOf,
    sessions::{
        cases_show::CaseShown,
        seminar_change::{
            Correct, ToCorrect, Withdraw, correct_seminar, session_to_correct, withdraw_seminar,
        },
        seminar_record::{Record, record_seminar},
        seminar_show::{BlankSeminar, Criteria, blank_seminar},
    },
};
use earnest_model::{
    id::{RoundId, SeminarId},
    message::{FieldErrors, Message},
    sessions::seminar::{SessionForm, SessionKind},
    text::date,
};

#[derive(Template)]
#[template(path = "pages/sessions/seminars/record.html")]
struct RecordPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    why: String,
    minutes: u32,
    submit: String,
    more: Vec<(&'static str, String)>,
    head: Vec<Field>,
    attendance: Vec<Field>,
    attendance_open: bool,
    /// Of which day the roll is, and how that of another is had; blank where the unit has none.
    roll_of: String,
    numbers: Vec<Field>,
    /// The round whose standard asks what is asked of each speech; blank where none does.
    criteria_of: String,
    /// What was answered to criteria that this round does not ask for.
    criteria_before: Vec<(String, String)>,
    /// Of which standard that is, in words.
    criteria_told: String,
    speeches: Vec<Row>,
    rest_rows: Vec<Row>,
    rest: Vec<Field>,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    drafted(call, &paths::sessions::seminar_new(), |call| page(&new_page(call, &FieldErrors::new())?))
}

/// The form as it was sent.
fn sent<'c>(call: &'c Call<'c>) -> Result<SessionForm<'c>, AppError> {
    let get = |name: &str| call.form.get(name);
    Ok(SessionForm {
        kind: get("kind"),
        held_on: get("held_on"),
        minutes: get("minutes"),
        present: get("present"),
        expected: get("expected"),
        leave: get("leave"),
        interactions: get("interactions"),
        exchanges: rows::exchanges(call),
        attendance: rows::attendance(call),
        consensus: get("consensus"),
        speeches: rows::speeches(call),
        cases: rows::cases(call),
        library: call.form.all("library").collect(),
        another: call.ticked("another")?,
    })
}

pub(super) fn record(call: &Call<'_>) -> Outcome {
    if rows::goes_on(call) {
        return page(&new_page(call, &FieldErrors::new())?);
    }
    if is_of_another_round(call) && other_criteria(call, &blank_seminar(&call.context())?).is_some() {
        return form_again(&new_page(call, &FieldErrors::new())?);
    }
    let form = sent(call)?;
    let round = call.form.one_of("round");
    after_form(
        round.and_then(|round| {
            let id = record_seminar(&call.context(), &Record { unit: call.form.get("unit"), round, form })?;
            Ok((id, round))
        }),
        |(_, round)| see(showing(call, paths::sessions::seminars(), round)?),
        |errors| form_again(&new_page(call, &errors)?),
    )
}

/// The form filled with the record.
pub(super) fn correct_blank(call: &Call<'_>) -> Outcome {
    let found = session_to_correct(&call.context(), call.id("id")?)?;
    let asked = criteria::criteria(call, asked_of(&found.blank, found.held.round));
    let round = found.held.round.map(|round| round.to_string());
    let fields = rows::sent_of(&found.held.session, round, (&asked, &found.cases));
    page(&correct_page(&Call { form: &fields, ..call.clone() }, &found, &FieldErrors::new())?)
}

pub(super) fn correct(call: &Call<'_>) -> Outcome {
    let id: SeminarId = call.id("id")?;
    let again = |errors: &FieldErrors| {
        let found = session_to_correct(&call.context(), id)?;
        correct_page(call, &found, errors)
    };
    if rows::goes_on(call) {
        return page(&again(&FieldErrors::new())?);
    }
    if is_of_another_round(call) && {
        let found = session_to_correct(&call.context(), id)?;
        other_criteria(call, &found.blank).is_some()
    } {
        return form_again(&again(&FieldErrors::new())?);
    }
    let form = sent(call)?;
    let round = call.form.one_of("round");
    let (reason, despite) = (call.form.get("reason"), call.ticked("despite")?);
    after_form(
        round.and_then(|round| {
            correct_seminar(&call.context(), id, &Correct { round, form, reason, despite })
        }),
        |()| see(paths::sessions::seminar(id)),
        |errors| form_again(&again(&errors)?),
    )
}

/// Takes the record back; what is wrong is said on the page of the session.
pub(super) fn withdraw(call: &Call<'_>) -> Outcome {
    let id: SeminarId = call.id("id")?;
    let (why, resolutions) = (call.form.get("why"), call.form.get("resolutions"));
    let request = Withdraw { why, despite: call.ticked("despite")?, resolutions };
    after_form(
        withdraw_seminar(&call.context(), id, &request),
        |()| see(paths::sessions::seminar(id)),
        |errors| super::show::again(call, id, &errors),
    )
}

fn new_page(call: &Call<'_>, errors: &FieldErrors) -> Result<RecordPage, Fault> {
    let tr = call.tr;
    let asked = blank_seminar(&call.context())?;
    let choice = |value: &str, words: &str| Choice::new(value, words, call.form.get("unit") == value);
    let units = asked.units.iter().map(|(code, name)| choice(code, name)).collect();
    let unit = field(call, errors, "unit", tr.seminar_unit().into_owned(), Control::List(units));
    let shell = call
        .shell(Some(Nav::Observations), tr.seminar_record())
        .lede(tr.seminar_record_lede())
        .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars()));
    let page = page_of(call, errors, (&asked, None), shell);
    Ok(RecordPage { head: std::iter::once(unit).chain(page.head).collect(), ..page }.told(call))
}

fn correct_page(call: &Call<'_>, found: &ToCorrect, errors: &FieldErrors) -> Result<RecordPage, Fault> {
    let tr = call.tr;
    let held = &found.held;
    let title = tr.seminar_title(held.name.as_str(), tr.date_words(held.session.held_on));
    let shell = call
        .shell(Some(Nav::Observations), tr.seminar_correct())
        .lede(tr.seminar_correct_lede())
        .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars()))
        .crumb(title, Some(&paths::sessions::seminar(held.id)));
    let mut page = page_of(call, errors, (&found.blank, Some(found)), shell);
    page.action = paths::sessions::seminar_correct(held.id);
    page.why = tr.seminar_correct_why().into_owned();
    page.submit = tr.seminar_correct().into_owned();
    let reason = field(call, errors, "reason", tr.visit_reason().into_owned(), Control::Lines(2));
    page.rest.push(reason);
    page.rest.extend(despite(call, errors));
    Ok(page.told(call))
}

impl RecordPage {
    /// With the summary of what is wrong.
    fn told(mut self, call: &Call<'_>) -> Self {
        let rows = self.speeches.iter().chain(&self.rest_rows).flat_map(Row::all);
        let fields = self.head.iter().chain(&self.attendance).chain(&self.numbers);
        self.errors = ErrorSummary::of(call.tr, fields.chain(rows).chain(&self.rest));
        self
    }
}

fn page_of(
    call: &Call<'_>,
    errors: &FieldErrors,
    (blank, found): (&BlankSeminar, Option<&ToCorrect>),
    shell: Shell,
) -> RecordPage {
    let tr = call.tr;
    let mut errors = errors.clone();
    if let Some(message) = other_criteria(call, blank) {
        errors.add("round", message);
    }
    let day = call.decided("held_on").and_then(|day| date(day).ok());
    for (field, message) in rows::misfits(call, &blank.roll, day).iter() {
        if errors.at(field).is_none() {
            errors.add(field.to_owned(), message.clone());
        }
    }
    let errors = &errors;
    let before = found.map(|found| &found.held.session);
    let chosen = chosen(call, blank);
    let criteria = criteria::criteria(call, asked_of(blank, chosen));
    let criteria_before = criteria::carried(call, rows::places(call, "speech"), &criteria);
    let asked = Asked { call, errors, roll: &blank.roll, day, criteria };
    let attendance = asked.attendance(before);
    let attendance_open = attendance.iter().any(Field::is_needed);
    let mut rest_rows = asked.rows("exchange");
    rest_rows.extend(asked.rows("case"));
    RecordPage {
        shell,
        errors: None,
        action: paths::sessions::seminar_new(),
        why: tr.seminar_why().into_owned(),
        minutes: 6,
        submit: tr.seminar_save().into_owned(),
        more: rows::more(tr),
        head: head(call, errors, blank),
        numbers: numbers(call, errors, !attendance.is_empty()),
        attendance,
        attendance_open,
        roll_of: match blank.roll.0.is_empty() {
            true => String::new(),
            false => tr.seminar_roll_of(tr.date_long(day.unwrap_or(call.today))),
        },
        criteria_of: chosen.map(|round| round.to_string()).unwrap_or_default(),
        criteria_before,
        criteria_told: criteria_told(call, blank, chosen),
        speeches: asked.rows("speech"),
        rest_rows,
        rest: rest(call, errors, &blank.cases),
    }
}

/// The round for which the form asks: the one that was chosen, or else the first whose seminar is still to be recorded.
fn chosen(call: &Call<'_>, blank: &BlankSeminar) -> Option<RoundId> {
    let all = || blank.rounds.iter().map(|found| &found.round);
    let round = match call.decided("round") {
        Some(sent) => all().find(|round| round.id.to_string() == sent),
        None => all().find(|round| round.takes_session(false, call.today).is_ok()).or_else(|| all().next()),
    };
    round.map(|round| round.id)
}

/// What the standard of a round asks of each speech, where it asks anything.
fn asked_of(blank: &BlankSeminar, round: Option<RoundId>) -> Option<&Criteria> {
    blank.criteria.iter().find(|(of, _)| Some(*of) == round).map(|(_, criteria)| criteria)
}

/// Whether the round was changed after the form had asked its questions.
fn is_of_another_round(call: &Call<'_>) -> bool {
    call.form.find("criteria_of").is_some_and(|of| of != call.form.get("round"))
}

/// Where the standard of the round that is chosen by now asks other things of a speech than the form that was sent: that it does,
/// with the answers that it does not ask for.
fn other_criteria(call: &Call<'_>, blank: &BlankSeminar) -> Option<Message> {
    let of = call.form.find("criteria_of").filter(|_| is_of_another_round(call))?;
    let was = blank.rounds.iter().map(|found| found.round.id).find(|id| id.to_string() == of);
    let before = criteria::criteria(call, asked_of(blank, was));
    let now = criteria::criteria(call, asked_of(blank, chosen(call, blank)));
    if criteria::ask_the_same(&before, &now) {
        return None;
    }
    let unasked = criteria::unasked(call, rows::places(call, "speech"), (&before, &now));
    if unasked.is_empty() {
        return Some(Message::new("error-session-criteria"));
    }
    Some(Message::new("error-session-criteria-unasked").with("answers", unasked))
}

/// Of which standard the criteria are.
fn criteria_told(call: &Call<'_>, blank: &BlankSeminar, chosen: Option<RoundId>) -> String {
    let tr = call.tr;
    let found = blank.rounds.iter().find(|found| Some(found.round.id) == chosen);
    match found.filter(|_| asked_of(blank, chosen).is_some()) {
        Some(RoundOf { round, organiser, programme, .. }) => {
            let words = tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
            tr.seminar_criteria_of(of_whom(&words, Some(whose(call, organiser, programme.as_ref()))))
        }
        None => tr.seminar_criteria_usual().into_owned(),
    }
}

/// A field with what was sent and what is wrong with it.
fn field(call: &Call<'_>, errors: &FieldErrors, name: &str, label: String, control: Control) -> Field {
    let fault = call.fault(errors, name);
    Field::new(name, label, control).value(call.form.get(name)).error(fault)
}

fn head(call: &Call<'_>, errors: &FieldErrors, blank: &BlankSeminar) -> Vec<Field> {
    let tr = call.tr;
    let choice =
        |name: &str, value: &str, words: String| Choice::new(value, words, call.form.get(name) == value);
    let named = rounds_of_line(call, &blank.rounds, |round| {
        tr.draw_round_topic(i64::from(round.number), round.topic.as_str())
    });
    let preset = chosen(call, blank).map(|round| round.to_string());
    let rounds = named.into_iter().map(|(key, words)| {
        let is = Some(&key) == preset.as_ref();
        Choice::new(key, words, is)
    });
    // A record of no round stays one.
    let of_none = call.decided("round").is_some_and(str::is_empty);
    let none = Choice::new("", tr.seminar_no_round(), of_none);
    let kinds = SessionKind::ALL.iter().map(|kind| choice("kind", kind.key(), call.word_of(kind))).collect();
    let own = |name: &str, label: std::borrow::Cow<'_, str>, control| {
        field(call, errors, name, label.into_owned(), control)
    };
    let mut fields = vec![
        own("round", tr.seminar_round(), Control::List(rounds.chain([none]).collect())),
        own("kind", tr.seminar_kind(), Control::List(kinds)),
        own("held_on", tr.seminar_day(), Control::Line("date")),
        own("minutes", tr.seminar_length(), Control::Number(1, 3_000)),
    ];
    if errors.at("another").is_some() || !call.form.get("another").is_empty() {
        let yes = choice("another", "yes", tr.seminar_another_yes().into_owned());
        fields.push(own("another", tr.seminar_another(), Control::Any(vec![yes])).optional(tr));
    }
    fields
}

/// How many came. Where the roll says who did, the numbers follow from it, unless others were expected, too.
fn numbers(call: &Call<'_>, errors: &FieldErrors, by_roll: bool) -> Vec<Field> {
    let tr = call.tr;
    let own = |name: &str, label: std::borrow::Cow<'_, str>, control| {
        let field = field(call, errors, name, label.into_owned(), control);
        if by_roll { field.one_of_two().help(tr.seminar_numbers_help()) } else { field }
    };
    let leave = field(call, errors, "leave", tr.seminar_leave().into_owned(), Control::Number(0, 10_000));
    vec![
        own("present", tr.seminar_present(), Control::Number(1, 100_000)),
        own("expected", tr.seminar_expected(), Control::Number(1, 100_000)),
        leave.optional(tr),
    ]
}

fn rest(call: &Call<'_>, errors: &FieldErrors, library: &[CaseShown]) -> Vec<Field> {
    let tr = call.tr;
    let own = |name: &str, label: String, control| field(call, errors, name, label, control).optional(tr);
    let others =
        own("interactions", tr.seminar_interactions_other().into_owned(), Control::Number(0, 10_000));
    let mut fields = vec![others.help(tr.seminar_interactions_help())];
    let chosen = |key: &str| call.form.all("library").any(|sent| sent == key);
    let readable = library.iter().filter_map(|case| {
        let key = case.id.to_string();
        Some(Choice::new(key.as_str(), case.text.as_ref()?.title.as_str(), chosen(&key)))
    });
    let readable: Vec<_> = readable.collect();
    if !readable.is_empty() {
        let label = tr.seminar_library().into_owned();
        fields.push(own("library", label, Control::Any(readable)).help(tr.seminar_library_help()));
    }
    let consensus = own("consensus", tr.seminar_consensus().into_owned(), Control::Lines(3));
    fields.push(consensus.help(tr.seminar_consensus_help()));
    fields
}
