//! Import of a national tree, durable and checked, beside a bare insert of the same rows into the same tables.
//!
//! Both write to a file of their own with `synchronous = FULL`, in one transaction.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use diesel::{
    Connection, ExpressionMethods, QueryDsl, RunQueryDsl, SqliteConnection, connection::SimpleConnection,
    insert_into,
};
use earnest_app::{Context, Store, units::unit_import::import_units};
use earnest_model::units::unit::Tiers;
use earnest_store::{UnitMark, schema::unit};
use earnest_testkit::OPERATOR;
use std::fmt::Write;

/// One nation, 31 provinces, 342 prefectures, 2,978 counties, 41,352 townships, 620,573 villages.
const TIERS: [(&str, usize); 6] = [
    ("nation", 1),
    ("province", 31),
    ("prefecture", 342),
    ("county", 2_978),
    ("township", 41_352),
    ("village", 620_573),
];

fn tiers() -> Tiers {
    Tiers::new(TIERS.map(|(key, _)| key.to_owned()).to_vec())
}

/// A file of the size and shape of the national tree; the units of a tier are shared out among those above in turn.
fn file() -> String {
    let mut text = String::from("code,name,parent_code,tier\n");
    let mut above = 0;
    for (depth, (tier, count)) in TIERS.into_iter().enumerate() {
        for number in 0..count {
            let parent =
                if depth == 0 { String::new() } else { format!("{}{:07}", depth - 1, number % above) };
            // Writing to a String can't fail.
            let _ = writeln!(text, "{depth}{number:07},第{number}号{tier}单位,{parent},{tier}");
        }
        above = count;
    }
    text
}

/// An empty register in a file that goes with its folder.
fn empty() -> Option<(tempfile::TempDir, String)> {
    let folder = tempfile::tempdir().ok()?;
    let path = folder.path().join("register.sqlite").display().to_string();
    Store::open(&format!("sqlite:{path}"), 1).ok()?.migrate().ok()?;
    Some((folder, path))
}

/// A row as it stands in the table.
type Row = (i64, String, String, Option<i64>, i32, String, i64, i64, i64, bool);

/// The very rows that an import writes, so that both sides fill the same indexes in the same order.
fn rows(file: &str) -> Option<Vec<Row>> {
    let (_folder, path) = empty()?;
    import(&path, file)?;
    let mut connection = SqliteConnection::establish(&path).ok()?;
    let columns = (
        unit::id,
        unit::code,
        unit::name,
        unit::parent_id,
        unit::tier,
        unit::class,
        unit::lo,
        unit::hi,
        unit::seq,
        unit::synthetic,
    );
    unit::table.order(unit::seq.asc()).select(columns).load(&mut connection).ok()
}

fn bare(path: &str, rows: &[Row]) -> Option<()> {
    let mut connection = SqliteConnection::establish(path).ok()?;
    connection
        .batch_execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE",
        )
        .ok()?;
    for (id, code, name, parent, tier, class, lo, hi, seq, synthetic) in rows {
        insert_into(unit::table)
            .values((
                unit::id.eq(id),
                unit::code.eq(code),
                unit::name.eq(name),
                unit::parent_id.eq(parent),
                unit::tier.eq(tier),
                unit::class.eq(class),
                unit::lo.eq(lo),
                unit::hi.eq(hi),
                unit::seq.eq(seq),
                unit::synthetic.eq(synthetic),
            ))
            .execute(&mut connection)
            .ok()?;
    }
    connection.batch_execute("COMMIT").ok()
}

fn import(path: &str, file: &str) -> Option<usize> {
    let store = Store::open(&format!("sqlite:{path}"), 1).ok()?;
    let now = jiff::Timestamp::UNIX_EPOCH;
    let context = Context {
        store: &store,
        actor: &OPERATOR,
        now,
        today: jiff::civil::date(2015, 5, 4),
        seen: None,
        sending: None,
        stood: None,
    };
    import_units(&context, file.as_bytes(), &tiers(), UnitMark::default()).ok().map(|done| done.units)
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("national tree, 665,277 units");
    group.sample_size(10);
    let file = file();
    let Some(rows) = rows(&file) else { return };
    group.bench_function("bare insert", |bencher| {
        bencher.iter_batched(
            empty,
            |home| home.map(|(_folder, path)| bare(&path, &rows)),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("import", |bencher| {
        bencher.iter_batched(
            empty,
            |home| home.map(|(_folder, path)| import(&path, &file)),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
