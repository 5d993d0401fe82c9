//! The board: the figures of a unit, and those beneath it line by line.

use super::rows;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, page},
    },
    look::{Counted, Figure, Figures, Legend, Named, Nav, Notice, Paging, Shell, Table, Tone},
    pages::{
        paths,
        shared::{
            choose_round::whose,
            exceptions::sentences,
            owed::{Item, items},
            since::{EnteredSince, Since, counts},
        },
    },
};
use askama::Template;
use earnest_app::{
    burden::burden_show::children_burden,
    figures::board_show::{Board, Wanted, show_board},
};
use earnest_model::figures::figure::Traced;

#[derive(Template)]
#[template(path = "pages/figures/board/board.html")]
struct BoardPage {
    shell: Shell,
    figures: Figures,
    table: Table,
    legend: Legend,
    next: Option<Paging>,
    rounds: Vec<(String, String, bool)>,
    owed: Vec<Item>,
    code: String,
    /// What was done in the round otherwise than its gates ask for.
    exceptions: Vec<String>,
    /// Units that owe the round and stand here no more: its figures go on counting them.
    gone: Option<String>,
    since: Option<EnteredSince>,
    /// What belongs to no programme, where several stand side by side.
    of_none: Option<EnteredSince>,
    /// What is counted of which programmes.
    counts: Option<String>,
}

pub(super) fn board(call: &Call<'_>) -> Outcome {
    call.only(&["unit", "organiser", "programme", "round", "as_of", "class", "after"])?;
    let given = |name: &str| call.query.find(name).filter(|value| !value.is_empty());
    let wanted = Wanted {
        unit: given("unit"),
        organiser: given("organiser"),
        programme: call.asked("programme")?,
        round: call.asked("round")?,
        as_of: call.asked("as_of")?,
        class: given("class"),
        after: call.asked("after")?,
    };
    let board = show_board(&call.context(), wanted)?;
    let rounds = round_links(call, &board);
    let shown = board.children.len();
    let next = board.next.map(|after| {
        let href = paths::figures::board().asking_all(&call.query.with("after", &after.to_string()));
        Paging::new(call.tr, shown, board.total).next(Some(href))
    });
    page(&BoardPage {
        figures: figures(call, &board),
        table: table(call, &board)?,
        legend: Legend::new(call.tr).note(call.tr.board_legend_note()),
        next,
        rounds,
        owed: items(call)?.into_iter().take(6).collect(),
        shell: shell(call, &board),
        code: board.unit.code.clone(),
        exceptions: sentences(call, &board.exceptions),
        gone: gone(call, &board),
        since: (board.day < call.today).then(|| since(call, &board)),
        of_none: of_none(call, &board),
        counts: counts(call, &board.whose),
    })
}

/// Who owed the round and was closed or moved since.
fn gone(call: &Call<'_>, board: &Board) -> Option<String> {
    let names: Vec<&str> = board.columns.gone.iter().map(|(_, name)| name.as_str()).collect();
    (!names.is_empty()).then(|| call.tr.board_gone(names.len(), names.join(&*call.tr.circular_comma())))
}

fn of_none(call: &Call<'_>, board: &Board) -> Option<EnteredSince> {
    let named = Named { code: &board.unit.code, name: &board.unit.name, whose: &board.whose };
    EnteredSince::of_none(call, board.of_none.iter().map(|figure| Since { figure, named }))
}

fn since(call: &Call<'_>, board: &Board) -> EnteredSince {
    let named = Named { code: &board.unit.code, name: &board.unit.name, whose: &board.whose };
    EnteredSince::of(call, board.day, board.since.iter().map(|figure| Since { figure, named }))
}

