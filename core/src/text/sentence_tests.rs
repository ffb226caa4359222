//! Tables of where sentences end.

use super::*;

/// Each row is a text with `|` where a new sentence starts.
const ROWS: &[&str] = &[
    // Plain ends.
    "Your order has shipped. |It arrives on Monday.",
    "Thanks! |We will reply soon.",
    "Is it late? |Please check the link.",
    "What?! |No way.",
    "we sent it. |it will arrive soon. |bye",
    "ok. |thanks. |bye.",
    "One sentence without an end",
    "Done... |We are sorry.",
    "Well... maybe later.",
    "Well… I think so.",
    "Wait… |The parcel is here.",
    "Sure. |👍 It is done.",
    // Titles, initials, names.
    "Dr. Smith will call you. |He is free.",
    "Please ask Mr. Jones or Mrs. Brown.",
    "Prof. J. R. Hale wrote it.",
    "J. Smith signed. |We filed it.",
    "Choose plan B. |We will set it up.",
    "So do I. |The rest is fine.",
    "St. James Street is closed.",
    "Acme Inc. |We are here to help.",
    "Acme Inc. Customer Care will call.",
    "Write to Beta Ltd. and wait.",
    // Abbreviations.
    "Use a card, e.g. this one. |Then pay.",
    "Some items (e.g. phones) are excluded.",
    "Fees, i.e. charges, apply. |Ask us.",
    "It costs approx. five pounds.",
    "Cats vs. Dogs is a film.",
    "Bring photos, letters, etc. |We will copy them.",
    "Bring photos, letters, etc. and a pen.",
    "See No. 5 on the list. |It is short.",
    "The answer is no. |We cannot refund it.",
    "The answer is no. |Five days have passed.",
    "See p. 12 and fig. 3 below.",
    "Read sec. 4 first.",
    "U.S. law applies. |UK law does not.",
    "We ship to the U.S. |We do not ship to Peru.",
    "The U.S. Treasury pays.",
    "Open until 5 p.m. on Friday.",
    "Open until 5 p.m. |Come early.",
    "We open at 9 a.m. |Monday is closed.",
    "Paid on Jan. 5 by card.",
    "Paid in Jan. |We saw it.",
    "Call on Mon. 3 May.",
    "It is ready in 5 min. |Please wait.",
    // Numbers, times, addresses.
    "It costs 5.50 today. |Pay now.",
    "The rate is 3.5. |That is low.",
    "Meet at 10.30 on Friday. |Bring ID.",
    "We have 12. |You need 15.",
    "See www.example.com. |It helps.",
    "Go to https://example.com/a.b?c=d. |Then log in.",
    "Write to help@example.com. |We answer.",
    "Version 2.0.1 is out. |Update now.",
    "Use portal.example.org/a?b=c for it.",
    // Quotes and brackets.
    "He said \"Stop.\" |Then he left.",
    "\"Really?\" he asked.",
    "\"Really?\" |We think so.",
    "She wrote “It is lost!” and left.",
    "It is free (see below). |Enjoy.",
    "(It is free.) |Enjoy.",
    "Is it \"free\"? |Yes.",
    "We ship (really!) on Sundays.",
    "'Stop.' |Then go.",
    // Lines and lists.
    "Hello Sam,\nThank you for writing.",
    "Dear Sam\n\n|thank you for writing.",
    "We need:\n|- a photo\n|- a letter\n|Then we start.",
    "Steps:\n|1. Open the app\n|2. Tap Pay",
    "1. Open the app. |2. Tap Pay.",
    "1) Open\n|2) Close",
    "* one\n|* two",
    "• one\n|• two",
    "The parcel will\narrive soon.",
    "It reaches you within\n3 days.",
    "Status: shipped\n|Carrier: Acme",
    "Regards\n|Sam",
    "First line.\n|second line.",
    "We sent it to\nBeta Ltd.",
    "Amount due\n|45 pounds",
    // German.
    "Am 3. Mai kommt es an. |Danke.",
    "Die 2. Mahnung ist da. |Bitte zahlen.",
    "Wir liefern z.B. Bücher. |Danke.",
    "Wir liefern z. B. Bücher.",
    "Das kostet ca. 5 Euro inkl. MwSt. und Versand.",
    "Frau Dr. Meier ruft an. |Sie ist da.",
    "Hr. Meier, Abs. 3 und Nr. 7 gelten.",
    "Bücher, Hefte usw. |Wir haben alles.",
    "Es kostet 5. |Wir zahlen.",
    "Das gilt bzw. galt immer.",
    // French, Spanish, Italian, Dutch, Portuguese.
    "M. Dupont a payé. |Merci.",
    "Mme Martin et Mlle. Petit sont là.",
    "« Bonjour ! » |Nous sommes là.",
    "Voulez-vous payer ? |Oui.",
    "El Sr. Gil ha pagado. |Gracias.",
    "La Sra. López y Ud. pueden entrar.",
    "¿Dónde está? |¡Aquí está! |Bien.",
    "Il sig. Rossi e la dott. Bianchi pagano. |Grazie.",
    "Libri, penne ecc. |Il resto no.",
    "De heer J. de Vries en mevr. Bos betalen. |Dank u.",
    "Boeken, pennen enz. |Het is klaar.",
    "O Sr. Costa e a Dra. Lima pagaram. |Obrigado.",
    "Veja o art. 5 e a pág. 7.",
    // Other scripts.
    "今日は。|ありがとう。",
    "Привет. |Как дела?",
];

