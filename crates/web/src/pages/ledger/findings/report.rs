//! The form for problems: three at once, each with up to three measures. Seven answers make a whole problem; the
//! rest is preset or may stay blank. The same fields, without measures, correct a problem.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        fields::Fields,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::{
        paths,
        shared::{
            choose_round::rounds_of_line,
            opening::{again, alike, means_another},
        },
    },
};
use askama::Template;
use earnest_app::ledger::{
    findings::{
        problem_correct::correct_problem,
        problems_ask::{Choices, ask_problems},
        problems_report::{FindingsList, report_by_form},
    },
    ledger_show::show_problem,
};
use earnest_model::{
    id::ProblemId,
    ledger::{
        findings::problem::{CustomaryForm, Level, ProblemForm, Source},
        measures::measure_form::{MeasureForm, TimeClass},
    },
    message::FieldErrors,
};

/// Faults that are questions: whether another one is meant.
const DOUBLES: [&str; 5] = [
    "error-problem-same",
    "error-problem-alike",
    "error-measure-same",
    "error-measure-same-beside",
    "error-measure-elsewhere",
];

/// Problems of a form.
const PROBLEMS: usize = 3;

/// Measures of a problem.
const MEASURES: usize = 3;

/// The customary columns.
const CUSTOMARY: [&str; 5] = ["root_cause", "target", "leader", "assisting", "contact"];

/// A problem on the page.
struct Part {
    title: String,
    open: bool,
    fields: Vec<Field>,
    measures: Vec<(String, bool, Vec<Field>)>,
    more: Vec<Field>,
    more_open: bool,
}

#[derive(Template)]
#[template(path = "pages/ledger/findings/report.html")]
struct ReportPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    why: String,
    submit: String,
    head: Vec<Field>,
    parts: Vec<Part>,
    /// Aspect and text.
    manifestations: Vec<(String, String)>,
}

/// The answers so far, and what is wrong with them.
struct Asked<'c> {
    call: &'c Call<'c>,
    sent: &'c Fields,
    errors: &'c FieldErrors,
    /// Posts that may own a measure.
    owners: &'c [String],
}

