//! What an address says of the way: the words of PostgreSQL's client library, as its documentation has them
//! ("SSL Support", "Connection URIs").

use std::path::{Path, PathBuf};

use crate::{
    error::TunnelError,
    place::{Place, USUAL_PORT},
};

/// How sure the way has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Through TLS if the server offers it, else in the clear: whoever stands between can take it away.
    Prefer,
    /// Through TLS, whoever answers: nobody listens who does not stand between.
    Require,
    /// The server's certificate comes from somebody who is trusted.
    VerifyCa,
    /// And it is made out to the name in the address.
    VerifyFull,
}

/// An address with a way to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub mode: Mode,
    pub places: Vec<Place>,
    /// The file with who is trusted; none: whom the machine trusts.
    pub roots: Option<PathBuf>,
    /// The certificate by which the client shows who it is, and its key.
    pub own: Option<(PathBuf, PathBuf)>,
    /// The start of the address with user and password, ending in `@` if there are any.
    start: String,
    /// The servers as they stand in the address.
    hosts: String,
    /// The name of the database, with its stroke.
    database: String,
    /// What else the address says.
    others: Vec<(String, String)>,
}

/// The words of an address that are about TLS and are dealt with here.
#[derive(Default)]
struct Words {
    mode: Option<String>,
    roots: Option<String>,
    certificate: Option<String>,
    key: Option<String>,
    hosts: Option<String>,
    addresses: Option<String>,
    ports: Option<String>,
    others: Vec<(String, String)>,
}

/// An address in its parts.
struct Parts<'u> {
    scheme: &'u str,
    user: &'u str,
    hosts: &'u str,
    database: &'u str,
    words: Words,
}

impl<'u> Parts<'u> {
    fn of(url: &'u str) -> Result<Self, TunnelError> {
        let (scheme, rest) = url.split_once("://").ok_or(TunnelError::Address("it has no ://"))?;
        let (whole, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = whole.split_at(whole.find('/').unwrap_or(whole.len()));
        let (user, hosts) = authority.rsplit_once('@').unwrap_or(("", authority));
        Ok(Self { scheme, user, hosts, database, words: Words::read(query)? })
    }
}

/// The servers of an address, in its order.
///
/// # Errors
/// The address is none, or says of TLS what is not known.
pub fn servers(url: &str) -> Result<Vec<Place>, TunnelError> {
    let parts = Parts::of(url)?;
    places(parts.hosts, &parts.words)
}

/// The one server that an address names by a host before the database. `None` for an address that leaves it to the client
/// library, names several, or names a socket of this machine.
pub fn one_server(url: &str) -> Option<Place> {
    let Parts { hosts, words, .. } = Parts::of(url).ok()?;
    let elsewhere = [&words.hosts, &words.addresses, &words.ports].into_iter().any(Option::is_some);
    let by_file = words.others.iter().any(|(name, _)| matches!(name.as_str(), "service" | "passfile"));
    let mut all = places(hosts, &words).ok()?;
    let one = all.pop().filter(|one| all.is_empty() && !one.is_socket());
    one.filter(|_| !elsewhere && !by_file)
}

impl Wish {
    /// What an address wishes; none where nothing is to be made.
    pub fn read(url: &str) -> Result<Option<Self>, TunnelError> {
        let Parts { scheme, user, hosts, database, words } = Parts::of(url)?;
        let places = places(hosts, &words)?;
        let Some(mode) = words.mode(&places)? else { return Ok(None) };
        if places.iter().any(Place::is_socket) {
            return match mode {
                Mode::Prefer => Ok(None),
                _ => Err(TunnelError::Address("a socket of this machine is never reached through TLS")),
            };
        }
        let own = match (&words.certificate, &words.key) {
            (Some(certificate), Some(key)) => Some((certificate.into(), key.into())),
            (None, None) => None,
            _ => return Err(TunnelError::Address("sslcert and sslkey belong together")),
        };
        let at = if user.is_empty() { "" } else { "@" };
        Ok(Some(Self {
            mode,
            places,
            roots: words.roots.filter(|roots| roots != "system").map(PathBuf::from),
            own,
            start: format!("{scheme}://{user}{at}"),
            hosts: hosts.to_owned(),
            database: database.to_owned(),
            others: words.others,
        }))
    }

    /// The address without a word of TLS: for whoever leads the client library to a socket by themselves.
    pub fn url_plain(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("sslmode", "disable");
        self.finished(&self.hosts, query)
    }

    fn finished(&self, hosts: &str, mut query: form_urlencoded::Serializer<'_, String>) -> String {
        for (name, value) in &self.others {
            query.append_pair(name, value);
        }
        // A blank is %20 in an address of PostgreSQL, where forms write +.
        let query = query.finish().replace('+', "%20");
        format!("{}{hosts}{}?{query}", self.start, self.database)
    }

