//! Letters as a server of mail receives them.

use super::*;
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread::JoinHandle,
};

/// A server that takes one letter and gives its lines back: what was said to it, then the letter.
fn sink(answer_to_letter: &'static str) -> (u16, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let receive = move || {
        let (stream, _) = listener.accept().unwrap();
        let mut lines = Vec::new();
        let mut letter = false;
        let say = |mut stream: &TcpStream, words: &str| {
            stream.write_all(format!("{words}\r\n").as_bytes()).unwrap()
        };
        say(&stream, "220 sink");
        for line in BufReader::new(&stream).lines() {
            let Ok(line) = line else { break };
            lines.push(line.clone());
            match (letter, line.as_str()) {
                (true, ".") => {
                    letter = false;
                    say(&stream, answer_to_letter);
                }
                (true, _) => {}
                (false, "DATA") => {
                    letter = true;
                    say(&stream, "354 go on");
                }
                (false, "QUIT") => {
                    say(&stream, "221 bye");
                    break;
                }
                (false, _) => say(&stream, "250 sink"),
            }
        }
        lines
    };
    (port, std::thread::spawn(receive))
}

fn letter() -> Letter {
    Letter {
        to: "officer@mail.example".to_owned(),
        subject: "与你有关的2件事".to_owned(),
        text: "临近和逾期的期限\n- 11-25 · 还有2天 · 报送第3轮方案\n  https://earnest.example/plans/new\n.\n"
            .to_owned(),
        key: "digest/7/2015-11-23".to_owned(),
        off: "https://earnest.example/me#letters".to_owned(),
    }
}

const NOW: &str = "2015-11-23T00:00:00Z";

#[test]
fn a_letter_reaches_the_server_with_its_words_its_date_and_the_way_to_turn_it_off() {
    let (port, sink) = sink("250 taken");
    let smtp = Smtp::new(&format!("smtp://127.0.0.1:{port}"), "Earnest <earnest@earnest.example>").unwrap();
    smtp.send(&letter(), NOW.parse().unwrap()).unwrap();
    drop(smtp);
    let lines = sink.join().unwrap();
    let has = |line: &str| lines.iter().any(|found| found == line);
    assert!(has("MAIL FROM:<earnest@earnest.example>") && has("RCPT TO:<officer@mail.example>"), "{lines:?}");
    assert!(has("From: Earnest <earnest@earnest.example>") && has("To: officer@mail.example"), "{lines:?}");
    assert!(has("Date: Mon, 23 Nov 2015 00:00:00 +0000"), "{lines:?}");
    assert!(has("Message-ID: <digest.7.2015.11.23@earnest.example>"), "{lines:?}");
    assert!(has("List-Unsubscribe: <https://earnest.example/me#letters>"), "{lines:?}");
    assert!(
        has("Auto-Submitted: auto-generated") && has("Content-Type: text/plain; charset=utf-8"),
        "{lines:?}"
    );
    assert!(lines.iter().any(|line| line.starts_with("Subject: =?utf-8?b?")), "{lines:?}");
    let body: String =
        lines.iter().skip_while(|line| !line.is_empty()).take_while(|line| *line != ".").cloned().collect();
    assert_eq!(body, base64(&letter().text.replace('\n', "\r\n")), "{lines:?}");
    assert!(lines.iter().all(|line| line.len() <= 998), "RFC 5321, 4.5.3.1.6");
}

/// Base64 (RFC 4648), written out so that the test needs no one's word for it.
fn base64(text: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= three.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

#[test]
fn a_server_that_refuses_is_told_as_a_fault_and_so_is_one_that_is_not_there() {
    let (port, sink) = sink("554 not today");
    let smtp = Smtp::new(&format!("smtp://user:secret@127.0.0.1:{port}"), "earnest@earnest.example").unwrap();
    let fault = smtp.send(&letter(), NOW.parse().unwrap()).unwrap_err();
    assert!(!fault.0.contains("secret"), "{fault}");
    drop(smtp);
    sink.join().unwrap();
    let nobody = Smtp::new("smtp://127.0.0.1:1", "earnest@earnest.example").unwrap();
    assert!(nobody.send(&letter(), NOW.parse().unwrap()).is_err());
}

#[test]
fn a_password_goes_out_under_tls_alone_and_is_shown_by_nothing() {
    assert_eq!(guarded("smtp://u:p@mail.example:587"), "smtp://u:p@mail.example:587?tls=required");
    assert_eq!(guarded("smtp://mail.example/name?x=1"), "smtp://mail.example/name?x=1&tls=required");
    for own in [
        "smtp://127.0.0.1:25",
        "smtp://u:p@localhost",
        "smtps://u:p@mail.example",
        "smtp://m.example?tls=opportunistic",
    ] {
        assert_eq!(guarded(own), own);
    }
    assert_eq!(guarded("smtp://localhost.evil.example"), "smtp://localhost.evil.example?tls=required");
    let mail = Mail { mail: Some(Secret("smtp://u:hidden@x".to_owned())), mail_from: None, address: None };
    assert!(!format!("{mail:?}").contains("hidden"));
    let Err(fault) = Smtp::new("nonsense://u:hidden@x", "a@b.example") else { panic!("taken") };
    assert!(!fault.to_string().contains("hidden"));
}
