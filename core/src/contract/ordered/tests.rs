//! JSON in order, against sorting a tree of values.

use std::collections::BTreeMap;

use super::*;
use proptest::prelude::*;
use serde_json::Value;

#[derive(Serialize)]
enum Choice {
    Unit,
    New(f64),
    Pair(u8, i64),
    Named { z: bool, a: Option<char> },
}

#[derive(Serialize)]
struct All {
    zeta: Vec<Choice>,
    alpha: BTreeMap<u16, f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    none: Option<u8>,
    beta: (i8, &'static str),
    unit: (),
}

#[test]
fn everything_is_written_in_order() {
    let zeta = vec![
        Choice::Unit,
        Choice::New(0.1),
        Choice::Pair(7, -1),
        Choice::Named { z: true, a: Some('\u{1f}') },
    ];
    let alpha = BTreeMap::from([(10, 1.5), (9, f32::NAN)]);
    let all = All { zeta, alpha, none: None, beta: (-3, "\"\\/\u{8}\u{c}\n\r\t\u{7f}"), unit: () };
    let written = ordered_json(&all).unwrap();
    let wanted = concat!(
        r#"{"alpha":{"10":1.5,"9":null},"beta":[-3,"\"\\/\b\f\n\r\t"#,
        "\u{7f}",
        r#""],"unit":null,"zeta":["Unit",{"New":0.1},{"Pair":[7,-1]},{"Named":{"a":"\u001f","z":true}}]}"#
    );
    assert_eq!(written, wanted);
    assert_eq!(ordered_json(&BTreeMap::from([((), 1)])), None, "no key");
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[a\"\\\\\n\u{1}\u{e9}]{0,24}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-c\"\\\\\n ]{0,3}", inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_what_the_usual_writer_writes(value in json()) {
        // Its maps are in order already.
        prop_assert_eq!(ordered_json(&value).unwrap(), serde_json::to_string(&value).unwrap());
    }

    #[test]
    fn the_order_of_members_does_not_matter(
        members in prop::collection::btree_map("[a-c\"\\\\\n ]{0,3}", any::<u8>(), 0..8),
        seed in any::<u64>(),
    ) {
        let ordered = serde_json::to_string(&members).unwrap();
        let mut shuffled: Vec<_> = members.into_iter().collect();
        shuffled.sort_by_key(|(key, _)| key.len() as u64 ^ seed.rotate_left(u32::from(key.bytes().next().unwrap_or(0))));
        struct Shuffled(Vec<(String, u8)>);
        impl Serialize for Shuffled {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
            }
        }
        prop_assert_eq!(ordered_json(&Shuffled(shuffled)).unwrap(), ordered);
    }
}
