"""The language of a page: Swedish, or English where we write the text, and how Swedish writes numbers and sorts."""
