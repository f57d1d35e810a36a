//! Draws a text as squares that a phone's camera reads, inside the page: no script, no image from anywhere, black on white also in the dark.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::{self, Write as _};

/// Light squares around it that readers ask for (ISO/IEC 18004).
const MARGIN: i32 = 4;

/// Stands in a template as an `svg`. It holds a secret: there is no printing of it.
#[derive(Clone)]
pub struct Qr {
    svg: String,
}

impl Qr {
    /// `label` is read aloud in its place. `None` for a text too long to be drawn, of about 2,300 bytes.
    pub(crate) fn of(text: &str, label: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let size = code.size() + 2 * MARGIN;
        let mut svg = format!(r#"<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label=""#);
        let _ = write!(
            svg,
            "{}",
            askama::filters::escape(label, askama::filters::Html).ok()?
        );
        let _ = write!(
            svg,
            r##""><rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" shape-rendering="crispEdges" d=""##
        );
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                let _ = write!(svg, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
            }
        }
        svg.push_str(r#""/></svg>"#);
        Some(Self { svg })
    }
}

impl fmt::Display for Qr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.svg)
    }
}

// Squares, numbers, and a label that is escaped above.
impl askama::filters::HtmlSafe for Qr {}

impl fmt::Debug for Qr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Qr")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_squares_and_never_the_text_and_its_label_is_only_read() {
        let drawn = Qr::of("otpauth://totp/x?secret=CANARY", r#"a "label" <b>"#).expect("short");
        let svg = drawn.to_string();
        assert!(!svg.contains("CANARY") && !svg.contains("<b>"), "{svg}");
        assert_eq!(svg.matches('"').count() % 2, 0);
        // Its three corners: a dark square of seven begins at the margin.
        assert!(svg.contains("M4 4h1v1h-1z") && svg.contains("M10 4h1v1h-1z") && !svg.contains("M11 4h"));
        assert!(Qr::of(&"a".repeat(5_000), "").is_none());
    }
}
