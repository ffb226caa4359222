//! Words by which the subject of a draft is told from what may stand around it. English.

use crate::text::WordSet;
use crate::text::word_list;

/// Words that may stand before the subject, folded.
pub(super) static LEADS: WordSet<128> = WordSet::of(word_list![
    "okay",
    "ok",
    "yes",
    "sure",
    "the",
    "your",
    "my",
    "our",
    "nearest",
    "closest",
    "sorry",
    "unfortunately",
    "well",
    "then",
    "so",
    "alright",
    "fine",
    "no",
    "for",
    "to",
    "it",
    "its",
    "there",
    "is",
    "a",
    "an",
    "only",
    "one",
    "two",
    "next",
    "which",
    "currently",
    "great",
    "of",
    "currently",
]);

/// Verbs that end the subject, folded.
pub(super) static VERBS: WordSet<32> =
    WordSet::of(word_list!["is", "are", "has", "have", "was", "were", "will", "located", "would"]);

/// Words before a noun, folded.
pub(super) static DETERMINERS: WordSet<32> =
    WordSet::of(word_list!["your", "a", "an", "two", "three", "four", "next", "my", "to"]);

/// Words for a way, folded.
pub(super) static WAYS: WordSet<32> = WordSet::of(word_list![
    "route",
    "way",
    "directions",
    "direction",
    "navigation",
    "navigating",
    "navigate",
    "gps",
    "directing",
    "heading",
    "address",
]);

/// Words after which a name does not go on, folded.
pub(super) static AFTER: WordSet<128> = WordSet::of(word_list![
    "now", "at", "in", "on", "by", "from", "with", "and", "or", "but", "via", "to", "for", "of", "through",
    "anything", "right", "please", "that", "which", "it", "i", "we", "you", "there", "here", "so", "if",
    "when", "avoiding", "there's", "has", "where",
]);

/// Nouns that may take up any matter, and words that are no nouns, folded.
const GENERAL: &str = "\
    account activity address agenda agent alarm alternative appointment area attend attendance \
    attending available best bill booked booking box calendar card charge check choice class close \
    closer closest code colleague company confirmation contract cost current currently customer data \
    date day delivery desk destination detail details direction directions distance door earliest \
    email entry event events fare fastest fee first flight form game gps great home hour hours house \
    information invoice issue item items kind last latest lesson link list listing local location \
    map match matter meet message minute minutes month morning name names navigation nearest note \
    number offer office only option options order other others package page parcel party parties \
    path payment people person phone place places plan practice price problem process product \
    purpose question quickest rate reason receipt record records refund reminder reply report \
    request reservation rest result results road room route schedule scheduled screen seat second \
    service session set shipment shortest slot staff start status stay step stop store subscription \
    system table team technician third ticket tickets time times total traffic train transfer trip \
    type update visit voucher wait way website week weekend work year afternoon evening night noon \
    midnight mind pleasure inconvenience patience understanding welcome good nice following same \
    both all none each that these those everything anything drive driving help assist assistance \
    able confirm make take go get see enjoy reach be doesn don isn aren didn won do have let you me \
    know when where what afraid hope";

/// Words with which something is entered or arranged, folded.
pub(super) static ARRANGES: WordSet<64> = WordSet::of(word_list![
    "set",
    "setting",
    "schedule",
    "scheduled",
    "scheduling",
    "remind",
    "reminder",
    "add",
    "added",
    "adding",
    "place",
    "placing",
    "placed",
    "put",
    "enter",
    "entered",
    "note",
    "noted",
]);

/// Whether a word tells no matter from another.
pub(super) fn is_general(word: &str) -> bool {
    ARRANGES.has(word) || GENERAL.split(' ').any(|other| other == word)
}
