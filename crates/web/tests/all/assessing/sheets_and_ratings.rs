//! The pages of an assessment, as an office, an assessor, a unit and a stranger use them.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::shared::COUNTIES;
use earnest_app::assessing::rating_show::list_ratings;
use earnest_model::{actor::Role, id::RoundId, programmes::gates::Gate};
use earnest_testkit::{
    assessment::{open_round, review_all_plans},
    register::Register,
    site::{Site, Visitor},
    unhindered::{advance_round, go_on},
};

const SEED: &str = "01382 43811 27973 16654";

#[test]
fn an_office_freezes_and_draws_and_a_stranger_verifies_the_file() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    go_on(&register.context(&actor), round, Gate::Observers);
    let site = Site::on(register);
    let (mut office, mut stranger) = (site.sign_in(Role::Office, "P"), site.visitor());
    assert_eq!(stranger.get("/draws").status, 200);
    office.get("/draws");
    let low = office.post("/draws", &[("round", "1"), ("rate", "10%"), ("classes", "county")]);
    assert_eq!(low.status, 422);
    assert!(low.body.contains("20%"), "{}", low.body);
    let frozen = office.post("/draws", &COUNTIES);
    assert_eq!((frozen.status, frozen.place()), (303, "/draws/1"));
    let page = stranger.get("/draws/1").body;
    assert!(!page.contains("/draws/1/seed") && !page.contains("certificate.json"));
    assert_eq!(stranger.get("/draws/1/certificate.json").status, 404, "there is none before the draw");
    office.get("/draws/1");
    assert_eq!(office.post("/draws/1/seed", &[("seed", "12")]).status, 422);
    assert_eq!(
        office
            .post(
                "/draws/1/seed",
                &[("seed", SEED), ("origin", "dice thrown in the hall before two witnesses")]
            )
            .place(),
        "/draws/1"
    );
    let page = stranger.get("/draws/1").body;
    assert_eq!(page.matches("class=\"digit\"").count(), 20);
    let frame = stranger.get("/draws/1/frame.csv").body;
    let verified = earnest_draw::verify(stranger.get("/draws/1/certificate.json").body.as_bytes()).unwrap();
    assert_eq!(verified.frame.csv(), frame);
    assert_eq!(verified.drawn["county"].len(), 3);
    assert!(page.contains(&verified.frame_hash));
    office.get("/draws/1");
    assert_eq!(
        office.post("/draws/1/void", &[("reason", "投掷时一枚骰子落地，结果作废")]).place(),
        "/draws/1"
    );
    assert!(stranger.get("/draws/1").body.contains("投掷时一枚骰子落地，结果作废"));
}

