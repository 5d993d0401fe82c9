//! An index that does not hold what its table holds takes records out of every figure, though each record is as it was left.

use earnest_app::{health::examine, journal_verify::verify_journal};
use earnest_model::contents::ContentsFault;
use earnest_store::Engine;
use earnest_testkit::{
    OPERATOR,
    intruder::Intruder,
    register::{Register, on_both_engines},
};

/// Keeps an index from being written, or lets it be written again.
fn hide(register: &Register, index: &str, hidden: bool) {
    let mut intruder = Intruder::of(register);
    let sql = if hidden { "sql || ' WHERE 0'" } else { "replace(sql, ' WHERE 0', '')" };
    intruder.does(&match intruder.engine() {
        Engine::Sqlite => format!(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = {sql} WHERE name = '{index}'"
        ),
        Engine::Postgres => format!(
            "UPDATE pg_index SET indisready = {0}, indisvalid = {0} WHERE indexrelid = '{index}'::regclass",
            !hidden
        ),
    });
}

#[test]
fn an_index_that_lost_a_record_is_a_fault_of_the_check_and_of_the_doctor_who_name_it() {
    on_both_engines(|register| {
        let context = register.context(&OPERATOR);
        assert!(verify_journal(&context).unwrap().holds());
        let of_unit = "WHERE code = 'A1'";
        let class =
            Intruder::of(register).texts(&format!("SELECT class AS text FROM unit {of_unit}")).remove(0);
        Intruder::of(register).does(&format!("UPDATE unit SET class = 'elsewhere' {of_unit}"));
        hide(register, "unit_by_class", true);
        Intruder::of(register).does(&format!("UPDATE unit SET class = '{class}' {of_unit}"));
        hide(register, "unit_by_class", false);
        let verified = verify_journal(&context).unwrap();
        assert_eq!(verified.faults, [ContentsFault::Index("unit_by_class".to_owned())]);
        let findings = examine(&context);
        let contents = findings.iter().find(|finding| finding.check == "contents").unwrap();
        assert!(contents.fault.as_ref().unwrap().contains("unit_by_class"), "{contents:?}");
        let mut intruder = Intruder::of(register);
        let again = if intruder.engine() == Engine::Sqlite { "REINDEX" } else { "REINDEX INDEX" };
        intruder.does(&format!("{again} unit_by_class"));
        assert!(verify_journal(&context).unwrap().holds(), "made anew it holds");
    });
}
