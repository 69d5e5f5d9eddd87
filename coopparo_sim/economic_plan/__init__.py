"""The economic plan of a founded cooperative as a workbook: statements of three futures, needs, risks, clauses, assumptions."""
