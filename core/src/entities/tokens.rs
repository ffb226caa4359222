//! Shapes of keys and tokens that services issue.

/// Characters after a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    Alnum,
    Hex,
    /// Upper-case letters and digits.
    Upper,
    /// Letters, digits, `-`, `_`.
    Base64Url,
    /// Letters, digits, `+`, `/`, `=`, `-`, `_`.
    Base64,
    /// [`Charset::Base64Url`] and dots and slashes.
    Dotted,
}

impl Charset {
    pub(crate) const fn has(self, byte: u8) -> bool {
        match self {
            Charset::Alnum => byte.is_ascii_alphanumeric(),
            Charset::Hex => byte.is_ascii_hexdigit(),
            Charset::Upper => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Charset::Base64Url => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
            Charset::Base64 => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
            }
            Charset::Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/'),
        }
    }
}

/// A prefix with what follows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// As issued: case counts.
    pub(crate) prefix: &'static str,
    pub(crate) charset: Charset,
    /// Fewest and most characters after the prefix.
    pub(crate) min: usize,
    pub(crate) max: usize,
    /// Lowest entropy of what follows, in sixteenths of a bit per character.
    pub(crate) entropy_16: u8,
}

const fn token(prefix: &'static str, charset: Charset, min: usize, max: usize) -> Token {
    Token { prefix, charset, min, max, entropy_16: 48 }
}

