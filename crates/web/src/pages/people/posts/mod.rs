//! The post under which one acts, for whoever holds several.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page, see},
        route::{Need, Route, get, post},
    },
    look::{Choice, Control, Field, Shell},
};
use askama::Template;
use earnest_app::{
    AppError, HeldPost,
    people::post_choose::{choose_post, own_posts},
};
use earnest_model::actor::Actor;

/// The routes.
pub const ROUTES: &[Route] = &[get("/posts", Need::SignedIn, ask), post("/posts", Need::SignedIn, choose)];

#[derive(Template)]
#[template(path = "pages/people/posts/posts.html")]
struct PostsPage {
    shell: Shell,
    field: Field,
    next: String,
}

/// A post in words: unit and role.
pub fn words(call: &Call<'_>, post: &HeldPost) -> String {
    call.tr.posts_post(call.word(&format!("role-{}", post.role.key())), post.unit_name.as_str())
}

fn ask(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (acted, several) = match call.actor {
        Actor::Acting { post, .. } => (Some(post), false),
        _ => (None, true),
    };
    let posts = own_posts(&call.context())?;
    let mut choices: Vec<Choice> = Vec::new();
    for post in &posts {
        let chosen =
            acted.is_some_and(|acted| acted.role == post.role && call.post == Some(&*post.unit_name));
        choices.push(Choice::new(post.id.to_string(), words(call, post), chosen));
    }
    choices.push(Choice::new("all", tr.posts_all(), several));
    page(&PostsPage {
        shell: call.shell(None, tr.posts_title()).lede(tr.posts_lede()),
        field: Field::new("post", tr.posts_field(), Control::One(choices)).help(tr.posts_help()),
        next: call.query.get("next").to_owned(),
    })
}

fn choose(call: &Call<'_>) -> Outcome {
    let wanted = call.form.get("post");
    let post = match wanted {
        "all" => None,
        key => Some(key.parse().map_err(|_| AppError::NotFound)?),
    };
    choose_post(&call.context(), call.token.unwrap_or_default(), post)?;
    see(match call.form.get("next") {
        "" => "/desk",
        next => next,
    })
}
