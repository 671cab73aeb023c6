# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the example collection of Gjenfinn from corpus/sources."""
