# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail: EML, MHTML, MSG."""
import base64
import struct

from .packed import Compound, fat_cycle, zipped
from .tree import READ, SPOILT, UNSUPPORTED, noise, write_pieces

HEAD = b'From: Ragnhild <r@varstad.example>\r\nTo: post@heimfjord.example\r\nSubject: Felles legevakt\r\nDate: Tue, 12 Mar 2024 09:00:00 +0100\r\nMIME-Version: 1.0\r\n'
BODY = 'Regionrådet godkjenner forslaget.\r\n'.encode()
PART = b'Content-Type: text/plain; charset=utf-8\r\n\r\n'
LOOSE = 'read partly:limit|damaged|unsupported|encrypted unread:damaged|limit|empty|no-text|unsupported'


def multipart(parts, kind=b'mixed', boundary=b'skille', head=HEAD):
    return (head + b'Content-Type: multipart/' + kind + b'; boundary="' + boundary + b'"\r\n\r\n'
            + b''.join(b'--' + boundary + b'\r\n' + p + b'\r\n' for p in parts) + b'--' + boundary + b'--\r\n')


def attachment(name, data, kind=b'application/octet-stream'):
    return (b'Content-Type: ' + kind + b'; name="' + name + b'"\r\nContent-Disposition: attachment; filename="' + name
            + b'"\r\nContent-Transfer-Encoding: base64\r\n\r\n' + base64.encodebytes(data).replace(b'\n', b'\r\n'))


def letters(tree):
    def add(name, data, outcomes, note):
        tree.add(f'mail/{name}.eml', data, outcomes, note)
    deep = HEAD + b''.join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(10000)) + PART + BODY
    add('multipart-deep', deep, LOOSE, 'parts in parts, 10,000 levels')
    inner = HEAD + PART + BODY
    for _ in range(200):
        inner = HEAD + b'Content-Type: message/rfc822\r\n\r\n' + inner
    add('message-deep', inner, LOOSE, 'a mail in a mail, 200 times')
    add('boundary-missing', HEAD + b'Content-Type: multipart/mixed\r\n\r\n--x\r\n' + PART + BODY + b'--x--\r\n', LOOSE, 'parts without a boundary')
    add('boundary-never', HEAD + b'Content-Type: multipart/mixed; boundary=finnes-ikke\r\n\r\n' + BODY, LOOSE, 'a boundary that never comes')
    add('boundary-long', multipart([PART + BODY], boundary=b'x' * 9000), LOOSE, 'a boundary of 9,000 letters')
    add('boundary-same', HEAD + b'Content-Type: multipart/mixed; boundary=a\r\n\r\n' + b'--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n' * 300 + PART + BODY, LOOSE, 'parts within parts with the same boundary')
    add('header-huge', HEAD + b'X-Stor: ' + b'x' * 5000000 + b'\r\n' + PART + BODY, LOOSE, 'a header of 5 MB')
    add('headers-many', HEAD + b''.join(b'X-%d: y\r\n' % i for i in range(100000)) + PART + BODY, LOOSE, '100,000 headers')
    add('subject-huge', HEAD.replace(b'Felles legevakt', b'=?utf-8?B?' + base64.b64encode(b'sak ' * 50000) + b'?=') + PART + BODY, LOOSE, 'a subject of 200,000 letters')
    add('encoded-words', HEAD.replace(b'Felles legevakt', b'=?utf-8?Q?=?= =?x?x?x?= =?utf-16?B?//8=?= =?utf-8?B?!!!?= =?iso-8859-1?Q?H=F8ring?=') + PART + BODY, READ, 'words that are encoded wrongly')
    add('base64-garbage', multipart([PART + BODY, b'Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n' + b'!@#$%^&*() not base64 \xff\xfe\r\n' * 400]), LOOSE, 'an attachment that is not the base64 it says')
    add('names', multipart([PART + BODY] + [attachment(n, BODY + n) for n in (b'../../../etc/passwd', b'/etc/shadow', b'..\\\\..\\\\a.txt', b'', b'a\0b.txt', b'=?utf-8?Q?=2E=2E/x?=', b'x' * 5000, b'a.txt', b'a.txt')]), READ + ' partly:damaged|limit', 'attachments whose names lead out')
    add('parts-many', multipart([attachment(b'%d.txt' % i, b'sak %d' % i, b'text/plain') for i in range(12000)]), 'read partly:limit', '12,000 attachments')
    add('attachment-bomb', multipart([PART + BODY, attachment(b'a.zip', zipped([('null.txt', b'\0' * 30000000)]), b'application/zip')]), READ, 'an attachment that is a bomb')
    add('charset-unknown', HEAD + b'Content-Type: text/plain; charset=x-klingon\r\n\r\n' + BODY, READ, 'a character set that is not')
    add('charset-lies', HEAD + b'Content-Type: text/plain; charset=utf-16\r\n\r\n' + BODY, LOOSE, 'UTF-8 that says it is UTF-16')
    add('encoding-unknown', HEAD + b'Content-Transfer-Encoding: x-uuencode-og-mer\r\n' + PART + BODY, READ + ' partly:damaged', 'an encoding that is not')
    add('quoted-broken', HEAD + b'Content-Transfer-Encoding: quoted-printable\r\n' + PART + b'=\r\n=ZZ=4=\xff=C3=\r\n' * 200 + BODY, READ + ' partly:damaged', 'quoted-printable that is not')
    add('html-only', HEAD + b'Content-Type: text/html\r\n\r\n<p>' + BODY + b'<table>' * 3000, LOOSE, 'nothing but HTML, with open tables')
    add('headers-only', HEAD + b'\r\n', 'read unread:empty|no-text', 'a mail without a body')
    add('header-cut', HEAD[:60], LOOSE, 'a mail that ends within its headers')
    add('encrypted', multipart([b'Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n', b'Content-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\nabc\r\n'], b'encrypted; protocol="application/pgp-encrypted"'), LOOSE, 'an encrypted mail')
    add('winmail', multipart([PART + BODY, attachment(b'winmail.dat', struct.pack('<IH', 0x223e9f78, 1) + noise('tnef', 500), b'application/ms-tnef')]), READ + ' partly:unsupported|damaged', 'an attachment of Outlook (TNEF), with noise')
    add('bare-line-ends', (HEAD + PART + BODY).replace(b'\r\n', b'\r'), LOOSE + ' ' + UNSUPPORTED, 'line ends of old Macintoshes')
    add('nul', (HEAD + PART + BODY).replace(b'a', b'a\0'), LOOSE + ' ' + UNSUPPORTED, 'NULs all over')
    add('external-body', HEAD + b'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\r\n\r\nContent-Type: text/plain\r\n\r\n', LOOSE, 'a body that lies in /etc/passwd')
    tree.add('mail/archive.mbox', (b'From r@varstad.example Tue Mar 12 09:00:00 2024\r\n' + HEAD + PART + BODY + b'\r\n') * 20, LOOSE, 'a folder of 20 mails')
    tree.add('mail/page.mhtml', multipart([b'Content-Type: text/html; charset=utf-8\r\nContent-Location: http://a.example/\r\n\r\n<html><body><h1>Felles legevakt</h1><p>' + BODY + b'</p></body></html>',
             b'Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://a.example/a.png\r\n\r\nAAAA\r\n'], b'related; type="text/html"'), READ + ' partly:damaged|no-text', 'a saved page with a picture that is none')
    tree.add('mail/many-lines.eml', write_pieces(lambda: [HEAD + PART] + [BODY * 10000] * 80), 'read partly:limit unread:limit', 'a body of 28 MB')
    tree.spoil('mail/letter.eml', multipart([PART + BODY * 5, attachment(b'a.txt', BODY * 20)]), 'a good mail', truncations=(15, 50, 90), n_flips=4, outcomes=LOOSE)


