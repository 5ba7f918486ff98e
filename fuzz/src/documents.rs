//! Documents that notes come in.

/// A text with places in order, or a reason.
pub fn document(bytes: &[u8]) {
    for document in medcode_formats::document::read(bytes.to_vec()).unwrap_or_default() {
        let placeless = document.place(0, 1).is_none() && document.notices.is_empty();
        assert_eq!(document.verbatim, placeless);
    }
}
