//! A post in words.

use crate::frame::call::Call;
use earnest_app::HeldPost;

/// A post in words: unit and role.
pub fn words(call: &Call<'_>, post: &HeldPost) -> String {
    call.tr.posts_post(call.word_of(post.role), post.unit_name.as_str())
}
