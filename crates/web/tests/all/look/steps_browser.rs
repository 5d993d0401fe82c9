//! What a task costs whoever does it: clicks, pages, typed signs, each walked from the desk in a real browser and held against the
//! table of docs/look.md. A choice in a list is two clicks. Words that somebody has to find are not counted.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::case::content::{SHEET, listener};
use earnest_model::{actor::Role, plans::plan::PlanForm};
use earnest_testkit::{
    assessment::{open_round, review_all_plans},
    browser::Browser,
    plans::submit_signed,
    register::Register,
    site::{PASSWORD, Site},
};
use std::{collections::BTreeMap, fs, path::Path};

/// What was done so far.
struct Steps {
    browser: Browser,
    clicks: usize,
    loads: usize,
    typed: usize,
}

impl Steps {
    /// Somebody before their desk.
    fn before_desk(site: &Site, role: Role, unit: &str) -> Self {
        let (login, _) = site.register.account(role, unit, Some(PASSWORD));
        Self::signed_in(site, &login)
    }

    /// The same with a login of theirs.
    fn signed_in(site: &Site, login: &str) -> Self {
        let browser = Browser::start();
        browser.go_to(&format!("{}/sign-in?lang=en", site.host));
        browser.fill("login", login);
        browser.fill("password", PASSWORD);
        browser.click("main button[type=submit]");
        browser.set_viewport(1600, 1000);
        browser.go_to(&format!("{}/desk?lang=en", site.host));
        Self { browser, clicks: 0, loads: 0, typed: 0 }
    }

    #[track_caller]
    fn clicks(&mut self, what: &str) {
        self.browser.run("window.before = true", &[]);
        self.browser.click(what);
        self.clicks += 1;
        if self.browser.run("return window.before === undefined", &[]) == true {
            self.loads += 1;
        }
    }

    /// Types a number or a code into a field, which is clicked first.
    #[track_caller]
    fn types(&mut self, field: &str, signs: &str) {
        self.browser.fill(field, signs);
        self.clicks += 1;
        self.typed += signs.chars().count();
    }

    /// Writes words that nobody can spare the writer.
    #[track_caller]
    fn writes(&self, field: &str, words: &str) {
        self.browser.fill(field, words);
    }

    fn counted(&self) -> [usize; 3] {
        [self.clicks, self.loads, self.typed]
    }
}

/// The rows of the table, by what each is called.
fn told() -> BTreeMap<String, [usize; 3]> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/look.md")).unwrap();
    let part = page.split("## What a task costs").nth(1).unwrap_or_default();
    let rows = part.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|row| {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let [_, task, measured, ..] = cells.as_slice() else { return None };
        let numbers: Vec<usize> =
            measured.split('/').filter_map(|number| number.trim().parse().ok()).collect();
        Some(((*task).to_owned(), numbers.try_into().ok()?))
    })
    .collect()
}

#[track_caller]
fn held(task: &str, counted: [usize; 3]) {
    assert_eq!(told().get(task), Some(&counted), "{task}: docs/look.md, clicks / pages / signs");
}

fn five_plans() -> Site {
    let register = Register::empty_sqlite().with_organisation();
    let (_, round) = open_round(&register);
    let keys = earnest_testkit::pack::shipped().checklist_keys();
    for unit in ["A", "B", "N", "G1", "U"] {
        let officer = register.actor(Role::UnitOfficer, unit);
        let sections =
            keys.iter().map(|key| (key.as_str(), "结合本单位职责逐条落实；由办公室牵头，六月二十日前完成。"));
        let form = PlanForm { theme: "严以修身", session_on: "2015-06-20", sections: sections.collect() };
        submit_signed(&register, &officer, (round, unit), form, &keys).unwrap();
    }
    Site::on(register)
}

#[test]
fn five_plans_are_approved_in_as_many_steps_as_the_table_says_in_a_browser() {
    let site = five_plans();
    let mut assessor = Steps::before_desk(&site, Role::Assessor, "P");
    assessor.clicks("main a[href^='/plans/']");
    for left in (0..5).rev() {
        assessor.clicks("main .act-form button[type=submit]");
        let next = site.sign_in(Role::Assessor, "P").get("/desk?kind=plan-review&lang=en").body;
        assert_eq!(next.matches("href=\"/plans/").count() > 0, left > 0, "{left} are left");
    }
    assert!(
        assessor.browser.text("main").contains("The review is handed in"),
        "{}",
        assessor.browser.text("main")
    );
    assert_eq!(site.register.journal().iter().filter(|act| *act == "review-plan").count(), 5);
    held("approve five plans", assessor.counted());
}

