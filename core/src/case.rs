//! One request, prepared once: everything that stays the same while its draft is checked and corrected.

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use crate::checks::hallucination::Index;
use crate::checks::semantic::state::State;
use crate::contract::{Format, Layer, Request, Source, SourceKind, TurnRole, Unchecked};
use crate::evidence::{self, Evidence, Force, Origin};
use crate::facts::Facts;
use crate::findings::unsaid;
use crate::gates::{Circumstances, Gate, Missing};
use crate::knowledge::Knowledge;
use crate::local_time::Clock;
use crate::matching::{CompiledMatcher, Scanned};
use crate::order::Order as _;
use crate::policy::compile::{CompiledPolicy, CompiledRule, CompiledWhen};
use crate::policy::schema::When;
use crate::roster::Awake;
use crate::text::values::{CivilDate, Moment};
use crate::text::{Lang, Language, LentMemory, Locale, Markup, Text, TextOptions, detect, fold_pattern_text};

/// A request with the analysis of everything but its draft.
pub(crate) struct Case<'a> {
    pub(crate) request: &'a Request,
    pub(crate) policy: &'a CompiledPolicy,
    /// The present moment, where the request says it.
    pub(crate) now: Option<Moment>,
    /// The day of `now`, in its own offset.
    pub(crate) today: Option<CivilDate>,
    /// The locale of the context.
    pub(crate) locale: Option<Locale>,
    /// The language in which the customer is addressed: of the last customer message, or of the locale, or of the
    /// draft.
    pub(crate) lang: Option<Lang>,
    /// The same, as far as the request tells it without the draft.
    told_lang: Option<Lang>,
    /// How texts of this request are analysed.
    pub(crate) options: TextOptions,
    pub(crate) facts: Facts,
    pub(crate) turns: Vec<Arc<Scanned>>,
    /// Index of the message being answered.
    pub(crate) last_customer: Option<usize>,
    /// The language for which the gates were opened last.
    opened_for: Option<Option<Lang>>,
    /// Rules whose gates are open, as indices into the policy's rules.
    pub(crate) open_rules: Vec<usize>,
    /// What the request would have to say for more rules to apply.
    pub(crate) missing: Vec<Unchecked>,
    /// Sources that were analysed before.
    known: Option<&'a Knowledge>,
    evidence: OnceCell<Vec<Evidence>>,
    index: OnceCell<Index>,
    state: OnceCell<State>,
    /// What is remembered of words, when it is first asked for.
    memory: OnceCell<RefCell<LentMemory<'a>>>,
}

/// How sure language detection must be to be believed over the locale.
const LANGUAGE_CONFIDENCE: u8 = 80;

/// How sure the customer's language must be, of 100, for a reply to be asked for and corrected in it. Of 13,635 English
/// messages of customers, none is taken for another of the seven languages from here on (three from 40 on); Spanish and
/// Portuguese sentences often lie near.
pub(crate) const CUSTOMER_LIKELY: u8 = 45;
/// How sure the language of a whole draft must be.
pub(crate) const DRAFT_LIKELY: u8 = 60;

/// The language of a text, where it is one of the seven and beyond doubt.
pub(crate) fn sure_language(text: &Text) -> Option<Lang> {
    language(text, LANGUAGE_CONFIDENCE)
}

/// The language of a text, where it is one of the seven and at least so sure.
fn language(text: &Text, confidence: u8) -> Option<Lang> {
    let found = detect(text).filter(|found| found.confidence >= confidence)?;
    match found.language {
        Language::Supported(lang) => Some(lang),
        Language::Other => None,
    }
}

