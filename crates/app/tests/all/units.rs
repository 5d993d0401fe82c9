//! Units come in and go out.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    units::{unit_export::export_units, unit_import::import_units},
};
use earnest_model::{
    actor::Role,
    permit::{ReadProgramme, decide},
};
use earnest_store::UnitMark;
use earnest_testkit::OPERATOR;
use earnest_testkit::register::{ORGANISATION, Register, on_both_empty, on_both_engines, tiers};

fn import(register: &Register, file: &str) -> Result<usize, AppError> {
    let context = register.context(&OPERATOR);
    import_units(&context, file.as_bytes(), &tiers(), UnitMark::default()).map(|imported| imported.total)
}

fn export(register: &Register) -> String {
    String::from_utf8(export_units(&register.context(&OPERATOR), &tiers()).unwrap()).unwrap()
}

#[test]
fn an_export_gives_the_imported_file_back() {
    on_both_empty(|register| {
        let plain = "code,name,parent_code,tier\n52,甲省,,province\n5201,\"乙,市\",52,prefecture\n";
        assert_eq!(import(register, plain).unwrap(), 2);
        assert_eq!(export(register), plain);
        assert_eq!(register.last_event().0, "import-units");
    });
    on_both_empty(|register| {
        import(register, "code,name,parent_code,tier,class\n1,甲,,province,\n2,乙,1,prefecture,new-area\n")
            .unwrap();
        assert_eq!(
            export(register),
            "code,name,parent_code,tier,class\n1,甲,,province,\n2,乙,1,prefecture,new-area\n"
        );
    });
}

#[test]
fn a_file_with_one_fault_leaves_nothing() {
    on_both_empty(|register| {
        let file = "code,name,parent_code,tier\n1,甲,,province\n2,乙,9,prefecture\n";
        let Err(AppError::Import(faults)) = import(register, file) else { panic!("the file was taken") };
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].line, 3);
        assert_eq!(export(register), "code,name,parent_code,tier\n");
        assert!(register.journal().is_empty());
    });
}

#[test]
fn a_second_file_hangs_beneath_the_first_and_moves_the_ranges() {
    on_both_engines(|register| {
        let before = register.store.snapshot().unwrap().reader().locate("B1T2V2").unwrap().unwrap();
        let late = "code,name,parent_code,tier,class\nA9,新县,A,county,county\n";
        import(register, late).unwrap();
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let (a, a9) = (reader.locate("A").unwrap().unwrap(), reader.locate("A9").unwrap().unwrap());
        assert!(a.span.strictly_covers(a9.span));
        let after = reader.locate("B1T2V2").unwrap().unwrap();
        assert_eq!(after.span.lo, before.span.lo + 1);
        assert_eq!(after.unit, before.unit);
        let permit = decide::<ReadProgramme>(&OPERATOR, a9, register.today.get()).unwrap();
        let path: Vec<_> = reader.path(&permit).unwrap().into_iter().map(|unit| unit.code).collect();
        assert_eq!(path, ["P", "A"]);
    });
}

#[test]
fn only_the_administrator_of_the_whole_and_the_operator_import() {
    on_both_engines(|register| {
        for (role, unit) in [(Role::Office, "P"), (Role::UnitOfficer, "P"), (Role::Administrator, "A")] {
            let actor = register.actor(role, unit);
            let context = register.context(&actor);
            let end = import_units(&context, ORGANISATION.as_bytes(), &tiers(), UnitMark::default());
            assert!(matches!(end, Err(AppError::Denied(_))), "{role:?} at {unit}");
        }
    });
}

mod set_up {
    use earnest_app::{
        AppError, Context,
        register_migrate::migrate_register,
        units::{
            register_found::{Founding, is_founded},
            register_set_up::{Administrator, IsSetUp, SetUp, set_up_register, waits_for_set_up},
        },
    };
    use earnest_model::{
        mark::{Mark, RegisterKind},
        text::Line,
        units::unit::{Table, parse_table},
        zone::Zone,
    };
    use earnest_store::{Engine, Store};
    use earnest_testkit::{OPERATOR, pack, register::Place};

    const UNITS: &[u8] = b"code,name,parent_code,tier\n52,A,,province\n5201,B,52,prefecture\n";

    fn set_up(store: &Store, units: &Table, password: &str) -> Result<IsSetUp, AppError> {
        let now = "2015-06-01T04:00:00Z".parse().unwrap();
        let today = jiff::civil::date(2015, 6, 1);
        let context = Context { store, actor: &OPERATOR, now, today, seen: None, sending: None, stood: None };
        let files = pack::files();
        let name = "register".to_owned();
        let mark = Mark { kind: RegisterKind::Real, pack: "study-and-rectification".to_owned(), name };
        migrate_register(&context, &mark).unwrap();
        let founding = Founding {
            files: &files,
            zone: Zone::parse("Asia/Shanghai").unwrap(),
            name: Some(Line::parse("Nordhaven").unwrap()),
            language: "en",
        };
        let administrator =
            Administrator { login: "boss", title: "IT of the province", password, salt: [7; 16] };
        set_up_register(&context, &SetUp { founding, units, sha256: "0".repeat(64), administrator })
    }

    #[test]
    fn a_register_is_set_up_in_one_act_or_not_at_all_and_once() {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let place = Place::on(engine);
            let store = place.open();
            let units = parse_table(UNITS).unwrap();
            let two_tops =
                parse_table(b"code,name,parent_code,tier\n1,A,,province\n2,B,,province\n").unwrap();
            assert!(matches!(set_up(&store, &two_tops, "four unrelated words"), Err(AppError::Import(_))));
            // The name of the organisation is no password.
            let Err(AppError::Form(errors)) = set_up(&store, &units, "Nordhaven2015") else {
                panic!("the name was taken as a password")
            };
            assert!(errors.at("password").is_some());
            assert!(waits_for_set_up(&store).unwrap() && !is_founded(&store).unwrap());
            assert!(store.snapshot().unwrap().reader().root().unwrap().is_none());

            let done = set_up(&store, &units, "four unrelated words").unwrap();
            assert_eq!(done.units, 2);
            assert!(!waits_for_set_up(&store).unwrap());
            let told = store.snapshot().unwrap().reader().verify_journal().unwrap();
            assert!(told.holds());
            assert!(matches!(set_up(&store, &units, "four unrelated words"), Err(AppError::Refused(_))));
        }
    }
}
