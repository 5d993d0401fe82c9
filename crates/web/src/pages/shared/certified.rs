//! What every draw shows in the same way, of units or of closed measures: its three acts, its digits, how to check it.

use crate::{
    frame::{call::Call, moment::moment},
    look::{Field, Table},
};
use earnest_model::{
    draws::draw_record::{DrawState, PublicDraw},
    message::FieldErrors,
};

/// Where the forms and files of a draw are.
pub struct Ways {
    /// Where the seed is sent.
    pub seed: String,
    /// Where it is declared void.
    pub void: String,
    /// Its certificate.
    pub certificate: String,
    /// Its frame.
    pub frame: String,
    /// What was left out of the frame; empty where nothing can be.
    pub excluded: String,
}

/// Where a draw is found, and who looks at it.
pub struct Place {
    /// Its forms and files.
    pub ways: Ways,
    /// Under which name its certificate is kept.
    pub file: String,
    /// Whether whoever looks may enter the seed or declare it void.
    pub manages: bool,
}

/// A draw that anybody can recompute; a page extends `shared/certified.html` with it.
pub struct Certified {
    /// Its forms and files.
    pub ways: Ways,
    /// The name of its certificate.
    pub file: String,
    /// When the frame was frozen.
    pub frozen_when: String,
    /// SHA-256 of the frame.
    pub fingerprint: String,
    /// How many digits, when, and which.
    pub seed: Option<(String, String, String)>,
    /// Where its digits come from.
    pub origin: Option<String>,
    /// What stands there instead of a seed.
    pub no_seed: String,
    /// What was left out of the frame, and the fingerprint of that list.
    pub left_out: Option<(Table, String)>,
    /// Whether it has a certificate.
    pub is_drawn: bool,
    /// Asks for the seed.
    pub ask_seed: Option<Field>,
    /// Asks where its digits come from.
    pub ask_origin: Option<Field>,
    /// Asks why it is void.
    pub ask_void: Option<Field>,
}

impl Certified {
    /// A draw as its page shows it, with the faults of what was sent at their fields.
    pub fn of(call: &Call<'_>, draw: &PublicDraw, place: Place, errors: &FieldErrors) -> Self {
        let tr = call.tr;
        let made = draw.seed.as_ref().zip(draw.drawn_at.as_ref());
        let asks = |name: &'static str, label: &str, help: &str| {
            let error = call.fault(errors, name);
            Field::line(name, label).value(call.form.get(name)).help(help).error(error)
        };
        let may = |wanted: bool| place.manages && wanted;
        Self {
            ways: place.ways,
            file: place.file,
            frozen_when: moment(call, &draw.frozen_at),
            fingerprint: draw.frame_hash.clone(),
            seed: made.map(|(seed, at)| (tr.draw_digits_title(seed.len()), moment(call, at), seed.clone())),
            origin: draw.origin().map(|origin| tr.draw_origin_said(origin)),
            no_seed: match draw.state {
                DrawState::Void => tr.draw_seed_never().into_owned(),
                DrawState::Frozen | DrawState::Drawn => tr.draw_seed_waits().into_owned(),
            },
            left_out: None,
            is_drawn: draw.certificate.is_some(),
            ask_seed: may(draw.state == DrawState::Frozen)
                .then(|| asks("seed", &tr.draw_seed(), &tr.draw_seed_help())),
            ask_origin: may(draw.state == DrawState::Frozen)
                .then(|| asks("origin", &tr.draw_origin(), &tr.draw_origin_help())),
            ask_void: may(draw.state != DrawState::Void)
                .then(|| asks("reason", &tr.draw_void_reason(), &tr.draw_void_reason_help())),
        }
    }
}
