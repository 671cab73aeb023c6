# SPDX-License-Identifier: GPL-3.0-or-later
"""A Document as HTML: as a web page with menus and lists of other documents, or for printing."""
import html
import re

RUNS = re.compile(r'(\*\*\*|\*\*|\*)(.+?)\1')
TAGS = {1: 'em', 2: 'strong', 3: 'strong'}


def inline(text):
    return RUNS.sub(lambda m: f'<{TAGS[len(m.group(1))]}>{m.group(2)}</{TAGS[len(m.group(1))]}>',
                    html.escape(text, quote=False))


def slug(text):
    return re.sub(r'[^a-z0-9æøå]+', '-', text.lower()).strip('-')


def body(blocks, nynorsk):
    return '\n'.join(piece(b, blocks, nynorsk) for b in blocks)


def piece(block, blocks, nynorsk):
    kind = block.kind
    if kind == 'h':
        return f'<h{block.level + 1} id="{slug(block.text)}">{inline(block.text)}</h{block.level + 1}>'
    if kind == 'p':
        return f'<p>{inline(block.text)}</p>'
    if kind == 'lines':
        return '<p>' + '<br>\n'.join(inline(line) for line in block.rows) + '</p>'
    if kind in ('ul', 'ol'):
        return items(block)
    if kind == 'kv':
        rows = ''.join(f'<dt>{inline(k)}:</dt><dd>{inline(v)}</dd>\n' for k, v in block.rows)
        return f'<dl>\n{rows}</dl>'
    if kind in ('table', 'tabs'):
        return table(block)
    if kind == 'casetable':
        return casetable(block, blocks, nynorsk)
    if kind == 'toc':
        return toc(blocks, nynorsk)
    return '<div class="pagebreak"></div>' if kind == 'pagebreak' else ''


def items(block):
    out, depth = [f'<{block.kind}>'], 0
    for level, text in block.rows:
        if level > depth:
            out.append('<ul>')
        elif level < depth:
            out.append('</ul>')
        depth = level
        out.append(f'<li>{inline(text)}</li>')
    return '\n'.join(out + ['</ul>'] * depth + [f'</{block.kind}>'])


def table(block):
    klass = 'bare' if block.opts.get('rules') == 'no' or block.kind == 'tabs' else 'ruled'
    out = [f'<table class="{klass}">']
    for i, row in enumerate(block.rows):
        tag = 'th' if i == 0 and block.kind == 'table' else 'td'
        out.append('<tr>' + ''.join(td(tag, c) for c in row) + '</tr>')
    return '\n'.join(out + ['</table>'])


def td(tag, text):
    number = re.fullmatch(r'[-−–]?[\d  .,]+ ?%?', text)
    return f'<{tag}{" class=n" if number else ""}>{inline(text)}</{tag}>'


def casetable(block, blocks, nynorsk):
    out = ['<table class="ruled">', '<tr>' + ''.join(f'<th>{h}</th>' for h in block.opts['head']) + '</tr>']
    for number, inner in block.rows:
        cells = '\n'.join(piece(b, blocks, nynorsk) for b in inner)
        out.append(f'<tr><td>{number}</td><td>{cells}</td></tr>')
    return '\n'.join(out + ['</table>'])


def toc(blocks, nynorsk):
    rows = ''.join(f'<li class="l{b.level}"><a href="#{slug(b.text)}">{inline(b.text)}</a></li>\n'
                   for b in blocks if b.kind == 'h' and b.level in (1, 2))
    return f'<nav class="toc"><p class="tochead">{"Innhald" if nynorsk else "Innhold"}</p><ul>{rows}</ul></nav>'


def page(document, blocks, theme, others):
    """A page of the council's web site, with all that is not the document around it."""
    meta, nn = document.meta, document.nynorsk
    menu = theme['menu']
    w = dict(lang=meta['lang'], title=html.escape(meta['title']), site=theme['name'],
             menu=''.join(f'<li><a href="/{slug(m)}">{m}</a></li>' for m in menu),
             crumbs=' / '.join(['Framside' if nn else 'Forside', 'Politikk', 'Møte og referat' if nn else 'Møter og referater']),
             body=body(blocks, nn), address=theme['address'],
             cookie='Vi brukar informasjonskapslar for å telje besøk.' if nn else 'Vi bruker informasjonskapsler for å telle besøk.',
             ok='Greitt' if nn else 'Greit', skip='Hopp til innhaldet' if nn else 'Hopp til innholdet',
             share='Del denne sida' if nn else 'Del denne siden',
             like='Liknande dokument' if nn else 'Like dokumenter',
             others=''.join(teaser(o, nn) for o in others),
             date=meta['date'], org='Ansvarleg redaktør: dagleg leiar' if nn else 'Ansvarlig redaktør: daglig leder',
             tilg='Tilgjengeerklæring' if nn else 'Tilgjengelighetserklæring')
    return PAGE.format(**w)


def teaser(other, nn):
    title, opening = other
    more = 'Detaljar' if nn else 'Detaljer'
    return f'<li><h3><a href="#">{html.escape(title)}</a></h3><p>{html.escape(opening)}</p><a class="more" href="#">{more}</a></li>\n'


