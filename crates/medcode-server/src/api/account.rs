//! Logging in and out, taking up an invitation, a new password.

use crate::api::admin::users::Ended;
use crate::api::given::Given;
use crate::auth::{Need, Who, password, session, token};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, post};
use crate::state::{App, Shared};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use medcode_store::{
    Actor, Change, Credentials, Digest, Millis, NewEntry, Newcomer, Subject, SubjectKind, User,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Row> {
    vec![
        post("/api/v1/login", Need::Open, login)
            .about(About::new("Log in; the session comes as a cookie").takes::<Login>().gives::<Next>()),
        post("/api/v1/setup", Need::Open, setup)
            .about(About::new("Take up an invitation").takes::<Setup>().gives::<Next>()),
        post("/api/v1/logout", Need::Own, logout).about(About::new("End the session").gives::<Next>()),
        post("/api/v1/password", Need::Own, new_password).about(
            About::new("Change one's own password; other sessions end")
                .takes::<NewPassword>()
                .gives::<Next>(),
        ),
        post("/api/v1/account/end-sessions", Need::Own, end_others)
            .about(About::new("End all one's sessions but this one").gives::<Ended>()),
    ]
}

/// What a person types to log in.
#[derive(Deserialize, ToSchema)]
struct Login {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// Where the page goes on.
#[derive(Serialize, ToSchema)]
struct Next {
    next: String,
}

/// Wrong passwords that are let pass before the log-in waits, and for how long at most.
const FREE: i64 = 5;
const LONGEST_WAIT: Millis = 15 * 60 * 1000;

async fn login(
    State(app): Shared,
    headers: HeaderMap,
    Given(asked): Given<Login>,
) -> Result<Response, Fault> {
    let now = crate::clock::now();
    let known = app.store.credentials(asked.login.trim()).await?;
    if let Some(until) = known.as_ref().and_then(|k| k.locked_until).filter(|&until| until > now) {
        return Err(Fault::slow_down(u64::try_from((until - now) / 1000 + 1).unwrap_or(1)));
    }
    let hash = known.as_ref().map(|k| k.password_hash.clone());
    let typed = asked.password;
    let right = super::work(move || password::verify(&typed, hash.as_deref())).await?;
    match known {
        Some(known) if right && known.user.active => {
            // What the browser had before is no longer a session.
            if let Some(old) = session::cookie(&app, &headers) {
                let change = Change::by(&known.user.id, now);
                app.store.end_session(&change, Digest::of(old.as_bytes())).await?;
                app.sessions.forget();
            }
            entered(&app, &known.user, &asked.next).await
        }
        known => {
            failed(&app, known.as_ref(), now).await?;
            Err(Fault::forbidden("log-in name or password is wrong"))
        }
    }
}

async fn entered(app: &App, user: &User, next: &str) -> Result<Response, Fault> {
    app.store.record_login(&Change::by(&user.id, crate::clock::now()), &user.id).await?;
    let cookie = session::begin(app, user).await?;
    // Only an address of ours: `//elsewhere` and `/\elsewhere` lead away.
    let ours = next.starts_with('/') && !next[1..].starts_with(['/', '\\']);
    let next = if ours { next.to_owned() } else { "/".to_owned() };
    Ok(([(header::SET_COOKIE, cookie)], Json(Next { next })).into_response())
}

async fn failed(app: &App, known: Option<&Credentials>, now: Millis) -> Result<(), Fault> {
    let change = Change::system("login", now);
    let Some(known) = known else {
        // The name is not kept: people type their passwords there.
        let subject = Subject::new(SubjectKind::User, "unknown");
        let entry = NewEntry { action: "login.failed".into(), subject, detail: "{}".into() };
        return Ok(app.store.log(&change, entry).await?);
    };
    let wait = match known.failed + 1 {
        n if n < FREE => None,
        n => Some(now + (1000 << (n - FREE).min(20)).min(LONGEST_WAIT)),
    };
    app.store.record_failed_login(&change, &known.user.id, wait).await?;
    Ok(())
}

/// Who follows an invitation.
#[derive(Deserialize, ToSchema)]
struct Setup {
    token: String,
    login: String,
    name: String,
    password: String,
}

async fn setup(State(app): Shared, Given(asked): Given<Setup>) -> Result<Response, Fault> {
    let login = asked.login.trim().to_owned();
    let shape = |c: char| c.is_ascii_alphanumeric() || "._@-".contains(c);
    if !(2..=64).contains(&login.len()) || !login.chars().all(shape) {
        return Err(Fault::field("login", "a log-in name has 2 to 64 letters, digits, or . _ @ -"));
    }
    let name = asked.name.trim().to_owned();
    if name.is_empty() || name.len() > 200 {
        return Err(Fault::field("name", "a name is missing, or is longer than 200 bytes"));
    }
    password::acceptable(&asked.password, &login)?;
    let hash = super::work(move || password::hash(&asked.password)).await??;
    let who = Newcomer { login, name, password_hash: hash };
    let change = Change { actor: Actor::System("setup"), at: crate::clock::now(), from: None };
    let user = app.store.accept_invitation(&change, Digest::of(asked.token.as_bytes()), who).await?;
    entered(&app, &user, "/").await
}

async fn logout(
    State(app): Shared,
    Extension(who): Extension<Who>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let cookie = session::end(&app, &who, &headers).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(Next { next: "/login".into() })).into_response())
}

/// A change of one's own password.
#[derive(Deserialize, ToSchema)]
struct NewPassword {
    old: String,
    new: String,
}

async fn new_password(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<NewPassword>,
) -> Result<Response, Fault> {
    let user = app.store.user(&who.id).await?;
    password::acceptable(&asked.new, &user.login)?;
    let known = app.store.credentials(&user.login).await?;
    let old = known.map(|k| k.password_hash);
    let right = super::work(move || password::verify(&asked.old, old.as_deref())).await?;
    if !right {
        failed(&app, app.store.credentials(&user.login).await?.as_ref(), crate::clock::now()).await?;
        return Err(Fault::field("old", "this is not the password until now"));
    }
    let hash = super::work(move || password::hash(&asked.new)).await??;
    app.store.set_password(&who.change(), &who.id, &hash, false).await?;
    // Whoever else is logged in with the old password is no longer; this one begins anew.
    app.store.end_sessions(&who.change(), &who.id, None).await?;
    app.sessions.forget();
    let cookie = session::begin(&app, &user).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(Next { next: "/".into() })).into_response())
}

/// Ends all sessions of the caller but this one.
async fn end_others(
    State(app): Shared,
    Extension(who): Extension<Who>,
    headers: HeaderMap,
) -> Result<Json<Ended>, Fault> {
    let this = session::cookie(&app, &headers).map(|c| Digest::of(c.as_bytes()));
    let ended = app.store.end_sessions(&who.change(), &who.id, this).await?;
    app.sessions.forget();
    Ok(Json(Ended { ended }))
}

/// A link that makes the first administrator, where there is nobody yet.
pub(crate) async fn first_link(app: &App) -> Result<Option<String>, Fault> {
    const DAY: Millis = 24 * 60 * 60 * 1000;
    if app.store.count_users().await? > 0 {
        return Ok(None);
    }
    let (token, now) = (token::fresh()?, crate::clock::now());
    let change = Change::system("serve", now);
    let digest = Digest::of(token.as_bytes());
    let role = medcode_store::Role::Administrator;
    app.store.create_invitation(&change, digest, role, now + DAY).await?;
    Ok(Some(format!("/setup?token={token}")))
}
