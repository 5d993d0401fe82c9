//! What is asked of programmes before anybody may do anything: by which pack each runs, and to which a record belongs.

use crate::{
    Reader,
    contents::pairs,
    day::read_date,
    error::Result,
    programmes::{
        going::{LAST_DAY, opened, programme_going, programme_in_use, under_way},
        titles::first_days,
    },
    schema::{programme, unit},
};
use diesel::{dsl::exists, prelude::*};
use earnest_model::{
    Date,
    id::{PackId, ProgrammeId},
    programmes::at_hand::AtHand,
    span::Span,
};

/// How a record leads to its programme, by its table: a query that ends before the key.
const OF_PROGRAMME: &[(&str, &str)] = {
    macro_rules! by {
        ($from:literal) => {
            concat!("SELECT CAST(r.programme_id AS TEXT) AS one, '' AS two FROM ", $from)
        };
    }
    &[
        ("programme", "SELECT CAST(p.id AS TEXT) AS one, '' AS two FROM programme p WHERE p.id = "),
        ("round", by!("round r WHERE r.id = ")),
        ("standard", by!("standard r WHERE r.id = ")),
        ("joint_body", by!("joint_body r WHERE r.id = ")),
        ("plan", by!("plan t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        ("seminar", by!("seminar t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        ("observation", by!("observation t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        ("sheet", by!("sheet t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        ("draw", by!("draw t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        ("rating", by!("rating t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        ("circular", by!("circular t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        ("circular_draft", by!("circular_draft t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        ("problem", by!("problem t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
        (
            "measure",
            by!(
                "measure m JOIN problem t ON t.id = m.problem_id JOIN round r ON r.id = t.round_id WHERE m.id = "
            ),
        ),
        ("call_up", by!("spot_check t JOIN round r ON r.id = t.round_id WHERE t.id = ")),
    ]
};

/// By which version of a pack a programme runs, and over which units its organiser stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The programme.
    pub programme: ProgrammeId,
    /// The organiser's units.
    pub span: Span,
    /// The version of the pack; none in a register that was not founded.
    pub pack: Option<PackId>,
    /// Its title.
    pub title: String,
    /// The name of its organiser.
    pub organiser: String,
    /// The first day of its rounds.
    pub from: Date,
    /// What decides whether it is the one at hand.
    pub at_hand: AtHand,
}

impl Reader<'_> {
    /// By which version each programme runs. It is asked for before anybody may do anything.
    pub fn running_packs(&mut self) -> Result<Vec<Running>> {
        type Hand = (bool, bool, bool, Option<String>);
        type Row = (i64, Option<i64>, i64, i64, (String, String, String), Hand);
        let days = first_days(self.connection)?;
        let rows: Vec<Row> = programme::table
            .inner_join(unit::table)
            .order(programme::id.asc())
            .select((
                programme::id,
                programme::pack_id,
                unit::lo,
                unit::hi,
                (programme::title, unit::name, programme::started_on),
                (programme_going(), programme_in_use(), exists(opened()), under_way!(LAST_DAY.to_owned())),
            ))
            .load(self.connection)?;
        let running = |(id, pack, lo, hi, (title, organiser, started_on), hand): Row| {
            let (going, in_use, opened, under_way) = hand;
            let started_on = read_date(&started_on)?;
            let from = days.get(&id).copied().unwrap_or(started_on);
            let (programme, span, pack) = (ProgrammeId(id), Span { lo, hi }, pack.map(PackId));
            let under_way = under_way.as_deref().map(read_date).transpose()?;
            let (put_away, over) = (!in_use, !going);
            let at_hand = AtHand { programme, put_away, over, under_way, opened, started_on };
            Ok(Running { programme, span, pack, title, organiser, from, at_hand })
        };
        rows.into_iter().map(running).collect()
    }

    /// The programme to which a record of a table belongs, by its key. It says by which pack's words a page speaks, before anybody
    /// may do anything, and tells nothing of the record.
    pub fn programme_of_record(&mut self, table: &str, key: i64) -> Result<Option<ProgrammeId>> {
        let Some((_, query)) = OF_PROGRAMME.iter().find(|(name, _)| *name == table) else { return Ok(None) };
        let rows = pairs(self.connection, &format!("{query}{key}"))?;
        Ok(rows.first().and_then(|row| row.one.parse().ok()).map(ProgrammeId))
    }
}
