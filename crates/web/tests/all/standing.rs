//! What is published says on which checkpoint it stands, on its page, on its papers and in its file; the server signs nothing
//! over faults, and whoever looks after it is told.
#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::{assessing::sheets_browser::assessed, shared::freeze};
use earnest_app::anchor::{
    Checkpoint, Kind, Note, SignedCheckpoint, SigningKey, Trust,
    signing::{Signing, sign_if_sound},
};
use earnest_model::actor::Role;
use earnest_testkit::{
    OPERATOR,
    intruder::Intruder,
    register::{Register, on_both_engines},
    site::{Site, Visitor},
};
use earnest_web::worker;
use std::{io::Write, process::Command, sync::Arc};

fn key() -> SigningKey {
    SigningKey::from_seed("register.example", Kind::Log, &[1; 32]).unwrap()
}

fn sign(register: &Register) -> SignedCheckpoint {
    match sign_if_sound(&register.context(&OPERATOR), &key(), &[9; 32]).unwrap() {
        Signing::Signed(signed) => signed,
        Signing::Faults(fault) => panic!("{fault}"),
    }
}

/// The head in one word, and the lines of the signatures.
fn printed(signed: &SignedCheckpoint) -> (String, String) {
    let note = Note::parse(signed.note.as_bytes()).unwrap();
    let short = Checkpoint::parse(note.text()).unwrap().short();
    (short, note.signatures().iter().map(ToString::to_string).collect())
}

/// The words of a PDF, or of the document in a DOCX, without blanks.
fn words(kind: &str, bytes: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let read = match kind {
        "pdf" => Command::new("pdftotext").arg(file.path()).arg("-").output(),
        _ => Command::new("unzip").arg("-p").arg(file.path()).arg("word/document.xml").output(),
    };
    let read = read.unwrap_or_else(|why| panic!("pdftotext, unzip: {why}; run `cargo xtask setup`"));
    let text = String::from_utf8(read.stdout).unwrap().replace(char::is_whitespace, "");
    // What a line end parted.
    text.replace("</w:t></w:r><w:r><w:t>", "")
}

/// What is published, each as its page.
fn published(site: &Site) -> (Visitor, Vec<String>) {
    let mut office = site.sign_in(Role::Office, "P");
    office.get("/report?unit=P");
    let frozen = freeze(site, &mut office);
    assert_eq!(frozen.status, 303, "{}", frozen.body);
    let pages = ["/circulars/1", "/circulars/2", "/draws/1", "/draws/2", frozen.place()];
    let pages = pages.map(str::to_owned).to_vec();
    (office, pages)
}

#[test]
fn pages_papers_and_certificates_print_the_checkpoint_they_stand_on_and_it_stays_to_be_had() {
    let site = Site::on(assessed());
    let first = sign(&site.register);
    let (mut office, pages) = published(&site);
    let report = pages.last().unwrap().clone();
    let circular = |office: &mut Visitor| {
        ["pdf", "docx"].map(|kind| office.get(&format!("/circulars/2?as={kind}&lang=en")).bytes)
    };
    let sent = circular(&mut office);
    let before = office.get(&format!("{report}?lang=en")).body;
    assert!(before.contains("no signed checkpoint covers it yet"), "{before}");
    let second = sign(&site.register);
    let looked = |office: &mut Visitor| -> Vec<Vec<String>> {
        let of = |page: &String| {
            let mut said = vec![foot(&office.get(&format!("{page}?lang=en")).body)];
            // A circular is sent on the day on which it is published: its paper says nothing of what came later.
            let kinds = if page.starts_with("/circulars/") { &[][..] } else { &["pdf", "docx"] };
            for kind in kinds {
                said.push(words(kind, &office.get(&format!("{page}?as={kind}&lang=en")).bytes));
            }
            said
        };
        pages.iter().map(of).collect()
    };
    let said = looked(&mut office);
    for (page, said) in pages.iter().zip(&said) {
        let signed = if *page == report { &second } else { &first };
        let (short, signature) = printed(signed);
        for words in said {
            let words = words.replace(char::is_whitespace, "");
            for part in [&short, &signature.replace(' ', ""), &format!("/journal/checkpoint/{}", signed.size)]
            {
                assert!(words.contains(part.as_str()), "{page}: {part} in {words}");
            }
        }
    }
    // A unit reads the circular, and more is signed: what was printed stays.
    let mut head = site.sign_in(Role::UnitHead, "A");
    head.get("/circulars/2");
    assert_eq!(head.post("/circulars/2/acknowledge", &[("unit", "A")]).status, 303);
    let third = sign(&site.register);
    assert!(circular(&mut office) == sent, "the same circular, the same bytes");
    assert!(looked(&mut office) == said, "the words of what is published never change");
    let mut stranger = site.visitor();
    for signed in [&first, &second, &third] {
        let note = stranger.get(&format!("/journal/checkpoint/{}", signed.size));
        assert_eq!((note.status, &note.body), (200, &signed.note));
        let trust = Trust::new("register.example", vec![key().public().clone()], Vec::new(), 0).unwrap();
        assert!(trust.open(&Note::parse(note.body.as_bytes()).unwrap()).is_ok());
    }
    for none in ["/journal/checkpoint/1", "/journal/checkpoint/x"] {
        assert_eq!(stranger.get(none).status, 404, "{none}");
    }
    let certificate = stranger.get("/draws/2/certificate.json").body;
    let verified = earnest_draw::verify(certificate.as_bytes()).unwrap();
    assert_eq!(verified.checkpoint.unwrap().note, first.note);
}

