//! Numbers of circulars: in the form that the organisation sets, running for each office and year, never given twice.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use super::published::refused;
use earnest_app::{
    circulars::{
        circular_publish::publish_circular,
        circular_show::{list_circulars, show_circular},
    },
    journal_verify::verify_journal,
    units::organisation_set::{set_organisation, show_organisation},
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::CircularForm,
    id::{CircularId, RoundId},
    organisation::OrganisationForm,
};
use earnest_testkit::{
    OPERATOR,
    assessment::rated,
    circulars::publish_checked,
    pack::founded,
    refused::refused_at,
    register::{Register, on_both_engines},
};

const FORM: OrganisationForm<'_> = OrganisationForm {
    name: "",
    zone: "+08:00",
    language: "en",
    mail: "",
    circulars: "public",
    draws: "public",
    number_form: "{word}〔{year}〕{number}号",
    number_words: "P 某教办",
};

fn circular(correction: &str) -> CircularForm<'_> {
    CircularForm {
        title: "circular on round 1",
        recipients: "all units",
        // A correction corrects something.
        grounds: if correction.is_empty() { "by the standard" } else { correction },
        went_well: vec![("A", "opinions were collected widely")],
        problems: vec![("", "few instances were given")],
        requirements: vec![],
        correction,
    }
}

fn number(register: &Register, office: &Actor, id: CircularId) -> Option<String> {
    show_circular(&register.context(office), id).unwrap().circular.number
}

fn publish(register: &Register, office: &Actor, round: RoundId, correction: &str) -> CircularId {
    publish_checked(register, office, round, &circular(correction))
}

#[test]
fn a_circular_is_given_the_next_number_of_its_office_and_year_and_a_correction_one_of_its_own() {
    on_both_engines(|register| {
        founded(register);
        let (office, round, _) = rated(register);
        let administrator = register.actor(Role::Administrator, "P");
        let context = register.context(&administrator);
        let first = publish(register, &office, round, "");
        assert_eq!(number(register, &office, first), None, "without a form there are no numbers");
        set_organisation(&context, &FORM).unwrap();
        let (organisation, _) = show_organisation(&context).unwrap();
        assert_eq!(organisation.numbering.unwrap().words(), "P 某教办\n");
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), detail["number-form"].as_str()),
            ("set-organisation", Some(FORM.number_form))
        );
        let second = publish(register, &office, round, "a name was wrong");
        assert_eq!(number(register, &office, second).as_deref(), Some("某教办〔2015〕1号"));
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), detail["number"].as_str()),
            ("publish-circular", Some("某教办〔2015〕1号"))
        );
        let third = publish(register, &office, round, "a date was wrong");
        assert_eq!(number(register, &office, third).as_deref(), Some("某教办〔2015〕2号"));
        // The form changes: the numbers go on, and those given stay.
        set_organisation(
            &context,
            &OrganisationForm { number_form: "{word} {year}/{number}", number_words: "P QO\nA AO", ..FORM },
        )
        .unwrap();
        let fourth = publish(register, &office, round, "a figure was wrong");
        assert_eq!(number(register, &office, fourth).as_deref(), Some("QO 2015/3"));
        assert_eq!(number(register, &office, second).as_deref(), Some("某教办〔2015〕1号"));
        let year = register.today.get().year();
        register.today.set(jiff::civil::date(year + 1, 2, 1));
        let fifth = publish(register, &office, round, "a unit was wrong");
        assert_eq!(number(register, &office, fifth).as_deref(), Some("QO 2016/1"), "each year begins with 1");
        let listed = list_circulars(&register.context(&office), None::<CircularId>, 9).unwrap().circulars;
        assert_eq!(listed.first().unwrap().number.as_deref(), Some("QO 2016/1"));
        // An office without a word gives none.
        set_organisation(&context, &OrganisationForm { number_words: "A AO", ..FORM }).unwrap();
        let sixth = publish(register, &office, round, "a word was wrong");
        assert_eq!(number(register, &office, sixth), None);
        assert!(verify_journal(&register.context(&OPERATOR)).unwrap().faults.is_empty());
    });
}

#[test]
fn a_number_that_another_office_gave_is_refused_and_so_is_a_form_by_which_one_would_come_twice() {
    on_both_engines(|register| {
        founded(register);
        let (office, round, _) = rated(register);
        let administrator = register.actor(Role::Administrator, "P");
        let context = register.context(&administrator);
        let set = |form: &str, words: &str| {
            set_organisation(&context, &OrganisationForm { number_form: form, number_words: words, ..FORM })
        };
        assert_eq!(refused_at("number_form", set("{word} {number}", "P QO")), "error-number-form");
        assert_eq!(refused_at("number_words", set(FORM.number_form, "")), "error-number-words");
        assert_eq!(refused_at("number_words", set(FORM.number_form, "P QO\nA QO")), "error-number-twice");
        assert_eq!(refused_at("number_words", set(FORM.number_form, "nowhere QO")), "error-number-unit");
        assert_eq!(refused_at("number_form", set("", "P QO")), "error-number-form");
        set("{number}{word} {year}", "P 1Q").unwrap();
        let first = publish(register, &office, round, "");
        assert_eq!(number(register, &office, first).as_deref(), Some("11Q 2015"));
        earnest_testkit::intruder::Intruder::of(register).does("UPDATE circular SET number = '21Q 2015'");
        let draft = earnest_testkit::circulars::checked_draft(
            register,
            &office,
            round,
            &circular("a name was wrong"),
        );
        assert_eq!(refused(publish_circular(&register.context(&office), draft)), "error-number-given");
    });
}
