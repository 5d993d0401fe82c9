//! The question with which account whoever holds a post signs in.

use crate::{
    frame::{ask::Ask, call::Call},
    look::Field,
};
use earnest_app::duties::duties_show::DutiesView;
use earnest_model::message::FieldErrors;

/// Which post, and which account; nothing where no post is held today or later.
pub(super) fn fields(call: &Call<'_>, view: &DutiesView, errors: &FieldErrors) -> Option<Vec<Field>> {
    let tr = call.tr;
    let ask = Ask::new(call, errors, "tie-");
    let going_on = view.posts.iter().filter(|post| post.until.is_none_or(|last| last >= call.today));
    let posts: Vec<_> = going_on.map(|post| (post.id.to_string(), post.title.clone())).collect();
    let nobody = (String::new(), tr.duty_tie_nobody().into_owned());
    let known = view.accounts.iter().map(|(account, title)| (account.to_string(), title.clone()));
    (!posts.is_empty()).then(|| {
        vec![
            ask.list("post", tr.duty_post_title(), "", posts),
            ask.list("account", tr.duty_signs_in(), "", std::iter::once(nobody).chain(known))
                .help(tr.duty_tie_help()),
        ]
    })
}
