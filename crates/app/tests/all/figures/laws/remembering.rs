//! What a program that ran all the while tells is what one tells that was opened just now and read everything.

use super::world::{AREAS, World};
use earnest_app::{
    Context,
    burden::burden_show::children_burden,
    desk::desk_show::whole_desk,
    duties::cascade_show::{CascadeOf, show_cascade},
    figures::{
        board_show::{Wanted, show_board},
        pictures_show::show_pictures,
    },
    tasks::tasks_show::show_late,
};
use earnest_model::{actor::Role, figures::scope::OfProgramme};
use earnest_testkit::pack::shipped;
use proptest::test_runner::TestCaseError;

/// What the pages of an office that are read from much tell, as it stands in memory.
pub fn told(context: &Context<'_>, area: &str) -> Vec<(&'static str, String)> {
    let unit = Some(area);
    let board = show_board(context, Wanted { unit, ..Wanted::default() });
    let cascade = show_cascade(context, CascadeOf { unit, ..CascadeOf::default() });
    vec![
        ("desk", format!("{:?}", whole_desk(context))),
        ("board", format!("{board:?}")),
        ("cascade", format!("{cascade:?}")),
        ("pictures", format!("{:?}", show_pictures(context, unit, None))),
        ("late", format!("{:?}", show_late(context, unit, OfProgramme::All))),
        ("burden", format!("{:?}", children_burden(context, &shipped(), area, context.today))),
    ]
}

/// Asks in the morning what is asked again in the evening, so that there is something to remember.
pub fn ask(world: &mut World, turn: usize) {
    let Some(area) = AREAS.get(turn % AREAS.len()) else { return };
    let office = world.actor(Role::Office, area, 0);
    told(&world.register.context(&office), area);
}

/// Law: what is remembered is what is read. One area is asked a day, in turn.
pub fn check(world: &mut World, turn: usize) -> Result<(), TestCaseError> {
    let Some(area) = AREAS.get(turn % AREAS.len()) else { return Ok(()) };
    let anew = world.register.open_again();
    let office = world.actor(Role::Office, area, 0);
    let context = world.register.context(&office);
    let read = told(&Context { store: &anew, ..context }, area);
    for ((what, remembered), (_, read)) in told(&context, area).into_iter().zip(read) {
        if remembered != read {
            return Err(TestCaseError::fail(format!(
                "the {what} of {area} on {}: remembered {remembered}, read {read}",
                context.today
            )));
        }
    }
    Ok(())
}
