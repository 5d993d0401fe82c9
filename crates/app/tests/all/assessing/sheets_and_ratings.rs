//! From the session to the circular: observers, sheets, ratings, publication, and what is refused on the way.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may break off"
)]

use earnest_app::{
    AppError,
    assessing::{
        observer_assign::{Assign, assign_observer},
        rating_show::{list_ratings, show_rating},
        sheet_show::{list_sheets, show_sheet},
        sheet_submit::{blank_sheet, submit_sheet},
    },
    circulars::{
        circular_acknowledge::acknowledge_circular,
        circular_draft::draft_circular,
        circular_show::{list_circulars, show_circular},
    },
    draws::{draw_freeze::Freeze, draw_show::show_draw},
    programmes::{round_show::show_round, standard_publish::publish_standard},
    sessions::seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::{rating::Missing, sheet::SheetForm, spot_check::SpotCheckState},
    circulars::circular::CircularForm,
    fraction::Fraction,
    id::{CircularId, ObservationId, RoundId, SpotCheckId, StandardId},
    programmes::standard::Standard,
    sessions::seminar::SessionForm,
};
use earnest_store::Occasion;
use earnest_testkit::{
    assessment::{CLASSES, open_round, review_all_plans, standard},
    circulars::publish_checked,
    register::{Register, on_both_engines},
    unhindered::{advance_round, freeze_frame, rate_round, run_draw},
};

fn refused(end: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other:?}"),
    }
}

fn observed() -> SheetForm<'static> {
    SheetForm {
        marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "-")],
        reasons: vec![("cases", "the session dealt with no case")],
        heard_on: "2015-06-01",
        ..SheetForm::default()
    }
}

fn send(
    register: &Register,
    office: &Actor,
    round: RoundId,
    unit: &str,
    who: &Actor,
) -> Result<ObservationId, AppError> {
    let assessor = who.account().unwrap();
    assign_observer(&register.context(office), &Assign { round, unit, assessor, session_on: "2015-06-10" })
}

/// Draws and gives the spot check of the first unit of a class.
fn draw_one(register: &Register, office: &Actor, round: RoundId) -> (SpotCheckId, String) {
    let classes = CLASSES.map(str::to_owned);
    let context = register.context(office);
    let id = freeze_frame(&context, &Freeze { round, rate: "20%", classes: &classes }).unwrap();
    run_draw(&context, id, "01382438112797316654").unwrap();
    let shown = show_draw(&context, id).unwrap();
    let unit = &shown.classes[0].units[0];
    (unit.id, unit.code.clone())
}

#[test]
fn a_unit_records_its_own_session_and_nobody_elses() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "180",
            present: "9",
            expected: "10",
            ..SessionForm::default()
        };
        let record = |unit, form| {
            record_seminar(&register.context(&officer), &Record { unit, round: Some(round), form })
        };
        record("A", form.clone()).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["present"].as_i64()), ("record-seminar", Some(9)));
        assert!(matches!(record("B", form.clone()), Err(AppError::Denied(_))));
        assert!(matches!(record("A", SessionForm { present: "11", ..form }), Err(AppError::Form(_))));
        assert_eq!(register.journal().iter().filter(|action| *action == "record-seminar").count(), 1);
    });
}

#[test]
fn who_answers_for_a_unit_is_not_sent_there() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let assessor = register.actor(Role::Assessor, "P");
        send(register, &office, round, "A", &assessor).unwrap();
        assert_eq!(refused(send(register, &office, round, "A", &assessor)), "error-observer-twice");
        let inside = register.actor(Role::Assessor, "A1");
        assert_eq!(refused(send(register, &office, round, "A", &inside)), "error-observer-role");
        // The office of the prefecture A may fill sheets beneath it, but not on A itself.
        let below = register.actor(Role::Office, "A");
        assert_eq!(refused(send(register, &office, round, "A", &below)), "error-observer-role");
        assert!(send(register, &office, round, "A1", &below).is_ok());
        assert!(matches!(send(register, &below, round, "A", &assessor), Err(AppError::Denied(_))));
    });
}

