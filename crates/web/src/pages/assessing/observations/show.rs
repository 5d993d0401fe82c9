//! One who is sent to listen in: where, when, and what is asked of them.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, page},
    },
    look::{Nav, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::assessing::observations_list::{ObservationLine, one_observation};
use earnest_model::{assessing::observation::ObservationState, id::ObservationId, paper::PaperKind};

#[derive(Template)]
#[template(path = "pages/assessing/observations/show.html")]
pub(super) struct InvitationPage {
    pub(super) shell: Shell,
    pub(super) facts: Vec<(String, String)>,
    pub(super) text: String,
    /// What is asked; nothing of somebody who is not sent any more.
    pub(super) asked: Vec<String>,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    page(&read(call)?.0)
}

/// The page, and of whom it is.
pub(super) fn read(call: &Call<'_>) -> Result<(InvitationPage, ObservationLine), Fault> {
    let tr = call.tr;
    let line = one_observation(&call.context(), call.id::<ObservationId>("id")?)?;
    let invited = line.state != ObservationState::Recused && !line.excused;
    let title = tr.observer_letter_title(line.name.as_str());
    let here = paths::assessing::observation(line.id);
    let shell = match invited {
        true => call.shell_of_paper(PaperKind::Invitation, Some(Nav::Observations), title, &here),
        false => call.shell(Some(Nav::Observations), title),
    };
    let day = line.session_on.map_or_else(|| tr.common_not_yet().into_owned(), |day| tr.date_long(day));
    let state = if line.excused { tr.observation_excused().into_owned() } else { call.word_of(line.state) };
    let page = InvitationPage {
        shell: shell.crumb(tr.observation_list_title(), Some(&paths::assessing::observations())),
        facts: [
            (tr.observation_unit(), line.name.clone()),
            (tr.observation_round(), tr.draw_round_topic(i64::from(line.round), line.topic.as_str())),
            (tr.observation_day(), day),
            (tr.observation_who(), line.assessor.clone()),
            (tr.observer_letter_by(), line.organiser.clone()),
            (tr.observation_state(), state),
        ]
        .map(|(term, words)| (term.into_owned(), words))
        .into(),
        text: tr.observer_letter_text(line.organiser.as_str(), line.name.as_str()),
        asked: if invited {
            [
                tr.observer_letter_asked_hear(),
                tr.observer_letter_asked_sheet(),
                tr.observer_letter_asked_interest(),
            ]
            .map(std::borrow::Cow::into_owned)
            .into()
        } else {
            Vec::new()
        },
    };
    Ok((page, line))
}
