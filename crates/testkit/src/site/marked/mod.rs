//! An organisation in which every name, code and text says whose it is, so that a test finds what got out of its scope.

mod asked;
mod circulars;
mod held;
mod joint;
mod steer;
mod told;
mod tree;

use held::session;
pub use joint::BODIES;
use tree::beneath;
pub use tree::{UNITS, above, code, name, private, shared, subtree, text};

use crate::{
    OPERATOR,
    assessment::standard,
    plans::submit_signed,
    register::{Register, tiers},
    unhindered::{advance_round, freeze_frame, rate_round, run_draw, run_look_back},
};
use earnest_app::{
    LedgerFilter, LedgerLine,
    assessing::{
        observer_assign::{Assign, assign_observer},
        recount_record::{blank_recount, record_recount},
        second_marks_draw::draw_second_marks,
        sheet_submit::{Occasion, submit_sheet},
    },
    desk::{
        desk_show::desk,
        taking::{Things, take_work},
    },
    draws::{
        assessors_draw::draw_assessors,
        call_up::{Call, call_up_materials},
        draw_freeze::Freeze,
        draw_show::show_draw,
    },
    duties::duties_lay::lay_duties,
    ledger::{
        attachments::attachment_add::{NewFile, attach_files},
        findings::{
            findings_sign::sign_findings,
            manifestations_list::list_manifestations,
            problem_correct::correct_problem,
            problems_report::{FindingsList, report_problems},
        },
        ledger_show::show_ledger,
        look_backs::look_back_freeze::{FreezeClosed, freeze_closed},
        measures::measure_step::{Said, approve_closure, close_measure, report_progress, request_closure},
    },
    plans::plan_review::{ReviewForm, review_plan},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        standard_publish::publish_standard,
    },
    units::unit_import::import_units,
    visits::tour_record::record_tour,
};
use earnest_model::{
    Date,
    actor::{Actor, Role},
    assessing::{recount::RecountForm, sheet::SheetForm},
    desk::taking::TakingStep,
    duties::duty::{DutyKind, NewDuty},
    id::{MeasureId, ProblemId, RoundId, SpotCheckId},
    ledger::{
        attachments::attachment::Holder,
        findings::problem::{CustomaryForm, ProblemForm},
        measures::{measure::MeasureState, measure_form::MeasureForm},
    },
    plans::plan::PlanForm,
    text::{Line, Prose},
    visits::visit::{Left, MeetingKind, NewInterview, NewItem, NewMeeting, NewTour, NewVisit, Reach},
};
use earnest_store::UnitMark;

/// A register with that organisation: rounds of three organisers, and of everything something at both sides.
pub fn register() -> Register {
    let register = Register::empty_sqlite();
    let rows: Vec<String> = UNITS
        .iter()
        .map(|(key, above, tier, class)| {
            let above = if above.is_empty() { String::new() } else { code(above) };
            format!("{},{},{above},{tier},{class}", code(key), name(key))
        })
        .collect();
    let file = format!("code,name,parent_code,tier,class\n{}\n", rows.join("\n"));
    import_units(&register.context(&OPERATOR), file.as_bytes(), &tiers(), UnitMark::default())
        .expect("units import");
    let rounds = ["P", "A", "B"].map(|organiser| open_round(&register, organiser));
    for (organiser, round) in ["P", "A", "B"].into_iter().zip(rounds) {
        lay(&register, organiser, DutyKind::First, register.today.get());
        plans(&register, organiser, round, organiser == "A");
        tour(&register, organiser, register.today.get());
        steer::steer(&register, organiser);
        joint::join(&register, organiser);
    }
    for unit in ["A", "A1", "A1T", "B", "B1", "B1T"] {
        findings(&register, unit);
    }
    for (organiser, round) in ["P", "A", "B"].into_iter().zip(rounds) {
        sessions(&register, organiser, round);
        checks(&register, organiser, round);
        rate_and_publish(&register, organiser, round);
        asked::ask(&register, organiser, round);
        asked::freeze(&register, organiser);
        look_back(&register, organiser);
    }
    let [_, of_a, of_b] = rounds;
    told::told(&register, [("A", of_a), ("B", of_b)]);
    for organiser in ["P", "A", "B"] {
        take(&register, organiser);
    }
    register
}

