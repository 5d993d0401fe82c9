//! What those do whom the walk does not sit down: the same as those whom it does, through the same use cases. The text of
//! the walk says so.

use crate::walkthrough_browser::prefecture;
use earnest_app::{
    assessing::{
        observer_assign::{Assign, assign_observer},
        sheet_submit::{Occasion, blank_sheet, submit_sheet},
    },
    circulars::{circular_acknowledge::acknowledge_circular, passage_check::check_passage},
    desk::desk_show::{Owed, OwedKind, owed},
    draws::{
        call_up::{Call, answer_call_up, call_up_materials},
        draw_show::show_draw,
    },
    plans::{
        plan_keep::{Keep, keep_plan},
        plan_review::{ReviewForm, review_plan},
        plan_sign::{Sign, sign_plan},
        plan_submit::{Send, send_plan},
    },
    sessions::seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    id::{CircularId, DrawId, ObservationId, PassageId, RoundId, SpotCheckId},
    permit::{ReadProgramme, decide},
    plans::plan::PlanForm,
    sessions::seminar::{SessionForm, SpeechForm},
};
use earnest_testkit::OPERATOR;
use earnest_testkit::site::Site;

/// The actor with this login.
#[track_caller]
pub fn actor(site: &Site, login: &str) -> Actor {
    let mut snapshot = site.register.store.snapshot().expect("a snapshot");
    let mut reader = snapshot.reader();
    let (id, _) = reader.credentials(login).expect("accounts read").expect("the account is there");
    reader.actor(id).expect("accounts read").expect("the account is there")
}

/// Every direct subordinate of the prefecture but the county that the walk sits down gets an officer and a head, plans,
/// signs and is reviewed. Gives the officers' logins.
pub fn plans(site: &Site, round: &str) -> Vec<String> {
    let (register, office) = (&site.register, actor(site, "city-office"));
    let pack = earnest_testkit::pack::shipped();
    let checklist = pack.checklist_keys();
    let round = RoundId(round.parse().expect("the key of a round"));
    let codes = subordinates(site, prefecture::CODE).into_iter().filter(|code| code != prefecture::OF_COUNTY);
    let plan = |code: String| {
        let (login, officer) = register.account(Role::UnitOfficer, &code, None);
        let head = register.actor(Role::UnitHead, &code);
        let text = "由主要负责人牵头，办公室具体办理，五月二十日前完成，责任到岗位。";
        let sections = checklist.iter().map(|key| (key.as_str(), text)).collect();
        let form = PlanForm { theme: "围绕专题查找差距", session_on: "2015-05-26", sections };
        let officer = register.context(&officer);
        let revision = keep_plan(&officer, &Keep { round, unit: &code, revision: "0", form }).expect("kept");
        send_plan(&officer, &Send { round, unit: &code, revision, checklist: &pack.checklist() })
            .expect("sent");
        let plan =
            sign_plan(&register.context(&head), &Sign { round, unit: &code, checklist: &pack.checklist() });
        let plan = plan.expect("signed");
        let form =
            ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &checklist };
        review_plan(&register.context(&office), &form).expect("reviewed");
        login
    };
    codes.map(plan).collect()
}

/// Every direct subordinate of the prefecture but the county that the walk sits down holds its session, and the
/// prefecture's assessor listens and hands a sheet in.
pub fn sessions(site: &Site, round: &str, officers: &[String]) {
    let (register, office, assessor) =
        (&site.register, actor(site, "city-office"), actor(site, "city-assessor"));
    let round = RoundId(round.parse().expect("the key of a round"));
    let who = assessor.account().expect("an account");
    let codes = subordinates(site, prefecture::CODE).into_iter().filter(|code| code != prefecture::OF_COUNTY);
    for (code, login) in codes.zip(officers) {
        let speech =
            SpeechForm {
                post: "主要负责人".into(), instances: "1", measures: "1", ..SpeechForm::default()
            };
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-05-25",
            minutes: "180",
            present: "9",
            expected: "9",
            interactions: "4",
            consensus: "对照专题查找差距，逐项落实责任。",
            speeches: vec![speech],
            ..SessionForm::default()
        };
        let record = Record { unit: &code, round: Some(round), form };
        record_seminar(&register.context(&actor(site, login)), &record).expect("a session is recorded");
        let assign = Assign { round, unit: &code, assessor: who, session_on: "2015-05-25" };
        assign_observer(&register.context(&office), &assign).expect("somebody is sent");
    }
    fill_sheets(site, &["city-assessor".to_owned()]);
}

