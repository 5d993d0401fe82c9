//! Addresses of programmes: rounds, standards, bodies.

use crate::frame::address::paths;
use earnest_model::id::{BodyId, ProgrammeId, RoundId, StandardId};

paths! {
    programme_new() = "/programmes/new";
    programme(id: ProgrammeId) = "/programmes/{id}";
    programme_correct(id: ProgrammeId) = "/programmes/{id}/correct";
    programme_step(id: ProgrammeId) = "/programmes/{id}/step";
    take_up(id: ProgrammeId) = "/programmes/{id}/pack";
    bodies(id: ProgrammeId) = "/programmes/{id}/bodies";
    body(id: BodyId) = "/bodies/{id}";
    body_end(id: BodyId) = "/bodies/{id}/end";
    rounds() = "/rounds";
    round(id: RoundId) = "/rounds/{id}";
    round_file(id: RoundId) = "/rounds/{id}/file.zip";
    calendar(id: RoundId) = "/rounds/{id}/calendar";
    advance(id: RoundId) = "/rounds/{id}/advance";
    excuse(id: RoundId) = "/rounds/{id}/excuse";
    open_gate(id: RoundId) = "/rounds/{id}/gate";
    reopen(id: RoundId) = "/rounds/{id}/reopen";
    standard_draft() = "/standards/draft";
    standard_ask() = "/standards/draft/ask";
    standard_begin() = "/standards/draft/begin";
    standard_agree() = "/standards/agree";
    standard(id: StandardId) = "/standards/{id}";
    standard_changes(id: StandardId) = "/standards/{id}/changes";
}
