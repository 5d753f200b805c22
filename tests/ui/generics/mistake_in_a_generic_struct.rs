use algomo_core::AlgomoVisitor;

#[derive(AlgomoVisitor)]
struct User<'a, T: Clone, const N: usize>
where
    T: 'a,
{
    id: u64,
    extra: &'a [T; N],
}

fn main() {}
