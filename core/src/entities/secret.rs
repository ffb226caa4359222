//! Secrets: keys and tokens of known shape, passwords, connection strings, and what else a literal announces.
//!
//! All announcing literals are looked for together; each hit is judged on the original text, where case counts.

use super::link::url_length;
use super::record::BIRTH_WORDS;
use super::runs::Kind;
use super::scan::Scan;
use super::seed::SeedWords;
use super::tokens::{Charset, TOKENS, Token};
use super::{Band, Class, Entity, Mask};
use crate::literals::Literals;
use crate::order::Order as _;
use crate::text::{Listed, word_list};

const SECRET: Entity = Entity { class: Class::Secret, band: Band::Exact, mask: Mask::Hidden, ..Entity::BASE };

/// Key or token of a service.
pub static API_KEY: Entity = Entity { name: "api-key", label: "access key", ..SECRET };
/// Value of an authorization header.
pub static ACCESS_TOKEN: Entity = Entity { name: "access-token", label: "access token", ..SECRET };
/// PEM private key.
pub static PRIVATE_KEY: Entity = Entity { name: "private-key", label: "private key", ..SECRET };
/// JSON web token.
pub static JWT: Entity = Entity { name: "jwt", label: "sign-in token (JWT)", ..SECRET };
/// Password.
pub static PASSWORD: Entity = Entity { name: "password", label: "password", ..SECRET };
/// Address of a service with user and password.
pub static CONNECTION_STRING: Entity =
    Entity { name: "connection-string", label: "connection string with a password", ..SECRET };
/// Web address with a password, token or one-time code.
pub static URL_SECRET: Entity =
    Entity { name: "url-secret", label: "web address with a secret", mask: Mask::Url, ..SECRET };
/// Recovery phrase of a wallet.
pub static SEED_PHRASE: Entity = Entity { name: "seed-phrase", label: "wallet recovery phrase", ..SECRET };
/// Machine-readable zone of a travel document.
pub static MRZ: Entity = Entity {
    name: "mrz",
    label: "machine-readable line of a passport or identity card",
    class: Class::NationalId,
    ..SECRET
};
/// Magnetic-stripe data of a payment card.
pub static TRACK_DATA: Entity =
    Entity { name: "track-data", label: "card magnetic-stripe data", class: Class::Payment, ..SECRET };

/// What an announcing literal leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trigger {
    Token(usize),
    OpenAi,
    AzureSecret,
    Telegram,
    Pem,
    Jwt,
    Password,
    Authorization,
    Bearer,
    Assigned,
    Scheme,
    Www,
    Birth,
    Mrz,
    Track,
}

static PASSWORD_WORDS: Listed = Listed::new(word_list![
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "passwort",
    "kennwort",
    "mot de passe",
    "contrasena",
    "wachtwoord",
    "senha",
    "pass",
]);
static ASSIGNED_WORDS: Listed = Listed::new(word_list![
    "api key",
    "api_key",
    "apikey",
    "api-key",
    "api-token",
    "api_token",
    "api token",
    "access token",
    "access_token",
    "access key",
    "access_key",
    "accesskey",
    "secret key",
    "secret_key",
    "secretkey",
    "signing key",
    "encryption key",
    "client secret",
    "client_secret",
    "clientsecret",
    "auth_token",
    "auth token",
    "authtoken",
    "token",
    "secret",
]);

/// The announcing literals.
#[derive(Clone, Debug)]
pub(crate) struct SecretScanner {
    literals: Literals,
    triggers: Vec<(Trigger, usize)>,
    seed: Option<(usize, SeedWords)>,
    api_key: Option<usize>,
}

