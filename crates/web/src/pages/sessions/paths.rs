//! Addresses of sessions: seminars, cases, exemplars.

use crate::frame::address::paths;
use earnest_model::id::{CaseId, ResolutionId, SeminarId, SuggestionId};

paths! {
    cases() = "/cases";
    case_new() = "/cases/new";
    case(id: CaseId) = "/cases/{id}";
    exemplars() = "/exemplars";
    exemplar(id: SeminarId) = "/exemplars/{id}";
    examples() = "/example";
    example(code: &str) = "/units/{code}/example";
    seminars() = "/seminars";
    seminar_new() = "/seminars/new";
    seminar_make_up(id: SeminarId) = "/seminars/{id}/make-up";
    seminar(id: SeminarId) = "/seminars/{id}";
    seminar_correct(id: SeminarId) = "/seminars/{id}/correct";
    seminar_withdraw(id: SeminarId) = "/seminars/{id}/withdraw";
    seminar_exemplar(id: SeminarId) = "/seminars/{id}/exemplar";
    seminar_resolutions(id: SeminarId) = "/seminars/{id}/resolutions";
    self_evaluations() = "/self-evaluations";
    self_evaluation_new() = "/self-evaluations/new";
    activities() = "/activities";
    resolutions() = "/resolutions";
    resolution(id: ResolutionId) = "/resolutions/{id}";
    resolution_end(id: ResolutionId) = "/resolutions/{id}/end";
    speech_problem(id: SeminarId, place: i32) = "/seminars/{id}/speeches/{place}/problem";
    speech_lesson(id: SeminarId, place: i32) = "/seminars/{id}/speeches/{place}/lesson";
    suggestion(id: SuggestionId) = "/suggestions/{id}";
    suggestion_accept(id: SuggestionId) = "/suggestions/{id}/accept";
    suggestion_decline(id: SuggestionId) = "/suggestions/{id}/decline";
}
