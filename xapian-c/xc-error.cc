/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-private.hh"

#include <exception>
#include <new>
#include <unistd.h>

G_DEFINE_QUARK (xc_error, xc_error)

/* Terms and paths get into libxapian's messages as they are; GError wants UTF-8. */
static void
set_error (GError **error, XcErrorCode code, const char *type, const char *message,
           const char *reason) noexcept
{
  g_autofree char *text
      = g_strconcat (type, ": ", message, reason ? ": " : nullptr, reason, nullptr);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_set_error_literal (error, XC_ERROR, code, valid);
}

static void
set_xapian_error (GError **error, XcErrorCode code, const Xapian::Error &e) noexcept
{
  set_error (error, code, e.get_type (), e.get_msg ().c_str (), e.get_error_string ());
}

/* A file that ends too early is a DatabaseError like any other to libxapian 1.4. */
static XcErrorCode
code_of_database_error (const Xapian::DatabaseError &e) noexcept
{
  return g_str_has_prefix (e.get_msg ().c_str (), "EOF reading block") ? XC_ERROR_CORRUPT
                                                                       : XC_ERROR_FAILED;
}

static const char *last_words = "";
static int last_status = 1;

static void
say_last_words () noexcept
{
  g_printerr ("%s\n", last_words);
  _exit (last_status);
}

void
xc_set_last_words (const char *words, int status)
{
  last_words = words;
  last_status = status;
  std::set_terminate (say_last_words);
}

/* Also thrown where the lock file cannot be made: the disk is full, say. */
static XcErrorCode
code_of_lock_error (const Xapian::DatabaseLockError &e) noexcept
{
  return e.get_msg ().find ("Couldn't open lockfile") == std::string::npos
             ? XC_ERROR_LOCKED
             : XC_ERROR_FAILED;
}

/* Subclasses before their parents; libxapian's classes are listed in <xapian/error.h>. */
void
xc_error_from_current_exception (GError **error) noexcept
{
  /* clang-format off */
  try { throw; }
  catch (const Xapian::DocNotFoundError &e)      { set_xapian_error (error, XC_ERROR_NOT_FOUND, e); }
  catch (const Xapian::DatabaseNotFoundError &e) { set_xapian_error (error, XC_ERROR_NOT_FOUND, e); }
  catch (const Xapian::DatabaseLockError &e)     { set_xapian_error (error, code_of_lock_error (e), e); }
  catch (const Xapian::DatabaseModifiedError &e) { set_xapian_error (error, XC_ERROR_MODIFIED, e); }
  catch (const Xapian::DatabaseCorruptError &e)  { set_xapian_error (error, XC_ERROR_CORRUPT, e); }
  catch (const Xapian::DatabaseVersionError &e)  { set_xapian_error (error, XC_ERROR_CORRUPT, e); }
  catch (const Xapian::DatabaseClosedError &e)   { set_xapian_error (error, XC_ERROR_CLOSED, e); }
  catch (const Xapian::QueryParserError &e)      { set_xapian_error (error, XC_ERROR_QUERY, e); }
  catch (const Xapian::WildcardError &e)         { set_xapian_error (error, XC_ERROR_QUERY, e); }
  catch (const Xapian::InvalidArgumentError &e)  { set_xapian_error (error, XC_ERROR_QUERY, e); }
  catch (const Xapian::UnimplementedError &e)    { set_xapian_error (error, XC_ERROR_QUERY, e); }
  catch (const Xapian::NetworkError &e)          { set_xapian_error (error, XC_ERROR_NETWORK, e); }
  catch (const Xapian::DatabaseError &e)         { set_xapian_error (error, code_of_database_error (e), e); }
  catch (const Xapian::Error &e)                 { set_xapian_error (error, XC_ERROR_FAILED, e); }
  catch (const std::bad_alloc &e)    { set_error (error, XC_ERROR_NO_MEMORY, "std::bad_alloc", e.what (), nullptr); }
  catch (const std::exception &e)    { set_error (error, XC_ERROR_FAILED, "std::exception", e.what (), nullptr); }
  catch (...)                        { set_error (error, XC_ERROR_FAILED, "exception", "of an unknown type", nullptr); }
  /* clang-format on */
}

void
xc_error_propagate_about (GError **error, GError *why, const char *what,
                          const char *path) noexcept
{
  g_autofree char *valid = g_utf8_make_valid (path, -1);

  g_propagate_prefixed_error (error, why, "%s '%s': ", what, valid);
}
