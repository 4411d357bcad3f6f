"""`make bench`: ratios measured in one run on one machine, so that they mean the same anywhere."""
