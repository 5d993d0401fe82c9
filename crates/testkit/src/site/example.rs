//! A round under way in the small organisation, made through the use cases as people would.

use crate::{
    assessment::{CLASSES, open_round},
    plans::submit_signed,
    register::Register,
    unhindered::{freeze_frame, rate_round, run_draw},
};
use earnest_app::{
    assessing::{
        observer_assign::{Assign, assign_observer},
        sheet_submit::{Occasion, submit_sheet},
    },
    draws::draw_freeze::Freeze,
    duties::duties_lay::lay_duties,
    ledger::{
        findings::{
            findings_sign::sign_findings,
            problems_report::{FindingsList, report_problems},
        },
        measures::measure_step::{Said, approve_closure, close_measure, report_progress, request_closure},
    },
    plans::plan_review::{ReviewForm, review_plan},
    visits::tour_record::record_tour,
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    duties::duty::{DutyKind, NewDuty},
    id::{MeasureId, RoundId, SpotCheckId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
    plans::plan::PlanForm,
    text::{Line, Prose},
    visits::visit::{Left, MeetingKind, NewInterview, NewItem, NewMeeting, NewTour, NewVisit, Reach},
};

/// Sections that a plan of the example answers: those of the shipped pack.
fn checklist() -> Vec<String> {
    crate::pack::shipped().checklist_keys()
}

pub fn fill(register: &Register) {
    let (office, round) = open_round(register);
    plans(register, &office, round);
    duties(register, &office);
    ledger(register, &office, round);
    tour(register, &office);
    assessment(register, &office, round);
}

/// A draw, an observed session, one checked unit, ratings.
fn assessment(register: &Register, office: &Actor, round: RoundId) {
    let context = register.context(office);
    let classes = CLASSES.map(str::to_owned);
    let draw = freeze_frame(&context, &Freeze { round, rate: "20%", classes: &classes }).expect("a frame");
    run_draw(&context, draw, "01382438112797316654").expect("a draw");
    let assessor = register.actor(Role::Assessor, "P");
    let who = assessor.account().expect("an account");
    let send = |unit| {
        let assign = Assign { round, unit, assessor: who, session_on: "2015-06-20" };
        assign_observer(&context, &assign).expect("an observer is sent")
    };
    let (first, _second) = (send("A"), send("G1"));
    let seen = SheetForm {
        marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "-")],
        reasons: vec![("cases", "本次未涉及典型案例")],
        heard_on: "2015-06-01",
        ..SheetForm::default()
    };
    let context = register.context(&assessor);
    submit_sheet(&context, Occasion::Observation(first), &seen).expect("a sheet is handed in");
    let materials = SheetForm { marks: vec![("in-time", "10"), ("specific", "24")], ..SheetForm::default() };
    let check = Occasion::SpotCheck(SpotCheckId(1));
    submit_sheet(&context, check, &materials).expect("materials are assessed");
    rate_round(&register.context(office), round).expect("units are rated");
}

fn plans(register: &Register, office: &Actor, round: RoundId) {
    let reviews = [
        ("A", Some("approve")),
        ("B", Some("return")),
        ("N", None),
        ("G1", Some("approve-with-remarks")),
        ("U", Some("approve")),
    ];
    for (unit, outcome) in reviews {
        let officer = register.actor(Role::UnitOfficer, unit);
        let keys = checklist();
        let text =
            "结合本单位职责逐条落实；由办公室牵头，六月二十日前完成。\n征求了四十人的意见，采纳十一条。";
        let sections = keys.iter().map(|key| (key.as_str(), text)).collect();
        let form = PlanForm { theme: "严以修身", session_on: "2015-06-20", sections };
        let plan =
            submit_signed(register, &officer, (round, unit), form, &keys).expect("a plan is submitted");
        let Some(outcome) = outcome else { continue };
        let missing = keys.iter().take(usize::from(outcome == "return")).map(String::as_str).collect();
        let remarks =
            if outcome == "approve" { "" } else { "请补充征求意见的范围、方式和人数" };
        let form = ReviewForm { plan, outcome, missing, remarks, checklist: &keys };
        review_plan(&register.context(office), &form).expect("a plan is reviewed");
    }
}

