//! Two programmes of two packs side by side, as people meet them: the header, the switch, the words of each page.

#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

use earnest_app::{programmes::standard_publish::publish_standard, units::pack_add::add_pack};
use earnest_model::{actor::Role, id::ProgrammeId};
use earnest_testkit::{
    assessment::standard,
    pack::beside,
    site::{Site, Visitor},
};

/// A site with a programme of each of two packs, both of P, each with one planned round.
fn two() -> (Site, Visitor) {
    two_called([("Old words", "2015-07-01"), ("New words", "2015-07-01")])
}

/// The same, by title and first day.
fn two_called(titles: [(&'static str, &'static str); 2]) -> (Site, Visitor) {
    let site = Site::start();
    let administrator = site.register.actor(Role::Administrator, "P");
    add_pack(&site.register.context(&administrator), &beside()).expect("it is put in");
    let mut office = site.sign_in(Role::Office, "P");
    let form = |(title, first_day): (&'static str, &'static str)| {
        [("title", title), ("goal", "G"), ("0-topic", "One"), ("first_day", first_day), ("rhythm", "quarter")]
    };
    let page = office.get("/programmes/new?lang=en").body;
    assert!(page.contains("pack=beside") && page.contains("Hand hygiene"), "{page}");
    for (from, title) in ["from=pack", "from=pack&pack=beside"].into_iter().zip(titles) {
        let begun = office.post(&format!("/programmes/new?unit=P&{from}"), &form(title));
        assert_eq!(begun.status, 303, "{}", begun.body);
    }
    (site, office)
}

/// The programme that the header names as the one in which one is.
fn current(page: &str) -> String {
    let at = page.find("aria-current=\"true\">").map(|at| page.get(at + 20..).unwrap_or_default());
    at.and_then(|rest| rest.split_once('<')).map_or_else(String::new, |(title, _)| title.to_owned())
}

