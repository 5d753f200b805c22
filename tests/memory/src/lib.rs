//! An allocator that looks at each block of memory before it is freed, and counts those with a piece of the secret, or of what
//! HMAC makes of it, still in them. It can also count those among the blocks in use.

mod live;

use std::alloc::{GlobalAlloc, Layout, System};
use std::slice;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use sha2::block_api::compress256;

/// What is looked for: eight bytes each, at any place of a block.
static NEEDLES: [AtomicU64; 12] = [const { AtomicU64::new(0) }; 12];
static IS_LOOKING: AtomicBool = AtomicBool::new(false);
static FOUND: AtomicUsize = AtomicUsize::new(0);
static FREED: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, which searches each block that is freed.
#[derive(Debug)]
pub struct Watching;

// SAFETY: all memory comes from the system's allocator and goes back to it with the layout that it was asked for.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract. Zeroed, so that every byte of a block can be read at any time.
        let block = unsafe { System.alloc_zeroed(layout) };
        if !block.is_null() {
            live::add(block, layout.size());
        }
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block has the layout's size, and all of it is initialized since `alloc`.
        look(unsafe { slice::from_raw_parts(block, layout.size()) });
        live::remove(block);
        // SAFETY: the block came from `alloc` with this layout.
        unsafe { System.dealloc(block, layout) }
    }

    // `realloc` is that of the trait: a new block, a copy, and the old block freed. So each copy that it leaves is seen.
}

fn look(block: &[u8]) {
    if !IS_LOOKING.load(Ordering::Relaxed) {
        return;
    }
    FREED.fetch_add(1, Ordering::Relaxed);
    if has_any(block, &NEEDLES) {
        FOUND.fetch_add(1, Ordering::Relaxed);
    }
}

fn has_any(block: &[u8], needles: &[AtomicU64]) -> bool {
    block.windows(8).any(|window| {
        let window = u64::from_ne_bytes(window.try_into().unwrap_or_default());
        window != 0 && needles.iter().any(|needle| needle.load(Ordering::Relaxed) == window)
    })
}

fn look_for(secret: &[u8]) {
    for (needle, bytes) in NEEDLES.iter().zip(needles(secret)) {
        needle.store(u64::from_ne_bytes(bytes), Ordering::Relaxed);
    }
}

/// How many blocks had a piece of `secret` in them when `run` freed them. The secret has 32 to 64 bytes.
///
/// One call at a time: it counts for the whole process.
///
/// # Panics
///
/// If `run` frees nothing, because then nothing was looked at.
pub fn leaks_of(secret: &[u8], run: impl FnOnce()) -> usize {
    look_for(secret);
    FOUND.store(0, Ordering::Relaxed);
    FREED.store(0, Ordering::Relaxed);
    IS_LOOKING.store(true, Ordering::SeqCst);
    run();
    IS_LOOKING.store(false, Ordering::SeqCst);
    assert!(FREED.load(Ordering::Relaxed) > 0, "nothing was freed, so nothing was looked at");
    FOUND.load(Ordering::Relaxed)
}

/// How many blocks in use have something of a secret in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Live {
    /// Those with a piece of the secret itself, or of HMAC's padded keys, from which anyone can compute it.
    pub secret: usize,
    /// Those with a piece of the two keyed states, which a mint needs.
    pub states: usize,
}

impl Live {
    /// Counts the blocks that are in use now, anywhere in the process. The secret has 32 to 64 bytes.
    ///
    /// The caller's own copy counts, too, unless it is a constant or on the stack. What is looked for is in a static, which no
    /// allocator knows of. No other thread may write to its memory meanwhile.
    pub fn of(secret: &[u8]) -> Self {
        look_for(secret);
        let (keys, states) = NEEDLES.split_at(STATES);
        Self {
            secret: live::count(|block| has_any(block, keys)),
            states: live::count(|block| has_any(block, states)),
        }
    }
}

/// Where the states begin among the needles.
const STATES: usize = 8;

/// Pieces of the secret, of the two padded keys of HMAC, and of the two hash states with which every MAC begins (RFC 2104,
/// section 2). Whoever has the states can sign like the owner of the secret.
fn needles(secret: &[u8]) -> [[u8; 8]; 12] {
    let piece = |bytes: &[u8], place: usize| -> [u8; 8] {
        bytes[place..place + 8].try_into().expect("eight bytes")
    };
    let padded = |pad: u8| {
        let mut block = [pad; 64];
        block.iter_mut().zip(secret).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let state = |pad: u8| -> Vec<u8> {
        let mut state = INITIAL;
        compress256(&mut state, &[padded(pad)]);
        state.iter().flat_map(|word| word.to_ne_bytes()).collect()
    };
    let (inner, outer) = (state(0x36), state(0x5c));
    [
        piece(secret, 0),
        piece(secret, 8),
        piece(secret, 16),
        piece(secret, 24),
        piece(&padded(0x36), 0),
        piece(&padded(0x36), 16),
        piece(&padded(0x5c), 0),
        piece(&padded(0x5c), 16),
        piece(&inner, 0),
        piece(&inner, 16),
        piece(&outer, 0),
        piece(&outer, 16),
    ]
}

/// The state with which SHA-256 begins (FIPS 180-4, section 5.3.3).
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];