fn shell(call: &Call<'_>, board: &Board) -> Shell {
    let tr = call.tr;
    let title = match &board.round {
        Some(round) => {
            let words = tr.board_title_round(i64::from(round.number), round.topic.as_str());
            // Two organisers have a round 1 each, and an organiser one in each of its programmes.
            let programme = board.whose.programme.as_ref().filter(|_| board.whose.several);
            format!("{} · {words}", whose(call, &board.whose.name, programme))
        }
        None => tr.board_title(board.unit.name.as_str()),
    };
    let mut shell = call.shell(Some(Nav::Board), title).lede(tr.board_lede(tr.date_words(board.day)));
    for unit in &board.path {
        // A unit above whose board is closed to this person stands as words only.
        let href = paths::figures::board().asking("unit", &unit.code);
        let href = paths::figures::in_programme(href, &board.whose);
        shell = shell.crumb(unit.name.as_str(), (unit.id.0 != 0).then_some(href.as_str()));
    }
    shell.crumb(board.unit.name.as_str(), Some(&paths::units::unit(&board.unit.code)))
}

/// A link that keeps the day, if another one than today was asked for.
fn of_day(call: &Call<'_>, board: &Board, href: String) -> String {
    if board.day == call.today { href } else { href.asking("as_of", board.day) }
}

fn round_links(call: &Call<'_>, board: &Board) -> Vec<(String, String, bool)> {
    let link = |round: &earnest_app::BoardRound| {
        let href = paths::figures::board().asking("unit", &board.unit.code);
        let href = href.asking("organiser", board.organiser()).asking("round", round.number);
        let href = of_day(call, board, paths::figures::in_programme(href, &board.whose));
        let current = board.round.as_ref() == Some(round);
        (call.tr.board_round(i64::from(round.number)), href, current)
    };
    board.rounds.iter().map(link).collect()
}

/// What a figure counts; beneath the heading of a round it is said of those that count all rounds.
fn said(call: &Call<'_>, board: &Board, figure: &Traced) -> String {
    let words = call.word_of(figure.name());
    let all = board.round.is_some() && figure.scope().round.is_none();
    if all { call.tr.figure_all_rounds(words) } else { words }
}

/// The strip: at most six figures, each with its records behind it.
fn figures(call: &Call<'_>, board: &Board) -> Figures {
    Figures::new(board.strip.iter().map(|(figure, whole)| {
        let href = paths::figures::traced(figure, &board.unit.code, board.organiser());
        let count = match whole {
            Some(whole) => Counted::part(call.tr, figure, whole, href),
            None => Counted::new(call.tr, figure, href),
        };
        Figure::of(&count, said(call, board, figure))
    }))
}

fn table(call: &Call<'_>, board: &Board) -> Result<Table, Fault> {
    let tr = call.tr;
    // What units were asked for is known as it stands today, not as it stood: a past day's board leaves it out.
    let burdens = match board.day == call.today {
        true => Some(children_burden(&call.context(), call.pack(), &board.unit.code, board.day)?),
        false => None,
    };
    let name = board.unit.name.as_str();
    let caption = match call.query.find("class").filter(|class| !class.is_empty()) {
        Some(class) => {
            format!("{} · {}", tr.board_caption(name), call.pack().class_name(class, call.lang.tag()))
        }
        None => tr.board_caption(name),
    };
    let mut table = Table::new(caption)
        .column(tr.board_column_unit())
        .column(match board.round {
            Some(_) => tr.figure_all_rounds(tr.board_column_measures()),
            None => tr.board_column_measures().into_owned(),
        })
        .column(tr.board_column_duties())
        .column(tr.board_column_plan())
        .column(tr.board_column_seminar());
    if !board.columns.activities.0.is_empty() {
        table = table.column(tr.activity_title());
    }
    table = table
        .column(tr.board_column_observation())
        .column(tr.board_column_spot_check())
        .column(tr.board_column_rating());
    if burdens.is_some() {
        table = table.column(tr.board_column_burden());
    }
    let table = table
        .rows(
            board
                .leaders()
                .map(|own| rows::leaders(call, board, &own, burdens.is_some()))
                .into_iter()
                .chain(board.children.iter().map(|child| rows::row(call, board, child, burdens.as_deref()))),
        )
        .or_say(
            Notice::new(Tone::Empty, tr.board_empty())
                .way(tr.board_open_unit(), paths::units::unit(&board.unit.code)),
        );
    Ok(table)
}
