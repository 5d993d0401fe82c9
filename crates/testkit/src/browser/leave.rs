//! Waiting for the next page after something that leads there.
//!
//! The driver answers a click before the browser has begun to leave the page, so a test could still read the old page.
//! Here the old page is held until it is gone.

use std::thread;

use serde_json::Value;

use super::{Browser, find::Element, patience::TO_LEAVE};

/// Whether a click on (or Enter in) the argument leads to another page, as HTML says: a link that is no download, opens
/// no window and doesn't only scroll; or what submits a form that is complete and no dialog's.
const LEADS_AWAY: &str = "
    const [start, by_key] = arguments;
    const element = start || document.activeElement;
    const link = element.closest('a[href]');
    if (link) {
        const here = link.href.split('#')[0] === location.href.split('#')[0] && link.href.includes('#');
        return !here && !link.target && !link.hasAttribute('download') && link.protocol.startsWith('http');
    }
    const button = element.closest('button, input');
    if (!button || !button.form || button.disabled) return false;
    const typed = by_key && button.tagName === 'INPUT' && !['button', 'checkbox', 'radio'].includes(button.type);
    if (!typed && button.type !== 'submit' && button.type !== 'image') return false;
    const method = button.getAttribute('formmethod') || button.form.getAttribute('method');
    const complete = button.form.noValidate || button.formNoValidate || button.form.checkValidity();
    return complete && method !== 'dialog' && !button.form.target;";

/// The page that is about to be left.
#[derive(Debug)]
pub(super) struct OldPage(Option<Element>);

impl Browser {
    /// To be called before a click on this element, or before Enter if there is none.
    pub(super) fn about_to_leave(&self, element: Option<&Element>) -> OldPage {
        let argument = element.map_or(Value::Null, Element::argument);
        let leads_away = self.try_run(LEADS_AWAY, &[argument, Value::Bool(element.is_none())]);
        let root = match leads_away {
            Ok(Value::Bool(true)) => self.try_run("return document.documentElement", &[]).ok(),
            _ => None,
        };
        OldPage(root.and_then(|root| Element::from_answer(&root)))
    }

    /// To be called after it: waits until the old page is gone. Every later command waits for the new one to load.
    pub(super) fn wait_for_leave(&self, page: OldPage) {
        let Some(root) = page.0 else { return };
        let (tries, pause) = TO_LEAVE;
        for _ in 0..tries {
            if self.get(&root.command("name")).is_err() {
                return;
            }
            thread::sleep(pause);
        }
    }
}