impl SecretScanner {
    /// Literals for these entities only.
    pub(crate) fn new(entities: &[&'static Entity]) -> SecretScanner {
        let index = |name: &str| entities.iter().position(|entity| entity.name == name);
        let mut patterns: Vec<String> = Vec::new();
        let mut triggers = Vec::new();
        let mut add = |literal: &str, trigger: Trigger, entity: Option<usize>| {
            if let Some(entity) = entity {
                patterns.push(literal.to_ascii_lowercase());
                triggers.push((trigger, entity));
            }
        };
        let api_key = index("api-key");
        for (place, token) in TOKENS.iter().enumerate() {
            add(token.prefix, Trigger::Token(place), api_key);
        }
        add("t3blbkfj", Trigger::OpenAi, api_key);
        add("q~", Trigger::AzureSecret, api_key);
        add(":aa", Trigger::Telegram, api_key);
        for word in ASSIGNED_WORDS.iter() {
            add(word, Trigger::Assigned, api_key);
        }
        add("-----begin", Trigger::Pem, index("private-key"));
        add("eyj", Trigger::Jwt, index("jwt"));
        for word in PASSWORD_WORDS.iter() {
            add(word, Trigger::Password, index("password"));
        }
        add("authorization", Trigger::Authorization, index("access-token"));
        add("bearer ", Trigger::Bearer, index("access-token"));
        add("://", Trigger::Scheme, index("url").or(index("url-secret")).or(index("connection-string")));
        add("www.", Trigger::Www, index("url"));
        for word in BIRTH_WORDS {
            add(word, Trigger::Birth, index("date-of-birth"));
        }
        add("<<", Trigger::Mrz, index("mrz"));
        add("%b", Trigger::Track, index("track-data"));
        let literals = Literals::new(patterns.iter().map(String::as_bytes));
        let seed = index("seed-phrase").map(|entity| (entity, SeedWords::new()));
        SecretScanner { literals, triggers, seed, api_key }
    }
}

impl Scan<'_> {
    /// Everything that a literal announces.
    pub(crate) fn secrets(&mut self) {
        let set = self.set;
        let mut announced: Vec<(usize, usize, usize)> = Vec::new();
        set.secrets.literals.find(self.folded.as_bytes(), |literal, start, end| {
            announced.push((end, start, literal));
        });
        // What ends first is judged first.
        announced.order();
        let mut state = Progress::default();
        for (end, start, literal) in announced {
            if let Some((trigger, entity)) = set.secrets.triggers.get(literal) {
                self.announced(*trigger, *entity, start, end, &mut state);
            }
        }
        if let Some((entity, words)) = &set.secrets.seed {
            self.seed_phrases(*entity, words);
        }
        if let Some(entity) = set.secrets.api_key {
            self.hex_keys(entity);
        }
    }

    fn announced(&mut self, trigger: Trigger, entity: usize, start: usize, end: usize, state: &mut Progress) {
        let before = self.between(0, start).chars().next_back();
        let inside_word = before.is_some_and(char::is_alphanumeric);
        match trigger {
            Trigger::Token(place) if !inside_word => {
                if let Some(token) = TOKENS.get(place) {
                    self.token(entity, token, start);
                }
            }
            Trigger::OpenAi => self.around(entity, start, end, state, |text| {
                !is_placeholder(text)
                    && text.starts_with("sk-")
                    && text.contains("T3BlbkFJ")
                    && text.len() >= 40
            }),
            Trigger::AzureSecret => self.around(entity, start, end, state, |text| {
                text.split_once("Q~").is_some_and(|(head, tail)| {
                    head.len() == 4
                        && head.ends_with(|c: char| c.is_ascii_digit())
                        && (31..=34).contains(&tail.len())
                })
            }),
            Trigger::Telegram => self.telegram(entity, start, end),
            Trigger::Pem => self.pem(entity, start, end, state),
            Trigger::Jwt if !inside_word => self.jwt(entity, start),
            Trigger::Password if !inside_word => self.password(entity, end),
            Trigger::Authorization | Trigger::Bearer if !inside_word => {
                self.authorization(entity, trigger, end)
            }
            Trigger::Assigned if !inside_word => self.assigned(entity, end),
            Trigger::Scheme => self.url(start, end, state),
            Trigger::Www if !inside_word && before != Some('/') => {
                let tail = url_length(self.between(start, self.folded.len()));
                let address = self.original(start, start + tail);
                if address.matches('.').count() >= 2 {
                    let normalized = address.to_owned();
                    self.add(entity, start, start + tail, 90, false, normalized);
                }
            }
            Trigger::Birth
                if !inside_word
                    && !self.between(end, self.folded.len()).starts_with(|c: char| c.is_alphanumeric()) =>
            {
                self.birth_date(entity, end);
            }
            Trigger::Mrz => self.around(entity, start, end, state, is_mrz_line),
            Trigger::Track => {
                let rest: String = self.between(end, self.folded.len()).chars().take(80).collect();
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                if (12..=19).contains(&digits)
                    && rest.get(digits..).is_some_and(|tail| tail.starts_with('^'))
                    && let Some(stop) = rest.find('?')
                {
                    let normalized = self.original(start, end + stop + 1).to_owned();
                    self.add(entity, start, end + stop + 1, 98, false, normalized);
                }
            }
            _ => {}
        }
    }

