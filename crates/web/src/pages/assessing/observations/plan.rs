//! Who listens in where, proposed for all units at once: a person looks, changes, and sends.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        moment::moment,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::{journal::certificate_file, paths},
};
use askama::Template;
use earnest_app::{
    AppError,
    anchor::standing::Published,
    assessing::{
        observer_choose::rounds_to_observe,
        observers_propose::{MOST_EACH, Method, Proposal, ProposedUnit, lot_certificate, propose_observers},
        observers_send::{SendMany, SendOne, send_observers},
    },
};
use earnest_model::{
    id::{AccountId, LotId, RoundId},
    message::FieldErrors,
    programmes::round::Round,
};

/// A unit with its questions.
struct UnitFields {
    title: String,
    sent: String,
    fields: Vec<Field>,
}

/// A lot that was used before: when, its seed, the way to its certificate.
struct UsedLot {
    when: String,
    seed: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/assessing/observations/plan.html")]
struct PlanPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    choose: Vec<Field>,
    action: String,
    units: Vec<UnitFields>,
    lots: Vec<UsedLot>,
    certificate: bool,
    chosen: bool,
    /// Whether whoever reads it sends for this round.
    sends: bool,
}

pub(super) fn plan(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

/// What was asked for: the round, how many for each session, how they are chosen.
fn asked<'c>(call: &'c Call<'_>) -> Result<(Option<RoundId>, usize, Method<'c>), AppError> {
    let each = call.asked("each")?.unwrap_or(1);
    let seed = call.query.get("seed");
    let method = match call.query.get("method") {
        "lot" => Method::Lot(seed),
        _ => Method::Balanced,
    };
    Ok((call.asked("round")?, each, method))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<PlanPage, Fault> {
    let tr = call.tr;
    let (round, each, method) = asked(call)?;
    let mut errors = errors.clone();
    let found = match round.map(|round| propose_observers(&call.context(), round, each, method)) {
        Some(Ok(proposal)) => Some(proposal),
        Some(Err(AppError::Form(faults))) => {
            faults.iter().for_each(|(field, message)| errors.add(field, message.clone()));
            None
        }
        Some(Err(fault)) => return Err(fault.into()),
        None => None,
    };
    let rounds = rounds_to_observe(&call.context())?;
    let sends = rounds.iter().any(|one| Some(one.id) == round);
    let choose = choose(call, round, &rounds, each, method, &errors);
    let units = found.as_ref().map_or(Vec::new(), |proposal| {
        let units = proposal.units.iter().map(|unit| unit_fields(call, proposal, unit, each, &errors));
        // Of another organiser's round it is read who is sent; whom else to send is not the reader's to choose.
        units.map(|unit| if sends { unit } else { UnitFields { fields: Vec::new(), ..unit } }).collect()
    });
    let all = choose.iter().chain(units.iter().flat_map(|unit| &unit.fields));
    let mut shell = call
        .shell(Some(Nav::Observations), tr.observation_plan_title())
        .lede(tr.observation_plan_lede())
        .crumb(tr.observation_list_title(), Some(&paths::assessing::observations()));
    if found.as_ref().is_some_and(|proposal| proposal.units.is_empty()) {
        shell = shell.notice(Notice::new(Tone::Empty, tr.observation_plan_complete()));
    }
    if found.is_some() && !sends {
        let words = tr.observation_plan_others();
        shell = shell.notice(Notice::new(Tone::Empty, words).text(tr.observation_plan_others_text()));
    }
    Ok(PlanPage {
        sends,
        errors: ErrorSummary::of(tr, all),
        shell,
        choose,
        action: call.here(call.query),
        units,
        lots: found.as_ref().map_or(Vec::new(), |proposal| lots(call, proposal)),
        certificate: found.is_some_and(|proposal| proposal.certificate.is_some()),
        chosen: round.is_some(),
    })
}

fn lots(call: &Call<'_>, proposal: &Proposal) -> Vec<UsedLot> {
    let lot = |lot: &earnest_app::assessing::observers_propose::UsedLot| UsedLot {
        when: moment(call, &lot.drawn_at),
        seed: lot.seed.clone(),
        href: paths::assessing::observation_lot(lot.id),
    };
    proposal.lots.iter().map(lot).collect()
}

fn choose(
    call: &Call<'_>,
    round: Option<RoundId>,
    rounds: &[Round],
    each: usize,
    method: Method<'_>,
    errors: &FieldErrors,
) -> Vec<Field> {
    let tr = call.tr;
    let rounds = rounds.iter().map(|one| {
        let words = tr.draw_round_topic(i64::from(one.number), one.topic.as_str());
        Choice::new(one.id.to_string(), words, Some(one.id) == round)
    });
    let counts =
        (1..=MOST_EACH).map(|count| Choice::new(count.to_string(), count.to_string(), count == each));
    let lot = matches!(method, Method::Lot(_));
    let methods = vec![
        Choice::new("balanced", tr.observation_method_balanced(), !lot),
        Choice::new("lot", tr.observation_method_lot(), lot),
    ];
    vec![
        Field::new("round", tr.observation_round(), Control::List(rounds.collect())),
        Field::new("each", tr.observation_each(), Control::List(counts.collect())),
        Field::new("method", tr.observation_method(), Control::List(methods)),
        Field::line("seed", tr.observation_seed())
            .value(call.query.get("seed"))
            .help(tr.observation_seed_help())
            .error(call.fault(errors, "seed"))
            .optional(tr),
    ]
}

fn unit_fields(
    call: &Call<'_>,
    proposal: &Proposal,
    unit: &ProposedUnit,
    each: usize,
    errors: &FieldErrors,
) -> UnitFields {
    let tr = call.tr;
    let title_of = |id: &AccountId| proposal.people.iter().find(|(found, ..)| found == id);
    let named = |id: &AccountId| title_of(id).map_or(String::new(), |(_, title, _)| title.clone());
    let (who, day) = (format!("who-{}", unit.code), format!("day-{}", unit.code));
    let again: Vec<_> = call.form.all(&who).collect();
    let wanted = each.saturating_sub(unit.sent.len());
    let mut fields = Vec::new();
    for seat in 0..wanted {
        let proposed = unit.proposed.get(seat).map(ToString::to_string).unwrap_or_default();
        let chosen = if call.form.0.is_empty() { &proposed } else { *again.get(seat).unwrap_or(&"") };
        let mut choices = vec![Choice::new("", tr.observation_nobody(), chosen.is_empty())];
        choices.extend(unit.free.iter().map(|id| {
            let load = title_of(id).map_or(0, |(.., load)| *load);
            let words = tr.observation_with_load(load, named(id));
            Choice::new(id.to_string(), words, id.to_string() == chosen)
        }));
        // Fields of one name stand beside each other; the id tells them apart.
        let field = Field::new(who.as_str(), tr.observation_seat(seat + 1), Control::List(choices));
        let fault = errors.at(&who).filter(|_| seat == 0).map(|message| call.words(message));
        fields.push(field.seat(seat).error(fault).optional(tr));
    }
    let held = unit.session_on.map(|day| day.to_string()).unwrap_or_default();
    let given = call.form.find(&day).unwrap_or(&held);
    let fault = call.fault(errors, &day);
    fields.push(
        Field::new(day.as_str(), tr.observation_day(), Control::Line("date"))
            .value(given)
            .error(fault)
            .optional(tr),
    );
    let sent: Vec<_> = unit.sent.iter().map(named).collect();
    UnitFields {
        title: unit.name.clone(),
        sent: if sent.is_empty() { String::new() } else { tr.observation_sent_already(sent.join(" · ")) },
        fields,
    }
}

pub(super) fn send(call: &Call<'_>) -> Outcome {
    let (round, each, method) = asked(call)?;
    let round = round.ok_or(AppError::NotFound)?;
    let mut rows = Vec::new();
    let days: Vec<_> = call.form.with_prefix("day-").collect();
    for (unit, who) in call.form.with_prefix("who-").filter(|(_, who)| !who.is_empty()) {
        let assessor = who.parse().map_err(|_| AppError::NotFound)?;
        let session_on = days.iter().find(|(of, _)| *of == unit).map_or("", |(_, day)| *day);
        rows.push(SendOne { unit, assessor, session_on });
    }
    let seed = match method {
        Method::Lot(seed) => seed,
        Method::Balanced => "",
    };
    after_form(
        send_observers(&call.context(), &SendMany { round, each, seed, rows }),
        |count| see(paths::assessing::observations().asking("sent", count)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

pub(super) fn certificate(call: &Call<'_>) -> Outcome {
    let id: LotId = call.id("id")?;
    let certificate = lot_certificate(&call.context(), id)?;
    certificate_file(call, Published::Lot(id), (format!("lot-{id}.json"), certificate))
}
