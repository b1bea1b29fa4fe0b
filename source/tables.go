package source

import (
	"slices"
	"strings"
	"unicode"
)

// isRow reports whether line i is a row of a table: cells between pipes, with a
// row beside it that has as many; or cells between tabs, likewise.
func (r *reader) isRow(i int) bool {
	n := r.columns(i)
	if n < 2 {
		return false
	}
	s := r.lines[i].Of(r.text)
	if s[0] == '|' && s[len(s)-1] == '|' && n >= 2 {
		return true
	}
	return i > 0 && r.columns(i-1) == n || i+1 < len(r.lines) && r.columns(i+1) == n
}

// columns counts the cells of a line that could be a row.
func (r *reader) columns(i int) int {
	if r.lines[i].blank() {
		return 0
	}
	return len(r.cells(r.lines[i].Span))
}

// cells cuts a line at its pipes, or else at its tabs. A line with neither has
// none.
func (r *reader) cells(l Span) []Span {
	s := l.Of(r.text)
	mark := byte('|')
	if strings.IndexByte(s, mark) < 0 {
		if mark = '\t'; strings.IndexByte(s, mark) < 0 {
			return nil
		}
	}
	var cells []Span
	start := l.Start
	for at := l.Start; at <= l.End; at++ {
		if at < l.End && (r.text[at] != mark || at > l.Start && r.text[at-1] == '\\') {
			continue
		}
		edge := mark == '|' && (at == l.Start || at == l.End && l.End > l.Start && r.text[l.End-1] == '|')
		if !edge {
			cells = append(cells, r.trim(Span{start, at}))
		}
		start = at + 1
	}
	return cells
}

// isRuler reports whether line i separates the header of a table: |---|:--:|.
func (r *reader) isRuler(i int) bool {
	if i >= len(r.lines) || r.lines[i].blank() {
		return false
	}
	s := r.lines[i].Of(r.text)
	return strings.Contains(s, "-") && strings.Trim(s, "|-:+ \t") == ""
}

// table reads a table from line i.
func (r *reader) table(i int) int {
	if !r.isRow(i) {
		return i
	}
	t := &Table{}
	ruled := r.isRuler(i + 1)
	span := r.lines[i].Span
	j := i
	for ; j < len(r.lines) && !r.lines[j].blank(); j++ {
		if r.isRuler(j) {
			continue
		}
		if !r.isRow(j) {
			break
		}
		t.Rows = append(t.Rows, r.cells(r.lines[j].Span))
		span.End = r.lines[j].End
	}
	if len(t.Rows) == 0 || len(t.Rows) == 1 && !ruled && r.text[span.Start] != '|' {
		return i
	}
	if ruled || r.headed(t.Rows) {
		t.Header, t.Rows = t.Rows[0], t.Rows[1:]
	}
	r.add(Block{Kind: Grid, Span: span, Table: t, Lead: r.lead()})
	return j
}

// headed reports whether the first of a table's rows, set off by nothing, names
// the columns: its first cell is empty or a word for what the rows are, or only
// the rows below it have figures.
func (r *reader) headed(rows [][]Span) bool {
	if len(rows) < 2 || len(rows[0]) == 0 {
		return false
	}
	switch strings.ToLower(strings.Trim(rows[0][0].Of(r.text), "*_ :")) {
	case "", "issue", "issues", "party", "parties", "topic", "topics", "item", "items", "point", "points", "area", "areas", "subject",
		"question", "demand", "demands", "country", "countries", "side", "sides", "state", "company", "objective", "objectives", "matter",
		"term", "terms", "who", "what", "name", "actor", "position", "areas of cooperation", "group", "union", "year", "date":
		return true
	}
	return !r.figures(rows[0]) && slices.ContainsFunc(rows[1:], r.figures)
}

// figures reports whether a cell after the first of a row has a digit.
func (r *reader) figures(row []Span) bool {
	return slices.ContainsFunc(row[min(1, len(row)):], func(c Span) bool {
		return strings.ContainsFunc(c.Of(r.text), unicode.IsDigit)
	})
}
