//! Dates in headers.

/// The seconds from 1970 to a date in HTTP's preferred form, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section
/// 5.6.7).
pub(super) fn seconds(date: &[u8]) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let date = core::str::from_utf8(date).ok()?;
    let (_, date) = date.trim_ascii().split_once(", ")?;
    let mut parts = date.split(' ');
    let day: u64 = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    let year: u64 = parts.next()?.parse().ok().filter(|year| (1970..=9999).contains(year))?;
    let mut time = parts.next()?.split(':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    let is_time = hour < 24 && minute < 60 && second <= 60;
    if !is_time || parts.next() != Some("GMT") {
        return None;
    }
    Some(((days(year, month) + day - 1) * 24 + hour) * 3600 + minute * 60 + second)
}

/// The days from 1970 to the first of a month, which counts from 0.
fn days(year: u64, month: usize) -> u64 {
    const BEFORE: [u64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    // The leap years before this one, and this one itself once its February is over.
    let last = if month > 1 { year } else { year - 1 };
    let leap_years = |year: u64| year / 4 - year / 100 + year / 400;
    let leap_days = leap_years(last) - leap_years(1969);
    (year - 1970) * 365 + leap_days + BEFORE.get(month).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (date, expected) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
            ("Thu, 15 Jan 2026 12:00:00 GMT", 1_768_478_400),
            ("Sun, 15 Feb 2026 12:00:00 GMT", 1_771_156_800),
            ("Sun, 15 Mar 2026 12:00:00 GMT", 1_773_576_000),
            ("Wed, 15 Apr 2026 12:00:00 GMT", 1_776_254_400),
            ("Fri, 15 May 2026 12:00:00 GMT", 1_778_846_400),
            ("Mon, 15 Jun 2026 12:00:00 GMT", 1_781_524_800),
            ("Wed, 15 Jul 2026 12:00:00 GMT", 1_784_116_800),
            ("Sat, 15 Aug 2026 12:00:00 GMT", 1_786_795_200),
            ("Tue, 15 Sep 2026 12:00:00 GMT", 1_789_473_600),
            ("Thu, 15 Oct 2026 12:00:00 GMT", 1_792_065_600),
            ("Sun, 15 Nov 2026 12:00:00 GMT", 1_794_744_000),
            ("Tue, 15 Dec 2026 12:00:00 GMT", 1_797_336_000),
            ("Mon, 31 Dec 2029 23:59:60 GMT", 1_893_456_000),
            ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
            (" Fri, 31 Dec 9999 23:59:59 GMT ", 253_402_300_799),
        ] {
            assert_eq!(seconds(date.as_bytes()), Some(expected), "{date}");
        }
        for date in [
            "",
            "0",
            "-1",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:00 GMT",
            "Sun, 06 Nov 1994 08:49:61 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1969 08:49:37 GMT",
            "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
            "06 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(seconds(date.as_bytes()), None, "{date}");
        }
        assert_eq!(seconds(b"\xff, 06 Nov 1994 08:49:37 GMT"), None);
    }
}
