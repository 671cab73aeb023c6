/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number-format.c: what a format code says, and which of its sections is for which
 * number; number-write.c writes the digits, number-date.c days and times.
 */
#include "config.h"

#include "indexer/extract/office/number-private.h"

#include <math.h>
#include <string.h>

#define MAX_SECTIONS 4
/* Excel itself takes 255 characters. */
#define MAX_CODE_BYTES 1024

struct GfNumberFormat
{
  GfNumberSection sections[MAX_SECTIONS];
  int n_sections; /* 0: General */
};

/* "[>=100]": false where it is no condition. */
static bool
take_condition (GfNumberSection *section, const char *inner)
{
  static const char *const operators[] = { "<=", ">=", "<>", "<", ">", "=" };

  for (size_t i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_prefix (inner, operators[i]))
      {
        section->condition = operators[i];
        section->limit = g_ascii_strtod (inner + strlen (operators[i]), NULL);
        return true;
      }
  return false;
}

static void
add_token (GfNumberSection *section, GfNumberTokenKind kind, const char *text,
           size_t length)
{
  GfNumberToken token = { .kind = kind, .text = g_strndup (text, length) };

  g_array_append_val (section->tokens, token);
}

/* What stands in brackets: a condition, a currency, hours beyond a day, a colour. */
static void
take_bracket (GfNumberSection *section, const char *inner, size_t length)
{
  g_autofree char *text = g_strndup (inner, length);

  if (take_condition (section, text))
    return;
  if (*text == '$')
    add_token (section, GF_NUMBER_LITERAL, text + 1, strcspn (text + 1, "-"));
  else if (length > 0 && strspn (text, "hH") == length)
    add_token (section, GF_NUMBER_ELAPSED, "h", 1);
  else if (length > 0 && strspn (text, "mM") == length)
    add_token (section, GF_NUMBER_ELAPSED, "m", 1);
  else if (length > 0 && strspn (text, "sS") == length)
    add_token (section, GF_NUMBER_ELAPSED, "s", 1);
}

static size_t
take_letters (GfNumberSection *section, const char *p)
{
  char letter = g_ascii_tolower (*p);
  size_t length = 1;

  if (g_ascii_strncasecmp (p, "general", 7) == 0
      || g_ascii_strncasecmp (p, "standard", 8) == 0)
    {
      length = g_ascii_tolower (*p) == 'g' ? 7 : 8;
      add_token (section, GF_NUMBER_GENERAL, p, length);
      return length;
    }
  if (g_ascii_strncasecmp (p, "am/pm", 5) == 0 || g_ascii_strncasecmp (p, "a/p", 3) == 0)
    {
      length = g_ascii_tolower (p[1]) == 'm' ? 5 : 3;
      add_token (section, GF_NUMBER_HALF_DAY, p, length);
      return length;
    }
  if (letter == 'e' && (p[1] == '+' || p[1] == '-'))
    {
      add_token (section, GF_NUMBER_EXPONENT, p, 2);
      return 2;
    }
  if (strchr ("ymdhse", letter) == NULL)
    {
      add_token (section, GF_NUMBER_LITERAL, p, 1);
      return 1;
    }
  while (g_ascii_tolower (p[length]) == letter)
    length++;
  add_token (section, GF_NUMBER_DATE, p, length);
  return length;
}

/* Returns: the bytes taken, at least 1. */
static size_t
take_token (GfNumberSection *section, const char *p)
{
  size_t length = 1;

  if (*p == '"' || *p == '[')
    {
      length = strcspn (p + 1, *p == '"' ? "\"" : "]");
      if (*p == '"')
        add_token (section, GF_NUMBER_LITERAL, p + 1, length);
      else
        take_bracket (section, p + 1, length);
      return 1 + length + (p[1 + length] != '\0');
    }
  /* "\x" is x, "_x" a blank as wide as x, "*x" x as often as there is room. */
  if (*p == '\\' || *p == '_' || *p == '*')
    {
      length = p[1] != '\0' ? (size_t) (g_utf8_next_char (p + 1) - p) : 1;
      if (*p == '\\')
        add_token (section, GF_NUMBER_LITERAL, p + 1, length - 1);
      else if (*p == '_')
        add_token (section, GF_NUMBER_LITERAL, " ", 1);
      return length;
    }
  if (strchr ("0#?", *p) != NULL)
    add_token (section, GF_NUMBER_DIGIT, p, 1);
  else if (*p == '.' || *p == ',' || *p == '%' || *p == '@')
    add_token (section, GF_NUMBER_SIGN, p, 1);
  else if (*p == '/')
    add_token (section, GF_NUMBER_SLASH, p, 1);
  else if (g_ascii_isalpha (*p))
    return take_letters (section, p);
  else
    {
      length = (size_t) (g_utf8_next_char (p) - p);
      add_token (section, GF_NUMBER_LITERAL, p, length);
    }
  return length;
}

static void
clear_token (gpointer token)
{
  g_free (((GfNumberToken *) token)->text);
}

