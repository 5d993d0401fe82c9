//! Addresses of the ledger: problems, measures, files, inquiries, look-backs.

use crate::frame::address::paths;
use earnest_model::id::{
    AttachmentId, CommentId, LookBackDrawId, MeasureId, PlanId, ProblemId, SeminarId, SheetId, SourceTextId,
    SpotCheckId, VisitItemId,
};

paths! {
    ledger() = "/ledger";
    problems() = "/ledger/problems";
    notices() = "/ledger/notices";
    unlisted() = "/ledger/unlisted";
    supervision() = "/ledger/supervision";
    import() = "/ledger/import";
    import_kept(id: i64) = "/ledger/import/{id}";
    import_copy(id: i64) = "/ledger/import/{id}/copy";
    import_drop(id: i64) = "/ledger/import/{id}/drop";
    mine() = "/ledger/mine";
    catalogue() = "/catalogue";
    problem_new() = "/problems/new";
    take_up_visit_item(id: VisitItemId) = "/take-up/visit-item/{id}";
    take_up_visit_item_link(id: VisitItemId) = "/take-up/visit-item/{id}/link";
    take_up_visit_item_unlink(id: VisitItemId) = "/take-up/visit-item/{id}/unlink";
    take_up_sheet(id: SheetId) = "/take-up/sheet/{id}";
    take_up_sheet_link(id: SheetId) = "/take-up/sheet/{id}/link";
    take_up_sheet_unlink(id: SheetId) = "/take-up/sheet/{id}/unlink";
    take_up_comment(id: CommentId) = "/take-up/comment/{id}";
    take_up_comment_link(id: CommentId) = "/take-up/comment/{id}/link";
    take_up_comment_unlink(id: CommentId) = "/take-up/comment/{id}/unlink";
    findings_sign() = "/problems/sign";
    problem_return(id: ProblemId) = "/problems/{id}/return";
    problem_correct(id: ProblemId) = "/problems/{id}/correct";
    measure_add(id: ProblemId) = "/problems/{id}/measure";
    problem_person(id: ProblemId) = "/problems/{id}/person";
    problem_settle(id: ProblemId) = "/problems/{id}/settle";
    measure_edit(id: MeasureId) = "/measures/{id}/edit";
    change(id: MeasureId) = "/measures/{id}/change";
    change_approve(id: MeasureId) = "/measures/{id}/change/approve";
    change_decide(id: MeasureId) = "/measures/{id}/change/decide";
    problem(id: ProblemId) = "/problems/{id}";
    measure(id: MeasureId) = "/measures/{id}";
    measure_progress(id: MeasureId) = "/measures/{id}/progress";
    measure_request(id: MeasureId) = "/measures/{id}/request";
    measure_approve(id: MeasureId) = "/measures/{id}/approve";
    measure_verify(id: MeasureId) = "/measures/{id}/verify";
    measure_look_back(id: MeasureId) = "/measures/{id}/look-back";
    file(id: AttachmentId) = "/files/{id}";
    measure_files(id: MeasureId) = "/measures/{id}/files";
    plan_files(id: PlanId) = "/plans/{id}/files";
    seminar_files(id: SeminarId) = "/seminars/{id}/files";
    call_up_files(id: SpotCheckId) = "/call-ups/{id}/files";
    inquiries() = "/inquiries";
    inquiry_reply() = "/inquiries/reply";
    sources() = "/inquiries/sources";
    source_withdraw(id: SourceTextId) = "/inquiries/sources/{id}/withdraw";
    verify_many() = "/ledger/verify";
    look_backs() = "/look-backs";
    look_back(id: LookBackDrawId) = "/look-backs/{id}";
    look_back_seed(id: LookBackDrawId) = "/look-backs/{id}/seed";
    look_back_void(id: LookBackDrawId) = "/look-backs/{id}/void";
    look_back_certificate(id: LookBackDrawId) = "/look-backs/{id}/certificate.json";
    look_back_frame(id: LookBackDrawId) = "/look-backs/{id}/frame.csv";
}