    /// The address by way of the sockets in a folder. Each server has a port of its own there.
    pub fn url_through(&self, folder: &Path) -> String {
        let folders = vec![folder.display().to_string(); self.places.len()].join(",");
        let ports: Vec<String> = (1..=self.places.len()).map(|port| port.to_string()).collect();
        let mut query = form_urlencoded::Serializer::new(String::new());
        // A setting of the environment would be refused by a library without TLS.
        query
            .append_pair("sslmode", "disable")
            .append_pair("host", &folders)
            .append_pair("port", &ports.join(","));
        self.finished("", query)
    }
}

impl Words {
    fn read(query: &str) -> Result<Self, TunnelError> {
        let mut words = Self::default();
        let mut names = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) =
                pair.split_once('=').ok_or(TunnelError::Address("a word behind ? has no ="))?;
            let (name, value) = (decoded(name), decoded(value));
            // The library takes the last one, and a reader the first: of what says how sure the way is there is one word.
            if names.contains(&name) {
                return Err(TunnelError::Address("a word behind ? stands there twice"));
            }
            names.push(name.clone());
            match name.as_str() {
                "sslmode" => words.mode = Some(value),
                "sslrootcert" => words.roots = Some(value),
                "sslcert" => words.certificate = Some(value),
                "sslkey" => words.key = Some(value),
                "host" => words.hosts = Some(value),
                "hostaddr" => words.addresses = Some(value),
                "port" => words.ports = Some(value),
                // The name is always told, as the library does by itself; it can't be asked not to.
                "sslsni" if value == "1" => {}
                "sslnegotiation" if value == "postgres" => {}
                "ssl_min_protocol_version" if value == "TLSv1.2" => {}
                _ if name.starts_with("ssl") => return Err(TunnelError::Unknown(format!("{name}={value}"))),
                _ => words.others.push((name, value)),
            }
        }
        Ok(words)
    }

    /// How sure the way has to be; none where none is to be made.
    fn mode(&self, places: &[Place]) -> Result<Option<Mode>, TunnelError> {
        let mode = match self.mode.as_deref() {
            Some("disable") => return Ok(None),
            None if places.iter().all(Place::is_here) => return Ok(None),
            None | Some("allow" | "prefer") => Mode::Prefer,
            // As the library has it: whoever names the trusted ones wants them asked.
            Some("require") if self.roots.is_some() => Mode::VerifyCa,
            Some("require") => Mode::Require,
            Some("verify-ca") => Mode::VerifyCa,
            Some("verify-full") => Mode::VerifyFull,
            Some(other) => return Err(TunnelError::Unknown(format!("sslmode={other}"))),
        };
        // Any name of a machine that everybody can get a certificate for would do otherwise.
        let is_weak =
            self.roots.as_deref() == Some("system") && mode < Mode::VerifyFull && mode > Mode::Prefer;
        if is_weak {
            return Err(TunnelError::Address("sslrootcert=system asks for sslmode=verify-full"));
        }
        Ok(Some(mode))
    }
}

/// The servers of an address: those before the database, or those of its words.
fn places(hosts: &str, words: &Words) -> Result<Vec<Place>, TunnelError> {
    let mut places: Vec<Place> = Vec::new();
    match &words.hosts {
        Some(named) => places.extend(named.split(',').map(|host| at_usual_port(host.to_owned()))),
        None => {
            for host in hosts.split(',') {
                places.push(in_authority(host)?);
            }
        }
    }
    if let Some(addresses) = &words.addresses {
        let addresses: Vec<&str> = addresses.split(',').collect();
        if addresses.len() != places.len() {
            return Err(TunnelError::Address("hostaddr names as many servers as host does"));
        }
        for (place, address) in places.iter_mut().zip(addresses) {
            place.at = Some(address.to_owned()).filter(|address| !address.is_empty());
        }
    }
    if let Some(ports) = &words.ports {
        let ports: Vec<&str> = ports.split(',').collect();
        if ports.len() != 1 && ports.len() != places.len() {
            return Err(TunnelError::Address("port names one port, or as many as there are servers"));
        }
        for (place, port) in places.iter_mut().zip(ports.iter().cycle()) {
            place.port = port_of(port)?;
        }
    }
    Ok(places)
}

fn at_usual_port(host: String) -> Place {
    Place { host, at: None, port: USUAL_PORT }
}

/// `host`, `host:port`, `[2001:db8::1]:port`.
fn in_authority(text: &str) -> Result<Place, TunnelError> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']').ok_or(TunnelError::Address("a [ without its ]"))?;
            (host, port.strip_prefix(':'))
        }
        None => text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let port = port.filter(|port| !port.is_empty()).map_or(Ok(USUAL_PORT), port_of)?;
    Ok(Place { host: decoded(host), at: None, port })
}

fn port_of(text: &str) -> Result<u16, TunnelError> {
    let text = decoded(text);
    if text.is_empty() {
        return Ok(USUAL_PORT);
    }
    text.parse().map_err(|_| TunnelError::Address("a port is a number up to 65535"))
}

