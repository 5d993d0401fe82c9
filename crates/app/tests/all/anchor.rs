//! The journal is anchored outside the register: whoever kept one checkpoint finds a chain that was rewritten.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_anchor::{Hash, tile, tree};
use earnest_app::{
    AppError, Context,
    anchor::{
        Checkpoint, Kind, Note, Refused, Request, Rewriting, SignedCheckpoint, SigningKey, Trust, Witness,
        checkpoint_sign::sign_checkpoint,
        proof_check::{Ground, Unproven, check_proof},
        proof_file::{read_proof, write_proof},
        proof_make::{prove, prove_unit},
        signing::{Signing, show_signings, sign_if_sound},
        standing::{Published, standing},
        tile_show::show_tile,
    },
    circulars::circular_acknowledge::acknowledge_circular,
    health::examine,
    journal_verify::verify_journal,
    tasks::{task_send::send_task, task_step::acknowledge_task},
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::CircularForm,
    event::{Entry, Form, GENESIS},
    id::DrawId,
    permit::{ReadJournal, decide},
    tasks::task::TaskForm,
};
use earnest_testkit::{
    OPERATOR,
    assessment::rated,
    circulars::publish_checked,
    intruder::Intruder,
    register::{Register, on_both_engines},
};

const CHANCE: [u8; 32] = [9; 32];

fn key() -> SigningKey {
    SigningKey::from_seed("register.example", Kind::Log, &[1; 32]).unwrap()
}

fn trust() -> Trust {
    Trust::new("register.example", vec![key().public().clone()], Vec::new(), 0).unwrap()
}

fn signed_by(trust: Trust) -> Ground {
    Ground { trust: Some(trust), printed: None }
}

fn sign(register: &Register) -> Result<SignedCheckpoint, AppError> {
    sign_checkpoint(&register.context(&OPERATOR), &key(), &CHANCE)
}

/// The consistency proof as a follower makes it: from public tiles alone.
fn consistency(register: &Register, old: u64, new: u64) -> Vec<Hash> {
    let context: Context<'_> = register.context(&Actor::PUBLIC);
    tree::consistency(old, new, |node| tile::node(node, new, |tile| show_tile(&context, &tile.path())))
        .unwrap()
}

fn act(register: &Register, times: usize) {
    for _ in 0..times {
        register.actor(Role::Office, "P");
    }
}

fn asked(register: &Register, last: Option<&Checkpoint>, shown: &SignedCheckpoint) -> Request {
    let old = last.map_or(0, |last| last.head().size);
    let new = u64::try_from(shown.size).unwrap();
    let proof = if old == 0 || old >= new { Vec::new() } else { consistency(register, old, new) };
    Request { old, proof, note: Note::parse(shown.note.as_bytes()).unwrap() }
}

fn entries(register: &Register) -> Vec<Entry> {
    let mut snapshot = register.store.snapshot().unwrap();
    let mut reader = snapshot.reader();
    let root = reader.root().unwrap().unwrap();
    let permit = decide::<ReadJournal>(&OPERATOR, root, register.today.get()).unwrap();
    let page =
        reader.journal(&permit, &earnest_app::JournalAsked { limit: 10_000, ..Default::default() }).unwrap();
    page.entries.into_iter().rev().map(|(entry, ..)| entry).collect()
}

/// Changes one entry and recomputes the whole chain after it, as somebody could who holds the database.
fn rewrite(register: &Register, place: i64) {
    let mut previous = GENESIS.to_owned();
    let mut statements = String::new();
    for mut entry in entries(register) {
        if entry.place == place {
            entry.actor = "account:1".to_owned();
        }
        entry.previous.clone_from(&previous);
        entry.hash = entry.computed_hash();
        previous.clone_from(&entry.hash);
        statements += &format!(
            "UPDATE journal SET actor = '{}', previous = '{}', hash = '{}' WHERE place = {};",
            entry.actor, entry.previous, entry.hash, entry.place
        );
    }
    Intruder::of(register).does(&statements);
}

