//! A question for a unit, by its name or code; where several have the name, they are offered to choose from.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
    pages::paths,
};
use earnest_app::{
    AppError,
    units::unit_named::{FindsUnits, unit_named},
};
use earnest_model::{message::FieldErrors, permit::Action, units::called::offered};

/// The question, with what was typed and what is wrong with it. `name`: how it is sent; `fault`: what it is called among the
/// faults.
pub(crate) fn unit_field(
    call: &Call<'_>,
    errors: &FieldErrors,
    (name, fault): (&str, &str),
    label: impl Into<String>,
) -> Field {
    let choices = errors.at(fault).map(offered).unwrap_or_default();
    let choices = choices.into_iter().map(|told| Choice::new(told, told, false)).collect();
    let control = Control::Unit {
        choices,
        which: call.tr.form_unit_which().into_owned(),
        names: paths::desk::named(),
        script: crate::look::choose_script_path(),
    };
    Field::new(name, label, control)
        .help(call.tr.form_unit_help())
        .value(call.form.get(name))
        .error(call.fault(errors, fault))
}

/// What was typed for the unit; where several were meant, the one that was chosen of them.
pub(crate) fn unit_typed<'c>(call: &Call<'c>, name: &str) -> &'c str {
    match call.form.get(&format!("{name}-meant")) {
        "" => call.form.get(name),
        chosen => chosen,
    }
}

/// The code of the unit that was typed, among those where the actor may do `A`.
///
/// # Errors
/// Several may be meant: at `fault`.
pub(crate) fn unit_asked<A: FindsUnits + Action>(
    call: &Call<'_>,
    (name, fault): (&str, &str),
) -> Result<String, AppError> {
    unit_named::<A>(&call.context(), fault, unit_typed(call, name))
}
