//! Why one sees a record: the rule and the post that allow it; and who else sees it.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
        shell::record_at,
    },
    look::{Amount, Cell, Notice, Shell, Table, Tone},
    pages::shared::post_words,
};
use askama::Template;
use earnest_app::{
    AppError,
    people::why_seen::{Why, why_seen},
};
use earnest_model::{actor::Role, permit::Relation};

#[derive(Template)]
#[template(path = "pages/people/why/why.html")]
struct WhyPage {
    shell: Shell,
    at: String,
    ways: Vec<String>,
    personal: bool,
    rules: Vec<String>,
    holders: Option<Table>,
}

fn relation(call: &Call<'_>, relation: Relation) -> String {
    call.word(match relation {
        Relation::Own => "relation-own",
        Relation::Line => "relation-line",
        Relation::Above => "relation-above",
        Relation::Joined => "relation-joined",
        Relation::Sector => "relation-sector",
        Relation::Itself => "relation-itself",
        Relation::Sent => "relation-sent",
    })
}

fn role(call: &Call<'_>, role: Role) -> String {
    call.word_of(role)
}

pub(super) fn why(call: &Call<'_>) -> Outcome {
    let at = call.query.get("at");
    let mut parts = at.split('/').skip(1);
    let found = parts.next().zip(parts.next()).and_then(|(kind, id)| record_at(kind, id));
    let told = why_seen(&call.context(), &found.ok_or(AppError::NotFound)?)?;
    let tr = call.tr;
    let way = |(post, how): &(_, Relation)| tr.why_way(post_words::words(call, post), relation(call, *how));
    let rule = |(held, how): &(Role, Relation)| tr.why_rule(role(call, *held), relation(call, *how));
    page(&WhyPage {
        shell: call
            .shell(None, tr.why_title())
            .lede(tr.why_lede(call.word_of(told.kind), told.name.as_str())),
        at: at.to_owned(),
        ways: told.ways.iter().map(way).collect(),
        personal: told.personal,
        rules: told.rules.iter().map(rule).collect(),
        holders: told.holders.is_some().then(|| holders(call, &told)),
    })
}

fn holders(call: &Call<'_>, told: &Why) -> Table {
    let tr = call.tr;
    let rows = told.holders.iter().flatten().map(|held| {
        [
            Cell::from(held.name.as_str()),
            role(call, held.role).into(),
            Amount::of_machinery(tr, held.count).into(),
        ]
    });
    Table::new(tr.why_others())
        .column(tr.why_unit())
        .column(tr.why_role())
        .numbers(tr.why_accounts())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.why_nobody()))
}
