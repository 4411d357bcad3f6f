"""Sample workbooks as clerks type them, and the truth beside them; `python -m sample_data.make` writes it all."""