#[test]
fn a_sheet_is_filled_by_the_one_who_was_sent_and_once() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let (assessor, other) = (register.actor(Role::Assessor, "P"), register.actor(Role::Assessor, "P"));
        let id = Occasion::Observation(send(register, &office, round, "A", &assessor).unwrap());
        assert_eq!(list_sheets(&register.context(&assessor), true, None, 50).unwrap().owed.len(), 1);
        assert_eq!(
            refused(submit_sheet(&register.context(&other), id, &observed())),
            "error-sheet-not-yours"
        );
        let missing = SheetForm { reasons: Vec::new(), ..observed() };
        assert_eq!(refused(submit_sheet(&register.context(&assessor), id, &missing)), "error-sheet-reason");
        assert_eq!(blank_sheet(&register.context(&assessor), id).unwrap().name, "东市");

        let sheet = submit_sheet(&register.context(&assessor), id, &observed()).unwrap();
        assert_eq!(register.last_event().0, "fill-sheet");
        let (stored, standard) = show_sheet(&register.context(&office), sheet).unwrap();
        // 33 of the 40 points that could be observed.
        assert_eq!(stored.sheet.score, Fraction::parse("82.5").unwrap());
        assert_eq!((stored.brief.code.as_str(), standard.version), ("A", 1));
        assert_eq!(refused(submit_sheet(&register.context(&assessor), id, &observed())), "error-sheet-twice");
        let list = list_sheets(&register.context(&assessor), true, None, 50).unwrap();
        assert_eq!((list.owed.len(), list.sheets.len()), (0, 1));
        assert_eq!(list_sheets(&register.context(&other), true, None, 50).unwrap().sheets.len(), 0);
        let beside = register.actor(Role::UnitOfficer, "B");
        assert!(matches!(show_sheet(&register.context(&beside), sheet), Err(AppError::Denied(_))));
    });
}

#[test]
fn materials_are_assessed_by_two_and_by_nobody_from_the_unit() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let (id, code) = draw_one(register, &office, round);
        let occasion = Occasion::SpotCheck(id);
        let own = register.actor(Role::Assessor, &code);
        let form = SheetForm { marks: vec![("in-time", "10"), ("specific", "22.5")], ..SheetForm::default() };
        assert!(matches!(submit_sheet(&register.context(&own), occasion, &form), Err(AppError::Denied(_))));
        let (one, two) = (register.actor(Role::Assessor, "P"), register.actor(Role::Assessor, "P"));
        assert_eq!(list_sheets(&register.context(&one), true, None, 50).unwrap().waiting.len(), 9);
        submit_sheet(&register.context(&one), occasion, &form).unwrap();
        assert_eq!(refused(submit_sheet(&register.context(&one), occasion, &form)), "error-sheet-twice");
        submit_sheet(&register.context(&two), occasion, &form).unwrap();
        assert_eq!(list_sheets(&register.context(&one), true, None, 50).unwrap().waiting.len(), 8);
        let shown = show_draw(&register.context(&office), earnest_model::id::DrawId(1)).unwrap();
        assert_eq!(shown.classes[0].units[0].state, SpotCheckState::Assessed);
        let late = earnest_app::draws::draw_void::void_draw(
            &register.context(&office),
            shown.draw.id,
            "a unit was forgotten",
        );
        assert_eq!(refused(late), "error-draw-assessed");
    });
}

/// One observed prefecture and one checked county, rated; gives the office and the round.
fn rated(register: &Register) -> (Actor, RoundId, String) {
    let (office, round) = open_round(register);
    review_all_plans(register, round);
    let assessor = register.actor(Role::Assessor, "P");
    let sent = send(register, &office, round, "A", &assessor).unwrap();
    submit_sheet(&register.context(&assessor), Occasion::Observation(sent), &observed()).unwrap();
    let (check, code) = draw_one(register, &office, round);
    let form = SheetForm {
        marks: vec![("in-time", "4"), ("specific", "21")],
        vetoes: vec!["not-held"],
        remarks: "no minutes, no roll, nobody remembers a session",
        ..SheetForm::default()
    };
    submit_sheet(&register.context(&assessor), Occasion::SpotCheck(check), &form).unwrap();
    advance_round(&register.context(&office), round).unwrap();
    assert_eq!(rate_round(&register.context(&office), round).unwrap(), 2);
    (office, round, code)
}