#[test]
fn an_assessor_fills_the_sheet_and_its_page_shows_the_sum() {
    let site = Site::with_example();
    let mut assessor = site.sign_in(Role::Assessor, "P");
    let list = assessor.get("/sheets").body;
    assert!(list.contains("/sheets/new?spot_check=2"), "{list}");
    let blank = assessor.get("/sheets/new?spot_check=2");
    assert_eq!(blank.status, 200);
    assert!(blank.body.contains("mark-in-time") && !blank.body.contains("mark-oneself"));
    let wrong = assessor.post("/sheets/new?spot_check=2", &[("mark-in-time", "11"), ("mark-specific", "-")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("field-mark-in-time-error") && wrong.body.contains("<details open>"));
    let fields = [("mark-in-time", "9"), ("mark-specific", "24.5")];
    let done = assessor.post("/sheets/new?spot_check=2", &fields);
    assert_eq!(done.status, 303);
    let place = done.place().to_owned();
    assert!(assessor.get(&place).body.contains("83.75"), "33.5 of 40 points");
    assert_eq!(assessor.get("/sheets/new?observation=2").status, 409, "another one was sent");
}

#[test]
fn a_rating_explains_itself_step_by_step() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let list = office.get("/ratings?round=1&lang=en");
    assert_eq!(list.status, 200);
    let first = list.body.split("href=\"/ratings/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = office.get(&format!("/ratings/{first}?lang=en")).body;
    assert!(page.contains("/sheets/"), "the sheets behind it are linked");
    assert!(page.contains("is missing:"), "a missing part is explained");
    assert_eq!(office.post("/ratings?round=1", &[]).place(), "/ratings?round=1&done=2");
}

/// The one rating of round 1: its key and the code of its unit.
fn rated(site: &Site) -> (String, String) {
    let office = site.register.actor(Role::Office, "P");
    let list = list_ratings(&site.register.context(&office), Some(RoundId(1))).unwrap();
    let (_, rating) = list.classes.into_iter().flat_map(|class| class.ratings).next().unwrap();
    (rating.id.to_string(), rating.code)
}

/// Keeps a draft, sends it, lets the units named accept what wasn't accepted yet, and publishes it.
fn publish(site: &Site, office: &mut Visitor, path: &str, form: &[(&str, &str)], number: u32) {
    let place = office.post(path, form).place().to_owned();
    assert_eq!(place, format!("/circulars/drafts/{number}"));
    assert!(office.get(&place).body.contains(&format!("{place}/send")));
    assert_eq!(office.post(&format!("{place}/send"), &[("due_on", "2015-06-01")]).status, 422);
    let due_on = if number == 1 { "2015-06-08" } else { "2015-06-12" };
    assert_eq!(office.post(&format!("{place}/send"), &[("due_on", due_on)]).place(), place);
    if number == 1 {
        assert_eq!(office.post(&format!("{place}/publish"), &[]).status, 409, "two units have not answered");
        for (unit, passage) in [("A", 1), ("B", 2)] {
            let mut officer = site.sign_in(Role::UnitOfficer, unit);
            let passage = format!("/passages/{passage}");
            assert!(officer.get("/desk").body.contains(&passage));
            assert!(officer.get(&passage).body.contains("征求意见面广"));
            assert_eq!(officer.post(&passage, &[("step", "correct")]).status, 422);
            assert_eq!(officer.post(&passage, &[("step", "accept")]).place(), format!("{passage}?done=1"));
        }
        // The county that was looked at stands in the table of results alone: it was told and has its day.
        let page = office.get(&format!("{place}?lang=en")).body;
        assert!(page.contains("One unit is named in no passage") && page.contains("8 June 2015"), "{page}");
        assert!(!page.contains(&format!("{place}/publish")));
        assert_eq!(office.post(&format!("{place}/publish"), &[]).status, 409, "its day is not over");
        let (rating, code) = rated(site);
        let mut officer = site.sign_in(Role::UnitOfficer, &code);
        let notices = officer.get("/notices?lang=en").body;
        assert!(notices.contains("until 8 June 2015 you can say what is wrong with it"), "{notices}");
        assert!(notices.contains(&format!("/ratings/{rating}")), "{notices}");
        let appealed =
            officer.post(&format!("/ratings/{rating}/appeal"), &[("reason", "the roll was there")]);
        assert_eq!(appealed.status, 303);
        site.goes_on_to(jiff::civil::date(2015, 6, 9));
        *office = site.sign_in(Role::Office, "P");
        office.get(&place);
        let weighed = office.post(&format!("{place}/publish?lang=en"), &[("weighed", "")]).body;
        assert!(weighed.contains("One more unit stands in the table of results alone"), "{weighed}");
        assert!(weighed.contains("One appeal against a rating of the round is undecided"), "{weighed}");
    }
    assert_eq!(office.post(&format!("{place}/publish"), &[]).place(), format!("/circulars/{number}"));
}

#[test]
fn a_circular_is_published_read_and_corrected() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    review_all_plans(&register, round);
    advance_round(&register.context(&actor), round).unwrap();
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let mut assessor = site.sign_in(Role::Assessor, "P");
    office.get("/draws");
    office.post("/draws", &COUNTIES);
    office
        .post("/draws/1/seed", &[("seed", SEED), ("origin", "dice thrown in the hall before two witnesses")]);
    assessor.get("/sheets");
    assessor.post("/sheets/new?spot_check=1", &[("mark-in-time", "9"), ("mark-specific", "24")]);
    assert_eq!(office.post("/ratings?round=1", &[]).status, 409, "two drawn units wait");
    let reason = "the other two were flooded";
    let opened = office.post("/rounds/1/gate", &[("gate", "materials"), ("gate-reason", reason)]);
    assert_eq!(opened.place(), "/rounds/1");
    office.get("/ratings?round=1");
    assert_eq!(office.post("/ratings?round=1", &[]).status, 303);
    let blank = office.get("/circulars/new?round=1");
    assert_eq!(blank.status, 200);
    let form = [
        ("title", "关于第一轮质量评估情况的通报"),
        ("recipients", "各市（州）"),
        ("grounds", "根据标准"),
        ("went_well_units-0", "A B"),
        ("went_well-0", "征求意见面广"),
        ("requirements-0", "补课"),
        ("due_on-0", "2015-07-10"),
    ];
    let wrong = office.post("/circulars/new?round=1", &[("title", ""), ("grounds", "根据标准")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("根据标准"), "what was written is kept");
    publish(&site, &mut office, "/circulars/new?round=1", &form, 1);
    let read = site.visitor().get("/circulars/1");
    assert!(read.body.contains(reason), "what was done without stands in the circular");
    assert!(read.body.contains("征求意见面广（东市、西州）") && !read.body.contains("acknowledge"));
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert!(officer.get("/circulars/1").body.contains("/circulars/1/acknowledge"));
    assert_eq!(officer.post("/circulars/1/acknowledge", &[("unit", "A")]).place(), "/circulars/1");
    let again = office.get("/circulars/new?round=1&from=1").body;
    assert!(again.contains("征求意见面广"), "a correction begins with what was published");
    let mut corrected = form.to_vec();
    corrected[6] = ("due_on-0", "2015-07-12");
    corrected.push(("correction", "补写每项要求的办理期限"));
    publish(&site, &mut office, "/circulars/new?round=1", &corrected, 2);
    assert!(site.visitor().get("/circulars/2").body.contains("href=\"/circulars/1\""), "the old one stays");
}

#[test]
fn an_observer_is_sent_from_above_and_nobody_to_their_own_line() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/sheets").body.contains("/observations/new"));
    assert_eq!(office.get("/observations/new").status, 200);
    let who = office.get("/observations/new?round=1&unit=B").body;
    assert!(who.contains("assessor of P") && !who.contains("assessor of A"), "{who}");
    let assessor = who.split("assessor of P").next().unwrap().rsplit("value=\"").next().unwrap();
    let assessor = assessor.split('"').next().unwrap().to_owned();
    let path = "/observations/new?round=1&unit=B";
    let sent = office.post(path, &[("assessor", &assessor), ("session_on", "")]);
    assert_eq!((sent.status, sent.place()), (303, "/sheets"));
    assert_eq!(office.post(path, &[("assessor", &assessor), ("session_on", "")]).status, 409, "sent already");
    let nowhere = office.get("/observations/new?round=1&unit=nowhere&lang=en");
    assert!(nowhere.status == 422 && nowhere.body.contains("No unit nowhere stands beneath yours."));
    assert_eq!(office.get("/observations/new?round=99&unit=nowhere").status, 404);
}

