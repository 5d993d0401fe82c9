//! WebDriver on the wire: one HTTP request with JSON per command, to 127.0.0.1.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
};

use serde_json::Value;

use super::patience::TO_ANSWER;

/// The `value` of an answer, or why there is none.
pub(super) type Answer = Result<Value, WireError>;

/// Why a command has no answer.
#[derive(Debug)]
pub(super) enum WireError {
    /// The driver could not be reached or did not speak HTTP.
    Io(io::Error),
    /// The driver refused, with WebDriver's error code and its message.
    Refused {
        /// Such as `no such element`.
        code: String,
        /// For a person.
        message: String,
    },
}

impl std::fmt::Display for WireError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Refused { code, message } => write!(f, "{code}: {message}"),
        }
    }
}

impl From<io::Error> for WireError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The way to a driver.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire {
    /// The driver's port on 127.0.0.1.
    pub(super) port: u16,
}

impl Wire {
    /// Sends a command and waits for its answer. `Null` as a body sends none.
    pub(super) fn call(self, method: &str, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(TO_ANSWER))?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json; charset=utf-8\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes())?;
        read(BufReader::new(stream))
    }
}

fn read(mut stream: impl BufRead) -> Answer {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let ok = line.split(' ').nth(1) == Some("200");
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
    }
    let mut body = String::new();
    stream.take(length).read_to_string(&mut body)?;
    let mut json: Value = serde_json::from_str(&body).map_err(io::Error::other)?;
    let value = json.get_mut("value").map(Value::take).unwrap_or_default();
    if ok { Ok(value) } else { Err(refusal(&value)) }
}

fn refusal(value: &Value) -> WireError {
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    // What follows are addresses of the driver's own code.
    let message = text("message");
    let message = message.split("\nStacktrace:").next().unwrap_or("").to_owned();
    WireError::Refused { code: text("error"), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_the_value_in_the_body() {
        let answer = read(&b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"value\": 12}"[..]);
        assert_eq!(answer.unwrap(), 12);
    }

    #[test]
    fn a_refusal_keeps_its_code_and_drops_the_drivers_addresses() {
        let body = r#"{"value": {"error": "no such element", "message": "none\nStacktrace:\n0x1"}}"#;
        let head = format!("HTTP/1.1 404 Not Found\r\ncontent-length: {}\r\n\r\n", body.len());
        let refused = read(format!("{head}{body}").as_bytes()).unwrap_err();
        assert_eq!(refused.to_string(), "no such element: none");
    }
}
