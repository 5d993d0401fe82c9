//! Forms as a person reads them: what is asked stands in words, and so do the answers to choose from.

/// Something that a form sends.
#[derive(Debug, Clone, Default)]
struct Control {
    id: String,
    name: String,
    value: String,
    /// Whether it is sent as it stands.
    sent: bool,
    /// The answers to choose from: values and words.
    choices: Vec<(String, String)>,
    /// Its words, where it is a choice of its own.
    words: String,
    is_choice: bool,
}

/// A form of a page.
#[derive(Debug)]
pub struct Form {
    pub action: String,
    /// Whether it is sent with files.
    pub files: bool,
    controls: Vec<Control>,
    /// Labels: the id of what is asked, and the words.
    labels: Vec<(String, String)>,
    /// Buttons: words, name, value.
    buttons: Vec<(String, String, String)>,
}

/// Words as they are read: without tags, marks of HTML and repeated blanks.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let text = unescaped(&text).replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unescaped(text: &str) -> String {
    let marks = [("&#38;", "&"), ("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">")];
    let named = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")];
    marks.iter().chain(&named).fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
}

/// An attribute of a tag.
fn of(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| unescaped(value))
}

/// Whether a tag says a word by itself: `checked`.
fn says(tag: &str, word: &str) -> bool {
    tag.split_whitespace().any(|part| part.trim_end_matches(['/', '>']) == word)
}

/// The way of the first link of a page whose words hold these.
pub fn link(page: &str, words: &str) -> Option<String> {
    let mut links =
        page.split("<a ").skip(1).filter_map(|link| link.split_once("</a>").map(|(link, _)| link));
    let found = links.find(|link| text_of(&format!("<a {link}")).contains(words))?;
    of(&format!("<a {found}"), "href")
}

