//! Where in the document a note was taken out of do the words behind a code stand?

use super::line::Line;
use crate::fault::Fault;
use crate::state::App;
use medcode::formats::document::Places;
use medcode_store::NoteId;
use medcode_wire::{WirePlaced, locator, places};

/// The places of a kept note; none where it is its own original.
pub(super) async fn of(app: &App, note: &NoteId) -> Result<Places, Fault> {
    let Some(kept) = app.store.places(note).await? else { return Ok(Places::default()) };
    let kept: Vec<WirePlaced> = serde_json::from_str(&kept)
        .map_err(|_| Fault::internal("the kept places of a note cannot be read"))?;
    Ok(places(&kept))
}

/// Tells of all words of the lines where they stand, whatever was said of them before.
pub(super) fn locate(lines: &mut [Line], places: &Places) {
    for words in lines.iter_mut().flat_map(|l| &mut l.evidence) {
        let found = places.place(words.start as usize, words.end as usize);
        words.locator = found.map(|place| locator(&place));
    }
}
