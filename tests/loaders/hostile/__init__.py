"""Files made to hurt the reader, one generator a case, and what is documented to come of each."""
