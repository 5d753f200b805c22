//! The blocks that are in use: where each begins, and how long it is.

use std::ptr;
use std::slice;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
use std::thread;

/// More blocks than the tests use at once. Only the backtrace of a test that fails takes more.
const MAX_BLOCKS: usize = 1 << 13;

struct Block {
    /// Null if there is none.
    start: AtomicPtr<u8>,
    size: AtomicUsize,
}

static BLOCKS: [Block; MAX_BLOCKS] =
    [const { Block { start: AtomicPtr::new(ptr::null_mut()), size: AtomicUsize::new(0) } };
        MAX_BLOCKS];

/// Whether there was no room for a block. An allocator must not panic, so it is said later.
static IS_FULL: AtomicBool = AtomicBool::new(false);

/// A lock that allocates nothing on any system, as it is taken inside the allocator.
static IS_LOCKED: AtomicBool = AtomicBool::new(false);

fn locked<T>(run: impl FnOnce() -> T) -> T {
    while IS_LOCKED.swap(true, Ordering::Acquire) {
        thread::yield_now();
    }
    let result = run();
    IS_LOCKED.store(false, Ordering::Release);
    result
}

/// The block that begins there, or the first gap if it is null.
fn find(start: *mut u8) -> Option<&'static Block> {
    BLOCKS.iter().find(|block| block.start.load(Ordering::Relaxed) == start)
}

/// Notes a block that was allocated.
pub(crate) fn add(start: *mut u8, size: usize) {
    locked(|| match find(ptr::null_mut()) {
        Some(block) => {
            block.start.store(start, Ordering::Relaxed);
            block.size.store(size, Ordering::Relaxed);
        }
        None => IS_FULL.store(true, Ordering::Relaxed),
    });
}

/// Forgets a block that is about to be freed.
pub(crate) fn remove(start: *mut u8) {
    locked(|| {
        if let Some(block) = find(start) {
            block.start.store(ptr::null_mut(), Ordering::Relaxed);
        }
    });
}

/// How many blocks in use are as `is_counted` says, which must not allocate.
pub(crate) fn count(is_counted: impl Fn(&[u8]) -> bool) -> usize {
    assert!(!IS_FULL.load(Ordering::Relaxed), "there are more blocks than were noted");
    let is_counted = |block: &&Block| {
        let start = block.start.load(Ordering::Relaxed);
        let size = block.size.load(Ordering::Relaxed);
        // SAFETY: the block has this size, all of it is initialized since it was allocated, and nobody frees it while the
        // lock is held. The one thread that runs a test is the one that is here, so nobody writes to it either.
        !start.is_null() && is_counted(unsafe { slice::from_raw_parts(start, size) })
    };
    locked(|| BLOCKS.iter().filter(is_counted).count())
}
