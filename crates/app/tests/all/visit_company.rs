//! A tour has a team of posts and programmes that it is for; two trips to a unit become one visit.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    Result,
    figures::figure_show::{Asked, show_figure},
    people::post_register::register_post,
    programmes::programme_set_up::{PlanRound, SetUp, set_up_programme},
    visits::{
        tour_plan::{ask_tour, combine_visit, plan_tour},
        visit_record::{record_visit, visit_sheet},
        visit_show::{list_visits, show_visit},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    duties::duty::PostForm,
    figures::{figure_name::FigureName, scope::OfProgramme},
    id::{PostId, ProgrammeId, TourId, VisitId},
    visits::{record_form::RecordForm, tour::PlanForm},
};
use earnest_testkit::{
    OPERATOR,
    refused::{faults, hidden},
    register::{Register, TODAY, on_both_engines},
};

fn post(register: &Register, office: &Actor, title: &str) -> PostId {
    let form = PostForm { kind: "portfolio-lead", title, from: "2015-05-01", until: "", another: true };
    register_post(&register.context(office), "P", form).unwrap()
}

fn programme(register: &Register, organiser: &str, title: &str) -> ProgrammeId {
    let office = register.actor(Role::Office, organiser);
    let round = PlanRound { number: 1, topic: "topic", opens_on: TODAY, plans_due_on: TODAY, ends_on: TODAY };
    let set_up = SetUp { organiser, key: "test", title, goal: "goal", rounds: vec![round] };
    set_up_programme(&register.context(&office), &set_up).unwrap().0
}

/// What a plan is made of, as a form sends it.
#[derive(Clone, Copy)]
struct Sent<'a> {
    leader: &'a str,
    team: &'a [&'a str],
    programmes: &'a [&'a str],
    purposes: &'a str,
    units: &'a [&'a str],
}

fn form<'a>(sent: Sent<'a>) -> PlanForm<'a> {
    PlanForm {
        leader: sent.leader,
        team: sent.team.to_vec(),
        programmes: sent.programmes.to_vec(),
        purposes: sent.purposes,
        from: "2015-06-01",
        until: "2015-06-03",
        units: sent.units.iter().map(|unit| (*unit, "choice")).collect(),
    }
}

fn plan_with(register: &Register, office: &Actor, sent: Sent<'_>) -> Result<TourId> {
    plan_tour(&register.context(office), "P", &form(sent))
}

/// Plans it and gives its visits.
fn plan(register: &Register, office: &Actor, sent: Sent<'_>) -> Vec<VisitId> {
    let tour = plan_with(register, office, sent).unwrap();
    let planned = list_visits(&register.context(office), None).unwrap().planned;
    planned.into_iter().filter(|visit| visit.tour == tour).map(|visit| visit.id).collect()
}

#[test]
fn two_trips_to_a_unit_become_one_visit_with_the_purposes_programmes_and_team_of_both() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let [chief, deputy, third] =
            ["the chief", "the deputy", "the third"].map(|title| post(register, &office, title).to_string());
        let first = programme(register, "P", "the programme").to_string();
        let one = Sent {
            leader: &chief,
            team: &[&third, &chief],
            programmes: &[&first],
            purposes: "the clean-up",
            units: &["A1", "A2"],
        };
        let other = Sent {
            leader: &deputy,
            team: &[&third],
            programmes: &[],
            purposes: "the clean-up\nthe roads",
            units: &["A1"],
        };
        let (kept, given) = (plan(register, &office, one), plan(register, &office, other));
        let sheet = visit_sheet(&register.context(&office), kept[0]).unwrap();
        assert_eq!(sheet.company.team, ["the third"], "who leads is not in the team");
        let to = sheet.visit.tour.to_string();
        let now = combine_visit(&register.context(&office), given[0], &to).unwrap();
        assert_eq!(now, kept[0], "the visit of the other tour is the one");
        let planned = list_visits(&register.context(&office), None).unwrap().planned;
        assert_eq!(planned.iter().filter(|visit| visit.code == "A1").count(), 1);
        assert_eq!(planned.len(), 2, "and the other tour is gone");
        assert!(hidden(visit_sheet(&register.context(&office), given[0])));
        let sheet = visit_sheet(&register.context(&office), now).unwrap();
        let purposes: Vec<&str> = sheet.visit.purposes.iter().map(|purpose| purpose.as_str()).collect();
        assert_eq!(purposes, ["the programme", "the clean-up", "the roads"], "each once");
        assert_eq!(sheet.company.team, ["the deputy", "the third"], "whoever was to lead goes along");
        assert!(hidden(combine_visit(&register.context(&office), now, &to)), "it is there already");
        let made = RecordForm { visited_on: "2015-06-01", summary: "in good order", ..RecordForm::default() };
        record_visit(&register.context(&office), now, &made).unwrap();
        let asked = Asked { unit: Some("P"), ..Asked::of(FigureName::Visits) };
        let counted = show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap();
        assert_eq!(counted.figure.value(), 1, "one visit is one visit");
        let head = register.actor(Role::UnitHead, "A1");
        let company = show_visit(&register.context(&head), now).unwrap().parts.company;
        assert_eq!(company.team, ["the deputy", "the third"], "the visited unit knows who came");
        assert_eq!(company.programmes.len(), 1);
    });
}