    /// A token of a known service, judged on the original.
    fn token(&mut self, entity: usize, token: &Token, start: usize) {
        let folded_end = start + token_length(self.between(start, self.folded.len()), token.max + 40);
        let written = self.spelled(start, folded_end);
        // Capitals of some scripts are no capitals in Unicode.
        let disguised = !self.original(start, folded_end).is_ascii();
        let tail = match written.get(..token.prefix.len()) {
            Some(head) if head == token.prefix || disguised && head.eq_ignore_ascii_case(token.prefix) => {
                written.get(token.prefix.len()..).unwrap_or("")
            }
            _ => return,
        };
        let length = tail.bytes().take_while(|&byte| token.charset.has(byte)).count().min(token.max);
        let body = tail.get(..length).unwrap_or("").trim_end_matches(['.', '-', '/']);
        let next = tail.get(body.len()..).and_then(|rest| rest.bytes().next());
        if body.len() < token.min
            || next.is_some_and(|byte| token.charset.has(byte) && byte.is_ascii_alphanumeric())
        {
            return;
        }
        if entropy_16(body) < u32::from(token.entropy_16) || is_placeholder(body) {
            return;
        }
        let end = start + token.prefix.len() + body.len();
        let normalized = format!("{}{body}", token.prefix);
        self.add(entity, start, end, 96, false, normalized);
    }

    /// Tests the whole blank-free token around a literal, once per token.
    fn around(
        &mut self,
        entity: usize,
        start: usize,
        end: usize,
        state: &mut Progress,
        test: impl Fn(&str) -> bool,
    ) {
        if start < state.around_until {
            return;
        }
        let inside = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '~' | '.' | '<');
        let head: usize = self.between(0, start).chars().rev().take(200).take_while(inside).count();
        let tail: usize = self.between(end, self.folded.len()).chars().take(200).take_while(inside).count();
        state.around_until = end + tail;
        let (from, to) = (start - head, end + tail);
        let text = self.original(from, to);
        let trimmed = text.trim_end_matches('.');
        if test(trimmed) {
            let normalized = trimmed.to_owned();
            self.add(entity, from, to - (text.len() - trimmed.len()), 96, false, normalized);
        }
    }

    /// "123456789:AA" and 33 more.
    fn telegram(&mut self, entity: usize, start: usize, end: usize) {
        let digits = self.between(0, start).bytes().rev().take(11).take_while(u8::is_ascii_digit).count();
        let tail = self.between(end, self.folded.len());
        let length = tail.bytes().take(40).take_while(|&byte| Charset::Base64Url.has(byte)).count();
        if (8..=10).contains(&digits) && (32..=34).contains(&length) {
            let (from, to) = (start - digits, end + length);
            let normalized = self.original(from, to).to_owned();
            self.add(entity, from, to, 96, false, normalized);
        }
    }

    fn pem(&mut self, entity: usize, start: usize, end: usize, state: &mut Progress) {
        if start < state.pem_until {
            return;
        }
        let rest = self.between(end, self.folded.len());
        let label: String = rest.chars().take(48).collect();
        if !label.split("-----").next().is_some_and(|label| label.contains("private key")) {
            return;
        }
        let close = if state.pem_open_end { None } else { rest.find("-----end") };
        let stop = match close {
            Some(at) => {
                let after = rest.get(at + 8..).unwrap_or("");
                let dashes = after.find("-----").filter(|&dashes| dashes < 60).map_or(0, |dashes| dashes + 5);
                end + at + 8 + dashes
            }
            None => {
                state.pem_open_end = true;
                end + rest.find(['.', '!', '?']).unwrap_or(rest.len())
            }
        };
        state.pem_until = stop;
        self.add(entity, start, stop, 98, false, self.original(start, stop).to_owned());
    }

    fn jwt(&mut self, entity: usize, start: usize) {
        let length = token_length(self.between(start, self.folded.len()), 8000);
        let original = self.original(start, start + length).trim_end_matches('.');
        let mut parts = original.split('.');
        let encoded = |part: Option<&str>, least: usize| {
            part.is_some_and(|part| {
                part.len() >= least && part.bytes().all(|byte| Charset::Base64Url.has(byte))
            })
        };
        let (header, payload, signature) = (parts.next(), parts.next(), parts.next());
        let fits = encoded(header, 12)
            && encoded(payload, 8)
            && header.is_some_and(|header| header.starts_with("eyJ") || header.starts_with("ewog"))
            && payload.is_some_and(|payload| payload.starts_with("ey"))
            && (signature.is_none() || encoded(signature, 0))
            && parts.next().is_none();
        if fits {
            let normalized = original.to_owned();
            self.add(entity, start, start + original.len(), 97, false, normalized);
        }
    }

    /// 34 characters "SK" and hex (Twilio), 32 hex with a data-centre suffix (Mailchimp).
    fn hex_keys(&mut self, entity: usize) {
        for at in 0..self.runs.len() {
            let Some(run) = self.runs.get(at).copied() else { break };
            if run.kind != Kind::Mixed || !(32..=34).contains(&run.len()) {
                continue;
            }
            let text = self.original(run.start, run.end);
            let hex = |part: &str| part.len() == 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
            if text.strip_prefix("SK").is_some_and(hex) && entropy_16(text) >= 48 {
                self.add(entity, run.start, run.end, 94, false, text.to_owned());
            } else if hex(text)
                && let Some(next) = self.runs.get(at + 1)
                && self.between(run.end, next.start) == "-"
                && self
                    .run_text(next)
                    .strip_prefix("us")
                    .is_some_and(|n| !n.is_empty() && n.parse::<u8>().is_ok())
            {
                let end = next.end;
                self.add(entity, run.start, end, 94, false, self.original(run.start, end).to_owned());
            }
        }
    }
}

