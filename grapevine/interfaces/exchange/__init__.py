"""Outside formats, a folder each: they turn files into records and books into files, and decide nothing.

``imports`` brings files in, ``exports`` hands the book out, ``kinds`` tells what a file is, ``archives`` opens zips.
"""
