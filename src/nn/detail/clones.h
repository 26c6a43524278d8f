/// Functions compiled once for each width of vectors a processor may have; the program picks when it starts. The order
/// of operations stays as written (-ffp-contract=off), so all give the same bits.
#pragma once

// Clang refuses to hand wide vectors to inlined functions of a clone, so there is one slower version there.
#if defined(__x86_64__) && !defined(__clang__)
#define TAMGA_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define TAMGA_CLONES
#endif