impl<'a> Case<'a> {
    /// Prepares a request under a policy.
    pub(crate) fn new(
        request: &'a Request,
        policy: &'a CompiledPolicy,
        known: Option<&'a Knowledge>,
    ) -> Case<'a> {
        let context = &request.context;
        let locale = context.locale.as_deref().map(Locale::parse);
        let options = TextOptions { markup: Markup::Plain, locale };
        let turns: Vec<Arc<Scanned>> =
            request.turns.iter().map(|turn| Arc::new(scan_text(&turn.text, policy, &options))).collect();
        let last_customer = request.turns.iter().rposition(|turn| turn.role == TurnRole::Customer);
        let now = context.now.as_deref().and_then(Moment::parse);
        let mut case = Case {
            request,
            policy,
            now,
            today: now.map(|moment| moment.date),
            locale,
            lang: None,
            told_lang: None,
            options,
            facts: Facts::new(&request.facts, now),
            turns,
            last_customer,
            known,
            opened_for: None,
            open_rules: Vec::with_capacity(policy.rules.len()),
            missing: Vec::new(),
            evidence: OnceCell::new(),
            index: OnceCell::new(),
            state: OnceCell::new(),
            memory: OnceCell::new(),
        };
        case.told_lang = case
            .customer_text()
            .and_then(|scanned| sure_language(&scanned.text))
            .or_else(|| locale.and_then(|locale| locale.lang));
        case.lang = case.told_lang;
        case
    }

    /// Analyses a draft or corrected text of this request.
    pub(crate) fn scan_draft(&self, draft: &str) -> Scanned {
        let markup = match self.request.format {
            Format::Plain => Markup::Plain,
            Format::Markdown => Markup::Markdown,
            Format::Ssml => Markup::Ssml,
        };
        scan_text(draft, self.policy, &TextOptions { markup, ..self.options })
    }

    /// Decides which rules apply to a text; it settles the language where nothing else does. Every text has its own
    /// gates: a corrected one may tell its language where the draft was too short to.
    pub(crate) fn open_gates(&mut self, draft: &Scanned) {
        let draft_lang = sure_language(&draft.text);
        let lang = (self.told_lang.or(draft_lang))
            .or_else(|| self.customer_text().and_then(|asked| language(&asked.text, CUSTOMER_LIKELY)))
            .or_else(|| language(&draft.text, DRAFT_LIKELY));
        if lang != self.lang {
            self.lang = lang;
            self.index = OnceCell::new();
            self.state = OnceCell::new();
        }
        let gate_lang = draft_lang.or(self.lang);
        if self.opened_for == Some(gate_lang) {
            return;
        }
        self.opened_for = Some(gate_lang);
        self.open_rules.clear();
        let circumstances =
            Circumstances { context: &self.request.context, today: self.today, lang: gate_lang };
        let mut missing: Vec<(Missing, Option<&str>)> = Vec::new();
        let policy = self.policy;
        let id = |index: usize| policy.rules.get(index).map(|compiled| compiled.rule.id.as_str());
        for (index, gate) in policy.roster().gates(circumstances) {
            match gate {
                Gate::Open => self.open_rules.push(index),
                Gate::Closed => {}
                // A day is asked for by many rules, and each is named.
                Gate::Unknown(unsaid) => {
                    let rule = |what| (what == Missing::Now).then(|| id(index)).flatten();
                    missing.extend(unsaid.iter().map(|what| (what, rule(what))));
                }
            }
        }
        if let Some(lang) = gate_lang {
            let speechless = policy.roster().speechless(&self.open_rules, lang);
            missing.extend(speechless.map(|index| (Missing::Language, id(index))));
        }
        missing.order();
        missing.dedup();
        self.missing = missing.into_iter().map(|(what, rule_id)| unchecked_rule(what, rule_id)).collect();
    }

    /// The message being answered.
    pub(crate) fn customer_text(&self) -> Option<&Scanned> {
        self.last_customer.and_then(|n| self.turns.get(n)).map(Arc::as_ref)
    }

    /// Every customer message, oldest first, with its index among the turns.
    pub(crate) fn customer_texts(&self) -> impl Iterator<Item = (usize, &Scanned)> + Clone {
        self.said_by(&[TurnRole::Customer])
    }

    /// Every earlier message of the company (bot or agent), oldest first, with its index.
    pub(crate) fn company_texts(&self) -> impl Iterator<Item = (usize, &Scanned)> {
        self.said_by(&[TurnRole::Bot, TurnRole::Agent])
    }

    fn said_by(&self, roles: &'static [TurnRole]) -> impl Iterator<Item = (usize, &Scanned)> + Clone {
        self.request
            .turns
            .iter()
            .zip(&self.turns)
            .enumerate()
            .filter(|(_, (turn, _))| roles.contains(&turn.role))
            .map(|(n, (_, scanned))| (n, scanned.as_ref()))
    }

    /// Everything the draft may rest on, analysed when it is first asked for.
    pub(crate) fn evidence(&self) -> &[Evidence] {
        self.evidence.get_or_init(|| {
            evidence::gather(
                self.request,
                &self.facts,
                &self.turns,
                self.known,
                &self.policy.scanner,
                &self.options,
                self.today,
            )
        })
    }

    /// Whether sources were asked that may not hold today, and nobody knows what day that is.
    pub(crate) fn is_undated(&self) -> bool {
        let dated = |source: &Source| source.effective_from.is_some() || source.effective_to.is_some();
        self.today.is_none() && self.evidence.get().is_some() && self.request.sources.iter().any(dated)
    }

    /// The evidence indexed by its words, when it is first asked for.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            self.know_words(self.evidence().iter().map(Evidence::text));
            Index::new(self.evidence(), &self.facts, self.lang.unwrap_or(Lang::En))
        })
    }

    /// Numbers the words of texts, as far as that was not done, in the language in which the customer is addressed.
    pub(crate) fn know_words<'t>(&self, texts: impl Iterator<Item = &'t Text>) {
        let memory = self.memory.get_or_init(|| RefCell::new(self.policy.word_memories.lend()));
        if let Ok(mut memory) = memory.try_borrow_mut() {
            texts.for_each(|text| text.know_words(self.lang.unwrap_or(Lang::En), &mut memory));
        }
    }

    /// Where the conversation stands before the draft, when it is first asked for.
    pub(crate) fn state(&self) -> &State {
        self.state.get_or_init(|| State::of(self))
    }

    /// Whether there is anything to judge statements against: sources or facts.
    pub(crate) fn has_evidence(&self) -> bool {
        !self.request.sources.is_empty() || self.facts.given()
    }

    /// Whether the conditions of a rule hold for this case and draft.
    pub(crate) fn meets(&self, when: &When, compiled: &CompiledWhen, draft: &Scanned) -> bool {
        self.meets_if(when, compiled, draft, false)
    }

    /// Why nobody can tell whether the conditions of a rule hold, when that hangs on a time of day that is not known.
    pub(crate) fn untimed(&self, rule: &CompiledRule, draft: &Scanned) -> Option<&'static str> {
        let why = self.clock().err()?;
        let meets = |outside| self.meets_if(&rule.rule.when, &rule.when, draft, outside);
        (meets(true) != meets(false)).then_some(why)
    }

    /// Whether conditions hold; `outside` says how a time of day that is not known is to be taken.
    fn meets_if(&self, when: &When, compiled: &CompiledWhen, draft: &Scanned, outside: bool) -> bool {
        if !compiled.asks {
            return true;
        }
        let facts = &self.facts;
        when.facts.iter().all(|path| facts.knows(path))
            && !when.facts_not.iter().any(|path| facts.knows(path))
            && when
                .facts_equal
                .iter()
                .all(|(path, wanted)| facts.get(path).is_some_and(|found| found.eq_ignore_ascii_case(wanted)))
            && when.facts_compare.iter().all(|compare| {
                facts.get(&compare.path).and_then(whole_number).is_some_and(|number| {
                    compare.at_least.is_none_or(|least| number >= least)
                        && compare.below.is_none_or(|bound| number < bound)
                })
            })
            && (when.events.is_empty() || facts.event(&when.events).is_some())
            && (when.events_not.is_empty() || facts.event(&when.events_not).is_none())
            && when.routed.is_none_or(|wanted| facts.routed() == wanted)
            && when.first_reply.is_none_or(|wanted| self.is_first_reply() == wanted)
            && when.outside_hours.is_none_or(|(from, to)| {
                self.clock().map_or(outside, |clock| !(from..to).contains(&clock.hour()))
            })
            && when.consent_told.is_none_or(|wanted| {
                let customer = self.request.context.customer.as_ref();
                customer.is_some_and(|customer| customer.marketing_consent.is_some()) == wanted
            })
            && says(compiled.customer.as_deref(), self.customer_text())
            && !matches!((&compiled.customer_not, self.customer_text()), (Some(m), Some(text)) if m.is_in(text))
            && compiled
                .customer_ever
                .as_ref()
                .is_none_or(|matcher| self.customer_texts().any(|(_, text)| matcher.is_in(text)))
            && compiled.draft.as_ref().is_none_or(|matcher| {
                let customer = self.customer_texts().map(|(_, text)| text);
                !matcher.find_in_answer(draft, customer).is_empty()
            })
            && !compiled.draft_not.as_ref().is_some_and(|matcher| matcher.is_in(draft))
            && compiled.evidence.as_ref().is_none_or(|matcher| self.evidence_says(matcher))
            && !compiled.evidence_not.as_ref().is_some_and(|matcher| self.evidence_says(matcher))
            && when.facts_unsaid.iter().all(|path| {
                facts
                    .get(path)
                    .is_some_and(|fact| !draft.text.folded().contains(fold_pattern_text(fact).trim()))
            })
            && (when.any.is_empty() || self.meets_one(&when.any, &compiled.any, draft, outside))
            && !self.meets_one(&when.none, &compiled.none, draft, outside)
    }

    /// Whether one of several conditions holds.
    fn meets_one(&self, parts: &[When], compiled: &[CompiledWhen], draft: &Scanned, outside: bool) -> bool {
        parts.iter().zip(compiled).any(|(part, compiled)| self.meets_if(part, compiled, draft, outside))
    }

    /// The first sentence of a source in force that says something, as it is written there. What an assistant can
    /// do (sources of the kind `tool`) is nothing to tell the customer.
    pub(crate) fn quotation(&self, matcher: &CompiledMatcher) -> Option<String> {
        self.evidence()
            .iter()
            .filter(|piece| matches!(piece.origin, Origin::Source(_)) && piece.force == Force::Valid)
            .filter(|piece| piece.kind != SourceKind::Tool)
            .find_map(|piece| {
                let text = piece.text();
                let mut matches = matcher.find(&piece.scanned).into_iter();
                let sentence = matches.find_map(|found| {
                    let sentence = text.sentence_at(found.start).and_then(|n| text.sentences().get(n))?;
                    (sentence.span.start >= piece.lead).then_some(sentence.span)
                })?;
                Some(sentence.text(text.original()).trim().to_owned())
            })
    }

    /// The customer's clock, where the request lets it be known.
    fn clock(&self) -> Result<Clock, &'static str> {
        let customer = self.request.context.customer.as_ref();
        Clock::new(self.now, customer.and_then(|customer| customer.time_zone.as_deref()))
    }

    /// When the customer's clock shows this full hour next, RFC 3339.
    pub(crate) fn next_hour(&self, hour: u8) -> Option<String> {
        self.clock().ok()?.next(hour)
    }

    /// Whether no message of the company precedes the draft.
    pub(crate) fn is_first_reply(&self) -> bool {
        self.company_texts().next().is_none()
    }

    /// Whether a source, a fact or an earlier message of the company says something.
    pub(crate) fn evidence_says(&self, matcher: &CompiledMatcher) -> bool {
        self.evidence()
            .iter()
            .filter(|piece| piece.role.is_none_or(|role| matches!(role, TurnRole::Bot | TurnRole::Agent)))
            .any(|piece| matcher.is_in(&piece.scanned))
    }

    /// Those of the rules that apply which may have something to say about a draft, by the words that they need; in
    /// order.
    pub(crate) fn awake(&self, draft: &Scanned) -> Vec<Awake> {
        let customer = self.customer_texts().map(|(_, text)| text);
        self.policy.roster().awake(&self.open_rules, draft, customer)
    }

    /// Whether a rule of this layer applies.
    pub(crate) fn runs(&self, layer: Layer) -> bool {
        self.policy.roster().some_of(&self.open_rules, layer)
    }
}

