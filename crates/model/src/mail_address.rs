//! Addresses of mail.

use crate::message::Message;

/// An address of mail, as far as its form tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddress(String);

impl MailAddress {
    /// Takes `NAME@HOST`: visible ASCII, one `@`, a host with a dot, at most 254 characters (RFC 5321, 4.5.3.1).
    pub fn parse(text: &str) -> Result<Self, Message> {
        let text = text.trim();
        let name = |name: &str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
            !name.is_empty() && name.len() <= 64 && name.bytes().all(plain)
        };
        let part = |part: &str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            !part.is_empty()
                && part.len() <= 63
                && part.bytes().all(plain)
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let dots = |text: &str| !text.starts_with('.') && !text.ends_with('.') && !text.contains("..");
        match text.split_once('@') {
            Some((local, host))
                if text.len() <= 254
                    && name(local)
                    && dots(local)
                    && host.contains('.')
                    && host.split('.').all(part) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(Message::new("error-mail-address")),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
