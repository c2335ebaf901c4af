/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

/* A certificate that nobody trusts, with its key, for demos that serve https: both are public. */
#define DEMO_CERTIFICATE \
  "-----BEGIN CERTIFICATE-----\n" \
  "MIIByjCCAW+gAwIBAgIUDSWHEsLqVrB+bbXAMCCv2dMgokowCgYIKoZIzj0EAwIw\n" \
  "KzEVMBMGA1UECgwMT3V0cG9zdCBkZW1vMRIwEAYDVQQDDAlsb2NhbGhvc3QwIBcN\n" \
  "MjYxMTIzMTcwMjM3WhgPMjA1MTA3MTUxNzAyMzdaMCsxFTATBgNVBAoMDE91dHBv\n" \
  "c3QgZGVtbzESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0D\n" \
  "AQcDQgAEMyc+SMWm2J2LoCOBz7OBYLdh5nvCfpbh43w1sg+dOHXNMb9F6qz+WJyJ\n" \
  "Xv4tVMJdJ528oB5dF57Eqvgwasqe6qNvMG0wHQYDVR0OBBYEFFIPVIlPnOFA9SIF\n" \
  "5WVHRaEcLXljMB8GA1UdIwQYMBaAFFIPVIlPnOFA9SIF5WVHRaEcLXljMA8GA1Ud\n" \
  "EwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAoGCCqGSM49\n" \
  "BAMCA0kAMEYCIQDDfBOU6JSY7UKLZxN7hbNlKoz32CACKO6Cb8E+bPnZ+AIhAOcn\n" \
  "94v8Hm6RXvNGEneZ+MbmqsSJhYqfhSqGhT1DAN7p\n" \
  "-----END CERTIFICATE-----\n" \
  "-----BEGIN PRIVATE KEY-----\n" \
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnDxXIeCpAvMWjUFA\n" \
  "uMuGT9U11RXJz1jBeBYGcxCWrfOhRANCAAQzJz5IxabYnYugI4HPs4Fgt2Hme8J+\n" \
  "luHjfDWyD504dc0xv0XqrP5YnIle/i1Uwl0nnbygHl0XnsSq+DBqyp7q\n" \
  "-----END PRIVATE KEY-----\n"
