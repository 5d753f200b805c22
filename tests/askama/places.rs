//! The places of a template where the filter can stand, and what is escaped there.

use algomo_core::VisitorAuth;
use askama::Template;

use crate::support::{ESCAPED, HOSTILE, NONCE, Session, User, auth, settings, user};

/// Fails unless the page is this, with `SETTINGS` for the settings of the user.
#[track_caller]
fn assert_page(page: &impl Template, expected: &str) {
    let expected = expected.replace("SETTINGS", &settings(&auth(), &user(), None));
    assert_eq!(page.render().expect("it renders"), expected);
}

#[test]
fn the_script_is_not_escaped_while_a_hostile_name_is() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{{ user.name }}{{ user|algomo_askama::algomo_settings(auth) }}<b title=\"{{ user.name }}\">"
    )]
    struct Page {
        user: User,
        auth: VisitorAuth,
    }

    let page = Page { user: user(), auth: auth() };
    assert_page(&page, &format!("{ESCAPED}SETTINGS<b title=\"{ESCAPED}\">"));
    let html = page.render().expect("it renders");
    assert!(!html.contains(HOSTILE));
    assert_eq!(html.matches("<script").count(), 1);
}

#[test]
fn in_a_loop_each_user_has_settings() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{% for user in users %}{{ loop.index }}{{ user|algomo_askama::algomo_settings(auth) }}{% endfor %}"
    )]
    struct Page<'a> {
        users: &'a [User],
        auth: &'a VisitorAuth,
    }

    assert_page(&Page { users: &[user(), user()], auth: &auth() }, "1SETTINGS2SETTINGS");
}

#[test]
fn in_conditions_and_matches_the_bound_user_will_do() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{% if let Some(someone) = user %}{{ someone|algomo_askama::algomo_settings(auth) }}{% endif -%}
            {% if user.is_some() %}{{ user|algomo_askama::algomo_settings(auth) }}{% else %}nobody{% endif -%}
            {% match session %}
            {%- when Session::Member(member) %}{{ member|algomo_askama::algomo_settings(auth) -}}
            {% when Session::Guest %}guest{% endmatch %}"
    )]
    struct Page<'a> {
        user: Option<User>,
        session: Session,
        auth: &'a VisitorAuth,
    }

    let auth = auth();
    let page = Page { user: Some(user()), session: Session::Member(user()), auth: &auth };
    assert_page(&page, "SETTINGSSETTINGSSETTINGS");
    assert_page(&Page { user: None, session: Session::Guest, auth: &auth }, "nobodyguest");
}

#[test]
fn in_a_macro_the_arguments_will_do() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{% macro head(visitor, nonce) %}<head>{{ visitor|algomo_askama::algomo_settings(auth, nonce = nonce) }}</head>{% endmacro -%}
            {% call head(user, none) %}{% endcall -%}
            {% call head(user, \"R0VORVJBVEVEIGFuZXc=\") %}{% endcall %}"
    )]
    struct Page<'a> {
        user: User,
        none: Option<&'a str>,
        auth: &'a VisitorAuth,
    }

    let with_nonce = settings(&auth(), &user(), Some(NONCE));
    let page = Page { user: user(), none: None, auth: &auth() };
    assert_page(&page, &format!("<head>SETTINGS</head><head>{with_nonce}</head>"));
}

#[test]
fn a_layout_may_have_the_filter_in_a_block() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{% extends \"layout.html\" %}{% block body %}{{ user.name }}{% endblock %}"
    )]
    struct Inherits<'a> {
        user: User,
        auth: &'a VisitorAuth,
    }

    let page = Inherits { user: user(), auth: &auth() };
    assert_page(&page, &format!("<head>SETTINGS</head>\n<body>{ESCAPED}</body>"));
}

