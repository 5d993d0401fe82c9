//! What is kept for years: the file of a round and the bundle of a circular, taken over HTTP and checked without the register.
#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::assessing::sheets_browser::assessed;
use earnest_app::{
    AppError,
    anchor::{
        Kind, SigningKey, Trust,
        archive_check::{ACTS, CHECKPOINT, Checked, INDEX, SUMS, check_archive, sums},
        proof_check::Ground,
        signing::{Signing, sign_if_sound},
    },
    programmes::round_file::read_round_file,
};
use earnest_model::{
    actor::Role,
    id::{CircularId, RoundId},
};
use earnest_papers::unpacked;
use earnest_testkit::{
    OPERATOR,
    intruder::Intruder,
    register::{Register, on_both_engines},
    site::{Answer, Site, marked},
    unhindered::advance_round,
};
use earnest_web::archive::{Wanted, archive};

pub type Files = Vec<(String, Vec<u8>)>;

fn key() -> SigningKey {
    SigningKey::from_seed("register.example", Kind::Log, &[1; 32]).unwrap()
}

pub fn sign(register: &Register) {
    match sign_if_sound(&register.context(&OPERATOR), &key(), &[9; 32]).unwrap() {
        Signing::Signed(_) => {}
        Signing::Faults(fault) => panic!("{fault}"),
    }
}

fn ground(key: &SigningKey) -> Ground {
    let trust = Trust::new("register.example", vec![key.public().clone()], Vec::new(), 0).unwrap();
    Ground { trust: Some(trust), printed: None }
}

pub fn check(files: &Files) -> Checked {
    check_archive(files, &ground(&key()))
}

/// Brings the round of P to its end.
pub fn close(register: &Register, unit: &str) {
    let office = register.actor(Role::Office, unit);
    let context = register.context(&office);
    while advance_round(&context, RoundId(1)).is_ok() {}
}

pub fn files(bytes: &[u8]) -> Files {
    unpacked(bytes, 100_000_000, |_| true).unwrap()
}

pub fn file<'f>(files: &'f Files, name: &str) -> &'f [u8] {
    let found = files.iter().find(|(known, _)| known == name);
    &found.unwrap_or_else(|| panic!("{name} among {:?}", names(files))).1
}

pub fn names(files: &Files) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

/// The same files with a list of contents that fits them.
pub fn listed_anew(mut files: Files) -> Files {
    files.retain(|(name, _)| name != SUMS);
    let list = sums(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    files.push((SUMS.to_owned(), list.into_bytes()));
    files
}

pub fn zip(answer: &Answer) -> Files {
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"), "{}", answer.body);
    files(&answer.bytes)
}

#[test]
fn a_round_that_is_closed_has_a_file_that_is_whole_without_the_register() {
    let site = Site::on(assessed());
    let mut office = site.sign_in(Role::Office, "P");
    let early = office.get("/rounds/1/file.zip?lang=en");
    assert_eq!(early.status, 409);
    assert!(early.body.contains("can be taken once the round is closed"), "{}", early.body);
    let page = office.get("/rounds/1?lang=en").body;
    assert!(page.contains("can be taken once the round is closed") && !page.contains("file.zip"), "{page}");
    close(&site.register, "P");
    sign(&site.register);
    let page = office.get("/rounds/1?lang=en").body;
    assert!(page.contains("href=\"/rounds/1/file.zip\" download"), "{page}");
    let answer = office.get("/rounds/1/file.zip");
    let files = zip(&answer);
    for name in [
        INDEX,
        SUMS,
        ACTS,
        CHECKPOINT,
        "round.json",
        "papers/circular-1.pdf",
        "papers/circular-2.pdf",
        "papers/standard-1.pdf",
        "papers/draw-1.pdf",
        "papers/draw-2.pdf",
        "published/circular-1.json",
        "published/draw-2.json",
        "published/draw-2-frame.csv",
        "records/plans.csv",
        "records/plans.json",
        "records/sessions.csv",
        "records/observations.csv",
        "records/sheets.csv",
        "records/ratings.csv",
        "records/problems.csv",
        "records/measures.csv",
        "records/visits.csv",
        "records/draw-2.json",
    ] {
        file(&files, name);
    }
    let checked = check(&files);
    assert_eq!(checked.faults, [], "{checked:?}");
    assert!(checked.acts > 20 && checked.unproven == 0 && checked.certificates == 1, "{checked:?}");
    let rated: serde_json::Value = serde_json::from_slice(file(&files, "records/ratings.json")).unwrap();
    let rows = rated.as_array().unwrap().iter().filter_map(|list| list["rows"].as_array()).flatten().count();
    assert!(rows > 1, "{rated}");
    let index = String::from_utf8(file(&files, INDEX).to_vec()).unwrap();
    assert!(
        index.contains("lang=\"zh-Hans\"") && index.contains("本轮") && index.contains("不包含的内容"),
        "{index}"
    );
}

#[test]
fn everybody_who_may_take_it_gets_the_same_and_others_find_nothing() {
    let site = Site::on(assessed());
    close(&site.register, "P");
    sign(&site.register);
    let first = site.sign_in(Role::Office, "P").get("/rounds/1/file.zip?lang=en");
    zip(&first);
    let again = site.sign_in(Role::Auditor, "P").get("/rounds/1/file.zip?lang=zh-Hant");
    assert!(first.bytes == again.bytes, "another reader, another language, the same round");
    let state = Site::state_of(&site.register);
    assert!(archive(&state, Wanted::Round(RoundId(1))).unwrap() == first.bytes, "the command line, too");
    site.goes_on_to(site.register.today.get().saturating_add(jiff::Span::new().days(9)));
    let later = site.sign_in(Role::Office, "P").get("/rounds/1/file.zip");
    assert!(later.bytes == first.bytes, "days that pass change nothing");
    for (role, unit) in
        [(Role::Assessor, "P"), (Role::UnitOfficer, "A"), (Role::Office, "A"), (Role::UnitHead, "P")]
    {
        let answer = site.sign_in(role, unit).get("/rounds/1/file.zip");
        assert_eq!(answer.status, 404, "{role:?} of {unit}");
    }
    assert_eq!(site.visitor().get("/rounds/1/file.zip").status, 303);
    assert!(archive(&state, Wanted::Round(RoundId(77))).unwrap_err().contains("no such record"));
}

#[test]
fn what_is_limited_is_in_no_file() {
    let register = marked::register();
    close(&register, &marked::code("P"));
    sign(&register);
    let site = Site::on(register);
    let files = zip(&site.sign_in(Role::Office, &marked::code("P")).get("/rounds/1/file.zip"));
    assert_eq!(check(&files).faults, []);
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for (unit, ..) in marked::UNITS {
            assert!(!text.contains(&marked::private(unit)), "{name} tells what is confided of {unit}");
        }
    }
    assert!(names(&files).iter().all(|name| !name.contains("draft")));
}

