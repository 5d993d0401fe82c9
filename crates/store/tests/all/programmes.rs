//! Programmes: a permit opens its own programme, round, body and draft; nothing of another organiser's.

use crate::with;
use earnest_app::{
    Result,
    programmes::{
        body_name::{Name, name_body},
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        standard_draft::{Source, begin_draft},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::{ProgrammeId, RoundId},
    permit::{
        AdvanceRound, DraftStandard, NameBody, ReadFigures, ReadProgramme, ReadPublished, ReadSector,
        RescheduleRound,
    },
    programmes::bodies::BodyForm,
};
use earnest_store::StoreError;
use earnest_testkit::{
    assessment::{open_round, standard},
    register::{Register, TODAY, on_both_engines},
};

/// A programme of a prefecture's own, beside that of the province.
fn beneath(register: &Register, office: &Actor) -> Result<(ProgrammeId, Vec<RoundId>)> {
    let round = PlanRound { number: 1, topic: "topic", opens_on: TODAY, plans_due_on: TODAY, ends_on: TODAY };
    let set_up = SetUp { organiser: "A", key: "test", title: "own", goal: "goal", rounds: vec![round] };
    set_up_programme(&register.context(office), &set_up)
}

#[test]
fn a_permit_opens_its_own_programme_and_round() {
    on_both_engines(|register| {
        let (above, first) = open_round(register);
        let office = register.actor(Role::Office, "A");
        let (own, rounds) = beneath(register, &office).unwrap();
        let programme = with::on::<ReadProgramme, _>(register, &office, own);
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        assert_eq!(reader.programme_of(&programme).unwrap().id, own);
        let listed: Vec<_> =
            reader.rounds_of_programme(&programme).unwrap().iter().map(|round| round.id).collect();
        assert_eq!(listed, rounds);
        assert!(with::may::<AdvanceRound, _>(register, &office, first).is_none());
        assert!(with::may::<RescheduleRound, _>(register, &above, rounds[0]).is_none(), "not above either");
        assert!(with::may::<ReadFigures, _>(register, &office, first).is_none());
    });
}

#[test]
fn a_draft_of_a_standard_is_its_organisers_alone() {
    on_both_engines(|register| {
        let (above, _) = open_round(register);
        let office = register.actor(Role::Office, "A");
        let (id, _) = beneath(register, &office).unwrap();
        begin_draft(&register.context(&above), "P", Source::Pack, Some(&standard())).unwrap();
        let own = with::at::<DraftStandard>(register, &office, "A");
        assert!(with::may_at::<DraftStandard>(register, &office, "P").is_none());
        let mut work = with::work(register);
        assert_eq!(work.reader().standard_draft(&own, id).unwrap(), None);
        assert!(
            matches!(work.standard_draft_ask(&own, id, "hash"), Err(StoreError::NotFound)),
            "there is none"
        );
        let versions =
            work.reader().standard_versions(&with::at::<ReadPublished>(register, &Actor::PUBLIC, "A"), id);
        assert_eq!(versions.unwrap(), []);
    });
}

#[test]
fn a_permit_for_a_body_changes_that_body_and_shows_its_sector() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let reading = with::on::<ReadProgramme, _>(register, &office, round);
        let programme = register.store.snapshot().unwrap().reader().round(&reading).unwrap().programme;
        let classes = ["provincial-body", "university"].map(str::to_owned);
        let name = |unit, class| {
            let form = BodyForm { part: "joining", classes: vec![class], from: "2015-05-01", until: "" };
            name_body(&register.context(&office), &Name { programme, unit, form, classes: &classes }).unwrap()
        };
        let (one, other) = (name("G1", "provincial-body"), name("U", "university"));
        let permit = with::on::<NameBody, _>(register, &office, one);
        let mut work = with::work(register);
        assert!(work.body_end(&permit, TODAY).is_ok());
        let all = work.reader().bodies(&with::on::<ReadProgramme, _>(register, &office, programme)).unwrap();
        let until = |id| all.iter().find(|body| body.id == id).unwrap().taking.until;
        assert_eq!((until(one), until(other)), (Some(TODAY), None));
        let sector = with::on::<ReadSector, _>(register, &office, one);
        let units = work.reader().sector_units(&sector, Some(round)).unwrap();
        let codes: Vec<_> = units.iter().map(|(_, unit)| unit.code.as_str()).collect();
        assert_eq!(codes, ["G2", "G3"], "its sector without itself");
    });
}
