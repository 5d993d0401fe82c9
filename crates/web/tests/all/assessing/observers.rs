//! Pages of those who listen in: the proposal, the calendar, interests, the sheet speaker by speaker.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::observer_assign::{Assign, assign_observer},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
};
use earnest_model::{
    actor::Role,
    id::{AccountId, RoundId},
};
use earnest_testkit::{
    assessment::{open_round, standard},
    register::Register,
    site::{PASSWORD, Site, Visitor},
};

/// A site with an open round, and an assessor who is signed in.
fn site() -> (Site, RoundId, Visitor, AccountId) {
    let register = Register::empty_sqlite().with_organisation();
    let (_, round) = open_round(&register);
    let (login, actor) = register.account(Role::Assessor, "P", Some(PASSWORD));
    let site = Site::on(register);
    let mut visitor = site.visitor();
    assert_eq!(visitor.post("/sign-in", &[("login", &login), ("password", PASSWORD)]).status, 303);
    (site, round, visitor, actor.account().unwrap())
}

#[test]
fn an_office_sends_a_proposal_and_everybody_concerned_sees_it() {
    let (site, round, mut assessor, id) = site();
    let mut office = site.sign_in(Role::Office, "P");
    assert_eq!(office.get("/observations/plan").status, 200);
    let address = format!("/observations/plan?round={round}&each=1&method=balanced");
    let page = office.get(&format!("{address}&lang=en")).body;
    assert!(page.contains("name=\"who-A\"") && page.contains("(sent 0 times)"), "{page}");
    let id = id.to_string();
    let wrong = office.post(&address, &[("who-A", &id), ("day-A", "soon")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("field-day-A-error"), "{}", wrong.body);
    let sent =
        office.post(&address, &[("who-A", &id), ("day-A", "2015-06-20"), ("who-B", ""), ("day-B", "")]);
    assert_eq!(sent.place(), "/observations?sent=1");
    assert!(office.get("/observations?sent=1&lang=en").body.contains("One observer is sent."));
    let low = office.get(&format!("/observations/plan?round={round}&each=1&method=lot&seed=123"));
    assert!(low.body.contains("field-seed-error"));
    let lot = format!("/observations/plan?round={round}&each=1&method=lot&seed=01382438112797316654");
    assert_eq!(office.post(&lot, &[("who-B", &id)]).place(), "/observations?sent=1");
    let page = office.get(&lot).body;
    assert!(page.contains("/observations/lots/1/certificate.json"));
    let certificate = office.get("/observations/lots/1/certificate.json");
    assert!(earnest_draw::verify(certificate.body.as_bytes()).is_ok());
    assert_eq!(assessor.get("/observations/lots/1/certificate.json").status, 404);
    let mut unit = site.sign_in(Role::UnitOfficer, "A");
    assert!(unit.get("/observations").body.contains("assessor of P"));
    assert!(unit.get("/units/A").body.contains("assessor of P"));
    assert_eq!(unit.get("/observations/1/session.ics").status, 200);
    let mut beside = site.sign_in(Role::UnitOfficer, "N");
    assert!(!beside.get("/observations").body.contains("assessor of P"));
    assert_eq!(beside.get("/observations/1/session.ics").status, 404);
    assert_eq!(beside.get("/observations/plan").status, 404);
    let mine = assessor.get("/observations/mine.ics");
    assert_eq!(mine.header("content-type"), "text/calendar; charset=utf-8");
    assert!(
        mine.body.contains("DTSTART;VALUE=DATE:20150620\r\n")
            && mine.body.matches("BEGIN:VEVENT").count() == 1
    );
}

#[test]
fn an_interest_is_declared_by_form_with_every_fault_at_its_field() {
    let (site, _, mut assessor, id) = site();
    assert_eq!(assessor.get("/interests").status, 200);
    let wrong =
        assessor.post("/interests", &[("unit", "nowhere"), ("reach", "unit"), ("from", "2015-06-01")]);
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("field-unit-error") && wrong.body.contains("field-reason-error"),
        "{}",
        wrong.body
    );
    let good = [
        ("unit", "A"),
        ("reach", "line"),
        ("reason", "曾在该市任秘书长"),
        ("from", "2015-01-01"),
        ("until", ""),
    ];
    assert_eq!(assessor.post("/interests", &good).place(), "/interests?done=1");
    let page = assessor.get("/interests?lang=en").body;
    assert!(page.contains("曾在该市任秘书长") && page.contains("/interests/1/end"));
    assert_eq!(assessor.post("/interests/1/end", &[("until", "2015-01-01")]).status, 422);
    assert_eq!(
        site.sign_in(Role::Assessor, "P").post("/interests/1/end", &[("until", "2015-06-02")]).status,
        404
    );
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/interests").body.contains("曾在该市任秘书长"));
    let of = id.to_string();
    let mut noted = good.to_vec();
    noted.push(("of", &of));
    assert_eq!(office.post("/interests", &noted).place(), "/interests?done=1");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert!(!officer.get("/interests").body.contains("曾在该市任秘书长"));
    assert_eq!(officer.post("/interests", &noted).status, 404);
    assert!(!officer.get("/journal").body.contains("曾在该市任秘书长"));
}

