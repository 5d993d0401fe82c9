//! Each picture with the words and the table that say the same.

use super::part::Part;
use crate::{
    frame::{address::Asking, call::Call, fields::Fields, reply::Fault},
    look::{
        Amount, Cell, Counted, Table,
        picture::{Bars, Columns, Icicle, Ink, Kind, Lines, Node, Row},
    },
    pages::paths,
};
use earnest_app::{
    VisitedUnit,
    figures::pictures_show::{Group, Pictures, Week},
};
use earnest_model::figures::count::Count;
use earnest_model::figures::{
    picture as asked,
    picture::{By, Part as Stands, Series, Taken},
    scope::ALL,
};

/// The address of the records behind a mark.
fn href(call: &Call<'_>, made: &Pictures, mark: &asked::Mark) -> String {
    let mut fields = vec![("unit".to_owned(), made.unit.code.to_string())];
    // Where the header would say another one, the address says of which it is.
    if !made.programme.is_all() || call.actor.programme().is_some() {
        fields.push(("programme".to_owned(), made.programme.word().unwrap_or_else(|| ALL.to_owned())));
    }
    fields.extend(mark.query().into_iter().map(|(name, value)| (name.to_owned(), value)));
    paths::figures::picture_records().asking_all(&Fields(fields))
}

fn mark(call: &Call<'_>, made: &Pictures, count: &Count<asked::Mark>) -> Counted {
    Counted::new(call.tr, count, href(call, made, count.question()))
}

fn row<'m>(
    call: &Call<'_>,
    made: &Pictures,
    label: String,
    counts: impl IntoIterator<Item = &'m Count<asked::Mark>>,
) -> Row {
    Row { label, marks: counts.into_iter().map(|counted| mark(call, made, counted)).collect() }
}

fn table(caption: &str, first: &str, kinds: &[Kind], rows: &[Row]) -> Table {
    let table = Table::new(caption).column(first);
    let table = kinds.iter().fold(table, |table, kind| table.numbers(kind.word.as_str()));
    table.rows(rows.iter().map(|row| {
        let marks = row.marks.iter().cloned().map(Cell::from);
        std::iter::once(Cell::Text(row.label.clone())).chain(marks).collect::<Vec<_>>()
    }))
}

/// How a part of the ledger is filled and what it is called.
fn part(call: &Call<'_>, part: Stands) -> Kind {
    let ink = match part {
        Stands::Closed => Ink::Full,
        Stands::Open => Ink::Hollow,
        Stands::Overdue => Ink::Hatched,
    };
    Kind::new(ink, call.word(&format!("picture-part-{}", part.key())))
}

/// What a group of the ledger is called.
pub fn group_words(call: &Call<'_>, by: By, key: &str) -> String {
    let (tag, pack) = (call.lang.tag(), call.pack());
    match by {
        By::Aspect => pack.aspect_name(key, tag).to_owned(),
        By::Age => call.word(&format!("picture-age-{key}")),
        By::Owner => key.to_owned(),
        By::Tier => pack.tier_name_at(key.parse().unwrap_or(-1), tag).to_owned(),
    }
}

pub fn measures(call: &Call<'_>, made: &Pictures, by: By, groups: &[Group]) -> Result<Part, Fault> {
    let tr = call.tr;
    let kinds: Vec<_> = Stands::ALL
        .iter()
        .filter(|stands| by != By::Age || **stands != Stands::Closed)
        .map(|stands| part(call, *stands))
        .collect();
    let order: Vec<&Group> = match by {
        // Ages in their own order, the others as they come.
        By::Age => {
            asked::Age::ALL.iter().filter_map(|age| groups.iter().find(|it| it.key == age.key())).collect()
        }
        By::Tier => {
            let mut all: Vec<_> = groups.iter().collect();
            all.sort_by_key(|group| group.key.parse::<i32>().unwrap_or(i32::MAX));
            all
        }
        By::Aspect | By::Owner => groups.iter().collect(),
    };
    let rows: Vec<_> = order
        .into_iter()
        .map(|group| row(call, made, group_words(call, by, &group.key), &group.counts))
        .collect();
    let title = call.word(&format!("picture-by-{}", by.key()));
    let says = match by {
        By::Age => tr.picture_age_says().into_owned(),
        By::Owner if made.more_owners > 0 => tr.picture_more_owners(made.more_owners),
        _ => tr.picture_measures_says().into_owned(),
    };
    let id = match by {
        By::Aspect => "by-aspect",
        By::Age => "by-age",
        By::Owner => "by-owner",
        By::Tier => "by-tier",
    };
    let table = table(&title, &call.word(&format!("picture-column-{}", by.key())), &kinds, &rows);
    let bars = (!rows.is_empty()).then(|| Bars::new(id, kinds, rows));
    Part::new([title, says, tr.picture_no_measures().into_owned()], bars.as_ref(), table)
}

