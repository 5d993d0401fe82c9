//! Reports from templates: figures with scope and day, sums that may not be made, frozen ones that stay.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Context, Result,
    figures::{
        board_show,
        report_freeze::{closed_day, freeze_report, show_frozen},
        report_make::{Facts, Report, Wanted, make_report, save_template},
        report_show,
        report_sign::sign_report,
    },
    sessions::seminar_record::{Record, record_seminar},
};
use earnest_model::{
    Date,
    actor::Role,
    figures::{figure::Traced, figure_name::FigureName, report_template::Word},
    id::FrozenReportId,
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, review_all_plans},
    register::{Register, on_both_engines},
    unhindered::advance_round,
};
use jiff::ToSpan;

fn words(word: Word, facts: &Facts) -> String {
    match word {
        Word::Unit => facts.unit.clone(),
        Word::AsOf => facts.as_of.to_string(),
        Word::Programme => facts.programme.clone().unwrap_or_default(),
        Word::Comments => facts.comments.to_string(),
    }
}

fn wanted<'a>(unit: &'a str, template: &'a str) -> Wanted<'a> {
    Wanted { unit: Some(unit), programme: None, as_of: None, template, tried: None, words: &words }
}

fn read(report: &Report) -> String {
    report.made.written(|figure| figure.value.to_string())
}

fn refused(end: Result<impl Sized>) -> &'static str {
    match end {
        Err(AppError::Form(errors)) => errors.at("template").map_or("", |message| message.key),
        _ => "",
    }
}

const TEMPLATE: &str = "{{unit}}, {{as-of}}: {{units}} units, {{units scope=A1}} in A1; plans {{plans-reviewed round=1}}. \
                        Both {{sum plans-reviewed round=1 + plans-reviewed round=2}}.";

#[test]
fn a_template_is_filled_with_figures_of_its_scope_and_day() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        review_all_plans(register, round);
        let context = register.context(&OPERATOR);
        let report = make_report(&context, &wanted("P", TEMPLATE)).unwrap();
        assert_eq!(read(&report), "试验省, 2015-06-01: 69 units, 9 in A1; plans 8.");
        assert_eq!(report.made.figures[1].unit, "A1");
        assert_eq!(report.made.figures.len(), 3, "there is no second round to add");
        for (template, fault) in [
            ("{{team-problems}} {{nonsense}}", "error-report-figure"),
            ("{{sum area-problems + team-problems}}", "error-report-sum"),
            ("{{units scope=nowhere}}", "error-report-scope"),
        ] {
            assert_eq!(refused(make_report(&context, &wanted("P", template))), fault);
        }
        let officer = register.actor(Role::UnitOfficer, "A");
        let own = register.context(&officer);
        assert!(make_report(&own, &wanted("B", TEMPLATE)).is_err());
        assert_eq!(refused(make_report(&own, &wanted("A", "{{units scope=B}}"))), "error-report-scope");
        let early = Wanted { as_of: Some(jiff::civil::date(2015, 1, 1)), ..wanted("P", "{{seminars-held}}") };
        assert_eq!(read(&make_report(&context, &early).unwrap()), "0");
    });
}

#[test]
fn an_organisation_keeps_its_own_template_and_those_beneath_follow_it() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "A");
        let context = register.context(&office);
        assert_eq!(refused(save_template(&context, "A", "a\n{{sum units + units}}")), "error-report-sum");
        save_template(&context, "A", "our own: {{units}}").unwrap();
        let saved = register.last_entry();
        assert_eq!((saved.action.as_str(), saved.word.as_str()), ("save-template", "template-saved"));
        assert_eq!(saved.subject, "unit");
        let at = |unit| read(&make_report(&register.context(&OPERATOR), &wanted(unit, "pack")).unwrap());
        assert_eq!([at("A1"), at("B")], ["our own: 9", "pack"]);
        assert!(save_template(&context, "P", "x").is_err());
        assert!(save_template(&context, "A1", "x").is_err());
    });
}

/// Freezes what its page shows.
fn freeze_seen(context: &Context<'_>, wanted: &Wanted<'_>) -> Result<FrozenReportId> {
    let closed = Wanted { as_of: Some(closed_day(context.today)), ..*wanted };
    freeze_report(context, wanted, &make_report(context, &closed)?.hash())
}

#[test]
fn nobody_freezes_another_report_than_they_saw() {
    on_both_engines(|register| {
        let (office, _) = open_round(register);
        register.today.set(register.today.get().tomorrow().unwrap());
        let context = register.context(&office);
        let seen = wanted("P", "plans {{plans-due}}");
        let closed = Wanted { as_of: Some(closed_day(context.today)), ..seen };
        let hash = make_report(&context, &closed).unwrap().hash();
        let before = register.journal().len();
        let other = freeze_report(&context, &wanted("P", "other words {{plans-due}}"), &hash);
        assert!(other.unwrap_err().to_string().contains("error-report-otherwise"));
        assert_eq!(register.journal().len(), before);
        freeze_report(&context, &seen, &hash).unwrap();
        assert_eq!(register.last_entry().word, "report-frozen");
    });
}

