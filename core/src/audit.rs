//! A log that can be verified: each record holds the digest of the one before it.

use serde::{Deserialize, Serialize};

use crate::contract::{Request, Verdict, canonical_json, digest};
use crate::validator::Validator;

/// Digest before the first record of a chain.
pub const GENESIS: &str = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

/// One line of an audit log: digests only, no text of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AuditRecord {
    /// Number in the chain, from 0.
    pub sequence: u64,
    /// The request's id.
    pub id: Option<String>,
    /// The decision.
    pub decision: String,
    /// Version of the engine.
    pub engine: String,
    /// `id@version` of the policy.
    pub policy: String,
    /// Digest of the policy as resolved.
    pub policy_digest: String,
    /// Digest of the request.
    pub request_digest: String,
    /// Digest of the verdict.
    pub verdict_digest: String,
    /// Digest of the record before; [`GENESIS`] for the first.
    pub previous: String,
    /// Digest of this record without this field.
    pub digest: String,
}

/// Why a chain does not hold, at which record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChainError {
    /// A record was changed.
    #[error("record {0} was changed: its digest does not fit its content")]
    Changed(u64),
    /// A record is missing, repeated or out of order.
    #[error("the chain is broken before record {0}: a record is missing, repeated or out of order")]
    Broken(u64),
}

/// Why a verdict can't be reproduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// The request is not the recorded one.
    #[error("the request is not the one on record")]
    OtherRequest,
    /// The policy is not the recorded one.
    #[error("the policy is not the one on record")]
    OtherPolicy,
    /// Same request and policy, other verdict: another version of the engine, or a record that was not true.
    #[error("the verdict differs from the one on record")]
    OtherVerdict,
}

impl AuditRecord {
    fn content_digest(&self) -> String {
        digest(canonical_json(&AuditRecord { digest: String::new(), ..self.clone() }).as_bytes())
    }

    /// Judges the request again and compares with the record.
    ///
    /// # Errors
    /// When request, policy or verdict are not the recorded ones.
    pub fn replay(&self, request: &Request, validator: &Validator) -> Result<Verdict, ReplayError> {
        if validator.policy_digest() != self.policy_digest {
            return Err(ReplayError::OtherPolicy);
        }
        let verdict = validator.check(request);
        if verdict.audit.request_digest != self.request_digest {
            return Err(ReplayError::OtherRequest);
        }
        if verdict.audit.verdict_digest != self.verdict_digest {
            return Err(ReplayError::OtherVerdict);
        }
        Ok(verdict)
    }
}

/// Makes the records of a log, one after the other.
///
/// ```
/// use draftgate::audit::{AuditChain, verify};
/// use draftgate::{Request, Validator};
///
/// let validator = Validator::new("default")?;
/// let mut chain = AuditChain::new();
/// let log: Vec<_> = ["All done.", "Thanks for waiting."]
///     .into_iter()
///     .map(|draft| chain.append(&validator.check(&Request::new(draft))))
///     .collect();
/// assert!(verify(&log).is_ok());
/// # Ok::<(), draftgate::PolicyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct AuditChain {
    next: u64,
    previous: String,
}

impl Default for AuditChain {
    fn default() -> AuditChain {
        AuditChain::new()
    }
}

impl AuditChain {
    /// A chain without records.
    pub fn new() -> AuditChain {
        AuditChain { next: 0, previous: GENESIS.to_owned() }
    }

    /// Goes on after the last record of a log.
    pub fn resume(last: &AuditRecord) -> AuditChain {
        AuditChain { next: last.sequence.saturating_add(1), previous: last.digest.clone() }
    }

    /// The record of the next verdict.
    pub fn append(&mut self, verdict: &Verdict) -> AuditRecord {
        let mut record = AuditRecord {
            sequence: self.next,
            id: verdict.id.clone(),
            decision: verdict.decision.to_string(),
            engine: verdict.audit.engine.clone(),
            policy: verdict.audit.policy.clone(),
            policy_digest: verdict.audit.policy_digest.clone(),
            request_digest: verdict.audit.request_digest.clone(),
            verdict_digest: verdict.audit.verdict_digest.clone(),
            previous: self.previous.clone(),
            digest: String::new(),
        };
        record.digest = record.content_digest();
        *self = AuditChain::resume(&record);
        record
    }
}

/// Verifies that a log is whole and unchanged. It may start anywhere; its end can't be told from a cut, so keep
/// the last digest elsewhere.
///
/// # Errors
/// At the first record that does not fit.
pub fn verify(log: &[AuditRecord]) -> Result<(), ChainError> {
    let mut before: Option<&AuditRecord> = None;
    for record in log {
        if record.digest != record.content_digest() {
            return Err(ChainError::Changed(record.sequence));
        }
        let follows = match before {
            Some(last) => {
                record.previous == last.digest && Some(record.sequence) == last.sequence.checked_add(1)
            }
            None => record.sequence != 0 || record.previous == GENESIS,
        };
        if !follows {
            return Err(ChainError::Broken(record.sequence));
        }
        before = Some(record);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> Vec<AuditRecord> {
        let validator = Validator::new("default").unwrap();
        let mut chain = AuditChain::new();
        (0..4).map(|n| chain.append(&validator.check(&Request::new(format!("Message {n}."))))).collect()
    }

    #[test]
    fn a_whole_log_holds_and_a_part_of_it_too() {
        let log = log();
        assert_eq!(verify(&log), Ok(()));
        assert_eq!(verify(&log[2..]), Ok(()));
    }

    #[test]
    fn a_changed_missing_or_moved_record_is_found() {
        let mut changed = log();
        changed[1].decision = "escalate".to_owned();
        assert_eq!(verify(&changed), Err(ChainError::Changed(1)));
        let mut missing = log();
        missing.remove(1);
        assert_eq!(verify(&missing), Err(ChainError::Broken(2)));
        let mut moved = log();
        moved.swap(1, 2);
        assert_eq!(verify(&moved), Err(ChainError::Broken(2)));
        let mut beheaded = log();
        beheaded[0].previous = beheaded[1].digest.clone();
        assert_eq!(verify(&beheaded), Err(ChainError::Changed(0)));
    }

    #[test]
    fn a_chain_goes_on_where_a_log_ends() {
        let mut log = log();
        let validator = Validator::new("default").unwrap();
        let mut chain = AuditChain::resume(log.last().unwrap());
        log.push(chain.append(&validator.check(&Request::new("Later."))));
        assert_eq!(verify(&log), Ok(()));
    }

    #[test]
    fn a_verdict_is_replayed_from_its_record() {
        let validator = Validator::new("default").unwrap();
        let request = Request::new("Thanks for waiting.");
        let record = AuditChain::new().append(&validator.check(&request));
        assert!(record.replay(&request, &validator).is_ok());
        assert_eq!(record.replay(&Request::new("Other."), &validator), Err(ReplayError::OtherRequest));
        let other = Validator::new("full").unwrap();
        assert_eq!(record.replay(&request, &other), Err(ReplayError::OtherPolicy));
    }
}
