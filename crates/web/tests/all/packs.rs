//! The organisation's page and the packs' pages, over HTTP.

use earnest_model::actor::Role;
use earnest_testkit::{pack::files, site::Site};

const FORM: [(&str, &str); 6] = [
    ("name", "St Mary's <Group>"),
    ("zone", "+08:00"),
    ("language", "en"),
    ("mail", "quality@example.org"),
    ("circulars", "signed-in"),
    ("draws", "concerned"),
];

#[test]
fn the_organisation_is_named_on_every_page_and_lets_strangers_read_only_what_is_public() {
    let site = Site::start();
    let mut stranger = site.visitor();
    for public in ["/circulars", "/draws", "/look-backs", "/api/v1/draws", "/"] {
        assert_eq!(stranger.get(public).status, 200, "{public}");
    }
    let mut administrator = site.sign_in(Role::Administrator, "P");
    assert!(administrator.get("/accounts?lang=en").body.contains("href=\"/organisation\""));
    assert!(administrator.get("/organisation").body.contains("value=\"+08:00\""));
    let set = administrator.post("/organisation", &FORM);
    assert_eq!((set.status, set.place()), (303, "/organisation?set=1"), "{}", set.body);
    let (action, detail) = site.register.last_event();
    assert_eq!((action.as_str(), detail["draws-for"].as_str()), ("set-organisation", Some("concerned")));
    for place in ["/organisation", "/accounts"] {
        assert!(administrator.get(place).body.contains("St Mary&#39;s &#60;Group&#62;"), "{place}");
    }
    let home = stranger.get("/");
    assert!(home.status == 200 && home.body.contains("St Mary") && home.body.contains("lang=\"en\""));
    for closed in ["/circulars", "/draws", "/look-backs"] {
        let answer = stranger.get(closed);
        assert_eq!((answer.status, answer.place().starts_with("/sign-in")), (303, true), "{closed}");
    }
    assert_eq!(stranger.get("/api/v1/circulars").status, 401);
    assert_eq!(site.sign_in(Role::UnitOfficer, "A1").get("/circulars").status, 200);
    let again = administrator.post("/organisation", &[("name", "x"), ("zone", "Mars"), ("language", "en")]);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("value=\"Mars\"") && again.body.contains("Europe/Berlin"), "{}", again.body);
    for (role, unit) in [(Role::Office, "P"), (Role::Administrator, "A")] {
        let answer = site.sign_in(role, unit).get("/organisation");
        assert_eq!(answer.status, 404, "{role:?} of {unit}");
    }
}

#[test]
fn a_pack_is_checked_put_in_shown_and_given_back_by_the_pages() {
    let site = Site::start();
    let mut administrator = site.sign_in(Role::Administrator, "P");
    assert!(administrator.get("/packs?lang=en").body.contains("study-and-rectification"));
    let files = files();
    let second = files.pack.replacen("key = ", "version = 2\nkey = ", 1);
    let send = |visitor: &mut earnest_testkit::site::Visitor, pack: &str, wanted: &str| {
        visitor.get("/packs/new?lang=en");
        let both: [(&str, &str, &[u8]); 2] =
            [("files", "pack.toml", pack.as_bytes()), ("files", "standard.toml", files.standard.as_bytes())];
        visitor.upload("/packs/new", &[("do", wanted)], &both)
    };
    let broken = second.replacen("key = \"village\"\ntier", "key = \"Village\"\ntier", 1);
    let line =
        broken.lines().position(|line| line == "key = \"Village\"").map(|at| at + 1).unwrap_or_default();
    let refused = send(&mut administrator, &broken, "add");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains(&format!("pack.toml:{line}")), "{}", refused.body);
    assert!(refused.body.contains("is no key"), "{}", refused.body);
    let checked = send(&mut administrator, &second, "check");
    assert!(checked.status == 200 && checked.body.contains("version 2: no fault"), "{}", checked.body);
    assert!(
        !site.register.journal().contains(&"add-pack".to_owned())
            || site.register.last_event().0 != "add-pack"
    );
    let unsaid = send(&mut administrator, &second, "");
    assert_eq!(unsaid.status, 422);
    let put = send(&mut administrator, &second, "add");
    assert_eq!((put.status, put.place()), (303, "/packs/2"), "{}", put.body);
    assert_eq!(site.register.last_event().0, "add-pack");
    let shown = administrator.get("/packs/2").body;
    assert!(shown.contains("version 2") && shown.contains("County"), "{shown}");
    let file = administrator.get("/packs/2/file.zip");
    assert!(file.status == 200 && file.bytes.starts_with(b"PK"), "{}", file.status);
    administrator.get("/packs/new");
    let packed: [(&str, &str, &[u8]); 1] = [("files", "again.zip", &file.bytes)];
    let again = administrator.upload("/packs/new", &[("do", "add")], &packed);
    assert_eq!(
        (again.status, again.place()),
        (303, "/packs/2"),
        "the same files are one pack: {}",
        again.body
    );
    let mut office = site.sign_in(Role::Office, "P");
    assert_eq!((office.get("/packs").status, office.get("/packs/new").status), (200, 404));
}