#[test]
fn a_round_is_rated_in_one_act_and_every_rating_explains_itself() {
    on_both_engines(|register| {
        let (office, round, code) = rated(register);
        let list = list_ratings(&register.context(&office), Some(round)).unwrap();
        assert!(list.rounds.iter().any(|choice| choice.id == round), "what is shown can be chosen");
        assert!(list.may_rate);
        let find = |code: &str| {
            let mut all = list.classes.iter().flat_map(|class| &class.ratings);
            &all.find(|(_, rating)| rating.code == code).unwrap().1
        };
        let county = find(&code);
        assert_eq!((county.grade.as_str(), county.veto.as_deref()), ("poor", Some("not-held")));
        let (rating, _, _) = show_rating(&register.context(&office), find("A").id).unwrap();
        // (100 × 1/5 + 82.5 × 2/5) over 3/5, since its materials were not drawn.
        assert_eq!(rating.brief.score, Fraction::new(265, 3));
        assert_eq!(rating.brief.grade, "good");
        assert_eq!(rating.parts[2].missing, Some(Missing::NotDrawn));
        assert_eq!(rating.parts[1].sheets.len(), 1);
        // Rating again replaces; the journal keeps both.
        assert_eq!(rate_round(&register.context(&office), round).unwrap(), 2);
        assert_eq!(list_ratings(&register.context(&office), None).unwrap().count(), 2);
        assert_eq!(register.journal().iter().filter(|action| *action == "rate-unit").count(), 4);
        let below = register.actor(Role::Office, "A");
        assert!(matches!(rate_round(&register.context(&below), round), Err(AppError::Denied(_))));
    });
}

fn circular(code: &str) -> CircularForm<'_> {
    CircularForm {
        title: "关于第一轮学习研讨质量评估情况的通报",
        recipients: "各市（州）、省直各单位",
        grounds: "根据学习研讨质量评估标准，现将情况通报如下。",
        went_well: vec![("A", "意见征求面广，发言联系实际。")],
        problems: vec![(code, "未按方案组织研讨。"), ("", "个别发言没有事例。")],
        requirements: vec![("补课并报告结果。", "2015-07-10", "")],
        correction: "",
    }
}

#[test]
fn a_circular_is_built_from_the_register_and_a_correction_is_a_new_version() {
    on_both_engines(|register| {
        let (office, round, code) = rated(register);
        let unknown = CircularForm { went_well: vec![("A ZZ", "text")], ..circular(&code) };
        assert_eq!(
            refused(draft_circular(&register.context(&office), round, &unknown)),
            "error-unit-unknown"
        );
        let first = publish_checked(register, &office, round, &circular(&code));
        let shown = show_circular(&register.context(&Actor::PUBLIC), first).unwrap();
        let body = &shown.circular.body;
        assert_eq!((body.frame(), body.drawn(), body.observed, body.results.len()), (36, 9, 1, 2));
        assert_eq!(body.plans, (8, 8));
        assert_eq!(body.classes.iter().map(|class| class.assessed).sum::<u64>(), 1);
        assert_eq!(shown.mentions.len(), 2);
        assert!(shown.receipts.is_none() && shown.own.is_empty(), "the public sees no receipts");
        assert_eq!(
            refused(draft_circular(&register.context(&office), round, &circular(&code))),
            "error-circular-correction"
        );
        let title = "关于第一轮研讨的通报（更正）";
        let corrected =
            CircularForm { title, correction: "漏报一个单位，现予补充", ..circular(&code) };
        let second = publish_checked(register, &office, round, &corrected);
        let old = show_circular(&register.context(&Actor::PUBLIC), first).unwrap();
        assert_eq!(old.circular.body, shown.circular.body, "a published version never changes");
        let versions: Vec<_> = old.versions.iter().map(|(id, version, _)| (*id, *version)).collect();
        assert_eq!(versions, [(second, 2), (first, 1)]);
        let list = list_circulars(&register.context(&Actor::PUBLIC), None, 20).unwrap();
        assert_eq!(list.circulars.iter().map(|brief| brief.id).collect::<Vec<_>>(), [second]);
    });
}

