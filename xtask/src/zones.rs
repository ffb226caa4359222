//! The table of time zones (`core/src/local_time/zones.txt`), from the compiled time zone database of the system; and the
//! same with names for people and tests (`names.txt`). The table has marks of four letters instead of names, which is half
//! as much in the module for browsers.
//!
//! Of each zone only the last line of its file is read, the rule that holds from its last change on: offsets of
//! years before 2020 are nobody's question here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What is no zone of its own, though it lies among them.
const NO_ZONES: [&str; 5] = ["posix", "right", "localtime", "posixrules", "Factory"];

/// The names of zones, by their rule.
type Rules = BTreeMap<String, BTreeSet<String>>;

/// Writes the table from a folder such as `/usr/share/zoneinfo`.
pub(crate) fn write(root: &Path, from: &Path) -> Result<(), String> {
    let data = from.join("tzdata.zi");
    let head = fs::read_to_string(&data).map_err(|error| format!("{}: {error}", data.display()))?;
    let version = head.lines().next().and_then(|line| line.strip_prefix("# version "));
    let version = version.ok_or("tzdata.zi does not begin with its version")?;
    let mut rules = Rules::new();
    visit(from, "", &mut rules)?;
    let mut table = format!("{version}\n");
    let mut readable = table.clone();
    let mut all = BTreeSet::new();
    for (rule, names) in rules {
        let marks: BTreeSet<String> = names.iter().map(|name| mark(name)).collect();
        if marks.len() < names.len() || marks.iter().any(|mark| !all.insert(mark.clone())) {
            return Err(format!("two zones share a mark, one of them with the rule {rule}"));
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
        table.push_str(&format!("{rule} {}\n", marks.concat()));
        readable.push_str(&format!("{rule} {}\n", names.join(" ")));
    }
    for (name, text) in [("zones.txt", table), ("names.txt", readable)] {
        let path = root.join("core/src/local_time").join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// The mark of a name: 24 bits of its FNV-1a hash in four letters, as `local_time` reads it.
fn mark(name: &str) -> String {
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    [26, 20, 14, 8].into_iter().map(|shift| char::from(b'0' + (hash >> shift & 63) as u8)).collect()
}

fn visit(folder: &Path, within: &str, rules: &mut Rules) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if within.is_empty() && NO_ZONES.contains(&name.as_str()) {
            continue;
        }
        let zone = if within.is_empty() { name } else { format!("{within}/{name}") };
        if entry.path().is_dir() {
            visit(&entry.path(), &zone, rules)?;
            continue;
        }
        let bytes = fs::read(entry.path()).map_err(|error| format!("{zone}: {error}"))?;
        if !bytes.starts_with(b"TZif") {
            continue;
        }
        let last = bytes.strip_suffix(b"\n").and_then(|bytes| bytes.rsplit(|byte| *byte == b'\n').next());
        let footer = last.and_then(|line| std::str::from_utf8(line).ok()).unwrap_or_default();
        let rule = rule(footer).ok_or_else(|| format!("{zone}: cannot read {footer:?}"))?;
        rules.entry(rule).or_default().insert(zone);
    }
    Ok(())
}

/// `EST5EDT,M3.2.0,M11.1.0` as `-300,60,3,2,0,120,11,1,0,60`: minutes ahead of UTC in winter, minutes that clocks are
/// put forward, and when they are put forward and back: month, week, weekday, minutes after midnight in winter's time.
fn rule(footer: &str) -> Option<String> {
    let mut parts = footer.split(',');
    let names = parts.next()?;
    let (standard, rest) = offset(name(names)?)?;
    let Some(rest) = name(rest) else {
        return Some(standard.to_string());
    };
    let (summer, _) = if rest.is_empty() { (standard + 60, "") } else { offset(rest)? };
    let (forward, back) = (change(parts.next()?)?, change(parts.next()?)?);
    // Ireland's law calls summer time the standard, and puts clocks back for the winter.
    let (winter, save) = (standard.min(summer), (standard - summer).abs());
    let (forward, back) = if summer < standard { (back, forward) } else { (forward, back) };
    let on = |(day, minutes): (String, i64), clock: i64| format!("{day},{}", minutes - (clock - winter));
    Some(format!("{winter},{save},{},{}", on(forward, winter), on(back, winter + save)))
}

/// What follows the name of a clock, `EST` or `<+0330>`; `None` where there is none.
fn name(text: &str) -> Option<&str> {
    match text.strip_prefix('<') {
        Some(rest) => rest.split_once('>').map(|(_, rest)| rest),
        None => {
            let rest = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
            (rest.len() < text.len()).then_some(rest)
        }
    }
}

/// Minutes ahead of UTC, and what follows. The database counts them the other way round.
fn offset(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !matches!(c, '-' | '+' | ':' | '0'..='9')).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    Some((-minutes(clock)?, rest))
}

/// `M3.2.0/2` as `3,2,0` and minutes; two o'clock where no time is said.
fn change(text: &str) -> Option<(String, i64)> {
    let (day, time) = text.strip_prefix('M')?.split_once('/').unwrap_or((text.strip_prefix('M')?, "2"));
    Some((day.replace('.', ","), minutes(time)?))
}

/// `-3:30` in minutes.
fn minutes(clock: &str) -> Option<i64> {
    let (sign, clock) = clock.strip_prefix('-').map_or((1, clock), |clock| (-1, clock));
    let (hours, minutes) = clock.split_once(':').unwrap_or((clock, "0"));
    Some(sign * (hours.trim_start_matches('+').parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::rule;

    #[test]
    fn footers_of_the_database() {
        for (footer, wanted) in [
            ("JST-9", "540"),
            ("<+0545>-5:45", "345"),
            ("EST5EDT,M3.2.0,M11.1.0", "-300,60,3,2,0,120,11,1,0,60"),
            ("CET-1CEST,M3.5.0,M10.5.0/3", "60,60,3,5,0,120,10,5,0,120"),
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "0,60,3,5,0,60,10,5,0,60"),
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "630,30,10,1,0,120,4,1,0,90"),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "-120,60,3,5,0,-60,10,5,0,-60"),
            ("<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", "0,120,3,5,0,60,10,5,0,60"),
        ] {
            assert_eq!(rule(footer).as_deref(), Some(wanted), "{footer}");
        }
        assert_eq!(rule(""), None);
    }
}
