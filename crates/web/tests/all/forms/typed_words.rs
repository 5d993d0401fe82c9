//! What was typed comes back: after a session, from an older sign-in, after a refusal, with a fault of the register.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

use crate::forms::every_form::{Filled, Page};
use earnest_app::tasks::task_send::send_task;
use earnest_model::{actor::Role, tasks::task::TaskForm};
use earnest_testkit::site::{Answer, PASSWORD, Site, Visitor};

const LONG: &str = "写了半小时的问题";

/// Somebody with an account, signed in, and their login.
fn officer(site: &Site) -> (String, Visitor) {
    let (login, _) = site.register.account(Role::UnitOfficer, "A", Some(PASSWORD));
    let mut visitor = site.visitor();
    enter(&mut visitor, &login, "");
    (login, visitor)
}

fn enter(visitor: &mut Visitor, login: &str, next: &str) -> Answer {
    let answer = visitor.post_as_is("/sign-in", &[("login", login), ("password", PASSWORD), ("next", next)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer
}

fn query(place: &str, name: &str) -> String {
    let text = place.split_once('?').map_or("", |(_, query)| query);
    earnest_web::frame::fields::Fields::parse(text.as_bytes()).get(name).to_owned()
}

fn send_as_is(visitor: &mut Visitor, action: &str, form: &Filled<'_>, answers: &[(&str, &str)]) -> Answer {
    let fields = form.fields(answers);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post_as_is(action, &fields)
}

#[test]
fn a_form_of_an_ended_session_stands_filled_in_on_its_page_after_signing_in_and_for_nobody_else() {
    let site = Site::with_example();
    let (login, mut officer) = officer(&site);
    let page = Page::of(&mut officer, "/problems/new?unit=A");
    assert_eq!(officer.post("/sign-out", &[]).status, 303);
    let form = page.form("/problems/new");
    let sent =
        send_as_is(&mut officer, "/problems/new", &form, &[("0-body", LONG), ("0-instance", "很长的事例")]);
    assert_eq!(sent.status, 303);
    assert!(sent.place().starts_with("/sign-in?next="), "{}", sent.place());
    let next = query(sent.place(), "next");
    assert!(next.starts_with("/problems/new?unit=A&kept="), "{next}");

    let (other, mut stranger) = self::officer(&site);
    let nothing = stranger.get(&next).body;
    assert!(!nothing.contains(LONG), "nobody else sees it, whoever signs in there");
    enter(&mut stranger, &other, &next);
    assert!(!stranger.get("/desk").body.contains("kept="));

    let asked = officer.get(sent.place()).body;
    assert!(asked.contains(&next.replace('&', "&#38;")), "the way on goes through the sign-in");
    assert_eq!(enter(&mut officer, &login, &next).place(), next);
    assert!(officer.get("/desk").body.contains("kept="), "whoever comes another way finds it, too");
    let back = Page::of(&mut officer, &next);
    let form = back.form("/problems/new");
    assert_eq!((form.value("0-body"), form.value("0-instance")), (LONG, "很长的事例"));
    let done = form.send(
        &mut officer,
        &[
            ("0-aspect", "conduct"),
            ("0-measure-0-body", "来信三日内答复"),
            ("0-measure-0-owner", "市委主要负责人"),
            ("0-measure-0-deliverable", "答复登记表"),
            ("0-measure-0-due_on", "2015-07-10"),
        ],
    );
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(!officer.get("/desk").body.contains("kept="), "once it is handed in, nothing waits");
}

#[test]
fn a_form_of_an_older_sign_in_comes_back_to_its_writer_and_waits_for_another() {
    let site = Site::with_example();
    let (login, mut officer) = officer(&site);
    let page = Page::of(&mut officer, "/measures/4");
    let form = page.form("/measures/4/progress");
    enter(&mut officer, &login, "");
    let answers = [("progress", "70"), ("remarks", LONG)];
    let sent = form.send(&mut officer, &answers);
    assert_eq!(sent.status, 303);
    let back = Page::of(&mut officer, sent.place());
    assert_eq!(back.form("/measures/4/progress").value("remarks"), LONG);

    let (other, _) = self::officer(&site);
    enter(&mut officer, &other, "");
    let theirs = form.send(&mut officer, &[("progress", "71"), ("remarks", "别人的话")]);
    assert_eq!(theirs.status, 403);
    assert!(!theirs.body.contains("别人的话"), "not shown to whoever sits there now");
    enter(&mut officer, &login, "");
    assert!(officer.get("/desk").body.contains("kept="));
}

#[test]
fn a_form_that_nobody_knows_is_shown_with_its_words_and_a_way_to_send_it() {
    let site = Site::with_example();
    let (_, mut officer) = officer(&site);
    let acts = site.register.journal().len();
    let fields = [("csrf", "made up"), ("seen", "1"), ("progress", "70"), ("remarks", LONG)];
    for visitor in [&mut officer, &mut site.visitor()] {
        let answer = visitor.post_as_is("/measures/4/progress", &fields);
        assert!([401, 403].contains(&answer.status), "{}", answer.status);
        assert!(answer.body.contains(LONG), "the page carries what can't be kept");
        assert!(Page::read("", &answer.body).form("/measures/4/progress").value("remarks") == LONG);
        assert!(!answer.body.contains("hreflang="), "no way to another language loses the words");
    }
    for nowhere in ["/nowhere", "/measures"] {
        let answer = officer.post_as_is(nowhere, &fields);
        assert!([404, 405].contains(&answer.status) && answer.body.contains(LONG), "{nowhere}");
        assert!(!answer.body.contains("hreflang=") && !answer.body.contains(">remarks<"), "{nowhere}");
    }
    assert!(officer.get("/nowhere").body.contains("hreflang="), "nothing was sent, nothing is lost");
    assert_eq!(site.register.journal().len(), acts);
    let crossed = officer.post_with("/measures/4/progress", &fields, &[("Sec-Fetch-Site", "cross-site")]);
    assert!(crossed.status == 403 && !crossed.body.contains(LONG), "a form from elsewhere is nobody's words");
}

#[test]
fn nothing_is_promised_of_passwords_that_were_sent_after_the_session_ended() {
    let site = Site::with_example();
    let (login, mut officer) = officer(&site);
    let form = Page::of(&mut officer, "/me");
    let form = form.form("/me/password");
    assert_eq!(officer.post("/sign-out", &[]).status, 303);
    let sent = form.send(&mut officer, &[("current", "x"), ("password", "y"), ("again", "y")]);
    assert_eq!(sent.status, 303);
    assert!(sent.place().starts_with("/sign-in?next=") && !sent.place().contains("kept"), "{}", sent.place());
    enter(&mut officer, &login, "");
    let sent = form.send(&mut officer, &[("current", "x"), ("password", "y"), ("again", "y")]);
    assert_eq!((sent.status, sent.place()), (303, "/me"));
    assert!(!officer.get("/desk").body.contains("kept="));
}

#[test]
fn a_refused_form_can_be_read_in_another_language_reloaded_and_gone_back_from() {
    let site = Site::with_example();
    let (_, mut officer) = officer(&site);
    officer.languages = "zh-CN".to_owned();
    let page = Page::of(&mut officer, "/measures/4");
    let refused =
        page.form("/measures/4/progress").send(&mut officer, &[("progress", "二十"), ("remarks", LONG)]);
    assert_eq!(refused.status, 422);
    let english = refused.body.split("href=\"").find_map(|rest| {
        let link = rest.split('"').next()?.replace("&#38;", "&");
        link.contains("lang=en").then_some(link)
    });
    let english = english.expect("a way to the other language");
    for _ in ["once", "again"] {
        let answer = officer.get(&english);
        assert_eq!(answer.status, 200, "{english}");
        assert!(
            answer.body.contains("This was not accepted") && answer.body.contains("href=\"#field-progress\"")
        );
        let form = Page::read("", &answer.body);
        let form = form.form("/measures/4/progress");
        assert_eq!((form.value("remarks"), form.value("progress")), (LONG, "二十"));
    }
    assert!(officer.get("/measures/4").body.contains("kept="), "going back finds it");
    let again = Page::read("", &refused.body);
    let sent =
        again.form("/measures/4/progress").send(&mut officer, &[("progress", "70"), ("remarks", LONG)]);
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert!(!officer.get("/measures/4").body.contains("kept="));
}

#[test]
fn words_that_are_not_wanted_are_put_away_by_their_writer() {
    let site = Site::with_example();
    let (_, mut officer) = officer(&site);
    let page = Page::of(&mut officer, "/measures/4");
    page.form("/measures/4/progress").send(&mut officer, &[("progress", "x"), ("remarks", LONG)]);
    let desk = officer.get("/desk").body;
    let kept = desk.split("kept=").nth(1).and_then(|rest| rest.get(..32)).expect("it waits").to_owned();
    let drop = format!("/kept/{kept}/drop");
    let mut stranger = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(stranger.post(&drop, &[]).status, 404);
    assert!(officer.get("/desk").body.contains(&kept), "nobody else's");
    assert_eq!(officer.post(&drop, &[]).place(), "/measures/4");
    assert!(!officer.get("/desk").body.contains(&kept));
}

#[test]
fn an_address_goes_whole_through_the_sign_in() {
    let site = Site::with_example();
    let (login, _) = officer(&site);
    for asked in ["/plans/new?round=1&unit=A", "/ledger?unit=A&state=late", "/search?q=a%26b%3Dc"] {
        let mut nobody = site.visitor();
        let sent = nobody.get(asked);
        let page = Page::of(&mut nobody, sent.place());
        let next = page.form("/sign-in").value("next").to_owned();
        assert_eq!(next, asked);
        let refused = nobody.post_as_is(
            "/sign-in",
            &[("login", &login), ("password", "not this one"), ("next", &next), ("page", sent.place())],
        );
        assert_eq!(refused.status, 422);
        assert!(Page::read("", &refused.body).form("/sign-in").value("next") == next, "after a slip as well");
        assert_eq!(enter(&mut nobody, &login.to_uppercase(), &next).place(), asked);
    }
}

#[test]
fn the_sign_in_of_another_tab_is_taken_and_a_second_sign_out_harms_nothing() {
    let site = Site::with_example();
    let (login, mut officer) = officer(&site);
    assert_eq!(enter(&mut officer, &login, "/ledger").place(), "/ledger");
    assert_eq!(officer.post_as_is("/sign-out", &[]).status, 303);
    assert_eq!(officer.post_as_is("/sign-out", &[]).status, 303);
}

#[test]
fn a_page_whose_form_was_taken_says_what_came_of_it() {
    let site = Site::with_example();
    let (_, mut officer) = officer(&site);
    let rows = "问题编号\t单位代码\t具体问题\t具体表现\t方面\t整改措施\t责任人\t完成标志\t整改时限\n\
        \tA\t会议偏多\t五月召开同类会议4次\t做人\t合并例会\t主要负责人\t统计表\t2015-07-30";
    let page = Page::of(&mut officer, "/ledger/import");
    let kept = page.form("/ledger/import").send(&mut officer, &[("rows", rows)]);
    let at = kept.place().to_owned();
    assert!(at.starts_with("/ledger/import/"), "{} {}", kept.status, kept.body);
    let preview = Page::of(&mut officer, &at);
    let done = preview.form(&at).send(&mut officer, &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    let back = officer.get(&format!("{at}?lang=en"));
    assert_eq!(back.status, 200);
    assert!(back.body.contains("This is done") && back.body.contains("/ledger"), "{}", back.body);
    assert_eq!(site.sign_in(Role::UnitOfficer, "A").get(&at).status, 404, "nobody else is told");
}

#[test]
fn no_answer_to_a_form_is_bare() {
    let site = Site::with_example();
    let (_, mut officer) = officer(&site);
    let fields = [("remarks", LONG)];
    for (path, status) in [("/measures/4", 405), ("/no/such/page", 404), ("/desk", 405)] {
        let answer = officer.post(path, &fields);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.body.contains(LONG) && answer.body.contains("</html>"), "{path}");
    }
    let much = "x".repeat((1 << 20) + 1);
    let answer = officer.post("/catalogue?lang=en", &[("texts", &much)]);
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("still stands in the form"), "{}", answer.body);
    assert_eq!(officer.get("/measures/4/progress?lang=en").place(), "/measures/4?lang=en");
    assert!(officer.get("/drafts").body.contains("</html>"));
    let others = site.sign_in(Role::UnitOfficer, "B").post("/measures/4/progress", &fields);
    assert!(others.status == 404 && others.body.contains(LONG), "what one may not do keeps its words, too");
}

#[test]
fn files_of_a_form_that_waits_are_named_to_be_chosen_again() {
    let site = Site::with_example();
    let (login, mut officer) = officer(&site);
    let page = Page::of(&mut officer, "/measures/4");
    let form = page.form("/measures/4/request");
    let fields = form.fields(&[("evidence", LONG)]);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    officer.post("/sign-out", &[]);
    let sent =
        officer.upload_as_is("/measures/4/request", &fields, &[("files", "六月清单.pdf", b"%PDF-1.4")]);
    let next = query(sent.place(), "next");
    enter(&mut officer, &login, &next);
    let back = officer.get(&next).body;
    assert!(back.contains("六月清单.pdf") && back.contains(LONG), "{back}");
}

/// A register that refuses every write outside the journal or within, as a full disk does.
fn refuse_writes(site: &Site) {
    use diesel::{Connection as _, RunQueryDsl as _, SqliteConnection, sql_query};
    let path = site.register.url().trim_start_matches("sqlite:");
    let mut connection = SqliteConnection::establish(path).expect("the register opens");
    for table in ["form_sent", "kept_form", "measure"] {
        for what in ["INSERT", "UPDATE", "DELETE"] {
            let full = format!(
                "CREATE TRIGGER full_{table}_{what} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END"
            );
            sql_query(full).execute(&mut connection).expect("a trigger");
        }
    }
}

#[test]
fn when_the_register_can_not_keep_the_words_the_answer_carries_them() {
    let site = Site::with_example();
    let (_, mut officer) = officer(&site);
    let page = Page::of(&mut officer, "/measures/4");
    refuse_writes(&site);
    let acts = site.register.journal().len();
    let sent = page.form("/measures/4/progress").send(&mut officer, &[("progress", "70"), ("remarks", LONG)]);
    assert_eq!(sent.status, 500);
    let carried = Page::read("", &sent.body);
    let form = carried.form("/measures/4/progress");
    assert_eq!((form.value("remarks"), form.value("progress")), (LONG, "70"));
    assert!(sent.body.contains(&format!("<dd class=\"written\">{LONG}</dd>")), "as text, too");
    assert!(!form.value("seen").is_empty(), "sent again it is held against what was seen first");
    assert_eq!(site.register.journal().len(), acts);
}

#[test]
fn a_refused_sign_in_keeps_its_words_in_the_other_language() {
    let site = Site::with_example();
    let mut nobody = site.visitor();
    let refused =
        nobody.post("/sign-in?lang=en", &[("login", "nobody"), ("password", "x"), ("next", "/board")]);
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("formaction=\"/sign-in?lang=zh-Hans\"")
            && !refused.body.contains("value=\"x\"")
    );
    let words = Page::read("", &refused.body);
    assert_eq!(words.form("/sign-in").value("next"), "/board");
}

