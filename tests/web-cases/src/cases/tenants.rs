//! Several mints in one app: the host says which.

use super::{NO_STORE, VARY, case};
use crate::Step::{CspHash, Header, Mark, Settings, Token};
use crate::Who::{Guest, Member};
use crate::{A, B, Case, DISABLED, NEITHER, Part};

pub(super) fn tenants() -> Vec<Case> {
    let mut cases = Vec::new();
    for host in [A, B, A, B] {
        for id in [1, 2] {
            cases.push(
                case("a tenant's member", [Settings(Member(id)), Token(Member(id))])
                    .of_tenant(host)
                    .answers(
                        200,
                        [NO_STORE],
                        [Part::Settings(host, Member(id), None), Part::Token(host, Member(id))],
                    ),
            );
        }
        let page = [Part::Settings(host, Guest, None)];
        cases.push(case("a tenant's guest", [Settings(Guest)]).of_tenant(host).answers(
            200,
            [VARY],
            page,
        ));
    }
    let steps = [Settings(Member(1)), Token(Member(1)), CspHash, Settings(Guest)];
    cases.push(case("a tenant without Algomo", steps).of_tenant(NEITHER).answers(200, [VARY], []));
    cases.push(
        case("a tenant without Algomo, two layers", steps).of_tenant(NEITHER).layers(2).answers(
            200,
            [VARY],
            [],
        ),
    );
    cases.extend(never_minting());
    cases
}

/// No token can come out, so a member's page stays cacheable, even where the handler marks it by hand.
fn never_minting() -> Vec<Case> {
    let public = [("cache-control", "public, max-age=60"), ("cdn-cache-control", "max-age=600")];
    let mut cases = Vec::new();
    for layers in [1, 2] {
        for id in [1, 2] {
            let who = Member(id);
            let public_headers = public.map(|(name, value)| Header(name, value));
            for steps in
                [vec![Settings(who)], vec![Token(who), Settings(who)], vec![Mark, Settings(who)]]
            {
                let page = |host| {
                    let steps = [&public_headers[..], &steps].concat();
                    case("a member's page of a mint that may not mint", steps)
                        .of_tenant(host)
                        .layers(layers)
                };
                cases.extend([
                    page(NEITHER).answers(200, [public[0], public[1], VARY], []),
                    page(DISABLED).answers(
                        200,
                        [public[0], public[1], VARY],
                        [Part::Settings(DISABLED, who, None)],
                    ),
                ]);
            }
            let steps = [&public_headers[..], &[Mark, Settings(who)]].concat();
            cases.push(case("the same with a secret", steps).of_tenant(A).layers(layers).answers(
                200,
                [NO_STORE],
                [Part::Settings(A, who, None)],
            ));
        }
    }
    cases
}
