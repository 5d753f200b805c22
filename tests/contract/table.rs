//! What each contract is, as the documents have it. That the derive's table is the same is tested with the derive.

use algomo_core::Contract;

#[test]
fn each_contract_says_what_it_is() {
    let table = Contract::ALL.iter().map(|contract| {
        (contract.name(), contract.settings_key(), contract.claims().collect::<Vec<_>>())
    });
    assert_eq!(
        table.collect::<Vec<_>>(),
        [
            (
                "visitor-token",
                "visitorToken",
                vec!["id", "name", "email", "companyId", "companyName", "companyNamy"],
            ),
            (
                "auth-token",
                "authToken",
                vec!["id", "name", "email", "avatar", "companyId", "companyName", "customData"],
            ),
        ],
    );
    for &contract in Contract::ALL {
        assert_eq!(contract.to_string(), contract.name());
    }
    assert_eq!(Contract::default(), Contract::VisitorToken);
}
