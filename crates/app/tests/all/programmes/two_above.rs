//! Two programmes of two packs at a superior: each is carried out by its own pack, each has its own standard and draft, and what
//! was ended is carried out no more.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::desk_show::{OwedKind, owed},
    programmes::{
        body_name::{Name, name_body},
        programme_ask::{ProgrammeAsked, ProgrammeWanted, ask_programme},
        programme_begin::{Begin, begin_programme},
        programme_life::{TakeStep, look_at_step, take_step},
        programme_show::show_programme,
        round_reschedule::ask_calendar,
        standard_draft::{Source, StandardOf, begin_draft, open_workshop, publish_draft},
        standard_publish::publish_standard,
        standard_show::show_standard,
    },
    units::pack_add::add_pack,
};
use earnest_model::{
    actor::{Actor, Role},
    fraction::Fraction,
    id::ProgrammeId,
    programmes::{
        bodies::BodyForm,
        programme::{CalendarForm, ProgrammeForm, RoundForm},
        standard::Standard,
        turn::Turn,
    },
};
use earnest_testkit::{
    assessment::standard,
    pack::{beside, founded, shipped},
    refused::refused,
    register::{Register, on_both_engines},
};

const FIRST: &str = "study-and-rectification";
const SECOND: &str = "beside";

fn form(title: &str) -> ProgrammeForm<'_> {
    let calendar = CalendarForm { opens_on: "2015-06-02", plans_due_on: "2015-06-20", ends_on: "2015-08-31" };
    ProgrammeForm { title, goal: "goal", rounds: vec![RoundForm { topic: "one", calendar }] }
}

/// Two programmes of P, one by each pack.
fn two(register: &Register) -> (Actor, ProgrammeId, ProgrammeId) {
    founded(register);
    let administrator = register.actor(Role::Administrator, "P");
    add_pack(&register.context(&administrator), &beside()).unwrap();
    let office = register.actor(Role::Office, "P");
    let [first, second] = [FIRST, SECOND].map(|key| {
        let begin = Begin { organiser: "P", key, form: form(key), ..Begin::default() };
        begin_programme(&register.context(&office), &begin).unwrap()
    });
    (office, first, second)
}

fn carry_out(register: &Register, office: &Actor, superior: ProgrammeId) -> earnest_app::Result<ProgrammeId> {
    // The pack that the form was begun with counts for nothing: it is that of the superior's.
    let begin = Begin {
        organiser: "A",
        key: FIRST,
        carries_out: true,
        superior: Some(superior),
        form: form("own"),
        ..Begin::default()
    };
    begin_programme(&register.context(office), &begin)
}

fn end(register: &Register, office: &Actor, programme: ProgrammeId) {
    let context = register.context(office);
    let seen = look_at_step(&context, programme, "end").unwrap().mark();
    let reason = "the province has other plans by now";
    take_step(&context, &TakeStep { programme, step: "end", reason, seen: &seen }).unwrap();
}

fn packs(asked: &ProgrammeAsked) -> Vec<&str> {
    asked.others.iter().map(|one| one.stored.key.as_str()).collect()
}