#[test]
fn a_page_may_replace_the_block_of_its_layout() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{% extends \"layout.html\" -%}
            {% block settings %}<title>t</title>{{ super() }}{% endblock -%}
            {% block body %}{{ user|algomo_askama::algomo_settings(auth) }}{% endblock %}"
    )]
    struct Overrides<'a> {
        user: &'a User,
        auth: &'a VisitorAuth,
    }

    let page = Overrides { user: &user(), auth: &auth() };
    assert_page(&page, "<head><title>t</title>SETTINGS</head>\n<body>SETTINGS</body>");
}

#[test]
fn one_block_can_be_rendered_alone() {
    #[derive(Template)]
    #[template(
        ext = "html",
        block = "settings",
        source = "<html>{% block settings %}{{ user|algomo_askama::algomo_settings(auth) }}{% endblock %}</html>"
    )]
    struct Fragment<'a> {
        user: User,
        auth: &'a VisitorAuth,
    }

    assert_page(&Fragment { user: user(), auth: &auth() }, "SETTINGS");
}

#[test]
fn an_included_template_may_have_the_filter() {
    #[derive(Template)]
    #[template(ext = "html", source = "<main>{% include \"included.html\" %}</main>")]
    struct Includes<'a> {
        user: User,
        auth: &'a VisitorAuth,
        nonce: Option<String>,
    }

    let page = Includes { user: user(), auth: &auth(), nonce: None };
    assert_page(&page, &format!("<main><p>{ESCAPED}</p>SETTINGS</main>"));
}

#[test]
fn a_template_within_a_template_may_have_the_filter() {
    #[derive(Template)]
    #[template(ext = "html", source = "<head>{{ head|safe }}</head>")]
    struct Outer<'a> {
        head: Head<'a>,
    }

    #[derive(Template)]
    #[template(ext = "html", source = "{{ user|algomo_askama::algomo_settings(auth) }}")]
    struct Head<'a> {
        user: User,
        auth: &'a VisitorAuth,
    }

    let page = Outer { head: Head { user: user(), auth: &auth() } };
    assert_page(&page, "<head>SETTINGS</head>");
}

#[test]
fn a_template_that_escapes_nothing_has_the_same_settings() {
    #[derive(Template)]
    #[template(
        ext = "txt",
        source = "{{ user.name }}{{ user|algomo_askama::algomo_settings(auth) }}"
    )]
    struct Text {
        user: User,
        auth: VisitorAuth,
    }

    #[derive(Template)]
    #[template(
        ext = "html",
        escape = "none",
        source = "{{ user.name }}{{ user|algomo_askama::algomo_settings(auth) }}"
    )]
    struct Unescaped {
        user: User,
        auth: VisitorAuth,
    }

    let expected = format!("{HOSTILE}SETTINGS");
    assert_page(&Text { user: user(), auth: auth() }, &expected);
    assert_page(&Unescaped { user: user(), auth: auth() }, &expected);
}

#[test]
fn a_filter_that_is_said_to_be_safe_is_the_same() {
    #[derive(Template)]
    #[template(ext = "html", source = "{{ user|algomo_askama::algomo_settings(auth)|safe }}")]
    struct Page<'a> {
        user: User,
        auth: &'a VisitorAuth,
    }

    assert_page(&Page { user: user(), auth: &auth() }, "SETTINGS");
}

/// Askama's rule: an output is safe only if the filter is the last of its expression. What comes out is of no use to the
/// widget then, but it is text and does nothing.
#[test]
fn a_filter_behind_makes_the_settings_harmless_text() {
    #[derive(Template)]
    #[template(
        ext = "html",
        source = "{{ user|algomo_askama::algomo_settings(auth)|upper }}{{ user|algomo_askama::algomo_settings(auth)|trim }}"
    )]
    struct Page<'a> {
        user: User,
        auth: &'a VisitorAuth,
    }

    let html = Page { user: user(), auth: &auth() }.render().expect("it renders");
    assert!(html.starts_with("&#60;SCRIPT&#62;WINDOW.ALGOMOSETTINGS = "), "{html}");
    assert!(html.contains("&#60;script&#62;window.algomoSettings = "), "{html}");
    assert!(!html.contains(['<', '>', '"', '\'']), "{html}");
}
