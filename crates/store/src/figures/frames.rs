//! The frames from which the parts of a total were drawn, round by round.

use super::whose::WhoseActs;
use crate::{
    Reader,
    counting::counted,
    draws::draw::draw_drawn,
    error::{Result, StoreError},
    schema::{draw, round},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    draws::draw_record::read_frame,
    figures::count::{Count, OfRecord},
    id::DrawId,
    permit::{Permit, ReadFigures},
};

/// The frame of a round's draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundFrame {
    /// Number of the round.
    pub round: i32,
    /// The draw.
    pub draw: DrawId,
    /// How many units stood in its frame, of the class that was asked for.
    pub units: Count<OfRecord>,
}

impl Reader<'_> {
    /// The frames of the draws that were made by a day in the rounds of whoever's acts are asked for, in the order of the rounds.
    pub fn frames_of_rounds(
        &mut self,
        _: &Permit<ReadFigures>,
        (whose, class, day): (&WhoseActs, Option<&str>, Date),
    ) -> Result<Vec<RoundFrame>> {
        let mut query = draw::table
            .inner_join(round::table)
            .filter(draw::organiser_id.eq(whose.organiser.0).and(draw_drawn()))
            .filter(draw::drawn_at.lt(day.saturating_add(jiff::Span::new().days(1)).to_string()))
            .order((round::number.asc(), draw::id.asc()))
            .select((round::number, draw::id, draw::frame))
            .into_boxed();
        if let Some(programme) = &whose.programme {
            query = query.filter(round::programme_id.eq(programme.id.0));
        }
        let rows: Vec<(i32, i64, String)> = query.load(self.connection)?;
        let read = |(round, id, frame): (i32, i64, String)| {
            let rows = read_frame(&frame).ok_or_else(|| StoreError::meaningless(frame, "a frame"))?;
            let of_class = rows.iter().filter(|(of, _)| class.is_none_or(|class| of == class)).count();
            let units = counted(OfRecord, i64::try_from(of_class).unwrap_or(i64::MAX));
            Ok(RoundFrame { round, draw: DrawId(id), units })
        };
        rows.into_iter().map(read).collect()
    }
}
