//! Tables in and out on the command line: what is given out comes back as it was, and what nobody meant is refused.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use std::{fs, path::Path, process::Command};

/// Whether the command ends well, and what it says.
fn earnest(folder: &Path, arguments: &str) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
    command.args(arguments.split_whitespace()).current_dir(folder).env_remove("EARNEST_DATABASE");
    let ended = command.output().unwrap();
    let said = if ended.status.success() { ended.stdout } else { ended.stderr };
    (ended.status.success(), String::from_utf8(said).unwrap())
}

fn says(folder: &Path, arguments: &str) -> String {
    let (well, said) = earnest(folder, arguments);
    assert!(well, "{arguments}: {said}");
    said
}

fn refuses(folder: &Path, arguments: &str) -> String {
    let (well, said) = earnest(folder, arguments);
    assert!(!well, "{arguments}: {said}");
    said
}

#[test]
fn names_that_a_spreadsheet_would_reckon_go_out_harmless_and_come_back_to_the_letter() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    let names = ["=1+1", "＝cmd|x", "a;=1+1", "@x", "+1", "-1", "'=1", "'a"];
    let rows: String =
        names.iter().enumerate().map(|(place, name)| format!("5{place},{name},,province\n")).collect();
    // As somebody writes them who knows nothing of formulas.
    fs::write(
        at.join("units.csv"),
        format!("code,name,parent_code,tier\nR,root,,nation\n{}", rows.replace(",,", ",R,")),
    )
    .unwrap();
    says(at, "units import units.csv --database sqlite:one.sqlite");
    let first = says(at, "units export --database sqlite:one.sqlite");
    for line in first.lines().skip(1) {
        let name = line.split(',').nth(1).unwrap();
        assert!(!name.starts_with(['=', '+', '-', '@', '＝']), "{line}");
    }
    assert!(first.contains(",'=1+1,") && first.contains(",'a,"), "{first}");
    fs::write(at.join("again.csv"), &first).unwrap();
    says(at, "units import again.csv --database sqlite:two.sqlite");
    assert_eq!(says(at, "units export --database sqlite:two.sqlite"), first);
    fs::write(at.join("frame.csv"), "id\n=1+1\nA-1\n").unwrap();
    let drawn = says(at, "draw run --frame frame.csv --id id --rate 100% --seed 12345678901234567890");
    assert!(drawn.contains(",'=1+1,") && !drawn.contains(",=1+1,"), "{drawn}");
}

#[test]
fn signs_that_nobody_sees_alike_are_refused_in_names_with_their_numbers() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    for sign in
        ['\u{202e}', '\u{fe00}', '\u{e0041}', '\u{3164}', '\u{2800}', '\u{ad}', '\u{2028}', '\u{e123}']
    {
        fs::write(at.join("units.csv"), format!("code,name,parent_code,tier\n52,甲{sign}省,,province\n"))
            .unwrap();
        let said = refuses(at, "units check units.csv");
        let number = format!("⟨U+{:04X}⟩", u32::from(sign));
        assert!(said.contains("line 2") && said.contains(&number), "{number}: {said}");
    }
}

#[test]
fn ids_that_differ_by_the_kind_of_their_hyphen_are_named() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    for hyphen in ['\u{2010}', '\u{2013}', '\u{2212}'] {
        fs::write(at.join("frame.csv"), format!("id\nA-1\nA{hyphen}1\n")).unwrap();
        let said = refuses(at, "draw run --frame frame.csv --id id --rate 1/2 --seed 12345678901234567890");
        let number = format!("A⟨U+{:04X}⟩1", u32::from(hyphen));
        assert!(said.contains("looks like `A-1`") && said.contains(&number), "{said}");
    }
}

#[test]
fn what_a_file_is_that_is_no_table_and_what_a_row_is_that_is_no_unit_is_said_in_words() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("a.csv"), "<html><table></table></html>").unwrap();
    assert!(refuses(at, "units check a.csv").contains("web page"));
    fs::write(at.join("b.csv"), "code,name,parent_code,tier\n52,甲省,,province\n合计,1,,\n").unwrap();
    let said = refuses(at, "units check b.csv");
    assert!(said.contains("(A total)"), "{said}");
}

/// A workbook with these rows; `change` does the rest.
fn book(path: &Path, rows: &[[&str; 3]], change: impl FnOnce(&mut rust_xlsxwriter::Workbook)) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
    change(&mut book);
    book.save(path).unwrap();
}

#[test]
fn columns_that_nobody_asked_for_are_said_and_hidden_rows_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    let ratings = [
        ["unit", "assessor", "score"],
        ["A", "one", "3"],
        ["A", "two", "4"],
        ["B", "one", "2"],
        ["B", "two", "2"],
    ];
    let command = "stats agreement --ratings ratings.xlsx";
    book(&at.join("ratings.xlsx"), &ratings, |_| {});
    says(at, command);
    book(&at.join("ratings.xlsx"), &ratings, |book| {
        book.worksheet_from_index(0).unwrap().set_row_hidden(2).unwrap();
    });
    let told = refuses(at, command);
    assert!(told.contains("line 3") && told.contains("A two 4") && told.contains("Hidden"), "{told}");
    book(&at.join("ratings.xlsx"), &ratings, |book| {
        let more = book.add_worksheet().set_name("more").unwrap().set_hidden(true);
        more.write(0, 0, "unit").unwrap();
    });
    let told = refuses(at, command);
    assert!(told.contains("more") && told.contains("hidden sheet"), "{told}");
    book(&at.join("ratings.xlsx"), &ratings, |book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.insert_note(1, 2, &rust_xlsxwriter::Note::new("not final")).unwrap();
    });
    assert!(refuses(at, command).contains("not final"));
    book(&at.join("ratings.xlsx"), &ratings, |book| {
        book.worksheet_from_index(0).unwrap().write(0, 3, "weight").unwrap();
    });
    fs::write(at.join("frame.csv"), "code,class,name\n52,a,x\n53,a,y\n").unwrap();
    for (command, column) in [
        (command, "`weight`"),
        (
            "draw run --frame frame.csv --id code --stratum class --rate 50% --seed 31415926535897932384",
            "`name`",
        ),
    ] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_earnest"));
        let ended = run.args(command.split_whitespace()).current_dir(at).output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(ended.status.success() && said.contains("not read") && said.contains(column), "{said}");
    }
}