/// The office takes the first thing on its desk.
fn take(register: &Register, organiser: &str) {
    let office = register.actor(Role::Office, &code(organiser));
    let context = register.context(&office);
    let piles = desk(&context).expect("a desk");
    let owed = piles.iter().filter(|pile| pile.kind.is_taken()).flat_map(|pile| &pile.first);
    let owed = owed.into_iter().next().expect("something waits for the office");
    let thing = owed.thing();
    let things = vec![(owed.at.expect("the office's unit"), thing.as_str())];
    take_work(&context, TakingStep::Take, &Things { kind: owed.kind, things }, None).expect("it is taken");
}

/// More of everything that may still be done, in the part of the tree under B alone.
pub fn more_of_b(register: &Register) {
    for unit in ["B", "B1", "B1T"] {
        findings(register, unit);
        register.actor(Role::Assessor, &code(unit));
    }
    entered_later(register, "B", register.today.get());
    session(register, "B1T", None);
}

/// A tour and duties of a day that may have passed.
pub fn entered_later(register: &Register, organiser: &str, day: Date) {
    tour(register, organiser, day);
    lay(register, organiser, DutyKind::Dual, day);
}

fn open_round(register: &Register, organiser: &str) -> RoundId {
    let office = register.actor(Role::Office, &code(organiser));
    let context = register.context(&office);
    let (day, topic, title, at) =
        (register.today.get(), shared(organiser), shared(organiser), code(organiser));
    let round = PlanRound { number: 1, topic: &topic, opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: &at, key: "marked", title: &title, goal: &title, rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).expect("a programme");
    publish_standard(&context, &at, &standard()).expect("a standard");
    let round = rounds.into_iter().next().expect("a round");
    advance_round(&context, round).expect("the round opens");
    round
}

fn lay(register: &Register, organiser: &str, kind: DutyKind, day: Date) {
    let duty =
        |unit: &&str| NewDuty { unit: code(unit), kind, post: Some(text(unit)), acknowledged_on: None };
    let duties = beneath(organiser).iter().map(duty).collect();
    let office = register.actor(Role::Office, &code(organiser));
    lay_duties(&register.context(&office), &code(organiser), duties, day).expect("duties are laid on");
}

fn plans(register: &Register, organiser: &str, round: RoundId, leave_one: bool) {
    let keys = crate::pack::shipped().checklist_keys();
    let assessor = register.actor(Role::Assessor, &code(organiser));
    for unit in beneath(organiser) {
        let (officer, said) = (register.actor(Role::UnitOfficer, &code(unit)), text(unit));
        let sections = keys.iter().map(|key| (key.as_str(), said.as_str())).collect();
        let form = PlanForm { theme: &said, session_on: "2015-06-10", sections };
        let plan = submit_signed(register, &officer, (round, &code(unit)), form, &keys)
            .expect("a plan is submitted");
        if leave_one && unit == "A2" {
            continue;
        }
        let remarks = text(unit);
        let form = ReviewForm {
            plan,
            outcome: "approve-with-remarks",
            missing: Vec::new(),
            remarks: &remarks,
            checklist: &keys,
        };
        review_plan(&register.context(&assessor), &form).expect("a plan is reviewed");
    }
}

fn sessions(register: &Register, organiser: &str, round: RoundId) {
    let office = register.actor(Role::Office, &code(organiser));
    let assessor = register.actor(Role::Assessor, &code(organiser));
    let who = assessor.account().expect("an account");
    for (place, unit) in beneath(organiser).into_iter().enumerate() {
        session(register, unit, Some(round));
        let (at, remarks) = (code(unit), text(unit));
        let assign = Assign { round, unit: &at, assessor: who, session_on: "2015-06-01" };
        let sent = assign_observer(&register.context(&office), &assign).expect("an observer is sent");
        // The last one stays owed.
        if place > 1 {
            continue;
        }
        let form = SheetForm {
            marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "-")],
            reasons: vec![("cases", &remarks)],
            remarks: &remarks,
            ..SheetForm::default()
        };
        submit_sheet(&register.context(&assessor), Occasion::Observation(sent), &form)
            .expect("a sheet is handed in");
    }
}