#[test]
fn a_tour_is_for_programmes_of_those_who_send_it_or_above_and_its_team_is_of_posts() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let chief = post(register, &office, "the chief").to_string();
        let own = programme(register, "P", "the programme").to_string();
        let below = programme(register, "A", "the programme of A");
        let choices = ask_tour(&register.context(&office), Some("P"), None).unwrap();
        assert_eq!(choices.programmes.len(), 1, "a programme of a unit beneath is that unit's");
        let below = below.to_string();
        let sent = Sent { leader: &chief, team: &[], programmes: &[&own], purposes: "", units: &["A1"] };
        assert_eq!(
            faults(plan_with(register, &office, Sent { programmes: &[&below], ..sent })),
            [("programmes".to_owned(), "error-tour-programme")]
        );
        assert_eq!(
            faults(plan_with(register, &office, Sent { team: &["999"], ..sent })),
            [("team".to_owned(), "error-tour-team")]
        );
        assert_eq!(
            faults(plan_with(register, &office, Sent { programmes: &[], ..sent })),
            [("purposes".to_owned(), "error-text-empty")],
            "a trip is for something"
        );
        let visit = plan(register, &office, sent)[0];
        let sheet = visit_sheet(&register.context(&office), visit).unwrap();
        assert_eq!(sheet.visit.purposes[0].as_str(), "the programme", "a programme is a purpose");
        assert_eq!(sheet.visit.purpose, "the programme", "and names the tour");
    });
}

#[test]
fn a_visit_counts_for_each_programme_that_it_is_for_and_one_that_is_for_none_is_told_apart() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let chief = post(register, &office, "the chief").to_string();
        let first = programme(register, "P", "the programme");
        let round =
            PlanRound { number: 1, topic: "topic", opens_on: TODAY, plans_due_on: TODAY, ends_on: TODAY };
        let beside =
            SetUp { organiser: "P", key: "other", title: "the other", goal: "goal", rounds: vec![round] };
        let (second, _) = set_up_programme(&register.context(&office), &beside).unwrap();
        let [one, two] = [first, second].map(|id| id.to_string());
        let made = RecordForm { visited_on: "2015-06-01", summary: "in good order", ..RecordForm::default() };
        for (programmes, unit) in
            [(&[one.as_str(), two.as_str()] as &[&str], "A1"), (&[one.as_str()], "A2"), (&[], "B1")]
        {
            let sent = Sent { leader: &chief, team: &[], programmes, purposes: "the roads", units: &[unit] };
            let visit = plan(register, &office, sent)[0];
            record_visit(&register.context(&office), visit, &made).unwrap();
        }
        let value = |asked: Asked<'_>| {
            let shown = show_figure(&register.context(&OPERATOR), asked, None, 99).unwrap();
            assert_eq!(shown.figure.value(), shown.records.len() as u64, "{asked:?}");
            shown.figure.value()
        };
        for name in [FigureName::Visits, FigureName::PlacesVisited] {
            let all = Asked { unit: Some("P"), organiser: Some("P"), ..Asked::of(name) };
            let of = |id| value(Asked { programme: Some(OfProgramme::This(id)), ..all });
            assert_eq!((of(first), of(second)), (2, 1), "{name:?}: one is for both");
            assert_eq!(value(Asked { programme: Some(OfProgramme::None), ..all }), 1, "{name:?}");
            assert_eq!(value(all), 3, "{name:?}");
            let since =
                Asked { programme: Some(OfProgramme::This(first)), as_of: Some(TODAY), since: true, ..all };
            assert_eq!(value(since), 0, "{name:?}");
        }
        for name in [FigureName::MeetingsHeld, FigureName::InterviewsHeld, FigureName::PersonsInterviewed] {
            let all = Asked { unit: Some("P"), organiser: Some("P"), ..Asked::of(name) };
            assert_eq!(value(Asked { programme: Some(OfProgramme::This(first)), ..all }), 0, "{name:?}");
            assert_eq!(value(Asked { programme: Some(OfProgramme::None), ..all }), 0, "{name:?}");
        }
    });
}
