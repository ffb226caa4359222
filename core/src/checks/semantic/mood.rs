//! How a customer feels, from the words, capitals and marks of a message.

use crate::literals::{Phrases, first_of};
use crate::text::word_list;
use crate::text::{Case, Text, TokenKind, WordSet};

/// Beginnings of words of displeasure with their weight, folded, sorted.
const BAD: &[(&str, i32)] = &[
    ("absurd", 2),
    ("abzock", 3),
    ("angry", 3),
    ("annoy", 2),
    ("appall", 3),
    ("arger", 2),
    ("atroc", 3),
    ("awful", 3),
    ("bloody", 2),
    ("bollocks", 3),
    ("broken", 1),
    ("bullshit", 4),
    ("crap", 3),
    ("damn", 2),
    ("decepcion", 2),
    ("deplorable", 3),
    ("desilusion", 2),
    ("disappoint", 2),
    ("disgrac", 3),
    ("disgust", 3),
    ("dreadful", 3),
    ("enttausch", 2),
    ("estafa", 3),
    ("fail", 1),
    ("frech", 3),
    ("frustrat", 2),
    ("fuck", 4),
    ("fucking", 4),
    ("furious", 4),
    ("furios", 4),
    ("garbage", 3),
    ("hate", 2),
    ("horrib", 3),
    ("idiot", 4),
    ("inacceptable", 3),
    ("inaceitavel", 3),
    ("inaceptable", 3),
    ("inaccettabil", 3),
    ("incompeten", 3),
    ("indignat", 3),
    ("insult", 2),
    ("joke", 1),
    ("kapot", 1),
    ("kaputt", 1),
    ("katastroph", 3),
    ("lacherlich", 3),
    ("liar", 4),
    ("lies", 3),
    ("lying", 3),
    ("mad", 2),
    ("mierda", 4),
    ("miserable", 2),
    ("nightmare", 3),
    ("nonsense", 2),
    ("onacceptabel", 3),
    ("outrag", 3),
    ("pathetic", 3),
    ("pesimo", 3),
    ("pessim", 3),
    ("pissed", 3),
    ("rant", 1),
    ("ridic", 3),
    ("rip-off", 3),
    ("rude", 2),
    ("scam", 3),
    ("scandal", 3),
    ("scheiss", 4),
    ("schlecht", 2),
    ("schlimm", 2),
    ("shame", 2),
    ("shit", 4),
    ("sick", 1),
    ("slecht", 2),
    ("stupid", 3),
    ("suck", 3),
    ("terrib", 3),
    ("terribl", 3),
    ("unacceptable", 3),
    ("unbelievable", 2),
    ("unmoglich", 1),
    ("unprofession", 3),
    ("unverschamt", 4),
    ("upset", 2),
    ("useless", 3),
    ("vergogn", 3),
    ("vergonha", 3),
    ("verguenza", 3),
    ("verschrikkelijk", 3),
    ("waste", 2),
    ("worst", 3),
    ("wut", 3),
];

/// Beginnings of words of content.
const GOOD: &[(&str, i32)] = &[
    ("amazing", 3),
    ("appreciat", 2),
    ("awesome", 3),
    ("best", 1),
    ("bravo", 2),
    ("brilliant", 3),
    ("cheers", 1),
    ("cool", 1),
    ("danke", 2),
    ("delight", 3),
    ("excellent", 3),
    ("excelent", 3),
    ("fantast", 3),
    ("geil", 2),
    ("genial", 2),
    ("glad", 2),
    ("good", 1),
    ("gracias", 2),
    ("grateful", 2),
    ("grazie", 2),
    ("great", 2),
    ("gut", 1),
    ("happy", 2),
    ("helpful", 2),
    ("love", 2),
    ("merci", 2),
    ("nice", 1),
    ("obrigad", 2),
    ("otim", 2),
    ("parfait", 2),
    ("perfect", 2),
    ("pleased", 2),
    ("prima", 2),
    ("super", 2),
    ("thank", 2),
    ("toll", 2),
    ("wonderful", 3),
    ("wunderbar", 3),
    ("yay", 2),
];

/// Words that turn the next words round, folded.
static NEGATIONS: WordSet<64> = WordSet::of(word_list![
    "not", "no", "never", "don't", "isn't", "wasn't", "won't", "can't", "nicht", "kein", "keine", "nie",
    "pas", "jamais", "no", "nunca", "non", "mai", "niet", "geen", "nooit", "nao", "hardly", "without",
    "ohne", "less",
]);

