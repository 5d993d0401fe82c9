//! Check a kept archive, without the register: that it is whole, that its part of the journal is as it was signed, and that
//! what was published is what the journal says was published.

pub use super::archive_checked::{
    ACTS, ArchiveFault, CHECKPOINT, Checked, DRAWS, INDEX, PUBLISHED, SIGNED, SUMS,
};
use super::{
    archive_published::{check_index, check_published, check_round},
    proof_check::{Ground, check_proof},
    proof_file::read_proof,
    proof_make::Proven,
};
use earnest_anchor::{
    Hash,
    checkpoint::{Checkpoint, CheckpointError},
    note::{Note, SigningKey, VerifierKey},
    proof::Proof,
    tree::Head,
    trust::Trust,
};
use earnest_model::{event::Entry, hash::sha256_hex};
use std::collections::{BTreeMap, BTreeSet};

/// The list of contents of files: a hash, two blanks, a name.
pub fn sums<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> String {
    files.into_iter().map(|(name, bytes)| format!("{}  {name}\n", sha256_hex(bytes))).collect()
}

/// The log whose one record is a list of contents, of whoever holds the key of this name: another one than the journal's, so that
/// no list is ever taken for a checkpoint.
fn log_of_lists(name: &str) -> String {
    format!("{name}/archive")
}

/// Signs a list of contents with the key of the register.
///
/// # Errors
/// The key is not one of a log.
pub fn sign_list(list: &[u8], key: &SigningKey) -> Result<String, CheckpointError> {
    let head = Head { size: 1, root: Hash::leaf(list) };
    Ok(Checkpoint::new(&log_of_lists(key.public().name()), head)?.sign(key)?.to_string())
}

/// Holds the list of contents against the note that the register signed on it; none where there is no such note.
pub fn check_signed_list(files: &[(String, Vec<u8>)], key: &VerifierKey) -> Option<Result<(), ArchiveFault>> {
    let find =
        |wanted: &str| files.iter().find(|(name, _)| name == wanted).map(|(_, bytes)| bytes.as_slice());
    let (note, list) = (find(SIGNED)?, find(SUMS).unwrap_or_default());
    let fault = |why: String| ArchiveFault { file: SIGNED.to_owned(), why };
    let opened = || -> Result<Head, String> {
        let trust = Trust::new(&log_of_lists(key.name()), vec![key.clone()], Vec::new(), 0)
            .map_err(|fault| fault.to_string())?;
        let note = Note::parse(note).map_err(|fault| fault.to_string())?;
        Ok(trust.open(&note).map_err(|fault| fault.to_string())?.checkpoint.head())
    };
    Some(match opened() {
        Ok(head) if head == (Head { size: 1, root: Hash::leaf(list) }) => Ok(()),
        Ok(_) => Err(fault("the list of contents is not the one that was signed".to_owned())),
        Err(why) => Err(fault(why)),
    })
}

/// Checks the files of an archive. On a ground of neither key nor head no signature is looked at, and the acts are held against the
/// archive's own checkpoint.
pub fn check_archive(files: &[(String, Vec<u8>)], ground: &Ground) -> Checked {
    let mut checked = Checked { files: files.len(), ..Checked::default() };
    let mut members: BTreeMap<&str, &[u8]> = BTreeMap::new();
    for (name, bytes) in files {
        if members.insert(name, bytes).is_some() {
            checked.fault(name, "the name stands twice in the archive");
        }
    }
    check_list(&mut checked, &members);
    for needed in [INDEX, ACTS] {
        if !members.contains_key(needed) {
            checked.fault(needed, "every archive has this file, and it is missing");
        }
    }
    let head = members.get(CHECKPOINT).and_then(|bytes| check_checkpoint(&mut checked, bytes, ground));
    let size = head.as_ref().map(|(_, head)| head.size);
    let acts = check_acts(&mut checked, &members, head);
    check_published(&mut checked, &members, &acts);
    check_index(&mut checked, &members);
    check_round(&mut checked, &members, (&acts, size));
    checked
}

