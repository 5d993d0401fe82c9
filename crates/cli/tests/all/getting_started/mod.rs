//! The page on getting started, carried out command by command and step by step as it stands there: from nothing to the first
//! published circular.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may break off"
)]

mod form;
mod page;

use crate::served::{Server, earnest, says};
use earnest_testkit::site::Visitor;
use form::{Form, forms, link, text_of};
use page::{Guide, Step};
use std::{collections::BTreeMap, io::Write as _, path::Path, process::Stdio};

const PAGE: &str = include_str!("../../../../../docs/getting-started.md");
/// The password that the page gives to everybody.
const PASSWORD: &str = "tall green walnut nine";

/// Sets the register up by the command of the page; the password is typed twice.
fn set_up(folder: &Path, arguments: &[&str]) -> String {
    let mut command = earnest(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}\n{PASSWORD}").unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success());
    String::from_utf8(ended.stdout).unwrap()
}

/// Whoever takes part, each in a browser of their own.
struct House<'a> {
    guide: &'a Guide,
    host: String,
    people: BTreeMap<String, Visitor>,
    /// The last page that each saw, with its address.
    last: BTreeMap<String, (String, String)>,
}

impl House<'_> {
    fn visitor(&mut self, login: &str) -> &mut Visitor {
        if !self.people.contains_key(login) {
            let mut visitor = Visitor::at(&self.host);
            visitor.get("/sign-in?lang=en");
            let signed = visitor.post_as_is("/sign-in", &[("login", login), ("password", PASSWORD)]);
            assert_eq!(signed.status, 303, "{login}: {}", signed.body);
            self.people.insert(login.to_owned(), visitor);
        }
        self.people.get_mut(login).unwrap()
    }

    /// Where a step is done, and the page there.
    fn opens(&mut self, step: &Step) -> (String, String) {
        if step.place == "there" {
            return self.last[&step.who].clone();
        }
        let visitor = self.visitor(&step.who);
        let desk = visitor.get("/desk?lang=en").body;
        let Some(place) = link(&desk, &step.place) else {
            panic!("the desk of {} says nothing of “{}”: {}", step.who, step.place, text_of(&desk));
        };
        let page = self.visitor(&step.who).get(&place);
        assert_eq!(page.status, 200, "{step:?}: {}", page.body);
        (place, page.body)
    }

    fn does(&mut self, step: &Step) {
        let (place, page) = self.opens(step);
        let answer = self.sends(step, &place, &page);
        self.last.insert(step.who.clone(), answer);
    }

    /// Fills a form in and sends it; where that leads, and the page there.
    fn sends(&mut self, step: &Step, place: &str, page: &str) -> (String, String) {
        let Some(mut form) = forms(page).into_iter().find(|form| form.has(&step.button)) else {
            panic!("{step:?}: no form ends with that button: {}", text_of(page));
        };
        for (label, answer) in &step.answers {
            form.answers(label, &self.guide.meant(answer));
        }
        let fields = form.sent(&step.button);
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let action = if form.action.is_empty() { place.to_owned() } else { form.action.clone() };
        let visitor = self.visitor(&step.who);
        let answer = if form.files {
            visitor.upload_as_is(&action, &fields, &[])
        } else {
            visitor.post_as_is(&action, &fields)
        };
        let faults = answer
            .body
            .split("class=\"error")
            .skip(1)
            .map(|fault| text_of(fault.split("</").next().unwrap()));
        let faults: Vec<String> = faults.collect();
        assert!([200, 303].contains(&answer.status), "{step:?}: {} {faults:?}", answer.status);
        // What can't be taken back is read first: its button is pressed on that page again.
        let read = || forms(&answer.body).into_iter().find(|form| form.asks("weighed"));
        let answer = match read().filter(|_| answer.status == 200) {
            Some(sure) => {
                let fields = sure.sent("");
                let fields: Vec<(&str, &str)> =
                    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                self.visitor(&step.who).post_as_is(&sure.action, &fields)
            }
            None => answer,
        };
        assert!([200, 303].contains(&answer.status), "{step:?}: {}", answer.body);
        if answer.status == 200 {
            return (action, answer.body);
        }
        let place = answer.place().to_owned();
        let page = self.visitor(&step.who).get(&place);
        assert_eq!(page.status, 200, "{step:?}");
        (place, page.body)
    }

    /// Everybody opens the link on the page of links and sets a password.
    fn all_do(&mut self, step: &Step, by: &str) {
        let links = form::invitations(&self.last[by].1);
        assert_eq!(links.len(), 9, "a page for each person");
        for address in links {
            let mut visitor = Visitor::at(&self.host);
            let page = visitor.get(&format!("{address}?lang=en")).body;
            let mut form: Form = forms(&page).into_iter().find(|form| form.has(&step.button)).unwrap();
            for (label, answer) in &step.answers {
                form.answers(label, answer);
            }
            let fields = form.sent(&step.button);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let action = if form.action.is_empty() { address.clone() } else { form.action.clone() };
            let answer = visitor.post_as_is(&action, &fields);
            assert!(answer.status == 303 || answer.body.contains("The password is kept"), "{}", answer.body);
        }
    }
}

#[test]
fn the_page_on_getting_started_is_carried_out_from_nothing_to_the_first_published_circular() {
    let (home, guide) = (tempfile::tempdir().unwrap(), Guide::read(PAGE));
    let folder = home.path();
    for (name, text) in &guide.files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let commands: Vec<Vec<&str>> = guide.commands.iter().map(|command| page::words(command)).collect();
    let [setup, serve, doctor, verify] = commands.as_slice() else { panic!("four commands: {commands:?}") };
    let told = set_up(folder, setup);
    assert!(told.contains("8 units; account `boss` is open."), "{told}");
    assert!(told.contains("No unit is of the class pharmacy, laboratory"), "{told}");
    let server = Server::of(&mut earnest(folder, &[serve.as_slice(), &["--listen", "127.0.0.1:0"]].concat()));
    let host = format!("http://{}", server.address);
    let mut house = House { guide: &guide, host, people: BTreeMap::new(), last: BTreeMap::new() };
    assert_eq!(guide.steps.len(), 35, "every step is read");
    for step in &guide.steps {
        match step.who.as_str() {
            "everybody" => house.all_do(step, "boss"),
            _ => house.does(step),
        }
    }
    let circular = house.visitor("hill").get("/circulars/1?lang=en").body;
    assert!(circular.contains("Two identifiers were asked at each of twenty steps looked at."), "{circular}");
    let desk = text_of(&house.visitor("office").get("/desk?lang=en").body);
    assert!(desk.contains("the circular is out; move the round on"), "{desk}");
    drop(server);
    assert!(!says(&mut earnest(folder, doctor)).contains("FAULT"));
    assert!(says(&mut earnest(folder, verify)).contains("entries"));
}