#[test]
fn the_sheet_of_a_session_is_filled_speaker_by_speaker_and_shows_it() {
    let (site, round, mut assessor, who) = site();
    let office = site.register.actor(Role::Office, "P");
    let assign = Assign { round, unit: "A", assessor: who, session_on: "2015-06-01" };
    assign_observer(&site.register.context(&office), &assign).unwrap();
    let address = "/sheets/new?observation=1";
    let page = assessor.get(address).body;
    assert!(page.contains("name=\"speaker-8-oneself\"") && page.contains("name=\"interactions\""));
    let more = assessor.post(address, &[("speaker-8-post", "第九位"), ("more", "speaker")]).body;
    assert!(more.contains("name=\"speaker-9-oneself\"") && more.contains("第九位"), "a tenth spoke, too");
    let mut fields = vec![
        ("speaker-0-post", "主要负责人"),
        ("speaker-0-oneself", "fully"),
        ("speaker-0-ticked", "instance"),
        ("speaker-1-oneself", "partly"),
        ("mark-duty", "15"),
        ("mark-cases", "10"),
        ("positive", "1"),
        ("interactions", "7"),
    ];
    let wrong = assessor.post(address, &fields);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("field-speaker-1-post-error"), "a mark without its speaker");
    assert!(wrong.body.contains("value=\"fully\" checked"), "what was sent stays");
    fields.push(("speaker-1-post", "副市长"));
    let place = assessor.post(address, &fields).place().to_owned();
    let page = assessor.get(&format!("{place}?lang=en")).body;
    assert!(
        page.contains("副市长")
            && page.contains("In part")
            && page.contains("One case as an example · 7 questions"),
        "{page}"
    );
    assert!(page.contains("66.67"), "15 + 15 + 10 of 60 points: {page}");
}

#[test]
fn of_another_organisers_round_it_is_read_who_is_sent_and_nobody_is_asked_to_send() {
    let register = Register::empty_sqlite().with_organisation();
    let office = register.actor(Role::Office, "A");
    let context = register.context(&office);
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "first topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: "A", key: "test", title: "programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
    publish_standard(&context, "A", &standard()).unwrap();
    advance_round(&context, rounds[0]).unwrap();
    let site = Site::on(register);
    let address = format!("/observations/plan?round={}&each=1&method=balanced&lang=en", rounds[0]);
    let own = site.sign_in(Role::Office, "A").get(&address).body;
    assert!(own.contains("method=\"post\" action=\"/observations/plan"), "{own}");
    let above = site.sign_in(Role::Office, "P").get(&address);
    assert_eq!(above.status, 200, "{}", above.body);
    assert!(above.body.contains("another organiser"), "{}", above.body);
    assert!(!above.body.contains("action=\"/observations/plan?") && !above.body.contains("name=\"who-"));
}
