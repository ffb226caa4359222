//! Writes JSON with the members of each object in order, in one go: what was written out of order is put in order when
//! its object ends.

use std::fmt;

use serde::Serialize;
use serde::ser::{self, Serializer};

use super::quoted::push_json_string;
use crate::order::Order as _;

/// `value` as compact JSON, the keys of each object in the order of their code points; `None` for what JSON can't hold.
pub(super) fn ordered_json(value: &impl Serialize) -> Option<String> {
    let room = || String::with_capacity(USUAL);
    let mut writer = Writer { out: room(), sorted: room(), ..Writer::default() };
    value.serialize(&mut writer).ok()?;
    Some(writer.out)
}

/// Bytes of most requests.
const USUAL: usize = 16 << 10;

/// Something that JSON can't hold.
#[derive(Debug)]
pub(super) struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not to be written as JSON")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Unwritable {
        Unwritable
    }
}

/// A member of an object that is being written.
#[derive(Clone, Copy)]
struct Member {
    /// Where it starts.
    start: usize,
    /// Where its key ends, quote included.
    key_end: usize,
    /// Where it ends.
    end: usize,
    /// Whether its key holds escapes.
    escaped: bool,
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The members so far of all objects that are open, outermost first.
    members: Vec<Member>,
    /// Where members are put in order.
    sorted: String,
    /// How many characters had to be escaped.
    escapes: usize,
}

impl Writer {
    fn string(&mut self, text: &str) {
        self.escapes += push_json_string(&mut self.out, text);
    }

    /// Writes what is seldom met as the usual writer of JSON does.
    fn usual(&mut self, value: &impl Serialize) -> Result<(), Unwritable> {
        self.out.push_str(&serde_json::to_string(value).map_err(|_| Unwritable)?);
        Ok(())
    }

    fn whole(&mut self, negative: bool, mut value: u64) {
        let mut digits = [0_u8; 20];
        let mut first = digits.len();
        for (place, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0' + u8::try_from(value % 10).unwrap_or(0);
            value /= 10;
            first = place;
            if value == 0 {
                break;
            }
        }
        if negative {
            self.out.push('-');
        }
        self.out.extend(digits.iter().skip(first).map(|digit| char::from(*digit)));
    }

    /// Writes the key of a map: a text, or a number between quotes.
    fn map_key(&mut self, key: &(impl Serialize + ?Sized)) -> Result<(), Unwritable> {
        let start = self.out.len();
        key.serialize(&mut *self)?;
        match self.out.as_bytes().get(start) {
            Some(b'"') => Ok(()),
            Some(b'-' | b'0'..=b'9' | b't' | b'f') => {
                self.out.insert(start, '"');
                self.out.push('"');
                Ok(())
            }
            _ => Err(Unwritable),
        }
    }

    fn object(&mut self) -> Compound<'_> {
        self.out.push('{');
        let first = self.members.len();
        Compound { start: self.out.len(), first, writer: self, variant: false }
    }

    fn list(&mut self) -> Compound<'_> {
        self.out.push('[');
        let first = self.members.len();
        Compound { start: self.out.len(), first, writer: self, variant: false }
    }

    /// Opens the object around the content of a variant.
    fn variant(&mut self, name: &str) {
        self.out.push('{');
        self.string(name);
        self.out.push(':');
    }

    /// Which of two members comes first, by what their keys say.
    fn compare(&self, one: &Member, other: &Member) -> std::cmp::Ordering {
        if one.escaped || other.escaped {
            let key = |member: &Member| self.out.get(member.start..member.key_end).and_then(unquoted);
            return key(one).cmp(&key(other));
        }
        let said = |member: &Member| self.out.as_bytes().get(member.start + 1..member.key_end - 1);
        said(one).cmp(&said(other))
    }
}

/// What a quoted key says.
fn unquoted(key: &str) -> Option<String> {
    serde_json::from_str(key).ok()
}

/// A list or object that is being written.
struct Compound<'w> {
    writer: &'w mut Writer,
    /// Where its content starts.
    start: usize,
    /// Its first among the members.
    first: usize,
    /// Whether an object around it has to be closed too.
    variant: bool,
}

