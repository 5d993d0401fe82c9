//! Addresses of circulars and what follows them.

use crate::frame::address::paths;
use earnest_model::id::{CircularDraftId, CircularId, CommentId, MentionId, ObligationId, PassageId};

paths! {
    circulars() = "/circulars";
    circular_new() = "/circulars/new";
    draft(id: CircularDraftId) = "/circulars/drafts/{id}";
    draft_edit(id: CircularDraftId) = "/circulars/drafts/{id}/edit";
    draft_send(id: CircularDraftId) = "/circulars/drafts/{id}/send";
    draft_withdraw(id: CircularDraftId) = "/circulars/drafts/{id}/withdraw";
    draft_passage(id: CircularDraftId, passage: PassageId) = "/circulars/drafts/{id}/passages/{passage}";
    draft_publish(id: CircularDraftId) = "/circulars/drafts/{id}/publish";
    passage(id: PassageId) = "/passages/{id}";
    circular(id: CircularId) = "/circulars/{id}";
    bundle(id: CircularId) = "/circulars/{id}/bundle.zip";
    comments(id: CircularId) = "/circulars/{id}/comments";
    comment(id: CommentId) = "/comments/{id}";
    acknowledge(id: CircularId) = "/circulars/{id}/acknowledge";
    follow_up(id: CircularId) = "/circulars/{id}/follow-up";
    remind(id: CircularId) = "/circulars/{id}/remind";
    criticism(id: MentionId) = "/criticisms/{id}";
    criticism_problem(id: MentionId) = "/criticisms/{id}/problem";
    criticism_link(id: MentionId) = "/criticisms/{id}/link";
    obligation(id: ObligationId) = "/obligations/{id}";
}
