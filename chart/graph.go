package chart

import (
	"slices"
	"strings"

	"detente"
)

// Limits of what is drawn as nodes and arrows; beyond, a table of crossings is
// easier to read.
const (
	mostNodes   = 60
	mostArcs    = 200
	mostParties = 16 // on a map, 12 on a phone
	fullNodes   = 16 // up to so many, nodes have their whole names
	namedArcs   = 30 // up to so many, arrows have their names beside them
)

// network is a graph while it is drawn.
type network struct {
	c     *canvas
	isMap bool
	nodes []detente.Node
	arcs  []arc
	boxes []box        // of the nodes
	texts []text       // in the nodes
	signs [][2]float64 // drawn on arrows

	nodeKinds, arcLabels, arcKinds []string
	nodeLooks                      []style
}

// arc is an arrow between two nodes; both is true where one drawn in both
// directions stands for two.
type arc struct {
	from, to    int
	label, kind string
	both        bool
}

func (c *canvas) graph(b *detente.Graph) string {
	g := newNetwork(c, b)
	if len(g.nodes) == 0 {
		return ""
	}
	what := count(len(g.nodes), "node", "nodes") + " and " + count(len(b.Edges), "arrow", "arrows")
	parties := mostParties
	if c.narrow() {
		parties = 12
	}
	switch {
	case len(g.nodes) > mostNodes, len(g.arcs) > mostArcs, g.isMap && len(g.nodes) > parties:
		g.crossings()
		what = "Table of " + what + ": from the rows to the columns."
	case g.isMap:
		g.drawMap()
		what = "Map of " + what + "."
	default:
		g.drawLayers()
		what = "Graph of " + what + "."
	}
	return what
}

// newNetwork reads a graph: the first node of a name counts, and arrows from or
// to nothing, or from a node to itself, are left to the table.
func newNetwork(c *canvas, b *detente.Graph) *network {
	g := &network{c: c, isMap: b.Map}
	index := map[string]int{}
	for _, n := range b.Nodes {
		if _, seen := index[n.ID]; !seen {
			index[n.ID] = len(g.nodes)
			g.nodes = append(g.nodes, n)
			g.nodeKinds = appendNew(g.nodeKinds, n.Kind)
		}
	}
	known := map[arc]int{}
	for _, e := range b.Edges {
		from, ok1 := index[e.From]
		to, ok2 := index[e.To]
		a := arc{from: from, to: to, label: e.Label, kind: e.Kind}
		back := arc{from: to, to: from, label: e.Label, kind: e.Kind}
		if _, seen := known[a]; !ok1 || !ok2 || from == to || seen {
			continue
		}
		if i, seen := known[back]; seen {
			g.arcs[i].both = true
			continue
		}
		known[a] = len(g.arcs)
		g.arcs = append(g.arcs, a)
		g.arcLabels, g.arcKinds = appendNew(g.arcLabels, e.Label), appendNew(g.arcKinds, e.Kind)
	}
	g.nodeLooks = styles(g.nodeKinds)
	return g
}

// appendNew appends a word that is not empty and not there yet.
func appendNew(words []string, w string) []string {
	if w == "" || slices.Contains(words, w) {
		return words
	}
	return append(words, w)
}

// look is how an arrow looks: colour and sign by its label (who moves), dashes
// by its kind; where there are no labels, all by its kind.
func (g *network) look(a arc) style {
	if s, ok := attitude(a.kind); ok && g.isMap {
		return s
	}
	k := slices.Index(g.arcKinds, a.kind)
	if len(g.arcLabels) == 0 || g.isMap {
		return nth(max(0, k))
	}
	s := nth(max(0, slices.Index(g.arcLabels, a.label)))
	if len(g.arcKinds) > 0 {
		s.dash = dashes[(k+1)%len(dashes)]
	}
	return s
}

// attitude is how a relation of the case language looks.
func attitude(kind string) (style, bool) {
	switch kind {
	case "positive":
		return style{colour: 3, shape: plus}, true
	case "negative":
		return style{colour: 2, shape: cross, dash: dashes[1]}, true
	case "neutral":
		return style{colour: 0, shape: circle, dash: dashes[2]}, true
	}
	return style{}, false
}

// nodeText is what a node is called: "s1: as signed".
func (g *network) nodeText(n detente.Node) string {
	switch {
	case n.Label == "" || n.Label == n.ID:
		return n.ID
	case g.isMap:
		return n.Label
	}
	return n.ID + ": " + n.Label
}

