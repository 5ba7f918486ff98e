//! Writes `docs/rules/` anew: `cargo xtask rules-docs`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = here.join("../../docs/rules");
    if docs.is_dir() {
        // Pages of rules that are gone go too.
        std::fs::remove_dir_all(&docs)?;
    }
    let pages = medcode_rules::pages::all(&|case| here.join("cases").join(case).is_file());
    for (path, text) in &pages {
        let path = docs.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&docs))?;
        std::fs::write(path, text)?;
    }
    println!("{} pages", pages.len());
    Ok(())
}
