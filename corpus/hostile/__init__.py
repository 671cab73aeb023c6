# SPDX-License-Identifier: GPL-3.0-or-later
"""What make-damaged is made of: a module a kind of file; tree.py keeps the list."""
