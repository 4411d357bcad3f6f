"""Valid workbooks damaged at random, and cells and headings made by a grammar."""
