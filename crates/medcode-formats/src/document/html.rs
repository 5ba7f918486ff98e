//! HTML, as a browser would lay out its lines.

use super::layout::{Layout, Role};
use super::{Builder, text};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};

/// Reads a page.
pub(super) fn read(bytes: &[u8], out: &mut Builder) {
    let page = text::of(bytes, out);
    let mut emitter = DefaultEmitter::default();
    // Without this the inside of `<script>` and `<style>` would be read as markup.
    emitter.naively_switch_states(true);
    let mut layout = Layout::new(out, "");
    for token in Tokenizer::new_with_emitter(page.trim_start_matches('\u{feff}'), emitter) {
        match token {
            Ok(Token::StartTag(tag)) => start(&tag, &mut layout),
            Ok(Token::EndTag(tag)) => layout.close(&name(&tag.name)),
            Ok(Token::String(text)) => layout.text(&name(&text)),
            _ => {}
        }
    }
}

fn name(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

fn start(tag: &StartTag<()>, layout: &mut Layout) {
    let name = name(&tag.name);
    match name.as_str() {
        "br" | "hr" => return layout.line_break(),
        "img" | "input" | "meta" | "link" | "area" | "base" | "col" | "embed" | "source" | "track"
        | "wbr" => return,
        _ => {}
    }
    close_implied(&name, layout);
    let role = if is_hidden(tag) { Role::Hidden } else { role(&name) };
    layout.open(&name, role);
    if tag.self_closing && name.contains(':') {
        layout.close(&name);
    }
}

/// End tags that may be left out in HTML.
fn close_implied(name: &str, layout: &mut Layout) {
    let (ends, within): (&[&str], &[&str]) = match name {
        "li" => (&["li"], &["ul", "ol"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "body" => (&["head"], &[]),
        _ if matches!(role(name), Role::Inline | Role::Hidden) => return,
        _ => (&["p"], &["div", "td", "th", "li", "body", "section", "article"]),
    };
    let found = layout.open_names().take_while(|open| !within.contains(open)).find(|o| ends.contains(o));
    if let Some(open) = found.map(str::to_owned) {
        layout.close(&open);
    }
}

fn role(name: &str) -> Role {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "blockquote" => Role::Paragraph,
        "div" | "tr" | "section" | "article" | "header" | "footer" | "main" | "nav" | "aside"
        | "body" | "dt" | "dd" | "dl" | "form" | "fieldset" | "legend" | "caption" | "address"
        | "figure" | "figcaption" | "thead" | "tbody" | "tfoot" => Role::Block,
        "ul" => Role::List { ordered: false },
        "ol" => Role::List { ordered: true },
        "li" => Role::Item,
        "td" | "th" => Role::Cell,
        "pre" | "textarea" => Role::Preformatted,
        // What the author struck out is no longer said.
        "script" | "style" | "head" | "title" | "template" | "noscript" | "svg" | "del" => Role::Hidden,
        _ => Role::Inline,
    }
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let attribute = |name: &[u8]| tag.attributes.iter().find(|(n, _)| n.as_slice() == name);
    let style = attribute(b"style").map(|(_, v)| name(&v.value).to_ascii_lowercase().replace(' ', ""));
    attribute(b"hidden").is_some() || style.is_some_and(|s| s.contains("display:none"))
}
