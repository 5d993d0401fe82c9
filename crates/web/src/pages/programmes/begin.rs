//! Setting up a programme: from the pack, or as the carrying-out of the superior's, whose goal, topics and calendar
//! are preset.

use super::correct::{OF_ROUND, round_fields, sent_rounds};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::{paths, shared::differences},
};
use askama::Template;
use earnest_app::{
    AppError,
    programmes::{
        pack_choose::Offered,
        programme_ask::{ProgrammeAsked, ProgrammeWanted, ask_programme},
        programme_begin::{Begin, begin_programme},
        programme_show::UnitProgramme,
    },
    units::register_load::PackStored,
};
use earnest_model::{
    id::ProgrammeId,
    message::FieldErrors,
    pack::Pack,
    programmes::{
        programme::{Calendar, MOST_ROUNDS, ProgrammeForm, binds},
        rhythm::{PaceForm, Rhythm},
        round::Round,
    },
};

#[derive(Template)]
#[template(path = "pages/programmes/begin.html")]
struct BeginPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    blocked: Option<Notice>,
    above: Option<Notice>,
    /// The programme that it follows, and what it takes over from it.
    after: Option<Notice>,
    /// What the newer version says otherwise by which it would run.
    differences: Option<Table>,
    /// Other ways to begin one: address and words.
    others: Vec<(String, String)>,
    action: String,
    why: String,
    head: Vec<Field>,
    rounds: Vec<(String, bool, Vec<Field>)>,
}

/// What is asked, and whether the superior's programme is carried out.
struct Asked {
    asked: ProgrammeAsked,
    /// The pack by which it would run.
    pack: Pack,
    /// Its version in the register; none in one that was not founded.
    version: Option<PackStored>,
    carries_out: bool,
    /// The programme that it follows.
    follows: Option<ProgrammeId>,
}

impl Asked {
    fn read(call: &Call<'_>) -> Result<Self, AppError> {
        let from = call.query.get("from");
        let follows = match from {
            "" | "pack" | "superior" => None,
            id => Some(id.parse::<ProgrammeId>().map_err(|_| AppError::NotFound)?),
        };
        let wanted = ProgrammeWanted {
            unit: call.query.get("unit"),
            follows,
            superior: call.asked("superior")?,
            own: from == "pack",
            pack: call.query.get("pack"),
        };
        let asked = ask_programme(&call.context(), wanted)?;
        // Who says so does not come away with one of their own where the superior's is over meanwhile.
        let carries_out = asked.superior.is_some() || from == "superior";
        let (pack, version) = match &asked.pack {
            Some(offered) => (offered.pack.clone(), Some(offered.stored.clone())),
            None => ((*call.state.known.last().pack).clone(), None),
        };
        Ok(Self { asked, pack, version, carries_out, follows })
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
        match &self.asked.before {
            Some(before) => before.rounds.len(),
            None if self.carries_out => self.above().len(),
            None => self.pack.topics.len(),
        }
    }

    fn address(&self, from: &str) -> String {
        paths::programmes::programme_new().asking("unit", &self.asked.organiser.code).asking("from", from)
    }

    /// Where the form goes.
    fn action(&self) -> String {
        let from = match self.follows {
            Some(id) => id.to_string(),
            None if self.carries_out => "superior".to_owned(),
            None => "pack".to_owned(),
        };
        let action = self.address(&from);
        let action = match &self.asked.superior {
            Some((above, _)) if self.follows.is_none() => action.asking("superior", above.programme.id),
            _ => action,
        };
        match &self.version {
            Some(version) if !self.carries_out && self.follows.is_none() => {
                action.asking("pack", &version.key)
            }
            _ => action,
        }
    }

    /// What stands in a field before anything was sent.
    fn before(&self, call: &Call<'_>, name: &str) -> String {
        let (pack, tag) = (&self.pack, call.lang.tag());
        let shown = self.asked.before.as_ref().map(|before| &before.programme);
        let superior = self.asked.superior.as_ref().filter(|_| self.carries_out);
        let shown = shown.or(superior.map(|(above, _)| &above.programme));
        match (name, shown) {
            ("title", Some(other)) => other.title.clone(),
            ("title", None) => pack.title.get(tag).to_owned(),
            ("goal", Some(other)) => other.goal.clone(),
            ("goal", None) => pack.goal.get(tag).to_owned(),
            _ => self.before_round(call, name).unwrap_or_default(),
        }
    }

