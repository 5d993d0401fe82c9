//! The file in which somebody keeps a proof: the entry, its salt, and the proof, one JSON object a line.

use super::{proof_check::Unproven, proof_make::Proven};
use earnest_model::{
    event::{Entry, Form},
    id::UnitId,
};
use serde::{Deserialize, Serialize};

/// A kept proof as it stands in its file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    place: i64,
    at: String,
    action: String,
    actor: String,
    subject: String,
    subject_id: i64,
    unit: i64,
    detail: String,
    form: i32,
    word: String,
    contents: String,
    previous: String,
    hash: String,
    salt: String,
    proof: String,
}

/// One line of the file.
pub fn write_proof(proven: &Proven) -> String {
    let Entry {
        place,
        at,
        action,
        actor,
        subject,
        subject_id,
        unit,
        detail,
        form,
        word,
        contents,
        previous,
        hash,
    } = proven.entry.clone();
    let (unit, form) = (unit.0, form.number());
    let (salt, proof) = (proven.salt.clone(), proven.proof.clone());
    let line = Line {
        place,
        at,
        action,
        actor,
        subject,
        subject_id,
        unit,
        detail,
        form,
        word,
        contents,
        previous,
        hash,
        salt,
        proof,
    };
    // Texts and numbers alone: JSON can say them.
    serde_json::to_string(&line).unwrap_or_default()
}

/// Reads a line.
pub fn read_proof(text: &str) -> Result<Proven, Unproven> {
    let line: Line = serde_json::from_str(text).map_err(|fault| Unproven::Unread(fault.to_string()))?;
    let form = Form::of(line.form).ok_or_else(|| Unproven::Unread(format!("form {}", line.form)))?;
    let entry = Entry {
        place: line.place,
        at: line.at,
        action: line.action,
        actor: line.actor,
        subject: line.subject,
        subject_id: line.subject_id,
        unit: UnitId(line.unit),
        detail: line.detail,
        form,
        word: line.word,
        contents: line.contents,
        previous: line.previous,
        hash: line.hash,
    };
    Ok(Proven { entry, salt: line.salt, proof: line.proof })
}
