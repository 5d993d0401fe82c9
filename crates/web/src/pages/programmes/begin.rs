//! Setting up a programme: from the pack, or as the carrying-out of the superior's, whose goal, topics and calendar
//! are preset.

use super::correct::{OF_ROUND, round_fields, sent_rounds};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    programmes::{
        programme_ask::{ProgrammeAsked, ask_programme},
        programme_begin::{Begin, begin_programme},
    },
    units::register_load::Loaded,
};
use earnest_model::{
    message::FieldErrors,
    programmes::{
        programme::{MOST_ROUNDS, ProgrammeForm, binds},
        round::Round,
    },
};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "pages/programmes/begin.html")]
struct BeginPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    blocked: Option<Notice>,
    above: Option<Notice>,
    /// The other way to begin: address and words.
    other: Option<(String, String)>,
    action: String,
    why: String,
    head: Vec<Field>,
    rounds: Vec<(String, bool, Vec<Field>)>,
}

/// What is asked, and whether the superior's programme is carried out.
struct Asked {
    asked: ProgrammeAsked,
    /// What the register says of itself: a new programme runs by the version of the pack that is in use.
    in_use: Arc<Loaded>,
    carries_out: bool,
}

impl Asked {
    fn read(call: &Call<'_>) -> Result<Self, AppError> {
        let asked = ask_programme(&call.context(), call.query.get("unit"))?;
        let carries_out = asked.superior.is_some() && call.query.get("from") != "pack";
        Ok(Self { asked, in_use: call.state.known.last(), carries_out })
    }

    /// The superior's rounds, if they are carried out.
    fn above(&self) -> &[Round] {
        match &self.asked.superior {
            Some((_, rounds)) if self.carries_out => rounds,
            _ => &[],
        }
    }

    /// How many topics are preset.
    fn preset(&self) -> usize {
        if self.carries_out { self.above().len() } else { self.in_use.pack.topics.len() }
    }

    fn address(&self, from: &str) -> String {
        paths::programmes::programme_new().asking("unit", &self.asked.organiser.code).asking("from", from)
    }

    fn from(&self) -> &'static str {
        if self.carries_out { "superior" } else { "pack" }
    }

    /// What stands in a field before anything was sent.
    fn before(&self, call: &Call<'_>, name: &str) -> String {
        let (pack, tag) = (&self.in_use.pack, call.lang.tag());
        let superior = self.asked.superior.as_ref().filter(|_| self.carries_out);
        match (name, superior) {
            ("title", Some((above, _))) => above.programme.title.clone(),
            ("title", None) => pack.title.get(tag).to_owned(),
            ("goal", Some((above, _))) => above.programme.goal.clone(),
            ("goal", None) => pack.goal.get(tag).to_owned(),
            _ => self.before_round(call, name).unwrap_or_default(),
        }
    }

    fn before_round(&self, call: &Call<'_>, name: &str) -> Option<String> {
        let (place, what) = name.split_once('-')?;
        let place: usize = place.parse().ok()?;
        if !self.carries_out {
            let topic = self.in_use.pack.topics.get(place)?;
            return (what == "topic").then(|| topic.name.get(call.lang.tag()).to_owned());
        }
        let round = self.above().get(place)?;
        // A round whose days are past there gets days of its own.
        let (day, last) = match what {
            "topic" => return Some(round.topic.clone()),
            "opens_on" => (round.opens_on, round.plans_due_on),
            "plans_due_on" => (round.plans_due_on, round.plans_due_on),
            _ => (round.ends_on, round.ends_on),
        };
        binds(last, call.today).then(|| day.to_string())
    }
}

pub fn ask(call: &Call<'_>) -> Outcome {
    let asked = Asked::read(call)?;
    let before = |name: &str| asked.before(call, name);
    page(&form(call, &asked, &before, &FieldErrors::new()))
}

pub fn begin(call: &Call<'_>) -> Outcome {
    let asked = Asked::read(call)?;
    let sent = |name: &str| call.form.get(name).to_owned();
    let request = Begin {
        organiser: &asked.asked.organiser.code,
        key: &asked.in_use.pack.key,
        carries_out: asked.carries_out,
        form: ProgrammeForm {
            title: call.form.get("title"),
            goal: call.form.get("goal"),
            rounds: sent_rounds(call),
        },
    };
    after_form(
        begin_programme(&call.context(), &request),
        |id| see(paths::programmes::programme(id)),
        |errors| form_again(&form(call, &asked, &sent, &errors)),
    )
}

fn form(call: &Call<'_>, asked: &Asked, answer: &dyn Fn(&str) -> String, errors: &FieldErrors) -> BeginPage {
    let tr = call.tr;
    let error = |name: &str| call.fault(errors, name);
    let head = vec![
        Field::line("title", tr.programme_title()).value(answer("title")).error(error("title")),
        Field::new("goal", tr.programme_goal(), Control::Lines(4))
            .help(tr.programme_goal_help())
            .value(answer("goal"))
            .error(error("goal")),
    ];
    let preset = asked.preset();
    let said = |place: &usize| OF_ROUND.iter().any(|name| !answer(&format!("{place}-{name}")).is_empty());
    let last = (0..MOST_ROUNDS).rev().find(said).map_or(0, |last| last + 1);
    let shown = last.max(preset).saturating_add(1).min(MOST_ROUNDS);
    let rounds: Vec<_> = (0..shown)
        .map(|place| {
            let fields = round_fields(call, place, asked.above().get(place), answer, errors);
            (tr.programme_round(place + 1), place < last.max(preset), fields)
        })
        .collect();
    let fields = head.iter().chain(rounds.iter().flat_map(|(_, _, fields)| fields));
    let (above, other) = ways(call, asked);
    BeginPage {
        shell: call
            .shell(Some(Nav::Rounds), tr.programme_new())
            .lede(tr.programme_new_lede(asked.asked.organiser.name.as_str()))
            .crumb(tr.round_list_title(), Some(&paths::programmes::rounds())),
        errors: ErrorSummary::of(tr, fields),
        blocked: asked.asked.blocked.as_ref().map(|why| {
            let title = tr.programme_not_now();
            Notice::new(Tone::Forbidden, title)
                .text(call.words(why))
                .way(tr.round_list_title(), paths::programmes::rounds())
        }),
        above,
        other,
        action: asked.address(asked.from()),
        why: tr.programme_new_why().into_owned(),
        head,
        rounds,
    }
}

/// What is carried out, and the other way to begin.
fn ways(call: &Call<'_>, asked: &Asked) -> (Option<Notice>, Option<(String, String)>) {
    let tr = call.tr;
    let Some((above, _)) = &asked.asked.superior else { return (None, None) };
    if asked.carries_out {
        let title = tr.programme_carries_out_of(above.organiser.as_str(), above.programme.title.as_str());
        let notice = Notice::new(Tone::Done, title).text(tr.programme_carries_out_text());
        (Some(notice), Some((asked.address("pack"), tr.programme_from_pack().into_owned())))
    } else {
        let words = tr.programme_from_superior(above.organiser.as_str());
        (None, Some((asked.address("superior"), words)))
    }
}