#[test]
fn a_newer_version_is_put_in_use_and_taken_up_on_pages_that_show_what_differs_first() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let form = [
        ("title", "T"),
        ("goal", "G"),
        ("0-topic", "One"),
        ("0-opens_on", "2015-07-01"),
        ("0-plans_due_on", "2015-07-08"),
        ("0-ends_on", "2015-08-01"),
    ];
    let begun = office.post("/programmes/new?unit=P&from=pack", &form);
    assert_eq!((begun.status, begun.place()), (303, "/programmes/1"), "{}", begun.body);
    let files = files();
    let second = files.pack.replacen("key = ", "version = 2\nkey = ", 1).replacen("以上率下", "上行下效", 1);
    let second = second.replacen("en = \"County\"", "en = \"Shire\"", 1);
    let words = "[visit]\nen = { one = \"ward walk\", many = \"ward walks\" }\n";
    let mut administrator = site.sign_in(Role::Administrator, "P");
    administrator.get("/packs/new?lang=en");
    let sent: [(&str, &str, &[u8]); 3] = [
        ("files", "pack.toml", second.as_bytes()),
        ("files", "standard.toml", files.standard.as_bytes()),
        ("files", "words.toml", words.as_bytes()),
    ];
    let put = administrator.upload("/packs/new", &[("do", "add")], &sent);
    assert_eq!((put.status, put.place()), (303, "/packs/2"), "{}", put.body);
    let page = administrator.get("/packs/2?lang=en").body;
    for said in
        ["Beside version 1, which is in use", "County", "Shire", "ward walk, ward walks", "Put it in use"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!administrator.get("/packs/1").body.contains("/packs/1/use"));
    assert_eq!(office.post("/packs/2/use", &[]).status, 404);
    assert_eq!(administrator.post("/packs/2/use", &[]).place(), "/packs/2");
    assert_eq!(site.register.last_event().0, "set-organisation");
    assert!(!administrator.get("/packs/2").body.contains("/packs/2/use"));
    // Nobody reads the new words before the office takes them up, but whoever is in no programme.
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert!(!officer.get("/visits?lang=en").body.contains("Ward walks"));
    let programme = office.get("/programmes/1?lang=en").body;
    for said in ["this runs by version 1", "County", "Shire", "Take it up"] {
        assert!(programme.contains(said), "{said}: {programme}");
    }
    assert!(!officer.get("/programmes/1?lang=en").body.contains("/programmes/1/pack"));
    assert_eq!(officer.post("/programmes/1/pack", &[("pack", "2")]).status, 404);
    let stale = office.post("/programmes/1/pack", &[("pack", "1")]);
    assert_eq!(stale.status, 409, "{}", stale.body);
    office.get("/programmes/1?lang=en");
    assert_eq!(office.post("/programmes/1/pack", &[("pack", "2")]).place(), "/programmes/1");
    assert_eq!(site.register.last_event().0, "take-up-pack");
    assert!(officer.get("/visits?lang=en").body.contains("Ward walks"));
    assert!(!office.get("/programmes/1").body.contains("/programmes/1/pack"));
    for lang in ["zh-Hans", "zh-Hant"] {
        assert_eq!(administrator.get(&format!("/packs/1?lang={lang}")).status, 200);
    }
}