// measure wraps the nodes' names into boxes at most so wide.
func (g *network) measure(names []string, most float64, lines int) (widths, heights []float64) {
	for i, n := range g.nodes {
		t := wrap(names[i], most-14-g.signRoom(n), plain, lines)
		g.texts = append(g.texts, t)
		widths = append(widths, max(26, t.width()+14+g.signRoom(n)))
		heights = append(heights, max(plain.height(), t.height())+10)
	}
	return widths, heights
}

// signRoom is the width of the sign of a node's kind.
func (g *network) signRoom(n detente.Node) float64 {
	if n.Kind == "" {
		return 0
	}
	return 14
}

// drawNodes draws the boxes over the arrows.
func (g *network) drawNodes() {
	for i, n := range g.nodes {
		b := g.boxes[i]
		name := g.nodeText(n)
		if n.Kind != "" {
			name += " (" + n.Kind + ")"
		}
		g.c.mark("node", name, func() {
			g.c.rect("box", b, 6)
			x, y := b.x0+7, (b.y0+b.y1)/2
			if n.Kind != "" {
				g.c.swatch(g.nodeLook(n.Kind), b.x0+11, y, radius)
				x += g.signRoom(n)
			}
			g.c.text("label", start, x, y-g.texts[i].height()/2, g.texts[i])
		})
	}
}

func (g *network) nodeLook(kind string) style { return g.nodeLooks[slices.Index(g.nodeKinds, kind)] }

// arcName is an arrow in words.
func (g *network) arcName(a arc) string {
	way := " to "
	if a.both {
		way = " to and from "
	}
	s := g.nodeText(g.nodes[a.from]) + way + g.nodeText(g.nodes[a.to])
	if what := strings.TrimPrefix(a.label+", "+a.kind, ", "); what != "" {
		s += ": " + strings.TrimSuffix(what, ", ")
	}
	return s
}

// arcLabels writes the arrows' names beside their middles, where there is room;
// the legend has them all.
func (g *network) writeArcs(middles [][2]float64, bounds box) {
	if len(g.arcs) > namedArcs {
		return
	}
	p := newPlacer(bounds)
	for _, b := range g.boxes {
		p.taken = append(p.taken, b.grown(2))
	}
	for _, m := range middles {
		p.draw(box{m[0] - 4, m[1] - 4, m[0] + 4, m[1] + 4})
	}
	for i, a := range g.arcs {
		t := line(a.label, 110, small)
		if at, _, ok := p.place(middles[i][0], middles[i][1], 4, t.width()+2, t.height(), 1); ok && len(t.lines) > 0 {
			g.c.text("arc-name halo", start, at.x0+1, at.y0, t)
		}
	}
}

// arrowhead draws a tip at a place, with the direction it points in.
func (c *canvas) arrowhead(s style, x, y, dx, dy float64) {
	const long, wide = 8, 3.6
	c.area(style{colour: s.colour}.class()+" flat", new(pen).move(x, y).
		to(x-long*dx-wide*dy, y-long*dy+wide*dx).
		to(x-long*dx+wide*dy, y-long*dy-wide*dx).close())
}

// entries tell the kinds of nodes apart, then the arrows.
func (g *network) entries() []entry {
	var out []entry
	for i, k := range g.nodeKinds {
		out = append(out, entry{k, func(x, y float64) { g.c.swatch(g.nodeLooks[i], x, y, radius) }})
	}
	return append(out, g.arcEntries()...)
}

func (g *network) arcEntries() []entry {
	var out []entry
	sample := func(s style, sign bool) func(x, y float64) {
		return func(x, y float64) {
			g.c.line(s.stroke(), x-11, y, x+6, y, s.dash)
			g.c.arrowhead(s, x+12, y, 1, 0)
			if sign {
				g.c.swatch(s, x-3, y, 3.5)
			}
		}
	}
	byKind := len(g.arcLabels) == 0 || g.isMap
	for _, l := range g.arcLabels {
		if !byKind {
			s := g.look(arc{label: l})
			if len(g.arcKinds) > 0 {
				s.dash = ""
			}
			out = append(out, entry{l, sample(s, true)})
		}
	}
	for _, k := range g.arcKinds {
		s := g.look(arc{kind: k})
		if !byKind {
			s = style{colour: 6, dash: s.dash}
		}
		out = append(out, entry{k, sample(s, byKind)})
	}
	return out
}
