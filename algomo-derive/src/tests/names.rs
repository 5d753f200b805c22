//! How near two names are.

use crate::names;

/// The nearest of these options.
fn nearest(name: &str) -> Option<&'static str> {
    let options = ["id", "name", "email", "contract", "transparent"];
    names::nearest(name, options.map(|option| (option, option)))
}

#[test]
fn one_mistake_in_a_short_name_and_two_in_a_longer_one() {
    for (written, meant) in [
        ("idd", "id"),
        ("nam", "name"),
        ("nmae", "name"),
        ("names", "name"),
        ("nxmex", "name"),
        ("emial", "email"),
        ("e_mails", "email"),
        ("contarct", "contract"),
        ("cnotarct", "contract"),
        ("transpraent", "transparent"),
        ("transparetn", "transparent"),
    ] {
        assert_eq!(nearest(written), Some(meant), "{written}");
    }
    for other in ["x", "ixx", "nxxe", "mnae", "emxxxl", "contxxxt", "tracnarcnt", ""] {
        assert_eq!(nearest(other), None, "{other}");
    }
}

#[test]
fn swapped_letters_are_one_mistake_wherever_they_are() {
    for (name, distance_of_one) in
        [("ab", "ba"), ("abcd", "bacd"), ("abcd", "abdc"), ("abcdefgh", "abcdefhg")]
    {
        let found = names::nearest(name, [("xxxxxxxx", 0), (distance_of_one, 1)]);
        assert_eq!(found, Some(1), "{name}");
    }
    assert_eq!(names::nearest("ab", [("ax", 0), ("ba", 1)]), Some(0), "both have one mistake");
    // A letter that is swapped and then swapped again counts twice.
    assert_eq!(names::nearest("abc", [("bca", ())]), None);
}

#[test]
fn names_of_people_have_two_parts() {
    for name in ["first_name", "firstName", "given", "forename"] {
        assert!(names::is_given_name(name) && !names::is_family_name(name), "{name}");
    }
    for name in ["last_name", "LastName", "family", "surname"] {
        assert!(names::is_family_name(name) && !names::is_given_name(name), "{name}");
    }
    for name in ["name", "email", "first_login", "last_login"] {
        assert!(!names::is_given_name(name) && !names::is_family_name(name), "{name}");
    }
}
