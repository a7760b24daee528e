/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-fetch-fault.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "formats/lanes-cart-answer.h"
#include "lanes-fetch.h"

static const char *
get_path (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return *path != '\0' ? path : "/";
}

static char *
dup_place (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  /* An IPv6 address needs its brackets to be told from the port. */
  if (strchr (host, ':') != NULL)
    return g_strdup_printf ("[%s]:%d", host, g_uri_get_port (uri));

  return g_strdup_printf ("%s:%d", host, g_uri_get_port (uri));
}

GError *
lanes_fetch_fault_timeout (GUri *uri, gint64 timeout_us)
{
  return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_TIMEOUT,
                      _ ("%s did not answer within %g s"), get_path (uri),
                      (double) timeout_us / G_USEC_PER_SEC);
}

GError *
lanes_fetch_fault_status (GUri *uri, guint status, GBytes *body)
{
  g_autofree char *message = NULL;

  if (body != NULL && g_bytes_get_size (body) > 0)
    message = lanes_cart_answer_message (body);
  if (message == NULL && status == LANES_FETCH_TOO_MANY_REQUESTS)
    message = g_strdup ("Too Many Requests");
  if (message == NULL)
    message = g_strdup (soup_status_get_phrase (status));

  return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_STATUS, _ ("%s answered %u: %s"),
                      get_path (uri), status, message);
}

GError *
lanes_fetch_fault_too_large (GUri *uri)
{
  return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_TOO_LARGE,
                      _ ("%s answered with more than %d MiB"), get_path (uri),
                      LANES_FETCH_BODY_MAX / (1024 * 1024));
}

GError *
lanes_fetch_fault_truncated (GUri *uri, gsize received, gint64 expected)
{
  if (expected < 0)
    return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_TRUNCATED,
                        _ ("The answer of %s was cut off after %llu bytes"), get_path (uri),
                        (unsigned long long) received);

  return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_TRUNCATED,
                      _ ("The answer of %s was cut off after %llu of %lld bytes"), get_path (uri),
                      (unsigned long long) received, (long long) expected);
}

static GError *
fault_unreachable (GUri *uri, const GError *cause)
{
  g_autofree char *place = dup_place (uri);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_REFUSED,
                        _ ("%s refused the connection for %s"), place, get_path (uri));

  return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_REFUSED,
                      _ ("No connection to %s for %s: %s"), place, get_path (uri), cause->message);
}

static gboolean
is_unreachable (const GError *cause)
{
  return cause->domain == G_RESOLVER_ERROR ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND);
}

GError *
lanes_fetch_fault_network (GUri *uri, const GError *cause)
{
  if (is_unreachable (cause))
    return fault_unreachable (uri, cause);

  if (cause->domain == G_TLS_ERROR)
    {
      g_autofree char *place = dup_place (uri);

      return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_NETWORK,
                          _ ("No TLS connection to %s for %s: %s"), place, get_path (uri),
                          cause->message);
    }

  if (cause->domain == SOUP_SESSION_ERROR)
    return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_NETWORK,
                        _ ("The answer of %s is not HTTP: %s"), get_path (uri), cause->message);

  return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_NETWORK,
                      _ ("The connection broke during %s: %s"), get_path (uri), cause->message);
}

GError *
lanes_fetch_fault_redirect (GUri *uri, const char *location)
{
  return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_NETWORK,
                      _ ("%s was redirected to \"%s\", which is not followed: only a few times, "
                         "to http or https, and never from https to http"),
                      get_path (uri), location);
}

GError *
lanes_fetch_fault_address (const char *url)
{
  return g_error_new (LANES_TASK_ERROR, LANES_TASK_ERROR_NETWORK,
                      _ ("\"%s\" is no address that can be fetched: it must begin with http:// "
                         "or https:// and name a host"),
                      url);
}
