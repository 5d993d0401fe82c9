//! Files attached to records: kept under their hash, seen by whoever may see the record, verified and swept.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    ledger::{
        attachments::{
            attachment_add::{NewFile, attach_files},
            attachment_read::{files_of, read_file},
            attachments_verify::{sweep_files, verify_files},
        },
        findings::problems_report::{FindingsList, report_problems},
        ledger_show::show_problem,
        measures::measure_step::{Said, request_closure},
    },
    sessions::{
        exemplar_mark::mark_exemplar,
        exemplar_show::show_exemplar,
        seminar_record::{Record, record_seminar},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::{AttachmentId, MeasureId},
    ledger::{
        attachments::attachment::{Holder, MOST_FILES, current, digest},
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    OPERATOR,
    assessment::open_round,
    files::MemoryFiles,
    register::{Register, on_both_engines},
};

/// A measure of unit A against a problem of a level.
fn measure(register: &Register, writer: &Actor, level: &str) -> (Holder, i64) {
    let set = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    let problem = ProblemForm {
        level,
        aspect: "conduct",
        body: "nobody knows the conditions",
        instance: "in May nobody knew",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures: vec![set],
    };
    let aspects = ["conduct".to_owned()];
    let list = FindingsList { unit: "A", round: None, problems: vec![problem], aspects: &aspects };
    let ids = report_problems(&register.context(writer), &list).unwrap();
    let view = show_problem(&register.context(writer), *ids.first().unwrap()).unwrap();
    (Holder::Measure, view.measures.first().unwrap().id.0)
}

fn text<'a>(name: &'a str, bytes: &'a [u8]) -> NewFile<'a> {
    NewFile { name, bytes, too_large: false }
}

fn hidden<T: std::fmt::Debug>(end: Result<T, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

/// The message at a field of a refused form, or of a refusal.
fn refused<T: std::fmt::Debug>(end: Result<T, AppError>, field: &str) -> &'static str {
    match end.unwrap_err() {
        AppError::Form(errors) => errors.at(field).unwrap().key,
        AppError::Refused(message) => message.key,
        other => panic!("{other}"),
    }
}

#[test]
fn a_file_is_kept_under_its_hash_sworn_by_the_journal_and_replaced_by_a_later_revision() {
    on_both_engines(|register| {
        let files = MemoryFiles::default();
        let officer = register.actor(Role::UnitOfficer, "A");
        let context = register.context(&officer);
        let at = measure(register, &officer, "team");
        let first = attach_files(&context, &files, at, &[text("C:\\通报.txt", b"first")], None).unwrap();
        let first = *first.first().unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["sha256"].as_str()), ("attach-file", Some(&*digest(b"first"))));
        assert!(!detail.to_string().contains("通报"), "the journal keeps no name");
        let later = attach_files(&context, &files, at, &[text("b.txt", b"second")], Some(first)).unwrap();
        assert_eq!(register.last_event().1["previous-sha256"], digest(b"first"));
        let shown = files_of(&context, at.0, at.1).unwrap();
        assert!(shown.may_attach);
        let standing: Vec<_> = current(&shown.files).into_iter().map(|file| file.id).collect();
        assert_eq!((standing, shown.files.len()), (later.clone(), 2), "the earlier revision stays");
        let again = attach_files(&context, &files, at, &[text("c.txt", b"third")], Some(first));
        assert_eq!(refused(again, "previous"), "error-attachment-previous", "a chain has no branches");
        let (file, bytes) = read_file(&context, &files, first).unwrap();
        assert_eq!((file.name.as_str(), bytes.as_slice()), ("通报.txt", &b"first"[..]));
    });
}

