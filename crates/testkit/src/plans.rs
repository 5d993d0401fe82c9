//! Plans on their whole way: written by the officer, sent to the head, signed.

use crate::register::Register;
use earnest_app::{
    Result,
    plans::{
        plan_keep::{Keep, keep_plan},
        plan_sign::{Sign, sign_plan},
        plan_submit::{Send, send_plan},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::{PlanId, RoundId},
    plans::{checklist::Checklist, plan::PlanForm},
};

/// Writes a plan as an officer, sends it and signs it as the unit's head: it is at the superior.
pub fn submit_signed(
    register: &Register,
    officer: &Actor,
    (round, unit): (RoundId, &str),
    form: PlanForm<'_>,
    checklist: &[String],
) -> Result<PlanId> {
    let checklist = &Checklist::of_all(checklist);
    let context = register.context(officer);
    let revision = keep_plan(&context, &Keep { round, unit, revision: "0", form })?;
    send_plan(&context, &Send { round, unit, revision, checklist })?;
    let head = register.actor(Role::UnitHead, unit);
    sign_plan(&register.context(&head), &Sign { round, unit, checklist })
}
