//! The gate before a problem counts, and who may know of a person's problem.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, LedgerFilter,
    duties::charge_show::show_leader,
    figures::figure_show::{Asked, show_figure},
    ledger::{
        book_show::show_book,
        findings::{
            findings_sign::{show_waiting, sign_findings},
            person_name::name_person,
            person_show::own_problems,
            problem_correct::correct_problem,
            problem_return::return_problem,
            problems_report::{FindingsList, report_by_form, report_problems},
        },
        ledger_show::{show_ledger, show_measure, show_problem},
    },
    people::post_register::register_post,
};
use earnest_model::{
    actor::{Actor, Role},
    duties::duty::PostForm,
    figures::figure_name::FigureName,
    id::ProblemId,
    ledger::{
        book::{Column, LedgerKind},
        findings::problem::{CustomaryForm, ProblemForm, ProblemState},
        measures::measure_form::MeasureForm,
    },
};
use earnest_testkit::{
    OPERATOR,
    refused::refused_at,
    register::{Register, on_both_engines},
};

fn aspects() -> [String; 1] {
    ["conduct".to_owned()]
}

fn problem<'a>(level: &'a str, body: &'a str) -> ProblemForm<'a> {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    ProblemForm {
        level,
        aspect: "conduct",
        body,
        instance: "in May nobody knew the conditions",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm { leader: "the deputy in charge", ..CustomaryForm::default() },
        measures: vec![measure],
    }
}

fn report(register: &Register, who: &Actor, problem: ProblemForm<'_>) -> ProblemId {
    let list = FindingsList { unit: "A", round: None, problems: vec![problem], aspects: &aspects() };
    *report_problems(&register.context(who), &list).unwrap().first().unwrap()
}

fn counted(register: &Register) -> u64 {
    let asked = Asked { unit: Some("P"), ..Asked::of(FigureName::TeamProblems) };
    show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value()
}

fn every() -> LedgerFilter {
    LedgerFilter { limit: 9, ..LedgerFilter::default() }
}

fn hidden<T: std::fmt::Debug>(end: Result<T, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

#[test]
fn a_problem_counts_once_its_head_signed_it_and_a_vague_one_goes_back() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let head = register.actor(Role::UnitHead, "A");
        let above = register.actor(Role::Assessor, "P");
        let beside = register.actor(Role::UnitHead, "B");
        let id = report(register, &officer, problem("team", "not good enough"));
        assert_eq!(counted(register), 0, "not before the head");
        let at = |who| register.context(who);
        for who in [&officer, &beside, &above] {
            assert!(hidden(sign_findings(&at(who), "A", &[id])), "only the unit's head signs");
        }
        assert_eq!(show_waiting(&at(&head), None).unwrap().problems.len(), 1);
        sign_findings(&at(&head), "A", &[id]).unwrap();
        assert_eq!(register.last_event().0, "sign-findings");
        assert_eq!(counted(register), 1);
        assert!(hidden(sign_findings(&at(&head), "A", &[id])), "not as it was shown");
        let Err(AppError::Form(short)) = return_problem(&at(&above), id, "vague") else { panic!("taken") };
        assert_eq!(short.at("missing").unwrap().key, "error-review-remarks-short");
        return_problem(&at(&above), id, "say which meeting and what came of it").unwrap();
        assert_eq!(register.last_event().1["to"], "returned");
        let shown = show_problem(&at(&officer), id).unwrap();
        assert_eq!(shown.problem.state, ProblemState::Returned);
        assert_eq!(shown.problem.missing.as_deref(), Some("say which meeting and what came of it"));
        assert_eq!(counted(register), 0, "a returned one does not count");
        assert!(hidden(sign_findings(&at(&head), "A", &[id])), "nor is it signed uncorrected");
        let blank = ProblemForm { instance: " ", ..problem("team", "the May meeting") };
        let Err(AppError::Form(errors)) = correct_problem(&at(&officer), id, &blank, &aspects()) else {
            panic!("taken")
        };
        assert_eq!(errors.at("instance").unwrap().key, "error-text-empty");
        correct_problem(&at(&officer), id, &problem("team", "the May meeting left no list"), &aspects())
            .unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), detail["before"].as_str()),
            ("correct-problem", Some("not good enough"))
        );
        sign_findings(&at(&head), "A", &[id]).unwrap();
        assert_eq!(counted(register), 1);
        let shown = show_problem(&at(&officer), id).unwrap().problem;
        assert_eq!(shown.body, "the May meeting left no list");
        assert_eq!(shown.customary[2].as_deref(), Some("the deputy in charge"));
    });
}

