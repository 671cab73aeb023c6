# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls the tools that make the files, and takes the day of making out of what they made."""
import os
import pathlib
import random
import re
import subprocess
import zipfile
from PIL import Image, ImageChops, ImageFilter

EPOCH = '1767225600'
ENV = {**os.environ, 'SOURCE_DATE_EPOCH': EPOCH, 'TZ': 'UTC', 'LC_ALL': 'C.UTF-8'}
TAGGED = ('pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
          '"ExportBookmarks":{"type":"boolean","value":"true"},'
          '"SelectPdfVersion":{"type":"long","value":"17"}}')
UNTAGGED = ('pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"},'
            '"ExportBookmarks":{"type":"boolean","value":"false"}}')


def soffice(files, to, out_dir, profile):
    if not files:
        return
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless',
                    '--convert-to', to, '--outdir', str(out_dir), *map(str, files)],
                   check=True, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def page_texts(pdf):
    text = subprocess.run(['pdftotext', str(pdf), '-'], check=True, env=ENV,
                          capture_output=True).stdout.decode('utf-8')
    return text.split('\f')[:-1]


def fix_zip(path, date):
    """Same members, the document's own date instead of today's."""
    year, month, day = (int(x) for x in date.split('-'))
    with zipfile.ZipFile(path) as old:
        members = [(i.filename, i.compress_type, old.read(i)) for i in old.infolist()]
    with zipfile.ZipFile(path, 'w') as new:
        for name, how, data in members:
            if name == 'meta.xml':
                data = fix_meta(data.decode(), date).encode()
            if name == 'settings.xml':
                data = re.sub(rb'(config:name="Rsid(?:Root)?" config:type="int">)\d+', rb'\g<1>1', data)
            if name == 'content.xml':
                data = number_lists(data)
            info = zipfile.ZipInfo(name, (max(year, 1980), month, day, 9, 0, 0))
            info.compress_type = how
            new.writestr(info, data)


def number_lists(data):
    """LibreOffice draws the identifiers of lists at random; here they are counted."""
    seen = {}
    return re.sub(rb'(?<=")list\d+(?=")',
                  lambda m: seen.setdefault(m.group(), b'list%d' % len(seen)), data)


def fix_meta(text, date):
    text = re.sub(r'(<(?:meta:creation-date|dc:date)>)[^<]*', rf'\g<1>{date}T09:00:00', text)
    return re.sub(r'(<meta:editing-duration>)[^<]*', r'\g<1>PT1H', text)


def fix_pdf(path, date):
    """Dates of the document itself, and an identifier that hangs on the content only."""
    data = pathlib.Path(path).read_bytes()
    stamp = ('D:' + date.replace('-', '') + '090000').encode()
    data = re.sub(rb'D:\d{14}', stamp, data)
    data = re.sub(rb'/ID\s*\[\s*<[0-9A-Fa-f]{32}>\s*<[0-9A-Fa-f]{32}>\s*\]',
                  lambda m: re.sub(rb'(?<=<)[0-9A-Fa-f]{32}', b'0' * 32, m.group()), data)
    data = re.sub(rb'/DocChecksum /[0-9A-F]{32}', b'/DocChecksum /' + b'0' * 32, data)
    pathlib.Path(path).write_bytes(data)
    subprocess.run(['qpdf', '--deterministic-id', '--object-streams=generate', str(path),
                    '--replace-input'], check=True)


def fix_rtf(path):
    """LibreOffice numbers revisions at random, and says how long it was open."""
    data = pathlib.Path(path).read_bytes()
    pathlib.Path(path).write_bytes(re.sub(rb'\\(?:\w*rsid\w*|edmins)\d+', b'', data))


def scan(pdf, out, date, work):
    """Prints and scans: pictures of the pages, a little crooked and dirty, and no text."""
    subprocess.run(['pdftoppm', '-r', '300', '-gray', str(pdf), str(work / 'scan')], check=True)
    rng, pages = random.Random(date), []
    for picture in sorted(work.glob('scan-*.pgm')):
        name = picture.with_suffix('.tif')
        dirty(Image.open(picture), rng).save(name, compression='group4', dpi=(300, 300))
        pages.append(str(name))
    subprocess.run(['img2pdf', '--nodate', '--output', str(out), *pages], check=True, env=ENV,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    fix_pdf(out, date)


def dirty(image, rng):
    image = image.rotate(rng.uniform(-0.6, 0.6), resample=Image.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(0.5))
    specks = Image.new('L', image.size, 255)
    for _ in range(160):
        x, y = rng.randrange(image.width), rng.randrange(image.height)
        specks.paste(0, (x, y, x + rng.randint(1, 2), y + rng.randint(1, 2)))
    return ImageChops.darker(image, specks).point(lambda v: 255 if v > 150 else 0).convert('1')
