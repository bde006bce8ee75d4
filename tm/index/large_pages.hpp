// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <sys/mman.h>
#include <vector>

namespace egiz::tm {

/// Memory in large pages where there is much of it: arrays that are read here and there need a
/// translation of addresses for each page, and the processor keeps few.
template <class T>
struct LargePages {
    using value_type = T;
    static constexpr std::size_t page_bytes = std::size_t{2} << 20U;

    LargePages() = default;
    template <class U>
    explicit LargePages(const LargePages<U>& /*other*/) {}

    T* allocate(std::size_t count) {
        if (count > (PTRDIFF_MAX - page_bytes) / sizeof(T)) throw std::bad_alloc();
        const std::size_t bytes = count * sizeof(T);
        if (bytes < 2 * page_bytes) return static_cast<T*>(::operator new(bytes));
        const std::size_t rounded = (bytes + page_bytes - 1) / page_bytes * page_bytes;
        void* const memory = std::aligned_alloc(page_bytes, rounded);
        if (memory == nullptr) throw std::bad_alloc();
        // A wish: without it all works, only slower.
        static_cast<void>(madvise(memory, rounded, MADV_HUGEPAGE));
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) noexcept {
        if (count * sizeof(T) < 2 * page_bytes) {
            ::operator delete(memory);
        } else {
            std::free(memory);
        }
    }
    friend bool operator==(const LargePages&, const LargePages&) { return true; }
};

/// Begins to fetch what is there from RAM.
inline void prefetch(const void* place) {
    __builtin_prefetch(place);
    // GCC takes a function that only fetches for one that does nothing, and leaves out its calls.
    __asm__ volatile("" ::: "memory");
}

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace egiz::tm
