/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 *
 * time-window BANDS COMMAND [ARG…]
 *
 * Starts a command and waits for its window on $DISPLAY: mapped, and with something drawn in each of BANDS equal bands below
 * its header (1: anything drawn at all). Prints `MILLISECONDS PID` from just before the exec and ends; the command runs on.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#define POLL_NS 2000000
#define PATIENCE_MS 30000
#define HEADER 120 /* where the rows of a list begin, at the latest */
#define LEAST_SIZE 200
#define LEAST_DRAWN 40 /* pixels in a band that differ from its background */

static void
rest (void)
{
  nanosleep (&(struct timespec) { .tv_nsec = POLL_NS }, NULL);
}

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1000000.0;
}

static int
band_is_drawn (XImage *image,
               int from,
               int to)
{
  unsigned long background = XGetPixel (image, 2, from);
  int drawn = 0;

  for (int y = from; y < to; y++)
    for (int x = 2; x < image->width; x++)
      if (XGetPixel (image, x, y) != background && ++drawn >= LEAST_DRAWN)
        return 1;
  return 0;
}

static int
is_drawn (Display *display,
          Window window,
          XWindowAttributes *attributes,
          int bands)
{
  int top = bands > 1 ? HEADER : 0;
  int width = attributes->width < 400 ? attributes->width : 400;
  int height = (attributes->height - top) / bands;
  XImage *image = XGetImage (display, window, 0, top, width, height * bands, AllPlanes, ZPixmap);
  int drawn = image != NULL;

  for (int i = 0; drawn && i < bands; i++)
    drawn = band_is_drawn (image, i * height, (i + 1) * height);
  if (image != NULL)
    XDestroyImage (image);
  return drawn;
}

/* A window may go while it is looked at. */
static int
ignore_error (Display *display,
              XErrorEvent *event)
{
  (void) display;
  (void) event;
  return 0;
}

static int
any_is_drawn (Display *display,
              int bands)
{
  Window root, parent, *children = NULL;
  unsigned int n_children = 0;
  int found = 0;

  if (!XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n_children))
    return 0;
  for (unsigned int i = 0; i < n_children && !found; i++)
    {
      XWindowAttributes attributes;

      found = XGetWindowAttributes (display, children[i], &attributes) && attributes.map_state == IsViewable
              && !attributes.override_redirect && attributes.width >= LEAST_SIZE && attributes.height >= LEAST_SIZE
              && is_drawn (display, children[i], &attributes, bands);
    }
  if (children != NULL)
    XFree (children);
  return found;
}

int
main (int argc,
      char **argv)
{
  Display *display = XOpenDisplay (NULL);
  int bands = argc > 2 ? atoi (argv[1]) : 0;
  double start, end;
  pid_t pid;

  if (display == NULL || bands < 1)
    return 2;
  XSetErrorHandler (ignore_error);
  while (any_is_drawn (display, 1))
    rest (); /* the window of a program that just ended */
  start = now_ms ();
  pid = fork ();
  if (pid == 0)
    {
      close (ConnectionNumber (display));
      dup2 (STDERR_FILENO, STDOUT_FILENO);
      execvp (argv[2], argv + 2);
      _exit (127);
    }
  for (end = start; !any_is_drawn (display, bands); end = now_ms ())
    {
      if (end - start > PATIENCE_MS)
        return 1;
      rest ();
    }
  end = now_ms ();
  printf ("%.1f %d\n", end - start, (int) pid);
  return 0;
}
