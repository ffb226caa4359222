//! Vehicles and devices: VIN, IMEI, SIM.

use super::checksum::{at, base36, luhn, repeated};
use super::{Check, Class, Entity, Form, Mask};

/// Vehicle identification number (ISO 3779).
pub static VIN: Entity = Entity {
    name: "vin",
    label: "vehicle identification number",
    class: Class::Vehicle,
    context: &["vin", "chassis", "fahrgestell*", "vehicle identification", "fin"],
    mask: Mask::Last(6),
    forms: &[Form::pattern("XXXXXXXXXXXXXXXXX", &[], |c| {
        const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        let letters = c.id.iter().filter(|byte| byte.is_ascii_uppercase()).count();
        if c.groups.len() > 1 || !(2..=14).contains(&letters) || c.id.iter().any(|byte| b"IOQ".contains(byte))
        {
            return Check::No;
        }
        let mut sum = 0;
        for (&byte, weight) in c.id.iter().zip(WEIGHTS) {
            let Some(value) = base36(byte) else { return Check::No };
            sum += weight
                * match value {
                    0..=9 => value,
                    10..=17 => value - 9,
                    18..=27 => value - 18,
                    // S to Z count 2 to 9.
                    _ => value - 26,
                };
        }
        let expected = if sum % 11 == 10 { b'X' } else { b'0' + (sum % 11) as u8 };
        // The check digit is law in North America only: elsewhere the shape needs a telling word.
        if at(c.id, 8) == expected { Check::Sure(40) } else { Check::Weak(5) }
    })],
    ..Entity::BASE
};

/// Serial number of a mobile device.
pub static IMEI: Entity = Entity {
    name: "imei",
    label: "device number (IMEI)",
    class: Class::Device,
    context: &["imei", "handset", "device id"],
    forms: &[Form::digits(15, 15, &[&[2, 6, 6, 1], &[8, 6, 1], &[6, 2, 6, 1]], |c| {
        Check::digit(luhn(c.id) && !repeated(c.id))
    })],
    ..Entity::BASE
};

/// Number of a SIM card.
pub static ICCID: Entity = Entity {
    name: "iccid",
    label: "SIM card number",
    class: Class::Device,
    context: &["iccid", "sim", "sim card", "esim"],
    forms: &[Form::digits(19, 20, &[], |c| Check::digit(c.id.starts_with(b"89") && luhn(c.id)))],
    ..Entity::BASE
};

/// Subscriber number in a mobile network.
pub static IMSI: Entity = Entity {
    name: "imsi",
    label: "mobile subscriber number (IMSI)",
    class: Class::Device,
    context: &["imsi"],
    forms: &[Form::digits(15, 15, &[&[3, 2, 10], &[3, 3, 9]], |c| {
        Check::range(matches!(at(c.id, 0), b'2'..=b'7'))
    })],
    ..Entity::BASE
};
