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
        inquiries::{
            inquire::inquire,
            inquiries_show::{Inquiries, show_inquiries},
            inquiry_reply::reply_inquiry,
            sources::{keep_source, show_sources, withdraw_source},
        },
        ledger_show::show_ledger,
    },
};
use earnest_model::{
    Date,
    actor::{Actor, Role},
    id::{InquiryId, MeasureId, SourceTextId},
    ledger::{
        attachments::attachment::Holder,
        findings::problem::{CustomaryForm, ProblemForm},
        inquiries::inquiry::{InquiryKind, Share},
        measures::measure_form::MeasureForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    files::MemoryFiles,
    register::{Register, on_both_engines},
};

/// Three signed measures of a unit, each with a file; `same`: one file for all of them.
fn ledger(register: &Register, unit: &str, same: bool) {
    let bodies = ["会议当场形成清单并公开", "来信三日内逐件答复并登记", "每季度向群众报告一次进展"];
    let bodies = bodies.map(|body| format!("{body}{unit}{unit}{unit}{unit}{unit}{unit}"));
    ledger_of(register, unit, &bodies, same);
}

/// Signed measures of a unit with these texts.
fn ledger_of(register: &Register, unit: &str, bodies: &[String], same: bool) {
    let officer = register.actor(Role::UnitOfficer, unit);
    let head = register.actor(Role::UnitHead, unit);
    let measures = bodies.iter().map(|body| MeasureForm {
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

const FIRST: [&str; 3] = [
    "每月5日前由办公室检查台账，发现遗漏的当天补齐并公布",
    "窗口办理事项一律限时7天，超过时限的由领导说明原因",
    "校车发车前由司机核对学生人数，途中停靠不超过6站",
];

/// What the office of the province sees of texts: unit, question, how many of how many, how many elsewhere.
fn of_texts(found: &Inquiries) -> Vec<(&str, InquiryKind, Share, Share)> {
    let about = |kind| matches!(kind, InquiryKind::AlikeTexts | InquiryKind::ForeignName);
    let worth = found.worth.iter().filter(|one| about(one.worth.kind));
    worth.map(|one| (one.code.as_str(), one.worth.kind, one.worth.here, one.worth.elsewhere)).collect()
}

#[test]
fn of_two_units_with_like_texts_the_later_is_asked_with_both_side_by_side_as_they_stood() {
    on_both_engines(|register| {
        ledger_of(register, "B", &FIRST.map(str::to_owned), false);
        register.today.set(jiff::civil::date(2015, 6, 9));
        let again = [FIRST[0].replace('5', "8"), FIRST[1].replace("办理", "處理"), FIRST[2].to_owned()];
        ledger_of(register, "A", &again, false);
        let office = register.actor(Role::Office, "P");
        let at = |who| register.context(who);
        let found = show_inquiries(&at(&office), None).unwrap();
        let here = Share { count: 3, of: 5 };
        let alike = ("A", InquiryKind::AlikeTexts, here, Share::default());
        assert_eq!(of_texts(&found), [alike], "B came first, and there is nobody else");
        let texts = &found.worth[0].worth.texts;
        let names = show_inquiries(&register.context(&register.actor(Role::Office, "B")), Some("B"))
            .unwrap()
            .unit
            .name;
        assert_eq!(texts[0].other_name, names.as_str());
        assert_eq!(texts[0].body, FIRST[2], "what is the same to the letter weighs most");
        assert!(
            texts
                .iter()
                .any(|one| (one.body.as_str(), one.other_body.as_str()) == (again[0].as_str(), FIRST[0]))
        );
        assert_eq!((texts.len(), texts[0].units, texts[0].of), (3, 2, 2));
        assert_eq!(texts[0].other_since, Date::constant(2015, 6, 1));
        let id = inquire(&at(&office), "A", "alike-texts").unwrap();
        assert_eq!(register.last_event().1["about"].as_str(), Some("alike-texts"));
        keep_source(&at(&office), "the template of May", &FIRST.join("\n")).unwrap();
        let officer = register.actor(Role::UnitOfficer, "A");
        let asked = show_inquiries(&at(&officer), None).unwrap().asked;
        assert_eq!(
            (asked.len(), asked[0].0.id, &asked[0].0.texts),
            (1, id, texts),
            "as they stood when it was asked"
        );
        let other = register.actor(Role::UnitOfficer, "B");
        assert!(show_inquiries(&at(&other), None).unwrap().asked.is_empty(), "the other unit is not asked");
    });
}

#[test]
fn what_an_office_sent_out_is_taken_out_for_all_beneath_it_and_nobody_takes_out_their_own() {
    on_both_engines(|register| {
        ledger_of(register, "B", &FIRST.map(str::to_owned), false);
        register.today.set(jiff::civil::date(2015, 6, 9));
        ledger_of(register, "A", &FIRST.map(str::to_owned), false);
        let (office, below) = (register.actor(Role::Office, "P"), register.actor(Role::Office, "A"));
        let at = |who| register.context(who);
        let seen = || show_inquiries(&at(&office), None).unwrap();
        assert_eq!(of_texts(&seen()).len(), 1);
        keep_source(&at(&below), "ours, they say", &FIRST.join("\n")).unwrap();
        assert_eq!(of_texts(&seen()).len(), 1, "what those beneath keep counts beneath them alone");
        for who in [Role::Assessor, Role::UnitOfficer, Role::UnitHead, Role::Auditor] {
            assert!(
                hidden(keep_source(&register.context(&register.actor(who, "P")), "sent out", FIRST[0])),
                "{who:?}"
            );
            assert!(hidden(show_sources(&register.context(&register.actor(who, "P")))), "{who:?}");
        }
        assert_eq!(refused(keep_source(&at(&office), " ", FIRST[0])), "error-text-empty");
        assert_eq!(refused(keep_source(&at(&office), "sent out", "\u{200b}")), "error-text-empty");
        let id = keep_source(&at(&office), "the template of May", &FIRST.join("\n")).unwrap();
        let (action, detail) = register.last_event();
        let told = (action.as_str(), detail["title"].as_str(), detail["sha256"].as_str().map(str::len));
        assert_eq!(told, ("keep-source", Some("the template of May"), Some(64)));
        assert_eq!(of_texts(&seen()), []);
        assert_eq!(seen().sources, [FIRST.join("\n")]);
        let titles = |who: &Actor| -> Vec<(String, bool)> {
            let kept = show_sources(&register.context(who)).unwrap().all;
            kept.into_iter().map(|(one, mine)| (one.title, mine)).collect()
        };
        assert_eq!(titles(&office), [("the template of May".to_owned(), true)]);
        let both = [("the template of May".to_owned(), false), ("ours, they say".to_owned(), true)];
        assert_eq!(titles(&below), both);
        assert!(hidden(withdraw_source(&at(&below), id)), "not theirs");
        assert!(hidden(withdraw_source(&at(&office), SourceTextId(99))));
        withdraw_source(&at(&office), id).unwrap();
        assert_eq!(register.last_event().1["title"].as_str(), Some("the template of May"));
        assert!(hidden(withdraw_source(&at(&office), id)), "once");
        assert_eq!(of_texts(&seen()).len(), 1, "a sign again");
    });
}

#[test]
fn the_name_of_another_unit_is_asked_about_by_itself_and_shown_where_it_stands() {
    on_both_engines(|register| {
        let name = |unit: &str| {
            let office = register.actor(Role::Office, unit);
            show_inquiries(&register.context(&office), Some(unit)).unwrap().unit.name.to_string()
        };
        ledger_of(register, "B", &FIRST.map(str::to_owned), false);
        let own = format!("{}每周两次走访沿街商户，{}登记诉求", name("A"), name("P"));
        let taken = format!("{}每半年公开一次采购清单和供货商名称", name("B"));
        ledger_of(register, "A", &[own, taken.clone()], false);
        let office = register.actor(Role::Office, "P");
        let found = show_inquiries(&register.context(&office), None).unwrap();
        let asked = ("A", InquiryKind::ForeignName, Share { count: 1, of: 4 }, Share { count: 0, of: 5 });
        assert_eq!(of_texts(&found), [asked]);
        let text =
            &found.worth.iter().find(|one| one.worth.kind == InquiryKind::ForeignName).unwrap().worth.texts
                [0];
        assert_eq!((&text.body, &text.other_body), (&taken, &name("B")));
    });
}