def wide(text):
    return text.encode('utf-16-le')


def message(attachments=(), body=BODY.decode(), **more):
    """A mail of Outlook: streams by the number and type of a property."""
    root = {'__properties_version1.0': b'\0' * 32, '__nameid_version1.0': {'__substg1.0_00020102': b'', '__substg1.0_00030102': b''},
            '__substg1.0_001A001F': wide('IPM.Note'), '__substg1.0_0037001F': wide('Felles legevakt'), '__substg1.0_0C1A001F': wide('Ragnhild'), '__substg1.0_1000001F': wide(body)}
    for i, (name, data) in enumerate(attachments):
        root[f'__attach_version1.0_#{i:08X}'] = {'__properties_version1.0': b'\0' * 8, '__substg1.0_3707001F': wide(name), '__substg1.0_37010102': data}
    root.update(more.get('extra', {}))
    return Compound(root).bytes


def outlook(tree):
    def add(name, data, outcomes, note):
        tree.add(f'mail/{name}.msg', data, outcomes, note)
    good = message([('vedlegg.txt', BODY)])
    add('good', good, READ, 'a good mail of Outlook')
    add('names', message([('../../etc/passwd', BODY), ('', BODY + b'2'), ('a\0b.txt', BODY + b'3'), ('a' * 6000, BODY + b'4')]), READ + ' partly:damaged|limit', 'attachments whose names lead out')
    add('fat-cycle', fat_cycle(good), SPOILT, 'chains of sectors that never end')
    add('fat-self', fat_cycle(good, 1), SPOILT, 'sectors that follow themselves')
    add('attachments-many', message([(f'{i}.txt', b'sak %d' % i) for i in range(3000)]), 'read partly:limit|damaged', '3,000 attachments')
    inner = {'__properties_version1.0': b'\0' * 24, '__substg1.0_0037001F': wide('innerst'), '__substg1.0_1000001F': wide('innerst')}
    for i in range(120):
        inner = {'__properties_version1.0': b'\0' * 24, '__substg1.0_0037001F': wide(f'nummer {i}'), '__attach_version1.0_#00000000': {'__substg1.0_3701000D': inner}}
    add('message-deep', message(extra={'__attach_version1.0_#00000000': {'__substg1.0_3701000D': inner}}), 'read partly:limit|damaged', 'a mail in a mail, 120 times')
    rtf = struct.pack('<IIII', 16, 2000000000, 0x75465a4c, 0) + noise('lzfu', 300)
    add('rtf-lies', message(body='', extra={'__substg1.0_10090102': rtf}), LOOSE, 'a body of packed RTF that says it is 2 GB')
    tree.spoil('mail/outlook.msg', good, 'a good mail of Outlook', truncations=(10, 40, 70, 95), n_flips=8)


def add(tree):
    letters(tree)
    outlook(tree)
