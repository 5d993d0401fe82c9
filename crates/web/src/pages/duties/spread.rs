//! The form that lays the same duties on many units.

use crate::{
    frame::{
        address::Asking,
        ask::Ask,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{self, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    duties::{
        duties_show::{DutiesView, show_duties},
        duties_spread::{Spread, spread_duties},
    },
};
use earnest_model::{duties::duty::DutyKind, message::FieldErrors};

#[derive(Template)]
#[template(path = "pages/duties/spread.html")]
struct SpreadPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    fields: Vec<Field>,
}

/// The kinds that are laid on many at once.
const KINDS: [DutyKind; 3] = [DutyKind::Principal, DutyKind::First, DutyKind::Organising];

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    let view = show_duties(&call.context(), call.part("code")?)?;
    if !view.may_spread {
        return Err(AppError::NotFound.into());
    }
    page(&made(call, &view, &FieldErrors::new()))
}

fn made(call: &Call<'_>, view: &DutiesView, errors: &FieldErrors) -> SpreadPage {
    let (tr, tag, pack) = (call.tr, call.lang.tag(), call.pack());
    let ask = Ask::new(call, errors, "");
    let direct = (String::new(), tr.duty_spread_direct().into_owned());
    let of_class =
        view.classes.iter().map(|class| (class.clone(), tr.duty_spread_class(pack.class_name(class, tag))));
    let kinds = ask.words("duty-kind", KINDS.iter().map(|kind| kind.key()));
    let fields = vec![
        ask.list("class", tr.duty_spread_whom(), "", std::iter::once(direct).chain(of_class)),
        ask.any("kinds", tr.unit_duty_kind(), &["principal", "first"], kinds),
        ask.field(
            "chief",
            tr.duty_spread_chief(),
            look::Control::Line("text"),
            &tr.duty_spread_chief_preset(),
        )
        .help(tr.duty_spread_chief_help())
        .optional(tr),
        ask.line("office", tr.duty_spread_office()).optional(tr),
        ask.day("laid_on", tr.duty_from(), &call.today.to_string()),
        ask.day("due_on", tr.duty_due(), "").optional(tr),
    ];
    let (code, name) = (view.unit.code.as_str(), view.unit.name.as_str());
    let mut shell = call
        .shell(Some(Nav::Board), tr.duty_spread())
        .lede(tr.duty_spread_lede(name))
        .crumb(tr.duty_page_title(name), Some(&paths::duties::duties(code)));
    if let (Ok(Some(laid)), Ok(Some(skipped))) = (call.asked::<i64>("laid"), call.asked::<i64>("skipped")) {
        shell = shell.notice(
            Notice::new(Tone::Done, tr.duty_spread_done(laid, skipped))
                .way(tr.cascade_title(name), paths::duties::cascade().asking("unit", code)),
        );
    }
    SpreadPage { shell, errors: ErrorSummary::of(tr, &fields), action: paths::duties::spread(code), fields }
}

pub(super) fn spread(call: &Call<'_>) -> Outcome {
    let (code, form) = (call.part("code")?, call.form);
    let asked = Spread {
        class: form.get("class"),
        kinds: form.all("kinds").collect(),
        chief: form.get("chief"),
        office: form.get("office"),
        laid_on: form.get("laid_on"),
        due_on: form.get("due_on"),
    };
    after_form(
        spread_duties(&call.context(), code, &asked),
        |done| {
            let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
            see(paths::duties::spread(&code).asking("laid", done.laid).asking("skipped", done.skipped))
        },
        |errors| {
            let view = show_duties(&call.context(), code)?;
            form_again(&made(call, &view, &errors))
        },
    )
}
