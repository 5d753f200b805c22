//! Every word of JavaScript that the checks of a page know, with a script for each. The words are written out here a second time,
//! so that one that gets lost is missed.

use algomo_core::testing::Fault;
use algomo_testing_tests::faults_of_script;

#[test]
fn window_has_three_names() {
    for name in ["window", "self", "globalThis"] {
        let script = format!(r#"{name}.algomoSettings = {{"visitorToken":"{{{{token}}}}"}};"#);
        assert_eq!(faults_of_script(&script), [], "{name}");
        let argument = format!(
            r#"(function (w) {{ w.algomoSettings = {{"visitorToken":"{{{{token}}}}"}}; }})({name});"#
        );
        assert_eq!(faults_of_script(&argument), [], "{name}");
    }
}

#[test]
fn the_block_of_a_statement_is_no_function() {
    for statement in [
        "if (ready)",
        "for (const one of list)",
        "while (ready)",
        "switch (ready)",
        "with (app)",
        "try { start(); } catch (error)",
        "for await (const one of list)",
    ] {
        let script = format!("start(); {statement} {{ SETTINGS; }}");
        assert_eq!(faults_of_script(&script), [], "{script}");
    }
    let script = "app = { start() { SETTINGS; } }";
    assert_eq!(faults_of_script(script), [Fault::SettingsUnreadable], "{script}");
}

/// A parenthesis after one of these words holds an operand, and not the arguments of a call.
#[test]
fn a_function_after_a_keyword_is_called_by_the_parentheses_behind_it() {
    for before in [
        "return",
        "typeof",
        "void",
        "await",
        "new",
        "delete",
        "a in",
        "for (const a of",
        "a instanceof",
        "yield",
        "if (ready) start(); else",
        "do",
        "switch (a) { case",
        "throw",
    ] {
        let script = format!("{before} (function () {{ SETTINGS; }})()");
        assert_eq!(faults_of_script(&script), [], "{script}");
    }
    let script = "start (function () { SETTINGS; })()";
    assert_eq!(faults_of_script(script), [Fault::SettingsUnreadable], "{script}");
}

/// An expression goes on with one of these words, and so does the function without braces that it is.
#[test]
fn an_operator_does_not_end_a_function() {
    for operator in ["in", "of", "instanceof"] {
        let script = format!("onload = event => event {operator} (SETTINGS);");
        assert_eq!(faults_of_script(&script), [Fault::SettingsUnreadable], "{script}");
    }
    let script = "onload = event => start\nwindow.started = true, SETTINGS;";
    assert_eq!(faults_of_script(script), [], "{script}");
}

/// The quotation mark in it would begin a string otherwise.
#[test]
fn a_slash_after_a_keyword_begins_a_regular_expression() {
    for before in ["return", "typeof", "case", "a in", "a of", "void", "delete"] {
        let script = format!("{before} /[\"]/; SETTINGS;");
        assert_eq!(faults_of_script(&script), [], "{script}");
    }
    let script = "a / 2; SETTINGS; b = \"/\";";
    assert_eq!(faults_of_script(script), [], "{script}");
}

#[test]
fn settings_under_a_condition_are_unreadable() {
    for signs in ["??=", "||=", "&&="] {
        let script =
            format!(r#"window.algomoSettings {signs} {{"visitorToken":"{{{{token}}}}"}};"#);
        assert_eq!(faults_of_script(&script), [Fault::SettingsUnreadable], "{script}");
    }
}

#[test]
fn nothing_has_two_words() {
    for word in ["undefined", "null"] {
        assert_eq!(faults_of_script(&format!("window.algomoSettings = {word};")), [], "{word}");
        let script = format!("window.algomoSettings = {{visitorToken: {word}}};");
        assert_eq!(faults_of_script(&script), [Fault::TokenEmpty], "{word}");
    }
}
