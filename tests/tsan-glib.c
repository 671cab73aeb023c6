/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells ThreadSanitizer of GLib's locks, which are futexes of its own that it does not
 * see.  Preloaded into a program built with -fsanitize=thread:
 *
 *   cc -shared -fPIC -o tsan-glib.so tests/tsan-glib.c $(pkg-config --cflags glib-2.0)
 *   export G_SLICE=always-malloc
 *   LD_PRELOAD=./tsan-glib.so build/thread/tests/component/test-http-limits
 *
 * What is left are quarks: made by whoever asks first, the same for all.
 */
#include <dlfcn.h>
#include <glib.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

#define NEXT(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

void
g_mutex_lock (GMutex *mutex)
{
  static __typeof__ (&g_mutex_lock) next;

  if (next == NULL)
    next = NEXT (g_mutex_lock);
  next (mutex);
  __tsan_acquire (mutex);
}

void
g_mutex_unlock (GMutex *mutex)
{
  static __typeof__ (&g_mutex_unlock) next;

  if (next == NULL)
    next = NEXT (g_mutex_unlock);
  __tsan_release (mutex);
  next (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  static __typeof__ (&g_cond_wait) next;

  if (next == NULL)
    next = NEXT (g_cond_wait);
  __tsan_release (mutex);
  next (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  static __typeof__ (&g_cond_wait_until) next;

  if (next == NULL)
    next = NEXT (g_cond_wait_until);
  __tsan_release (mutex);
  gboolean signalled = next (cond, mutex, end_time);
  __tsan_acquire (mutex);
  return signalled;
}
