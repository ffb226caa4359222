use super::{after, assert_fires, assert_silent, check, with_facts};
use serde_json::json;

#[test]
fn a_field_is_filled_only_by_the_fact_it_names() {
    let facts = json!({
        "customer": {"name": "Ana Ruiz", "email": "ana@example.com"},
        "company": {"name": "Fernwood", "contacts": {"phone": "+44 7700 900123"}},
        "order": {"id": "K-20417", "tracking_number": "T-55"}
    });
    for (draft, text) in [
        ("Hello {{name}}, welcome.", Some("Hello Ana Ruiz, welcome.")),
        ("Hello {first_name}, welcome.", Some("Hello Ana, welcome.")),
        ("Thank you for writing to [Company Name].", Some("Thank you for writing to Fernwood.")),
        ("Order {{order_number}} is on its way.", Some("Order K-20417 is on its way.")),
        ("Track it as [Tracking Number].", Some("Track it as T-55.")),
        ("It costs {{amount}}.", None),
        ("Your agent is [Manager Name].", None),
    ] {
        let verdict = check(&with_facts(after(&[], draft), facts.clone()));
        assert_eq!(verdict.text.as_deref(), text, "{draft}");
    }
}

#[test]
fn role_labels() {
    let rule = "semantic.form.role-label";
    for draft in [
        "Assistant: Your parcel left this morning.",
        "Bot: Sure, I can help you with that.",
        "AI: Your refund is on its way to you.",
        "Your parcel left.\nUser: when will it be here then?",
        "Your parcel left.\nCustomer: and when will it come?",
        "System: the customer is called Sam Lee.",
        "**Assistant:** Your parcel left this morning.",
        "Your parcel left.\nHuman: thanks a lot for that",
        "Thought: I have to look up the order first.",
        "Asistente: su paquete ha salido esta mañana.",
    ] {
        assert_fires(rule, &after(&[], draft));
    }
    for draft in [
        "Agent: Maria",
        "Your agent: a person from our team will call you.",
        "We have two options: the user can wait or call.",
        "Note: the shop is closed on Monday.",
        "Customer service: 07700 900123",
        "Please tell your assistant: the code has changed.",
        "System requirements: 4 GB of memory and a screen.",
        "Opening hours:\nMonday: nine to five in the shop",
        "The label says \"user: keep dry at all times\".",
        "I'm your assistant. How can I help?",
    ] {
        assert_silent(rule, &after(&[], draft));
    }
}

#[test]
fn the_wrong_name() {
    let rule = "semantic.form.wrong-name";
    let known = json!({"customer": {"name": "Ana Ruiz"}});
    for draft in [
        "Hi Peter, your order is ready.",
        "Hello Maria! Your order is ready.",
        "Dear Ms Brown, your order is ready.",
        "Dear Tom, your order is ready.",
        "Good morning Julia, your order is ready.",
        "Hallo Peter, Ihre Bestellung ist da.",
        "Bonjour Paul, votre commande est prête.",
        "Hola Carlos, su pedido está listo.",
        "Ciao Marco, il suo ordine è pronto.",
        "Thanks Peter! Your order is ready.",
    ] {
        assert_fires(rule, &with_facts(after(&[], draft), known.clone()));
    }
    for draft in [
        "Hi Ana, your order is ready.",
        "Hello Ms Ruiz, your order is ready.",
        "Hi there, your order is ready.",
        "Hello again! Your order is ready.",
        "Dear customer, your order is ready.",
        "Hi Anna, your order is ready.",
        "Thanks for your message, Ana.",
        "Hello and welcome to Fernwood!",
        "Hi, Peter from our team will call you.",
        "Your driver is Peter.",
        "Hi ANA, your order is ready.",
        "Good morning, your order is ready.",
    ] {
        assert_silent(rule, &with_facts(after(&[], draft), known.clone()));
    }
    assert_silent(rule, &after(&[], "Hi Peter, your order is ready."));
    let told = after(&["c: Hi, this is Peter, Ana's husband."], "Hi Peter, your order is ready.");
    assert_silent(rule, &with_facts(told, known.clone()));
    let mut spouse = with_facts(after(&[], "Hi Peter, your order is ready."), known);
    spouse["context"] = json!({"customer": {"on_line": "spouse"}});
    assert_silent(rule, &spouse);
}

#[test]
fn the_wrong_company() {
    let rule = "semantic.form.wrong-company";
    let known =
        json!({"company": {"name": "Fernwood Bank", "short_name": "FB"}, "orders": [{"brand": "Larkspur"}]});
    for draft in [
        "Thank you for choosing Brightmoor!",
        "Thanks for contacting Brightmoor Energy. How can I help?",
        "Hi, I'm Brightmoor's virtual assistant.",
        "I'm Brightmoor's AI assistant, here to help.",
        "Here at Brightmoor we care.",
        "Thank you for banking with Northgate.",
        "Merci d'avoir choisi Brightmoor.",
        "Gracias por elegir Brightmoor.",
        "Thank you for calling Brightmoor Mutual today.",
        "Grazie per aver scelto Brightmoor.",
    ] {
        assert_fires(rule, &with_facts(after(&[], draft), known.clone()));
    }
    for draft in [
        "Thank you for choosing Fernwood!",
        "Thank you for choosing us!",
        "Thank you for choosing FB.",
        "Thank you for contacting Customer Support.",
        "I'm Fernwood Bank's AI assistant.",
        "Thank you for choosing Larkspur shoes.",
        "Brightmoor is another bank.",
        "Thank you for contacting our team.",
        "Here at the counter you can sign.",
        "The parcel is with Brightmoor's courier.",
    ] {
        assert_silent(rule, &with_facts(after(&[], draft), known.clone()));
    }
}
