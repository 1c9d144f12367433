"""Writes every generated table of Sources/ElementaryFunctions/Tables.

Needs mpmath (see README.md); run without arguments from any directory.
"""

import log_exp_tables

log_exp_tables.make()
