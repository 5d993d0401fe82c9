//! What the page says: files, commands, steps.

use std::collections::BTreeMap;

/// A step of the page.
#[derive(Debug)]
pub struct Step {
    /// The login of whoever does it.
    pub who: String,
    /// Words of the line of their desk, or `there`: where the step before led.
    pub place: String,
    /// What is filled in: labels and answers.
    pub answers: Vec<(String, String)>,
    /// The words of the button.
    pub button: String,
}

/// The page.
pub struct Guide {
    /// The files that it shows, by name.
    pub files: BTreeMap<String, String>,
    /// Its commands, without the program's name.
    pub commands: Vec<String>,
    pub steps: Vec<Step>,
    today: jiff::civil::Date,
}

/// The text between two signs.
fn between<'a>(text: &'a str, open: &str, shut: &str) -> Option<&'a str> {
    text.split_once(open)?.1.split_once(shut).map(|(inside, _)| inside)
}

impl Guide {
    pub fn read(page: &str) -> Self {
        let zone = earnest_model::zone::Zone::parse("Europe/Berlin").unwrap();
        #[expect(clippy::disallowed_methods, reason = "the program that is served goes by the same clock")]
        let today = zone.day(jiff::Timestamp::now());
        let mut guide = Self { files: BTreeMap::new(), commands: Vec::new(), steps: Vec::new(), today };
        let mut block: Option<(String, String)> = None;
        for line in page.lines() {
            match (&mut block, line.strip_prefix("```")) {
                (None, Some(kind)) => block = Some((kind.to_owned(), String::new())),
                (Some(_), Some(_)) => guide.block(block.take().unwrap()),
                (Some((_, text)), None) => {
                    text.push_str(line);
                    text.push('\n');
                }
                (None, None) => guide.line(line),
            }
        }
        guide
    }

    fn block(&mut self, (kind, text): (String, String)) {
        match kind.split_once(' ') {
            Some((_, name)) => {
                self.files.insert(name.to_owned(), text);
            }
            None => self
                .commands
                .extend(text.lines().filter_map(|line| Some(line.strip_prefix("earnest ")?.to_owned()))),
        }
    }

    fn line(&mut self, line: &str) {
        let numbered = line.split_once(". ").filter(|(number, _)| number.parse::<u8>().is_ok());
        if let Some((_, step)) = numbered {
            let (who, rest) = (between(step, "**", "**").unwrap(), step.splitn(3, "**").nth(2).unwrap());
            let place = between(rest, "desk “", "”").unwrap_or("there");
            let button = between(rest, "press **", "**").unwrap();
            let text = |text: &str| text.to_owned();
            self.steps.push(Step {
                who: text(who),
                place: text(place),
                answers: Vec::new(),
                button: text(button),
            });
        } else if let Some(answer) = line.trim_start().strip_prefix("- *").filter(|_| line.starts_with(' ')) {
            let (label, answer) = answer.split_once("*: ").unwrap();
            self.steps.last_mut().unwrap().answers.push((label.to_owned(), answer.to_owned()));
        }
    }

    /// What an answer means on the day of the test: `today`, `in 30 days`, the text of a file.
    pub fn meant(&self, answer: &str) -> String {
        let days = |days: i64| self.today.saturating_add(jiff::Span::new().days(days)).to_string();
        let ahead = answer.strip_prefix("in ").and_then(|rest| rest.split_once(" day"));
        match (answer.strip_prefix("file "), ahead.and_then(|(count, _)| count.parse().ok())) {
            (Some(name), _) => self.files[name].clone(),
            (_, Some(count)) => days(count),
            _ if answer == "today" => days(0),
            _ => answer.to_owned(),
        }
    }
}

/// The words of a command; what stands in quotes is one.
pub fn words(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    let each = parts.flat_map(|(place, part)| {
        let quoted = place % 2 == 1;
        let words: Vec<&str> = if quoted { vec![part] } else { part.split_whitespace().collect() };
        words
    });
    each.collect()
}