impl Asked<'_> {
    fn field(&self, name: String, label: impl Into<String>, control: Control) -> Field {
        let fault = self.call.fault(self.errors, &name);
        let value = self.sent.get(&name).to_owned();
        Field::new(name, label, control).value(value).error(fault)
    }

    /// A choice among words; the preset stands until something else was sent.
    fn choice(
        &self,
        name: String,
        label: impl Into<String>,
        preset: &str,
        all: Vec<(String, String)>,
    ) -> Field {
        let chosen = self.sent.find(&name).unwrap_or(preset).to_owned();
        let choices = all.into_iter().map(|(key, words)| Choice::new(key.as_str(), words, key == chosen));
        let control = Control::List(choices.collect());
        self.field(name, label, control)
    }

    fn aspect(&self, name: String) -> Field {
        let (tr, tag) = (self.call.tr, self.call.lang.tag());
        let mut all = vec![(String::new(), tr.problem_choose().into_owned())];
        let aspects = self.call.pack().aspects.iter();
        all.extend(aspects.map(|aspect| (aspect.key.clone(), aspect.name.get(tag).to_owned())));
        self.choice(name, tr.ledger_column_aspect(), "", all)
    }

    fn words(&self, prefix: &str, keys: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
        keys.map(|key| (key.to_owned(), self.call.word(&format!("{prefix}-{key}")))).collect()
    }

    fn main(&self, at: &dyn Fn(&str) -> String) -> Vec<Field> {
        let tr = self.call.tr;
        vec![
            self.aspect(at("aspect")),
            self.field(at("body"), tr.problem_column(), Control::Lines(2)),
            self.field(at("instance"), tr.problem_instance(), Control::Lines(2))
                .help(tr.problem_instance_help()),
        ]
    }

    fn more(&self, at: &dyn Fn(&str) -> String) -> Vec<Field> {
        let tr = self.call.tr;
        let labels = [
            tr.problem_root_cause(),
            tr.problem_target(),
            tr.problem_leader(),
            tr.problem_assisting(),
            tr.problem_contact(),
        ];
        let fields = CUSTOMARY.into_iter().zip(labels);
        let field = |(name, label): (&str, _)| {
            let field = self.field(at(name), label, Control::Line("text")).optional(tr);
            if name == "leader" { field.help(tr.problem_portfolio_help()) } else { field }
        };
        fields.map(field).collect()
    }

    fn part(&self, place: usize) -> Part {
        let tr = self.call.tr;
        let at = |name: &str| format!("{place}-{name}");
        let found = self.field(at("found_on"), tr.problem_found_on(), Control::Line("date"));
        let found = match self.sent.find(&at("found_on")) {
            Some(_) => found,
            None => found.value(self.call.today.to_string()),
        };
        let levels = self.words("level", Level::ALL.iter().map(|level| level.key()));
        let sources = self.words("source", Source::ALL.iter().map(|source| source.key()));
        let mut more = vec![
            self.choice(at("level"), tr.problem_level(), Level::Team.key(), levels)
                .help(tr.problem_level_help()),
            self.choice(at("source"), tr.problem_source(), Source::SelfExamination.key(), sources),
            found,
        ];
        // All of them have an answer already.
        more = more.into_iter().map(|field| field.optional(tr)).collect();
        more.extend(self.more(&at));
        let names = ["level", "source", "found_on"].into_iter().chain(CUSTOMARY);
        let more_open = names.into_iter().any(|name| self.errors.at(&at(name)).is_some());
        let measures = (0..MEASURES).map(|number| {
            let open = number == 0 || measure_said(self.sent, place, number);
            (tr.problem_measure(number + 1), open, self.measure(place, number))
        });
        let mut fields = self.main(&at);
        if place > 0 {
            fields = fields.into_iter().map(|field| field.optional(tr)).collect();
        }
        let open = place == 0 || problem_said(self.sent, place);
        Part {
            title: tr.problem_number(place + 1),
            open,
            fields,
            measures: measures.collect(),
            more,
            more_open,
        }
    }

    fn measure(&self, place: usize, number: usize) -> Vec<Field> {
        let (call, tr) = (self.call, self.call.tr);
        let at = |name: &str| format!("{place}-measure-{number}-{name}");
        let classes = self.words("time-class", TimeClass::ALL.iter().map(|class| class.key()));
        let needed = place == 0 && number == 0;
        let own = |name: &str, label: std::borrow::Cow<'_, str>, control| {
            let field = self.field(at(name), label, control);
            if needed { field } else { field.optional(tr) }
        };
        vec![
            own("body", tr.ledger_column_measure(), Control::Lines(2)),
            own("owner", tr.measure_owner(), owner_control(call, self.owners, self.sent.get(&at("owner")))),
            own("deliverable", tr.measure_deliverable(), Control::Line("text")),
            // A standing measure goes without a day.
            self.field(at("due_on"), tr.ledger_column_due(), Control::Line("date"))
                .help(tr.problem_due_help())
                .optional(tr),
            self.choice(at("time_class"), tr.measure_time_class(), TimeClass::ByDate.key(), classes)
                .optional(tr),
        ]
    }
}

/// The question for who owns a measure: a post of the unit, or words where it has none.
pub(crate) fn owner_control(call: &Call<'_>, owners: &[String], chosen: &str) -> Control {
    if owners.is_empty() {
        return Control::Line("text");
    }
    let blank = Choice::new("", call.tr.problem_choose(), chosen.is_empty());
    // An owner from before there were posts stays in the list.
    let other = Some(chosen).filter(|one| !one.is_empty() && !owners.iter().any(|post| post == one));
    let posts = owners.iter().map(String::as_str).chain(other);
    let choices = posts.map(|post| Choice::new(post, post, post == chosen));
    Control::List(std::iter::once(blank).chain(choices).collect())
}

