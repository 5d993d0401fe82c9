//! What an archive holds of what was published, and what can't be printed.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::{
    archive::{Files, check, close, file, files, listed_anew, names, sign, zip},
    assessing::sheets_browser::assessed,
};
use earnest_app::anchor::archive_check::INDEX;
use earnest_model::{
    actor::Role,
    id::{CircularId, RoundId},
};
use earnest_testkit::{
    intruder::Intruder,
    site::{Site, marked},
};
use earnest_web::archive::{Wanted, archive};

/// Whether a check names a file.
fn names_it(files: Files, name: &str) -> bool {
    check(&listed_anew(files)).faults.iter().any(|fault| fault.file == name)
}

fn without(files: &Files, name: &str) -> Files {
    files.iter().filter(|(known, _)| known != name).cloned().collect()
}

fn with_bytes(files: &Files, name: &str, bytes: &[u8]) -> Files {
    let mut files = files.clone();
    files.iter_mut().find(|(known, _)| known == name).unwrap().1 = bytes.to_vec();
    files
}

#[test]
fn what_was_published_stands_under_its_name_with_its_bytes_and_nothing_of_it_is_missing() {
    let register = assessed();
    close(&register, "P");
    sign(&register);
    let state = Site::state_of(&register);
    let whole = files(&archive(&state, Wanted::Round(RoundId(1))).unwrap());
    assert_eq!(check(&listed_anew(whole.clone())).faults, []);
    let published: Vec<&str> =
        names(&whole).into_iter().filter(|name| name.starts_with("published/")).collect();
    for kind in ["published/circular-", "published/draw-2.json", "published/draw-2-frame.csv"] {
        assert!(published.iter().any(|name| name.starts_with(kind)), "{kind} among {published:?}");
    }
    for &name in &published {
        assert!(names_it(without(&whole, name), name), "{name} is gone");
        let mut renamed = whole.clone();
        renamed.iter_mut().find(|(known, _)| known == name).unwrap().0.push('x');
        assert!(names_it(renamed.clone(), name), "{name} is renamed");
        assert!(names_it(renamed, &format!("{name}x")), "{name} is renamed");
        let own = file(&whole, name);
        for &other in published.iter().filter(|other| file(&whole, other) != own) {
            let copied = with_bytes(&whole, name, file(&whole, other));
            assert!(names_it(copied.clone(), name), "{other} stands in the place of {name}");
            let swapped = with_bytes(&copied, other, own);
            assert!(names_it(swapped.clone(), name) && names_it(swapped, other), "{name} for {other}");
        }
    }
    // The round for programs, and the page for people.
    let round = String::from_utf8(file(&whole, "round.json").to_vec()).unwrap();
    for (before, after) in [
        ("\"state\":\"closed\"", "\"state\":\"open\""),
        ("\"last_act\":", "\"last_act\":1"),
        ("\"acts\":", "\"acts\":1"),
    ] {
        assert!(round.contains(before), "{round}");
        let other = with_bytes(&whole, "round.json", round.replacen(before, after, 1).as_bytes());
        assert!(names_it(other, "round.json"), "{after}");
    }
    for name in ["round.json", "papers/circular-2.pdf", "records/plans.csv"] {
        assert!(!check(&listed_anew(without(&whole, name))).faults.is_empty(), "{name} is gone");
    }
    let bundle = files(&archive(&state, Wanted::Circular(CircularId(2))).unwrap());
    assert_eq!(check(&listed_anew(bundle.clone())).faults, []);
    for name in ["published/circular-2.json", "draws/draw-2.json", "draws/draw-2-frame.csv"] {
        let found = check(&listed_anew(without(&bundle, name))).faults;
        assert!(found.iter().any(|fault| fault.file != INDEX), "{name} is gone from the bundle: {found:?}");
    }
}

#[test]
fn a_character_that_no_font_has_is_refused_and_keeps_nothing_else_from_being_kept() {
    let register = assessed();
    Intruder::of(&register).does("UPDATE circular SET title = title || '\u{1f600}'");
    close(&register, "P");
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let refused = office.get("/circulars/2?as=pdf&lang=en");
    assert!(refused.status == 409 && refused.body.contains("U+1F600"), "{}", refused.body);
    for (address, is) in [
        ("/rounds/1/file.zip", "papers/standard-1.pdf"),
        ("/circulars/2/bundle.zip", "published/circular-2.json"),
    ] {
        let kept = zip(&office.get(address));
        file(&kept, is);
        assert!(!names(&kept).contains(&"papers/circular-2.pdf"), "{address}");
        let index = String::from_utf8(file(&kept, INDEX).to_vec()).unwrap();
        assert!(index.contains("papers/circular-2.pdf: ") && index.contains("U+1F600"), "{index}");
    }
}

#[test]
fn a_circular_is_written_in_characters_that_can_be_printed() {
    let site = Site::on(assessed());
    let mut office = site.sign_in(Role::Office, "P");
    let form = [
        ("title", "更正\u{1f600}"),
        ("recipients", "各单位"),
        ("grounds", "根据\u{1f600}规定"),
        ("requirements-0", "整改\u{1f600}"),
        ("due_on-0", "no day"),
        ("who-0", "all"),
        ("correction", "更正一个数字"),
    ];
    let began = office.get("/circulars/new?round=1&lang=en");
    assert_eq!(began.status, 200, "{}", began.body);
    let refused = office.post("/circulars/new?round=1&lang=en", &form);
    assert_eq!(refused.status, 422, "{}", refused.body);
    for field in ["title", "grounds", "requirements-0"] {
        assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{field}: {}", refused.body);
    }
    assert!(refused.body.contains("U+1F600") && refused.body.contains("no day"), "{}", refused.body);
    let mut other = site.sign_in(Role::UnitHead, "A");
    assert_ne!(
        other.post("/circulars/new?round=1&lang=en", &form).status,
        422,
        "nobody else is told of a form"
    );
}

#[test]
fn a_correction_of_a_round_that_is_over_is_refused_before_it_is_typed() {
    let site = Site::on(assessed());
    close(&site.register, "P");
    let refused = site.sign_in(Role::Office, "P").get("/circulars/new?round=1&lang=en");
    assert!(refused.status == 409 && refused.body.contains("no longer corrected"), "{}", refused.body);
}

#[test]
fn a_round_keeps_the_visits_that_the_figure_of_its_programme_counts_and_heads_where_there_are_none() {
    let named = |sql: &str| {
        let register = marked::register();
        Intruder::of(&register).does("DELETE FROM visit_programme");
        if !sql.is_empty() {
            Intruder::of(&register).does(sql);
        }
        close(&register, &marked::code("P"));
        let site = Site::on(register);
        let files = zip(&site.sign_in(Role::Office, &marked::code("P")).get("/rounds/1/file.zip"));
        let told: serde_json::Value = serde_json::from_slice(file(&files, "records/visits.json")).unwrap();
        let rows = told.as_array().unwrap().iter().flat_map(|list| list["rows"].as_array().unwrap()).count();
        (rows, String::from_utf8(file(&files, "records/visits.csv").to_vec()).unwrap())
    };
    let (rows, _) = named("");
    assert!(rows > 0, "visits that name no programme are of the one of their days");
    let (none, heads) = named("UPDATE visit SET visited_on = '2001-01-01'");
    assert_eq!(none, 0);
    assert!(heads.trim_start_matches('\u{feff}').lines().count() == 1 && heads.contains(','), "{heads}");
}