#[test]
fn a_sheet_is_filled_in_in_as_many_steps_as_the_table_says_in_a_browser() {
    let site = Site::with_example();
    let login = listener(&site);
    // The day of the session, which the sheet then knows.
    site.goes_on_to(jiff::civil::date(2015, 6, 20));
    let mut assessor = Steps::signed_in(&site, &login);
    assessor.clicks(&format!("main a[href^='{SHEET}']"));
    assessor.types("mark-oneself", "18");
    assessor.types("mark-duty", "15");
    assessor.clicks("input[name=mark-cases] + .unseen");
    assessor.writes("reason-cases", "本次未涉及典型案例");
    assessor.clicks("main form.form button[type=submit]:not([name])");
    assert_eq!(site.register.last_event().0, "fill-sheet", "{}", assessor.browser.text("main"));
    held("fill in a sheet of three marks", assessor.counted());
}

#[test]
fn observers_are_sent_to_all_units_in_as_many_steps_as_the_table_says_in_a_browser() {
    let register = Register::empty_sqlite().with_organisation();
    let (_, round) = open_round(&register);
    review_all_plans(&register, round);
    for _ in 0..3 {
        register.account(Role::Assessor, "P", None);
    }
    let site = Site::on(register);
    let mut office = Steps::before_desk(&site, Role::Office, "P");
    office.clicks("main a[href^='/observations/plan']");
    office.clicks("main form.form button[type=submit]");
    assert_eq!(site.register.last_event().0, "assign-observer", "{}", office.browser.text("main"));
    held("send observers to all units", office.counted());
}

#[test]
fn a_measure_is_closed_by_three_people_in_as_many_steps_as_the_table_says_in_a_browser() {
    let site = Site::with_example();
    let request = "main form[action='/measures/4/request']";
    let mut officer = Steps::before_desk(&site, Role::UnitOfficer, "A");
    officer.clicks("main a[href='/measures/4']");
    officer.writes(&format!("{request} [name=evidence]"), "七个村的公示照片和台账");
    officer.clicks(&format!("{request} button[type=submit]"));
    let mut head = Steps::before_desk(&site, Role::UnitHead, "A");
    head.clicks("main a[href='/measures/4']");
    head.clicks("main form[action='/measures/4/approve'] input[value=yes]");
    head.clicks("main form[action='/measures/4/approve'] button[type=submit]");
    let mut office = Steps::before_desk(&site, Role::Office, "P");
    office.clicks("main a[href='/measures/4']");
    office.clicks("main form[action='/measures/4/verify'] input[value=yes]");
    office.writes("main form[action='/measures/4/verify'] [name=remarks]", "到七个村看过，公示与台账一致");
    office.clicks("main form[action='/measures/4/verify'] button[type=submit]");
    office.clicks("main .sure button.danger");
    assert_eq!(site.register.last_event().0, "verify-closure", "{}", office.browser.text("main"));
    let all = [officer.counted(), head.counted(), office.counted()];
    held("close a measure, three people", [0, 1, 2].map(|at| all.iter().filter_map(|one| one.get(at)).sum()));
}

/// Fifty problems of which none is like another.
fn fifty_rows() -> String {
    const OF: [&str; 10] =
        ["窗口", "公车", "会议", "文件", "项目资金", "干部档案", "信访件", "食堂", "值班表", "采购合同"];
    const WRONG: [&str; 5] = ["没有人核对", "拖到期限以后", "只报数量", "缺少签认", "两处记录不一"];
    let row = |of: &str, wrong: &str| {
        format!(
            "{of}{wrong}\t五月{of}抽看三次都是{wrong}\tself-discipline\t由专人管{of}，避免{wrong}\t主任\t{of}清单\t2015-08-01\n"
        )
    };
    let rows: String = OF.iter().flat_map(|of| WRONG.iter().map(move |wrong| row(of, wrong))).collect();
    format!("具体问题\t具体表现\t方面\t整改措施\t责任人\t完成标志\t整改时限\n{rows}")
}

#[test]
fn fifty_rows_are_brought_in_in_as_many_steps_as_the_table_says_in_a_browser() {
    let site = Site::with_example();
    let mut officer = Steps::before_desk(&site, Role::UnitOfficer, "A");
    officer.clicks("#nav a[href^='/ledger']");
    officer.clicks("main a[href='/ledger/import']");
    let rows = fifty_rows();
    let paste = "const it = document.querySelector('[name=rows]'); it.value = arguments[0]; it.dispatchEvent(new Event('input', { bubbles: true }))";
    officer.browser.run(paste, &[rows.into()]);
    officer.clicks += 1;
    officer.clicks("main form button[type=submit]");
    assert!(officer.browser.address().contains("/ledger/import/"), "{}", officer.browser.text("main"));
    officer.clicks("main form:not([action$=drop]) button[type=submit]");
    assert_eq!(site.register.last_event().0, "report-problems", "{}", officer.browser.text("main"));
    held("bring in fifty rows", officer.counted());
}
