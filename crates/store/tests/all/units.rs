//! Units: a permit shows and moves what lies in its subtree.

use crate::with;
use earnest_model::{
    actor::Role,
    permit::{ImportUnits, ReadProgramme},
    span::Span,
};
use earnest_store::StoreError;
use earnest_testkit::OPERATOR;
use earnest_testkit::register::on_both_engines;

#[test]
fn every_list_of_units_stays_within_the_permits_subtree() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let permit = with::at::<ReadProgramme>(register, &officer, "A");
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let mut codes: Vec<String> =
            reader.units_in_tree_order(&permit).unwrap().into_iter().map(|(code, _)| code).collect();
        codes.extend(reader.codes_of_class(&permit, "county").unwrap());
        codes.extend(reader.children(&permit, -1, 100).unwrap().into_iter().map(|child| child.unit.code));
        reader.export(&permit, |code, _, _, _, _| codes.push(code.to_owned())).unwrap();
        assert!(codes.iter().all(|code| code.starts_with('A')), "{codes:?}");
        assert!(codes.contains(&"A1".to_owned()));
        assert!(!reader.classes_beneath(&permit).unwrap().contains(&"provincial-body".to_owned()));
        assert!(matches!(reader.tree_faults(&permit), Err(StoreError::NotFound)), "the root's alone");
        let whole = with::at::<ReadProgramme>(register, &OPERATOR, "P");
        assert_eq!(reader.tree_faults(&whole).unwrap().1, None);
    });
}

#[test]
fn a_unit_beside_the_permits_subtree_is_neither_read_to_plant_nor_moved() {
    on_both_engines(|register| {
        let admin = register.actor(Role::Administrator, "A");
        let permit = with::at::<ImportUnits>(register, &admin, "A");
        let beside = with::at::<ReadProgramme>(register, &admin, "B").target();
        let mut work = with::work(register);
        let existing = work.reader().units_existing(&permit).unwrap();
        assert!(existing.iter().all(|(_, span, _)| permit.span().covers(*span)));
        let moved = [(beside.unit, Span { lo: 900, hi: 900 })];
        assert!(matches!(work.units_move(&permit, &moved), Err(StoreError::NotFound)));
    });
}