#[test]
fn a_unit_takes_nothing_that_counts_out_of_the_sums_by_itself() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let (head, above) = (register.actor(Role::UnitHead, "A"), register.actor(Role::Office, "P"));
        let at = |who| register.context(who);
        let id = report(register, &officer, problem("team", "the May meeting left no list"));
        return_problem(&at(&head), id, "say who was to keep the list").unwrap();
        assert_eq!(counted(register), 0, "what was never signed never counted");
        correct_problem(&at(&officer), id, &problem("team", "no list was kept"), &aspects()).unwrap();
        sign_findings(&at(&head), "A", &[id]).unwrap();
        return_problem(&at(&head), id, "we would rather not have this one").unwrap();
        assert_eq!(show_problem(&at(&officer), id).unwrap().problem.state, ProblemState::Returned);
        assert_eq!(counted(register), 1, "it goes on counting as it was signed");
        correct_problem(&at(&officer), id, &problem("team", "no list"), &aspects()).unwrap();
        assert_eq!(counted(register), 1);
        return_problem(&at(&above), id, "that is less than you said before").unwrap();
        assert_eq!(counted(register), 0, "a word from above takes it out");
        correct_problem(&at(&officer), id, &problem("team", "no list was kept in May"), &aspects()).unwrap();
        sign_findings(&at(&head), "A", &[id]).unwrap();
        assert_eq!(counted(register), 1);
    });
}

#[test]
fn a_correction_of_a_signed_problem_stands_beside_the_signed_words_until_the_head_signs_it() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let (head, above) = (register.actor(Role::UnitHead, "A"), register.actor(Role::Office, "P"));
        let at = |who| register.context(who);
        let id = report(register, &officer, problem("team", "the May meeting left no list"));
        sign_findings(&at(&head), "A", &[id]).unwrap();
        let shown = |who| show_problem(&at(who), id).unwrap();
        let correct = |body| correct_problem(&at(&officer), id, &problem("team", body), &aspects()).unwrap();
        correct("the list came late");
        correct("the list of May came a week late");
        for who in [&officer, &head, &above] {
            let view = shown(who);
            assert_eq!(view.problem.body, "the May meeting left no list", "the signed words stand");
            assert!(view.problem.signed_on.is_some());
            let proposal = view.proposal.unwrap();
            assert_eq!(proposal.body, "the list of May came a week late", "the last one that was written");
            assert_eq!(
                (proposal.on, proposal.by.as_deref()),
                (register.today.get(), Some("unit-officer of A"))
            );
        }
        let row = |column| {
            let book = show_book(&at(&above), LedgerKind::Problems, Some("A"), every()).unwrap();
            book.rows.first().unwrap().cell(LedgerKind::Problems, column).to_owned()
        };
        assert_eq!(row(Column::Problem), "the May meeting left no list", "in the list and its file as well");
        assert!(
            row(Column::Proposal).starts_with("the list of May came a week late"),
            "{}",
            row(Column::Proposal)
        );
        let waiting = show_waiting(&at(&head), Some("A")).unwrap();
        assert_eq!((waiting.problems.len(), waiting.proposals.len()), (1, 1));
        return_problem(&at(&head), id, "say which week it was").unwrap();
        assert_eq!(counted(register), 1, "what the head sends back is the proposal");
        assert!(shown(&officer).problem.signed_on.is_some());
        assert!(hidden(sign_findings(&at(&head), "A", &[id])), "what was sent back is signed by nobody");
        correct("the list of May came on 9 June");
        sign_findings(&at(&head), "A", &[id]).unwrap();
        let view = shown(&officer);
        assert_eq!((view.problem.body.as_str(), view.proposal), ("the list of May came on 9 June", None));
        assert_eq!((row(Column::Proposal).as_str(), counted(register)), ("", 1));
        // A word from above takes the signature away, and puts no words that nobody signed in the place of those that were.
        correct("there was a list");
        return_problem(&at(&above), id, "that is less than you said before").unwrap();
        let view = shown(&officer);
        assert_eq!(
            (view.problem.body.as_str(), view.problem.signed_on),
            ("the list of May came on 9 June", None)
        );
        assert_eq!(view.proposal.map(|one| one.body).as_deref(), Some("there was a list"), "nothing is lost");
        assert_eq!(counted(register), 0);
        correct("the list of May came on 9 June, a week late");
        sign_findings(&at(&head), "A", &[id]).unwrap();
        let view = shown(&officer);
        assert_eq!(
            (view.problem.body.as_str(), view.proposal),
            ("the list of May came on 9 June, a week late", None)
        );
        assert_eq!(counted(register), 1);
    });
}

#[test]
fn a_list_that_holds_another_units_problem_is_signed_in_no_part() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let ours = report(register, &officer, problem("team", "ours"));
        let other = register.actor(Role::UnitOfficer, "B");
        let list = FindingsList {
            unit: "B",
            round: None,
            problems: vec![problem("team", "theirs")],
            aspects: &aspects(),
        };
        let theirs = *report_problems(&register.context(&other), &list).unwrap().first().unwrap();
        let head = register.actor(Role::UnitHead, "A");
        assert!(hidden(sign_findings(&register.context(&head), "A", &[ours, theirs])));
        assert_eq!(counted(register), 0);
    });
}

