//! Rules, exceptions and limits of the house's own: read, tried, set. They stand in `check.rules` in the
//! home folder, where the command finds them too; every version is kept in the audit log.

mod statement;
mod trial;
mod version;

use crate::api::given::Given;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post, put};
use crate::state::{App, Shared};
use axum::extract::State;
use axum::{Extension, Json};
use medcode::model::Problem;
use medcode::{rules_text, standing_rules};
use medcode_store::{Digest, NewEntry, Subject, SubjectKind};
use serde::{Deserialize, Serialize};
use statement::Statement;
use std::io::Write;
use std::path::Path;
use tokio::sync::Mutex;
use utoipa::ToSchema;

/// Most bytes of rules that are set here: each version is an entry of the audit log.
const MOST: usize = 256 << 10;
/// What the entries of the audit log are about.
const FILE: &str = "check.rules";
const SAVED: &str = "rules.saved";

pub(super) fn routes() -> Vec<Row> {
    let read = About::new("What a text of rules says and what is wrong with it; nothing is kept");
    let set = About::new("Set the rules; they hold from the next check on");
    let one = About::new("A version of the rules, by its entry in the audit log");
    vec![
        get("/api/v1/own-rules", Need::OwnRules, stand)
            .about(About::new("The rules of the house's own").gives::<OwnRules>()),
        put("/api/v1/own-rules", Need::OwnRules, set_rules)
            .about(set.takes::<Set>().gives::<OwnRules>()),
        post("/api/v1/own-rules/read", Need::OwnRules, read_text)
            .about(read.takes::<Text>().gives::<ReadRules>()),
        post("/api/v1/own-rules/try", Need::OwnRules, trial::run).about(
            About::new("Try rules on a claim or a chart; nothing is kept")
                .takes::<trial::Asked>()
                .gives::<trial::Tried>(),
        ),
        get("/api/v1/own-rules/versions", Need::OwnRules, version::all)
            .about(About::new("Every version of the rules").gives::<Vec<version::Version>>()),
        get("/api/v1/own-rules/versions/{seq}", Need::OwnRules, version::one)
            .about(one.gives::<version::Kept>()),
    ]
}

/// The rules as they stand.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnRules {
    pub(crate) text: String,
    /// SHA-256 of the text; empty where there are none. To be given back as `base`.
    pub(crate) sha256: String,
    #[serde(flatten)]
    pub(crate) read: ReadRules,
}

/// What a text of rules says.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRulesRead)]
pub(crate) struct ReadRules {
    statements: Vec<Statement>,
    /// With nothing wrong it can be followed.
    problems: Vec<Wrong>,
}

/// Something that is wrong.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRuleProblem)]
pub(crate) struct Wrong {
    /// From 1; 0 where it is about the whole.
    line: u32,
    /// In bytes, from 1.
    column: u32,
    message: String,
}

impl From<Problem> for Wrong {
    fn from(p: Problem) -> Self {
        Self { line: p.position.line, column: p.position.column, message: p.message }
    }
}

/// A text of rules.
#[derive(Deserialize, ToSchema)]
#[schema(as = OwnRulesText)]
struct Text {
    text: String,
}

/// Rules to be set.
#[derive(Deserialize, ToSchema)]
#[schema(as = OwnRulesIn)]
struct Set {
    /// The `sha256` of the rules that were read; empty where there were none.
    base: String,
    text: String,
}

/// The rules as they stand in the home folder.
pub(crate) fn standing(home: &Path) -> Result<OwnRules, Fault> {
    let text = match std::fs::read_to_string(standing_rules(home)) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(Fault::internal(e)),
    };
    let sha256 = if text.is_empty() { String::new() } else { digest(&text) };
    let read = read(&text);
    Ok(OwnRules { text, sha256, read })
}

fn digest(text: &str) -> String {
    Digest::of(text.as_bytes()).to_string()
}

fn read(text: &str) -> ReadRules {
    let (file, problems) = rules_text(text);
    ReadRules {
        statements: statement::all(&file),
        problems: problems.into_iter().map(Wrong::from).collect(),
    }
}

fn fits(text: &str) -> Result<(), Fault> {
    if text.len() > MOST {
        return Err(Fault::too_large(format!("rules that are set here have {} kB at most", MOST >> 10)));
    }
    Ok(())
}

async fn stand(State(app): Shared) -> Result<Json<OwnRules>, Fault> {
    Ok(Json(crate::api::work(move || standing(&app.config.home)).await??))
}

async fn read_text(Given(asked): Given<Text>) -> Result<Json<ReadRules>, Fault> {
    fits(&asked.text)?;
    Ok(Json(crate::api::work(move || read(&asked.text)).await?))
}

async fn set_rules(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Set>,
) -> Result<Json<OwnRules>, Fault> {
    /// Two who save at the same time: one after the other, and the second is told.
    static TURN: Mutex<()> = Mutex::const_new(());
    fits(&asked.text)?;
    let _turn = TURN.lock().await;
    let before = standing(&app.config.home)?;
    if before.sha256 != asked.base {
        return Err(Fault::conflict(
            "somebody else changed the rules since you opened them: load theirs, then do yours again",
        ));
    }
    let (file, problems) = rules_text(&asked.text);
    if !problems.is_empty() {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Err(Fault::content(format!("the rules cannot be followed:\n{}", told.join("\n"))));
    }
    // The log first: rules that hold are never rules that nobody is known to have set.
    let detail = serde_json::json!({
        "sha256": digest(&asked.text), "before": before.sha256, "rules": file.rules.len(),
        "exceptions": file.overrides.len(), "text": asked.text,
    });
    let subject = Subject::new(SubjectKind::System, FILE);
    let entry = NewEntry { action: SAVED.into(), subject, detail: detail.to_string() };
    app.store.log(&who.change(), entry).await?;
    let (server, text) = (app.clone(), asked.text);
    crate::api::work(move || put_in_place(&server, &text)).await??;
    Ok(Json(standing(&app.config.home)?))
}

/// Writes the file aside, then gives it its name: whoever reads it reads the old one or the new one.
fn put_in_place(app: &App, text: &str) -> Result<(), Fault> {
    let path = standing_rules(&app.config.home);
    let aside = path.with_extension("rules.new");
    let write = || {
        let mut file = std::fs::File::create(&aside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&aside, &path)
    };
    write().map_err(Fault::internal)?;
    app.reopen().map_err(Fault::internal)
}