fn checks(register: &Register, organiser: &str, round: RoundId) {
    let office = register.actor(Role::Office, &code(organiser));
    let context = register.context(&office);
    let classes = ["county", "prefecture-department"].map(str::to_owned);
    let draw = freeze_frame(&context, &Freeze { round, rate: "100%", classes: &classes }).expect("a frame");
    run_draw(&context, draw, &digits("013824381127973", organiser)).expect("a draw");
    let assessors = [(); 3].map(|()| register.actor(Role::Assessor, &code(organiser)));
    let [first, ..] = &assessors;
    let shown = show_draw(&context, draw).expect("the draw");
    let drawn: Vec<(SpotCheckId, String)> =
        shown.classes.into_iter().flat_map(|class| class.units).map(|unit| (unit.id, unit.code)).collect();
    for (place, (check, at)) in drawn.iter().enumerate() {
        let key = UNITS.iter().find(|(key, ..)| code(key) == *at).map_or("P", |unit| unit.0);
        let remarks = text(key);
        let form = SheetForm {
            marks: vec![("in-time", "10"), ("specific", "24")],
            remarks: &remarks,
            ..SheetForm::default()
        };
        // One check of each side waits.
        if place + 1 < drawn.len() {
            submit_sheet(&register.context(first), Occasion::SpotCheck(*check), &form)
                .expect("materials are marked");
            recount(register, first, *check);
        }
    }
    draw_second_marks(&context, round, &digits("271828182845904", organiser))
        .expect("second marks are drawn");
    let kinds = vec!["roll"];
    call_up_materials(&context, &Call { draw, kinds, due_on: "2015-06-20" })
        .expect("materials are called up");
    draw_assessors(&context, draw, &digits("161803398874989", organiser))
        .expect("the first assessor is drawn");
}

/// Digits that no other draw of the register has: whose it is stands in the last five.
fn digits(first: &str, organiser: &str) -> String {
    let place = UNITS.iter().position(|unit| unit.0 == organiser).unwrap_or(UNITS.len());
    format!("{first}{place:05}")
}

fn recount(register: &Register, who: &Actor, check: SpotCheckId) {
    let blank = blank_recount(&register.context(who), check).expect("a blank recount");
    let counts: Vec<(&str, String)> =
        blank.open.iter().map(|(kind, claimed)| (kind.key(), claimed.to_string())).collect();
    let counts: Vec<_> = counts.into_iter().filter(|(_, claimed)| claimed != "0").collect();
    if counts.is_empty() {
        return;
    }
    let counts = counts.iter().map(|(key, count)| (*key, count.as_str(), count.as_str())).collect();
    record_recount(&register.context(who), check, &RecountForm { counts }).expect("a recount");
}

fn rate_and_publish(register: &Register, organiser: &str, round: RoundId) {
    let office = register.actor(Role::Office, &code(organiser));
    let context = register.context(&office);
    if organiser == "A" {
        rate_round(&context, round).expect("units are rated");
        return;
    }
    advance_round(&context, round).expect("the round is assessed");
    rate_round(&context, round).expect("units are rated");
    circulars::circulars(register, organiser, &office, round);
}

