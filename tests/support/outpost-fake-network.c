/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-fake-network.h"

/* A network that a test makes come and go. */
struct _OutpostFakeNetwork
{
  GObject parent_instance;

  gboolean available;
  gboolean metered;
};

enum
{
  PROP_0,
  PROP_NETWORK_AVAILABLE,
  PROP_NETWORK_METERED,
  PROP_CONNECTIVITY
};

static gboolean
initable_init (GInitable *initable,
               GCancellable *cancellable,
               GError **error)
{
  return TRUE;
}

static void
outpost_fake_network_init_initable (GInitableIface *iface)
{
  iface->init = initable_init;
}

static void
outpost_fake_network_init_monitor (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostFakeNetwork, outpost_fake_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, outpost_fake_network_init_initable)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, outpost_fake_network_init_monitor))

static void
outpost_fake_network_get_property (GObject *object,
                                   guint prop_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  OutpostFakeNetwork *self = OUTPOST_FAKE_NETWORK (object);

  if (prop_id == PROP_NETWORK_AVAILABLE)
    g_value_set_boolean (value, self->available);
  else if (prop_id == PROP_NETWORK_METERED)
    g_value_set_boolean (value, self->metered);
  else
    g_value_set_enum (value, self->available ? G_NETWORK_CONNECTIVITY_FULL : G_NETWORK_CONNECTIVITY_LOCAL);
}

static void
outpost_fake_network_class_init (OutpostFakeNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_fake_network_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
outpost_fake_network_init (OutpostFakeNetwork *self)
{
  self->available = TRUE;
}

GNetworkMonitor *
outpost_fake_network_new (void)
{
  return g_object_new (OUTPOST_TYPE_FAKE_NETWORK, NULL);
}

void
outpost_fake_network_set (GNetworkMonitor *monitor,
                          gboolean available,
                          gboolean metered)
{
  OutpostFakeNetwork *self = OUTPOST_FAKE_NETWORK (monitor);

  self->available = available;
  self->metered = metered;
  g_object_notify (G_OBJECT (self), "network-available");
  g_object_notify (G_OBJECT (self), "network-metered");
}
