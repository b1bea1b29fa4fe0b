package chart

import (
	"cmp"
	"fmt"
	"slices"
)

// rowGap is the room between two rows of nodes.
const rowGap = 54.0

// drawLayers draws a graph in rows: the first node, or those of kind "start",
// on top, and each other one as many rows below as it is moves away.
func (g *network) drawLayers() {
	c := g.c
	names, key := g.names()
	var pairs, steps [][2]int
	var starts []int
	for i, n := range g.nodes {
		if n.Kind == "start" {
			starts = append(starts, i)
		}
	}
	for _, a := range g.arcs {
		steps = append(steps, [2]int{a.from, a.to})
		if a.both {
			steps = append(steps, [2]int{a.to, a.from})
		}
		if p := pairOf(a); !slices.Contains(pairs, p) {
			pairs = append(pairs, p)
		}
	}
	widths, heights := g.measure(names, g.nodeRoom(), 4)
	l := layered(ranksFrom(len(g.nodes), steps, starts), widths, pairs, c.left()+12, c.right()-12, 14)
	r := g.route(l, widths, heights)
	top := c.y
	c.y = r.bottoms[len(r.bottoms)-1] + r.below
	middles := g.drawArcs(l, r)
	g.drawNodes()
	g.writeArcs(middles, box{c.left(), top, c.right(), c.y})
	c.legend(g.entries())
	g.key(key)
}

func pairOf(a arc) [2]int { return [2]int{min(a.from, a.to), max(a.from, a.to)} }

// names returns what stands in the nodes, and the key where that is not all.
func (g *network) names() (names, key []string) {
	short := true
	for _, n := range g.nodes {
		names = append(names, g.nodeText(n))
		short = short && width(clean(n.ID), plain) <= 64
	}
	if len(g.nodes) <= fullNodes {
		return names, nil
	}
	for i, n := range g.nodes {
		switch {
		case !short:
			key = append(key, fmt.Sprintf("%d  %s", i+1, names[i]))
			names[i] = fmt.Sprint(i + 1)
		case names[i] != n.ID:
			key = append(key, names[i])
			names[i] = n.ID
		}
	}
	return names, key
}

// nodeRoom is the width that a node may have.
func (g *network) nodeRoom() float64 {
	if g.c.narrow() {
		return 92
	}
	return 150
}

// key lists the whole names of nodes, in columns.
func (g *network) key(names []string) {
	c := g.c
	if len(names) == 0 {
		return
	}
	c.y += 10
	columns := 2
	if c.narrow() {
		columns = 1
	}
	room := (c.right() - c.left()) / float64(columns)
	below, most := c.y, (len(names)+columns-1)/columns
	c.begin("legend")
	for k := range columns {
		y := c.y
		for _, s := range names[min(len(names), k*most):min(len(names), (k+1)*most)] {
			y = c.text("key", start, c.left()+float64(k)*room, y, wrap(s, room-12, small, 2)) + 2
		}
		below = max(below, y)
	}
	c.end()
	c.y = below
}

// routes says where the rows stand and where arrows leave and reach the nodes.
type routes struct {
	tops, bottoms []float64       // of the rows
	below         float64         // room for arcs under the last row
	ports         [][2][2]float64 // for each arc, its upper and its lower end
}

// route gives the nodes their boxes and the arrows their ends: side by side on a
// node's edge, in the order in which they leave.
func (g *network) route(l *layers, widths, heights []float64) *routes {
	r := &routes{below: 2}
	y := g.c.y + 4
	for _, row := range l.rows {
		high := 0.0
		for _, v := range row {
			if v < len(heights) {
				high = max(high, heights[v])
			}
		}
		r.tops, r.bottoms = append(r.tops, y), append(r.bottoms, y+high)
		y += high + rowGap
	}
	for i := range g.nodes {
		at := l.at[i]
		mid := (r.tops[at.row] + r.bottoms[at.row]) / 2
		g.boxes = append(g.boxes, box{at.x - widths[i]/2, mid - heights[i]/2, at.x + widths[i]/2, mid + heights[i]/2})
	}
	for _, a := range g.arcs {
		if l.at[a.from].row == len(l.rows)-1 && l.at[a.to].row == len(l.rows)-1 {
			r.below = rowGap
		}
	}
	r.ports = make([][2][2]float64, len(g.arcs))
	for node := range g.nodes {
		for _, lower := range []bool{true, false} {
			g.ports(l, r, node, lower)
		}
	}
	return r
}