fn said(sent: &Fields, names: impl IntoIterator<Item = String>) -> bool {
    names.into_iter().any(|name| !sent.get(&name).trim().is_empty())
}

/// A row counts as filled once one of its own texts is there; presets alone are no answer.
fn measure_said(sent: &Fields, place: usize, number: usize) -> bool {
    let names = ["body", "owner", "deliverable", "due_on"];
    said(sent, names.map(|name| format!("{place}-measure-{number}-{name}")))
}

fn problem_said(sent: &Fields, place: usize) -> bool {
    let own = ["aspect", "body", "instance"].map(|name| format!("{place}-{name}"));
    said(sent, own) || (0..MEASURES).any(|number| measure_said(sent, place, number))
}

pub fn blank(call: &Call<'_>) -> Outcome {
    page(&template(call, &FieldErrors::new())?)
}

pub fn report(call: &Call<'_>) -> Outcome {
    let sent = call.form;
    // Blank rows between filled ones would shift the places of the faults: the list ends with the last filled one.
    let last = (0..PROBLEMS).rev().find(|place| problem_said(sent, *place)).unwrap_or(0);
    let problems = (0..=last).map(|place| problem_form(sent, place)).collect();
    let aspects = call.pack().aspect_keys();
    let unit = sent.get("unit");
    let reported = sent.one_of("round").and_then(|round| {
        let list = FindingsList { unit, round, problems, aspects: &aspects };
        report_by_form(&call.context(), &list, means_another(call))
    });
    after_form(
        reported,
        |ids| match ids.as_slice() {
            [one] => see(paths::ledger::problem(*one).asking("done", "1")),
            _ => see(paths::ledger::findings_sign().asking("unit", unit).asking("done", "1")),
        },
        |errors| form_again(&template(call, &errors)?),
    )
}

fn problem_form(sent: &Fields, place: usize) -> ProblemForm<'_> {
    let get = |name: &str| sent.get(&format!("{place}-{name}"));
    let last = (0..MEASURES).rev().find(|number| measure_said(sent, place, *number));
    let measure = |number: usize| {
        let get = |name: &str| sent.get(&format!("{place}-measure-{number}-{name}"));
        MeasureForm {
            body: get("body"),
            owner: get("owner"),
            deliverable: get("deliverable"),
            time_class: get("time_class"),
            due_on: get("due_on"),
        }
    };
    ProblemForm {
        level: get("level"),
        source: get("source"),
        found_on: get("found_on"),
        measures: last.map(|last| (0..=last).map(measure).collect()).unwrap_or_default(),
        ..texts(&get)
    }
}

fn texts<'s>(get: &dyn Fn(&str) -> &'s str) -> ProblemForm<'s> {
    let customary = CustomaryForm {
        root_cause: get("root_cause"),
        target: get("target"),
        leader: get("leader"),
        assisting: get("assisting"),
        contact: get("contact"),
    };
    ProblemForm {
        aspect: get("aspect"),
        body: get("body"),
        instance: get("instance"),
        customary,
        ..ProblemForm::default()
    }
}

