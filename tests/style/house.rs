//! Policies of style without the layers that judge what is said.

/// A policy of a house as it stands, but built on `brand-base` alone.
pub fn style_only(policy: &str) -> String {
    let mut text = String::new();
    for line in policy.lines() {
        match line {
            line if line.starts_with("extends:") => text.push_str("extends: [brand-base]"),
            "settings:" => text.push_str("settings:\n  required_layers: [brand]"),
            line => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// A policy that holds one shipped pack and nothing else.
pub fn alone(pack: &str) -> String {
    format!(
        "policy: alone\nversion: 1.0.0\ntitle: One pack\nowner: Brand team\nextends: [{pack}]\n\
         settings: {{ required_layers: [brand] }}\n"
    )
}