#[test]
fn the_head_signs_exactly_the_frozen_report_that_was_seen_and_until_then_it_says_that_nobody_did() {
    on_both_engines(|register| {
        let (office, _) = open_round(register);
        let head = register.actor(Role::UnitHead, "P");
        register.today.set(register.today.get().tomorrow().unwrap());
        let owes = || {
            let piles = earnest_app::desk::desk_show::desk(&register.context(&head)).unwrap();
            piles.iter().any(|pile| pile.kind == earnest_model::desk::owed::OwedKind::ReportSign)
        };
        assert!(!owes());
        let id = freeze_seen(&register.context(&office), &wanted("P", "owed {{plans-due}}")).unwrap();
        assert!(owes(), "it waits on the desk of the head");
        let view = |who| show_frozen(&register.context(who), id).unwrap();
        assert_eq!((view(&office).report.signed_on, view(&office).may_sign), (None, false));
        assert!(view(&head).may_sign);
        let seen = view(&head).report.sha256;
        let below = register.actor(Role::UnitHead, "A");
        for who in [&office, &below] {
            assert!(matches!(sign_report(&register.context(who), id, &seen), Err(AppError::Denied(_))));
        }
        let other = sign_report(&register.context(&head), id, "of another one").unwrap_err().to_string();
        assert!(other.contains("error-report-otherwise"), "{other}");
        // Outside it is not there before it is signed; who audits reads it.
        let root = register.actor(Role::Auditor, "P");
        assert_eq!(view(&root).report.signed_on, None);
        sign_report(&register.context(&head), id, &seen).unwrap();
        assert_eq!(register.last_entry().word, "report-signed");
        assert_eq!(view(&office).report.signed_on, Some(register.today.get()));
        let again = sign_report(&register.context(&head), id, &seen).unwrap_err().to_string();
        assert!(again.contains("error-report-signed"), "{again}");
        assert!(!owes());
        // Another one is frozen after it: its signature is another one.
        let next =
            freeze_seen(&register.context(&office), &wanted("P", "plans owed: {{plans-due}}")).unwrap();
        assert_eq!(show_frozen(&register.context(&head), next).unwrap().report.signed_on, None);
        assert!(owes());
    });
}

#[test]
fn a_frozen_report_stays_and_later_changes_stand_beside() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let of_today = Wanted { as_of: Some(register.today.get()), ..wanted("P", "owed {{plans-due}}") };
        let refused = freeze_report(&register.context(&office), &of_today, "").unwrap_err().to_string();
        assert!(refused.contains("error-report-day-open"), "a day that goes on: {refused}");
        register.today.set(register.today.get().tomorrow().unwrap());
        let context = register.context(&office);
        let id = freeze_seen(&context, &wanted("P", "plans {{plans-reviewed}}, owed {{plans-due}}")).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(register.last_entry().word, "report-frozen");
        assert_eq!((action.as_str(), detail["figures"].as_i64()), ("freeze-report", Some(2)));
        let acts = register.journal().len();
        let same = freeze_seen(&context, &wanted("P", "plans {{plans-reviewed}}, owed {{plans-due}}"));
        assert!(same.unwrap_err().to_string().contains("error-report-frozen-same"));
        assert_eq!(register.journal().len(), acts, "the same figures are frozen once");
        review_all_plans(register, round);
        let view = show_frozen(&context, id).unwrap();
        assert_eq!(view.report.made.written(|figure| figure.value.to_string()), "plans 0, owed 8");
        assert_eq!((view.now, view.holds), (vec![Some(0), Some(8)], true), "it opens to what was counted");
        assert_eq!(detail["sha256"].as_str(), Some(view.report.sha256.as_str()));
        let today = make_report(&context, &wanted("P", "{{plans-reviewed}}")).unwrap();
        assert_eq!(read(&today), "8", "and today has what came since");
        let listed = make_report(&context, &wanted("P", "x")).unwrap().frozen;
        assert_eq!(listed.len(), 1);
        let beside = register.actor(Role::UnitHead, "B");
        assert!(show_frozen(&register.context(&beside), id).is_err());
        assert!(freeze_seen(&register.context(&beside), &wanted("P", "x")).is_err());
        let assessor = register.actor(Role::Assessor, "P");
        assert!(freeze_seen(&register.context(&assessor), &wanted("P", "x")).is_err());
    });
}

#[test]
fn the_template_of_the_pack_reads_in_every_language() {
    let register = Register::empty_sqlite().with_organisation();
    let pack = earnest_testkit::pack::shipped();
    let template = pack.report.unwrap();
    for tag in ["zh-Hans", "zh-Hant", "en"] {
        let context = register.context(&OPERATOR);
        let report = make_report(&context, &wanted("P", template.get(tag))).unwrap();
        assert!(report.made.figures.len() > 30 && !read(&report).contains("{{"));
    }
}