#[test]
fn a_persons_problem_is_seen_by_its_writer_the_units_head_and_the_office_alone() {
    on_both_engines(|register| {
        let writer = register.actor(Role::UnitOfficer, "A");
        let id = report(register, &writer, problem("person", "of a person"));
        report(register, &writer, problem("team", "of the group"));
        let measure = show_problem(&register.context(&writer), id).unwrap().measures.first().unwrap().id;
        let sees = |role, unit| {
            let actor = register.actor(role, unit);
            let context = register.context(&actor);
            let one = show_problem(&context, id).is_ok();
            assert_eq!(show_measure(&context, measure).is_ok(), one, "{role:?} at {unit}");
            let filter = LedgerFilter { limit: 9, ..LedgerFilter::default() };
            let listed = show_ledger(&context, Some("A"), filter).map_or(0, |ledger| {
                assert_eq!(ledger.total, ledger.lines.len() as i64);
                ledger.lines.len()
            });
            (one, listed)
        };
        assert_eq!(sees(Role::UnitHead, "A"), (true, 2));
        assert_eq!(sees(Role::Office, "A"), (true, 2));
        assert_eq!(sees(Role::Office, "P"), (true, 2));
        for (role, unit) in [
            (Role::UnitOfficer, "A"),
            (Role::Assessor, "A"),
            (Role::Assessor, "P"),
            (Role::Auditor, "P"),
            (Role::UnitHead, "P"),
            (Role::UnitOfficer, "P"),
        ] {
            assert_eq!(sees(role, unit), (false, 1), "{role:?} at {unit}");
        }
        assert_eq!(sees(Role::Office, "B"), (false, 0));
        let assessor = register.actor(Role::Assessor, "P");
        assert!(hidden(return_problem(&register.context(&assessor), id, "say a great deal more about it")));
        let head = register.actor(Role::UnitHead, "A");
        return_problem(&register.context(&head), id, "say a great deal more about it").unwrap();
        assert!(
            register.last_event().1["missing"].is_null(),
            "the journal keeps no words of a person's problem"
        );
    });
}

#[test]
fn once_somebody_is_named_that_person_reads_it_and_whoever_wrote_it_no_longer_does() {
    on_both_engines(|register| {
        let writer = register.actor(Role::UnitOfficer, "A");
        let person = register.actor(Role::Administrator, "A");
        let id = report(register, &writer, problem("person", "of a person"));
        let team = report(register, &writer, problem("team", "of the group"));
        let own = |who: &Actor| own_problems(&register.context(who)).unwrap();
        assert_eq!(own(&writer).len(), 1, "until somebody is named the writer stands for the person");
        assert!(own(&person).is_empty());
        let key = person.account().unwrap().to_string();
        let name = |who: &Actor, id, key: &str| name_person(&register.context(who), id, key);
        let elsewhere = register.actor(Role::UnitOfficer, "B").account().unwrap().to_string();
        for wrong in ["", "none", elsewhere.as_str()] {
            let Err(AppError::Form(errors)) = name(&writer, id, wrong) else { unreachable!("{wrong}") };
            assert_eq!(errors.at("person").unwrap().key, "error-person");
        }
        assert!(matches!(name(&writer, team, &key), Err(AppError::Refused(_))));
        for (role, unit) in [(Role::UnitOfficer, "B"), (Role::Assessor, "P"), (Role::UnitOfficer, "A")] {
            assert!(hidden(name(&register.actor(role, unit), id, &key)), "{role:?} of {unit}");
        }
        name(&writer, id, &key).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), &detail["person-named"]), ("correct-problem", &true.into()));
        assert!(!detail.to_string().contains(&format!(":{key}")), "the journal does not say who");
        let mine = own(&person);
        assert_eq!((mine.len(), mine[0].problem.id, mine[0].measures.len()), (1, id, 1));
        assert!(own(&writer).is_empty());
        assert!(hidden(show_problem(&register.context(&writer), id)));
        let head = register.actor(Role::UnitHead, "A");
        assert!(show_problem(&register.context(&head), id).is_ok());
        for role in Role::ALL {
            let other = register.actor(role, "A");
            assert!(own(&other).is_empty(), "{role:?}");
            let sees = show_problem(&register.context(&other), id).is_ok();
            assert_eq!(sees, matches!(role, Role::UnitHead | Role::Office), "{role:?}");
        }
        assert_eq!(counted(register), 0, "no figure counts it");
    });
}

