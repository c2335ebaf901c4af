/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostParameterKind: what a parameter's value is. Values travel as strings, lists as a JSON array in a string.
 */
typedef enum
{
  OUTPOST_PARAMETER_STRING, /* also of a type that is not known yet */
  OUTPOST_PARAMETER_NUMBER,
  OUTPOST_PARAMETER_BOOL,
  OUTPOST_PARAMETER_LIST,
} OutpostParameterKind;

/**
 * OutpostParameterForm: how its template wants it to be asked; unknown words are %OUTPOST_FORM_DEFAULT.
 */
typedef enum
{
  OUTPOST_FORM_DEFAULT,
  OUTPOST_FORM_RADIO,
  OUTPOST_FORM_DROPDOWN,
  OUTPOST_FORM_INPUT,
  OUTPOST_FORM_TEXTAREA,
  OUTPOST_FORM_SLIDER,
  OUTPOST_FORM_CHECKBOX,
  OUTPOST_FORM_SWITCH,
  OUTPOST_FORM_TAG_SELECT,
  OUTPOST_FORM_MULTI_SELECT,
  OUTPOST_FORM_ERROR, /* the template's own mistake: its diagnostics say which */
} OutpostParameterForm;

/**
 * OutpostMonotonic: which way a number may go from one build to the next
 */
typedef enum
{
  OUTPOST_MONOTONIC_NONE,
  OUTPOST_MONOTONIC_INCREASING,
  OUTPOST_MONOTONIC_DECREASING,
} OutpostMonotonic;

typedef struct
{
  char *name;
  char *description;
  char *value;
} OutpostParameterOption;

/**
 * OutpostDiagnostic: what the deployment says of an answer, or of the whole form
 */
typedef struct
{
  gboolean is_error; /* else a warning */
  char    *summary;
  char    *detail;
  char    *code; /* `required`, or "" */
} OutpostDiagnostic;

/**
 * OutpostParameter: a question that a template version asks (coder-api 2.5 and 2.6). Immutable, counted; strings never
 * %NULL unless said.
 */
typedef struct
{
  char                *name; /* the key that is sent */
  char                *display_name; /* "" without one */
  char                *description; /* Markdown */
  OutpostParameterKind kind;
  OutpostParameterForm form;
  gboolean             is_mutable; /* else it can only be given when the workspace is created */
  gboolean             ephemeral;  /* not remembered from build to build */
  gboolean             required;   /* has no default */
  gboolean             masked;     /* shown like a password */
  gboolean             disabled;
  char                *placeholder;
  char                *default_value; /* (nullable) */
  char                *value;         /* (nullable): what the deployment takes now. Never what it marks as not valid, as that
                                       * can be a reference such as `data.coder_parameter.x.value` (correction 30) */
  GPtrArray           *options;     /* (element-type OutpostParameterOption) */
  GPtrArray           *diagnostics; /* (element-type OutpostDiagnostic) */
  char                *pattern;       /* RE2, "" without one */
  char                *pattern_error; /* the template's own words, with `{value}`, `{min}`, `{max}` */
  gboolean             has_min;
  gboolean             has_max;
  double               min;
  double               max;
  OutpostMonotonic     monotonic;
} OutpostParameter;

/**
 * OutpostParameterAnswer: one message of the conversation about parameters, or the answer to the one-shot call
 * @id: -1 for the opening, else that of what it answers
 */
typedef struct
{
  gint64     id;
  GPtrArray *parameters;  /* (element-type OutpostParameter): in their order */
  GPtrArray *diagnostics; /* (element-type OutpostDiagnostic): of the whole form */
} OutpostParameterAnswer;

#define OUTPOST_TYPE_PARAMETER (outpost_parameter_get_type ())
#define OUTPOST_TYPE_PARAMETER_ANSWER (outpost_parameter_answer_get_type ())

GType                   outpost_parameter_get_type        (void);
OutpostParameter       *outpost_parameter_ref             (OutpostParameter       *self);
void                    outpost_parameter_unref           (OutpostParameter       *self);
/* What people call it: its display name, else its name. */
const char             *outpost_parameter_get_title       (const OutpostParameter *self);
/* %NULL when no option has that value. */
const OutpostParameterOption *outpost_parameter_find_option (const OutpostParameter *self,
                                                             const char             *value);
GType                   outpost_parameter_answer_get_type (void);
OutpostParameterAnswer *outpost_parameter_answer_ref      (OutpostParameterAnswer *self);
void                    outpost_parameter_answer_unref    (OutpostParameterAnswer *self);

/* `GET …/rich-parameters` as an answer with the id 0; `value` is the default. %OUTPOST_ERROR_PROTOCOL with a path. */
OutpostParameterAnswer *outpost_parameter_answer_new_from_classic_json (GBytes *bytes, GError **error);
/* A message of the websocket, or what `…/evaluate` answers. */
OutpostParameterAnswer *outpost_parameter_answer_new_from_json         (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostParameter, outpost_parameter_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostParameterAnswer, outpost_parameter_answer_unref)

typedef struct
{
  char *name;
  char *value; /* wiped when freed: it can be a password */
} OutpostParameterValue;

/* (element-type OutpostParameterValue): what is sent, and what a build was made with. Owns its elements. */
GPtrArray              *outpost_parameter_values_new  (void);
void                    outpost_parameter_values_add  (GPtrArray  *values,
                                                       const char *name,
                                                       const char *value);
/* What a build was made with: `GET …/workspacebuilds/ID/parameters`. %NULL with %OUTPOST_ERROR_PROTOCOL. */
GPtrArray              *outpost_parameter_values_new_from_json (GBytes     *bytes,
                                                                GError    **error);
/* %NULL when there is none of that name. */
const char             *outpost_parameter_values_find (GPtrArray  *values,
                                                       const char *name);

/**
 * outpost_parameter_list_parse:
 * @text: a JSON array of strings
 *
 * Returns: (transfer full) (nullable): its elements, or %NULL when it is something else
 */
char                  **outpost_parameter_list_parse  (const char         *text);
/* The way back. */
char                   *outpost_parameter_list_format (const char *const  *elements);

G_END_DECLS
