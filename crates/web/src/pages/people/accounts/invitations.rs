//! Links for everybody who has set no password yet: one page a person to hand over, shown once.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Nav, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::people::account_invite::{Invited, Links, invite_waiting, waiting};
use earnest_i18n::Tr;

/// The most links of a page.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "pages/people/accounts/invitations.html")]
struct AskPage {
    shell: Shell,
    /// What is said of the links that would be made; none if nobody waits.
    why: Option<String>,
    /// What is said of new links for those who have one already; none if nobody has.
    again: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/people/accounts/letters.html")]
struct LettersPage {
    shell: Shell,
    letters: Vec<Letter>,
    /// Who is still to have one.
    more: Option<String>,
}

/// What one person is handed.
pub(super) struct Letter {
    pub heading: String,
    /// Terms and what they are: who, what, where.
    pub facts: Vec<(String, String)>,
    pub link: String,
    pub code: Option<String>,
    pub until: String,
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (count, given) = waiting(&call.context())?;
    let mut shell = shell(call);
    if count == 0 {
        shell = shell.notice(Notice::new(Tone::Empty, tr.invite_all_none()));
    }
    let why = (count > 0).then(|| tr.invite_all_why(count, MOST));
    let again = (given > 0).then(|| tr.invite_all_again(given, MOST));
    page(&AskPage { shell, why, again })
}

fn shell(call: &Call<'_>) -> Shell {
    let tr = call.tr;
    call.shell(Some(Nav::Accounts), tr.invite_all_title())
        .lede(tr.invite_all_lede())
        .crumb(tr.account_title(), Some(&paths::people::accounts()))
}

pub(super) fn make(call: &Call<'_>) -> Outcome {
    let random = || {
        let mut bytes = [0; 32];
        (call.state.chance)(&mut bytes);
        bytes
    };
    let links = if call.ticked("again")? { Links::Given } else { Links::Without };
    let made = invite_waiting(&call.context(), (links, MOST), random)?;
    if made.is_empty() {
        return ask(call);
    }
    let mut shell = shell(call);
    // The switch of language asks for this page anew, and the links stand here once.
    shell.stays = true;
    let (left, _) = waiting(&call.context())?;
    let more = (left > 0).then(|| call.tr.invite_all_more(left));
    page(&LettersPage { letters: made.iter().map(|invited| letter(call, invited)).collect(), more, shell })
}

/// What somebody is handed who was invited.
pub(super) fn letter(call: &Call<'_>, invited: &Invited) -> Letter {
    let tr = call.tr;
    let link = call.in_full(&paths::people::invitation(&invited.invitation.token));
    let house = call.known.organisation.name.as_ref().map(|name| name.as_str().to_owned());
    let mut facts = vec![
        (tr.account_login().into_owned(), invited.invitation.login.clone()),
        (tr.account_shown_title().into_owned(), invited.title.clone()),
    ];
    facts.extend(invited.posts.iter().map(|(role, unit)| (call.word_of(*role), unit.clone())));
    Letter {
        heading: heading(tr, house.as_deref()),
        facts,
        code: code(&link),
        link,
        until: tr.invite_until(call.moment(&invited.invitation.expires_at.to_string())),
    }
}

fn heading(tr: Tr, house: Option<&str>) -> String {
    match house {
        Some(house) => tr.invite_heading(house),
        None => tr.invitation_title().into_owned(),
    }
}

/// The address as a picture for a phone's camera; none of an address that is too long for one.
fn code(link: &str) -> Option<String> {
    let code = qrcode::QrCode::new(link.as_bytes()).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (place, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", place % width, place / width));
        }
    }
    Some(format!(
        "<svg class=\"code\" viewBox=\"-4 -4 {0} {0}\" role=\"img\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>",
        width + 8
    ))
}
