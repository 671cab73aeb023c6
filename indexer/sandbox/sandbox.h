/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sandbox.h: the process gives up everything but reading what it is handed.
 *
 * After gf_sandbox_enter () the process, and whatever takes it over, can read and write
 * the descriptors it holds, ask for memory and the time, and end.  It cannot run a
 * program, make a process or thread, make a socket, signal or trace another process,
 * write a file, or open one but those below the few folders it names for reading.  It is
 * fail closed: where the kernel has no landlock or no seccomp there is no sandbox, and
 * the caller must not go on.
 *
 * Two locks, since each has a hole that the other covers: landlock denies the file system
 * by path but, on the kernel of Debian 12 (ABI 2), knows nothing of the network or of
 * metadata; seccomp knows the calls but not the paths.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Exit status of a program that was refused its sandbox. */
#define GF_SANDBOX_EXIT_REFUSED 3

typedef struct
{
  int kept_fd; /* stays open beside 0, 1 and 2; every other descriptor is closed.  -1 for
                  none */
  uint64_t max_memory_bytes;   /* of address space, what is mapped already among it */
  const char *const *readable; /* folders to read below, NULL-terminated; one that is
                                  missing is left out.  NULL for none */
} GfSandboxRules;

/*
 * gf_sandbox_enter: no way back, for this process.
 *
 * Call with one thread running, after all that must be opened has been opened.  Errors:
 * G_FILE_ERROR, naming the step that failed; the process is then half locked: end it.
 * Under GF_SANITIZERS memory is not limited, and the calls that the sanitizers' runtime
 * makes are allowed; leak detection, which traces the process, cannot run inside (tests
 * do it outside).
 */
bool gf_sandbox_enter (const GfSandboxRules *rules, GError **error);