/// By group: cloud, code hosts, messaging, payments, models, other services.
pub(crate) const TOKENS: &[Token] = &[
    Token { entropy_16: 44, ..token("AKIA", Charset::Upper, 16, 16) },
    Token { entropy_16: 44, ..token("ASIA", Charset::Upper, 16, 16) },
    Token { entropy_16: 44, ..token("ABIA", Charset::Upper, 16, 16) },
    Token { entropy_16: 44, ..token("ACCA", Charset::Upper, 16, 16) },
    token("ABSK", Charset::Base64, 60, 300),
    token("AIza", Charset::Base64Url, 35, 35),
    token("ya29.", Charset::Base64Url, 20, 400),
    token("GOCSPX-", Charset::Base64Url, 28, 28),
    token("dop_v1_", Charset::Hex, 64, 64),
    token("doo_v1_", Charset::Hex, 64, 64),
    token("dor_v1_", Charset::Hex, 64, 64),
    token("dapi", Charset::Hex, 32, 32),
    token("hvs.", Charset::Base64Url, 24, 200),
    token("hvb.", Charset::Base64Url, 24, 200),
    token("fo1_", Charset::Base64Url, 43, 43),
    token("pscale_tkn_", Charset::Dotted, 32, 64),
    token("pscale_pw_", Charset::Dotted, 32, 64),
    token("sbp_", Charset::Hex, 40, 40),
    token("HRKU-AA", Charset::Base64Url, 58, 60),
    token("ghp_", Charset::Alnum, 36, 36),
    token("gho_", Charset::Alnum, 36, 36),
    token("ghu_", Charset::Alnum, 36, 36),
    token("ghs_", Charset::Alnum, 36, 36),
    token("ghr_", Charset::Alnum, 36, 36),
    token("github_pat_", Charset::Base64Url, 22, 82),
    token("glpat-", Charset::Base64Url, 20, 64),
    token("gldt-", Charset::Base64Url, 20, 64),
    token("glrt-", Charset::Base64Url, 20, 64),
    token("glptt-", Charset::Hex, 40, 40),
    token("npm_", Charset::Alnum, 36, 36),
    token("pypi-AgEIcHlwaS5vcmc", Charset::Base64Url, 50, 1000),
    token("rubygems_", Charset::Hex, 48, 48),
    token("dckr_pat_", Charset::Base64Url, 27, 27),
    token("ATATT3", Charset::Base64, 60, 300),
    token("ATCTT3", Charset::Base64, 60, 300),
    token("ATBB", Charset::Base64Url, 24, 32),
    token("sgp_", Charset::Base64Url, 40, 80),
    token("xoxb-", Charset::Base64Url, 20, 100),
    token("xoxp-", Charset::Base64Url, 20, 120),
    token("xoxa-", Charset::Base64Url, 20, 120),
    token("xoxr-", Charset::Base64Url, 20, 120),
    token("xoxs-", Charset::Base64Url, 20, 120),
    token("xoxe-", Charset::Base64Url, 20, 250),
    token("xoxe.", Charset::Dotted, 20, 250),
    token("xapp-", Charset::Base64Url, 20, 200),
    token("hooks.slack.com/services/", Charset::Dotted, 40, 60),
    token("discord.com/api/webhooks/", Charset::Dotted, 60, 110),
    token("SG.", Charset::Dotted, 60, 70),
    token("key-", Charset::Hex, 32, 32),
    token("xkeysib-", Charset::Base64Url, 64, 90),
    token("dG9rOj", Charset::Base64, 40, 100),
    token("sk_live_", Charset::Alnum, 10, 120),
    token("sk_test_", Charset::Alnum, 10, 120),
    token("sk_prod_", Charset::Alnum, 10, 120),
    token("rk_live_", Charset::Alnum, 10, 120),
    token("rk_test_", Charset::Alnum, 10, 120),
    token("rk_prod_", Charset::Alnum, 10, 120),
    token("whsec_", Charset::Base64, 24, 80),
    token("EAAA", Charset::Base64Url, 60, 64),
    token("EAAC", Charset::Alnum, 60, 300),
    token("EAAM", Charset::Alnum, 60, 300),
    token("sq0atp-", Charset::Base64Url, 22, 22),
    token("sq0csp-", Charset::Base64Url, 43, 43),
    token("shpat_", Charset::Hex, 32, 32),
    token("shpca_", Charset::Hex, 32, 32),
    token("shppa_", Charset::Hex, 32, 32),
    token("shpss_", Charset::Hex, 32, 32),
    token("access_token$production$", Charset::Dotted, 40, 60),
    token("shippo_live_", Charset::Hex, 40, 40),
    token("shippo_test_", Charset::Hex, 40, 40),
    token("FLWSECK_TEST-", Charset::Alnum, 12, 40),
    token("FLWSECK-", Charset::Base64Url, 12, 50),
    token("sk-proj-", Charset::Base64Url, 40, 180),
    token("sk-svcacct-", Charset::Base64Url, 40, 180),
    token("sk-admin-", Charset::Base64Url, 40, 180),
    token("sk-ant-", Charset::Base64Url, 80, 130),
    token("hf_", Charset::Alnum, 34, 37),
    token("gsk_", Charset::Alnum, 48, 56),
    token("xai-", Charset::Alnum, 70, 90),
    token("pplx-", Charset::Alnum, 40, 60),
    token("r8_", Charset::Alnum, 37, 37),
    token("AGE-SECRET-KEY-1", Charset::Upper, 58, 58),
    token("ntn_", Charset::Alnum, 40, 50),
    token("secret_", Charset::Alnum, 43, 43),
    token("lin_api_", Charset::Alnum, 40, 40),
    token("PMAK-", Charset::Base64Url, 50, 70),
    token("dp.pt.", Charset::Alnum, 40, 44),
    token("dt0c01.", Charset::Dotted, 80, 100),
    token("glsa_", Charset::Base64Url, 36, 50),
    token("glc_", Charset::Base64, 32, 400),
    token("sntrys_", Charset::Base64, 60, 300),
    token("sntryu_", Charset::Hex, 64, 64),
    token("NRAK-", Charset::Alnum, 27, 27),
    token("pnu_", Charset::Alnum, 36, 36),
    token("PRVAK", Charset::Base64Url, 20, 60),
    token("rdme_", Charset::Alnum, 70, 70),
    token("tfp_", Charset::Base64Url, 40, 80),
    token("figd_", Charset::Base64Url, 38, 45),
    token("s-s4t2ud-", Charset::Hex, 64, 64),
    token("s-s4t2af-", Charset::Hex, 64, 64),
];
