//! Web addresses and connection strings, with the secrets inside them.

use super::scan::Scan;
use super::secret::{Progress, entropy_16, is_masked, is_placeholder};
use crate::text::one_of;

impl Scan<'_> {
    /// A web address or connection string; `start` is at "://".
    pub(super) fn url(&mut self, start: usize, end: usize, state: &mut Progress) {
        if start < state.url_until {
            return;
        }
        let scheme_char = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
        let scheme_length = self.between(0, start).chars().rev().take(24).take_while(scheme_char).count();
        let from = start - scheme_length;
        let stop = end + url_length(self.between(end, self.folded.len()));
        state.url_until = stop;
        let scheme = self.between(from, start);
        let rest = self.original(end, stop);
        if scheme.is_empty() || rest.is_empty() {
            return;
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        let with_password = authority
            .rsplit_once('@')
            .and_then(|(user, _)| user.split_once(':'))
            .is_some_and(|(_, password)| !password.is_empty() && !is_masked(password));
        let web = one_of!(scheme, "http" | "https" | "ftp" | "ws" | "wss");
        let normalized = self.original(from, stop).to_owned();
        let secret = with_password || (web && has_secret_query(rest));
        let name = if with_password && !web { "connection-string" } else { "url-secret" };
        if secret && let Some(entity) = self.set.index(name) {
            self.add(entity, from, stop, 98, false, normalized);
        } else if web && let Some(entity) = self.set.index("url") {
            self.add(entity, from, stop, 95, false, normalized);
        }
    }
}

/// Bytes of the web address at the start of `text`, without closing punctuation.
pub(super) fn url_length(text: &str) -> usize {
    let end = text
        .char_indices()
        .take(2048)
        .find(|(_, c)| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '{' | '}' | '“' | '”')
        })
        .map_or_else(|| text.char_indices().nth(2048).map_or(text.len(), |(at, _)| at), |(at, _)| at);
    let mut address = text.get(..end).unwrap_or("");
    loop {
        let before = address.len();
        address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', ']', '…']);
        if address.ends_with(')') && !address.contains('(') {
            address = address.get(..address.len() - 1).unwrap_or("");
        }
        if address.len() == before {
            return before;
        }
    }
}

/// Whether the query or the path of an address opens something.
fn has_secret_query(address: &str) -> bool {
    const KEYS: &[&str] = &[
        "token",
        "access_token",
        "refresh_token",
        "id_token",
        "key",
        "api_key",
        "apikey",
        "sig",
        "signature",
        "x-amz-signature",
        "password",
        "passwd",
        "pwd",
        "session",
        "sessionid",
        "session_id",
        "sid",
        "auth",
        "otp",
        "secret",
        "client_secret",
        "jwt",
        "reset_token",
        "magic",
        "invite",
        "verification",
    ];
    let (path, query) = address.split_once(['?', '#']).unwrap_or((address, ""));
    let in_query =
        query.split(['&', ';', '?', '#']).filter_map(|pair| pair.split_once('=')).any(|(key, value)| {
            KEYS.contains(&key.to_ascii_lowercase().as_str()) && value.len() >= 6 && !is_placeholder(value)
        });
    let lower = path.to_ascii_lowercase();
    let one_time =
        ["reset", "magic", "verify", "unlock", "one-time", "invite"].iter().any(|word| lower.contains(word));
    let in_path = one_time
        && path.rsplit('/').next().is_some_and(|last| {
            last.len() >= 20 && last.bytes().any(|byte| byte.is_ascii_digit()) && entropy_16(last) >= 52
        });
    in_query || in_path
}
