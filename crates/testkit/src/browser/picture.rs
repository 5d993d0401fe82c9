//! The size of the window, and pictures of what is in it.

use std::{fs, path::Path, thread};

use serde_json::{Value, json};

use super::{Browser, patience::BETWEEN_PAGES};
use crate::give_up;

/// Narrower than this is a phone: the page is laid out for touch and its own `viewport` is obeyed.
const PHONE: u32 = 600;

impl Browser {
    /// Makes the page exactly this large, in CSS pixels. Below 600 pixels of width it is a phone's.
    #[track_caller]
    pub fn set_viewport(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < PHONE,
        });
        self.chromium("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Shows the page as it would be printed, or on the screen again.
    #[track_caller]
    pub fn as_printed(&self, printed: bool) {
        let media = if printed { "print" } else { "screen" };
        self.chromium("Emulation.setEmulatedMedia", &json!({ "media": media }));
    }

    /// How many CSS pixels the page is wider than the window: 0 unless a person has to scroll sideways.
    #[track_caller]
    pub fn overflow(&self) -> u64 {
        let script =
            "const page = document.documentElement; return Math.max(0, page.scrollWidth - page.clientWidth)";
        self.run(script, &[]).as_u64().unwrap_or_default()
    }

    /// Writes a picture (PNG) of the whole page, beyond the window, to a file.
    #[track_caller]
    pub fn screenshot(&self, file: &Path) {
        let metrics = self.chromium("Page.getLayoutMetrics", &json!({}));
        let length = |side: &str| metrics.pointer(&format!("/cssContentSize/{side}")).cloned();
        let page = json!({
            "x": 0, "y": 0, "width": length("width"), "height": length("height"), "scale": 1,
        });
        let wanted = json!({ "format": "png", "captureBeyondViewport": true, "clip": page });
        self.capture(&wanted, file);
    }

    /// Writes a small picture (WebP) of what is in the window now, for a document.
    #[track_caller]
    pub fn picture_of_window(&self, file: &Path) {
        // Between two pages the browser shows both of them.
        thread::sleep(BETWEEN_PAGES);
        self.capture(&json!({ "format": "webp", "quality": 70 }), file);
    }

    #[track_caller]
    fn capture(&self, wanted: &Value, file: &Path) {
        // A page that has just been opened may still cross over from the one before.
        let settled = "await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); \
            await Promise.allSettled(document.getAnimations().map(it => it.finished)); return true";
        self.run(&format!("return (async () => {{ {settled} }})()"), &[]);
        let picture = self.chromium("Page.captureScreenshot", wanted);
        let data = picture.get("data").and_then(Value::as_str).unwrap_or_default();
        let Some(bytes) = from_base64(data) else { give_up("no picture", &"not base64") };
        if let Err(error) = fs::write(file, bytes) {
            give_up(&format!("could not write {}", file.display()), &error);
        }
    }
}

/// Base64 with the standard alphabet (RFC 4648, section 4); `None` for any other character.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in text.trim_end_matches('=').bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(six)) & 0x00FF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_the_standard_says() {
        // The examples of RFC 4648, section 10.
        let pairs = [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")];
        for (text, bytes) in pairs {
            assert_eq!(from_base64(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(from_base64("+/+/").unwrap(), [0xFB, 0xFF, 0xBF]);
        assert_eq!(from_base64("Zm9*"), None);
    }
}