#[test]
fn what_can_not_be_kept_is_told_at_its_field_and_leaves_no_file_and_no_event() {
    on_both_engines(|register| {
        let files = MemoryFiles::default();
        let officer = register.actor(Role::UnitOfficer, "A");
        let context = register.context(&officer);
        let at = measure(register, &officer, "team");
        let before = register.journal().len();
        let good = text("a.txt", b"good");
        let large = NewFile { name: "b.pdf", bytes: b"", too_large: true };
        let cases: [(&[NewFile<'_>], &str); 6] = [
            (&[], "error-attachment-none"),
            (&[good, text("a.exe", b"MZ\0\0")], "error-attachment-kind"),
            (&[good, text("proof.pdf", b"<html></html>")], "error-attachment-not"),
            (&[text("a.txt", b"")], "error-attachment-empty"),
            (&[large], "error-attachment-large"),
            (&[good; 6], "error-attachment-at-once"),
        ];
        for (new, key) in cases {
            assert_eq!(refused(attach_files(&context, &files, at, new, None), "files"), key);
        }
        let two = attach_files(&context, &files, at, &[good, good], Some(AttachmentId(1)));
        assert_eq!(refused(two, "previous"), "error-attachment-one");
        assert_eq!(verify_files(&register.context(&OPERATOR), &files, true).unwrap().lying, 0);
        assert_eq!(register.journal().len(), before);
        for _ in 0..MOST_FILES / 5 {
            attach_files(&context, &files, at, &[good; 5], None).unwrap();
        }
        let lying = || verify_files(&register.context(&OPERATOR), &files, true).unwrap().lying;
        let held = lying();
        let more = attach_files(&context, &files, at, &[text("new.txt", b"one too many")], None);
        assert_eq!(refused(more, "files"), "error-attachment-many");
        let gone =
            attach_files(&context, &files, at, &[text("b.txt", b"of nothing")], Some(AttachmentId(999)));
        assert!(["error-attachment-many", "error-attachment-previous"].contains(&match gone.unwrap_err() {
            AppError::Form(errors) => errors.iter().next().unwrap().1.key,
            other => panic!("{other:?}"),
        }));
        assert_eq!(lying(), held, "what is refused leaves nothing behind");
    });
}

#[test]
fn files_are_seen_by_whoever_may_see_the_record_and_attached_by_its_own_unit_alone() {
    on_both_engines(|register| {
        let files = MemoryFiles::default();
        let officer = register.actor(Role::UnitOfficer, "A");
        let (at, person) = (measure(register, &officer, "team"), measure(register, &officer, "person"));
        let attach = |who: &Actor, at| {
            attach_files(&register.context(who), &files, at, &[text("a.txt", b"evidence")], None)
        };
        let id = *attach(&officer, at).unwrap().first().unwrap();
        let private = *attach(&officer, person).unwrap().first().unwrap();
        let reads = |who: &Actor, id| read_file(&register.context(who), &files, id).is_ok();
        for (role, unit, seen, own) in [
            (Role::UnitHead, "A", true, true),
            (Role::Office, "P", true, true),
            (Role::Assessor, "P", true, false),
            (Role::Auditor, "P", true, false),
            (Role::UnitOfficer, "B", false, false),
            (Role::Office, "B", false, false),
        ] {
            let who = register.actor(role, unit);
            assert_eq!((reads(&who, id), reads(&who, private)), (seen, own), "{role:?} at {unit}");
            assert_eq!(files_of(&register.context(&who), at.0, at.1).is_ok(), seen, "{role:?} at {unit}");
            if role != Role::UnitHead {
                assert!(hidden(attach(&who, at)), "{role:?} at {unit}");
            }
        }
        assert!(hidden(read_file(&register.context(&officer), &files, AttachmentId(99))));
        assert!(hidden(attach(&officer, (Holder::Measure, 99))));
        let said = Said { evidence: "the notice", ..Said::default() };
        request_closure(&register.context(&officer), MeasureId(at.1), said).unwrap();
        assert_eq!(
            refused(attach(&officer, at), "files"),
            "error-attachment-measure",
            "not while others judge"
        );
        assert!(!files_of(&register.context(&officer), at.0, at.1).unwrap().may_attach);
    });
}

#[test]
fn a_changed_a_missing_and_an_unsworn_file_are_found_and_only_old_orphans_are_swept() {
    on_both_engines(|register| {
        let files = MemoryFiles::default();
        let officer = register.actor(Role::UnitOfficer, "A");
        let context = register.context(&officer);
        let at = measure(register, &officer, "team");
        let new = [text("a.txt", b"one"), text("b.txt", b"two"), text("c.txt", b"three")];
        let ids = attach_files(&context, &files, at, &new, None).unwrap();
        let operator = register.context(&OPERATOR);
        let check = verify_files(&operator, &files, true).unwrap();
        assert!(check.is_well());
        assert_eq!((check.attachments, check.lying, check.orphans.len()), (3, 3, 0));
        let long_ago = "2015-05-01T00:00:00Z".parse().unwrap();
        files.spoil(&digest(b"one"), b"other", long_ago);
        earnest_app::ledger::attachments::storage::Files::remove(&files, &digest(b"two")).unwrap();
        files.spoil(&digest(b"orphan"), b"orphan", long_ago);
        files.spoil(&digest(b"young"), b"young", register.context(&officer).now);
        let check = verify_files(&operator, &files, true).unwrap();
        assert_eq!((&check.changed, &check.missing), (&vec![ids[0]], &vec![ids[1]]));
        assert_eq!(check.orphans.len(), 2);
        assert!(verify_files(&operator, &files, false).unwrap().changed.is_empty(), "not without reading");
        assert_eq!(refused(read_file(&context, &files, ids[0]), ""), "error-attachment-changed");
        assert_eq!(refused(read_file(&context, &files, ids[1]), ""), "error-attachment-missing");
        let before = "2015-05-31T00:00:00Z".parse().unwrap();
        assert_eq!(sweep_files(&operator, &files, before).unwrap(), [digest(b"orphan")]);
        assert_eq!(verify_files(&operator, &files, true).unwrap().orphans, [digest(b"young")]);
        assert!(hidden(sweep_files(&context, &files, before)), "the operator alone");
    });
}

#[test]
fn files_of_an_example_are_read_by_whoever_may_read_the_example_and_no_longer_than_it_is_one() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-01",
            minutes: "120",
            present: "9",
            expected: "10",
            interactions: "0",
            ..SessionForm::default()
        };
        let record = Record { unit: "A", round: Some(round), form };
        let held = record_seminar(&register.context(&officer), &record).unwrap();
        let files = MemoryFiles::default();
        let at = (Holder::Seminar, held.0);
        let minutes = [text("minutes.txt", b"who said what")];
        attach_files(&register.context(&officer), &files, at, &minutes, None).unwrap();
        let id = files_of(&register.context(&officer), at.0, at.1).unwrap().files[0].id;
        let beside = register.actor(Role::UnitOfficer, "B1");
        let reads = |who: &Actor| read_file(&register.context(who), &files, id);
        assert!(matches!(reads(&beside), Err(AppError::NotFound | AppError::Denied(_))));
        mark_exemplar(&register.context(&office), held, Some("spoke of own work")).unwrap();
        let shown = show_exemplar(&register.context(&beside), held).unwrap().files;
        assert_eq!(shown.iter().map(|file| file.id).collect::<Vec<_>>(), [id]);
        assert_eq!(reads(&beside).unwrap().1, b"who said what");
        mark_exemplar(&register.context(&office), held, None).unwrap();
        assert!(matches!(reads(&beside), Err(AppError::NotFound | AppError::Denied(_))));
    });
}