#[test]
fn each_of_a_superiors_programmes_is_carried_out_by_its_own_pack_and_none_twice() {
    on_both_engines(|register| {
        let (_, first, second) = two(register);
        let city = register.actor(Role::Office, "A");
        let context = register.context(&city);
        let ask =
            |superior| ask_programme(&context, ProgrammeWanted { superior, ..ProgrammeWanted::default() });
        let chosen = |asked: &ProgrammeAsked| {
            let above = asked.superior.as_ref().map(|(above, _)| above.programme.id);
            let others: Vec<_> = asked.superiors.iter().map(|one| one.programme.id).collect();
            (above, asked.pack.as_ref().unwrap().stored.key.clone(), others)
        };
        assert_eq!(chosen(&ask(None).unwrap()), (Some(second), SECOND.to_owned(), vec![first]));
        assert_eq!(chosen(&ask(Some(first)).unwrap()), (Some(first), FIRST.to_owned(), vec![second]));
        let own = carry_out(register, &city, second).unwrap();
        let (above, own) = [second, own].map(|id| show_programme(&context, id).unwrap().programme).into();
        assert_eq!((own.key.as_str(), own.pack, own.superior), (SECOND, above.pack, Some(second)));
        assert_eq!(refused(carry_out(register, &city, second)), "error-programme-superior-over");
        let alone = Begin { organiser: "A", key: SECOND, form: form("alone"), ..Begin::default() };
        assert_eq!(refused(begin_programme(&context, &alone)), "error-programme-running");
        // The other one is still to be carried out: the desk says so, and it is what the form is filled in from.
        let turns = || {
            let all = owed(&context).unwrap();
            all.iter().filter(|one| one.kind == OwedKind::Turn && one.label == Turn::Programme.key()).count()
        };
        assert_eq!(turns(), 1);
        let asked = ask(None).unwrap();
        assert_eq!(chosen(&asked), (Some(first), FIRST.to_owned(), vec![]));
        assert_eq!((asked.blocked.as_ref(), packs(&asked)), (None, vec![FIRST]), "or one of its own");
        let other = carry_out(register, &city, first).unwrap();
        let asked = ask(None).unwrap();
        assert_eq!((asked.superior.is_none(), packs(&asked), turns()), (true, vec![], 0));
        assert_eq!(asked.blocked.unwrap().key, "error-programme-running");
        // Each is held to its own, not to the newest of the superior alone.
        for programme in [own.id, other] {
            let round = show_programme(&context, programme).unwrap().rounds.first().unwrap().id;
            assert!(ask_calendar(&context, round).unwrap().superior.is_some(), "{programme}");
        }
    });
}

#[test]
fn beside_a_programme_that_runs_the_form_names_the_packs_that_are_free() {
    on_both_engines(|register| {
        founded(register);
        let administrator = register.actor(Role::Administrator, "P");
        add_pack(&register.context(&administrator), &beside()).unwrap();
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let ask = || ask_programme(&context, ProgrammeWanted::default()).unwrap();
        assert_eq!((ask().blocked, packs(&ask())), (None, vec![SECOND]));
        let begin = Begin { organiser: "P", key: FIRST, form: form("one"), ..Begin::default() };
        begin_programme(&context, &begin).unwrap();
        assert_eq!(ask().blocked.unwrap().key, "error-programme-running");
        assert_eq!(packs(&ask()), [SECOND]);
    });
}

#[test]
fn what_was_ended_early_is_carried_out_no_more() {
    on_both_engines(|register| {
        let (province, first, second) = two(register);
        let city = register.actor(Role::Office, "A");
        let own = carry_out(register, &city, first).unwrap();
        end(register, &province, second);
        end(register, &province, first);
        let context = register.context(&city);
        let asked = ask_programme(&context, ProgrammeWanted::default()).unwrap();
        assert!(asked.superior.is_none() && asked.superiors.is_empty());
        let before = register.journal().len();
        assert_eq!(refused(carry_out(register, &city, second)), "error-programme-superior-over");
        assert_eq!(register.journal().len(), before);
        let (above, _) = show_programme(&context, own).unwrap().carries_out.unwrap();
        assert!(above.programme.state.is_over(), "and the page of what carried it out knows");
    });
}

fn of<'a>(unit: &'a str, programme: ProgrammeId) -> StandardOf<'a> {
    StandardOf { unit, programme: Some(programme) }
}

