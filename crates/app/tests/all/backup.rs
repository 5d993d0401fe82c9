//! A register as lines: whole while others write, alike on both engines, and refused if anything of it was changed.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    Context, StoreError,
    backup::{
        BackupFault,
        backup_make::{Made, Making, make_backup},
        backup_restore::{Restored, Restoring, restore_backup},
    },
    journal_verify::{verify_head, verify_journal},
    ledger::{
        attachments::{
            attachment_add::{NewFile, attach_files},
            storage::Files,
        },
        findings::problems_report::{FindingsList, report_problems},
        ledger_show::show_problem,
    },
    people::account_open::{OpenAccount, open_account},
    register_migrate::migrate_register,
};
use earnest_model::{
    actor::Role,
    ledger::{
        attachments::attachment::{Holder, digest},
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
    mark::{Mark, RegisterKind},
};
use earnest_store::{Engine, Standing, Store};
use earnest_testkit::{
    OPERATOR,
    files::MemoryFiles,
    register::{Place, Register, on_both_engines},
};
use std::sync::atomic::{AtomicBool, Ordering};

fn made(register: &Register, beside: Option<&dyn Files>) -> (Made, Vec<u8>) {
    let mut lines = Vec::new();
    let making = Making { files: &*register.files, beside, program: "test" };
    let made = make_backup(&register.context(&OPERATOR), &making, &mut lines).unwrap();
    (made, lines)
}

fn restored(lines: &[u8], store: &Store, files: &dyn Files) -> Result<Restored, BackupFault> {
    restored_from(lines, store, files, None)
}

fn restored_from(
    mut lines: &[u8],
    store: &Store,
    files: &dyn Files,
    beside: Option<&dyn Files>,
) -> Result<Restored, BackupFault> {
    restore_backup(&Restoring { store, files, beside, untrue: false, sessions: true }, &mut lines)
}

fn other(engine: Engine) -> Engine {
    if engine == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite }
}

/// An act: an account opens.
fn open(context: &Context<'_>, login: &str) {
    let (title, from) = ("one who writes", context.today);
    let request =
        OpenAccount { login, title, password: None, role: Role::Office, unit: "P", from, salt: [0; 16] };
    open_account(context, &request).unwrap();
}

/// Attaches two files to a measure of unit A.
fn attach(register: &Register) {
    let officer = register.actor(Role::UnitOfficer, "A");
    let context = register.context(&officer);
    let set = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    let problem = ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "nobody knows \"the conditions\" — 条件\\不明",
        instance: "in May\nnobody knew",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures: vec![set],
    };
    let aspects = ["conduct".to_owned()];
    let list = FindingsList { unit: "A", round: None, problems: vec![problem], aspects: &aspects };
    let ids = report_problems(&context, &list).unwrap();
    let view = show_problem(&context, *ids.first().unwrap()).unwrap();
    let measure = (Holder::Measure, view.measures.first().unwrap().id.0);
    for (name, bytes) in [("a.txt", &b"first"[..]), ("b.txt", b"second\n{\"end\":{}}\n")] {
        let file = NewFile { name, bytes, too_large: false };
        attach_files(&context, &*register.files, measure, &[file], None).unwrap();
    }
}