#[test]
fn a_byte_of_any_file_that_is_another_is_found_and_so_is_a_file_that_came_went_or_was_renamed() {
    let register = assessed();
    close(&register, "P");
    sign(&register);
    let whole = files(&archive(&Site::state_of(&register), Wanted::Round(RoundId(1))).unwrap());
    assert_eq!(check(&whole).faults, []);
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        let (name, bytes) = changed.get_mut(place).unwrap();
        let name = name.clone();
        let middle = bytes.len() / 2;
        *bytes.get_mut(middle).unwrap() ^= 1;
        let found = check(&changed).faults;
        assert!(
            found.iter().any(|fault| fault.file == name) || name == SUMS && !found.is_empty(),
            "{name}: {found:?}"
        );
        let mut gone = whole.clone();
        gone.remove(place);
        assert!(check(&gone).faults.iter().any(|fault| fault.file == name), "{name} is gone");
        let mut renamed = whole.clone();
        renamed.get_mut(place).unwrap().0.push('x');
        let found = check(&renamed).faults;
        assert!(found.iter().any(|fault| fault.file == name), "{name} is renamed: {found:?}");
    }
    let mut more = whole.clone();
    more.push(("papers/more.pdf".to_owned(), b"%PDF".to_vec()));
    assert!(check(&more).faults.iter().any(|fault| fault.file == "papers/more.pdf"));
    let mut twice = whole.clone();
    twice.push(whole.first().unwrap().clone());
    assert!(!check(&twice).faults.is_empty());
}

#[test]
fn whoever_writes_the_list_anew_is_found_by_the_journal() {
    let register = assessed();
    close(&register, "P");
    sign(&register);
    let whole = files(&archive(&Site::state_of(&register), Wanted::Round(RoundId(1))).unwrap());
    let with = |name: &str, change: &dyn Fn(String) -> String| {
        let mut files = whole.clone();
        let (_, bytes) = files.iter_mut().find(|(known, _)| known == name).unwrap();
        *bytes = change(String::from_utf8(bytes.clone()).unwrap()).into_bytes();
        check(&listed_anew(files)).faults
    };
    assert_eq!(with(ACTS, &|text| text), []);
    let lines = |text: &str, order: &dyn Fn(&mut Vec<String>)| {
        let mut lines: Vec<String> = text.lines().map(|line| line.to_owned() + "\n").collect();
        order(&mut lines);
        lines.concat()
    };
    let swapped = with(ACTS, &|text| lines(&text, &|lines| lines.swap(0, 1)));
    assert!(
        swapped.iter().any(|fault| fault.file == ACTS && fault.why.contains("stands after act")),
        "{swapped:?}"
    );
    let mended = with(ACTS, &|text| text.replacen("account:", "account:9", 1));
    assert!(mended.iter().any(|fault| fault.why.contains("does not match its own hash")), "{mended:?}");
    let bare = with(ACTS, &|text| {
        lines(&text, &|lines| {
            let mut told: serde_json::Value = serde_json::from_str(lines.first().unwrap()).unwrap();
            told["proof"] = "".into();
            *lines.first_mut().unwrap() = format!("{told}\n");
        })
    });
    assert!(bare.iter().any(|fault| fault.why.contains("its proof is missing")), "{bare:?}");
    let other = SigningKey::from_seed("register.example", Kind::Log, &[2; 32]).unwrap();
    assert!(check_archive(&whole, &ground(&other)).faults.iter().any(|fault| fault.file == CHECKPOINT));
    let published = with("published/circular-2.json", &|text| text.replacen("具体", "生动", 1));
    assert!(published.iter().any(|fault| fault.why.contains("no act of the archive tells")), "{published:?}");
    let drawn = with("published/draw-2.json", &|text| text.replacen("\"order\": 1", "\"order\": 2", 1));
    assert!(drawn.len() > 1 && drawn.iter().all(|fault| fault.file == "published/draw-2.json"), "{drawn:?}");
    let frame = with("published/draw-2-frame.csv", &|text| text.replacen('A', "B", 1));
    assert!(frame.iter().any(|fault| fault.why.contains("not the frame")), "{frame:?}");
}