#[test]
fn the_same_problem_is_reported_once_from_however_many_windows() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let context = register.context(&officer);
        let send = |problems: Vec<ProblemForm<'_>>| {
            let list = FindingsList { unit: "A", round: None, problems, aspects: &aspects() };
            match report_by_form(&context, &list, false) {
                Err(AppError::Form(errors)) => {
                    errors.iter().map(|(at, fault)| (at.to_owned(), fault.key)).collect()
                }
                end => {
                    end.unwrap();
                    Vec::new()
                }
            }
        };
        let same = |at: &str| vec![(at.to_owned(), "error-problem-same")];
        let one = || problem("team", "the May meeting left no list");
        let mut other = problem("team", "another");
        other.measures[0].body = "another measure";
        assert_eq!(send(vec![one(), other, one()]), same("2-body"));
        assert_eq!(send(vec![one()]), []);
        let acts = register.journal().len();
        let alike = vec![("0-body".to_owned(), "error-problem-alike")];
        assert_eq!(send(vec![one()]), alike);
        assert_eq!(send(vec![ProblemForm { found_on: "2015-05-31", ..one() }]), alike, "whatever the day");
        let near = ProblemForm { body: "The May meeting has left no list!", ..one() };
        assert_eq!(send(vec![near.clone()]), alike, "in near words");
        assert_eq!(register.journal().len(), acts);
        let list = FindingsList { unit: "A", round: None, problems: vec![near], aspects: &aspects() };
        assert_eq!(report_by_form(&context, &list, true).unwrap().len(), 1, "another one is meant");
    });
}

#[test]
fn one_measure_under_two_problems_is_asked_about_and_never_forbidden() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let context = register.context(&officer);
        let of = |body: &'static str, measure: &'static str| {
            let one = problem("team", body);
            let measures = vec![MeasureForm { body: measure, ..one.measures[0].clone() }];
            ProblemForm { measures, ..one }
        };
        let send = |problems, another| {
            let list = FindingsList { unit: "A", round: None, problems, aspects: &aspects() };
            report_by_form(&context, &list, another)
        };
        let fault = |problems| match send(problems, false) {
            Err(AppError::Form(errors)) => {
                errors.iter().map(|(at, fault)| (at.to_owned(), fault.key)).collect::<Vec<_>>()
            }
            end => panic!("{end:?}"),
        };
        let (one, two) = ("minutes of the May meeting are missing", "letters wait for a month");
        let weekly = "the office looks through it every week";
        let beside = vec![("1-measure-0-body".to_owned(), "error-measure-same-beside")];
        assert_eq!(fault(vec![of(one, weekly), of(two, "The office looks through it every week.")]), beside);
        send(vec![of(one, weekly)], false).unwrap();
        let elsewhere = vec![("0-measure-0-body".to_owned(), "error-measure-elsewhere")];
        assert_eq!(fault(vec![of(two, weekly)]), elsewhere);
        assert_eq!(send(vec![of(two, weekly)], true).unwrap().len(), 1, "two are meant");
    });
}

#[test]
fn a_problem_of_a_portfolio_names_its_post_and_is_read_on_its_page_and_counted_with_no_other() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let form = PostForm {
            kind: "portfolio-lead",
            title: "the deputy in charge",
            from: "2015-05-01",
            until: "",
            another: false,
        };
        let post = register_post(&register.context(&office), "A", form).unwrap();
        let other = PostForm { title: "head of the office", ..form };
        let other = register_post(&register.context(&office), "A", other).unwrap();
        let (officer, head) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
        let unnamed = ProblemForm {
            customary: CustomaryForm::default(),
            ..problem("portfolio", "permits take months")
        };
        let by_form = |problem| {
            let list = FindingsList { unit: "A", round: None, problems: vec![problem], aspects: &aspects() };
            report_by_form(&register.context(&officer), &list, false)
        };
        assert_eq!(refused_at("0-leader", by_form(unnamed.clone())), "error-portfolio-leader");
        let nobody = CustomaryForm { leader: "somebody", ..CustomaryForm::default() };
        let nobody = ProblemForm { customary: nobody, ..unnamed };
        assert_eq!(refused_at("0-leader", by_form(nobody)), "error-owner-post");
        let id = by_form(problem("portfolio", "permits take months")).unwrap()[0];
        sign_findings(&register.context(&head), "A", &[id]).unwrap();
        assert_eq!(counted(register), 0, "it is none of the leading group");
        let read = |post| {
            let view = show_leader(&register.context(&head), post).unwrap();
            view.portfolio.iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!((read(post), read(other)), (vec![id], Vec::new()));
        let blank = ProblemForm {
            customary: CustomaryForm::default(),
            ..problem("portfolio", "permits take two months")
        };
        let corrected = correct_problem(&register.context(&officer), id, &blank, &aspects());
        assert_eq!(refused_at("leader", corrected), "error-portfolio-leader");
    });
}