fn duties(register: &Register, office: &Actor) {
    let day = register.today.get();
    let lay = |unit: &str, kind, post: Option<&str>, taken: bool| NewDuty {
        unit: unit.to_owned(),
        kind,
        post: post.map(str::to_owned),
        acknowledged_on: taken.then_some(day),
    };
    let duties = vec![
        lay("A", DutyKind::Principal, None, true),
        lay("A", DutyKind::First, Some("市委主要负责人"), true),
        lay("A1", DutyKind::Principal, None, true),
        lay("A2", DutyKind::Principal, None, true),
        lay("B", DutyKind::Principal, None, true),
        lay("B", DutyKind::First, Some("州委主要负责人"), false),
        lay("B1", DutyKind::Principal, None, false),
        lay("N", DutyKind::Principal, None, false),
    ];
    lay_duties(&register.context(office), "P", duties, day).expect("duties are laid on");
}

fn ledger(register: &Register, office: &Actor, round: RoundId) {
    for unit in ["A", "B"] {
        let officer = register.actor(Role::UnitOfficer, unit);
        let measure = |body| MeasureForm {
            body,
            owner: "办公室主任",
            deliverable: "完善后的制度和每月通报",
            time_class: "by-date",
            due_on: "2015-06-10",
        };
        let problem = |level, body| ProblemForm {
            level,
            aspect: "work",
            body,
            instance: "五月的两次会议没有形成落实清单",
            source: "self-examination",
            found_on: "2015-05-20",
            customary: CustomaryForm::default(),
            measures: vec![measure("每次会议当场形成清单"), measure("每月对清单核对一次")],
        };
        let problems = vec![problem("team", "议而不决，落实不力"), problem("area", "基层材料过多")];
        let aspects = ["work".to_owned()];
        let list = FindingsList { unit, round: Some(round), problems, aspects: &aspects };
        let ids = report_problems(&register.context(&officer), &list).expect("problems are registered");
        let head = register.actor(Role::UnitHead, unit);
        sign_findings(&register.context(&head), unit, &ids).expect("the head signs the list");
    }
    steps(register, office);
}

/// One measure of A goes all the way, one waits for its verification, one for its head.
fn steps(register: &Register, office: &Actor) {
    let officer = register.actor(Role::UnitOfficer, "A");
    let head = register.actor(Role::UnitHead, "A");
    let said = Said { evidence: "六月的落实清单", progress: "60", remarks: "按计划进行" };
    report_progress(&register.context(&officer), MeasureId(4), said).expect("progress is reported");
    for id in [1, 2, 3] {
        request_closure(&register.context(&officer), MeasureId(id), said).expect("a closure is asked for");
    }
    for id in [1, 2] {
        approve_closure(&register.context(&head), MeasureId(id), said).expect("the head approves");
    }
    close_measure(&register.context(office), MeasureId(1), said).expect("the measure is closed");
}

fn tour(register: &Register, office: &Actor) {
    let line = |text| Line::parse(text).expect("a line");
    let prose = |text| Prose::parse(text).expect("a text");
    let day = jiff::civil::date(2015, 5, 28);
    let item = |left, body| NewItem { left, body: prose(body), reply_due_on: None };
    let visit = |unit: &str| NewVisit {
        unit: unit.to_owned(),
        visited_on: day,
        purposes: vec![line("督查整改"), line("听取意见")],
        summary: prose("整改有清单，群众知晓面还不宽。"),
        meetings: vec![NewMeeting {
            kind: MeetingKind::OpenAir,
            participants: 23,
            counted: Vec::new(),
            tiers: Some(line("村、乡镇")),
        }],
        interviews: vec![NewInterview { person: Some(line("T1-01")), role: line("村干部"), note: None }],
        items: vec![
            item(Left::Finding, "台账与现场不一致"),
            item(Left::Guidance(Reach::Unit), "公示整改结果"),
        ],
    };
    let tour = NewTour {
        leader: line("省委专题教育办督查组"),
        purpose: line("第一轮督查调研"),
        from: day,
        until: day,
        visits: vec![visit("A"), visit("A1")],
    };
    record_tour(&register.context(office), "P", &tour).expect("a tour is recorded");
}
