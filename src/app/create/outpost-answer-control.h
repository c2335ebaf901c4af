/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "create/outpost-question.h"

G_BEGIN_DECLS

/**
 * OutpostAnswerControl:
 * @widget: what a question shows
 * @show: puts the question's value into it; must not move the focus, nor tell the question of it
 *
 * The control that fits a kind of question.
 */
typedef struct
{
  GtkWidget *widget;
  void (*show) (GtkWidget *widget, OutpostQuestion *question);
} OutpostAnswerControl;

/* For a question as it is now: another kind or other options need another control. */
OutpostAnswerControl outpost_answer_control_new (OutpostQuestion *question);

G_END_DECLS
