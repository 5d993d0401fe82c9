//! The register holds its packs and says of what organisation it is, on both engines.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    journal_verify::verify_journal,
    programmes::{
        pack_take_up::take_up_pack,
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        programme_show::show_programme,
    },
    units::{
        organisation_set::{set_organisation, show_organisation},
        pack_add::add_pack,
        pack_use::{compare_pack, use_pack},
        packs_show::{list_packs, show_pack},
        register_found::{Founding, found_register},
        register_load::load_register,
    },
};
use earnest_model::{
    actor::Role,
    id::ProgrammeId,
    organisation::{OrganisationForm, Publicity},
    pack::PackFiles,
    zone::Zone,
};
use earnest_testkit::{
    OPERATOR,
    assessment::open_round,
    intruder::Intruder,
    pack::{files, founded},
    refused::{faults, hidden, refused, refused_at},
    register::{Register, on_both_empty, on_both_engines},
};
use jiff::civil::date;

const FORM: OrganisationForm<'_> = OrganisationForm {
    name: "St Mary's",
    zone: "+08:00",
    language: "en",
    mail: "quality@example.org",
    circulars: "signed-in",
    draws: "concerned",
    number_form: "",
    number_words: "",
};

fn second_version() -> PackFiles {
    let mut files = files();
    files.pack = files.pack.replacen("key = ", "version = 2\nkey = ", 1);
    files
}

fn programme(register: &Register) -> ProgrammeId {
    let office = register.actor(Role::Office, "P");
    let round = PlanRound {
        number: 1,
        topic: "Topic",
        opens_on: date(2015, 6, 1),
        plans_due_on: date(2015, 6, 8),
        ends_on: date(2015, 7, 1),
    };
    let key = "study-and-rectification";
    let request = SetUp { organiser: "P", key, title: "Title", goal: "Goal", rounds: vec![round] };
    set_up_programme(&register.context(&office), &request).unwrap().0
}

#[test]
fn a_register_is_founded_once_by_an_act_and_its_contents_are_in_the_journal() {
    on_both_empty(|register| {
        assert!(load_register(&register.store, None).unwrap().is_none());
        let first = founded(register);
        let files = files();
        let other = Founding { files: &files, zone: Zone::hours_east(1), name: None, language: "en" };
        let context = register.context(&OPERATOR);
        assert!(!found_register(&context, &other).unwrap(), "a register keeps what it was made with");
        let again = load_register(&register.store, Some(&first)).unwrap().unwrap();
        assert_eq!((again.organisation, again.stored), (first.organisation, first.stored));
        let verified = verify_journal(&context).unwrap();
        assert!(verified.broken.is_none() && verified.faults.is_empty());
        assert_eq!((verified.chain.checked(), verified.records), (2, 2));
    });
}

#[test]
fn a_newer_version_stands_beside_the_older_one_and_changes_nothing_that_runs() {
    on_both_engines(|register| {
        let before = founded(register);
        let running = programme(register);
        let administrator = register.actor(Role::Administrator, "P");
        let context = register.context(&administrator);
        assert!(add_pack(&context, &files()).unwrap().already);
        let added = add_pack(&context, &second_version()).unwrap();
        assert!(!added.already);
        assert_eq!(register.last_event().0, "add-pack");
        assert_eq!(register.last_entry().subject, "pack");
        let (packs, in_force) = list_packs(&context).unwrap();
        let versions: Vec<_> = packs.iter().map(|pack| pack.version).collect();
        assert_eq!((versions, in_force), (vec![2, 1], Some(before.stored.id)));
        assert_eq!(show_pack(&context, added.id).unwrap().files, second_version());
        let office = register.actor(Role::Office, "P");
        let shown = show_programme(&register.context(&office), running).unwrap();
        assert_eq!(shown.programme.pack, Some(before.stored.id));
        let mut other = second_version();
        other.pack = other.pack.replacen("en = \"County\"", "en = \"Shire\"", 1);
        assert_eq!(refused(add_pack(&context, &other)), "error-pack-version");
        other.pack = format!("nonsense = 1\n{}", other.pack);
        let told = add_pack(&context, &other);
        assert!(matches!(&told, Err(AppError::Pack(faults)) if faults.0.len() == 1), "{told:?}");
        for (role, unit) in [(Role::Office, "P"), (Role::Administrator, "A"), (Role::UnitHead, "P")] {
            let actor = register.actor(role, unit);
            assert!(hidden(add_pack(&register.context(&actor), &second_version())), "{role:?} of {unit}");
        }
    });
}

