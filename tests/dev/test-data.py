#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""test-data.py BUILD: what a desktop and a software center are told of the program, where their own validators do not look."""

import configparser
import json
import re
import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'tests/support'))
import tap  # noqa: E402

BUILD = Path(sys.argv[1])
APP = 'io.github.outpost_app.Outpost'
PERMISSIONS = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri'}
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICONS = TOP / 'data/icons/hicolor'
LONGEST_SUMMARY, LONGEST_CAPTION = 35, 100


def metainfo():
    return ET.parse(BUILD / f'data/{APP}.metainfo.xml').getroot()


def png_size(path):
    head = path.read_bytes()[:24]
    assert head.startswith(b'\x89PNG'), path
    return struct.unpack('>II', head[16:24])


def words():
    """MetaInfo has a short summary, a description, links, an age rating and both branding colors"""
    root = metainfo()
    summary = root.findtext('summary')
    assert len(summary) <= LONGEST_SUMMARY and not summary.endswith('.') and 'Outpost' not in summary, summary
    assert len(root.findall('description/p')) >= 2 and root.findall('description/ul/li')
    links = {url.get('type') for url in root.findall('url')}
    assert {'homepage', 'bugtracker', 'help', 'vcs-browser', 'contribute'} <= links, links
    assert all(url.text.startswith('https://') for url in root.findall('url'))
    assert root.find('content_rating').get('type') == 'oars-1.1' and root.findtext('translation') == 'outpost'
    colors = {color.get('scheme_preference'): color.text for color in root.findall('branding/color')}
    assert set(colors) == {'light', 'dark'} and all(re.match('#[0-9a-f]{6}$', color) for color in colors.values()), colors


def hardware():
    """it asks for no wider display than 360 points, and knows keyboard, pointer and touch"""
    root = metainfo()
    length = root.find('requires/display_length')
    assert (length.text, length.get('compare')) == ('360', 'ge')
    assert {control.text for control in root.findall('supports/control')} == {'keyboard', 'pointing', 'touch'}


def screenshots():
    """five screenshots with captions, each there in its size and in twice that"""
    shots = metainfo().findall('screenshots/screenshot')
    assert len(shots) == 5 and [shot.get('type') for shot in shots].count('default') == 1
    named = set()
    for shot in shots:
        caption = shot.findtext('caption')
        assert 0 < len(caption) <= LONGEST_CAPTION and not caption.endswith('.'), caption
        sizes = {}
        for image in shot.findall('image'):
            path = TOP / 'data/screenshots' / image.text.rpartition('/')[2]
            sizes[int(image.get('scale', '1'))] = png_size(path)
            assert png_size(path) == (int(image.get('width')), int(image.get('height'))), path
            named.add(path)
        assert sizes[1] <= (1000, 700) and sizes[2] == tuple(2 * side for side in sizes[1]), (caption, sizes)
    assert named == set((TOP / 'data/screenshots').iterdir())


def releases():
    """the newest release is this version, in NEWS too, with notes and a date"""
    version = json.loads((BUILD / 'meson-info/intro-projectinfo.json').read_text(encoding='utf-8'))['version']
    newest = metainfo().find('releases/release')
    assert newest.get('version') == version and re.match(r'\d{4}-\d\d-\d\d$', newest.get('date')), newest.attrib
    assert len(''.join(newest.find('description').itertext()).split()) > 10
    assert f'\n## {version}' in (TOP / 'NEWS.md').read_text(encoding='utf-8')


def desktop_file():
    """the desktop file has keywords, categories and actions, each of which the program has"""
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str
    read.read(BUILD / f'data/{APP}.desktop', encoding='utf-8')
    entry = read['Desktop Entry']
    assert entry['Icon'] == APP and entry['Keywords'].count(';') >= 4 and 'Development' in entry['Categories'].split(';')
    assert 'x-scheme-handler/outpost' in entry['MimeType'] and entry['Exec'].endswith(' %u')
    source = (TOP / 'src/app/outpost-application.c').read_text(encoding='utf-8')
    for action in filter(None, entry['Actions'].split(';')):
        group = read[f'Desktop Action {action}']
        assert group['Name'] and group['Exec'] == f'outpost --{action}'
        assert f'{{ "{action}", 0' in source and f'{{ "{action}", {action.replace("-", "_")}_action' in source, action


