//! Addresses of people: accounts, sessions, posts.

use crate::frame::address::paths;
use earnest_model::id::AccountId;

paths! {
    home() = "/";
    accounts() = "/accounts";
    account_new() = "/accounts/new";
    account_import() = "/accounts/import";
    account_invitations() = "/accounts/invitations";
    account_roll() = "/accounts/roll";
    account(id: AccountId) = "/accounts/{id}";
    account_posts(id: AccountId) = "/accounts/{id}/posts";
    account_correct(id: AccountId) = "/accounts/{id}/correct";
    account_end(id: AccountId) = "/accounts/{id}/end";
    account_off(id: AccountId) = "/accounts/{id}/off";
    account_on(id: AccountId) = "/accounts/{id}/on";
    account_invite(id: AccountId) = "/accounts/{id}/invite";
    invitation(token: &str) = "/invitations/{token}";
    me() = "/me";
    letters() = "/me/letters";
    password() = "/me/password";
    session_end(key: &str) = "/me/sessions/{key}/end";
    posts() = "/posts";
    security() = "/security";
    sign_in() = "/sign-in";
    sign_out() = "/sign-out";
    why() = "/why";
}