    fn before_round(&self, call: &Call<'_>, name: &str) -> Option<String> {
        let (place, what) = name.split_once('-')?;
        let place: usize = place.parse().ok()?;
        if let Some(before) = &self.asked.before {
            let round = before.rounds.get(place)?;
            let days = Calendar::of(round).a_year_later();
            return Some(match what {
                "topic" => round.topic.clone(),
                "opens_on" => days.opens_on.to_string(),
                "plans_due_on" => days.plans_due_on.to_string(),
                _ => days.ends_on.to_string(),
            });
        }
        if !self.carries_out {
            let topic = self.pack.topics.get(place)?;
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
        key: &asked.pack.key,
        carries_out: asked.carries_out,
        superior: asked.asked.superior.as_ref().map(|(above, _)| above.programme.id),
        follows: asked.follows,
        pace: PaceForm { first_day: call.form.get("first_day"), rhythm: call.form.get("rhythm") },
        form: ProgrammeForm {
            title: call.form.get("title"),
            goal: call.form.get("goal"),
            rounds: sent_rounds(call),
        },
    };
    after_form(
        begin_programme(&call.context(), &request),
        |id| {
            call.state.known.changed();
            see(paths::programmes::programme(id))
        },
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
    let rhythms = Rhythm::ALL.iter();
    let rhythms =
        rhythms.map(|one| Choice::new(one.key(), call.word_of(*one), one.key() == answer("rhythm")));
    let pace = vec![
        Field::new("first_day", tr.programme_first_day(), Control::Line("date"))
            .help(tr.programme_first_day_help())
            .value(answer("first_day"))
            .error(error("first_day"))
            .optional(tr),
        Field::new("rhythm", tr.programme_rhythm(), Control::List(rhythms.collect())).error(error("rhythm")),
    ];
    // Days that a year presets, or a superior, are all there already.
    let paced = asked.asked.before.is_none() && !asked.carries_out;
    let head: Vec<Field> = head.into_iter().chain(pace.into_iter().filter(|_| paced)).collect();
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
        above: above(call, asked),
        action: asked.action(),
        after: after(call, asked),
        differences: differences(call, asked),
        others: others(asked, call),
        why: tr.programme_new_why().into_owned(),
        head,
        rounds,
    }
}

/// The programme that it follows, and what it takes over from it.
fn after(call: &Call<'_>, asked: &Asked) -> Option<Notice> {
    let (tr, before) = (call.tr, asked.asked.before.as_ref()?);
    let mut said = vec![tr.programme_after_text().into_owned()];
    if before.bodies > 0 {
        said.push(tr.programme_after_bodies(before.bodies));
    }
    Some(Notice::new(Tone::Done, tr.programme_after(before.programme.title.as_str())).text(said.join(" ")))
}

/// What the newer version says otherwise.
fn differences(call: &Call<'_>, asked: &Asked) -> Option<Table> {
    let differences = &asked.asked.before.as_ref()?.differences;
    (!differences.is_empty()).then(|| differences::table(call, differences))
}

/// Other ways to begin one: to carry out another of the superior's, or none, by the same pack or another.
fn others(asked: &Asked, call: &Call<'_>) -> Vec<(String, String)> {
    let tr = call.tr;
    let carry_out = |above: &UnitProgramme| {
        let href = asked.address("superior").asking("superior", above.programme.id);
        let words = tr.programme_from_superior(above.organiser.as_str(), above.programme.title.as_str());
        (href, words)
    };
    let carried = asked.asked.superior.is_some().then_some(asked.pack.key.as_str());
    let by_pack = |one: &Offered| {
        let href = asked.address("pack").asking("pack", &one.stored.key);
        let words = match carried == Some(one.stored.key.as_str()) {
            true => tr.programme_from_pack().into_owned(),
            false => tr.programme_by_pack(one.pack.title.get(call.lang.tag())),
        };
        (href, words)
    };
    let superiors = asked.asked.superiors.iter().map(carry_out);
    superiors.chain(asked.asked.others.iter().map(by_pack)).collect()
}

/// What is carried out.
fn above(call: &Call<'_>, asked: &Asked) -> Option<Notice> {
    let (tr, (above, _)) = (call.tr, asked.asked.superior.as_ref()?);
    let title = tr.programme_carries_out_of(above.organiser.as_str(), above.programme.title.as_str());
    let notice = Notice::new(Tone::Done, title);
    Some(if asked.follows.is_some() { notice } else { notice.text(tr.programme_carries_out_text()) })
}