#[test]
fn a_backup_made_while_others_write_is_whole_and_restores_to_the_same_journal_on_either_engine() {
    on_both_engines(|register| {
        let stop = AtomicBool::new(false);
        let backups: Vec<(Made, Vec<u8>)> = std::thread::scope(|scope| {
            let store = register.open_again();
            let (stop, now, today) = (&stop, register.context(&OPERATOR).now, register.today.get());
            scope.spawn(move || {
                for turn in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let context = Context {
                        store: &store,
                        actor: &OPERATOR,
                        now,
                        today,
                        seen: None,
                        sending: None,
                        stood: None,
                    };
                    open(&context, &format!("writer{turn}"));
                }
            });
            let mut backups: Vec<(Made, Vec<u8>)> = (0..4).map(|_| made(register, None)).collect();
            // However fast they are made: until the last holds what was written after the first.
            for _ in 0..500 {
                if backups[0].0.entries < backups[3].0.entries {
                    break;
                }
                backups[3] = made(register, None);
            }
            stop.store(true, Ordering::Relaxed);
            backups
        });
        assert!(backups[0].0.entries < backups[3].0.entries, "somebody wrote meanwhile");
        for (made, lines) in [&backups[0], &backups[3]] {
            for engine in [Engine::Sqlite, Engine::Postgres] {
                let place = Place::on(engine);
                let store = place.open();
                let back = restored(lines, &store, &MemoryFiles::default()).unwrap();
                assert_eq!((back.head.entries, &back.head.head), (made.entries, &made.head));
                let context = Context { store: &store, ..register.context(&OPERATOR) };
                let verified = verify_journal(&context).unwrap();
                assert!(verified.holds(), "{verified:?}");
                assert_eq!(verified.chain.checked(), made.entries);
                assert!(verify_head(&register.context(&OPERATOR), &made.head).unwrap());
                open(&context, "afterwards");
                assert!(verify_journal(&context).unwrap().holds(), "it goes on from there");
            }
        }
    });
}

#[test]
fn attached_files_come_along_within_or_beside_and_beside_none_is_written_twice() {
    on_both_engines(|register| {
        attach(register);
        let beside = MemoryFiles::default();
        let (first, lines) = made(register, Some(&beside));
        assert_eq!((first.files, first.kept, beside.list().unwrap().len()), (2, 0, 2));
        let (second, _) = made(register, Some(&beside));
        assert_eq!((second.files, second.kept), (2, 2));
        let place = Place::on(other(register.engine()));
        let (store, files) = (place.open(), MemoryFiles::default());
        let alone = restored(&lines, &store, &files).unwrap_err().to_string();
        assert!(alone.contains("does not lie beside"), "{alone}");
        beside.spoil(&digest(b"first"), b"changed", jiff::Timestamp::MAX);
        let changed = restored_from(&lines, &store, &files, Some(&beside)).unwrap_err().to_string();
        assert!(changed.contains("was changed"), "{changed}");
        assert_eq!((store.standing().unwrap(), files.list().unwrap()), (Standing::Empty, Vec::new()));
        let (_, within) = made(register, None);
        restored(&within, &store, &files).unwrap();
        assert_eq!(files.get(&digest(b"first")).unwrap().as_deref(), Some(&b"first"[..]));
        assert_eq!(made(register, None).1, {
            let mut again = Vec::new();
            let context = Context { store: &store, ..register.context(&OPERATOR) };
            let making = Making { files: &files, beside: None, program: "test" };
            make_backup(&context, &making, &mut again).unwrap();
            again
        });
        register.files.remove(&digest(b"first")).unwrap();
        let (lacking, lines) = made(register, None);
        let named = |files: &[String]| match files {
            [one] => one.contains(&digest(b"first")) && one.starts_with("measure "),
            _ => false,
        };
        assert!(named(&lacking.missing), "with the record that names it: {:?}", lacking.missing);
        let place = Place::on(register.engine());
        let back = restored(&lines, &place.open(), &MemoryFiles::default()).unwrap();
        assert_eq!((back.end.files, back.end.missing), (1, 1));
        assert!(named(&back.missing), "{:?}", back.missing);
    });
}

#[test]
fn a_file_that_was_changed_where_it_lies_stops_no_backup_and_is_named() {
    on_both_engines(|register| {
        attach(register);
        register.files.spoil(&digest(b"first"), b"first, and more", jiff::Timestamp::MAX);
        let (lacking, lines) = made(register, None);
        assert!(!lacking.is_whole());
        assert!(lacking.changed.len() == 1 && lacking.missing.is_empty(), "{lacking:?}");
        assert!(lacking.changed.iter().all(|one| one.contains(&digest(b"first"))), "{lacking:?}");
        let (place, files) = (Place::on(register.engine()), MemoryFiles::default());
        let back = restored(&lines, &place.open(), &files).unwrap();
        assert_eq!((back.end.files, back.end.missing, files.list().unwrap().len()), (1, 1, 1));
        let beside = MemoryFiles::default();
        let (again, _) = made(register, Some(&beside));
        assert_eq!((again.changed.len(), beside.list().unwrap().len()), (1, 1), "nor does it lie beside");
    });
}