fn scan_text(text: &str, policy: &CompiledPolicy, options: &TextOptions) -> Scanned {
    let text = Text::analyse_seeing_through(text, options, policy.scanner.as_ref());
    Scanned::new(text, &policy.scanner)
}

fn says(matcher: Option<&CompiledMatcher>, text: Option<&Scanned>) -> bool {
    matcher.is_none_or(|matcher| text.is_some_and(|text| matcher.is_in(text)))
}

/// The whole part of a number among the facts.
fn whole_number(text: &str) -> Option<i64> {
    text.split(['.', ' ']).next().and_then(|whole| whole.parse().ok())
}

/// What is reported of something that a request does not say.
pub(crate) fn unchecked_rule(missing: Missing, rule_id: Option<&str>) -> Unchecked {
    let (what, why) = match missing {
        Missing::Now => ("rule", "no_now"),
        Missing::Jurisdiction => ("jurisdiction", "not_given"),
        Missing::Sector => ("sector", "not_given"),
        Missing::Role => ("role", "not_given"),
        Missing::Channel => ("channel", "not_given"),
        Missing::Purpose => ("purpose", "not_given"),
        Missing::FirstContact => ("first_contact", "not_given"),
        Missing::Language => ("rule", "language_not_supported"),
    };
    unsaid(what, rule_id, why)
}