def activation():
    """the bus can start it by its name"""
    service = (BUILD / f'data/{APP}.service').read_text(encoding='utf-8')
    assert f'Name={APP}\n' in service and re.search(r'\nExec=/.*/outpost --gapplication-service\n', service), service
    assert 'DBusActivatable=true' in (BUILD / f'data/{APP}.desktop').read_text(encoding='utf-8')


def search_provider():
    """a desktop's search finds the program by its name, where it answers"""
    read = configparser.ConfigParser(interpolation=None)
    read.read(TOP / f'data/{APP}.search-provider.ini', encoding='utf-8')
    assert read.sections() == ['Shell Search Provider']
    assert dict(read['Shell Search Provider']) == {
        'desktopid': f'{APP}.desktop', 'busname': APP, 'objectpath': f'/{APP.replace(".", "/")}/SearchProvider', 'version': '2'}
    installed = json.loads((BUILD / 'meson-info/intro-installed.json').read_text(encoding='utf-8'))
    assert any(place.endswith(f'/share/gnome-shell/search-providers/{APP}.search-provider.ini') for place in installed.values())


def settings():
    """every setting says what it is, and each number how far it goes"""
    for key in ET.parse(TOP / f'data/{APP}.gschema.xml').iter('key'):
        name = key.get('name')
        assert key.findtext('summary') and key.findtext('description'), name
        assert key.get('type') in 'bas' or key.find('range') is not None, name


def icons():
    """both icons are on their grids, and show something in every size"""
    try:
        import gi  # pylint: disable=import-outside-toplevel
        gi.require_version('GdkPixbuf', '2.0')
        from gi.repository import GdkPixbuf  # pylint: disable=import-outside-toplevel
    except (ImportError, ValueError) as missing:
        raise tap.Skip(missing) from missing
    for path, grid in ((ICONS / f'scalable/apps/{APP}.svg', 128), (ICONS / f'symbolic/apps/{APP}-symbolic.svg', 16)):
        assert ET.parse(path).getroot().get('viewBox') == f'0 0 {grid} {grid}', path
        for size in ICON_SIZES:
            drawn = GdkPixbuf.Pixbuf.new_from_file_at_size(str(path), size, size)
            alphas = drawn.get_pixels()[3::4]
            covered = sum(alpha > 127 for alpha in alphas) / (size * size)
            assert (drawn.get_width(), drawn.get_height()) == (size, size) and 0.2 < covered < 0.9, (path, size, covered)


def symbolic_icon():
    """the symbolic icon has one color, so that a theme can give it another"""
    text = (ICONS / f'symbolic/apps/{APP}-symbolic.svg').read_text(encoding='utf-8')
    assert len(set(re.findall('#[0-9a-f]{6}', text))) == 1 and 'Gradient' not in text and 'opacity' not in text


def flatpak():
    """the Flatpak asks for five permissions, and builds from pinned sources without a network"""
    manifest = json.loads((TOP / f'flatpak/{APP}.json').read_text(encoding='utf-8'))
    assert manifest['id'] == APP and (manifest['runtime'], manifest['runtime-version']) == ('org.gnome.Platform', '50')
    assert set(manifest['finish-args']) == PERMISSIONS and len(manifest['finish-args']) == len(PERMISSIONS)
    assert 'build-args' not in json.dumps(manifest)
    *others, own = manifest['modules']
    assert [source['type'] for source in own['sources']] == ['dir']
    for module in others:
        assert all(re.match('[0-9a-f]{64}$', source['sha256']) and source['url'].startswith('https://')
                   for source in module['sources']), module


tap.run([words, hardware, screenshots, releases, desktop_file, activation, search_provider, settings, icons, symbolic_icon,
         flatpak])
