//! The texts of a question side by side, same and different words marked.

use crate::frame::call::Call;
use askama::Template;
use earnest_i18n::Tr;
use earnest_model::ledger::inquiries::{
    alike::{Piece, PieceKind, side_by_side, with_name},
    inquiry::{AskedText, InquiryKind},
};

/// The texts of a question; nothing where it is about none.
#[derive(Template)]
#[template(path = "pages/ledger/inquiries/side_by_side.html")]
pub(super) struct Texts {
    tr: Tr,
    pairs: Vec<Pair>,
    /// Whether the texts are held against others, or a name is looked for in them.
    against: bool,
}

impl askama::filters::HtmlSafe for Texts {}

struct Pair {
    own: Side,
    /// Absent where it is a name that was found.
    other: Option<Side>,
    /// Where the like of it stands.
    base: String,
}

struct Side {
    head: String,
    pieces: Vec<(&'static str, String)>,
}

fn marked(pieces: Vec<Piece>) -> Vec<(&'static str, String)> {
    let class = |kind| match kind {
        PieceKind::Same => "same",
        PieceKind::Differs => "differs",
        PieceKind::Sent => "sent",
        PieceKind::Between => "",
    };
    pieces.into_iter().map(|piece| (class(piece.kind), piece.text)).collect()
}

impl Texts {
    pub(super) fn new(call: &Call<'_>, kind: InquiryKind, texts: &[AskedText], sources: &[String]) -> Self {
        let against = kind == InquiryKind::AlikeTexts;
        let pairs =
            texts.iter().map(|text| if against { pair(call, text, sources) } else { named(call, text) });
        Self { tr: call.tr, pairs: pairs.collect(), against }
    }
}

fn pair(call: &Call<'_>, text: &AskedText, sources: &[String]) -> Pair {
    let tr = call.tr;
    let beside = side_by_side(&text.body, &text.other_body, sources);
    let (units, of) = (i64::from(text.units), i64::from(text.of));
    let day = tr.date_iso(text.other_since);
    Pair {
        own: Side { head: call.word_of(text.kind), pieces: marked(beside.own) },
        other: Some(Side {
            head: tr.inquiry_other(text.other_name.as_str(), day.as_str()),
            pieces: marked(beside.other),
        }),
        base: tr.inquiry_stands(units, of, text.other_name.as_str(), day.as_str()),
    }
}

fn named(call: &Call<'_>, text: &AskedText) -> Pair {
    Pair {
        own: Side { head: call.word_of(text.kind), pieces: marked(with_name(&text.body, &text.other_body)) },
        other: None,
        base: call.tr.inquiry_named(text.other_name.as_str()),
    }
}
