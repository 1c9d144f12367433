"""Writes every generated table of Sources/ElementaryFunctions/Tables.

Needs mpmath (see README.md); run without arguments from any directory.
"""

import angle_tables
import incomplete_gamma_tables
import log_exp_tables
import probability_tables

log_exp_tables.make()
angle_tables.make()
probability_tables.make()
incomplete_gamma_tables.make()
