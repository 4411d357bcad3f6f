"""A second, independent reckoning of every figure by which units are ranked, held against `metrics`.

Plain loops over lists of dicts, written from the contract and the domain alone. It shares no code with `metrics`, no
frame logic and no catalogue: whoever misreads a rule there would have to misread it here in the same way for the two
to agree. Slow and simple on purpose; where the two differ, the text of the contract decides who is right.

`world` turns a snapshot into plain records; `returns` says whose list answers, `counters` what stands without one and
`by_hand` what the bureau entered; `projects`, `visits`, `space` and `survey` count; `adding_up` makes the figure,
`targets`, `clocks` and `pace` judge it. `generator` invents districts from a seed, `filed` folds files that went
through a real store. Readings of what the contract leaves open stand in the docstrings beside the rule; where no text
decides, `undecided` says so and nothing is held against each other.
"""
