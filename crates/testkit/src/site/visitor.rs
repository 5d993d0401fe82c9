//! Somebody at the site without a browser: asks, sends forms, keeps cookies.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::TcpStream,
};

/// What the server answered.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers: lower-case names, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The body, byte by byte.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The first header of a name; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// Where the answer leads; empty if nowhere.
    pub fn place(&self) -> &str {
        self.header("location")
    }
}

/// Somebody with a jar of cookies and the last form's token.
#[derive(Debug, Clone)]
pub struct Visitor {
    address: String,
    cookies: BTreeMap<String, String>,
    token: String,
    /// Up to where the last page saw the register.
    seen: String,
    /// On which page each form stood that was seen, by where it is sent.
    stood: BTreeMap<String, String>,
    /// Sent as `Accept-Language`, if not empty.
    pub languages: String,
}

impl Visitor {
    pub(super) fn new(host: &str) -> Self {
        Self {
            address: host.trim_start_matches("http://").to_owned(),
            cookies: BTreeMap::new(),
            token: String::new(),
            seen: String::new(),
            stood: BTreeMap::new(),
            languages: String::new(),
        }
    }

    /// Somebody at the server `http://ADDRESS:PORT`.
    pub fn at(host: &str) -> Self {
        Self::new(host)
    }

    /// Goes on with another server of the same register, cookies and all.
    pub fn moves_to(&mut self, host: &str) {
        host.trim_start_matches("http://").clone_into(&mut self.address);
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> Answer {
        let answer = self.send("GET", path, &[], b"");
        for form in answer.body.split("<form ").skip(1) {
            let action = form.split_once("action=\"").and_then(|(_, rest)| rest.split(['"', '?']).next());
            if let Some(action) = action.filter(|_| form.contains("name=\"words-read\"")) {
                self.stood.insert(action.to_owned(), path.to_owned());
            }
        }
        answer
    }

    /// Sends a form as a page would that was opened at this moment: with its token, and with what it was made from.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.look_up();
        let (token, seen) = (self.token.clone(), self.seen.clone());
        let framed = with(fields, &[("csrf", &token), ("seen", &seen)]);
        let answer = self.post_as_is(path, &framed);
        self.read_then_sent(path, fields, answer, |visitor, more| {
            visitor.post_as_is(path, &with(&with(fields, more), &[("csrf", &token), ("seen", &seen)]))
        })
    }

    /// Whoever sends a form in a test has read its page and what follows, unless the test says otherwise.
    fn read_then_sent(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        mut answer: Answer,
        send: impl Fn(&mut Self, &[(&str, &str)]) -> Answer,
    ) -> Answer {
        const NAMES: [&str; 3] = ["words-read", "page", "kept"];
        let given = |name: &str| fields.iter().any(|(given, _)| *given == name);
        let mut read = Vec::new();
        let action = path.split('?').next().unwrap_or_default().to_owned();
        // Where no page stands above its address, the answer is none that shows the form once more.
        let untold = answer.status == 409
            && (answer.body.contains("data-why=\"unseen\"") || self.stood.contains_key(&action));
        if untold && !given("words-read") {
            read = carried(&answer.body, path, &NAMES);
            // Where the form does not stand on the page above its address, it was seen before where it stands.
            if let Some(page) = self.stood.get(&action).filter(|_| read.is_empty()).cloned() {
                read = carried(&self.get(&page).body, path, &NAMES);
            }
            if read.iter().any(|(name, _)| name == "words-read") {
                answer = send(self, &borrowed(&read));
            }
        }
        if answer.status == 200 && !given("weighed") {
            let weighed = carried(&answer.body, path, &["weighed"]);
            if !weighed.is_empty() {
                read.extend(weighed);
                answer = send(self, &borrowed(&read));
            }
        }
        answer
    }

    /// Opens a page that everybody may open, for what its forms carry.
    fn look_up(&mut self) {
        if self.cookies.contains_key("earnest_session") {
            self.get("/posts");
        }
    }