#[test]
fn a_chain_rewritten_as_a_whole_is_found_by_whoever_kept_one_checkpoint() {
    on_both_engines(|register| {
        act(register, 6);
        let first = sign(register).unwrap();
        let witness =
            Witness::new(trust(), SigningKey::from_seed("w", Kind::Witness, &[2; 32]).unwrap()).unwrap();
        let kept = witness.judge(None, &asked(register, None, &first), 1).unwrap().checkpoint;
        act(register, 300);
        let second = sign(register).unwrap();
        assert!(second.size > 256, "a full tile and more");
        let kept = witness.judge(Some(&kept), &asked(register, Some(&kept), &second), 2).unwrap().checkpoint;

        rewrite(register, 4);
        let rewritten = said(register);
        for size in [7, 307] {
            let sentence = format!("the checkpoint of {size} acts does not fit the journal");
            assert!(rewritten.iter().any(|said| said.starts_with(&sentence)), "{rewritten:?}");
        }
        let refused = sign(register);
        assert!(
            matches!(&refused, Err(AppError::Refused(message)) if message.key == "error-anchor-rewritten"),
            "its own last checkpoint tells: {refused:?}"
        );
        // Whoever rewrote the chain takes the register's own checkpoints away, too, and has the key.
        Intruder::of(register).does("DELETE FROM checkpoint; DELETE FROM tree_node;");
        assert_eq!(said(register), Vec::<String>::new(), "the register alone can't tell");
        act(register, 3);
        let forged = sign(register).unwrap();
        let found = witness.judge(Some(&kept), &asked(register, Some(&kept), &forged), 3).unwrap_err();
        assert!(matches!(found, Refused::Rewritten(Rewriting::Inconsistent { .. })), "{found:?}");
        // Cut short instead of changed.
        Intruder::of(register).does("DELETE FROM checkpoint; DELETE FROM tree_node; DELETE FROM written WHERE place > 5; DELETE FROM journal WHERE place > 5;",
        );
        let cut = sign(register).unwrap();
        let found = witness.judge(Some(&kept), &asked(register, Some(&kept), &cut), 4).unwrap_err();
        assert!(matches!(found, Refused::Rewritten(Rewriting::Smaller { size: 5, .. })), "{found:?}");
    });
}

/// What a check of the register says, each fault as a sentence.
fn said(register: &Register) -> Vec<String> {
    let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
    let broken = verified.broken.iter().map(ToString::to_string);
    broken.chain(verified.faults.iter().map(ToString::to_string)).collect()
}

#[test]
fn a_register_that_has_fewer_acts_than_it_signed_for_says_so_itself() {
    on_both_engines(|register| {
        act(register, 6);
        sign(register).unwrap();
        // The last act with all that it wrote: the chain before it is whole.
        let records = "DELETE FROM account WHERE id = (SELECT max(id) FROM account); \
            DELETE FROM holding WHERE id = (SELECT max(id) FROM holding); ";
        Intruder::of(register).does(&format!(
            "{records} DELETE FROM written WHERE place = 7; DELETE FROM journal WHERE place = 7"
        ));
        assert_eq!(said(register), ["a checkpoint was signed for 7 acts and the journal has 6: it was cut"]);
    });
}

#[test]
fn what_is_kept_of_the_tree_is_held_against_the_journal_and_made_anew() {
    on_both_engines(|register| {
        act(register, 300);
        sign(register).unwrap();
        Intruder::of(register).does("UPDATE tree_node SET hash = (SELECT max(hash) FROM journal)");
        assert!(said(register).iter().any(|said| said.contains("the kept hash of the tree at level 1")));
        act(register, 1);
        sign(register).unwrap();
        assert_eq!(said(register), Vec::<String>::new(), "the next checkpoint makes it anew");
        Intruder::of(register).does("DELETE FROM tree_node WHERE place = 0");
        act(register, 1);
        sign(register).unwrap();
        assert_eq!(said(register), Vec::<String>::new(), "a hole is filled");
        Intruder::of(register).does("DELETE FROM checkpoint WHERE size > 302");
        Intruder::of(register).does("UPDATE checkpoint SET size = 9999 WHERE size = 302");
        assert_eq!(said(register), ["the checkpoint kept for 9999 acts is none"]);
        Intruder::of(register)
            .does("UPDATE checkpoint SET size = 302 WHERE size = 9999; DELETE FROM tree_secret");
        assert_eq!(said(register), ["the secret of the tree over the acts is missing"]);
    });
}

#[test]
fn the_same_acts_are_signed_for_once() {
    on_both_engines(|register| {
        act(register, 2);
        let first = sign(register).unwrap();
        assert_eq!(sign(register).unwrap(), first);
        act(register, 1);
        assert_eq!(sign(register).unwrap().size, first.size + 1);
    });
}