/// With `%2F` and its like undone. A plus stays one: an address is no form.
fn decoded(text: &str) -> String {
    let escaped = text.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(escaped.as_bytes()).next().map_or_else(String::new, |(name, _)| name.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(url: &str) -> Wish {
        Wish::read(url).unwrap().unwrap_or_else(|| panic!("{url} wishes for nothing"))
    }

    #[test]
    fn a_server_here_is_spoken_to_plainly_unless_the_address_says_otherwise() {
        for url in [
            "postgres:///a",
            "postgres://me@localhost/a",
            "postgres://me:x@127.0.0.1:5432/a",
            "postgres://[::1]/a",
            "postgres://%2Frun%2Fpostgresql/a",
            "postgres://db.example.org/a?sslmode=disable",
            "postgres://db.example.org/a?hostaddr=127.0.0.1",
            "postgres://%2Frun/a?sslmode=prefer",
        ] {
            assert_eq!(Wish::read(url).unwrap(), None, "{url}");
        }
        assert_eq!(wish("postgres://localhost/a?sslmode=require").mode, Mode::Require);
        assert_eq!(wish("postgres://db.example.org/a").mode, Mode::Prefer);
    }

    #[test]
    fn the_words_are_those_of_the_client_library() {
        assert_eq!(wish("postgres://h/a?sslmode=verify-full").mode, Mode::VerifyFull);
        assert_eq!(wish("postgres://h/a?sslmode=require&sslrootcert=%2Fca.pem").mode, Mode::VerifyCa);
        assert_eq!(wish("postgres://h/a?sslmode=verify-full&sslrootcert=system").roots, None);
        let own = wish("postgres://h/a?sslcert=/c.pem&sslkey=/k.pem").own.unwrap();
        assert_eq!(own, ("/c.pem".into(), "/k.pem".into()));
    }

    #[test]
    fn what_is_not_known_is_refused_and_never_left_out() {
        for url in [
            "postgres://h/a?sslmode=verify",
            "postgres://h/a?sslmode=verify-full&sslmode=disable",
            "postgres://h/a?sslcrl=/list.pem",
            "postgres://h/a?sslnegotiation=direct",
            "postgres://h/a?sslcert=/c.pem",
            "postgres://h/a?sslmode=require&sslrootcert=system",
            "postgres://%2Frun/a?sslmode=require",
            "postgres://h:99999/a",
            "postgres://[::1/a?sslmode=require",
            "postgres://a,b/c?port=1,2,3",
        ] {
            assert!(Wish::read(url).is_err(), "{url}");
        }
    }

    #[test]
    fn the_way_keeps_all_other_words() {
        let wish = wish(
            "postgres://me:p%40ss@a:1,b/reg%20ister?sslmode=require&application_name=x%20y&target_session_attrs=read-write",
        );
        assert_eq!(
            wish.url_through(Path::new("/tmp/t")),
            "postgres://me:p%40ss@/reg%20ister?sslmode=disable&host=%2Ftmp%2Ft%2C%2Ftmp%2Ft&port=1%2C2\
             &application_name=x%20y&target_session_attrs=read-write"
        );
        assert_eq!(
            wish.url_plain(),
            "postgres://me:p%40ss@a:1,b/reg%20ister?sslmode=disable&application_name=x%20y&target_session_attrs=read-write"
        );
        let places: Vec<(&str, u16)> = wish.places.iter().map(|it| (it.host.as_str(), it.port)).collect();
        assert_eq!(places, [("a", 1), ("b", 5432)]);
    }

    #[test]
    fn one_server_is_named_before_the_database_and_by_nothing_else() {
        let of = |url: &str| one_server(url).map(|place| (place.host, place.port));
        assert_eq!(of("postgres://a:b@10.0.0.7:6000/x?sslmode=require"), Some(("10.0.0.7".to_owned(), 6000)));
        assert_eq!(of("postgresql://a:b@[::1]/x"), Some(("::1".to_owned(), 5432)));
        for other in [
            "postgres:///x?host=/run/postgresql",
            "postgres:///x",
            "postgres://a:b@one,two/x",
            "postgres://%2Frun/x",
            "postgres://one/x?passfile=/p",
            "postgres://one/x?hostaddr=10.0.0.7",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn servers_may_be_named_by_words_and_by_number() {
        let wish = wish("postgres:///a?host=x,y&hostaddr=192.0.2.1,&port=7&sslmode=verify-full");
        let first = Place { host: "x".to_owned(), at: Some("192.0.2.1".to_owned()), port: 7 };
        let second = Place { host: "y".to_owned(), at: None, port: 7 };
        assert_eq!(wish.places, [first, second]);
        let v6 = Wish::read("postgres://me@[2001:db8::1]:6000/a").unwrap().unwrap();
        assert_eq!(v6.places.first().map(|it| (it.host.as_str(), it.port)), Some(("2001:db8::1", 6000)));
    }
}