/// Holds every file against the list, and the list against the files.
fn check_list(checked: &mut Checked, members: &BTreeMap<&str, &[u8]>) {
    let Some(bytes) = members.get(SUMS) else {
        checked.fault(SUMS, "the list of contents is missing");
        return;
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        checked.fault(SUMS, "the list of contents is no text");
        return;
    };
    let mut listed = BTreeSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((hash, name)) = line.split_once("  ") else {
            checked.fault(SUMS, format!("line {number} is no hash with a name"));
            continue;
        };
        if !listed.insert(name) {
            checked.fault(SUMS, format!("line {number} names {name} once more"));
        }
        match members.get(name) {
            None => checked.fault(name, "it is in the list of contents and not in the archive"),
            Some(bytes) if sha256_hex(bytes) != hash => {
                checked.fault(name, "its bytes are not those of the list of contents");
            }
            Some(_) => {}
        }
    }
    for name in members.keys().filter(|name| ![SUMS, SIGNED].contains(*name) && !listed.contains(*name)) {
        checked.fault(name, "it is not in the list of contents");
    }
}

/// The head of the archive's checkpoint, held against the keys or the head that were given.
fn check_checkpoint(checked: &mut Checked, bytes: &[u8], ground: &Ground) -> Option<(Note, Head)> {
    let read = Note::parse(bytes).map_err(|fault| fault.to_string()).and_then(|note| {
        let checkpoint = Checkpoint::parse(note.text()).map_err(|fault| fault.to_string())?;
        Ok((note, checkpoint))
    });
    let (note, checkpoint) = match read {
        Ok(read) => read,
        Err(fault) => {
            checked.fault(CHECKPOINT, format!("it is no signed checkpoint: {fault}"));
            return None;
        }
    };
    if let Some(trust) = &ground.trust
        && let Err(fault) = trust.open(&note)
    {
        checked.fault(CHECKPOINT, fault);
    }
    if let Some(printed) = ground.printed
        && printed != checkpoint.head()
    {
        checked.fault(CHECKPOINT, format!("it is another one than the one given: {}", checkpoint.short()));
    }
    checked.checkpoint = Some(checkpoint.short());
    Some((note, checkpoint.head()))
}

/// Checks every act and the chain between neighbours; gives the acts.
fn check_acts(
    checked: &mut Checked,
    members: &BTreeMap<&str, &[u8]>,
    head: Option<(Note, Head)>,
) -> Vec<Entry> {
    let mut acts = Vec::new();
    let Some(bytes) = members.get(ACTS) else { return acts };
    let Ok(text) = std::str::from_utf8(bytes) else {
        checked.fault(ACTS, "it is no text");
        return acts;
    };
    let mut before: Option<(i64, String)> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let proven = match read_proof(line) {
            Ok(proven) => proven,
            Err(fault) => {
                checked.fault(ACTS, format!("line {number}: {fault}"));
                continue;
            }
        };
        checked.acts += 1;
        if let Err(why) = check_act(&proven, head.as_ref(), &mut checked.unproven) {
            checked.fault(ACTS, format!("line {number}, act {}: {why}", proven.entry.place));
        }
        let entry = &proven.entry;
        match &before {
            Some((place, _)) if *place >= entry.place => {
                checked.fault(ACTS, format!("line {number}: act {} stands after act {place}", entry.place));
            }
            Some((place, hash)) if place + 1 == entry.place && *hash != entry.previous => {
                let why = format!("line {number}: act {} does not follow act {place}", entry.place);
                checked.fault(ACTS, why);
            }
            _ => {}
        }
        before = Some((entry.place, entry.hash.clone()));
        acts.push(proven.entry);
    }
    acts
}

/// Checks one act against the checkpoint; one that stands after it is counted as not proven.
fn check_act(proven: &Proven, head: Option<&(Note, Head)>, unproven: &mut usize) -> Result<(), String> {
    let size = head.map_or(0, |(_, head)| i64::try_from(head.size).unwrap_or(i64::MAX));
    if proven.proof.is_empty() {
        if proven.entry.place <= size {
            return Err("its proof is missing".to_owned());
        }
        *unproven += 1;
        let own = proven.entry.computed_hash() == proven.entry.hash;
        return if own { Ok(()) } else { Err("the entry does not match its own hash".to_owned()) };
    }
    let Some((note, head)) = head else {
        return Err("there is no checkpoint to which its proof could lead".to_owned());
    };
    check_proof(proven, &Ground { trust: None, printed: Some(*head) }).map_err(|fault| fault.to_string())?;
    // Its signature was looked at once, on the archive's own.
    let proof = Proof::parse(proven.proof.as_bytes()).map_err(|fault| fault.to_string())?;
    if proof.note.to_string() == note.to_string() {
        Ok(())
    } else {
        Err(format!("its proof carries another checkpoint than {CHECKPOINT}"))
    }
}
