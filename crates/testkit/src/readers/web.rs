//! What a server is sent: forms of both kinds, and what an address asks.

use axum::body::Body;
use earnest_model::figures::question::Question;
use earnest_web::frame::{
    fields::Fields,
    forms::markup::forms,
    upload::{TEXT_LIMIT, read},
};
use std::cell::RefCell;
use tokio::runtime::{Builder, Runtime};

thread_local! {
    static RUNTIME: RefCell<Runtime> =
        RefCell::new(Builder::new_current_thread().build().expect("a runtime"));
}

/// A form or a query, and a page as a browser might send it back.
pub fn form(bytes: &[u8]) {
    let fields = Fields::parse(bytes);
    assert_eq!(Fields::parse(fields.encoded().as_bytes()), fields);
    let _forms = forms(&String::from_utf8_lossy(bytes));
}

/// A form with files, between lines of `--b`.
pub fn multipart(bytes: &[u8]) {
    // In pieces, as it comes from a net.
    for whole in [true, false] {
        let body = Body::from(bytes.to_vec());
        let read = RUNTIME.with_borrow(|runtime| runtime.block_on(read(body, "b".to_owned(), whole)));
        if let Ok((fields, files)) = read {
            let texts: usize = fields.0.iter().map(|(_, value)| value.len()).sum();
            assert!(texts <= 3 * TEXT_LIMIT, "more text than a form may have");
            assert!(whole || files.iter().all(|file| file.bytes.is_empty()), "kept for somebody who may not");
        }
    }
}

/// What is asked of the API: a question that is understood says the same when it is asked again.
pub fn question(bytes: &[u8]) {
    let fields = Fields::parse(bytes);
    let given = || fields.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let read = Question::read(given(), &|class| class == "county", &["after", "limit"]);
    if let Ok(question) = read {
        let again = Question::read(given(), &|class| class == "county", &["after", "limit"]);
        assert_eq!(format!("{question:?}"), format!("{:?}", again.expect("it was understood")));
    }
}
