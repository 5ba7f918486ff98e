//! Random tokens: cookies, invitations, keys. Only their digests are kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 256 random bits as 43 characters.
pub(crate) fn fresh() -> Result<String, crate::fault::Fault> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(crate::fault::Fault::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// 64 random bits in hex: the number of a request. It is no secret.
pub(crate) fn short() -> String {
    getrandom::u64().map_or_else(|_| "0".to_owned(), |n| format!("{n:016x}"))
}

/// The token that a session's requests must carry: told from its cookie, which scripts cannot read.
pub(crate) fn csrf_of(cookie: &str) -> String {
    let mut hash = Sha256::new();
    hash.update("medcode csrf 1\0");
    hash.update(cookie);
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// Whether two tokens are the same, in a time that does not tell where they differ.
pub(crate) fn same(a: &str, b: &str) -> bool {
    subtle::ConstantTimeEq::ct_eq(a.as_bytes(), b.as_bytes()).into()
}