#[test]
fn a_draft_belongs_to_one_programme_and_versions_are_counted_for_each() {
    on_both_engines(|register| {
        let (office, first, second) = two(register);
        let context = register.context(&office);
        begin_draft(&context, of("P", first), Source::Pack, Some(&standard())).unwrap();
        // Switched to the other in the header: the draft stays where it is.
        let switched = office.clone().in_programme(Some(second));
        let context = register.context(&switched);
        let workshop = open_workshop(&context, "P").unwrap();
        assert_eq!((workshop.programme.unwrap().id, workshop.next), (second, 1));
        assert!(workshop.draft.is_none() && workshop.in_force.is_none());
        assert_eq!(refused(publish_draft(&context, "P", "1")), "not found");
        let published = publish_draft(&context, of("P", first), "1").unwrap();
        let shown = show_standard(&context, published).unwrap();
        assert_eq!((shown.published.programme, shown.published.version), (first, 1));
        assert_eq!(shown.programme, FIRST, "it says of which");
        let workshop = open_workshop(&context, of("P", second)).unwrap();
        assert!(workshop.next == 1 && workshop.in_force.is_none(), "of another pack nothing is in force");
        begin_draft(&context, of("P", second), Source::Pack, Some(&standard())).unwrap();
        let other = publish_draft(&context, of("P", second), "1").unwrap();
        let shown = show_standard(&context, other).unwrap();
        assert_eq!((shown.published.version, shown.versions.len()), (1, 1));
        assert_eq!(open_workshop(&context, of("P", first)).unwrap().next, 2);
        // Nobody drafts for the programme of another, once they have their own.
        let city = register.actor(Role::Office, "A");
        carry_out(register, &city, second).unwrap();
        assert_eq!(refused(open_workshop(&register.context(&city), of("A", second))), "not found");
        assert_eq!(refused(open_workshop(&register.context(&city), of("P", second))), "denied");
    });
}

#[test]
fn a_standard_is_held_to_the_superiors_of_the_programme_that_is_carried_out() {
    on_both_engines(|register| {
        let (office, first, second) = two(register);
        let half = Fraction::new(1, 2).unwrap();
        for (id, rate) in [(first, half), (second, standard().spot_check_rate)] {
            let own = office.clone().in_programme(Some(id));
            let body = Standard { spot_check_rate: rate, ..standard() };
            publish_standard(&register.context(&own), "P", &body).unwrap();
        }
        let city = register.actor(Role::Office, "A");
        let context = register.context(&city);
        let own = carry_out(register, &city, second).unwrap();
        publish_standard(&context, "A", &standard()).unwrap();
        let stricter = carry_out(register, &city, first).unwrap();
        let switched = city.clone().in_programme(Some(stricter));
        let refusal = publish_standard(&register.context(&switched), "A", &standard());
        assert_eq!(refused(refusal), "error-standard-laxer");
        let switched = city.clone().in_programme(Some(own));
        publish_standard(&register.context(&switched), "A", &standard()).unwrap();
    });
}

#[test]
fn the_bodies_of_a_superior_have_no_say_in_the_standard_beneath() {
    on_both_engines(|register| {
        let (province, first, _) = two(register);
        let body = BodyForm { part: "joining", classes: vec!["county"], from: "2015-05-01", until: "" };
        let classes: Vec<String> = shipped().class_keys().map(str::to_owned).collect();
        let named = Name { programme: first, unit: "G1", form: body, classes: &classes };
        name_body(&register.context(&province), &named).unwrap();
        // Its header stands on the province's programme; before it has its own it drafts for that one.
        let city = register.actor(Role::Office, "A").in_programme(Some(first));
        let context = register.context(&city);
        begin_draft(&context, "A", Source::Pack, Some(&standard())).unwrap();
        assert!(open_workshop(&context, "A").unwrap().bodies.is_empty());
        let own = carry_out(register, &city, first).unwrap();
        let workshop = open_workshop(&context, "A").unwrap();
        assert_eq!(workshop.programme.unwrap().id, own);
        assert!(workshop.bodies.is_empty());
        assert_eq!(workshop.draft.unwrap().programme, own, "what was begun goes on as the draft of its own");
        let published = publish_draft(&context, "A", "1").unwrap();
        assert_eq!(show_standard(&context, published).unwrap().published.programme, own);
    });
}