/// A programme is ended, and put away.
fn put_away(office: &mut Visitor, id: u8) {
    for step in ["end", "archive"] {
        let look = office.get(&format!("/programmes/{id}/step?step={step}&lang=en")).body;
        let mark = look.split_once("name=\"told-mark\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (mark, _) = mark.expect("what was told");
        let sent = [("step", step), ("told-mark", mark), ("reason", "there are other plans by now")];
        let taken = office.post(&format!("/programmes/{id}/step"), &sent);
        assert_eq!(taken.status, 303, "{}", taken.body);
    }
}

#[test]
fn the_header_says_in_which_programme_one_is_and_every_page_speaks_the_words_of_its_programme() {
    let (site, mut office) = two();
    let rounds = office.get("/rounds?lang=en").body;
    assert_eq!(current(&rounds), "New words", "{rounds}");
    assert!(rounds.contains("in_programme=1") && rounds.contains("in_programme=2"));
    let speaks_new = |page: &str| page.contains("and round");
    assert!(speaks_new(&office.get("/ledger").body), "where nobody chose, the newest that runs");
    assert!(office.get("/rounds/1").body.contains("Old words"));
    assert!(office.get("/rounds/2").body.contains("New words"));
    let switched = office.get("/rounds?in_programme=1");
    assert_eq!((switched.status, current(&switched.body).as_str()), (200, "Old words"));
    let board = office.get("/board").body;
    assert_eq!(current(&board), "Old words", "{board}");
    assert!(!speaks_new(&office.get("/ledger").body));
    // What is not one's own is not chosen; what one was in stays.
    assert_eq!(current(&office.get("/board?in_programme=77").body), "Old words");
    let ledger = office.get("/ledger?programme=1");
    assert!(ledger.status == 200 && ledger.body.contains("name=\"programme\""), "{}", ledger.body);
    assert_eq!(office.get("/ledger?programme=77").status, 404);
    // Whoever is in none is told of none.
    let mut stranger = site.visitor();
    assert!(!stranger.get("/?in_programme=2&lang=en").body.contains("New words"));
}

#[test]
fn next_years_programme_is_set_up_with_one_press_from_this_years() {
    let (_site, mut office) = two();
    let page = office.get("/programmes/1?lang=en").body;
    assert!(page.contains("/programmes/new?from=1"), "{page}");
    let form = office.get("/programmes/new?from=1").body;
    assert!(form.contains("value=\"Old words\"") && form.contains("value=\"2016-07-01\""), "{form}");
    let sent: Vec<(&str, &str)> = vec![
        ("title", "Next year"),
        ("goal", "G"),
        ("0-topic", "One"),
        ("0-opens_on", "2016-07-01"),
        ("0-plans_due_on", "2016-07-31"),
        ("0-ends_on", "2016-09-30"),
    ];
    let begun = office.post("/programmes/new?unit=P&from=1", &sent);
    assert_eq!((begun.status, begun.place()), (303, "/programmes/3"), "{}", begun.body);
    let page = office.get("/programmes/3").body;
    assert!(page.contains("Follows") && page.contains("href=\"/programmes/1\""), "{page}");
    let again = office.post("/programmes/new?unit=P&from=1", &sent);
    assert_eq!(again.status, 409, "{}", again.body);
}

#[test]
fn the_page_of_a_draft_names_its_programme_and_stays_with_it_when_the_header_is_switched() {
    let (_site, mut office) = two();
    let draft = |id: u8| format!("/standards/draft?unit=P&programme={id}");
    for id in [1, 2] {
        let page = office.get(&format!("/programmes/{id}?lang=en")).body;
        assert!(page.contains(&format!("/standards/draft?unit=P&#38;programme={id}")), "{page}");
    }
    office.get("/rounds?in_programme=2");
    let page = office.get("/standards/draft?unit=P&lang=en").body;
    assert!(page.contains("for “New words”"), "{page}");
    assert!(page.contains("/standards/draft/begin?unit=P&#38;programme=2"), "{page}");
    // The header is switched before it is begun: the page was about the other one, and so is what it sends.
    office.get("/rounds?in_programme=1");
    let begun = office.post("/standards/draft/begin?unit=P&programme=2", &[("from", "pack")]);
    assert_eq!((begun.status, begun.place()), (303, draft(2).as_str()), "{}", begun.body);
    let page = office.get(&draft(2)).body;
    assert!(page.contains("for “New words”") && page.contains("name=\"revision\" value=\"1\""), "{page}");
    let other = office.get("/standards/draft?unit=P").body;
    assert!(other.contains("for “Old words”") && other.contains("Where to begin?"), "{other}");
    assert_eq!(office.get(&draft(7)).status, 404);
    assert_eq!(office.get("/standards/draft?unit=P&programme=some").status, 422);
}

#[test]
fn beside_a_programme_that_runs_the_page_leads_to_the_packs_that_are_free() {
    let site = Site::start();
    let administrator = site.register.actor(Role::Administrator, "P");
    add_pack(&site.register.context(&administrator), &beside()).expect("it is put in");
    let mut office = site.sign_in(Role::Office, "P");
    let form = [
        ("title", "Old words"),
        ("goal", "G"),
        ("0-topic", "One"),
        ("first_day", "2015-07-01"),
        ("rhythm", "quarter"),
    ];
    assert_eq!(office.post("/programmes/new?unit=P&from=pack", &form).status, 303);
    let page = office.get("/programmes/new?lang=en").body;
    assert!(page.contains("Nothing can be set up now"), "{page}");
    assert!(page.contains("pack=beside") && page.contains("Hand hygiene"), "{page}");
    assert!(!page.contains("pack=study-and-rectification"), "{page}");
    assert!(office.get("/programmes/new?unit=P&from=pack&pack=beside").body.contains("name=\"title\""));
}

#[test]
fn a_city_chooses_which_of_two_programmes_it_carries_out_and_speaks_its_words() {
    let (site, mut province) = two();
    let mut city = site.sign_in(Role::Office, "A");
    let page = city.get("/programmes/new?lang=en").body;
    assert!(page.contains("Carries out “New words”") && page.contains("superior=1"), "{page}");
    let carried = [
        ("title", "Own words"),
        ("goal", "G"),
        ("0-topic", "One"),
        ("0-opens_on", "2015-07-01"),
        ("0-plans_due_on", "2015-07-02"),
        ("0-ends_on", "2015-07-03"),
    ];
    let begun = city.post("/programmes/new?unit=A&from=superior&superior=2", &carried);
    assert_eq!((begun.status, begun.place()), (303, "/programmes/3"), "{}", begun.body);
    let again = city.post("/programmes/new?unit=A&from=superior&superior=2", &carried);
    assert_eq!(again.status, 409, "{}", again.body);
    let page = city.get("/programmes/new").body;
    assert!(page.contains("Carries out “Old words”") && !page.contains("superior=2"), "{page}");
    let look = province.get("/programmes/2/step?step=end&lang=en").body;
    let mark = look.split_once("name=\"told-mark\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    let (mark, _) = mark.expect("what was told");
    let sent = [("step", "end"), ("told-mark", mark), ("reason", "the province has other plans by now")];
    let ended = province.post("/programmes/2/step", &sent);
    assert_eq!(ended.status, 303, "{}", ended.body);
    let page = city.get("/programmes/3").body;
    assert!(page.contains("“New words” of 试验省, which this one carries out, is over"), "{page}");
}

#[test]
fn plans_ratings_board_and_report_are_of_the_programme_of_the_header_and_the_address_goes_before_it() {
    let (site, mut office) = two();
    let lede = |page: &str| {
        let at = page.split_once("<p class=\"lede\">").map_or("", |(_, rest)| rest);
        at.split_once("</p>").map_or_else(String::new, |(words, _)| words.to_owned())
    };
    let plans = office.get("/plans?lang=en").body;
    assert!(lede(&plans).contains("New words"), "{plans}");
    for room in ["/board", "/plans", "/sheets", "/draws", "/circulars", "/report"] {
        let room = format!("{room}?programme=2");
        assert!(plans.contains(&format!("href=\"{room}\"")), "an address says of which it is: {room}");
    }
    office.get("/rounds?in_programme=1");
    assert!(lede(&office.get("/plans").body).contains("Old words"), "the list follows the header");
    let other = office.get("/plans?programme=2").body;
    assert!(lede(&other).contains("New words") && current(&other) == "New words", "{other}");
    assert_eq!(current(&office.get("/plans").body), "Old words", "what was sent to one is not kept");
    // What is sent on shows what was sent, in whichever programme whoever reads it is.
    let mut reader = site.sign_in(Role::UnitHead, "P");
    let title = |page: &str| {
        let at = page.split_once("<h1>").map_or("", |(_, rest)| rest);
        at.split_once("</h1>").map_or_else(String::new, |(words, _)| words.to_owned())
    };
    assert!(title(&reader.get("/board?lang=en").body).contains("New words"));
    let board = reader.get("/board?unit=P&programme=1").body;
    assert!(title(&board).contains("Old words"), "{board}");
    assert!(board.contains("organiser=P&#38;round=1&#38;programme=1"), "the way down keeps it: {board}");
    let report = reader.get("/report?unit=P&programme=1").body;
    assert!(report.contains("Old words") && report.contains("name=\"programme\" value=\"1\""), "{report}");
    assert_eq!(reader.get("/ratings?programme=1").status, 200);
    for (address, status) in [
        ("/plans?programme=77", 404),
        ("/plans?programme=some", 422),
        ("/plans?round=2&programme=1", 404),
        ("/ratings?programme=77", 404),
        ("/ratings?round=2&programme=1", 404),
        ("/board?programme=77", 422),
        ("/board?programme=1&programme=2", 422),
        ("/report?programme=77", 422),
        ("/sheets?programme=77", 404),
        ("/sheets?programme=none", 422),
        ("/sheets?programme=1&programme=2", 422),
        ("/observations?programme=77", 404),
        ("/draws?programme=77", 404),
        ("/draws?programme=some", 422),
        ("/circulars?programme=77", 404),
        ("/seminars?programme=77", 404),
        ("/seminars?programme=none", 200),
        ("/self-evaluations?programme=77", 404),
        ("/exemplars?programme=77", 404),
        ("/estimates?programme=77", 404),
        ("/assessors?programme=77", 404),
        ("/recounts?programme=77", 404),
        ("/api/v1/draws?programme=77", 404),
        ("/api/v1/draws?programme=1", 200),
        ("/api/v1/circulars?programme=none", 422),
    ] {
        assert_eq!(reader.get(address).status, status, "{address}");
    }
}

#[test]
fn the_board_of_an_archived_programme_is_reached_by_its_page_and_stands_in_no_list_of_today() {
    let (_site, mut office) = two();
    put_away(&mut office, 1);
    let rounds = office.get("/rounds?lang=en").body;
    assert!(
        !rounds.contains("href=\"/programmes/1\"") && rounds.contains("href=\"/programmes/2\""),
        "{rounds}"
    );
    let board = office.get("/board").body;
    assert!(!board.contains("Old words"), "{board}");
    let page = office.get("/programmes/1").body;
    for room in ["/plans", "/seminars", "/observations", "/sheets", "/ratings", "/draws", "/circulars"] {
        let href = format!("{room}?programme=1");
        assert!(page.contains(&format!("href=\"{href}\"")), "{room}: {page}");
        assert_eq!(office.get(&href).status, 200, "{room}");
    }
    let sheets = office.get("/sheets?programme=1&mine=1&lang=en").body;
    assert!(sheets.contains("<strong>Old words</strong>"), "{sheets}");
    assert!(sheets.contains("href=\"/sheets?mine=1&#38;programme=all\""), "the way to all of them: {sheets}");
    assert!(sheets.contains("href=\"/sheets?programme=1\""), "the way to those of others keeps it: {sheets}");
    for room in ["/board", "/report"] {
        let href = format!("{room}?unit=P&#38;programme=1");
        assert!(page.contains(&format!("href=\"{href}\"")), "{room}: {page}");
        let shown = office.get(&href.replace("&#38;", "&"));
        assert!(shown.status == 200 && shown.body.contains("Old words"), "{room}: {}", shown.body);
    }
    let plans = office.get("/plans?programme=1");
    assert!(plans.status == 200 && plans.body.contains("Old words"), "{}", plans.body);
}

#[test]
fn programmes_of_one_title_are_told_apart_by_their_days_wherever_they_are_chosen_and_days_have_their_year() {
    let (_site, mut office) = two_called([("Study", "2015-07-01"), ("Study", "2016-02-01")]);
    let rounds = office.get("/rounds?lang=en").body;
    assert_eq!(current(&rounds), "Study · 2016-02-01", "{rounds}");
    assert!(rounds.contains(">Study · 2015-07-01</a>"), "the way into the other: {rounds}");
    for day in ["2015-07-01", "2016-02-01"] {
        assert!(rounds.matches(day).count() > 1, "the days of a round say their year: {day}");
    }
    let ledger = office.get("/ledger").body;
    assert!(ledger.contains(">Study · 2015-07-01</option>"), "{ledger}");
    let desk = office.get("/desk").body;
    assert!(!desk.contains("“Study”"), "no title stands alone: {desk}");
    let tour = office.get("/tours/new?unit=P").body;
    assert!(tour.contains("Study · 2015-07-01") && tour.contains("Study · 2016-02-01"), "{tour}");
    let (_site, mut office) = two_called([("Study", "2015-07-01"), ("Study", "2015-07-01")]);
    let rounds = office.get("/rounds?lang=en").body;
    assert_eq!(current(&rounds), "Study · 2015-07-01 · 2", "{rounds}");
}

/// The page between a form and its act.
fn weighed(office: &mut Visitor, round: u8) -> String {
    office.post(&format!("/rounds/{round}/advance"), &[("weighed", "")]).body
}

/// Opens a round: the page between is read, then the act is done.
fn open(office: &mut Visitor, round: u8) {
    let opened = office.post(&format!("/rounds/{round}/advance"), &[]);
    assert_eq!(opened.status, 303, "{}", opened.body);
}

#[test]
fn next_years_round_opens_and_whoever_chose_nothing_stays_in_the_programme_that_is_under_way() {
    let (site, mut office) = two();
    for id in [1, 2] {
        let own = site.register.actor(Role::Office, "P").in_programme(Some(ProgrammeId(id)));
        publish_standard(&site.register.context(&own), "P", &standard()).expect("a standard");
    }
    assert!(!weighed(&mut office, 1).contains("has not chosen"), "one alone changes nothing for anybody");
    open(&mut office, 1);
    let rounds = office.get("/rounds?lang=en").body;
    assert_eq!(current(&rounds), "Old words", "the one that runs, and not the one that is set up");
    let draws = office.get("/draws?lang=en").body;
    assert!(!draws.contains("read-in"), "what is set up narrows no list: {draws}");
    let told = weighed(&mut office, 2);
    assert!(told.contains("Whoever has not chosen is in “Old words”"), "{told}");
    open(&mut office, 2);
    assert_eq!(current(&office.get("/rounds").body), "Old words", "its round is under way the longest");
    // Figures that are asked without a programme are all of that one, and say so.
    for name in ["plans-due", "team-problems"] {
        let figure = office.get(&format!("/figures/{name}?unit=P")).body;
        assert!(figure.contains("Old words") && !figure.contains("New words (2)"), "{figure}");
        let other = office.get(&format!("/figures/{name}?unit=P&programme=2")).body;
        assert!(other.contains("New words"), "{other}");
    }
    assert_eq!(office.get("/figures/plans-due?unit=P&programme=all").status, 422);
    assert_eq!(office.get("/figures/team-problems?unit=P&programme=all").status, 200);
    for list in ["/late", "/pictures"] {
        for (of, status) in [("1", 200), ("2", 200), ("none", 200), ("all", 200), ("77", 404), ("some", 422)]
        {
            assert_eq!(office.get(&format!("{list}?programme={of}")).status, status, "{list} of {of}");
        }
    }
    // What is refused comes back on the page from which it was sent, whatever was chosen in another window since.
    office.get("/rounds?in_programme=2");
    let again = office.post("/draws", &[("page", "/draws?programme=1"), ("read-in", "1"), ("rate", "x")]);
    assert_eq!((again.status, current(&again.body).as_str()), (422, "Old words"), "{}", again.body);
    assert_eq!(current(&office.get("/rounds").body), "New words", "nothing is kept of it");
}