impl Compound<'_> {
    fn separate(&mut self) {
        if self.writer.out.len() > self.start {
            self.writer.out.push(',');
        }
    }

    fn open_member(
        &mut self,
        key: impl FnOnce(&mut Writer) -> Result<(), Unwritable>,
    ) -> Result<(), Unwritable> {
        self.separate();
        let (start, escapes) = (self.writer.out.len(), self.writer.escapes);
        key(self.writer)?;
        let (key_end, escaped) = (self.writer.out.len(), self.writer.escapes > escapes);
        self.writer.out.push(':');
        self.writer.members.push(Member { start, key_end, end: key_end, escaped });
        Ok(())
    }

    fn close_member(&mut self) {
        let end = self.writer.out.len();
        if let Some(member) = self.writer.members.last_mut() {
            member.end = end;
        }
    }

    fn end_list(self) -> Result<(), Unwritable> {
        self.writer.out.push_str(if self.variant { "]}" } else { "]" });
        Ok(())
    }

    fn end_object(self) -> Result<(), Unwritable> {
        let writer = self.writer;
        let mut members = std::mem::take(&mut writer.members);
        let own = members.get_mut(self.first..).unwrap_or_default();
        let in_order = |pair: &[Member]| match pair {
            [one, other] => writer.compare(one, other).is_le(),
            _ => true,
        };
        if !own.windows(2).all(in_order) {
            own.order_by(|one, other| writer.compare(one, other));
            writer.sorted.clear();
            for (n, member) in own.iter().enumerate() {
                if n > 0 {
                    writer.sorted.push(',');
                }
                writer.sorted.push_str(writer.out.get(member.start..member.end).unwrap_or_default());
            }
            writer.out.truncate(self.start);
            writer.out.push_str(&writer.sorted);
        }
        members.truncate(self.first);
        writer.members = members;
        writer.out.push_str(if self.variant { "}}" } else { "}" });
        Ok(())
    }
}

impl ser::SerializeSeq for Compound<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.separate();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.end_list()
    }
}

impl ser::SerializeTuple for Compound<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.end_list()
    }
}

impl ser::SerializeTupleStruct for Compound<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.end_list()
    }
}

impl ser::SerializeTupleVariant for Compound<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.end_list()
    }
}

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.open_member(|writer| writer.map_key(key))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(&mut *self.writer)?;
        self.close_member();
        Ok(())
    }

    fn end(self) -> Result<(), Unwritable> {
        self.end_object()
    }
}

impl ser::SerializeStruct for Compound<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.open_member(|writer| {
            writer.string(key);
            Ok(())
        })?;
        value.serialize(&mut *self.writer)?;
        self.close_member();
        Ok(())
    }

    fn end(self) -> Result<(), Unwritable> {
        self.end_object()
    }
}

impl ser::SerializeStructVariant for Compound<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        ser::SerializeStruct::serialize_field(self, key, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.end_object()
    }
}

/// Writes whole numbers.
macro_rules! whole {
    ($($method:ident: $type:ty,)+) => {
        $(fn $method(self, value: $type) -> Result<(), Unwritable> {
            let negative = value.cmp(&0).is_lt();
            self.whole(negative, i128::from(value).unsigned_abs().try_into().unwrap_or(0));
            Ok(())
        })+
    };
}

/// Writes other numbers and the like as the usual writer does.
macro_rules! usual {
    ($($method:ident: $type:ty,)+) => {
        $(fn $method(self, value: $type) -> Result<(), Unwritable> {
            self.usual(&value)
        })+
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Compound<'w>;
    type SerializeTuple = Compound<'w>;
    type SerializeTupleStruct = Compound<'w>;
    type SerializeTupleVariant = Compound<'w>;
    type SerializeMap = Compound<'w>;
    type SerializeStruct = Compound<'w>;
    type SerializeStructVariant = Compound<'w>;

    whole! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
    }

    usual! {
        serialize_i128: i128, serialize_u128: u128, serialize_f32: f32, serialize_f64: f64, serialize_char: char,
    }

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Unwritable> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.variant(variant);
        value.serialize(&mut *self)?;
        self.out.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'w>, Unwritable> {
        Ok(self.list())
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'w>, Unwritable> {
        Ok(self.list())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'w>, Unwritable> {
        Ok(self.list())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'w>, Unwritable> {
        self.variant(variant);
        Ok(Compound { variant: true, ..self.list() })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'w>, Unwritable> {
        Ok(self.object())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Compound<'w>, Unwritable> {
        Ok(self.object())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'w>, Unwritable> {
        self.variant(variant);
        Ok(Compound { variant: true, ..self.object() })
    }
}

#[cfg(test)]
mod tests;