#[test]
fn sentences_end_where_they_should() {
    assert!(ROWS.len() >= 80);
    let mut failures = Vec::new();
    for row in ROWS {
        let original = row.replace('|', "");
        let want: Vec<&str> = row.split('|').map(str::trim).collect();
        let text = Text::analyse(&original, &TextOptions::default());
        let got: Vec<&str> = text.sentences().iter().map(|sentence| sentence.span.text(&original)).collect();
        if got != want {
            failures.push(format!("want {want:?}\n got {got:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn questions_end_with_a_question_mark() {
    for (original, want) in [
        ("Is it late?", true),
        ("Is it late?!", true),
        ("Really?\"", true),
        ("It is late.", false),
        ("Why? Because.", true),
        ("(Is it?)", true),
        ("¿Sí?", true),
        ("Late? no", true),
        ("Wirklich ?", true),
    ] {
        let text = Text::analyse(original, &TextOptions::default());
        assert_eq!(text.sentences()[0].question, want, "{original:?}");
    }
}

fn clauses(original: &str) -> Vec<String> {
    let text = Text::analyse(original, &TextOptions::default());
    text.clauses().iter().map(|&clause| text.folded_text(clause).to_owned()).collect()
}

#[test]
fn clauses_are_cut_at_marks_and_conjunctions() {
    for row in [
        "we refunded you, |but the bank is slow.",
        "we refunded you |and we closed the case.",
        "terms and conditions apply to all orders.",
        "red, green and blue are free.",
        "note: |it is late; |call us.",
        "it is free (|up to five pounds) |for all.",
        "it is late - |we are sorry.",
        "a well-known 3-5 day wait.",
        "if you pay today, |we ship tomorrow.",
        "call us at 10:30 today.",
        "it costs 1,200 pounds.",
        "one sentence here. |another one |because we can.",
        "das ist leider nicht fertig, |aber wir arbeiten daran.",
        "la commande est partie |mais le colis est perdu.",
        "el pedido ha salido |pero no ha llegado.",
        "l'ordine è partito |ma non è arrivato.",
        "uw bestelling is verzonden |maar niet bezorgd.",
        "o pedido saiu ontem |mas nao chegou ainda.",
        "the car is late |and you want more.",
    ] {
        let want: Vec<String> = row.split('|').map(|part| fold_pattern_text(part.trim())).collect();
        let got = clauses(&row.replace('|', ""));
        // A bracket opens its clause.
        let want: Vec<String> = if row.contains("(|") {
            row.replace("(|", "|(")
                .split('|')
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect()
        } else {
            want
        };
        assert_eq!(got, want, "{row}");
    }
}

#[test]
fn quotes_are_what_stands_between_matching_marks() {
    for (original, want) in [
        ("He said \"it is free\" today.", vec!["it is free"]),
        ("He said “it’s free” today.", vec!["it's free"]),
        ("Er sagte „es ist frei“ und ging.", vec!["es ist frei"]),
        ("Il dit « c'est gratuit » hier.", vec!["c'est gratuit"]),
        ("»Frei« und »gut«", vec!["frei", "gut"]),
        ("We call it 'free' and 'good'.", vec!["free", "good"]),
        ("We call it ‘free’ here.", vec!["free"]),
        ("It's the customers' choice, isn't it?", vec![]),
        ("A 5\" pipe and a 6\" hose", vec![]),
        ("An \"open quote", vec![]),
        ("An \"open quote\n\nand \"another\" here", vec!["another"]),
        ("\"outer 'inner' outer\" end", vec!["outer 'inner' outer"]),
        ("'outer \"inner\" outer' end", vec!["outer \"inner\" outer"]),
        ("rock 'n' roll in the '90s, 'tis true", vec![]),
        ("\"\" and \" \"", vec![]),
        ("\"a\" b \"c\"", vec!["a", "c"]),
        ("&quot;free&quot;", vec!["free"]),
    ] {
        let text = Text::analyse(original, &TextOptions::default());
        let got: Vec<&str> = text.quotes().iter().map(|&quote| text.folded_text(quote)).collect();
        assert_eq!(got, want, "{original:?}");
        for &quote in text.quotes() {
            assert!(text.in_quotes(quote));
            assert!(!text.in_quotes(FoldSpan { start: quote.start, end: quote.end + 1 }));
        }
        assert!(!text.in_quotes(FoldSpan { start: 0, end: text.folded().len() }));
    }
}