    /// Up to where the last page saw the register.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Sends exactly these fields.
    pub fn post_as_is(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, fields, &[])
    }

    /// Sends exactly these fields, and once more whoever has read what follows from them.
    pub fn post_read(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post_as_is(path, fields);
        self.read_then_sent(path, fields, answer, |visitor, more| {
            visitor.post_as_is(path, &with(fields, more))
        })
    }

    /// Sends exactly these fields with more headers.
    pub fn post_with(&mut self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
        self.send("POST", path, headers, body.join("&").as_bytes())
    }

    /// Sends a form with files, as the last page would: with its token. A file is its field, its name and its bytes.
    pub fn upload(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        self.look_up();
        let (token, seen) = (self.token.clone(), self.seen.clone());
        let framed = [&[("csrf", token.as_str()), ("seen", &seen)], fields].concat();
        let answer = self.upload_as_is(path, &framed, files);
        self.read_then_sent(path, fields, answer, |visitor, more| {
            visitor.upload_as_is(path, &with(&framed, more), files)
        })
    }

    /// Sends exactly these fields and files.
    pub fn upload_as_is(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        const BOUNDARY: &str = "----a-boundary-of-the-tests";
        let head = |name: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"");
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("{}\r\n\r\n{value}\r\n", head(name)).into_bytes());
        }
        for (field, name, bytes) in files {
            let kind = "Content-Type: application/octet-stream";
            body.extend(format!("{}; filename=\"{name}\"\r\n{kind}\r\n\r\n", head(field)).into_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send("POST", path, &[("Content-Type", &kind)], &body)
    }

    /// A cookie; empty if there is none.
    pub fn cookie(&self, name: &str) -> &str {
        self.cookies.get(name).map_or("", String::as_str)
    }

    /// The token of the last page's forms.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Sends exactly this, with the cookies.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        };
        add("Cookie", &jar.join("; "));
        add("Accept-Language", &self.languages);
        if method == "POST" || !body.is_empty() {
            if !headers.iter().any(|(name, _)| *name == "Content-Type") {
                add("Content-Type", "application/x-www-form-urlencoded");
            }
            add("Content-Length", &body.len().to_string());
        }
        for (name, value) in headers {
            add(name, value);
        }
        let answer = parse(&exchange(&self.address, &[head.as_bytes(), b"\r\n", body].concat()));
        self.remember(&answer);
        answer
    }

    fn remember(&mut self, answer: &Answer) {
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
                if name == "earnest_session" {
                    self.token.clear();
                }
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        for (name, into) in [("csrf", &mut self.token), ("seen", &mut self.seen)] {
            if let Some((_, rest)) = answer.body.split_once(&format!("name=\"{name}\" value=\"")) {
                *into = rest.split('"').next().unwrap_or_default().to_owned();
            }
        }
    }
}

impl Visitor {
    /// What the server answers to these bytes, and to nothing more.
    pub fn raw(&self, request: &[u8]) -> Answer {
        parse(&exchange(&self.address, request))
    }

    /// Where it is: `ADDRESS:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// Fields, and those of others that are not among them.
fn with<'f>(fields: &[(&'f str, &'f str)], more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let given = |name: &str| fields.iter().any(|(given, _)| *given == name);
    let added = more.iter().filter(|(name, value)| !value.is_empty() && !given(name));
    fields.iter().chain(added).copied().collect()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// What the form of a page carries that is sent to a path, by its hidden fields: the last that brings any of these.
pub fn carried(page: &str, path: &str, names: &[&str]) -> Vec<(String, String)> {
    let path = path.replace('&', "&#38;");
    let action = format!("action=\"{}", path.split('?').next().unwrap_or_default());
    let forms = page.split("<form ").skip(1).filter_map(|form| form.split("</form>").next());
    let own =
        forms.filter(|form| form.split_once(&action).is_some_and(|(_, rest)| rest.starts_with(['"', '?'])));
    let value = |form: &str, name: &str| {
        let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\""))?;
        let value = rest.split('"').next()?;
        let value =
            value.replace("&#38;", "&").replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">");
        Some((name.to_owned(), value))
    };
    let found = own.map(|form| names.iter().filter_map(|name| value(form, name)).collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

fn exchange(address: &str, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    // A server that refuses a long form answers before it has read it, and closes: what counts is its answer.
    let _sent = stream.write_all(request);
    let mut answer = Vec::new();
    let _ended = stream.read_to_end(&mut answer);
    assert!(!answer.is_empty(), "the answer comes in");
    answer
}

fn parse(answer: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    Answer {
        status: status.unwrap_or_default(),
        headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
        body: body.to_owned(),
        bytes: answer
            .windows(4)
            .position(|end| end == b"\r\n\r\n")
            .and_then(|end| answer.get(end + 4..))
            .unwrap_or_default()
            .to_vec(),
    }
}

/// Percent-encoding of all but letters, digits and a few signs.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
