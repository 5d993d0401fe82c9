//! Who may own a measure: a post of the unit, so that it outlives whoever holds it. A unit that has registered no post yet
//! writes the post as words; so does a file, which was written elsewhere.

use crate::{Context, Result, permit_at};
use earnest_model::{
    message::{FieldErrors, Message},
    permit::{ReadDuties, Target},
};
use earnest_store::Reader;

/// Titles of the posts that are held today at a unit, each once; none where none is registered or may be read.
pub(crate) fn owners_at(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    target: Target,
) -> Result<Vec<String>> {
    let Ok(permit) = permit_at::<ReadDuties>(context, target) else { return Ok(Vec::new()) };
    let mut titles: Vec<String> = Vec::new();
    for post in reader.posts(&permit)? {
        if post.holds(context.today) && !titles.contains(&post.title) {
            titles.push(post.title);
        }
    }
    Ok(titles)
}

/// Notes at a field that an owner is no post of the unit.
pub(crate) fn check_owner(posts: &[String], owner: &str, field: String, errors: &mut FieldErrors) {
    if !posts.is_empty() && !posts.iter().any(|post| post == owner) {
        errors.add(field, Message::new("error-owner-post"));
    }
}
