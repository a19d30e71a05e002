// Whoever speaks of a script's errors speaks of languages and widths too.
@_exported import Text