#[test]
fn a_recipient_confirms_once_that_the_circular_was_read() {
    on_both_engines(|register| {
        let (office, round, code) = rated(register);
        let id: CircularId = publish_checked(register, &office, round, &circular(&code));
        let officer = register.actor(Role::UnitOfficer, "B");
        let context = register.context(&officer);
        assert_eq!(show_circular(&context, id).unwrap().own[0].read_at, None);
        acknowledge_circular(&context, id, "B").unwrap();
        assert_eq!(register.last_event().0, "acknowledge-circular");
        assert!(show_circular(&context, id).unwrap().own[0].read_at.is_some());
        assert_eq!(refused(acknowledge_circular(&context, id, "B")), "error-circular-read");
        assert!(matches!(acknowledge_circular(&context, id, "A"), Err(AppError::Denied(_))));
        let receipts = show_circular(&register.context(&office), id).unwrap().receipts.unwrap();
        // Eight direct subordinates and the county that was checked.
        assert_eq!(receipts.len(), 9);
        assert_eq!(receipts.iter().filter(|receipt| receipt.read_at.is_some()).count(), 1);
        assert_eq!(receipts.last().unwrap().code, "B", "those who have not read it come first");
    });
}

#[test]
fn a_round_runs_by_the_standard_that_it_was_opened_with() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        assert_eq!(register.last_event().1["standard"], 1, "the opening says by which version");
        let stricter = Standard { attendance_floor: Fraction::ONE, ..standard() };
        publish_standard(&context, "P", &stricter).unwrap();
        let shown = show_round(&context, round).unwrap();
        assert_eq!((shown.round.standard, shown.standard.unwrap().version), (Some(StandardId(1)), 1));
        let assessor = register.actor(Role::Assessor, "P");
        let id = Occasion::Observation(send(register, &office, round, "A", &assessor).unwrap());
        assert_eq!(blank_sheet(&register.context(&assessor), id).unwrap().standard.version, 1);
        let sheet = submit_sheet(&register.context(&assessor), id, &observed()).unwrap();
        assert_eq!(
            show_sheet(&context, sheet).unwrap().1.version,
            1,
            "a later version concerns later rounds"
        );
    });
}

#[test]
fn problems_that_a_unit_finds_itself_never_lower_its_rating() {
    use earnest_app::ledger::findings::{
        findings_sign::sign_findings,
        problems_report::{FindingsList, report_problems},
    };
    use earnest_model::ledger::{findings::problem::ProblemForm, measures::measure_form::MeasureForm};
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let ratings = || {
            let list = list_ratings(&register.context(&office), Some(round)).unwrap();
            let all = list.classes.iter().flat_map(|class| &class.ratings);
            all.map(|(_, one)| (one.code.clone(), one.score, one.grade.clone())).collect::<Vec<_>>()
        };
        let before = ratings();
        let measure = MeasureForm {
            body: "publish the conditions",
            owner: "head of the office",
            deliverable: "the notice",
            time_class: "by-date",
            due_on: "2015-05-01",
        };
        let problem = ProblemForm {
            level: "team",
            aspect: "conduct",
            body: "letters unanswered",
            instance: "three in May",
            source: "self-examination",
            found_on: "2015-04-20",
            measures: vec![measure],
            ..ProblemForm::default()
        };
        let aspects = ["conduct".to_owned()];
        let list =
            FindingsList { unit: "A", round: Some(round), problems: vec![problem; 30], aspects: &aspects };
        let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
        let ids = report_problems(&register.context(&officer), &list).unwrap();
        sign_findings(&register.context(&head), "A", &ids).unwrap();
        rate_round(&register.context(&office), round).unwrap();
        assert_eq!(ratings(), before, "thirty problems, all of them past their day, and the same score");
    });
}
