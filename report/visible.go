package report

// Visible returns a text as it may be printed: runs of white space folded to one
// space, and what is invisible or could command a terminal or turn the direction
// of writing written out as an escape.
func Visible(s string) string { return show(s) }