#[test]
fn the_organisation_is_set_by_its_administrator_and_its_zone_stays_from_the_first_programme_on() {
    on_both_engines(|register| {
        founded(register);
        let administrator = register.actor(Role::Administrator, "P");
        let context = register.context(&administrator);
        set_organisation(&context, &OrganisationForm { zone: "Europe/Berlin", ..FORM }).unwrap();
        let (organisation, zone_open) = show_organisation(&context).unwrap();
        assert!(zone_open);
        assert_eq!(organisation.zone, Zone::parse("Europe/Berlin").unwrap());
        assert_eq!((organisation.circulars, organisation.draws), (Publicity::SignedIn, Publicity::Concerned));
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["zone"].as_str()), ("set-organisation", Some("Europe/Berlin")));
        let bad = OrganisationForm { zone: "Mars", mail: "nobody", circulars: "", ..FORM };
        let fields: Vec<_> =
            faults(set_organisation(&context, &bad)).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["circulars", "mail", "zone"]);
        let office = register.actor(Role::Office, "P");
        assert!(hidden(set_organisation(&register.context(&office), &FORM)));
        programme(register);
        assert_eq!(refused_at("zone", set_organisation(&context, &FORM)), "error-zone-fixed");
        set_organisation(&context, &OrganisationForm { zone: "Europe/Berlin", name: "", ..FORM }).unwrap();
        let (organisation, zone_open) = show_organisation(&context).unwrap();
        assert_eq!((organisation.name, zone_open), (None, false));
    });
}

#[test]
fn a_register_from_before_is_given_its_pack_and_its_programmes_refer_to_it() {
    on_both_engines(|register| {
        let running = programme(register);
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        assert_eq!(show_programme(&context, running).unwrap().programme.pack, None);
        let loaded = founded(register);
        assert_eq!(show_programme(&context, running).unwrap().programme.pack, Some(loaded.stored.id));
        let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
        assert!(verified.broken.is_none() && verified.faults.is_empty());
    });
}

/// A second version with a piece of it replaced.
fn second_with(from: &str, to: &str) -> PackFiles {
    let mut files = second_version();
    assert!(files.pack.contains(from), "{from}");
    files.pack = files.pack.replacen(from, to, 1);
    files
}