fn findings(register: &Register, unit: &str) {
    let officer = register.actor(Role::UnitOfficer, &code(unit));
    let (open, hidden) = (text(unit), private(unit));
    let measure = |said: &'static str, words| MeasureForm {
        body: words,
        owner: words,
        deliverable: words,
        time_class: "by-date",
        due_on: said,
    };
    let problem = |level, words| ProblemForm {
        level,
        aspect: "work",
        body: words,
        instance: words,
        source: "self-examination",
        found_on: "2015-05-20",
        customary: CustomaryForm {
            root_cause: words,
            target: words,
            leader: words,
            assisting: words,
            contact: words,
        },
        measures: vec![measure("2015-05-30", words), measure("2015-06-05", words)],
    };
    let problems = vec![
        problem("area", open.as_str()),
        problem("team", open.as_str()),
        problem("person", hidden.as_str()),
        problem("team", open.as_str()),
    ];
    let aspects = ["work".to_owned()];
    let list = FindingsList { unit: &code(unit), round: None, problems, aspects: &aspects };
    let context = register.context(&officer);
    let ids = report_problems(&context, &list).expect("problems are registered");
    let head = register.actor(Role::UnitHead, &code(unit));
    let signed: Vec<ProblemId> = ids.iter().copied().take(3).collect();
    sign_findings(&register.context(&head), &code(unit), &signed).expect("the head signs");
    list_manifestations(&context, &code(unit), &[("work", &shared(unit))], &aspects).expect("a catalogue");
    // Of one that is signed a correction waits beside it.
    let corrected = problem("team", open.as_str());
    if let Some(id) = signed.get(1) {
        correct_problem(&context, *id, &corrected, &aspects).expect("a correction");
    }
    // Two measures a problem: the keys of those of this list end with twice its problems.
    let last = ids.iter().map(|id| id.0).max().unwrap_or_default() * 2;
    for (offset, words) in [(7, &open), (3, &hidden)] {
        let said = Said { evidence: words, progress: "50", remarks: words };
        report_progress(&context, MeasureId(last - offset), said).expect("progress");
        let file = NewFile { name: words, bytes: words.as_bytes(), too_large: false };
        attach_files(&context, &*register.files, (Holder::Measure, last - offset), &[file], None)
            .expect("a file");
        request_closure(&context, MeasureId(last - offset), said).expect("a request");
    }
}

/// Closes what beneath the organiser waits for it, and draws of it for a look-back.
fn look_back(register: &Register, organiser: &str) {
    let office = register.actor(Role::Office, &code(organiser));
    let context = register.context(&office);
    for unit in beneath(organiser) {
        let head = register.actor(Role::UnitHead, &code(unit));
        let filter = LedgerFilter {
            states: vec![MeasureState::ClosureRequested],
            limit: 9,
            ..LedgerFilter::default()
        };
        let waiting = show_ledger(&context, Some(&code(unit)), filter).expect("a ledger").lines;
        let own = |line: &&LedgerLine| line.unit_code == code(unit) && line.problem == text(unit);
        for line in waiting.iter().filter(own) {
            approve_closure(&register.context(&head), line.measure.id, Said::default())
                .expect("the head approves");
            close_measure(&context, line.measure.id, Said::default()).expect("it is closed");
        }
    }
    let asked = FreezeClosed { organiser: &code(organiser), rate: "50%", strata: "class" };
    let draw = freeze_closed(&context, &asked).expect("a frame of closed measures");
    run_look_back(&context, draw, &digits("141421356237309", organiser)).expect("a draw of them");
}

fn tour(register: &Register, organiser: &str, day: Date) {
    let line = |text: String| Line::parse(&text).expect("a line");
    let prose = |text: String| Prose::parse(&text).expect("a text");
    let visit = |key: &'static str| {
        let item = |left| NewItem { left, body: prose(text(key)), reply_due_on: Some(day) };
        NewVisit {
            unit: code(key),
            visited_on: day,
            purposes: vec![line(text(key))],
            summary: prose(text(key)),
            meetings: vec![NewMeeting {
                kind: MeetingKind::OpenAir,
                participants: 23,
                counted: Vec::new(),
                tiers: Some(line(text(key))),
            }],
            interviews: vec![NewInterview {
                person: Some(line(private(key))),
                role: line(text(key)),
                note: None,
            }],
            items: vec![item(Left::Finding), item(Left::Guidance(Reach::Unit))],
        }
    };
    let tour = NewTour {
        leader: line(shared(organiser)),
        purpose: line(shared(organiser)),
        from: day,
        until: day,
        visits: beneath(organiser).into_iter().map(visit).collect(),
    };
    let office = register.actor(Role::Office, &code(organiser));
    record_tour(&register.context(&office), &code(organiser), &tour).expect("a tour");
}
