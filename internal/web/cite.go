package web

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"detente"
	"detente/report"
)

// piece is a run of text; To is the address of what it names, "" for none.
type piece struct{ Text, To string }

// citer finds in a text what has evidence behind it: deals (D1), assumptions
// (A3), unknowns (U1), quotes in parentheses, and paths into the case.
type citer struct {
	base                    string // address of the evidence
	deals, assumed, unknown int
	quotes                  map[string]bool
	paths                   map[string]bool
}

// newCiter returns the citer of a case with a number of deals.
func newCiter(c *openCase, deals int) *citer {
	t := &citer{base: casePath(c.ID, "evidence") + "/", deals: deals, quotes: map[string]bool{}, paths: map[string]bool{}}
	cs := c.Parsed.Case
	if cs == nil {
		return t
	}
	for _, in := range cs.Inputs() {
		t.paths[in.Path] = true
		if in.Class == detente.Assumed {
			t.assumed++
		}
	}
	for _, q := range cs.Questions() {
		t.unknown++
		t.paths[q.Path] = true
	}
	for i := range cs.Evidence {
		t.quotes[string(cs.Evidence[i].ID)] = true
	}
	return t
}

// named matches what may be evidence: an id, a path of the case file, or words in
// parentheses.
var named = regexp.MustCompile(`\b[DAU][0-9]{1,6}\b|\b(?:parties|issues|rules|relations|power)\.[a-z0-9.-]*[a-z0-9]|\([a-z][a-z0-9-]*(?:, [a-z][a-z0-9-]*)*\)`)

// text cuts a text into pieces.
func (t *citer) text(s string) []piece {
	s = report.Visible(s)
	var out []piece
	done := 0
	add := func(end int, more ...piece) {
		if end > done {
			out = append(out, piece{Text: s[done:end]})
		}
		out = append(out, more...)
	}
	for _, at := range named.FindAllStringIndex(s, -1) {
		found := s[at[0]:at[1]]
		switch {
		case found[0] == '(':
			if list := t.list(found); list != nil {
				add(at[0], list...)
				done = at[1]
			}
		case t.known(found):
			add(at[0], t.one(found))
			done = at[1]
		}
	}
	add(len(s))
	return out
}

// known reports whether an id or a path names something of the case.
func (t *citer) known(id string) bool {
	if strings.Contains(id, ".") {
		return t.paths[id]
	}
	n, err := strconv.Atoi(id[1:])
	if err != nil || n < 1 || id[1] == '0' {
		return false
	}
	switch id[0] {
	case 'D':
		return n <= t.deals
	case 'A':
		return n <= t.assumed
	}
	return n <= t.unknown
}

// one is a piece that leads to its evidence.
func (t *citer) one(id string) piece { return piece{id, t.base + url.PathEscape(id)} }

// list cuts "(economy, relief)" into its quotes, nil where one of the words is
// no quote; what cites an assumption in parentheses is found as such.
func (t *citer) list(s string) []piece {
	var out []piece
	for i, id := range strings.Split(strings.Trim(s, "()"), ", ") {
		if !t.quotes[id] {
			return nil
		}
		sign := ", "
		if i == 0 {
			sign = "("
		}
		out = append(out, piece{Text: sign}, t.one(id))
	}
	return append(out, piece{Text: ")"})
}

// method leads to what a method's answer rests on.
func (t *citer) method(name string) string { return t.base + name }
