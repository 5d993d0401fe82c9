//! What the register says of its organisation.

use crate::{
    actor::Actor,
    id::PackId,
    mail_address::MailAddress,
    message::{FieldErrors, Message},
    numbering::Numbering,
    span::Span,
    text::{Line, optional},
    words::words,
    zone::Zone,
};
use jiff::civil::Date;

words! {
    /// Who may read what is published.
    Publicity, "error-publicity" {
        /// Everybody, without signing in.
        Public = "public",
        /// Whoever has signed in.
        SignedIn = "signed-in",
        /// Whoever holds a role at the organiser's unit, above it or beneath it.
        Concerned = "concerned",
    }
}

/// Of which organisers somebody may read what is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// Of none.
    Nothing,
    /// Of all.
    Everything,
    /// Of those that stand on one line with one of these, above or beneath.
    Lines(Vec<Span>),
}

impl Opening {
    /// Whether of an organiser.
    pub fn covers(&self, organiser: Span) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::Lines(spans) => spans.iter().any(|span| span.covers(organiser) || organiser.covers(*span)),
        }
    }
}

impl Publicity {
    /// Of which organisers an actor may read on a day.
    pub fn opens(self, actor: &Actor, today: Date) -> Opening {
        match self {
            _ if actor.is_operator() => Opening::Everything,
            Self::Public => Opening::Everything,
            Self::SignedIn if !actor.is_public() => Opening::Everything,
            Self::SignedIn => Opening::Nothing,
            Self::Concerned => Opening::Lines(actor.all_holdings(today).map(|held| held.span).collect()),
        }
    }
}

/// The languages of the pages, of the words of packs and of `locales/`, by their tags; only English has a plural, an article and
/// capitals.
pub const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// What the register says of its organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its name, shown on every page; without one the product's is shown.
    pub name: Option<Line>,
    /// Its zone.
    pub zone: Zone,
    /// The language of whoever asks for none that there is.
    pub language: &'static str,
    /// The address to which people write.
    pub mail: Option<MailAddress>,
    /// Who may read circulars.
    pub circulars: Publicity,
    /// Who may read draws.
    pub draws: Publicity,
    /// How circulars are numbered; not at all without it.
    pub numbering: Option<Numbering>,
    /// The pack whose tiers and classes its units have.
    pub pack: PackId,
}

/// What can be changed of it by a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrganisationForm<'a> {
    /// Its name; blank for none.
    pub name: &'a str,
    /// Its zone.
    pub zone: &'a str,
    /// The tag of the language.
    pub language: &'a str,
    /// The address; blank for none.
    pub mail: &'a str,
    /// Who may read circulars.
    pub circulars: &'a str,
    /// Who may read draws.
    pub draws: &'a str,
    /// The form of the numbers of circulars; blank for none.
    pub number_form: &'a str,
    /// The words of the offices that give them.
    pub number_words: &'a str,
}

/// Reads the form of an organisation that keeps its pack.
pub fn parse_organisation(form: &OrganisationForm<'_>, pack: PackId) -> Result<Organisation, FieldErrors> {
    let mut errors = FieldErrors::new();
    let name = errors.take("name", optional(form.name, Line::parse));
    let zone = Zone::parse(form.zone).map_err(|fault| Message::new("error-zone").with("text", fault.0));
    let zone = errors.take("zone", zone);
    let language = LANGUAGES.into_iter().find(|tag| *tag == form.language.trim());
    let language = language.ok_or_else(|| Message::new("error-language").with("text", form.language));
    let language = errors.take("language", language);
    let mail = errors.take("mail", optional(form.mail, MailAddress::parse));
    let circulars = errors.take("circulars", Publicity::parse(form.circulars));
    let draws = errors.take("draws", Publicity::parse(form.draws));
    let numbering = Numbering::parse(form.number_form, form.number_words).unwrap_or_else(|(form, words)| {
        form.into_iter().for_each(|fault| errors.add("number_form", fault));
        words.into_iter().for_each(|fault| errors.add("number_words", fault));
        None
    });
    match (name, zone, language, mail, circulars, draws) {
        (Some(name), Some(zone), Some(language), Some(mail), Some(circulars), Some(draws))
            if errors.is_empty() =>
        {
            Ok(Organisation { name, zone, language, mail, circulars, draws, numbering, pack })
        }
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actor::{Holding, Role},
        id::{AccountId, UnitId},
    };
    use jiff::civil::date;

    #[test]
    fn those_concerned_stand_on_one_line_with_the_organiser_and_strangers_read_what_is_public_alone() {
        let today = date(2026, 11, 29);
        let span = Span { lo: 10, hi: 20 };
        let from = date(2026, 1, 1);
        let holding =
            Holding { role: Role::Office, unit: UnitId(3), span, from, until: None, mandates: Vec::new() };
        let officer =
            Actor::known(earnest_warrant::warrant(), AccountId(1), "office".to_owned(), vec![holding]);
        let open = |publicity: Publicity, actor: &Actor, lo, hi| {
            publicity.opens(actor, today).covers(Span { lo, hi })
        };
        for publicity in Publicity::ALL {
            assert_eq!(open(*publicity, &Actor::PUBLIC, 0, 99), *publicity == Publicity::Public);
            assert!(open(*publicity, &officer, 0, 99) && open(*publicity, &officer, 12, 13));
            assert_eq!(open(*publicity, &officer, 30, 40), *publicity != Publicity::Concerned);
        }
    }
}
