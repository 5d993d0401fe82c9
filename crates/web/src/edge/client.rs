//! Where a request comes from.

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, request::Parts},
};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The longest address that is believed to be one.
const LONGEST: usize = 64;

/// Where a request comes from: the peer, or what the proxy in front says of it. The proxy speaks last: what stands before
/// its word, in the same line or in others, is the caller's own.
pub fn client(proxied: bool, head: &Parts) -> String {
    let peer = head.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let said = proxied.then(|| last_forwarded(&head.headers)).flatten();
    match said {
        Some(said) => match address(&said) {
            Some(address) => place(address),
            None => said,
        },
        None => peer.map(place).unwrap_or_default(),
    }
}

fn last_forwarded(headers: &HeaderMap) -> Option<String> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    let last =
        String::from_utf8_lossy(last.as_bytes()).rsplit(',').next().unwrap_or_default().trim().to_owned();
    Some(last.chars().filter(|sign| sign.is_ascii_graphic()).take(LONGEST).collect())
}

/// Reads an address, with a port or without.
fn address(text: &str) -> Option<IpAddr> {
    let socket = || text.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    text.trim_matches(['[', ']']).parse().ok().or_else(socket)
}

/// What counts as one place: an address of IPv4, a network of IPv6 that one household is given (/64).
pub(super) fn place(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn asked(proxied: bool, lines: &[&str]) -> String {
        let mut request = Request::builder().uri("/");
        for line in lines {
            request = request.header("X-Forwarded-For", *line);
        }
        let (mut head, ()) = request.body(()).unwrap().into_parts();
        head.extensions.insert(ConnectInfo::<SocketAddr>("192.0.2.9:1".parse().unwrap()));
        client(proxied, &head)
    }

    #[test]
    fn the_last_address_of_all_lines_is_the_proxys() {
        assert_eq!(asked(true, &["10.0.0.1"]), "10.0.0.1");
        assert_eq!(asked(true, &["1.2.3.4, 10.0.0.2"]), "10.0.0.2");
        assert_eq!(asked(true, &["1.2.3.4", "10.0.0.3"]), "10.0.0.3");
        assert_eq!(asked(true, &["1.2.3.4, 5.6.7.8", "9.9.9.9,10.0.0.4:5678"]), "10.0.0.4");
        assert_eq!(asked(true, &[]), "192.0.2.9", "nothing said: the proxy itself");
        assert_eq!(asked(false, &["1.2.3.4"]), "192.0.2.9", "without a proxy nobody is believed");
        assert_eq!(asked(true, &["x".repeat(5_000).as_str()]).len(), LONGEST);
    }

    #[test]
    fn a_network_of_ipv6_is_one_place() {
        assert_eq!(asked(true, &["2001:db8:1:2:3::4"]), asked(true, &["[2001:db8:1:2:ffff::9]:443"]));
        assert_ne!(asked(true, &["2001:db8:1:2::1"]), asked(true, &["2001:db8:1:3::1"]));
        assert_eq!(asked(true, &["::ffff:10.0.0.1"]), "10.0.0.1");
    }
}