#[test]
fn a_press_that_is_refused_leaves_nothing_on_the_desk() {
    let site = Site::start();
    let office = site.register.actor(Role::Office, "P");
    let form = TaskForm {
        kind: "direction",
        leader: "the head",
        title: "look at the duties",
        body: "tier by tier",
        due_on: "2015-06-02",
    };
    assert!(send_task(&site.register.context(&office), "P", form, &["A"]).is_ok());
    let mut one = site.sign_in(Role::UnitOfficer, "A");
    let _other = site.sign_in(Role::UnitOfficer, "A");
    let desk = Page::of(&mut one, "/desk");
    let refused = desk.form("/desk/taking").send(&mut one, &[("step", "take")]);
    assert_eq!(refused.status, 422, "no line is chosen: {}", refused.body);
    assert!(!one.get("/desk").body.contains("kept="), "a press is no words");
}

#[test]
fn a_refused_file_without_words_leaves_nothing_on_the_desk() {
    let site = Site::with_example();
    let (_, mut officer) = officer(&site);
    let page = Page::of(&mut officer, "/problems/new?unit=A");
    let kept =
        page.form("/problems/new").send(&mut officer, &[("0-body", LONG), ("0-instance", "很长的事例")]);
    assert_eq!(kept.status, 422);
    for _ in 0..13 {
        let wrong = officer.upload("/measures/4/files", &[("typed-in", "")], &[("files", "a.exe", b"MZ\0")]);
        assert_eq!(wrong.status, 422, "{}", wrong.body);
    }
    let desk = officer.get("/desk").body;
    assert_eq!(desk.matches("kept=").count(), 1, "files are chosen anew; words stay: {desk}");
}

#[test]
fn the_same_words_wait_once_and_no_longer_than_until_they_are_sent() {
    let site = Site::with_example();
    let (_, mut officer) = officer(&site);
    let waiting =
        |officer: &mut Visitor| officer.get("/desk").body.matches("/problems/new?unit=A&#38;kept=").count();
    let open = |officer: &mut Visitor| Page::of(officer, "/problems/new?unit=A");
    for _ in 0..2 {
        let page = open(&mut officer);
        let bare = page.form("/problems/new").send(&mut officer, &[]);
        assert_eq!(bare.status, 422, "{}", bare.body);
        assert_eq!(waiting(&mut officer), 0, "nothing was typed");
    }
    let first = open(&mut officer);
    for page in [&first, &open(&mut officer)] {
        let answers = [("0-body", LONG), ("0-instance", "很长的事例")];
        assert_eq!(page.form("/problems/new").send(&mut officer, &answers).status, 422);
        assert_eq!(waiting(&mut officer), 1, "the same words wait once");
    }
    let another = "另一个写了半小时的问题";
    assert_eq!(first.form("/problems/new").send(&mut officer, &[("0-body", another)]).status, 422);
    assert_eq!(waiting(&mut officer), 2, "other words wait beside them");
}