#[test]
fn a_report_of_a_past_day_tells_in_which_state_the_rounds_were_then() {
    on_both_engines(|register| {
        let day = register.today.get();
        let (_, round) = open_round(register);
        review_all_plans(register, round);
        register.today.set(day + 20.days());
        assert_eq!(show_as_of(register, None), ["open"]);
        let office = register.actor(Role::Office, "P");
        advance_round(&register.context(&office), round).unwrap();
        assert_eq!(show_as_of(register, None), ["assessing"]);
        assert_eq!(show_as_of(register, Some(day + 20.days())), ["assessing"]);
        assert_eq!(show_as_of(register, Some(day + 19.days())), ["open"], "what is said of a day stays said");
        assert_eq!(show_as_of(register, Some(day)), ["open"]);
        let made = make_report(
            &register.context(&office),
            &Wanted { as_of: Some(day + 19.days()), ..wanted("P", "{{units}}") },
        );
        assert_eq!(made.unwrap().rounds[0].2, "open");
    });
}

/// The states of the rounds as the report of a day tells them.
fn show_as_of(register: &Register, as_of: Option<Date>) -> Vec<String> {
    let wanted = report_show::Wanted { unit: Some("P"), as_of, ..Default::default() };
    let shown = report_show::report(&register.context(&OPERATOR), wanted).unwrap();
    shown.rounds.into_iter().map(|(_, _, state)| state).collect()
}

#[test]
fn board_and_report_of_a_past_day_say_alike_what_was_entered_since() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let past = register.today.get();
        register.today.set(past + 9.days());
        let officer = register.actor(Role::UnitOfficer, "A");
        let held = past.to_string();
        let form = SessionForm {
            kind: "seminar",
            held_on: &held,
            minutes: "90",
            present: "9",
            expected: "10",
            ..SessionForm::default()
        };
        record_seminar(&register.context(&officer), &Record { unit: "A", round: Some(round), form }).unwrap();
        let context = register.context(&office);
        let names = |since: Vec<&Traced>| since.iter().map(|it| (it.name(), it.value())).collect::<Vec<_>>();
        let board = board_show::Wanted { unit: Some("P"), as_of: Some(past), ..Default::default() };
        let board = board_show::show_board(&context, board).unwrap();
        let of_day = Wanted { as_of: Some(past), ..wanted("P", "{{plans-due}}") };
        let report = make_report(&context, &of_day).unwrap();
        let expected = [(FigureName::SeminarsHeld, 1)];
        assert_eq!(names(board.since.iter().collect()), expected);
        assert_eq!(names(report.since.iter().map(|it| &it.figure).collect()), expected);
    });
}

#[test]
fn a_report_says_nothing_of_rounds_that_its_programme_does_not_have_and_a_frozen_one_keeps_whose_it_tells() {
    on_both_engines(|register| {
        let (office, _) = open_round(register);
        register.today.set(register.today.get().tomorrow().unwrap());
        let context = register.context(&office);
        let template =
            "Both drew {{sum spot-checks round=1 + spot-checks round=2}}; drawn {{spot-checks round=1}}.";
        let made = make_report(&context, &wanted("P", template)).unwrap();
        assert_eq!((read(&made).as_str(), made.template.as_str()), ("drawn 0.", template));
        let id = freeze_seen(&context, &wanted("P", template)).unwrap();
        let view = show_frozen(&context, id).unwrap();
        assert_eq!((view.whose.code.as_str(), &view.whose.programme), ("P", &made.whose.programme));
    });
}

#[test]
fn a_report_that_its_head_did_not_sign_is_read_in_its_unit_alone_and_by_those_above_once_it_is_signed() {
    on_both_engines(|register| {
        let (above, _) = open_round(register);
        let office = register.actor(Role::Office, "A");
        let head = register.actor(Role::UnitHead, "A");
        register.today.set(register.today.get().tomorrow().unwrap());
        let id = freeze_seen(&register.context(&office), &wanted("A", "owed {{plans-due}}")).unwrap();
        let seen = show_frozen(&register.context(&office), id).unwrap().report.sha256;
        let listed = |who| make_report(&register.context(who), &wanted("A", "x")).unwrap().frozen.len();
        assert_eq!((listed(&office), listed(&head), listed(&above)), (1, 1, 0));
        let withheld = show_frozen(&register.context(&above), id).unwrap_err().to_string();
        assert!(withheld.contains("error-report-unsigned"), "{withheld}");
        sign_report(&register.context(&head), id, &seen).unwrap();
        assert_eq!(listed(&above), 1);
        assert!(show_frozen(&register.context(&above), id).is_ok());
    });
}
