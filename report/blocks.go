package report

import (
	"strings"

	"detente"
)

// How many entries of a block are shown without --full.
const (
	listLimit   = 8  // of lists of assumptions, questions, quotes
	rowLimit    = 12 // of tables, bars, points
	matrixLimit = 24 // of issues
)

// section prints a result's blocks under its title.
func (p *page) section(r *detente.Result) {
	p.heading(r.Title)
	if r.Detail && r.Answer != "" {
		p.sentences(r.Answer, len(indent))
		p.blank()
	}
	p.blocks(r)
}

// brief prints a detail's sentence and leaves its blocks to --full.
func (p *page) brief(r *detente.Result) {
	p.heading(r.Title)
	if r.Answer != "" {
		p.sentences(r.Answer, len(indent))
	}
	p.more(len(r.Blocks))
}

func (p *page) blocks(r *detente.Result) {
	left := 0
	for i, b := range r.Blocks {
		if detail(b) && !p.o.Full {
			left++
			continue
		}
		if pictorial(b) {
			continue
		}
		if i > 0 && !p.o.Plain {
			p.blank()
		}
		if p.o.Plain {
			p.plainBlock(b)
		} else {
			p.block(b)
		}
	}
	if left > 0 {
		p.more(left)
	}
	if p.o.Full {
		p.origin(r)
	}
}

// detail reports whether a block is shown only where everything is asked for:
// lists, tables and comparisons that say so, and distributions, whose intervals stand in another block.
func detail(b detente.Block) bool {
	switch b := b.(type) {
	case *detente.Table:
		return b.Detail
	case *detente.List:
		return b.Detail
	case *detente.Sides:
		return b.Detail
	case *detente.Density, *detente.Lines:
		return true
	}
	return false
}

// pictorial reports whether a block is for the eye alone: a picture of a table
// that stands beside it, in a form that characters cannot draw.
func pictorial(b detente.Block) bool {
	switch b := b.(type) {
	case *detente.Bars:
		return b.Waterfall
	case *detente.Scatter:
		return len(b.More) > 0
	}
	return false
}

// origin says which method made a result and which quotes it rests on.
func (p *page) origin(r *detente.Result) {
	s := "method: " + r.Method
	if v := r.Provenance.Version; v != "" {
		s += " " + v
	}
	if r.Label != detente.Open {
		s += "; label: " + r.Label.String()
	}
	if len(r.Evidence) > 0 {
		s += "; rests on the quotes " + joined(r.Evidence)
	}
	if p.o.Plain {
		p.fact(s)
		return
	}
	p.blank()
	p.text(faint, s, len(indent))
}

func joined[T ~string](ids []T) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = string(id)
	}
	return strings.Join(parts, ", ")
}

func (p *page) block(b detente.Block) {
	switch b := b.(type) {
	case *detente.Prose:
		p.proseBlock(b)
	case *detente.List:
		p.title(b.Title)
		p.items(b.Items, rowLimit)
	case *detente.Table:
		p.table(b)
	case *detente.Matrix:
		p.matrix(b)
	case *detente.Bars:
		p.bars(b)
	case *detente.Scatter:
		p.scatter(b)
	case *detente.Lines:
		p.series(b)
	case *detente.Density:
		p.density(b)
	case *detente.Intervals:
		p.intervals(b)
	case *detente.Graph:
		p.graph(b)
	case *detente.Text:
		p.textBlock(b)
	case *detente.Sides:
		p.sides(b)
	}
}

// proseBlock prints paragraphs; an empty line parts them.
func (p *page) proseBlock(b *detente.Prose) {
	for i, s := range paragraphs(b.Text) {
		if i > 0 {
			p.blank()
		}
		p.text(noStyle, s, 0)
	}
}

func paragraphs(s string) []string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var out []string
	for part := range strings.SplitSeq(s, "\n\n") {
		if part = show(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func (p *page) note(s string) { p.text(faint, s, 0) }
