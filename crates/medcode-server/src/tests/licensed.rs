//! The AMA's words stand on the licensee's own machine and on no server that others use.

use super::world::World;
use crate::auth::Role;
use medcode::kb::query::Release;
use medcode::kb::tables::ReleaseWriter;
use medcode::kb::tables::codes::{self, BILLABLE, NewCode};
use medcode::kb::tables::meta::Meta;
use medcode::kb::text::coded::NO_TEXT;
use serde_json::json;

/// Nonsense of ours in the place of a descriptor.
const WORDS: &str = "blimp cradle of the dapple";

/// A licensee's list with one number.
fn list() -> Release {
    let mut out = ReleaseWriter::default();
    out.mark_licensed();
    let title = out.text.add(WORDS);
    let code = *b"99213\0\0";
    codes::write(vec![NewCode { code, flags: BILLABLE, title, short: NO_TEXT }], &mut out);
    let (system, from) = ("CPT".to_owned(), "2026-01-01".to_owned());
    Meta { system, from, sources: Vec::new(), counts: Vec::new() }.write(&mut out);
    Release::from_bytes(out.finish().0).unwrap()
}

#[tokio::test]
async fn a_server_that_others_use_leaves_the_licensees_words_out() {
    let paths = [
        "/api/v1/lookup?code=99213&as_of=2026-05-12",
        "/api/v1/lookup?code=99213&as_of=2026-05-12&around=true",
        "/api/v1/titles?code=99213&as_of=2026-05-12",
        "/api/v1/explain?what=99213&as_of=2026-05-12",
        "/api/v1/search?q=99213&as_of=2026-05-12",
    ];
    for (listen, shared) in [("127.0.0.1:7878", false), ("0.0.0.0:7878", true)] {
        let world = World::over(vec![list()], |c| c.listen = listen.parse().unwrap()).await;
        let coder = world.person(Role::Coder).await;
        for path in paths {
            let told = world.get(&coder, path).await;
            assert_eq!(told.status, 200, "{path}: {}", told.text);
            assert!(told.text.contains("99213"), "{path}: {}", told.text);
            assert_eq!(told.text.contains(WORDS), !shared, "{listen} {path}: {}", told.text);
        }
        let looked = world.get(&coder, paths[0]).await.json();
        let own = "office visit, established patient, low decision making";
        assert_eq!(looked[0]["title"], json!(if shared { own } else { WORDS }));
    }
}