#[test]
fn lines_of_which_anything_was_changed_or_cut_off_are_refused_and_leave_the_place_empty() {
    on_both_engines(|register| {
        attach(register);
        let (_, lines) = made(register, None);
        let text = String::from_utf8(lines.clone()).unwrap();
        let place = Place::on(register.engine());
        let (store, files) = (place.open(), MemoryFiles::default());
        let name = "head of the office";
        let spoilt = [
            text.replacen(name, "head of the oddice", 1),
            text.replacen(",\"first", ",\"other", 1),
            text.replacen("first\n", "other\n", 1),
            text.replacen("\"earnest-backup\":1", "\"earnest-backup\":9", 1),
            text.lines().filter(|line| !line.contains(name)).map(|line| format!("{line}\n")).collect(),
            text.lines()
                .filter(|line| !line.contains("{\"table\":\"unit\""))
                .map(|line| format!("{line}\n"))
                .collect(),
            format!("{text}\n"),
            String::new(),
        ];
        for (turn, spoilt) in spoilt.iter().enumerate() {
            if *spoilt != text {
                assert!(restored(spoilt.as_bytes(), &store, &files).is_err(), "change {turn}");
                assert_eq!(store.standing().unwrap(), Standing::Empty, "change {turn}");
            }
        }
        for part in 1..12 {
            let cut = &lines[..lines.len() * part / 12];
            assert!(restored(cut, &store, &files).is_err(), "part {part}");
        }
        assert_eq!((store.standing().unwrap(), files.list().unwrap()), (Standing::Empty, Vec::new()));
        restored(&lines, &store, &files).unwrap();
        let again = restored(&lines, &store, &files);
        assert!(matches!(again, Err(BackupFault::Store(StoreError::NotEmpty))), "{again:?}");
    });
}

#[test]
fn a_backup_of_an_older_program_is_restored_as_it_is_and_then_brought_up_to_date_and_of_a_newer_refused() {
    on_both_engines(|register| {
        let (made, lines) = made(register, None);
        let text = String::from_utf8(lines).unwrap();
        let place = Place::on(register.engine());
        let (store, files) = (place.open(), MemoryFiles::default());
        let newer = text.replacen("\"0066\"", "\"0066\",\"9999\"", 1);
        let refused = restored(newer.as_bytes(), &store, &files).unwrap_err();
        assert!(matches!(&refused, BackupFault::Newer(step) if step.contains("9999")), "{refused}");
        let older: String = text
            .replacen(",\"0066\"", "", 1)
            .lines()
            .filter(|line| {
                !["backup_note", "register"]
                    .iter()
                    .any(|table| line.contains(&format!("{{\"table\":\"{table}\"")))
            })
            .map(|line| format!("{line}\n"))
            .collect();
        let back = restored(older.as_bytes(), &store, &files).unwrap();
        assert_eq!((back.checked, back.head.entries), (None, made.entries));
        assert_eq!(store.standing().unwrap(), Standing::Register(None));
        let steps: Vec<_> = store.pending_steps().unwrap().into_iter().map(|step| step.version).collect();
        assert_eq!(steps, ["0066"]);
        let mark = Mark { kind: RegisterKind::Real, pack: "p".into(), name: "n".into() };
        let context = Context { store: &store, ..register.context(&OPERATOR) };
        let migrated = migrate_register(&context, &mark).unwrap();
        assert_eq!((migrated.migrations, migrated.faults), (1, 0));
        assert_eq!(store.standing().unwrap(), Standing::Register(Some(mark)));
        assert!(verify_journal(&context).unwrap().holds());
    });
}
