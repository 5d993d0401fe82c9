//! Every form of every page carries what it must, and every route says what its form is made from.
#![expect(clippy::panic, reason = "this is how a helper of a test says what is missing")]

use super::crawl::{PEOPLE, crawl, shape};
use earnest_model::actor::Role;
use earnest_testkit::site::{Answer, Site, Visitor};
use earnest_web::frame::{
    forms::markup::{Form, Kind, forms},
    route::{Made, Verb},
};
use std::collections::BTreeSet;

/// A page with its forms, as a browser holds it.
pub struct Page {
    at: String,
    forms: Vec<Form>,
}

impl Page {
    #[track_caller]
    pub fn of(visitor: &mut Visitor, at: &str) -> Self {
        let answer = visitor.get(at);
        assert_eq!(answer.status, 200, "{at}: {}", answer.body);
        Self::read(at, &answer.body)
    }

    pub fn read(at: &str, html: &str) -> Self {
        Self { at: at.to_owned(), forms: forms(html) }
    }

    /// The form that is sent there.
    #[track_caller]
    pub fn form(&self, action: &str) -> Filled<'_> {
        let path = |form: &&Form| form.posts && form.action.split('?').next() == Some(action);
        let form = self.forms.iter().find(path);
        Filled(form.unwrap_or_else(|| panic!("{} has no form for {action}: {:?}", self.at, self.actions())))
    }

    /// The form that is sent exactly there, if the page has one.
    pub fn find(&self, action: &str) -> Option<Filled<'_>> {
        self.forms.iter().find(|form| form.posts && form.action == action).map(Filled)
    }

    fn actions(&self) -> Vec<&str> {
        self.forms.iter().map(|form| form.action.as_str()).collect()
    }

    pub fn csrf(&self) -> String {
        self.form("/sign-out").value("csrf").to_owned()
    }
}

/// A form as it stands in a page.
pub struct Filled<'p>(pub &'p Form);

impl Filled<'_> {
    pub fn value(&self, name: &str) -> &str {
        let control = self.0.controls.iter().find(|control| control.name == name && control.on);
        control.map_or("", |control| control.value.as_str())
    }

    /// What is chosen of a list.
    pub fn chosen(&self, name: &str) -> Option<String> {
        let control = self.0.controls.iter().find(|control| control.name == name && control.on);
        control.map(|control| control.value.clone())
    }

    /// What a browser would send, with these answers.
    pub fn fields(&self, answers: &[(&str, &str)]) -> Vec<(String, String)> {
        let unasked = |name: &str| answers.iter().all(|(answered, _)| *answered != name);
        let sent = self.0.controls.iter().filter(|control| {
            control.on && !matches!(control.kind, Kind::Files | Kind::Button) && unasked(&control.name)
        });
        let sent = sent.map(|control| (control.name.clone(), control.value.clone()));
        let own = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        sent.chain(own).collect()
    }

    /// What of it was filled in, as a browser would send it.
    pub fn own(&self) -> Vec<(String, String)> {
        let frame = earnest_web::frame::forms::carried::OF_THE_FRAME;
        self.fields(&[]).into_iter().filter(|(name, _)| !frame.contains(&name.as_str())).collect()
    }

    /// Sends exactly these answers, with what the frame of the form carries.
    pub fn send_exactly(&self, visitor: &mut Visitor, answers: &[(String, String)]) -> Answer {
        let frame = earnest_web::frame::forms::carried::OF_THE_FRAME;
        let carried = self.fields(&[]).into_iter().filter(|(name, _)| frame.contains(&name.as_str()));
        let all: Vec<_> = carried.chain(answers.iter().cloned()).collect();
        let all: Vec<_> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        visitor.post_read(&self.0.action, &all)
    }

    #[track_caller]
    pub fn send(&self, visitor: &mut Visitor, answers: &[(&str, &str)]) -> Answer {
        let fields = self.fields(answers);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        // Whoever sends it has read what follows.
        visitor.post_read(&self.0.action, &fields)
    }
}

#[test]
fn every_form_of_every_page_carries_its_page_its_moment_and_what_stood_in_it() {
    let site = Site::with_example();
    let mut forms_seen = BTreeSet::new();
    for (role, unit) in PEOPLE {
        let mut visitor = site.sign_in(role, unit);
        for met in crawl(&mut visitor) {
            let (form, at) = (&met.form, &met.at);
            let filled = Filled(form);
            for name in ["csrf", "once", "seen", "page"] {
                let times = form.controls.iter().filter(|control| control.name == name).count();
                assert_eq!(times, 1, "{name} of the form for {} on {at}", form.action);
                assert!(!filled.value(name).is_empty(), "{name} of {} on {at}", form.action);
            }
            assert!(filled.value("page").starts_with('/'));
            // What the frame carries is nobody's answer: an answer of such a name would be lost.
            let answered = |kind: &Kind| !matches!(kind, Kind::Hidden | Kind::Button);
            for control in form.controls.iter().filter(|control| answered(&control.kind)) {
                let frame = earnest_web::frame::forms::carried::OF_THE_FRAME;
                assert!(
                    !frame.contains(&control.name.as_str()),
                    "{} of {} on {at}",
                    control.name,
                    form.action
                );
            }
            forms_seen.insert(shape(&form.action));
        }
    }
    assert!(forms_seen.len() > 35, "{} kinds of forms: {forms_seen:?}", forms_seen.len());
}

#[test]
fn what_makes_something_new_is_listed_and_all_else_says_what_it_was_made_from() {
    let made = |wanted: Made| {
        let routes =
            earnest_web::routes().filter(move |route| route.method == Verb::Post && route.made == wanted);
        let mut paths: Vec<_> = routes.map(|route| route.path).collect();
        paths.sort_unstable();
        paths
    };
    assert_eq!(made(Made::Proof), ["/ledger/import/{id}", "/me/letters", "/me/password", "/plans/new"]);
    let anew = made(Made::New).join("\n");
    assert_eq!(
        anew,
        include_str!("made_anew.txt").trim_end(),
        "a form that is made from something is not listed here"
    );
    assert!(made(Made::Seen).len() > 50);
}

#[test]
fn passwords_are_under_names_that_are_never_kept_or_shown() {
    let site = Site::with_example();
    let mut person = site.sign_in(Role::Administrator, "P");
    let mut met = 0;
    for at in ["/sign-in", "/me", "/accounts/new"] {
        for form in forms(&person.get(at).body) {
            for control in form.controls.iter().filter(|control| control.kind == Kind::Secret) {
                met += 1;
                let secrets = earnest_web::frame::forms::carried::SECRETS;
                assert!(secrets.contains(&control.name.as_str()), "{} on {at}", control.name);
            }
        }
    }
    assert!(met >= 4, "{met}");
}
