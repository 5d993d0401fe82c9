//! Addresses of visits.

use crate::frame::address::paths;
use earnest_model::id::{VisitId, VisitItemId};

paths! {
    visits() = "/visits";
    tour_new() = "/tours/new";
    visit(id: VisitId) = "/visits/{id}";
    visit_record(id: VisitId) = "/visits/{id}/record";
    visit_add(id: VisitId) = "/visits/{id}/add";
    visit_close(id: VisitId) = "/visits/{id}/close";
    visit_move(id: VisitId) = "/visits/{id}/move";
    visit_call_off(id: VisitId) = "/visits/{id}/call-off";
    visit_correct(id: VisitId) = "/visits/{id}/correct";
    visit_withdraw(id: VisitId) = "/visits/{id}/withdraw";
    visit_combine(id: VisitId) = "/visits/{id}/combine";
    guidance(id: VisitItemId) = "/visit-items/{id}";
    guidance_acknowledge(id: VisitItemId) = "/visit-items/{id}/acknowledge";
    visit_item_given(id: VisitItemId) = "/visit-items/{id}/given";
    visit_item_reply(id: VisitItemId) = "/visit-items/{id}/reply";
}
