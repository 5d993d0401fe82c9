//! The register holds its packs and says of what organisation it is, on both engines.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    journal_verify::verify_journal,
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        programme_show::show_programme,
    },
    units::{
        organisation_set::{set_organisation, show_organisation},
        pack_add::add_pack,
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