static GfNumberSection *
add_section (GfNumberFormat *format)
{
  GfNumberSection *section = &format->sections[format->n_sections++];

  section->tokens = g_array_new (FALSE, FALSE, sizeof (GfNumberToken));
  g_array_set_clear_func (section->tokens, clear_token);
  return section;
}

GfNumberFormat *
gf_number_format_new (const char *code)
{
  GfNumberFormat *format = g_new0 (GfNumberFormat, 1);

  if (code == NULL || *code == '\0' || strlen (code) > MAX_CODE_BYTES
      || !g_utf8_validate (code, -1, NULL))
    return format;
  GfNumberSection *section = add_section (format);
  for (const char *p = code; *p != '\0';)
    if (*p != ';')
      p += take_token (section, p);
    else if (format->n_sections == MAX_SECTIONS)
      break;
    else
      {
        section = add_section (format);
        p++;
      }
  return format;
}

void
gf_number_format_free (GfNumberFormat *format)
{
  if (format == NULL)
    return;
  for (int i = 0; i < format->n_sections; i++)
    g_array_unref (format->sections[i].tokens);
  g_free (format);
}

const char *
gf_number_format_builtin (unsigned id)
{
  /* Those that follow the place are as Norwegian programs have them. */
  static const char *const codes[]
      = { [1] = "0",
          [2] = "0.00",
          [3] = "#,##0",
          [4] = "#,##0.00",
          [5] = "\"kr\" #,##0",
          [6] = "\"kr\" #,##0",
          [7] = "\"kr\" #,##0.00",
          [8] = "\"kr\" #,##0.00",
          [9] = "0%",
          [10] = "0.00%",
          [11] = "0.00E+00",
          [14] = "dd.mm.yyyy",
          [15] = "d.mmm.yy",
          [16] = "d.mmm",
          [17] = "mmm.yy",
          [18] = "h:mm AM/PM",
          [19] = "h:mm:ss AM/PM",
          [20] = "hh:mm",
          [21] = "hh:mm:ss",
          [22] = "dd.mm.yyyy hh:mm",
          [37] = "#,##0",
          [38] = "#,##0",
          [39] = "#,##0.00",
          [40] = "#,##0.00",
          [41] = "#,##0;-#,##0;\"-\"",
          [42] = "\"kr\" #,##0;\"kr\" -#,##0;\"kr\" \"-\"",
          [43] = "#,##0.00;-#,##0.00;\"-\"",
          [44] = "\"kr\" #,##0.00;\"kr\" -#,##0.00;\"kr\" \"-\"",
          [45] = "mm:ss",
          [46] = "[h]:mm:ss",
          [47] = "mm:ss.0",
          [48] = "##0.0E+0",
          [49] = "@" };

  /* Dates of East Asian calendars. */
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return codes[14];
  return id < G_N_ELEMENTS (codes) ? codes[id] : NULL;
}

static bool
has_kind (const GfNumberSection *section, GfNumberTokenKind kind)
{
  for (guint i = 0; i < section->tokens->len; i++)
    if (g_array_index (section->tokens, GfNumberToken, i).kind == kind)
      return true;
  return false;
}

static bool
is_date (const GfNumberSection *section)
{
  return has_kind (section, GF_NUMBER_DATE) || has_kind (section, GF_NUMBER_ELAPSED);
}

bool
gf_number_format_is_date (const GfNumberFormat *format)
{
  return format != NULL && format->n_sections > 0 && is_date (&format->sections[0]);
}

static bool
meets (const GfNumberSection *section, double value)
{
  const char *condition = section->condition;

  if (strcmp (condition, "<") == 0)
    return value < section->limit;
  if (strcmp (condition, "<=") == 0)
    return value <= section->limit;
  if (strcmp (condition, ">") == 0)
    return value > section->limit;
  if (strcmp (condition, ">=") == 0)
    return value >= section->limit;
  bool is_equal = fabs (value - section->limit) < 1e-12;
  return (*condition == '=') == is_equal;
}

/* By the conditions, else: positive; negative; zero.  The fourth is for text. */
static const GfNumberSection *
choose (const GfNumberFormat *format, double value)
{
  int n_sections = MIN (format->n_sections, 3);

  if (format->sections[0].condition != NULL)
    {
      for (int i = 0; i < n_sections; i++)
        if (format->sections[i].condition == NULL || meets (&format->sections[i], value))
          return &format->sections[i];
      return &format->sections[n_sections - 1];
    }
  if (value < 0 && n_sections > 1)
    return &format->sections[1];
  return &format->sections[value == 0 && n_sections > 2 ? 2 : 0];
}

char *
gf_number_format_write (const GfNumberFormat *format, double value, bool is_1904)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!isfinite (value))
    return g_strdup ("");
  const GfNumberSection *section
      = format != NULL && format->n_sections > 0 ? choose (format, value) : NULL;
  /* A section for the negative has its own sign. */
  bool has_sign = section != NULL
                  && (section != &format->sections[0] || section->condition != NULL);
  if (section != NULL && is_date (section))
    gf_number_write_date (out, section, value, is_1904);
  else
    gf_number_write_digits (out, section, has_sign ? fabs (value) : value);
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}
