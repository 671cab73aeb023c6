/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/accept.h"

#include <glib.h>
#include <string.h>

/* One element of a list: "text/csv;q=0.5".  Points into the header. */
typedef struct
{
  const char *name;
  size_t length;
  unsigned quality; /* in thousandths */
} Element;

static const char *
skip_blanks (const char *at)
{
  return at + strspn (at, " \t");
}

/* "1", "0.5", "0.125" in thousandths; 0 for what is none of these, which takes nothing.
 */
static unsigned
read_quality (const char *text, size_t length)
{
  unsigned quality = 0;
  unsigned worth = 1000;

  for (size_t i = 0; i < length && i < strlen ("0.000"); i++)
    {
      if (i == 1 && text[i] == '.')
        continue;
      if (!g_ascii_isdigit (text[i]))
        return 0;
      quality += (unsigned) (text[i] - '0') * worth;
      worth /= 10;
    }
  return MIN (quality, 1000);
}

/* The quality among the parameters of @text, which a ';' begins. */
static unsigned
find_quality (const char *text, const char *end)
{
  while (text < end)
    {
      text = skip_blanks (text + 1);
      size_t length = strcspn (text, ";,");

      if (g_ascii_strncasecmp (text, "q=", 2) == 0)
        return read_quality (text + 2, strcspn (text + 2, " \t;,"));
      text += length;
    }
  return 1000;
}

/* The element at *@at, which moves past it.  Returns: false at the end. */
static bool
next_element (const char **at, Element *element_out)
{
  const char *name = *at + strspn (*at, ", \t");
  const char *end = name + strcspn (name, ",");

  if (*name == '\0')
    return false;
  element_out->name = name;
  element_out->length = strcspn (name, ",; \t");
  element_out->quality = find_quality (name + strcspn (name, ",;"), end);
  *at = end;
  return true;
}

static bool
is_name (const Element *element, const char *name)
{
  return strlen (name) == element->length
         && g_ascii_strncasecmp (element->name, name, element->length) == 0;
}

/* How closely @element names @type: 3 itself, 2 "text/ *", 1 all; 0 not at all. */
static unsigned
closeness (const Element *element, const char *type)
{
  size_t main_length = strcspn (type, "/") + 1;

  if (is_name (element, type))
    return 3;
  if (element->length == main_length + 1 && element->name[main_length] == '*'
      && g_ascii_strncasecmp (element->name, type, main_length) == 0)
    return 2;
  return is_name (element, "*/*") ? 1 : 0;
}

/* What names a type most closely says what it is worth. */
static unsigned
quality_of (const char *header, const char *type)
{
  Element element;
  unsigned closest = 0;
  unsigned quality = 0;

  while (next_element (&header, &element))
    {
      unsigned close = closeness (&element, type);

      if (close > closest)
        {
          closest = close;
          quality = element.quality;
        }
    }
  return quality;
}

int
gf_accept_choose (const char *header, const char *const *offered, size_t n)
{
  int best = -1;
  unsigned best_quality = 0;

  if (header == NULL || header[strspn (header, ", \t")] == '\0')
    return 0;
  for (size_t i = 0; i < n; i++)
    {
      unsigned quality = quality_of (header, offered[i]);

      if (quality > best_quality)
        {
          best = (int) i;
          best_quality = quality;
        }
    }
  return best;
}

bool
gf_accept_has_coding (const char *header, const char *coding)
{
  Element element;
  bool takes_any = false;

  if (header == NULL)
    return false;
  while (next_element (&header, &element))
    {
      if (is_name (&element, coding))
        return element.quality > 0;
      if (is_name (&element, "*"))
        takes_any = element.quality > 0;
    }
  return takes_any;
}