static BAD_BEGINS: Phrases<512> = Phrases::new(&BAD_WORDS);
static BAD_WORDS: [&str; BAD.len()] = first_of(BAD);
static GOOD_BEGINS: Phrases<256> = Phrases::new(&GOOD_WORDS);
static GOOD_WORDS: [&str; GOOD.len()] = first_of(GOOD);

fn weight<const N: usize>(begins: &Phrases<N>, table: &[(&str, i32)], word: &str) -> i32 {
    let mut most: Option<i32> = None;
    begins.beginnings(word, |number| {
        if let Some((beginning, weight)) = table.get(number) {
            let own = if word.len() <= beginning.len() + 6 { *weight } else { 0 };
            most = Some(most.map_or(own, |most| most.max(own)));
        }
        false
    });
    most.unwrap_or(0)
}

/// Whether a word turns the next words round.
fn negates(word: &str) -> bool {
    NEGATIONS.has(word) || word.ends_with("n't")
}

/// How many words after such a word are turned round.
const NEGATION_REACH: usize = 3;

/// How often a mark stands twice in a row.
fn marks(text: &str, mark: u8) -> usize {
    let bytes = text.as_bytes();
    let runs = bytes.chunk_by(|one, other| one == other);
    if !bytes.contains(&mark) {
        return 0;
    }
    runs.filter(|run| run.first() == Some(&mark)).map(|run| run.len() / 2).sum()
}

/// The mood of a message: below zero is displeasure. A calm message is 0, an angry one -4 and less.
pub(crate) fn mood(text: &Text) -> i32 {
    let (mut good, mut bad, mut shouted, mut words) = (0_i32, 0_i32, 0_i32, 0_i32);
    let tokens = text.tokens();
    for (n, token) in tokens.iter().enumerate().take(400).filter(|(_, token)| token.kind == TokenKind::Word) {
        let word = text.token_text(token);
        words += 1;
        shouted += i32::from(token.case == Case::Upper && word.len() > 3);
        let (plus, minus) = (weight(&GOOD_BEGINS, GOOD, word), weight(&BAD_BEGINS, BAD, word));
        if plus == 0 && minus == 0 {
            continue;
        }
        let before = tokens.get(n.saturating_sub(NEGATION_REACH)..n).unwrap_or_default();
        let mut before = before.iter().rev().take_while(|token| token.kind == TokenKind::Word);
        if before.any(|token| negates(text.token_text(token))) {
            bad += plus / 2;
            good += minus / 3;
        } else {
            good += plus;
            bad += minus;
        }
    }
    let marks = marks(text.original(), b'!') + marks(text.original(), b'?');
    if bad > 0 || good == 0 {
        bad += i32::try_from(marks.min(3)).unwrap_or(0);
        if shouted >= 3 && shouted * 3 >= words {
            bad += 3;
        }
    }
    good.min(6) - bad.min(12)
}

/// From here on a message is angry.
pub(crate) const ANGRY: i32 = -4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    #[test]
    fn tables_are_sorted_by_first_letter() {
        for table in [BAD, GOOD] {
            assert!(table.is_sorted_by(|a, b| a.0.as_bytes()[0] <= b.0.as_bytes()[0]));
        }
    }

    #[test]
    fn angry_and_calm_messages() {
        for (text, angry) in [
            ("This is unacceptable and your service is useless!!", true),
            ("I am furious. Worst company ever.", true),
            ("WHERE IS MY BLOODY PARCEL??", true),
            ("What a joke, terrible service, total waste of time", true),
            ("Das ist eine Frechheit und eine Katastrophe!!", true),
            ("C'est inacceptable, une honte, vous êtes incompétents", true),
            ("Es inaceptable, una estafa, un servicio pésimo", true),
            ("È inaccettabile, vergogna!!", true),
            ("Dit is verschrikkelijk slecht!", true),
            ("You stupid idiots lost it again", true),
            ("Where is my parcel?", false),
            ("Not bad at all, thank you!", false),
            ("I'm not angry, just asking.", false),
            ("It's broken, can you help?", false),
            ("Thanks!! You are the best!!", false),
            ("My order FR-22 has not come.", false),
            ("I LOVE IT, THANK YOU SO MUCH", false),
            ("Ich bin etwas enttäuscht.", false),
            ("Merci beaucoup, c'est parfait", false),
            ("The bag is a bit damaged", false),
        ] {
            let mood = mood(&Text::analyse(text, &TextOptions::default()));
            assert_eq!(mood <= ANGRY, angry, "{text}: {mood}");
        }
    }
}