// ports spreads the arrows at the lower or the upper edge of a node.
func (g *network) ports(l *layers, r *routes, node int, lower bool) {
	type port struct {
		arc, end int
		towards  float64
	}
	var all []port
	for i, a := range g.arcs {
		if a.from != node && a.to != node {
			continue
		}
		way := g.way(l, a)
		end, next := 0, way[1]
		if way[0] != node {
			end, next = 1, way[len(way)-2]
		}
		down := l.at[next].row >= l.at[node].row
		if down == lower {
			all = append(all, port{i, end, l.at[next].x})
		}
	}
	slices.SortStableFunc(all, func(p, q port) int { return cmp.Compare(p.towards, q.towards) })
	b := g.boxes[node]
	step := min(14, (b.x1-b.x0-14)/float64(max(1, len(all))))
	for k, p := range all {
		y := b.y0
		if lower {
			y = b.y1
		}
		r.ports[p.arc][p.end] = [2]float64{(b.x0+b.x1)/2 + step*(float64(k)-float64(len(all)-1)/2), y}
	}
}

// way returns the vertices that an arrow passes, from the upper one down.
func (g *network) way(l *layers, a arc) []int {
	for _, k := range l.links {
		if [2]int{k.a, k.b} == pairOf(a) {
			return k.way
		}
	}
	return nil
}

// drawArcs draws the arrows and returns their middles.
func (g *network) drawArcs(l *layers, r *routes) [][2]float64 {
	middles := make([][2]float64, len(g.arcs))
	beside := map[[2]int]int{}
	for i, a := range g.arcs {
		way := g.way(l, a)
		shift := 6 * float64(beside[pairOf(a)])
		beside[pairOf(a)]++
		points := [][2]float64{r.ports[i][0]}
		for _, v := range way[1 : len(way)-1] {
			x := l.at[v].x + shift
			points = append(points, [2]float64{x, r.tops[l.at[v].row]}, [2]float64{x, r.bottoms[l.at[v].row]})
		}
		points = append(points, r.ports[i][1])
		sameRow := l.at[way[0]].row == l.at[way[len(way)-1]].row
		g.c.mark("arc", g.arcName(a), func() { middles[i] = g.drawArc(a, points, sameRow, a.from == way[0]) })
	}
	return middles
}

// drawArc draws an arrow through its points, steep where it leaves and reaches
// rows, and returns its middle. forward is true where it leads from the first
// point to the last.
func (g *network) drawArc(a arc, points [][2]float64, sameRow, forward bool) (mid [2]float64) {
	const tip = 7
	look := g.look(a)
	first, last := points[0], points[len(points)-1]
	headFirst, headLast := !forward || a.both, forward || a.both
	rise := -1.0 // which way the last point is reached
	if sameRow {
		rise = 1
	}
	if headFirst {
		points[0][1] += tip
	}
	if headLast {
		points[len(points)-1][1] += rise * tip
	}
	d := new(pen).move(points[0][0], points[0][1])
	half := (len(points) - 1) / 2
	for k := 1; k < len(points); k++ {
		p, q := points[k-1], points[k]
		low := (p[1] + q[1]) / 2
		if sameRow {
			low = max(p[1], q[1]) + 20 + min(16, max(p[0]-q[0], q[0]-p[0])/12)
		}
		switch {
		case p[0] == q[0] && !sameRow:
			d.to(q[0], q[1])
		default:
			d.curve(p[0], low, q[0], low, q[0], q[1])
		}
		if k-1 == half {
			mid = [2]float64{(p[0] + q[0]) / 2, (p[1]+q[1])/8 + low*3/4}
		}
	}
	g.c.stroke(look.stroke(), d, look.dash)
	if headFirst {
		g.c.arrowhead(look, first[0], first[1], 0, -1)
	}
	if headLast {
		g.c.arrowhead(look, last[0], last[1], 0, -rise)
	}
	g.c.swatch(look, mid[0], mid[1], 3.5)
	return mid
}
