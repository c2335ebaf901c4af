# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""What is wrong with a page as it is allocated and drawn: clipped, overlapping, cut short, or hard to read."""

from collections import Counter

SLACK = 1.5  # points that rounding may cost
CONTRAST, CONTRAST_OF_LARGE = 4.5, 3
LARGE, LARGE_BOLD, BOLD = 24, 18.66, 700

# Where children lie over one another on purpose.
LAYERS = ('AdwDialogHost', 'AdwFloatingSheet', 'AdwBottomSheet', 'AdwNavigationView', 'AdwToastOverlay', 'AdwToggleGroup',
          'GtkOverlay', 'GtkScrolledWindow', 'GtkStack', 'GtkRange', 'GtkScale', 'GtkText', 'GtkTextView', 'GtkSwitch',
          'GtkGizmo', 'AdwGizmo', 'GtkProgressBar', 'GtkPopover', 'GtkPopoverMenu', 'GtkModelButton', 'AdwWindow')
LEAVES = ('GtkLabel', 'GtkButton', 'GtkToggleButton', 'GtkMenuButton', 'GtkCheckButton', 'GtkSwitch', 'GtkImage', 'GtkText',
          'GtkScale', 'GtkSearchEntry', 'AdwToastWidget', 'OutpostListCell')


# What a person acts on.
LEVERS = ('GtkButton', 'GtkToggleButton', 'GtkMenuButton', 'GtkCheckButton', 'GtkLinkButton', 'GtkSwitch', 'GtkScale', 'GtkText',
          'GtkTextView')


def is_shown(widget):
    return widget.width > 0 and widget.height > 0 and not any(node.clear for node in (widget, *widget.above()))


def within(widget, front):
    """The part of the surface in which a widget can be seen, and the same where scrolling is minded: left, top, right, bottom."""
    left = top = seen_left = seen_top = float('-inf')
    right = bottom = seen_right = seen_bottom = float('inf')
    across = down = True
    for node in widget.above():
        if node.type in ('GtkScrolledWindow', 'GtkViewport') or node.window or node is front:
            if across:
                left, right = max(left, node.x), min(right, node.x + node.width)
            if down:
                top, bottom = max(top, node.y), min(bottom, node.y + node.height)
            seen_left, seen_right = max(seen_left, node.x), min(seen_right, node.x + node.width)
            seen_top, seen_bottom = max(seen_top, node.y), min(seen_bottom, node.y + node.height)
        if node.type == 'GtkViewport':  # what is in it scrolls as the window around it says
            scroller = node.parent
            if scroller.across:
                left, right, across = float('-inf'), float('inf'), False
            if scroller.down:
                top, bottom, down = float('-inf'), float('inf'), False
        elif node.type == 'GtkScrolledWindow':
            across, down = across and not node.across, down and not node.down
            if node.across:
                left, right = float('-inf'), float('inf')
            if node.down:
                top, bottom = float('-inf'), float('inf')
        if node.window:
            break
    return (left, top, right, bottom), (seen_left, seen_top, seen_right, seen_bottom)


def is_outside(widget, parent):
    return (widget.x < parent.x - SLACK or widget.x + widget.width > parent.x + parent.width + SLACK
            or widget.y < parent.y - SLACK or widget.y + widget.height > parent.y + parent.height + SLACK)


def clipped(front):
    """What reaches out of where it can be seen, or got less room than it needs."""
    for widget in front.below():
        if not is_shown(widget) or widget.type not in LEAVES:
            continue
        left, top, right, bottom = within(widget, front)[0]
        if (widget.x < left - SLACK or widget.x + widget.width > right + SLACK
                or widget.y < top - SLACK or widget.y + widget.height > bottom + SLACK):
            yield f'{widget} is clipped'
        elif is_outside(widget, widget.parent):
            yield f'{widget} is larger than {widget.parent}'
        elif widget.letters and not widget.ellipsized and widget.letters[2] > widget.width + SLACK:
            yield f'{widget} has letters as wide as {widget.letters[2]:.0f}'


