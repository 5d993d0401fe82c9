//! What is told of a change: before it, to whoever makes it, and to those whom it concerns.

use super::{DAY, WHY, does, fault, form, joined, later, look, moved};
use earnest_app::{
    AppError,
    desk::notices_show::list_notices,
    figures::{
        board_show::{self, Board, show_board},
        timeliness_show::{self, show_timeliness},
    },
    units::{
        changes_show::changes_of,
        unit_change::{ChangeForm, change_unit, change_unit_as_seen, undo_change},
        unit_export::export_units,
    },
};
use earnest_model::{actor::Role, units::change::ChangeKind};
use earnest_store::NoticeRow;
use earnest_testkit::{
    OPERATOR,
    refused::refused,
    register::{Register, TODAY, on_both_engines, tiers},
};

#[test]
fn a_change_is_carried_out_as_it_was_looked_at_or_not_at_all() {
    on_both_engines(|register| {
        let context = register.context(&OPERATOR);
        let form = joined("A1", "A2");
        let seen = look(register, &form);
        assert_eq!(seen.mark(), look(register, &form).mark());
        // Something elsewhere shifts places and changes nothing of what was told.
        does(register, &moved("B1", "A"));
        assert_eq!(seen.mark(), look(register, &form).mark());
        does(register, &ChangeForm { name: "other", ..super::form("rename", "A2") });
        let end = change_unit_as_seen(&context, (&form, &seen.mark()), &tiers());
        let Err(AppError::Form(errors)) = end else { panic!("carried out: {end:?}") };
        assert_eq!(errors.at("change").unwrap().key, "error-change-since");
        assert!(changes_of(&context, "A1").unwrap().is_empty(), "nothing was done");
        let now = look(register, &form);
        change_unit_as_seen(&context, (&form, &now.mark()), &tiers()).unwrap();
        assert_eq!(changes_of(&context, "A1").unwrap()[0].kind, ChangeKind::Merge);
    });
}

