//! How letters leave: a server of mail, and where their links lead.

use crate::failure::Failure;
use clap::Args;
use earnest_app::desk::letters::{Letter, Post, PostFault};
use earnest_model::Timestamp;
use earnest_web::Outgoing;
use lettre::{
    Message, SmtpTransport, Transport,
    message::{
        Mailbox,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use std::{
    convert::Infallible,
    fmt,
    str::FromStr,
    sync::Arc,
    time::{Duration, SystemTime},
};

/// The way out for letters.
#[derive(Debug, Args)]
pub struct Mail {
    /// The server by which letters leave: smtp://USER:PASSWORD@HOST:PORT or smtps://…; without it none leaves.
    #[arg(
        long,
        env = "EARNEST_MAIL",
        hide_env_values = true,
        value_name = "URL",
        requires_all = ["mail_from", "address"]
    )]
    mail: Option<Secret>,
    /// Whom letters come from: earnest@example.org, or "Earnest <earnest@example.org>".
    #[arg(long, env = "EARNEST_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// Where people reach the pages, for links in letters and on papers: https://earnest.example.org
    #[arg(long, env = "EARNEST_ADDRESS", value_name = "URL")]
    address: Option<String>,
}

/// A text that holds a password: no output of the program shows it.
#[derive(Clone)]
struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl FromStr for Secret {
    type Err = Infallible;
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl Mail {
    /// The way out, if there is one. Nothing is connected yet.
    pub fn outgoing(&self) -> Result<Option<Outgoing>, Failure> {
        let (Some(mail), Some(from), Some(address)) = (&self.mail, &self.mail_from, self.address()?) else {
            return Ok(None);
        };
        let post = Smtp::new(&mail.0, from)?;
        Ok(Some(Outgoing { post: Arc::new(post), address }))
    }

    /// Where people reach the pages, if it was said.
    pub fn address(&self) -> Result<Option<Arc<str>>, Failure> {
        self.address.as_deref().map(whole_address).transpose()
    }
}

/// An address of the pages, as it stands before each path.
pub fn whole_address(address: &str) -> Result<Arc<str>, Failure> {
    let address = address.trim_end_matches('/');
    match address.starts_with("https://") || address.starts_with("http://") {
        true => Ok(Arc::from(address)),
        false => Err(Failure::new("--address: https://HOST is wanted")),
    }
}

/// Seconds that a server has for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Letters by SMTP. Each goes out over a connection of its own: they are few.
struct Smtp {
    transport: SmtpTransport,
    from: Mailbox,
}

impl Smtp {
    fn new(url: &str, from: &str) -> Result<Self, Failure> {
        // The fault of the library may quote the address, and with it the password.
        let transport = SmtpTransport::from_url(&guarded(url)).map_err(|_| {
            Failure::new(
                "--mail: smtp://USER:PASSWORD@HOST:PORT or smtps://USER:PASSWORD@HOST:PORT is wanted",
            )
        })?;
        let from = from.parse().map_err(|_| Failure::new(format!("--mail-from: `{from}` is no address")))?;
        Ok(Self { transport: transport.timeout(Some(PATIENCE)).build(), from })
    }
}

/// Between machines STARTTLS is demanded, unless the address itself says how: a password never goes out in the clear by
/// accident. On the same machine nothing is demanded.
fn guarded(url: &str) -> String {
    let rest = url.strip_prefix("smtp://").unwrap_or_default();
    let place = rest.split(['/', '?']).next().unwrap_or_default();
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
    let own = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|own| host.strip_prefix(own).is_some_and(|port| port.is_empty() || port.starts_with(':')));
    if rest.is_empty() || own || rest.contains("tls=") {
        return url.to_owned();
    }
    format!("{url}{}tls=required", if rest.contains('?') { '&' } else { '?' })
}

impl Post for Smtp {
    fn send(&self, letter: &Letter, now: Timestamp) -> Result<(), PostFault> {
        let message = message(letter, &self.from, now)?;
        self.transport.send(&message).map_err(|fault| PostFault(fault.to_string()))?;
        Ok(())
    }
}

/// The moment as the library wants it, in whole seconds.
fn system_time(at: Timestamp) -> SystemTime {
    let second = u64::try_from(at.as_second()).unwrap_or_default();
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(second)).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The letter as bytes. Its identity comes of its key, so that a letter that is sent twice is known as one.
fn message(letter: &Letter, from: &Mailbox, now: Timestamp) -> Result<Message, PostFault> {
    let fault = |fault: &dyn fmt::Display| PostFault(fault.to_string());
    let to: Mailbox = letter.to.parse().map_err(|_| PostFault("the recipient has no address".to_owned()))?;
    let key: String =
        letter.key.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '.' }).collect();
    let header = |name: &'static str, value: String| {
        HeaderName::new_from_ascii(name.to_owned()).map(|name| HeaderValue::new(name, value))
    };
    let off = header("List-Unsubscribe", format!("<{}>", letter.off)).map_err(|bad| fault(&bad))?;
    let automatic = header("Auto-Submitted", "auto-generated".to_owned()).map_err(|bad| fault(&bad))?;
    Message::builder()
        .from(from.clone())
        .to(to)
        .subject(&letter.subject)
        .date(system_time(now))
        .message_id(Some(format!("<{key}@{}>", from.email.domain())))
        .raw_header(off)
        .raw_header(automatic)
        .header(ContentType::TEXT_PLAIN)
        .header(ContentTransferEncoding::Base64)
        .body(letter.text.clone())
        .map_err(|bad| fault(&bad))
}

#[cfg(test)]
mod tests;
