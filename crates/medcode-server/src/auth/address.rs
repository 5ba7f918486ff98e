//! From which address does a request come? A proxy is believed only where the set-up names it.

use axum::extract::{ConnectInfo, Request};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address of the caller.
pub(crate) fn of(trusted: &[IpAddr], request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |c| c.0.ip());
    let said = request.headers().get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
    let said: Vec<&str> = said.flat_map(|v| v.split(',')).map(str::trim).collect();
    behind(trusted, peer.to_canonical(), &said)
}

/// Walks back through the proxies that are trusted: each of them wrote down whom it had before it.
fn behind(trusted: &[IpAddr], peer: IpAddr, said: &[&str]) -> IpAddr {
    let mut caller = peer;
    for before in said.iter().rev() {
        if !trusted.contains(&caller) {
            break;
        }
        let Ok(address) = before.parse::<IpAddr>() else { break };
        caller = address.to_canonical();
    }
    caller
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        for (trusted, peer, said, caller) in [
            (&[][..], "9.9.9.9", &["1.1.1.1"][..], "9.9.9.9"),
            (&["10.0.0.1"], "9.9.9.9", &["1.1.1.1"], "9.9.9.9"),
            (&["10.0.0.1"], "10.0.0.1", &["1.1.1.1"], "1.1.1.1"),
            // What the caller wrote itself stands further left and is not reached.
            (&["10.0.0.1"], "10.0.0.1", &["6.6.6.6", "1.1.1.1"], "1.1.1.1"),
            (&["10.0.0.1", "10.0.0.2"], "10.0.0.2", &["6.6.6.6", "1.1.1.1", "10.0.0.1"], "1.1.1.1"),
            (&["10.0.0.1"], "10.0.0.1", &["not an address"], "10.0.0.1"),
            (&["10.0.0.1"], "10.0.0.1", &[], "10.0.0.1"),
        ] {
            let trusted: Vec<_> = trusted.iter().map(|t| t.parse().unwrap()).collect();
            assert_eq!(behind(&trusted, peer.parse().unwrap(), said).to_string(), caller);
        }
    }
}
