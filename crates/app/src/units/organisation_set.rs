//! Say what the organisation is called, its zone, its language, and who may read what is published.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    mail_address::MailAddress,
    message::Message,
    numbering::Numbering,
    organisation::{Organisation, OrganisationForm, parse_organisation},
    permit::SetOrganisation,
    record::RecordKind,
    text::Line,
    units::acts::UnitsAct,
};

/// The organisation as it stands, for whoever may change it, and whether its zone can still be changed.
pub fn show_organisation(context: &Context<'_>) -> Result<(Organisation, bool)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_at::<SetOrganisation>(context, reader.root()?.ok_or(AppError::NotFound)?)?;
    let organisation = reader.organisation()?.ok_or(AppError::NotFound)?;
    Ok((organisation, !reader.has_programmes(&permit)?))
}

/// Says it. The zone stays from the first programme on: a day that was counted is never counted otherwise.
pub fn set_organisation(context: &Context<'_>, form: &OrganisationForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let root = work.reader().root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<SetOrganisation>(context, root)?;
    let before = work.reader().organisation()?.ok_or(AppError::NotFound)?;
    let new = parse_organisation(form, before.pack).map_err(AppError::Form)?;
    if new.zone != before.zone && work.reader().has_programmes(&permit)? {
        return Err(AppError::field(
            "zone",
            Message::new("error-zone-fixed").with("zone", before.zone.name()),
        ));
    }
    for code in new.numbering.iter().flat_map(Numbering::codes) {
        if work.reader().locate(code)?.is_none() {
            let fault = Message::new("error-number-unit").with("code", code);
            return Err(AppError::field("number_words", fault));
        }
    }
    let (pack, _) = work.reader().pack(before.pack)?.ok_or(AppError::NotFound)?;
    work.organisation_write(&permit, &new)?;
    let about = Subject::many(RecordKind::Organisation);
    Ok(work.commit(&permit.act_on(about, told(&new, &pack.sha256)))?)
}

/// The act that tells of an organisation.
pub(super) fn told(organisation: &Organisation, pack: &str) -> UnitsAct {
    UnitsAct::OrganisationSet {
        organisation: organisation.name.as_ref().map_or("", Line::as_str).to_owned(),
        zone: organisation.zone.name().to_owned(),
        language: organisation.language.to_owned(),
        mail: organisation.mail.as_ref().map_or("", MailAddress::as_str).to_owned(),
        circulars_for: organisation.circulars.key().to_owned(),
        draws_for: organisation.draws.key().to_owned(),
        number_form: organisation.numbering.as_ref().map_or("", Numbering::form).to_owned(),
        number_words: organisation.numbering.as_ref().map(Numbering::words).unwrap_or_default(),
        pack: pack.to_owned(),
    }
}
