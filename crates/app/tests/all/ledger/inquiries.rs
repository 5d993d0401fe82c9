//! Inquiries: only where a unit is unlike its class, asked from above with the figures of the day, replied to by the unit.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, LedgerFilter,
    desk::desk_show::{OwedKind, owed},
    ledger::{
        attachments::attachment_add::{NewFile, attach_files},
        findings::{
            findings_sign::sign_findings,
            problems_report::{FindingsList, report_problems},
        },
        inquiries::{inquire::inquire, inquiries_show::show_inquiries, inquiry_reply::reply_inquiry},
        ledger_show::show_ledger,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::{InquiryId, MeasureId},
    ledger::{
        attachments::attachment::Holder,
        findings::problem::{CustomaryForm, MeasureForm, ProblemForm},
        inquiries::inquiry::{InquiryKind, Share},
    },
};
use earnest_testkit::OPERATOR;
use earnest_testkit::{
    files::MemoryFiles,
    register::{Register, on_both_engines},
};

/// Three signed measures of a unit, each with a file; `same`: one file for all of them.
fn ledger(register: &Register, unit: &str, same: bool) {
    let officer = register.actor(Role::UnitOfficer, unit);
    let head = register.actor(Role::UnitHead, unit);
    let bodies = ["会议当场形成清单并公开", "来信三日内逐件答复并登记", "每季度向群众报告一次进展"];
    let bodies = bodies.map(|body| format!("{body}{unit}{unit}{unit}{unit}{unit}{unit}"));
    let measure = |body: &'_ String| -> [String; 1] { [body.clone()] };
    let texts: Vec<_> = bodies.iter().map(measure).collect();
    let measures = texts.iter().map(|[body]| MeasureForm {
        body,
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    });
    let problem = ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "nobody knows the conditions",
        instance: "in May nobody knew",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures: measures.collect(),
    };
    let aspects = ["conduct".to_owned()];
    let list = FindingsList { unit, round: None, problems: vec![problem], aspects: &aspects };
    let ids = report_problems(&register.context(&officer), &list).unwrap();
    sign_findings(&register.context(&head), unit, &ids).unwrap();
    let files = MemoryFiles::default();
    for (place, id) in own_measures(register, unit).into_iter().enumerate() {
        let bytes = if same { format!("{unit} one") } else { format!("{unit} {place}") };
        let file = NewFile { name: "proof.txt", bytes: bytes.as_bytes(), too_large: false };
        attach_files(&register.context(&officer), &files, (Holder::Measure, id.0), &[file], None).unwrap();
    }
}

fn own_measures(register: &Register, unit: &str) -> Vec<MeasureId> {
    let filter = LedgerFilter { limit: 100, ..LedgerFilter::default() };
    let shown = show_ledger(&register.context(&OPERATOR), Some(unit), filter).unwrap();
    let own = shown.lines.into_iter().filter(|line| line.unit_code == unit);
    own.map(|line| line.measure.id).collect()
}

fn hidden<T: std::fmt::Debug>(end: Result<T, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

fn refused<T: std::fmt::Debug>(end: Result<T, AppError>) -> &'static str {
    match end.unwrap_err() {
        AppError::Refused(message) => message.key,
        AppError::Form(errors) => errors.iter().next().unwrap().1.key,
        other => panic!("{other}"),
    }
}

#[test]
fn a_unit_unlike_its_class_is_asked_with_the_base_rate_and_its_reply_stands_beside() {
    on_both_engines(|register| {
        ledger(register, "A", true);
        ledger(register, "B", false);
        let office = register.actor(Role::Office, "P");
        let at = |who| register.context(who);
        let found = show_inquiries(&at(&office), None).unwrap();
        let [worth] = found.worth.as_slice() else { panic!("{:?}", found.worth) };
        assert_eq!((worth.code.as_str(), worth.worth.kind), ("A", InquiryKind::SameFile));
        assert_eq!(worth.worth.here, Share { count: 3, of: 3 });
        assert_eq!(worth.worth.elsewhere, Share { count: 0, of: 3 }, "the base rate of the class");
        assert!(worth.may_ask);
        let assessor = register.actor(Role::Assessor, "P");
        assert!(!show_inquiries(&at(&assessor), None).unwrap().worth[0].may_ask);
        for who in [&assessor, &register.actor(Role::Office, "A"), &register.actor(Role::Office, "B")] {
            assert!(hidden(inquire(&register.context(who), "A", "same-file")));
        }
        assert_eq!(refused(inquire(&at(&office), "B", "same-file")), "error-inquiry-gone");
        let id = inquire(&at(&office), "A", "same-file").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["here"].as_str()), ("inquire", Some("3/3")));
        assert_eq!(refused(inquire(&at(&office), "A", "same-file")), "error-inquiry-waits");
        let officer = register.actor(Role::UnitOfficer, "A");
        let owes = |who: &Actor| {
            let all = owed(&register.context(who)).unwrap();
            all.into_iter().filter(|owed| owed.kind == OwedKind::Inquiry).count()
        };
        let other = register.actor(Role::UnitOfficer, "B");
        assert_eq!((owes(&officer), owes(&other)), (1, 0));
        assert!(show_inquiries(&at(&other), None).unwrap().asked.is_empty(), "nobody else's question");
        assert!(hidden(show_inquiries(&at(&other), Some("A"))));
        assert!(hidden(reply_inquiry(&at(&other), id, "not ours")));
        assert!(hidden(reply_inquiry(&at(&office), id, "for them")));
        assert_eq!(refused(reply_inquiry(&at(&officer), id, " ")), "error-text-empty");
        reply_inquiry(&at(&officer), id, "one notice settles all three").unwrap();
        assert_eq!(register.last_event().0, "reply-inquiry");
        assert!(hidden(reply_inquiry(&at(&officer), id, "again")), "once");
        assert_eq!(owes(&officer), 0);
        let shown = show_inquiries(&at(&office), None).unwrap();
        let (asked, mine) = &shown.asked[0];
        assert_eq!((asked.reply.as_deref(), *mine), (Some("one notice settles all three"), false));
        assert_eq!(asked.here, Share { count: 3, of: 3 }, "the figures of its day");
        assert!(hidden(reply_inquiry(&at(&officer), InquiryId(99), "no such")));
    });
}