fn template(call: &Call<'_>, errors: &FieldErrors) -> Result<ReportPage, Fault> {
    let tr = call.tr;
    let Choices { units, rounds, owners, catalogue } = ask_problems(&call.context())?;
    let asked = Asked { call, sent: call.form, errors, owners: &owners };
    let mut of_rounds = vec![(String::new(), tr.problem_no_round().into_owned())];
    of_rounds.extend(rounds_of_line(call, &rounds, |round| tr.problem_round(i64::from(round.number))));
    // The round of the day, so that a problem has its topic; whoever means none says so.
    let of_today = rounds.iter().filter(|found| found.round.holds(call.today).is_ok());
    let of_today = of_today.max_by_key(|found| found.round.opens_on);
    let of_today = of_today.map_or_else(String::new, |found| found.round.id.to_string());
    let asked_for = call.query.get("unit");
    let chosen = units.iter().find(|(code, _)| code == asked_for).or(units.first());
    let first = chosen.map_or_else(String::new, |(code, _)| code.clone());
    let mut head = vec![
        asked.choice("unit".to_owned(), tr.ledger_column_unit(), &first, units),
        asked.choice("round".to_owned(), tr.problem_round_label(), &of_today, of_rounds).optional(tr),
    ];
    // Asked about, whoever reports says so where another one is meant.
    if errors.iter().any(|(_, fault)| DOUBLES.contains(&fault.key)) {
        head.push(again(call, tr.problem_alike_yes(), errors));
    }
    let parts: Vec<_> = (0..PROBLEMS).map(|place| asked.part(place)).collect();
    let all = parts.iter().flat_map(|part| {
        part.fields.iter().chain(part.measures.iter().flat_map(|(_, _, fields)| fields)).chain(&part.more)
    });
    let mut shell = call
        .shell(Some(Nav::Ledger), tr.problem_new())
        .lede(tr.problem_new_lede())
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()));
    if let Some(notice) = alike(call, errors) {
        shell = shell.notice(notice);
    }
    Ok(ReportPage {
        shell,
        errors: ErrorSummary::of(tr, head.iter().chain(all)),
        action: paths::ledger::problem_new(),
        why: tr.problem_new_why().into_owned(),
        submit: tr.problem_new_send().into_owned(),
        manifestations: catalogue
            .into_iter()
            .map(|(aspect, text)| (call.pack().aspect_name(&aspect, call.lang.tag()).to_owned(), text))
            .collect(),
        head,
        parts,
    })
}

pub fn correct_blank(call: &Call<'_>) -> Outcome {
    let id: ProblemId = call.id("id")?;
    let view = show_problem(&call.context(), id)?;
    let mut problem = view.problem;
    // Whoever goes on with a correction that is not signed yet begins with what it says.
    if let Some(proposal) = view.proposal {
        problem.aspect = proposal.aspect;
        problem.body = proposal.body;
        problem.instance = proposal.instance;
        problem.customary = proposal.customary;
    }
    let mut sent = vec![
        ("aspect".to_owned(), problem.aspect),
        ("body".to_owned(), problem.body),
        ("instance".to_owned(), problem.instance),
    ];
    let customary = CUSTOMARY.into_iter().zip(problem.customary);
    sent.extend(customary.map(|(name, text)| (name.to_owned(), text.unwrap_or_default())));
    page(&correction(call, id, &Fields(sent), &FieldErrors::new()))
}

pub fn correct(call: &Call<'_>) -> Outcome {
    let id: ProblemId = call.id("id")?;
    let form = texts(&|name| call.form.get(name));
    after_form(
        correct_problem(&call.context(), id, &form, &call.pack().aspect_keys()),
        |()| see(paths::ledger::problem(id).asking("done", "1")),
        |errors| form_again(&correction(call, id, call.form, &errors)),
    )
}

fn correction(call: &Call<'_>, id: ProblemId, sent: &Fields, errors: &FieldErrors) -> ReportPage {
    let tr = call.tr;
    let asked = Asked { call, sent, errors, owners: &[] };
    let (head, more) = (asked.main(&str::to_owned), asked.more(&str::to_owned));
    ReportPage {
        shell: call
            .shell(Some(Nav::Ledger), tr.problem_correct())
            .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()))
            .crumb(sent.get("body"), Some(&paths::ledger::problem(id))),
        errors: ErrorSummary::of(tr, head.iter().chain(&more)),
        action: paths::ledger::problem_correct(id),
        why: tr.problem_correct_why().into_owned(),
        submit: tr.problem_correct_send().into_owned(),
        head: head.into_iter().chain(more).collect(),
        parts: Vec::new(),
        manifestations: Vec::new(),
    }
}
