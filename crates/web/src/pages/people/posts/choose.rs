//! Under which of several posts one acts.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page, see},
    },
    look::{Choice, Control, Field, Shell},
    pages::{paths, shared::post_words::words},
};
use askama::Template;
use earnest_app::{
    AppError,
    people::post_choose::{choose_post, own_posts},
};

#[derive(Template)]
#[template(path = "pages/people/posts/posts.html")]
struct PostsPage {
    shell: Shell,
    field: Field,
    next: String,
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let acted = call.actor.chosen_post();
    let posts = match own_posts(&call.context()) {
        Err(AppError::Denied(_)) => Vec::new(),
        posts => posts?,
    };
    let mut choices: Vec<Choice> = Vec::new();
    for post in &posts {
        let chosen =
            acted.is_some_and(|acted| acted.role == post.role && call.post == Some(&*post.unit_name));
        choices.push(Choice::new(post.id.to_string(), words(call, post), chosen));
    }
    choices.push(Choice::new("all", tr.posts_all(), acted.is_none()));
    page(&PostsPage {
        shell: call.shell(None, tr.posts_title()).lede(tr.posts_lede()),
        field: Field::new("post", tr.posts_field(), Control::One(choices)).help(tr.posts_help()),
        next: call.query.get("next").to_owned(),
    })
}

pub(super) fn choose(call: &Call<'_>) -> Outcome {
    let wanted = call.form.get("post");
    let post = match wanted {
        "all" => None,
        key => Some(key.parse().map_err(|_| AppError::NotFound)?),
    };
    choose_post(&call.context(), call.token.unwrap_or_default(), post)?;
    see(match call.form.get("next") {
        "" => paths::desk::desk(),
        next => next.to_owned(),
    })
}
