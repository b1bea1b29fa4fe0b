package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"detente"
)

// randomBlock makes a block of a random kind, with what users and mistakes may
// bring: long, empty, foreign and hostile texts, crowds, ties, no numbers.
func randomBlock(seed uint64) detente.Block {
	r := &chance{rand.New(rand.NewPCG(seed, 4))}
	switch seed % 10 {
	case 0:
		return r.scatter(0)
	case 1:
		return r.scatter(1 + r.IntN(5))
	case 2:
		return &detente.Bars{Title: r.words(), Unit: r.words(), Max: r.number(), Bars: r.bars(1)}
	case 3:
		return &detente.Bars{Title: r.words(), Unit: r.words(), Waterfall: true, Bars: r.bars(1 + r.IntN(7))}
	case 4:
		return &detente.Bars{Title: r.words(), Bars: r.bars(2 + r.IntN(4))}
	case 5:
		return r.matrix()
	case 6:
		return r.lines()
	case 7:
		return r.density()
	case 8:
		return &detente.Intervals{Title: r.words(), X: r.axis(), Rows: r.bars(1)}
	}
	return r.graph()
}

type chance struct{ *rand.Rand }

var vocabulary = strings.Fields(`Russia United States Ukraine D1 D2 s12 a sanctions
	Donaudampfschifffahrtsgesellschaft Самопроголошена республіка 한국어 中华人民共和国 العربية <b>&amp;"'
	not=territory and/or self-determination WWWWWWWWWWWW iiiiii 👩‍👩‍👧 e` + "\u0301\u0301 x\x00y \u202e \xff")

func (r *chance) words() string {
	n := r.IntN(4)
	if r.IntN(8) == 0 {
		n = 25
	}
	var out []string
	for range n {
		out = append(out, vocabulary[r.IntN(len(vocabulary))])
	}
	return strings.Join(out, " ")
}

// number is mostly a utility, sometimes large, small, below zero or none.
func (r *chance) number() float64 {
	switch r.IntN(40) {
	case 0:
		return math.NaN()
	case 1:
		return math.Inf(1 - 2*r.IntN(2))
	case 2:
		return r.NormFloat64() * 1e9
	case 3:
		return r.NormFloat64() * 1e-7
	case 4:
		return 1e300
	case 5, 6, 7:
		return float64(50)
	case 8, 9:
		return -100 * r.Float64()
	}
	return 100 * r.Float64()
}

func (r *chance) axis() detente.Axis {
	a := detente.Axis{Name: r.words(), Unit: r.words()}
	switch r.IntN(3) {
	case 0:
		a.Max = 100
	case 1:
		a.Min, a.Max = r.number(), r.number()
	}
	return a
}

// size is mostly small, sometimes a crowd.
func (r *chance) size(crowd int) int {
	if r.IntN(10) == 0 {
		return r.IntN(crowd)
	}
	return r.IntN(14)
}

var markKinds = []string{"with consent", "without consent", "no deal", "nash", "", "package", "a", "b", "c", "another kind with a long name"}

func (r *chance) mark(more int) detente.Mark {
	m := detente.Mark{X: r.number(), Y: r.number(), Kind: markKinds[r.IntN(len(markKinds))]}
	if r.IntN(4) > 0 {
		m.Label = r.words()
	}
	for range more {
		m.More = append(m.More, r.number())
	}
	return m
}

func (r *chance) scatter(more int) detente.Block {
	s := &detente.Scatter{Title: r.words(), X: r.axis(), Y: r.axis()}
	for range more {
		s.More = append(s.More, r.axis())
	}
	for range r.size(900) {
		s.Points = append(s.Points, r.mark(more))
	}
	for range r.IntN(4) {
		s.Rules = append(s.Rules, detente.Rule2D{At: r.number(), Vertical: r.IntN(2) == 0, Label: r.words()})
	}
	for range r.IntN(3) {
		s.Areas = append(s.Areas, detente.Area2D{Low: [2]float64{r.number(), r.number()}, High: [2]float64{r.number(), r.number()}, Label: r.words()})
		s.Paths = append(s.Paths, r.line())
	}
	return s
}

func (r *chance) line() detente.Series {
	s := detente.Series{Label: r.words()}
	for range r.IntN(12) {
		s.X, s.Y = append(s.X, r.number()), append(s.Y, r.number())
		if r.IntN(3) > 0 {
			s.Size = append(s.Size, r.number())
		}
	}
	return s
}

func (r *chance) bars(groups int) []detente.Bar {
	names := []string{""}
	for range groups - 1 {
		names = append(names, r.words())
	}
	var out []detente.Bar
	for range r.size(120) {
		b := detente.Bar{Label: r.words(), Group: names[r.IntN(groups)], Value: r.number()}
		if r.IntN(2) == 0 {
			b.Low, b.High = r.number(), r.number()
		}
		if r.IntN(3) == 0 {
			b.Note = r.words()
		}
		out = append(out, b)
	}
	return out
}

func (r *chance) matrix() detente.Block {
	m := &detente.Matrix{Title: r.words(), Note: r.words()}
	for range r.IntN(12) {
		m.Columns = append(m.Columns, r.words())
	}
	verdicts := r.IntN(2) == 0
	for range r.size(60) {
		m.Rows = append(m.Rows, r.words())
		var row []detente.MatrixCell
		for j := range r.IntN(len(m.Columns) + 2) {
			c := detente.MatrixCell{Weight: r.number(), Text: r.words(), Empty: r.IntN(4) == 0}
			if verdicts && j == len(m.Columns)-1 {
				c = detente.MatrixCell{Text: []string{"clash", "trade", "common", "one", ""}[r.IntN(5)]}
			}
			row = append(row, c)
		}
		m.Cells = append(m.Cells, row)
	}
	return m
}

func (r *chance) lines() detente.Block {
	b := &detente.Lines{Title: r.words(), X: r.axis(), Y: r.axis(), SizeName: r.words()}
	for range r.size(90) {
		b.Series = append(b.Series, r.line())
	}
	return b
}

func (r *chance) density() detente.Block {
	d := &detente.Density{Title: r.words(), X: r.axis()}
	at := 100 * r.Float64()
	for range 2 + r.IntN(40) {
		at += r.Float64()
		d.At, d.Mass = append(d.At, at), append(d.Mass, r.Float64())
	}
	for range r.IntN(5) {
		d.Intervals = append(d.Intervals, detente.Span{Label: r.words(), Low: r.number(), High: r.number()})
	}
	for range r.size(30) {
		d.Marks = append(d.Marks, r.mark(0))
	}
	return d
}

func (r *chance) graph() detente.Block {
	g := &detente.Graph{Title: r.words(), Map: r.IntN(3) == 0}
	n := 1 + r.size(80)
	for i := range n {
		node := detente.Node{ID: fmt.Sprintf("s%d", i), Label: r.words()}
		switch r.IntN(6) {
		case 0:
			node.ID = r.words()
		case 1:
			node.Kind = []string{"start", "equilibrium", "x"}[r.IntN(3)]
		}
		g.Nodes = append(g.Nodes, node)
	}
	for range r.IntN(3 * n) {
		g.Edges = append(g.Edges, detente.Edge{From: g.Nodes[r.IntN(n)].ID, To: g.Nodes[r.IntN(n)].ID,
			Label: []string{"", "Russia", "United States", r.words()}[r.IntN(4)], Kind: []string{"", "breach", "positive", "negative"}[r.IntN(4)]})
	}
	return g
}
