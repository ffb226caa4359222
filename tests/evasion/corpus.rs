//! What is disguised: claims, promises and abuse that the shipped policy `full` finds, and identifiers. Identifiers
//! and keys are put together when the program runs.

use draftgate::{Context, Request, Sector, Sender};

/// A draft with a part to be disguised.
#[derive(Clone, Debug)]
pub struct Case {
    pub before: &'static str,
    pub part: String,
    pub after: &'static str,
    /// A draft that speaks of deeds is judged against what is known.
    pub facts: bool,
}

impl Case {
    /// The request with the part written as `part`.
    pub fn request(&self, part: &str) -> Request {
        let context = Context::new()
            .with_sender(Sender::Bot)
            .with_jurisdictions(["UK"])
            .with_sector(Sector::Banking)
            .with_locale("en-GB");
        let facts = if self.facts {
            // Addresses are masked where they are known to be somebody else's.
            serde_json::json!({
                "customer": { "name": "Noor" },
                "order": { "id": "A-88213" },
                "neighbour": { "contacts": contacts_of_others() },
            })
        } else {
            serde_json::Value::Null
        };
        Request::new(format!("{}{part}{}", self.before, self.after)).with_context(context).with_facts(facts)
    }
}

/// Before, part, after.
const PHRASES: &[(&str, &str, &str)] = &[
    ("Our fund brings you ", "guaranteed returns", " every single year."),
    ("Rest assured, it is a ", "risk free investment", " with us."),
    ("Open it today and you ", "cannot lose money", " on this plan."),
    ("With our fund you ", "will double your money", " by spring."),
    ("Don't worry, ", "I'm a real person", " and I read every message."),
    ("Well, ", "I am a human being", " sitting at a desk."),
    ("Look, ", "you are a moron", ". Press the green button."),
    ("Keep writing and ", "I will hurt you", " for it."),
    ("", "You are worthless", " to us as a customer."),
    ("Honestly, ", "refugees are vermin", " to me."),
    ("We ", "accept full liability", " for the leak."),
    ("You will be ", "arrested if you don't pay", " today."),
    ("Pay now or we ", "will tell your employer", " about the debt."),
    ("I ", "won't tell anyone", " about it."),
    ("Send me ", "your full card number", " in this chat."),
    ("Please tell me ", "your password", " so that I can sign in."),
    ("This loan has ", "guaranteed approval", " for everyone."),
    ("All our cards come with ", "no credit check", " at all."),
    ("Decide soon, because ", "this offer ends tonight", " at nine."),
    ("", "My wife and I love", " this kettle."),
    ("", "The usual fatal amount", " is much higher than that."),
    ("What a ", "shitty delivery", " that was."),
    ("Perhaps ", "you're just too stupid", " for the app."),
    ("Our fund ", "is completely safe", " and pays well."),
    ("Good news: ", "I have cancelled your order", " just now."),
    ("Good news: ", "I've refunded your payment", " this morning."),
];

/// Drafts with phrases to disguise.
pub fn phrases() -> Vec<Case> {
    PHRASES
        .iter()
        .map(|(before, part, after)| Case {
            before,
            part: (*part).to_owned(),
            after,
            facts: before.starts_with("Good news"),
        })
        .collect()
}

fn contacts_of_others() -> Vec<String> {
    let parts = [["jo.farrow", "@", "example.com"], ["pat.quill", "@", "example.org"]];
    let phones = [["07700 ", "900", "123"], ["07700 ", "900", "456"]];
    parts.iter().chain(&phones).map(|parts| parts.concat()).collect()
}

/// Drafts with identifiers to disguise.
pub fn identifiers() -> Vec<Case> {
    let case = |before, parts: &[&str], after| Case { before, part: parts.concat(), after, facts: true };
    let letters: String = (0..24_u8).map(|n| char::from(b'a' + (n * 7 + n / 5) % 26)).collect();
    let digits: String = (0..8_u8).map(|n| char::from(b'0' + (n * 7 + 3) % 10)).collect();
    vec![
        case("I can see that card ", &["4242 ", "4242 ", "4242 ", "4242"], " was charged."),
        case("We took it from your card ", &["5555", "5555", "5555", "4444"], " today."),
        case("The card number is ", &["3782 ", "822463 ", "10005"], " on our side."),
        case(
            "The money went to the account ",
            &["GB82 ", "WEST ", "1234 ", "5698 ", "7654 ", "32"],
            " as agreed.",
        ),
        case("His bank account is ", &["DE89", "3704", "0044", "0532", "0130", "00"], " in Berlin."),
        case("You can write to him under his email ", &["jo.farrow", "@", "example.com"], " at any time."),
        case("His email address is ", &["pat.quill", "@", "example.org"], " as far as we know."),
        case("His phone number is ", &["07700 ", "900", "123"], " on the form."),
        case("You can call her phone under ", &["+44 ", "7700 ", "900", "456"], " in the evening."),
        case("Her social security number is ", &["219", "-09-", "9999"], " on the file."),
        case("His national insurance number is ", &["AB ", "12 34 ", "56 ", "C"], " on the file."),
        case("The NHS number is ", &["943 ", "476 ", "5919"], " on the file."),
        case("Use the API key ", &["sk_", "live_", &letters, &digits], " for that."),
        case("The access key is ", &["ghp", "_", &letters, &digits, "Qz7x"], " for now."),
    ]
}
