# SPDX-License-Identifier: GPL-3.0-or-later
"""The judged questions of corpus/questions.tsv, and which of their targets a hit is.

A target is FILE#CASE, FILE§SECTION (the first words of the section's heading, joined by _) or FILE.
Of several that fit a hit the narrowest counts.
"""
import dataclasses
import re

# Pictures of text: cannot be found without OCR, so nobody is marked down for it.
UNREAD = {'heimfjord/2008/motebok-2008-04-17-skanna.pdf'}


@dataclasses.dataclass
class Question:
    text: str
    language: str
    kind: str
    part: str
    match: str
    grades: dict

    def of_documents(self):
        """The same question where whole documents are what is found: a document is as good as its best part."""
        grades = {}
        for target, grade in self.grades.items():
            file = file_of(target)
            grades[file] = max(grade, grades.get(file, 0))
        return dataclasses.replace(self, grades=grades)


def file_of(target):
    return re.split('[#§]', target, maxsplit=1)[0]


def read(path, held_files):
    """Questions with something to find among the files held; targets in other files are left out."""
    for line in path.read_text(encoding='utf-8').splitlines():
        if not line or line.startswith('#'):
            continue
        text, language, kind, part, match, meant, also = line.split('\t')
        grades = {target: 1 for target in also.split() if target != '-'} | {target: 2 for target in meant.split()}
        grades = {target: grade for target, grade in grades.items()
                  if file_of(target) in held_files and file_of(target) not in UNREAD}
        if 2 in grades.values():
            yield Question(text, language, kind, part, match, grades)


def is_section(target, title):
    """'§7.1' is the section '7.1 Legevakt' and no other."""
    heading = target.split('§', 1)[1]
    title = re.sub(r'\s+', '_', (title or '').strip())
    return title == heading or title.startswith(heading + '_')


def target_of(question, file, unit):
    """Which of the question's targets this unit ({'case', 'title'}; None for a whole document) of a file is."""
    if unit is None:
        return file if file in question.grades else None
    fitting = [target for target in question.grades if file_of(target) == file]
    for target in fitting:
        if '#' in target and target == f"{file}#{unit.get('case')}":
            return target
        if '§' in target and is_section(target, unit.get('title')):
            return target
    return file if file in fitting else None


def ranked_grades(question, found):
    """Grades of what was found, in order.  found: (file, unit) pairs.  A second hit on the same target is passed over."""
    seen, grades = set(), []
    for file, unit in found:
        target = target_of(question, file, unit)
        if target is None:
            grades.append(0)
        elif target not in seen:
            seen.add(target)
            grades.append(question.grades[target])
    return grades
