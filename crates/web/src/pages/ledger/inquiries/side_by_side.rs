//! The texts of a question side by side, same and different words marked.

use crate::frame::call::Call;
use askama::Template;
use earnest_app::ledger::inquiries::inquiries_show::Inquiries;
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
    pub(super) fn new(call: &Call<'_>, kind: InquiryKind, texts: &[AskedText], found: &Inquiries) -> Self {
        let against = kind == InquiryKind::AlikeTexts;
        let pairs =
            texts.iter().map(|text| if against { pair(call, text, found) } else { named(call, text) });
        Self { tr: call.tr, pairs: pairs.collect(), against }
    }
}

fn pair(call: &Call<'_>, text: &AskedText, found: &Inquiries) -> Pair {
    let tr = call.tr;
    let beside = side_by_side(&text.body, &text.other_body, &found.sources);
    // Who came on the same day was not before the other.
    let together = found.since.get(&(text.kind, text.record)) == Some(&text.other_since);
    let (units, of) = (i64::from(text.units), i64::from(text.of));
    let day = tr.date_iso(text.other_since);
    Pair {
        own: Side { head: call.word_of(text.kind), pieces: marked(beside.own) },
        other: Some(Side {
            head: tr.inquiry_other(day.as_str(), text.other_name.as_str()),
            pieces: marked(beside.other),
        }),
        base: if together {
            tr.inquiry_same_day(units, day.as_str(), of, text.other_name.as_str())
        } else {
            tr.inquiry_before(units, day.as_str(), of, text.other_name.as_str())
        },
    }
}

fn named(call: &Call<'_>, text: &AskedText) -> Pair {
    Pair {
        own: Side { head: call.word_of(text.kind), pieces: marked(with_name(&text.body, &text.other_body)) },
        other: None,
        base: call.tr.inquiry_named(text.other_name.as_str()),
    }
}