fn weeks(call: &Call<'_>, made: &Pictures, counts: impl Fn(&Week) -> &[Count<asked::Mark>]) -> Vec<Row> {
    made.weeks.iter().map(|week| row(call, made, call.tr.date_short(week.from), counts(week))).collect()
}

fn number(call: &Call<'_>) -> impl Fn(u64) -> String {
    let tr = call.tr;
    move |value| Amount::on_axis(tr, value).into()
}

pub fn flow(call: &Call<'_>, made: &Pictures) -> Result<Part, Fault> {
    let tr = call.tr;
    let ink = |series| match series {
        Series::Set => Ink::Hollow,
        Series::Closed => Ink::Full,
        Series::Reopened => Ink::Hatched,
    };
    let word = |series: Series| call.word_of(series);
    let kinds: Vec<_> = Series::ALL.iter().map(|series| Kind::new(ink(*series), word(*series))).collect();
    let rows = weeks(call, made, |week| &week.happened);
    let title = tr.picture_flow().into_owned();
    let table = table(&title, &tr.picture_column_week(), &kinds, &rows);
    let lines = (!rows.is_empty()).then(|| Lines::new(kinds, rows, number(call)));
    let words = [title, tr.picture_flow_says().into_owned(), tr.picture_no_measures().into_owned()];
    Part::new(words, lines.as_ref(), table)
}

pub fn stock(call: &Call<'_>, made: &Pictures) -> Result<Part, Fault> {
    let tr = call.tr;
    let kinds = vec![
        Kind::new(Ink::Full, tr.picture_stock_closed()),
        Kind::new(Ink::Hollow, tr.picture_stock_open()),
    ];
    let rows = weeks(call, made, |week| &week.stock);
    let title = tr.picture_stock().into_owned();
    let table = table(&title, &tr.picture_column_week(), &kinds, &rows);
    let columns = (!rows.is_empty()).then(|| Columns::new("stock", kinds, rows, number(call)));
    let words = [title, tr.picture_stock_says().into_owned(), tr.picture_no_measures().into_owned()];
    Part::new(words, columns.as_ref(), table)
}

pub fn duties(call: &Call<'_>, made: &Pictures) -> Result<Part, Fault> {
    let tr = call.tr;
    let word = |taken: Taken| call.word(&format!("picture-duty-{}", taken.key()));
    let kinds =
        vec![Kind::new(Ink::Full, word(Taken::Acknowledged)), Kind::new(Ink::Hatched, word(Taken::Waiting))];
    let name = |tier| call.pack().tier_name_at(tier, call.lang.tag()).to_owned();
    let rows: Vec<_> =
        made.duties.iter().map(|(tier, group)| row(call, made, name(*tier), &group.counts)).collect();
    let title = tr.picture_duties().into_owned();
    let table = table(&title, &call.word("picture-column-tier"), &kinds, &rows);
    let bars = (!rows.is_empty()).then(|| Bars::new("duties", kinds, rows));
    let words = [title, tr.picture_duties_says().into_owned(), tr.picture_no_duties().into_owned()];
    Part::new(words, bars.as_ref(), table)
}

/// The unit itself, then its next two tiers as far as they were visited, each below the unit that holds it.
pub fn visits(call: &Call<'_>, made: &Pictures) -> Result<Part, Fault> {
    let tr = call.tr;
    let own = made.visited.iter().find(|unit| unit.span == made.unit.span);
    let whole = own.map_or(0, |own| own.visits.value());
    let tier = |more: i32| -> Vec<&VisitedUnit> {
        made.visited.iter().filter(|unit| unit.tier == made.unit.tier.0 + more).collect()
    };
    let mut rows: Vec<Vec<Node>> = vec![own.map(|own| node(call, made, own, 0)).into_iter().collect()];
    let mut above = vec![(made.unit.span, 0_u64)];
    for units in [tier(1), tier(2)] {
        let mut next = Vec::new();
        let mut nodes = Vec::new();
        for (span, start) in &above {
            let mut before = *start;
            for unit in units.iter().filter(|unit| span.covers(unit.span)) {
                nodes.push(node(call, made, unit, before));
                next.push((unit.span, before));
                before += unit.visits.value();
            }
        }
        rows.push(nodes);
        above = next;
    }
    let cells =
        rows.iter().flatten().map(|node| [Cell::Text(node.label.clone()), Cell::from(node.count.clone())]);
    let title = tr.picture_visits().into_owned();
    let table =
        Table::new(title.as_str()).column(tr.ledger_column_unit()).numbers(tr.unit_visits()).rows(cells);
    let icicle = (whole > 0).then(|| Icicle::new(whole, rows));
    let words = [title, tr.picture_visits_says().into_owned(), tr.picture_no_visits().into_owned()];
    Part::new(words, icicle.as_ref(), table)
}

fn node(call: &Call<'_>, made: &Pictures, unit: &VisitedUnit, before: u64) -> Node {
    let href = paths::figures::traced_among(&unit.visits, &unit.code, &made.unit.code);
    Node { label: unit.name.clone(), before, count: Counted::new(call.tr, &unit.visits, href) }
}