#[test]
fn a_published_circular_has_a_bundle_at_its_public_address() {
    let site = Site::on(assessed());
    sign(&site.register);
    let mut stranger = site.visitor();
    let page = stranger.get("/circulars/2?lang=en").body;
    assert!(page.contains("href=\"/circulars/2/bundle.zip\" download"), "{page}");
    let answer = stranger.get("/circulars/2/bundle.zip");
    let bundle = zip(&answer);
    for name in [
        INDEX,
        SUMS,
        ACTS,
        CHECKPOINT,
        "papers/circular-2.pdf",
        "records/circular-2.csv",
        "published/circular-2.json",
        "draws/draw-2.json",
        "draws/draw-2-frame.csv",
    ] {
        file(&bundle, name);
    }
    let checked = check(&bundle);
    assert_eq!((checked.faults.as_slice(), checked.acts, checked.certificates), (&[][..], 1, 1));
    let table = String::from_utf8_lossy(file(&bundle, "records/circular-2.csv")).into_owned();
    assert!(table.contains("乙市") || table.lines().count() > 2, "{table}");
    let mut office = site.sign_in(Role::Office, "P");
    assert!(
        office.get("/circulars/2/bundle.zip").bytes == answer.bytes,
        "the office gets what strangers get"
    );
    let state = Site::state_of(&site.register);
    assert!(archive(&state, Wanted::Circular(CircularId(2))).unwrap() == answer.bytes);
    assert_eq!(stranger.get("/circulars/77/bundle.zip").status, 404);
}

#[test]
fn lists_of_one_round_hold_that_round_alone_and_a_round_that_is_not_there_is_not_found() {
    let register = marked::register();
    // What was found in a round is told by the problem.
    Intruder::of(&register).does("UPDATE problem SET round_id = 2 WHERE id = 1");
    Intruder::of(&register).does("INSERT OR IGNORE INTO visit_programme SELECT id, 1 FROM visit");
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    for list in [
        "/seminars",
        "/sheets",
        "/observations",
        "/self-evaluations",
        "/circulars",
        "/ledger",
        "/ledger/problems",
        "/visits",
    ] {
        let all = office.get(&format!("{list}?as=json"));
        assert_eq!(
            (all.status, all.header("content-type")),
            (200, "application/json"),
            "{list}: {}",
            all.body
        );
        let of = |office: &mut earnest_testkit::site::Visitor, round: i64| {
            let answer = office.get(&format!("{list}?round={round}&as=json"));
            assert_eq!(answer.status, 200, "{list}: {}", answer.body);
            let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
            told.as_array().unwrap().iter().flat_map(|list| list["rows"].as_array().unwrap().clone()).count()
        };
        let each: Vec<_> = (1..=3).map(|round| of(&mut office, round)).collect();
        assert!(each.iter().any(|rows| *rows > 0), "{list}: {each:?}");
        assert_eq!(office.get(&format!("{list}?round=x&as=json")).status, 422, "{list}");
    }
    assert_eq!(office.get("/seminars?round=999").status, 404);
}

#[test]
fn on_both_engines_the_acts_of_a_round_are_those_about_its_records() {
    on_both_engines(|register| {
        let (office, round, _) = earnest_testkit::assessment::rated(register);
        let context = register.context(&office);
        let refused = read_round_file(&context, round).unwrap_err();
        assert!(matches!(refused, AppError::Refused(_)), "{refused:?}");
        while advance_round(&context, round).is_ok() {}
        let Ok(file) = read_round_file(&context, round) else { return };
        let words: Vec<_> = file.kept.acts.iter().map(|act| act.entry.word.as_str()).collect();
        for word in ["draw-run", "round-rated"] {
            assert!(words.iter().any(|known| known.contains(word)) || !words.is_empty(), "{word}: {words:?}");
        }
        let places: Vec<_> = file.kept.acts.iter().map(|act| act.entry.place).collect();
        assert!(places.is_sorted() && !places.is_empty());
        assert!(file.kept.checkpoint.is_none(), "nothing is signed here");
    });
}
