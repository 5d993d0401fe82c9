//! The list of what stands outside the chain is one, in the code and in the documents.

use earnest_store::OUTSIDE;

#[test]
fn the_page_on_the_journal_names_the_tables_outside_the_chain_and_no_other() {
    let page = include_str!("../../../../docs/journal.md");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    let expected: Vec<String> = OUTSIDE.iter().map(|(table, why)| format!("| `{table}` | {why} |")).collect();
    assert_eq!(rows, expected);
}