/// What earlier literals of the same text have covered, so that the work stays linear.
#[derive(Debug, Default)]
pub(super) struct Progress {
    around_until: usize,
    pem_until: usize,
    pem_open_end: bool,
    pub(super) url_until: usize,
}

/// Whether a token is a line of a machine-readable zone (ICAO 9303): 30, 36 or 44 characters.
fn is_mrz_line(text: &str) -> bool {
    matches!(text.len(), 30 | 36 | 44)
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'<')
        && text.bytes().any(|byte| byte != b'<')
}

pub(super) fn is_masked(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '*' | '•' | 'x' | 'X' | '.'))
}

/// Documentation samples and blanks to fill in, which are no secrets.
pub(crate) fn is_placeholder(value: &str) -> bool {
    const STOP: &[&str] = &[
        "example",
        "placeholder",
        "changeme",
        "redacted",
        "your_",
        "your-",
        "yourapi",
        "yourkey",
        "dummy",
        "xxxx",
        "<",
        "{",
        "[",
        "****",
        "••",
        "…",
        "123456789012",
        "abcdefghij",
        "00000000",
        "sample",
        "...",
    ];
    let lower = value.to_lowercase();
    STOP.iter().any(|stop| lower.contains(stop))
        || is_masked(value)
        || super::checksum::repeated(value.as_bytes())
}

/// Shannon entropy of the bytes in sixteenths of a bit per byte, in whole numbers: the same everywhere.
pub(crate) fn entropy_16(text: &str) -> u32 {
    let mut counts = [0u32; 256];
    let mut total = 0u32;
    for byte in text.bytes().take(255) {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
        total += 1;
    }
    if total == 0 {
        return 0;
    }
    let spread: u32 = counts.iter().filter(|&&count| count > 1).map(|&count| count * log2_16(count)).sum();
    log2_16(total).saturating_sub(spread / total)
}

/// `16 * log2(value)`, rounded down, for 1 to 255.
fn log2_16(value: u32) -> u32 {
    u128::from(value).pow(8).ilog2() * 2
}

/// Bytes of the token at the start of `text`, at most `most`.
fn token_length(text: &str, most: usize) -> usize {
    text.bytes()
        .take(most)
        .take_while(|&byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+' | b'/' | b'=' | b'~')
        })
        .count()
}
