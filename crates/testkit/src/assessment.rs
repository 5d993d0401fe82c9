//! What tests of an assessment share: a programme with an open round and a small standard.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "only tests use this crate, and this is how a test fails"
)]

use crate::unhindered::run_draw;
use crate::unhindered::{advance_round, freeze_frame, rate_round};
use crate::{plans::submit_signed, register::Register};
use earnest_app::{
    assessing::{
        observer_assign::{Assign, assign_observer},
        sheet_submit::{Occasion, submit_sheet},
    },
    draws::{draw_freeze::Freeze, draw_show::show_draw},
    plans::plan_review::{ReviewForm, review_plan},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        standard_publish::publish_standard,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    id::RoundId,
    plans::plan::PlanForm,
    programmes::standard::Standard,
};

/// The five classes of the spot check.
pub const CLASSES: [&str; 5] = [
    "county",
    "prefecture-department",
    "second-level-provincial-body",
    "second-level-university",
    "second-level-state-firm",
];

/// A small standard: 100 points, of which an observer sees 60 and materials show 40.
pub fn standard() -> Standard {
    let name = |text: &str| serde_json::json!({ "zh-Hans": text, "zh-Hant": text, "en": text });
    let item = |key: &str, points: &str| {
        let each = ["oneself", "duty"].contains(&key);
        serde_json::json!({ "key": key, "name": name(key), "points": points, "per_speaker": each })
    };
    let block = |key: &str, points: &str, sheets: &[&str], items: &[(&str, &str)]| {
        let items: Vec<_> = items.iter().map(|(key, points)| item(key, points)).collect();
        serde_json::json!({
            "key": key, "name": name(key), "points": points, "evidence": name(key), "sheets": sheets, "items": items,
        })
    };
    let grade =
        |key: &str, least: &str| serde_json::json!({ "key": key, "name": name(key), "at_least": least });
    let body = serde_json::json!({
        "blocks": [
            block("seminar", "60", &["observation"], &[("oneself", "20"), ("duty", "20"), ("cases", "20")]),
            block("result", "40", &["materials"], &[("in-time", "10"), ("specific", "30")]),
        ],
        "parts": [
            { "part": "plan-review", "weight": "1/5" },
            { "part": "observation", "weight": "2/5" },
            { "part": "materials", "weight": "2/5" },
        ],
        "plan": { "approved": "100", "remarks": "90", "per_return": "10", "floor": "60" },
        "grades": [grade("excellent", "90"), grade("good", "80"), grade("fair", "60"), grade("poor", "0")],
        "vetoes": [{ "key": "not-held", "name": name("not-held") }],
        "spot_check_rate": "1/5",
        "attendance_floor": "9/10",
        "double_marking": { "share": "1/5", "spread_limit": "15" },
    });
    serde_json::from_value(body).expect("a standard")
}

/// Publishes the standard, sets up a programme of P with one round and opens it; gives P's office.
pub fn open_round(register: &Register) -> (Actor, RoundId) {
    open_round_under(register, &standard())
}

/// The same under another standard.
pub fn open_round_under(register: &Register, standard: &Standard) -> (Actor, RoundId) {
    let office = register.actor(Role::Office, "P");
    let context = register.context(&office);
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "first topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: "P", key: "test", title: "programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).expect("a programme");
    publish_standard(&context, "P", standard).expect("a standard is published");
    advance_round(&context, rounds[0]).expect("the round opens");
    (office, rounds[0])
}

/// Submits and approves a plan of every direct subordinate of P.
pub fn review_all_plans(register: &Register, round: RoundId) {
    let assessor = register.actor(Role::Assessor, "P");
    for unit in ["A", "B", "N", "G1", "G2", "G3", "U", "F"] {
        let officer = register.actor(Role::UnitOfficer, unit);
        let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
        let plan = submit_signed(register, &officer, (round, unit), form, &[]).expect("a plan is submitted");
        let review =
            ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &[] };
        review_plan(&register.context(&assessor), &review).expect("a plan is approved");
    }
}

/// One observed prefecture and one checked county, rated while the round is assessed; gives the office, the round and the
/// county's code. The county was not held: a veto makes its grade the worst.
pub fn rated(register: &Register) -> (Actor, RoundId, String) {
    let (office, round) = open_round(register);
    review_all_plans(register, round);
    let context = register.context(&office);
    let assessor = register.actor(Role::Assessor, "P");
    let who = assessor.account().expect("an account");
    let assign = Assign { round, unit: "A", assessor: who, session_on: "2015-06-10" };
    let sent = assign_observer(&context, &assign).expect("an observer is sent");
    let seen = SheetForm {
        marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "-")],
        reasons: vec![("cases", "the session dealt with no case")],
        heard_on: "2015-06-01",
        ..SheetForm::default()
    };
    submit_sheet(&register.context(&assessor), Occasion::Observation(sent), &seen).expect("a sheet");
    let classes = CLASSES.map(str::to_owned);
    let draw = freeze_frame(&context, &Freeze { round, rate: "20%", classes: &classes }).expect("a frame");
    run_draw(&context, draw, "01382438112797316654").expect("a draw");
    let shown = show_draw(&context, draw).expect("the draw shows");
    let check = &shown.classes[0].units[0];
    let materials = SheetForm {
        marks: vec![("in-time", "4"), ("specific", "21")],
        vetoes: vec!["not-held"],
        remarks: "no minutes, no roll, nobody remembers a session",
        ..SheetForm::default()
    };
    submit_sheet(&register.context(&assessor), Occasion::SpotCheck(check.id), &materials).expect("a sheet");
    advance_round(&context, round).expect("the round is assessed");
    rate_round(&context, round).expect("units are rated");
    (office, round, check.code.clone())
}