def overlapping(front):
    """Neighbours that lie over each other."""
    for widget in front.below():
        if widget.type in LAYERS or widget.type.endswith('Popover'):
            continue
        children = [child for child in widget.children if is_shown(child) and not child.window]
        for number, one in enumerate(children):
            for other in children[number + 1:]:
                width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
                height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
                if width > SLACK and height > SLACK:
                    yield f'{one} and {other} overlap in {widget}'


def cut_short(front):
    """Words that end in dots and are nowhere else."""
    for widget in front.below():
        # A row of the list leads to a page that says all of it.
        if widget.ellipsized and is_shown(widget) and not widget.is_in('OutpostListRow'):
            if not any(node.tip for node in (widget, *list(widget.above())[:3])):
                yield f'{widget} is cut short'


def luminance(pixel):
    """Of a pixel in four bytes, as WCAG 2 defines it."""
    value = 0
    for shift, share in ((16, 0.2126), (8, 0.7152), (0, 0.0722)):
        part = (pixel >> shift & 255) / 255
        value += share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return value


def contrast(one, other):
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


class Picture:
    """The bytes of what a surface shows."""

    def __init__(self, path, front, scale):
        # The frame of a window that has no compositor is around it, and not in the picture.
        edge = max(-front.x, 0) if front.window else 0
        self.scale, self.left, self.top = scale, max(round(front.x), 0), max(round(front.y), 0)
        self.width, self.height = round(front.width - 2 * edge) * scale, round(front.height - 2 * edge) * scale
        self.pixels = memoryview(path.read_bytes()).cast('I')

    def colors(self, left, top, right, bottom):
        found = Counter()
        for y in range(max(round(top), 0), min(round(bottom), self.height)):
            found.update(self.pixels[y * self.width + max(round(left), 0):y * self.width + min(round(right), self.width)])
        return found

    def contrast(self, box):
        """Between what is most of a box and what is furthest from it."""
        left, top, right, bottom = box
        colors = self.colors((left - self.left) * self.scale, (top - self.top) * self.scale,
                             (right - self.left) * self.scale, (bottom - self.top) * self.scale)
        if len(colors) < 2:
            return None
        ground = luminance(colors.most_common(1)[0][0])
        return max(contrast(ground, luminance(pixel)) for pixel in colors)


def letters_of(widget):
    """Where its letters are: left, top, right, bottom."""
    if widget.letters:
        x, y, width, height = widget.letters
        return widget.x + x, widget.y + y, widget.x + min(x + width, widget.width), widget.y + y + height
    return widget.x, widget.y, widget.x + widget.width, widget.y + widget.height


def wanted_contrast(widget):
    large = widget.font >= LARGE or (widget.font >= LARGE_BOLD and widget.weight >= BOLD)
    return CONTRAST_OF_LARGE if large else CONTRAST


def is_text(widget):
    return ((widget.type == 'GtkLabel' and widget.text.strip() != '') or widget.type == 'OutpostListCell'
            or (widget.type in ('GtkText', 'GtkTextView') and widget.text != ''))


def hard_to_read(front, picture, done):
    """Texts whose contrast is too low. What is not enabled is exempt; what is scrolled away is for another picture: `done` are
    those that were measured."""
    for widget in front.below():
        if not is_text(widget) or not widget.sensitive or not is_shown(widget) or widget.number in done:
            continue
        box = letters_of(widget)
        left, top, right, bottom = within(widget, front)[1]
        if box[0] < left - SLACK or box[1] < top - SLACK or box[3] > bottom + SLACK:
            continue
        found = picture.contrast((*box[:2], min(box[2], right), box[3]))
        done.add(widget.number)
        if found is not None and found < wanted_contrast(widget):
            yield f'{widget} has a contrast of {found:.2f}'
