use algomo_core::{IdClaim, IdValue, OptionalIdClaim};

struct Maybe(Option<i64>);

impl OptionalIdClaim for Maybe {
    fn optional_id_claim(&self) -> Option<IdValue<'_>> {
        self.0.as_ref().map(IdClaim::id_claim)
    }

    fn into_optional_id_claim<'a>(self) -> Option<IdValue<'a>> {
        self.0.map(IdClaim::into_id_claim)
    }
}

fn main() {}
