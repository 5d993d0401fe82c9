//! The five questions in the terminal. A wrong answer is asked for again; one that was told beforehand ends the command.

use crate::failure::{Failure, words};
use earnest_app::units::register_set_up::{Administrator, check_administrator};
use earnest_demo::shipped::SHIPPED;
use earnest_model::{
    hash::sha256_hex,
    organisation::LANGUAGES,
    pack::Pack,
    text::{Line, optional},
    units::unit::{Table, plant},
    zone::Zone,
};
use std::io::{BufRead, IsTerminal, StdinLock, Write};

pub const NAME: &str = "1. What is the organisation called? (empty: it has no name on the pages)";
pub const ZONE: &str =
    "2. In which zone do its days begin and end? (a name such as Europe/Berlin, or +08:00)";
pub const LANGUAGE: &str =
    "   Which language is for whoever asks for none that there is? (zh-Hans, zh-Hant, en)";

/// Where questions go and answers come from.
pub struct Questions<'a> {
    out: &'a mut dyn Write,
    from: StdinLock<'static>,
}

impl<'a> Questions<'a> {
    /// On the terminal, or from whatever stands in its place.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, from: std::io::stdin().lock() }
    }

    fn ask(&mut self, question: &str) -> Result<String, Failure> {
        writeln!(self.out, "{question}")?;
        self.out.flush()?;
        self.line()?.ok_or_else(|| Failure::new("the answers end here; nothing was made"))
    }

    /// An answer that nobody sees on a terminal.
    fn secret(&mut self, question: &str) -> Result<String, Failure> {
        if !self.from.is_terminal() {
            return self.ask(question);
        }
        writeln!(self.out, "{question} (it isn't shown)")?;
        self.out.flush()?;
        Ok(rpassword::read_password()?)
    }

    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut line = String::new();
        if self.from.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// Whether the units are those that were meant: each is shown with the code that it is given.
    fn is_right(&mut self, pack: &Pack, table: &Table) -> Result<bool, Failure> {
        for row in &table.rows {
            let class = if row.class.is_empty() { &row.tier } else { &row.class };
            writeln!(self.out, "   {}  {}  ({class})", row.code, row.name)?;
        }
        self.warn(pack, table)?;
        let answer = self.ask("   Are these the units? yes or no:")?;
        Ok(answer.trim().eq_ignore_ascii_case("yes"))
    }

    /// Says of which classes no unit is, though the pack's spot checks draw from them.
    pub fn warn(&mut self, pack: &Pack, table: &Table) -> Result<(), Failure> {
        let without = pack.classes_without_unit(table);
        if !without.is_empty() {
            let classes = without.join(", ");
            writeln!(
                self.out,
                "   No unit is of the class {classes}: spot checks of this pack draw from there."
            )?;
        }
        Ok(())
    }

    fn again(&mut self, why: &Failure) -> Result<(), Failure> {
        Ok(writeln!(self.out, "   {why}")?)
    }
}

/// An answer in order: the one that was told, or one that is asked for until it is.
pub fn answer<T>(
    ask: &mut Questions<'_>,
    told: Option<&str>,
    question: &str,
    read: impl Fn(&str) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if let Some(told) = told {
        return read(told);
    }
    loop {
        match read(&ask.ask(question)?) {
            Ok(answer) => return Ok(answer),
            Err(why) => ask.again(&why)?,
        }
    }
}

pub fn name(text: &str) -> Result<Option<Line>, Failure> {
    optional(text, Line::parse).map_err(|message| Failure::new(words(&message)))
}

pub fn zone(text: &str) -> Result<Zone, Failure> {
    Zone::parse(text.trim()).map_err(Failure::new)
}

pub fn language(text: &str) -> Result<&'static str, Failure> {
    language_of(text).ok_or_else(|| Failure::new(format!("the languages are {}", LANGUAGES.join(", "))))
}

/// The question for the pack, with those that ship.
pub fn packs() -> String {
    let mut question =
        "3. By which pack? The name of one that ships, or a folder or ZIP file of your own:".to_owned();
    for shipped in SHIPPED {
        let tiers = shipped.pack().map(|pack| {
            let tiers: Vec<_> = pack.tiers.iter().map(|tier| tier.name.get("en").to_owned()).collect();
            tiers.join(" > ")
        });
        question.push_str(&format!("\n     {} ({})", shipped.name, tiers.unwrap_or_default()));
    }
    question
}

/// The units, typed as an outline that ends with a full stop; what was read of it is shown, and asked about.
pub fn tree(ask: &mut Questions<'_>, pack: &Pack) -> Result<(Table, String), Failure> {
    let tiers: Vec<_> = pack.tiers.iter().map(|tier| tier.name.get("en").to_owned()).collect();
    let question = format!(
        "4. Which units? A line each; what stands beneath is set in by two blanks. A line with a full stop alone ends them.\n   \
         Tiers from the top down: {}. Another one than the next stands in brackets: Old Town [{}]; so does a class: {}.\n   \
         (A file is taken with --units FILE.)",
        tiers.join(" > "),
        tiers.last().map_or("", String::as_str),
        pack.spot_check_classes.join(", ")
    );
    loop {
        writeln!(ask.out, "{question}")?;
        ask.out.flush()?;
        let mut text = String::new();
        loop {
            let line = ask.line()?.ok_or_else(|| Failure::new("the answers end here; nothing was made"))?;
            if line.trim() == "." {
                break;
            }
            text.push_str(&line);
            text.push('\n');
        }
        let table = pack.outline(&text);
        let planted = table.and_then(|table| plant(&[], &table.rows, &pack.tiers()).map(|_| table));
        match planted {
            Ok(table) if ask.is_right(pack, &table)? => return Ok((table, sha256_hex(text.as_bytes()))),
            Ok(_) => {}
            Err(faults) => {
                let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
                ask.again(&Failure::new(said.join("\n   ")))?;
            }
        }
    }
}

/// Login, title and password of whoever looks after the accounts.
pub fn person(
    ask: &mut Questions<'_>,
    (login, title): (Option<&str>, Option<&str>),
    house: &str,
) -> Result<(String, String, String), Failure> {
    let told = (login, title);
    loop {
        let login = match told.0 {
            Some(login) => login.to_owned(),
            None => ask.ask("5. Who looks after the accounts? A login:")?,
        };
        let title = match told.1 {
            Some(title) => title.to_owned(),
            None => ask.ask("   The title that others see, such as: IT of the group")?,
        };
        let password = ask.secret("   A password of 10 characters or more:")?;
        if password != ask.secret("   Once more:")? {
            ask.again(&Failure::new("the two are not the same"))?;
            continue;
        }
        let errors = check_administrator(
            &Administrator { login: &login, title: &title, password: &password, salt: [0; 16] },
            house,
        );
        if errors.is_empty() {
            return Ok((login, title, password));
        }
        let said: Vec<_> =
            errors.iter().map(|(field, message)| format!("{field}: {}", words(message))).collect();
        let why = Failure::new(said.join("\n   "));
        // What was told beforehand stays as it is: asking for it again would change nothing.
        let wrong = |field: &str| errors.iter().any(|(name, _)| name == field);
        if told.0.is_some() && wrong("login") || told.1.is_some() && wrong("title") {
            return Err(why);
        }
        ask.again(&why)?;
    }
}

/// The tag of a language of the pages.
fn language_of(text: &str) -> Option<&'static str> {
    LANGUAGES.into_iter().find(|tag| tag.eq_ignore_ascii_case(text.trim()))
}
