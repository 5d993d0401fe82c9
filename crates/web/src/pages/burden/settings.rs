//! What requests cost and how much the units beneath may be asked for, as the office sets it.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        fields::Fields,
        reply::{Fault, Outcome, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    burden::burden_set::{Settings, set_burden, show_settings},
};
use earnest_model::{
    burden::budget::{Kind, MOST_MINUTES, OnExcess, parse_rules},
    message::FieldErrors,
    span::Span,
};

#[derive(Template)]
#[template(path = "pages/burden/form.html")]
struct SettingsPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    notice: Option<Notice>,
    action: String,
    why: String,
    minutes: i64,
    submit: String,
    groups: Vec<(String, Vec<Field>)>,
}

pub fn blank(call: &Call<'_>) -> Outcome {
    page(&template(call, &Fields::default(), &FieldErrors::new())?)
}

pub fn set(call: &Call<'_>) -> Outcome {
    let unit = call.query.get("unit");
    let settings = show_settings(&call.context(), call.pack(), unit)?;
    match parse_rules(|name| call.form.get(name), beneath(call, &settings)) {
        Ok(rules) => {
            set_burden(&call.context(), unit, &rules)?;
            see(paths::burden::burden().asking("unit", &settings.unit.code))
        }
        Err(errors) => form_again(&template(call, call.form, &errors)?),
    }
}

/// Tiers beneath the office.
fn beneath(call: &Call<'_>, settings: &Settings) -> std::ops::Range<i32> {
    let tiers = i32::try_from(call.pack().tiers.len()).unwrap_or(i32::MAX);
    settings.unit.tier.0 + 1..tiers
}

fn template(call: &Call<'_>, sent: &Fields, errors: &FieldErrors) -> Result<SettingsPage, Fault> {
    let tr = call.tr;
    let unit = call.query.get("unit");
    if unit.is_empty() {
        return Err(AppError::NotFound.into());
    }
    let settings = show_settings(&call.context(), call.pack(), unit)?;
    // What is in force for a unit beneath: the office's own rules, or those from above.
    let below = Span { lo: settings.unit.span.hi, hi: settings.unit.span.hi };
    let field = |name: String, label: String, control: Control, preset: String| {
        let value = sent.find(&name).map_or(preset, str::to_owned);
        let fault = call.fault(errors, &name);
        Field::new(name, label, control).value(value).error(fault)
    };
    let kinds = Kind::ALL.iter().map(|kind| {
        let label = call.word_of(kind);
        let preset = settings.rules.minutes(below, *kind).to_string();
        field(format!("minutes-{}", kind.key()), label, Control::Number(0, 10_000), preset)
    });
    let mut groups = vec![(tr.burden_settings_minutes().into_owned(), kinds.collect::<Vec<_>>())];
    for tier in beneath(call, &settings) {
        let budget = settings.rules.budget(below, tier);
        let number = |name: &str, label: String, set: Option<i32>| {
            let preset = set.map_or(String::new(), |minutes| minutes.to_string());
            let control = Control::Number(0, i64::from(MOST_MINUTES));
            field(format!("{tier}-{name}"), label, control, preset).optional(tr)
        };
        let name = format!("{tier}-excess");
        let chosen = sent.find(&name).map_or_else(
            || budget.map_or(OnExcess::Warn, |budget| budget.on_excess).key().to_owned(),
            str::to_owned,
        );
        let choices = OnExcess::ALL.iter().map(|it| {
            let words = call.word(&format!("burden-excess-{}", it.key()));
            Choice::new(it.key(), words, chosen == it.key())
        });
        let title = tr.burden_settings_tier(call.pack().tier_name_at(tier, call.lang.tag()));
        groups.push((
            title,
            vec![
                number("week", tr.burden_settings_week().into_owned(), budget.map(|it| it.week)),
                number("month", tr.burden_settings_month().into_owned(), budget.map(|it| it.month)),
                field(
                    name,
                    tr.burden_settings_excess().into_owned(),
                    Control::One(choices.collect()),
                    String::new(),
                ),
            ],
        ));
    }
    Ok(SettingsPage {
        errors: ErrorSummary::of(tr, groups.iter().flat_map(|(_, fields)| fields)),
        notice: None,
        action: paths::burden::settings().asking_all(call.query),
        why: tr.burden_settings_why().into_owned(),
        minutes: 5,
        submit: tr.burden_settings_save().into_owned(),
        shell: call
            .shell(Some(Nav::Burden), tr.burden_settings_title())
            .lede(tr.burden_settings_lede(settings.unit.name.as_str()))
            .crumb(tr.burden_title(), Some(&paths::burden::burden().asking("unit", &settings.unit.code))),
        groups,
    })
}