PAGE = '''<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title} - {site}</title>
<meta name="generator" content="Publiseringsløysing 4.2">
<style>body{{font-family:sans-serif;margin:0}} nav ul{{display:flex;list-style:none}} aside{{background:#eee}}</style>
<script>window.stats = window.stats || []; stats.push(["vedtak", "view"]);</script>
</head>
<body>
<a class="skip" href="#innhold">{skip}</a>
<div id="cookie" role="dialog"><p>{cookie}</p><button>{ok}</button></div>
<header><a href="/" class="logo">{site}</a>
<nav aria-label="Hovedmeny"><ul>{menu}</ul></nav>
<form role="search"><input type="search" name="q"><button>Søk</button></form></header>
<p class="breadcrumb">{crumbs}</p>
<main id="innhold">
<article>
{body}
</article>
<p class="share">{share}: <a href="#">E-post</a> <a href="#">Facebook</a></p>
</main>
<aside class="related"><h2>{like}</h2>
<ul>
{others}</ul></aside>
<footer><p>{site}, {address}</p><p>{org}. <a href="/tilgjengelighet">{tilg}</a></p><p>{date}</p></footer>
</body>
</html>
'''


def shared(document, pages, others):
    """A page of a site where people share documents: no structure, a line for each page of
    the document, and more of other documents than of this one."""
    titles = ''.join(f'<div><a href="/d/{i}">{html.escape(t)}</a></div>\n'
                     for i, (t, _) in enumerate(others, 101))
    lines = ''.join(f'<div class="t"><b>{n}</b> {html.escape(" ".join(text.split()), quote=False)}</div>\n'
                    for n, text in enumerate(pages, 1))
    teasers = ''.join(f'<div><a href="/d/{i}">{html.escape(t)}</a></div><div>{html.escape(t)} '
                      f'{html.escape(o)}</div><div><a href="/d/{i}">Detaljer</a></div>\n'
                      for i, (t, o) in enumerate(others, 101))
    title = html.escape(document.meta['title'])
    return SHARED.format(lang=document.meta['lang'], title=title, titles=titles, lines=lines,
                         teasers=teasers, count=len(pages))


SHARED = '''<html lang="{lang}">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title} | Delte dokumenter - gratis nedlasting</title></head>
<body>
<div>Delte dokumenter</div><div><a href="/login">Logg inn</a> <a href="/new">Registrer deg</a></div>
<div>{title}</div>
<div>Størrelse: px</div><div>Begynne med side:</div><div>{count} sider</div>
<div>Like dokumenter</div>
{titles}<div>Transkript:</div>
{lines}<div>{teasers}</div>
<div>Vilkår Personvern Tilbakemelding</div><div>Bruk av informasjonskapsler <a href="/ok">OK</a></div>
</body></html>
'''


def printable(document, blocks, theme):
    """HTML for WeasyPrint; two columns where the head says so."""
    meta = document.meta
    two = meta['via'] == 'print-2col'
    css = CSS.replace('FONT', meta.get('font', theme['font'])).replace('COLOUR', '#' + theme['colour'])
    css = css.replace('HEADER', meta.get('header', theme['header'])).replace('SIZE', str(meta.get('size', 10.5)))
    text = body(blocks, document.nynorsk)
    if two:
        css += TWO.replace('HYPHEN', meta.get('hyphen', '\u2010'))
        text = columns(text, bool(meta.get('chapterbreak')))
    if meta.get('cover'):
        css += 'h1{padding-top:7cm;font-size:30pt} .toc{page-break-before:always} .front{page-break-after:always} '
    return (f'<!DOCTYPE html><html lang="{meta["lang"]}"><head><meta charset="utf-8">'
            f'<title>{html.escape(meta["title"])}</title><style>{css}</style></head><body>{text}</body></html>')


def columns(text, each_chapter):
    head, *chapters = re.split(r'(?=<h2)', text)
    if not each_chapter:
        chapters = [''.join(chapters)]
    brk = ' chapter' if each_chapter else ''
    cols = ''.join(f'<div class="cols{brk}">{c}</div>' for c in chapters)
    return f'<div class="front">{head}</div>{cols}'


CSS = '''@page{size:A4;margin:2.2cm;@top-left{content:"HEADER";font:8pt FONT}
@bottom-right{content:"Side " counter(page) " av " counter(pages);font:8pt FONT}}
@page:first{@top-left{content:""}}
body{font:SIZEpt/1.4 FONT;} h1,h2,h3,h4{color:COLOUR;line-height:1.2;break-after:avoid}
h1{font-size:22pt} h2{font-size:15pt} h3{font-size:12.5pt} table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:9pt}
td,th{padding:2pt 5pt;vertical-align:top;text-align:left} .ruled td,.ruled th{border:.5pt solid #555}
.n{text-align:right} dt{float:left;width:4cm;font-weight:bold;clear:left} dd{margin-left:4.2cm}
.pagebreak{break-after:page} .toc ul{list-style:none;padding:0} .toc li a{color:black;text-decoration:none}
.toc li a::after{content:leader('.') target-counter(attr(href),page)} .toc .l2{padding-left:1em} .tochead{font-size:15pt;font-weight:bold}
'''
TWO = '''.cols{columns:2;column-gap:.8cm;text-align:justify;hyphens:auto;hyphenate-character:"HYPHEN";hyphenate-limit-chars:6 3 3}
.chapter{break-before:page} .cols table{break-inside:avoid;font-size:8pt;text-align:left;hyphens:none}
'''