#[test]
fn a_unit_has_the_proofs_of_what_others_did_about_it_on_its_own_page() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    office.get("/tasks/new");
    let form = [
        ("kind", "direction"),
        ("leader", "the head"),
        ("title", "check the duties"),
        ("body", "tier by tier"),
        ("due_on", "2015-06-10"),
        ("units", "A"),
        ("from", "P"),
    ];
    let sent = office.post("/tasks/new", &form);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let act = site.register.last_entry();
    let mut head = site.sign_in(Role::UnitHead, "A");
    assert!(!head.get("/units/A").body.contains("/units/A/proofs"), "before anything is signed");
    sign(&site.register);
    assert!(head.get("/units/A").body.contains("href=\"/units/A/proofs\""));
    let proofs = head.get("/units/A/proofs").body;
    assert!(proofs.contains(&act.hash) && proofs.contains("send-task"), "{proofs}");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let page = officer.get("/units/A");
    assert!(page.status == 200 && !page.body.contains("/units/A/proofs"), "no way that leads nowhere");
}

/// The foot of a page as it is read.
fn foot(page: &str) -> String {
    page.split("<footer")
        .nth(1)
        .unwrap()
        .split("</footer>")
        .next()
        .unwrap()
        .replace("&#43;", "+")
        .replace("&#47;", "/")
}

#[test]
fn the_server_signs_nothing_over_faults_and_says_so_to_whoever_administers() {
    on_both_engines(|register| {
        register.actor(Role::Office, "P");
        let mut state = Site::state_of(register);
        state.journal_key = Some(Arc::new(key()));
        assert!(matches!(worker::sign(&state).unwrap(), Some(Signing::Signed(_))));
        assert!(worker::sign(&state).unwrap().is_none(), "nothing happened");
        register.actor(Role::Office, "P");
        Intruder::of(register).does("UPDATE account SET title = 'forged' WHERE id = 1");
        let signed = worker::sign(&state).unwrap();
        assert!(
            matches!(&signed, Some(Signing::Faults(fault)) if fault.starts_with("account 1 is not")),
            "{signed:?}"
        );
    });
    let site = Site::start();
    let mut administrator = site.sign_in(Role::Administrator, "P");
    assert!(administrator.get("/jobs?lang=en").body.contains("No checkpoint was signed yet"));
    let signed = sign(&site.register);
    assert!(administrator.get("/jobs?lang=en").body.contains(&format!("covers {} acts", signed.size)));
    let mut state = Site::state_of(&site.register);
    state.journal_key = Some(Arc::new(key()));
    site.register.actor(Role::Office, "P");
    Intruder::of(&site.register).does("UPDATE account SET title = 'forged' WHERE id = 1");
    worker::sign(&state).unwrap();
    let page = administrator.get("/jobs?lang=en").body;
    assert!(page.contains("Nothing was signed on") && page.contains("account 1 is not"), "{page}");
}