/// The field that is told, and the key of what is told of it.
fn at(register: &Register, form: &ChangeForm<'_>) -> Vec<(String, &'static str)> {
    match change_unit(&register.context(&OPERATOR), form, &tiers()) {
        Err(AppError::Form(errors)) => {
            errors.iter().map(|(field, message)| (field.to_owned(), message.key)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_closed_unit_is_told_at_the_field_that_names_it_and_what_is_not_asked_for_is_told_too() {
    on_both_engines(|register| {
        does(register, &joined("A1", "A2"));
        let new = ChangeForm { name: "new", parent: "A1", tier: "township", ..form("open", "A1X") };
        for (form, field) in [
            (new, "parent"),
            (ChangeForm { name: "other", ..form("rename", "A1") }, "code"),
            (moved("A1", "B"), "code"),
            (moved("A3", "A1"), "parent"),
            (joined("A1", "A3"), "code"),
            (joined("A3", "A1"), "into"),
            (form("close", "A1"), "code"),
        ] {
            assert_eq!(at(register, &form), [(field.to_owned(), "error-change-closed")], "{form:?}");
        }
        let filled = ChangeForm { name: "other", parent: "B", tier: "county", ..form("rename", "A3") };
        assert_eq!(
            at(register, &filled),
            [("parent".to_owned(), "error-change-not-asked"), ("tier".to_owned(), "error-change-not-asked")]
        );
    });
}

#[test]
fn an_administrator_is_told_what_is_lacking_and_nothing_of_units_elsewhere() {
    on_both_engines(|register| {
        let theirs = register.actor(Role::Administrator, "A");
        let end = |form: &ChangeForm<'_>| match change_unit(&register.context(&theirs), form, &tiers()) {
            Err(AppError::Form(errors)) => {
                let (field, message) = errors.iter().next().unwrap();
                (field.to_owned(), message.key)
            }
            Err(AppError::Denied(_)) => (String::new(), "denied"),
            other => panic!("{other:?}"),
        };
        let said = |field: &str, key| (field.to_owned(), key);
        // A unit elsewhere is told as one that is not there.
        assert_eq!(end(&moved("A1", "B")), said("parent", "error-change-unknown"));
        assert_eq!(end(&moved("A1", "ZZ")), said("parent", "error-change-unknown"));
        assert_eq!(end(&joined("A1", "B1")), said("into", "error-change-unknown"));
        assert_eq!(end(&form("close", "A")), said("code", "error-change-from-above"));
        assert_eq!(end(&moved("B1", "A")), said("", "denied"));
    });
}

#[test]
fn a_file_of_units_has_no_unit_that_was_closed() {
    on_both_engines(|register| {
        let file =
            || String::from_utf8(export_units(&register.context(&OPERATOR), &tiers()).unwrap()).unwrap();
        let before = file().lines().count();
        does(register, &joined("A1", "A2"));
        let after = file();
        assert_eq!(after.lines().count(), before - 1);
        assert!(!after.lines().any(|line| line.starts_with("A1,")), "{after}");
        assert!(after.lines().any(|line| line.starts_with("A1T1,") && line.contains(",A2,")), "{after}");
    });
}

#[test]
fn a_board_of_a_past_day_has_the_names_of_that_day() {
    on_both_engines(|register| {
        later(register, 1);
        does(register, &ChangeForm { name: "first", ..form("rename", "A1") });
        later(register, 1);
        does(register, &ChangeForm { name: "second", ..form("rename", "A1") });
        let called = |day| {
            let wanted = board_show::Wanted { unit: Some("A"), as_of: Some(day), ..Default::default() };
            let board = show_board(&register.context(&OPERATOR), wanted).unwrap();
            board.children.into_iter().find(|child| child.unit.code == "A1").unwrap().unit.name
        };
        let today = register.today.get();
        assert_eq!((called(TODAY).as_str(), called(today.yesterday().unwrap()).as_str()), ("A县1", "first"));
        assert_eq!(called(today), "second");
    });
}

#[test]
fn those_whom_a_change_concerns_are_told_of_it() {
    on_both_engines(|register| {
        let who = [
            (Role::UnitHead, "A1", "unit-moved", "A1"),
            (Role::Office, "A", "unit-went", "A1"),
            (Role::Office, "B", "unit-went", "A1"),
            (Role::UnitOfficer, "A3", "unit-joined", "A2"),
            (Role::UnitHead, "A", "unit-joined", "A2"),
            (Role::UnitOfficer, "A4", "unit-renamed", "A4"),
            (Role::UnitHead, "A", "unit-called", "A4"),
        ];
        let people = who.map(|(role, unit, word, of)| (register.actor(role, unit), word, of));
        let stranger = register.actor(Role::Office, "G1");
        does(register, &moved("A1", "B"));
        does(register, &joined("A2", "A3"));
        does(register, &ChangeForm { name: "other", ..form("rename", "A4") });
        for (actor, word, of) in people {
            let actor = super::again(register, &actor);
            let told = list_notices(&register.context(&actor), None, false, None, 30).unwrap().notices;
            let fits = |row: &NoticeRow| row.telling.word == word && row.unit_code == of;
            assert!(told.iter().any(|notice| fits(&notice.row)), "{word} of {of}");
        }
        let stranger = super::again(register, &stranger);
        assert!(
            list_notices(&register.context(&stranger), None, false, None, 30).unwrap().notices.is_empty()
        );
    });
}

#[test]
fn what_was_taken_back_says_so() {
    on_both_engines(|register| {
        does(register, &moved("A1", "B"));
        undo_change(&register.context(&OPERATOR), ("A1", DAY, WHY), &tiers()).unwrap();
        let told = changes_of(&register.context(&OPERATOR), "A1").unwrap();
        assert_eq!(told.iter().map(|change| change.undoes).collect::<Vec<_>>(), [true, false]);
        assert_eq!(fault(register, &moved("A1", "A")), "error-change-there-already");
        let again = undo_change(&register.context(&OPERATOR), ("A1", DAY, WHY), &tiers());
        assert_eq!(refused(again), "error-undo-nothing", "a taking back is not taken back");
    });
}

#[test]
fn the_change_before_one_that_was_taken_back_is_the_next_to_be_taken_back() {
    on_both_engines(|register| {
        let context = register.context(&OPERATOR);
        does(register, &ChangeForm { name: "other", ..form("rename", "A1") });
        does(register, &moved("A1", "B"));
        for _ in 0..2 {
            undo_change(&context, ("A1", DAY, WHY), &tiers()).unwrap();
        }
        let kinds =
            changes_of(&context, "A1").unwrap().into_iter().map(|change| (change.kind, change.undoes));
        use ChangeKind::{Move, Rename};
        assert_eq!(kinds.collect::<Vec<_>>(), [(Rename, true), (Move, true), (Move, false), (Rename, false)]);
    });
}

#[test]
fn two_units_directly_beneath_one_are_not_given_one_name() {
    on_both_engines(|register| {
        let beside = |name| ChangeForm { name, ..form("rename", "A1") };
        assert_eq!(at(register, &beside("A县2")), [("name".to_owned(), "error-change-name-taken")]);
        let open =
            ChangeForm { name: "A县2", parent: "A", tier: "county", class: "county", ..form("open", "A9") };
        assert_eq!(at(register, &open), [("name".to_owned(), "error-change-name-taken")]);
        does(register, &ChangeForm { parent: "B", ..open });
        does(register, &beside("A县10"));
    });
}

#[test]
fn a_board_of_a_past_day_has_the_units_of_that_day() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "A");
        later(register, 1);
        does(
            register,
            &ChangeForm { name: "new", parent: "A", tier: "county", class: "county", ..form("open", "A9") },
        );
        does(register, &moved("A1", "B"));
        let office = super::again(register, &office);
        let board = |day| {
            let wanted = board_show::Wanted { unit: Some("A"), as_of: Some(day), ..Default::default() };
            show_board(&register.context(&office), wanted).unwrap()
        };
        let (then, now) = (board(TODAY), board(register.today.get()));
        let codes =
            |board: &Board| board.children.iter().map(|child| child.unit.code.clone()).collect::<Vec<_>>();
        assert!(!codes(&then).contains(&"A9".to_owned()) && codes(&now).contains(&"A9".to_owned()));
        assert!(codes(&then).contains(&"A1".to_owned()) && !codes(&now).contains(&"A1".to_owned()));
        assert_eq!((then.total, now.total), (then.children.len() as i64, now.children.len() as i64));
        let gone = then.children.iter().find(|child| child.unit.code == "A1").unwrap();
        assert_eq!((then.elsewhere.as_slice(), now.elsewhere.as_slice()), (&[gone.unit.id][..], &[][..]));
        let wanted = timeliness_show::Wanted { unit: Some("A"), as_of: Some(TODAY), ..Default::default() };
        let told = show_timeliness(&register.context(&office), wanted).unwrap();
        assert_eq!((told.children.len(), told.elsewhere), (then.children.len(), then.elsewhere));
    });
}