/// The addresses of invitations on a page, each once.
pub fn invitations(page: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in page.split("/invitations/").skip(1) {
        let token: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        let address = format!("/invitations/{token}");
        if token.len() == 64 && !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// The forms of a page that are sent.
pub fn forms(page: &str) -> Vec<Form> {
    let all = page.split("<form").skip(1).filter_map(|form| form.split_once("</form>").map(|(form, _)| form));
    all.filter(|form| form.split('>').next().is_some_and(|head| head.contains("method=\"post\"")))
        .map(read)
        .collect()
}

fn read(html: &str) -> Form {
    let (head, body) = html.split_once('>').unwrap_or((html, ""));
    let mut form = Form {
        action: of(head, "action").unwrap_or_default(),
        files: head.contains("multipart/form-data"),
        controls: Vec::new(),
        labels: Vec::new(),
        buttons: Vec::new(),
    };
    let mut rest = body;
    while let Some((_, part)) = rest.split_once('<') {
        rest = part;
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let inside = |end: &str| after.split(end).next().unwrap_or_default();
        let get = |name: &str| of(tag, name).unwrap_or_default();
        match tag.split_whitespace().next().unwrap_or_default() {
            "input" => form.input(tag, inside("</label>")),
            "textarea" => {
                let text = unescaped(inside("</textarea>"));
                let value = text.strip_prefix('\n').unwrap_or(&text).to_owned();
                form.controls.push(Control {
                    id: get("id"),
                    name: get("name"),
                    value,
                    sent: true,
                    ..Control::default()
                });
            }
            "select" => form.select(tag, inside("</select>")),
            "label" if tag.contains(" for=") => form.labels.push((get("for"), asked(inside("</label>")))),
            "legend" => form.labels.push((String::new(), asked(inside("</legend>")))),
            "button" if !tag.contains("type=\"button\"") => {
                form.buttons.push((text_of(inside("</button>")), get("name"), get("value")));
            }
            _ => {}
        }
    }
    form
}

/// A question without the word that it may be left out.
fn asked(html: &str) -> String {
    text_of(html.split("<span").next().unwrap_or_default())
}

impl Form {
    fn input(&mut self, tag: &str, after: &str) {
        let get = |name: &str| of(tag, name).unwrap_or_default();
        let kind = get("type");
        if kind == "file" {
            return;
        }
        let is_choice = ["radio", "checkbox"].contains(&kind.as_str());
        self.controls.push(Control {
            id: get("id"),
            name: get("name"),
            value: get("value"),
            sent: !is_choice || says(tag, "checked"),
            words: if is_choice { text_of(after) } else { String::new() },
            is_choice,
            ..Control::default()
        });
    }

    fn select(&mut self, tag: &str, inside: &str) {
        let options = inside.split("<option").skip(1).filter_map(|option| option.split_once('>'));
        let options: Vec<(bool, String, String)> = options
            .map(|(tag, words)| {
                let tag = format!("<option{tag}");
                (says(&tag, "selected"), of(&tag, "value").unwrap_or_default(), text_of(words))
            })
            .collect();
        let chosen = options.iter().find(|option| option.0).or_else(|| options.first());
        self.controls.push(Control {
            id: of(tag, "id").unwrap_or_default(),
            name: of(tag, "name").unwrap_or_default(),
            value: chosen.map(|option| option.1.clone()).unwrap_or_default(),
            sent: true,
            choices: options.iter().map(|option| (option.1.clone(), option.2.clone())).collect(),
            ..Control::default()
        });
    }

    /// Whether it ends with a button of these words.
    pub fn has(&self, button: &str) -> bool {
        self.buttons.iter().any(|(words, ..)| words.starts_with(button))
    }

    /// Whether it sends a field of this name.
    pub fn asks(&self, name: &str) -> bool {
        self.controls.iter().any(|control| control.name == name)
    }

    /// Answers a question. `Opens, round 1` is the first of several that ask the same, `Opens, rounds 2 to 6` those after it.
    pub fn answers(&mut self, label: &str, answer: &str) {
        let (words, places) = match label.split_once(", round") {
            Some((words, place)) => {
                let numbers: Vec<usize> = place
                    .split(|sign: char| !sign.is_ascii_digit())
                    .filter_map(|number| number.parse().ok())
                    .collect();
                let (first, last) =
                    (numbers.first().copied().unwrap_or(1), numbers.last().copied().unwrap_or(1));
                (words, first..=last)
            }
            None => (label, 1..=1),
        };
        for place in places {
            let found = self.labels.iter().filter(|(_, asked)| asked == words).nth(place - 1);
            let (id, _) = found
                .unwrap_or_else(|| panic!("nothing asks “{words}” ({place}): {:?}", self.labels))
                .clone();
            self.answer(&id, answer);
        }
    }

    fn answer(&mut self, id: &str, answer: &str) {
        if id.is_empty() {
            let choice = self.controls.iter().find(|control| control.is_choice && control.words == answer);
            let choice = choice.unwrap_or_else(|| panic!("no choice “{answer}”")).clone();
            for control in self.controls.iter_mut().filter(|control| control.name == choice.name) {
                control.sent = control.words == answer;
            }
            return;
        }
        let control = self.controls.iter_mut().find(|control| control.id == id);
        let control = control.unwrap_or_else(|| panic!("a label without a field: {id}"));
        if control.choices.is_empty() {
            answer.clone_into(&mut control.value);
            return;
        }
        let chosen =
            control.choices.iter().find(|(_, words)| words.to_lowercase().contains(&answer.to_lowercase()));
        let (value, _) = chosen.unwrap_or_else(|| panic!("no choice “{answer}”: {:?}", control.choices));
        control.value.clone_from(value);
    }

    /// What it sends with a button.
    pub fn sent(&self, button: &str) -> Vec<(String, String)> {
        let fields = self.controls.iter().filter(|control| control.sent && !control.name.is_empty());
        let mut all: Vec<(String, String)> =
            fields.map(|control| (control.name.clone(), control.value.clone())).collect();
        let pressed = self.buttons.iter().find(|(words, ..)| words.starts_with(button));
        if let Some((_, name, value)) = pressed.filter(|(_, name, _)| !name.is_empty()) {
            all.push((name.clone(), value.clone()));
        }
        all
    }
}
