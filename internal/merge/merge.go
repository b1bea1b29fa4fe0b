// Package merge joins two edits of one text, line by line.
//
// [Three] returns the parts of the joined text: those that nobody or only one
// side changed are settled, those that both changed differently are for a person
// to settle; [Text] writes the text out.
package merge

import (
	"slices"
	"strings"
)

// Part is a stretch of the joined text. Where it is a conflict, Theirs and Yours
// are what each side made of Base; elsewhere Text is what the joined text says.
type Part struct {
	Text                []string // lines with their line ends
	Conflict            bool
	Base, Theirs, Yours []string
}

// Choice settles a conflict.
type Choice int

// The ways to settle a conflict.
const (
	Theirs Choice = iota
	Yours
	Both // theirs, then yours
)

// Three joins two texts that were made from one. A line that one side changed is
// as that side has it, and a change that both made is made once. Changes are a
// conflict where they touch the same lines of the base, or both add lines at the
// same place.
func Three(base, theirs, yours string) []Part {
	b := lines(base)
	t, y := diff(b, lines(theirs)), diff(b, lines(yours))
	var parts []Part
	at := 0
	for len(t) > 0 || len(y) > 0 {
		c := group(&t, &y)
		parts = settled(parts, b[at:c.start])
		parts = append(parts, c.part(b))
		at = c.stop
	}
	return settled(parts, b[at:])
}

// settled adds lines about which there is nothing to decide.
func settled(parts []Part, text []string) []Part {
	if len(text) == 0 {
		return parts
	}
	return append(parts, Part{Text: text})
}

// cluster is changes of both sides that touch one another.
type cluster struct {
	start, stop   int // of the base
	theirs, yours []change
}

// group takes the next changes off both lists: the first one and all that touch
// it.
func group(t, y *[]change) cluster {
	var c cluster
	take := func(from *[]change, to *[]change) {
		next := (*from)[0]
		if len(c.theirs)+len(c.yours) == 0 {
			c.start, c.stop = next.start, next.stop
		}
		c.stop = max(c.stop, next.stop)
		*to, *from = append(*to, next), (*from)[1:]
	}
	if len(*y) == 0 || len(*t) > 0 && !(*y)[0].before((*t)[0]) {
		take(t, &c.theirs)
	} else {
		take(y, &c.yours)
	}
	for {
		switch {
		case len(*t) > 0 && c.touches((*t)[0]):
			take(t, &c.theirs)
		case len(*y) > 0 && c.touches((*y)[0]):
			take(y, &c.yours)
		default:
			return c
		}
	}
}

// touches reports whether a change concerns lines of the cluster, or adds lines
// where the cluster does.
func (c *cluster) touches(next change) bool {
	return next.start < c.stop || next.start == c.start && next.start == next.stop && c.start == c.stop
}

// part is what becomes of a cluster.
func (c *cluster) part(base []string) Part {
	old := base[c.start:c.stop]
	theirs, yours := apply(base, c.start, c.stop, c.theirs), apply(base, c.start, c.stop, c.yours)
	switch {
	case len(c.yours) == 0 || slices.Equal(theirs, yours):
		return Part{Text: theirs}
	case len(c.theirs) == 0:
		return Part{Text: yours}
	}
	return Part{Conflict: true, Base: old, Theirs: theirs, Yours: yours}
}

// apply makes changes to a stretch of the base.
func apply(base []string, start, stop int, changes []change) []string {
	var out []string
	for _, c := range changes {
		out = append(append(out, base[start:c.start]...), c.lines...)
		start = c.stop
	}
	return append(out, base[start:stop]...)
}

// Conflicts counts the parts that a person must settle.
func Conflicts(parts []Part) int {
	n := 0
	for i := range parts {
		if parts[i].Conflict {
			n++
		}
	}
	return n
}

// Text writes the joined text, its conflicts settled by choices in their order;
// where a choice is missing, by Both, so that nothing is lost.
func Text(parts []Part, choices []Choice) string {
	var out strings.Builder
	open := false // the last line has no end yet
	write := func(text []string) {
		for _, l := range text {
			if open {
				out.WriteByte('\n')
			}
			out.WriteString(l)
			open = !strings.HasSuffix(l, "\n")
		}
	}
	n := 0
	for _, p := range parts {
		if !p.Conflict {
			write(p.Text)
			continue
		}
		choice := Both
		if n < len(choices) {
			choice = choices[n]
		}
		n++
		if choice != Yours {
			write(p.Theirs)
		}
		if choice != Theirs {
			write(p.Yours)
		}
	}
	return out.String()
}

// lines cuts a text after each line end.
func lines(text string) []string {
	if text == "" {
		return nil
	}
	out := strings.SplitAfter(text, "\n")
	if out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}