/// Codes of a unit's direct subordinates.
fn subordinates(site: &Site, code: &str) -> Vec<String> {
    let mut snapshot = site.register.store.snapshot().expect("a snapshot");
    let mut reader = snapshot.reader();
    let unit = reader.locate(code).expect("units read").expect("the unit is there");
    let permit =
        decide::<ReadProgramme>(&OPERATOR, unit, site.register.today.get()).expect("the operator reads");
    let children = reader.children(&permit, -1, 1_000).expect("units read");
    children.into_iter().map(|child| child.unit.code).collect()
}

/// Logins of the officers of the province's direct subordinates, but for the one whom the walk sits down.
pub fn officers(site: &Site) -> Vec<String> {
    let codes = subordinates(site, "52").into_iter().filter(|code| code != "5206");
    codes.map(|code| format!("officer.{code}")).collect()
}

/// The materials of the units of a draw are called up by its office, and each says where it keeps them.
pub fn materials_are_called_up(site: &Site, office: &str, draw: &str) {
    let draw = DrawId(draw.parse().expect("the key of a draw"));
    let office = actor(site, office);
    let context = site.register.context(&office);
    let due_on = context.today.tomorrow().expect("a day").to_string();
    call_up_materials(&context, &Call { draw, kinds: vec!["roll"], due_on: &due_on }).expect("a call-up");
    let drawn = show_draw(&context, draw).expect("the draw");
    for unit in drawn.classes.iter().flat_map(|class| &class.units) {
        let officer = site.register.actor(Role::UnitOfficer, &unit.code);
        let context = site.register.context(&officer);
        answer_call_up(&context, unit.id, &[("roll", "本单位档案柜")]).expect("an answer");
    }
}

/// The sheets that wait on the desks of these assessors, each filled by who owes it; gives how many. The marks go by the
/// unit's code, so that units differ and every walk gives the same.
pub fn fill_sheets(site: &Site, logins: &[String]) -> usize {
    let mut filled = 0;
    // Two sheets that differ much ask for a third: it waits on a desk that was cleared before.
    loop {
        let before = filled;
        for login in logins {
            let actor = actor(site, login);
            for owed in owed(&site.register.context(&actor)).expect("a desk") {
                filled += usize::from(fill(site, &actor, &owed));
            }
        }
        if filled == before {
            return filled;
        }
    }
}

fn fill(site: &Site, actor: &Actor, owed: &Owed) -> bool {
    let occasion = match owed.kind {
        OwedKind::Sheet => Occasion::Observation(ObservationId(owed.id)),
        OwedKind::Materials | OwedKind::SecondSheet => Occasion::SpotCheck(SpotCheckId(owed.id)),
        _ => return false,
    };
    let context = site.register.context(actor);
    // Nobody has heard a session that is still to come.
    if owed.kind == OwedKind::Sheet && owed.due_on.is_some_and(|day| day > context.today) {
        return false;
    }
    // Whose lot it is not, or who must stay away, leaves it to the others.
    let Ok(blank) = blank_sheet(&context, occasion) else { return false };
    let quality = 66 + owed.unit_code.bytes().map(i128::from).sum::<i128>() * 7 % 31;
    let items = blank.standard.standard.items_on(occasion.kind());
    let marks: Vec<_> = items
        .map(|item| {
            let whole = item.points.numerator() / item.points.denominator();
            (item.key.clone(), format!("{}/2", (whole * 2 * quality + 50) / 100))
        })
        .collect();
    let marks = marks.iter().map(|(key, mark)| (key.as_str(), mark.as_str())).collect();
    let form =
        SheetForm { marks, remarks: "材料齐全，记录与会议一致。", ..SheetForm::default() };
    submit_sheet(&context, occasion, &form).expect("a sheet is handed in");
    true
}

/// What a circular asks of these officers besides an answer in the ledger: the passages on their units are accepted, the
/// circular is confirmed. Gives how many of each.
pub fn read_circular(site: &Site, logins: &[String]) -> (usize, usize) {
    let (mut accepted, mut confirmed) = (0, 0);
    for login in logins {
        let actor = actor(site, login);
        let context = site.register.context(&actor);
        for owed in owed(&context).expect("a desk") {
            match owed.kind {
                OwedKind::Passage => {
                    check_passage(&context, PassageId(owed.id), "accept", "", false).expect("an answer");
                    accepted += 1;
                }
                OwedKind::Circular => {
                    acknowledge_circular(&context, CircularId(owed.id), &owed.unit_code).expect("a receipt");
                    confirmed += 1;
                }
                _ => {}
            }
        }
    }
    (accepted, confirmed)
}
