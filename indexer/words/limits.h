/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits.h: how much the analysis of words may cost.
 */
#pragma once

#include <stdint.h>

/* CPU time of one word, after which the process is ended by SIGXCPU (guard.h): a word
   takes some .1 ms, the longest compounds some milliseconds ... */
#define GF_WORDS_CPU_MS 2000
/* ... and of the first, which loads the dictionaries: some .2 s. */
#define GF_WORDS_LOADING_CPU_MS 10000
/* Address space of the process (sandbox.h): with the dictionaries loaded it takes 95 MB.
 */
#define GF_WORDS_ADDRESS_SPACE ((uint64_t) 512 << 20)