#[test]
fn a_kept_proof_needs_no_register_and_fits_one_act_alone() {
    on_both_engines(|register| {
        act(register, 270);
        let context = register.context(&OPERATOR);
        assert!(prove(&context, 3, None).is_err(), "before there is a checkpoint there is no proof");
        sign(register).unwrap();
        act(register, 1);
        let proven = prove(&context, 3, None).unwrap();
        let line = write_proof(&proven);
        assert_eq!(check_proof(&read_proof(&line).unwrap(), &signed_by(trust())).unwrap(), 271);
        let changed = read_proof(&line.replace("manage-accounts", "manage-nothing")).unwrap();
        assert!(matches!(check_proof(&changed, &signed_by(trust())), Err(Unproven::Entry)));
        let mut other = read_proof(&line).unwrap();
        other.entry = prove(&context, 4, None).unwrap().entry;
        assert!(matches!(check_proof(&other, &signed_by(trust())), Err(Unproven::OtherPlace)));
        let stranger = SigningKey::from_seed("register.example", Kind::Log, &[7; 32]).unwrap();
        let stranger =
            Trust::new("register.example", vec![stranger.public().clone()], Vec::new(), 0).unwrap();
        assert!(check_proof(&proven, &signed_by(stranger)).is_err());
        assert!(prove(&context, 272, None).is_err(), "the act came after the checkpoint");
        // A unit has the proofs of all acts about itself.
        let own = prove_unit(&context, "P", None, (0, 1_000)).unwrap();
        assert_eq!(own.len(), 271);
        for one in own.iter().step_by(50) {
            check_proof(one, &signed_by(trust())).unwrap();
        }
    });
}

#[test]
fn proofs_are_for_those_who_may_read_the_journal_and_tiles_for_everybody() {
    on_both_engines(|register| {
        act(register, 3);
        sign(register).unwrap();
        let outsider = register.actor(Role::UnitOfficer, "P");
        assert!(prove(&register.context(&outsider), 1, None).is_err());
        let public = register.context(&Actor::PUBLIC);
        assert!(prove(&public, 1, None).is_err());
        assert_eq!(show_tile(&public, "tile/0/000.p/4").unwrap().len(), 4 * 32);
        for none in
            ["tile/0/000.p/5", "tile/0/000", "tile/0/001", "tile/entries/000", "tile/0/000.p/0", "../x"]
        {
            assert!(matches!(show_tile(&public, none), Err(AppError::NotFound)), "{none}");
        }
    });
}

#[test]
fn a_line_that_says_more_or_other_than_its_entry_proves_nothing() {
    on_both_engines(|register| {
        act(register, 3);
        sign(register).unwrap();
        let proven = prove(&register.context(&OPERATOR), 3, None).unwrap();
        let line = write_proof(&proven);
        for added in ["{\"extra\":\"forged\",", "{\"place\":3,"] {
            let more = line.replacen('{', added, 1);
            assert!(matches!(read_proof(&more), Err(Unproven::Unread(_))), "{more}");
        }
        let mut elsewhere = proven.clone();
        elsewhere.proof = elsewhere.proof.replace("index 2", "index 1");
        assert!(matches!(check_proof(&elsewhere, &signed_by(trust())), Err(Unproven::OtherPlace)));
        // No hash covers the word and the contents of an entry of the first form.
        let mut old = proven;
        old.entry.form = Form::First;
        old.entry.hash = old.entry.computed_hash();
        old.entry.word = "plan-approved".to_owned();
        assert!(matches!(check_proof(&old, &signed_by(trust())), Err(Unproven::Misnamed)));
        old.entry.word = old.entry.word_before().to_owned();
        assert!(matches!(check_proof(&old, &signed_by(trust())), Err(Unproven::Misnamed)), "its contents");
    });
}

#[test]
fn a_proof_is_held_against_what_stands_on_a_paper_without_any_key() {
    on_both_engines(|register| {
        act(register, 3);
        let printed = sign(register).unwrap();
        act(register, 300);
        sign(register).unwrap();
        let note = Note::parse(printed.note.as_bytes()).unwrap();
        let short = Checkpoint::parse(note.text()).unwrap().short();
        let broken = format!("{} {}\n", &short[..20], &short[20..]);
        let paper = Ground { trust: None, printed: Some(Checkpoint::of_short("x", &broken).unwrap().head()) };
        let context = register.context(&OPERATOR);
        let by = prove(&context, 3, Some(printed.size)).unwrap();
        assert_eq!(check_proof(&by, &paper).unwrap(), 4);
        let newest = prove(&context, 3, None).unwrap();
        assert!(matches!(check_proof(&newest, &paper), Err(Unproven::OtherCheckpoint(_))));
        assert!(matches!(check_proof(&by, &Ground::default()), Err(Unproven::Proof(_))), "on nothing");
        assert!(prove(&context, 3, Some(printed.size - 1)).is_err(), "no such checkpoint");
        let mut changed = by;
        changed.entry.actor = "account:9".to_owned();
        assert!(check_proof(&changed, &paper).is_err());
    });
}

