# SPDX-License-Identifier: GPL-3.0-or-later
"""A Document as DOCX, by python-docx; what LibreOffice makes PDF and ODT from."""
import copy
import datetime
import re
import docx
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

RUNS = re.compile(r'(\*\*\*|\*\*|\*)(.+?)\1')
CHANGES = re.compile(r'\{([-+])(.+?)\1\}')


class Writer:
    def __init__(self, document, blocks, theme, pages):
        self.source, self.blocks, self.theme, self.pages = document, blocks, theme, pages
        self.doc = docx.Document()
        self.bookmark = 0

    def write(self, path):
        self.set_up()
        for block in self.blocks:
            getattr(self, 'put_' + block.kind)(self.doc, block)
        self.doc.save(path)

    def set_up(self):
        meta, theme = self.source.meta, self.theme
        when = datetime.datetime.fromisoformat(meta['date'] + 'T09:00:00')
        props = self.doc.core_properties
        props.title, props.author = meta['title'], theme['name']
        props.created = props.modified = when
        props.language = meta['lang'] + '-NO'
        props.comments, props.last_modified_by = '', theme['name']
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.3)
        self.styles()
        self.header_footer(section)

    def styles(self):
        meta, theme = self.source.meta, self.theme
        font = meta.get('font', theme['font'])
        for name in ('Normal', 'Title', 'Heading 1', 'Heading 2', 'Heading 3'):
            style = self.doc.styles[name]
            style.font.name = font
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attr in list(fonts.attrib):
                if 'Theme' in attr or 'theme' in attr:
                    del fonts.attrib[attr]
            for attr in ('w:ascii', 'w:hAnsi', 'w:cs', 'w:eastAsia'):
                fonts.set(qn(attr), font)
            if name != 'Normal':
                style.font.color.rgb = RGBColor.from_string(theme['colour'])
        normal = self.doc.styles['Normal']
        normal.font.size = Pt(float(meta.get('size', 11)))
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = float(meta.get('leading', 1.08))
        for lang in self.doc.styles.element.iter(qn('w:lang')):
            lang.set(qn('w:val'), meta['lang'] + '-NO')

    def header_footer(self, section):
        meta, theme = self.source.meta, self.theme
        if meta.get('cover'):
            section.different_first_page_header_footer = True
        header = section.header.paragraphs[0]
        header.text = meta.get('header', theme['header'])
        footer = section.footer.paragraphs[0]
        word = ('Side ', ' av ')
        footer.text = meta.get('footer', theme['footer']) + '\t\t' + word[0]
        field(footer, 'PAGE')
        footer.add_run(word[1])
        field(footer, 'NUMPAGES')
        for par in (header, footer):
            for run in par.runs:
                run.font.size = Pt(8.5)

    def par(self, where, text, style=None, opts=None):
        par = where.add_paragraph(style=style)
        runs(par, text)
        if opts and opts.get('keep'):
            par.paragraph_format.keep_with_next = True
        return par

    def put_p(self, where, block):
        par = self.par(where, block.text, opts=block.opts)
        if self.source.meta.get('goback') and block.text.startswith('**Konklusjon') \
                and not self.bookmark:
            self.bookmark = 1
            add_bookmark(par)

    def put_h(self, where, block):
        if block.level == 0:
            style = 'Title' if self.source.meta.get('bigtitle', True) else 'Heading 1'
            par = self.par(where, block.text, style)
            if self.source.meta.get('cover'):
                par.paragraph_format.space_before = Pt(160)
            return
        par = self.par(where, block.text, f'Heading {block.level}')
        if block.level == 1 and self.source.meta.get('chapterbreak'):
            par.paragraph_format.page_break_before = True

    def put_ul(self, where, block):
        for level, text in block.rows:
            self.par(where, text, 'List Bullet 2' if level else 'List Bullet')

    def put_ol(self, where, block):
        number = new_numbering(self.doc)
        for _, text in block.rows:
            par = self.par(where, text, 'List Number')
            props = par._p.get_or_add_pPr().get_or_add_numPr()
            props.get_or_add_numId().val = number
            props.get_or_add_ilvl().val = 0

    def put_kv(self, where, block):
        for key, value in block.rows:
            par = where.add_paragraph()
            par.paragraph_format.tab_stops.add_tab_stop(Cm(4))
            par.paragraph_format.left_indent = Cm(4)
            par.paragraph_format.first_line_indent = Cm(-4)
            par.paragraph_format.space_after = Pt(2)
            par.add_run(key + ':').bold = True
            runs(par, '\t' + value)
        self.put_gap(where, block)

    def put_tabs(self, where, block):
        for row in block.rows:
            par = where.add_paragraph('\t'.join(row))
            par.paragraph_format.space_after = Pt(0)
            for i in range(1, len(row)):
                par.paragraph_format.tab_stops.add_tab_stop(Cm(float(block.opts.get('cm', 5)) * i))
        self.put_gap(where, block)

    def put_lines(self, where, block):
        for line in block.rows:
            par = self.par(where, line)
            par.paragraph_format.space_after = Pt(0)
            par.paragraph_format.tab_stops.add_tab_stop(Cm(3.5))
        self.put_gap(where, block)

    def put_gap(self, where, _block):
        par = where.add_paragraph()
        par.paragraph_format.space_after = Pt(0)

    def put_pagebreak(self, where, _block):
        where.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def put_toc(self, where, _block):
        par = self.par(where, '**Innhald**' if self.source.nynorsk else '**Innhold**')
        par.runs[0].font.size = Pt(16)
        for heading in [b for b in self.blocks if b.kind == 'h' and b.level in (1, 2)]:
            page = self.pages.get(heading.text, 0) if self.pages else 0
            par = where.add_paragraph(f'{heading.text}\t{page}')
            form = par.paragraph_format
            form.left_indent, form.space_after = Cm(0.6 * (heading.level - 1)), Pt(2)
            form.line_spacing = 1.0
            form.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)

    def put_table(self, where, block):
        if not block.rows:
            return
        columns = max(len(r) for r in block.rows)
        table = where.add_table(len(block.rows), columns)
        if block.opts.get('rules') != 'no':
            table.style = self.doc.styles['Table Grid']
        widths(table, block.opts.get('widths') or natural_widths(block.rows, columns), columns)
        for i, row in enumerate(block.rows):
            for j, text in enumerate(row):
                cell(table.cell(i, j), text, bold=i == 0 or block.opts.get('bold') == '1',
                     fill=self.theme['fill'] if i == 0 and 'rules' not in block.opts else None)
        mark_header(table.rows[0])
        self.put_gap(where, block)

    def put_casetable(self, where, block):
        table = where.add_table(len(block.rows) + 1, 2)
        table.style = self.doc.styles['Table Grid']
        widths(table, '1:6.5', 2)
        for j, text in enumerate(block.opts['head']):
            cell(table.cell(0, j), text, bold=True, fill=self.theme['fill'])
        for i, (number, blocks) in enumerate(block.rows, 1):
            cell(table.cell(i, 0), number)
            inner = table.cell(i, 1)
            for sub in blocks:
                getattr(self, 'put_' + sub.kind)(inner, sub)
            inner._tc.remove(inner.paragraphs[0]._p)
        self.put_gap(where, block)


