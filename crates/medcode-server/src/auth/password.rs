//! Passwords: Argon2id, with the parameters that OWASP gives as its first choice.

use crate::fault::Fault;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::LazyLock;

/// Fewest characters (NIST SP 800-63B-4, 3.1.1.2, asks for 15 where nothing else is asked for).
pub(crate) const SHORTEST: usize = 15;
/// Most bytes, so that nobody has megabytes hashed.
const LONGEST: usize = 1024;

fn argon() -> Argon2<'static> {
    // 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet).
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Whether a new password can be taken; the message says what to do.
pub(crate) fn acceptable(password: &str, login: &str) -> Result<(), Fault> {
    let length = password.chars().count();
    if length < SHORTEST || password.len() > LONGEST {
        let what =
            format!("a password has {SHORTEST} to {LONGEST} characters: a sentence is easy to keep");
        return Err(Fault::field("password", what));
    }
    let lower = password.to_lowercase();
    if !login.is_empty() && lower.contains(&login.to_lowercase()) {
        return Err(Fault::field("password", "a password must not hold the log-in name"));
    }
    let first = lower.chars().next();
    if lower.chars().all(|c| Some(c) == first) {
        return Err(Fault::field("password", "a password is more than one character again and again"));
    }
    Ok(())
}

/// The hash to keep. Takes tens of milliseconds: run it beside the threads that answer.
pub(crate) fn hash(password: &str) -> Result<String, Fault> {
    argon().hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(Fault::internal)
}

/// Whether it is the password. Where there is no such user some other hash is tried, so that the time
/// does not tell who exists.
pub(crate) fn verify(password: &str, kept: Option<&str>) -> bool {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody").unwrap_or_default());
    let right = PasswordHash::new(kept.unwrap_or(&NOBODY))
        .is_ok_and(|hash| argon().verify_password(password.as_bytes(), &hash).is_ok());
    right && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::{acceptable, hash, verify};

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let kept = hash("correct horse battery").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse battery", Some(&kept)));
        assert!(!verify("correct horse batterY", Some(&kept)));
        assert!(!verify("correct horse battery", None));
    }

    #[test]
    fn weak_passwords_are_refused() {
        for weak in ["short", "aaaaaaaaaaaaaaaaaaaa", "my name is MARTHA yes"] {
            assert!(acceptable(weak, "martha").is_err(), "{weak}");
        }
        assert!(acceptable("three blind mice ran", "martha").is_ok());
    }
}