#[test]
fn an_act_of_others_that_wrote_a_record_of_a_unit_is_about_it() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let form = TaskForm {
            kind: "direction",
            leader: "the head",
            title: "check the duties",
            body: "tier by tier",
            due_on: "2015-06-10",
        };
        let task = send_task(&context, "P", form, &["A"]).unwrap();
        let sent = register.last_entry();
        let head = register.actor(Role::UnitHead, "A");
        acknowledge_task(&register.context(&head), task).unwrap();
        let acknowledged = register.last_entry();
        sign(register).unwrap();
        let about = |who: &Actor, unit: &str| -> Vec<i64> {
            let proven = prove_unit(&register.context(who), unit, None, (0, 1_000)).unwrap();
            for one in &proven {
                check_proof(one, &signed_by(trust())).unwrap();
            }
            proven.iter().map(|one| one.entry.place).collect()
        };
        let own = about(&head, "A");
        assert!(own.contains(&sent.place) && own.contains(&acknowledged.place), "{own:?}");
        assert!(own.is_sorted() && own.contains(&1), "that it was brought in, in order: {own:?}");
        let sender = about(&OPERATOR, "P");
        assert!(sender.contains(&acknowledged.place), "what was answered to whoever sent it: {sender:?}");
        let other = about(&OPERATOR, "B");
        assert!(!other.contains(&sent.place) && !other.contains(&acknowledged.place), "{other:?}");
        let stranger = register.actor(Role::UnitHead, "B");
        assert!(prove_unit(&register.context(&stranger), "A", None, (0, 10)).is_err());
    });
}

#[test]
fn what_a_paper_says_it_stands_on_is_the_same_for_ever() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let stands = |record| standing(&register.context(&Actor::PUBLIC), record).unwrap();
        assert_eq!(stands(Published::Draw(DrawId(1))), None, "a register that signs nothing");
        sign(register).unwrap();
        let drawn = stands(Published::Draw(DrawId(1))).unwrap();
        let form = CircularForm {
            title: "circular on round 1",
            recipients: "all units",
            grounds: "by the standard",
            went_well: vec![("A", "opinions were collected widely")],
            problems: vec![("A", "few instances")],
            requirements: vec![("report", "2015-07-10", "all")],
            correction: "",
        };
        let circular = publish_checked(register, &office, round, &form);
        let published = register.last_entry().place;
        let stands_circular = || stands(Published::Circular(circular)).unwrap();
        let waiting = stands_circular();
        assert_eq!((waiting.place, waiting.anchor), (published, None), "before a checkpoint covers it");
        let covering = sign(register).unwrap();
        let said = stands_circular();
        let anchor = said.anchor.clone().unwrap();
        assert_eq!((said.place, anchor.size, &anchor.note), (published, covering.size, &covering.note));
        assert_eq!(anchor.keys, ["register.example+".to_owned() + &key().public().to_string()[17..25]]);
        let head = register.actor(Role::UnitHead, "A");
        acknowledge_circular(&register.context(&head), circular, "A").unwrap();
        sign(register).unwrap();
        assert_eq!(stands_circular(), said, "that it was read changes nothing");
        assert_eq!(stands(Published::Draw(DrawId(1))).unwrap(), drawn);
    });
}

#[test]
fn nothing_is_signed_over_faults_and_whoever_looks_after_the_register_is_told() {
    on_both_engines(|register| {
        act(register, 3);
        let context = register.context(&OPERATOR);
        let signs = || sign_if_sound(&context, &key(), &CHANCE).unwrap();
        assert!(matches!(signs(), Signing::Signed(signed) if signed.size == 4));
        assert_eq!(show_signings(&context).unwrap().standing().1, None);
        for spoilt in [
            (
                "UPDATE account SET title = 'forged' WHERE id = 1",
                "UPDATE account SET title = 'Office' WHERE id = 1",
            ),
            (
                "UPDATE journal SET at = at || ' ' WHERE place = 3",
                "UPDATE journal SET at = trim(at) WHERE place = 3",
            ),
        ] {
            let title = Intruder::of(register).texts("SELECT title AS text FROM account WHERE id = 1");
            act(register, 1);
            Intruder::of(register).does(spoilt.0);
            let Signing::Faults(fault) = signs() else { panic!("signed over: {}", spoilt.0) };
            let told = show_signings(&context).unwrap();
            assert!(told.standing().1.unwrap().contains(&fault), "{told:?}");
            assert_eq!(told.last.unwrap().size, register_signed(register), "nothing new");
            let doctor = examine(&context);
            let finding = doctor.iter().find(|finding| finding.check == "checkpoints").unwrap();
            assert!(finding.fault.as_ref().unwrap().starts_with("nothing was signed"), "{finding:?}");
            let office = register.actor(Role::Office, "P");
            assert!(show_signings(&register.context(&office)).is_err(), "whoever administers is told alone");
            let mended = spoilt.1.replace("'Office'", &format!("'{}'", title[0]));
            Intruder::of(register).does(&mended);
            assert!(matches!(signs(), Signing::Signed(_)));
            assert_eq!(show_signings(&context).unwrap().standing().1, None, "and the note is taken back");
        }
    });
}

fn register_signed(register: &Register) -> i64 {
    register.store.snapshot().unwrap().reader().last_checkpoint().unwrap().unwrap().size
}