def runs(par, text):
    """Adds @text; {-gone-} and {+new+} become changes that are kept track of."""
    pos = 0
    for match in CHANGES.finditer(text):
        plain_runs(par, text[pos:match.start()])
        changed(par, match.group(2), 'w:del' if match.group(1) == '-' else 'w:ins')
        pos = match.end()
    plain_runs(par, text[pos:])


def changed(par, text, kind):
    run = par.add_run(text)._r
    if kind == 'w:del':
        run.t_lst[0].tag = qn('w:delText')
    change = OxmlElement(kind)
    for key, value in (('w:id', '1'), ('w:author', 'Sekretariatet'), ('w:date', '2023-03-13T10:00:00Z')):
        change.set(qn(key), value)
    run.addprevious(change)
    change.append(run)


def plain_runs(par, text):
    pos = 0
    for match in RUNS.finditer(text):
        par.add_run(text[pos:match.start()])
        run = par.add_run(match.group(2))
        run.bold = len(match.group(1)) > 1 or None
        run.italic = len(match.group(1)) % 2 == 1 or None
        pos = match.end()
    par.add_run(text[pos:])


def field(par, code):
    run = par.add_run()
    for kind, text in (('begin', None), (None, code), ('separate', None), ('t', '1'), ('end', None)):
        if kind == 't':
            element = OxmlElement('w:t')
            element.text = text
        elif kind is None:
            element = OxmlElement('w:instrText')
            element.text = text
        else:
            element = OxmlElement('w:fldChar')
            element.set(qn('w:fldCharType'), kind)
        run._r.append(element)


def cell(target, text, bold=False, fill=None):
    par = target.paragraphs[0]
    par.paragraph_format.space_after = 0
    runs(par, f'**{text}**' if bold and text else text)
    for run in par.runs:
        run.font.size = Pt(9.5)
    if re.fullmatch(r'[-−–]?[\d  .,]+ ?%?', text):
        par.alignment = 2
    if fill:
        shade = OxmlElement('w:shd')
        shade.set(qn('w:val'), 'clear')
        shade.set(qn('w:fill'), fill)
        target._tc.get_or_add_tcPr().append(shade)


def widths(table, spec, columns):
    parts = [float(x) for x in spec.split(':')] if spec else [1.0] * columns
    table.autofit = False
    for j, part in enumerate(parts[:columns]):
        table.columns[j].width = Cm(16 * part / sum(parts))
        for row in table.rows:
            row.cells[j].width = Cm(16 * part / sum(parts))


def natural_widths(rows, columns):
    longest = [max(len(r[j]) if j < len(r) else 0 for r in rows) for j in range(columns)]
    return ':'.join(str(min(max(n, 8), 40)) for n in longest)


def mark_header(row):
    props = row._tr.get_or_add_trPr()
    props.append(OxmlElement('w:tblHeader'))


def new_numbering(doc):
    """A list of its own, so that numbering starts at 1 again."""
    numbering = doc.part.numbering_part.element
    style = doc.styles['List Number'].element
    old = style.pPr.numPr.numId.val
    abstract = [n for n in numbering.num_lst if n.numId == old][0].abstractNumId.val
    num = numbering.add_num(abstract)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    return num.numId


def add_bookmark(par):
    start, end = OxmlElement('w:bookmarkStart'), OxmlElement('w:bookmarkEnd')
    start.set(qn('w:id'), '0')
    start.set(qn('w:name'), '_GoBack')
    end.set(qn('w:id'), '0')
    par._p.insert(1, start)
    par._p.insert(2, end)