#[test]
fn a_newer_version_is_put_in_use_for_new_programmes_and_taken_up_by_the_office_of_one_that_runs() {
    on_both_engines(|register| {
        let before = founded(register).stored.id;
        let running = programme(register);
        let administrator = register.actor(Role::Administrator, "P");
        let office = register.actor(Role::Office, "P");
        let files = second_with("en = \"County\"", "en = \"Shire\"");
        let second = add_pack(&register.context(&administrator), &files).unwrap().id;
        assert!(
            compare_pack(&register.context(&office), second).unwrap().is_none(),
            "the office puts none in use"
        );
        assert!(hidden(use_pack(&register.context(&office), second)));
        let beside = compare_pack(&register.context(&administrator), second).unwrap().unwrap();
        assert_eq!((beside.in_use.version, beside.bar, beside.differences.len()), (1, None, 1));
        use_pack(&register.context(&administrator), second).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), detail["version-before"].as_i64(), detail["version"].as_i64()),
            ("set-organisation", Some(1), Some(2))
        );
        assert_eq!(refused(use_pack(&register.context(&administrator), before)), "error-pack-not-newer");
        // What runs goes on by its own version, and whoever is at home in it reads that.
        let context = register.context(&office);
        let shown = show_programme(&context, running).unwrap();
        assert_eq!(shown.programme.pack, Some(before));
        let loaded = load_register(&register.store, None).unwrap().unwrap();
        assert_eq!((loaded.stored.id, loaded.pack.tier_name("county", "en")), (second, "Shire"));
        let unit = register.actor(Role::UnitOfficer, "A1");
        let read = loaded.of_reader(&unit, register.today.get()).unwrap();
        assert_eq!((read.stored.id, read.pack.tier_name("county", "en")), (before, "County"));
        assert!(loaded.of_reader(&earnest_model::actor::Actor::PUBLIC, register.today.get()).is_none());
        let newer = shown.newer.unwrap();
        assert_eq!(
            (newer.runs_by.version, newer.in_use.version, newer.bar, newer.differences.len()),
            (1, 2, None, 1)
        );
        for (role, unit) in [(Role::Administrator, "P"), (Role::UnitHead, "P"), (Role::Office, "A")] {
            let actor = register.actor(role, unit);
            assert!(hidden(take_up_pack(&register.context(&actor), running, second)), "{role:?} of {unit}");
        }
        assert_eq!(refused(take_up_pack(&context, running, before)), "error-pack-not-in-use");
        take_up_pack(&context, running, second).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["version"].as_i64()), ("take-up-pack", Some(2)));
        let shown = show_programme(&context, running).unwrap();
        assert!(shown.programme.pack == Some(second) && shown.newer.is_none());
        assert!(
            load_register(&register.store, Some(&loaded))
                .unwrap()
                .unwrap()
                .of_reader(&unit, register.today.get())
                .is_none()
        );
        let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
        assert!(verified.broken.is_none() && verified.faults.is_empty());
    });
}

#[test]
fn what_a_round_runs_by_stays_until_it_is_over_and_a_key_to_which_records_refer_for_ever() {
    on_both_engines(|register| {
        founded(register);
        let administrator = register.actor(Role::Administrator, "P");
        let office = register.actor(Role::Office, "P");
        let lost = second_with("key = \"theme\"", "key = \"subject\"");
        let lost = add_pack(&register.context(&administrator), &lost).unwrap().id;
        assert_eq!(refused(use_pack(&register.context(&administrator), lost)), "error-pack-key-lost");
        let mut third = second_with("[\"county\", ", "[");
        third.pack = third.pack.replacen("version = 2", "version = 3", 1);
        let third = add_pack(&register.context(&administrator), &third).unwrap().id;
        let (_, round) = open_round(register);
        let running =
            register.store.snapshot().unwrap().reader().locate_round(round).unwrap().unwrap().0.programme;
        use_pack(&register.context(&administrator), third).unwrap();
        let context = register.context(&office);
        let newer = show_programme(&context, running).unwrap().newer.unwrap();
        assert_eq!(newer.bar.unwrap().key, "error-pack-round-runs");
        assert_eq!(refused(take_up_pack(&context, running, third)), "error-pack-round-runs");
        assert_ne!(register.last_event().0, "take-up-pack");
    });
}

#[test]
fn a_register_whose_pack_an_earlier_program_took_is_read_and_its_faults_are_told() {
    on_both_engines(|register| {
        let stored = founded(register).stored.id;
        let mut unsound = files();
        unsound.pack =
            unsound.pack.replacen("{{plans-due}}", "{{plans-dew}}", 1).replacen("plan = 180", "plan = -5", 1);
        let text = unsound.canonical().replace('\'', "''");
        Intruder::of(register).does(&format!("UPDATE \"pack\" SET files = '{text}' WHERE id = {stored}"));
        let loaded = load_register(&register.store, None).unwrap().unwrap();
        assert!(loaded.pack.report.is_none(), "a report that can't be made is left out");
        let administrator = register.actor(Role::Administrator, "P");
        let shown = show_pack(&register.context(&administrator), stored).unwrap();
        assert!(shown.pack.is_ok());
        assert_eq!(shown.faults.unwrap().0.len(), 2);
    });
}