#[test]
fn a_unit_records_its_session_with_what_was_noted_of_the_speeches() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/seminars/new").status, 200);
    let form = [
        ("unit", "A"),
        ("round", "1"),
        ("kind", "seminar"),
        ("held_on", "2015-06-01"),
        ("minutes", "180"),
        ("present", "9"),
        ("expected", "10"),
        ("speech-0-post", "分管领导"),
        ("speech-0-parts", "problems"),
        ("speech-0-parts", "measures"),
        ("speech-0-oneself", "yes"),
        ("speech-0-instances", "1"),
        ("speech-0-measures", "2"),
        ("consensus", "一条\n两条"),
    ];
    let mut wrong = form.to_vec();
    wrong[5] = ("present", "11");
    let wrong = officer.post("/seminars/new", &wrong);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("分管领导") && wrong.body.contains("<details open>"), "nothing is lost");
    assert_eq!(officer.post("/seminars/new", &form).place(), "/seminars");
    let list = officer.get("/seminars").body;
    assert!(list.contains("9 / 10") && list.contains("1 / 1"), "{list}");
}

#[test]
fn a_passage_of_a_round_that_is_over_is_read_and_not_answered() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    go_on(&register.context(&actor), round, Gate::Observers);
    advance_round(&register.context(&actor), round).unwrap();
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let mut assessor = site.sign_in(Role::Assessor, "P");
    office.post("/draws", &COUNTIES);
    office
        .post("/draws/1/seed", &[("seed", SEED), ("origin", "dice thrown in the hall before two witnesses")]);
    assessor.post("/sheets/new?spot_check=1", &[("mark-in-time", "9"), ("mark-specific", "24")]);
    office.post("/rounds/1/gate", &[("gate", "materials"), ("gate-reason", "the other two were flooded")]);
    office.get("/ratings?round=1");
    assert_eq!(office.post("/ratings?round=1", &[]).status, 303);
    let form = [
        ("title", "关于第一轮质量评估情况的通报"),
        ("recipients", "各市（州）"),
        ("grounds", "根据标准"),
        ("went_well_units-0", "A"),
        ("went_well-0", "征求意见面广"),
    ];
    let draft = office.post("/circulars/new?round=1", &form).place().to_owned();
    let sent = office.post(&format!("{draft}/send"), &[("due_on", "2015-06-08")]);
    assert_eq!(sent.place(), draft, "{}", sent.body);
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let open = officer.get("/passages/1?lang=en").body;
    assert!(open.contains("action=\"/passages/1\""), "{open}");
    let step = office.get("/programmes/1/step?step=end").body;
    let mark = step.split_once("name=\"told-mark\" value=\"").and_then(|(_, rest)| rest.split('"').next());
    let end = [("step", "end"), ("reason", "a flood in June"), ("told-mark", mark.unwrap_or_default())];
    assert_eq!(office.post("/programmes/1/step", &end).status, 303);
    let over = officer.get("/passages/1?lang=en").body;
    assert!(over.contains("征求意见面广") && !over.contains("action=\"/passages/1\""), "{over}");
    let acts = site.register.journal().len();
    assert_eq!(officer.post("/passages/1", &[("step", "accept")]).status, 409);
    assert_eq!(site.register.journal().len(), acts, "nothing is kept");
}
