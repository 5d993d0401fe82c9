//! A register of the first releases: its tables and its chain as they were before acts had words and contents.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_app::{
    Context,
    desk::notices_show::list_notices,
    journal_verify::verify_journal,
    ledger::{
        findings::problems_report::{FindingsList, report_problems},
        ledger_show::show_ledger,
        measures::measure_step::{Said, approve_closure, close_measure, request_closure, return_closure},
    },
    plans::plan_review::{ReviewForm, review_plan},
    register_migrate::migrate_register,
    tasks::{
        task_send::send_task,
        task_step::{follow_task_up, reply_to_task},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    event::{ChainFault, Entry, Form, GENESIS},
    id::{MeasureId, UnitId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
    mark::{Mark, RegisterKind},
    plans::plan::PlanForm,
    tasks::task::TaskForm,
};
use earnest_store::{Engine, LedgerFilter, Store};
use earnest_testkit::{
    OPERATOR,
    assessment::open_round,
    intruder::Intruder,
    plans::submit_signed,
    register::{Register, on_both_engines},
};
use std::path::Path;

/// The register as whoever has the database takes it back.
struct Past(Intruder);

impl Past {
    fn of(register: &Register) -> Self {
        Self(Intruder::of(register))
    }

    /// The whole journal.
    fn entries(&mut self) -> Vec<Entry> {
        let statement = "SELECT place || '\u{1f}' || at || '\u{1f}' || action || '\u{1f}' || actor || '\u{1f}' || subject \
             || '\u{1f}' || subject_id || '\u{1f}' || unit_id || '\u{1f}' || detail || '\u{1f}' || hash AS text \
             FROM journal ORDER BY place";
        let read = |line: String| {
            let fields: Vec<&str> = line.split('\u{1f}').collect();
            Entry {
                place: fields[0].parse().unwrap(),
                at: fields[1].to_owned(),
                action: fields[2].to_owned(),
                actor: fields[3].to_owned(),
                subject: fields[4].to_owned(),
                subject_id: fields[5].parse().unwrap(),
                unit: UnitId(fields[6].parse().unwrap()),
                detail: fields[7].to_owned(),
                form: Form::First,
                word: String::new(),
                contents: String::new(),
                previous: String::new(),
                hash: fields[8].to_owned(),
            }
        };
        self.0.texts(statement).into_iter().map(read).collect()
    }

    /// Takes the register back to the tables of the first releases, and chains its journal as they did: the content of an
    /// act has stayed byte for byte what it was.
    fn age(&mut self) {
        let engine = match self.0.engine() {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        if self.0.engine() == Engine::Postgres {
            let drops = self.0.texts(
                "SELECT 'DROP FUNCTION ' || oid::regprocedure || ' CASCADE' AS text FROM pg_proc \
                 WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'touch%'",
            );
            assert!(!drops.is_empty());
            drops.iter().for_each(|drop| self.0.does(drop));
        }
        let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/migrations").join(engine);
        let mut newer: Vec<String> = std::fs::read_dir(&migrations)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.as_str() >= "0050")
            .collect();
        newer.sort();
        for name in newer.iter().rev() {
            self.0.does(&std::fs::read_to_string(migrations.join(name).join("down.sql")).unwrap());
            let version = name.split('_').next().unwrap();
            self.0.does(&format!("DELETE FROM __diesel_schema_migrations WHERE version = '{version}'"));
        }
        let mut previous = GENESIS.to_owned();
        for mut entry in self.entries() {
            entry.previous = previous;
            entry.hash = entry.computed_hash();
            let Entry { place, previous: before, hash, .. } = &entry;
            self.0.does(&format!(
                "UPDATE journal SET previous = '{before}', hash = '{hash}' WHERE place = {place}"
            ));
            previous = entry.hash;
        }
    }
}

fn direction<'a>() -> TaskForm<'a> {
    let (leader, title, body) = ("the head", "duties", "tier by tier");
    TaskForm { kind: "direction", leader, title, body, due_on: "2015-06-10" }
}

/// People who are told of what others do.
struct People {
    office: Actor,
    assessor: Actor,
    officer: Actor,
    head: Actor,
}

impl People {
    fn told(&self, context: &Context<'_>) -> Vec<Vec<(&'static str, i64)>> {
        [&self.office, &self.assessor, &self.officer, &self.head]
            .map(|who| {
                let found = list_notices(&context.acting(who), None, false, None, 100).unwrap();
                found.notices.iter().map(|one| (one.row.telling.word, one.row.place)).collect()
            })
            .to_vec()
    }
}

/// A problem that was reported, with the one measure against it.
fn reported(register: &Register, officer: &Actor) -> MeasureId {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    let problem = ProblemForm {
        level: "team",
        aspect: "conduct",
        body: "late at meetings",
        instance: "in May nobody knew the conditions",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures: vec![measure],
    };
    let aspects = ["conduct".to_owned()];
    let list = FindingsList { unit: "A", round: None, problems: vec![problem], aspects: &aspects };
    report_problems(&register.context(officer), &list).unwrap();
    let filter = LedgerFilter { limit: 100, ..LedgerFilter::default() };
    show_ledger(&register.context(&OPERATOR), Some("A"), filter).unwrap().lines[0].measure.id
}

/// What happened in the old register: acts of which notices once were found by a piece of their content.
fn lived(register: &Register) -> People {
    let [office, assessor] = [Role::Office, Role::Assessor].map(|role| register.actor(role, "P"));
    let [officer, head] = [Role::UnitOfficer, Role::UnitHead].map(|role| register.actor(role, "A"));
    let said = |remarks, evidence| Said { remarks, evidence, ..Said::default() };
    let at = |who| register.context(who);
    let task = send_task(&at(&office), "P", direction(), &["A", "N"]).unwrap();
    reply_to_task(&at(&head), task, "we looked at every duty").unwrap();
    follow_task_up(&at(&office), task, "and the townships?", "2015-06-20").unwrap();
    let (_, round) = open_round(register);
    let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
    let plan = submit_signed(register, &officer, (round, "A"), form, &[]).unwrap();
    let remarks = "name the goal of the first month";
    let checklist = ["goal".to_owned()];
    let returned =
        ReviewForm { plan, outcome: "return", missing: vec!["goal"], remarks, checklist: &checklist };
    review_plan(&at(&assessor), &returned).unwrap();
    let id = reported(register, &officer);
    request_closure(&at(&officer), id, said("", "the notice of 20 June")).unwrap();
    approve_closure(&at(&head), id, said("", "")).unwrap();
    return_closure(&at(&assessor), id, said("add the record of the first month", "")).unwrap();
    request_closure(&at(&officer), id, said("", "the notice and the record")).unwrap();
    approve_closure(&at(&head), id, said("", "")).unwrap();
    close_measure(&at(&assessor), id, said("", "")).unwrap();
    People { office, assessor, officer, head }
}

/// What a register from before says of itself once it is migrated.
fn mark() -> Mark {
    Mark { kind: RegisterKind::Real, pack: "test".to_owned(), name: "old".to_owned() }
}

#[test]
fn a_register_of_the_first_releases_is_taken_under_the_chain_and_tells_what_it_told() {
    on_both_engines(|register| {
        let people = lived(register);
        let before = people.told(&register.context(&OPERATOR));
        let words: Vec<&str> = before.iter().flatten().map(|(word, _)| *word).collect();
        for word in [
            "direction",
            "direction-again",
            "plan-returned",
            "closure-arrived",
            "closure-returned",
            "closure-verified",
        ] {
            assert!(words.contains(&word), "{word}: {words:?}");
        }
        let mut past = Past::of(register);
        past.age();
        let old = past.entries();
        let store: Store = register.open_again();
        let context = Context { store: &store, ..register.context(&OPERATOR) };
        let migrated = migrate_register(&context, &mark()).unwrap();
        assert!(migrated.migrations >= 4 && migrated.sealed > 20 && migrated.faults == 0, "{migrated:?}");
        let verified = verify_journal(&context).unwrap();
        assert!(verified.holds(), "{:?} {:?}", verified.broken, verified.faults);
        let now = past.entries();
        assert_eq!(now.len(), old.len() + 1, "the act that took them under the chain");
        let hashes = |entries: &[Entry]| entries.iter().map(|entry| entry.hash.clone()).collect::<Vec<_>>();
        assert_eq!(hashes(&now[..old.len()]), hashes(&old), "not a byte of the old entries is another");
        assert_eq!(people.told(&context), before, "everybody is told what they were told");
        assert_eq!(migrate_register(&context, &mark()).unwrap().migrations, 0, "once is enough");
        past.0.does("UPDATE journal SET word = 'measure-closed' WHERE word = 'closure-returned'");
        let lied = verify_journal(&context).unwrap();
        assert!(matches!(lied.broken, Some(ChainFault::Misnamed(_))), "{:?}", lied.broken);
    });
}

/// Everything that stands in the database: tables with their columns, and the steps that ran.
fn everything(past: &mut Past) -> Vec<String> {
    let shape = match past.0.engine() {
        Engine::Sqlite => "SELECT type || name || coalesce(sql, '') AS text FROM sqlite_schema ORDER BY 1",
        Engine::Postgres => {
            "SELECT table_name || '.' || column_name || ' ' || data_type AS text FROM information_schema.columns \
             WHERE table_schema = current_schema() ORDER BY 1"
        }
    };
    let mut all = past.0.texts(shape);
    all.extend(
        past.0.texts("SELECT CAST(version AS TEXT) AS text FROM __diesel_schema_migrations ORDER BY 1"),
    );
    all.extend(past.0.texts("SELECT hash AS text FROM journal ORDER BY place"));
    all
}

#[test]
fn a_step_that_breaks_off_in_the_middle_leaves_the_register_as_it_was() {
    on_both_engines(|register| {
        lived(register);
        let mut past = Past::of(register);
        past.age();
        // Of the steps that are waiting a late one finds in its way what somebody else made.
        past.0.does("CREATE TABLE round_step (stray TEXT)");
        let before = everything(&mut past);
        let store: Store = register.open_again();
        let context = Context { store: &store, ..register.context(&OPERATOR) };
        let waiting = store.pending_migrations().unwrap();
        assert!(waiting >= 5, "{waiting}");
        let broken = migrate_register(&context, &mark()).unwrap_err().to_string();
        assert!(broken.contains("0068_round_step"), "the step is named: {broken}");
        assert_eq!(everything(&mut past), before, "nothing of the steps before it is left");
        assert_eq!(store.pending_migrations().unwrap(), waiting);
        past.0.does("DROP TABLE round_step");
        assert_eq!(
            migrate_register(&context, &mark()).unwrap().migrations,
            waiting,
            "and goes on where it was"
        );
        assert!(verify_journal(&context).unwrap().holds());
    });
}
