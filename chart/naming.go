package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// namedPlace is where labelled marks stand; those in one place share a label.
type namedPlace struct {
	x, y   float64
	kind   string
	labels []string
}

// places returns the places of labelled marks, those of rare kinds first.
func (p *plane) places() []namedPlace {
	var out []namedPlace
	index, common := map[[2]int]int{}, map[string]int{}
	for _, m := range p.marks {
		label := clean(m.Label)
		if label == "" {
			continue
		}
		x, y := p.x.at(m.X), p.y.at(m.Y)
		key := [2]int{int(math.Round(x)), int(math.Round(y))}
		i, seen := index[key]
		if !seen {
			i = len(out)
			index[key] = i
			out = append(out, namedPlace{x: x, y: y})
		}
		out[i].kind = m.Kind
		common[m.Kind]++
		if !slices.Contains(out[i].labels, label) {
			out[i].labels = append(out[i].labels, label)
		}
	}
	slices.SortStableFunc(out, func(a, b namedPlace) int { return cmp.Compare(common[a.kind], common[b.kind]) })
	return out
}

// names writes the labels. Where there are many, the order leaps over the
// places, so that those that get a label are spread over all.
func (p *plane) names() {
	places := p.places()
	for k := range places {
		at := &places[k]
		if len(places) > 2*fewLines {
			at = &places[leap(k, len(places))]
		}
		r := radius + 1.5 + 3.5*float64(min(len(at.labels)-1, 4))
		if k >= placedLabels || !p.name(at.x, at.y, r, strings.Join(at.labels, ", "), len(places) <= 2*fewLines) {
			p.unnamed += len(at.labels)
		}
	}
}

// name writes a label where there is room, if need be with a leader that
// crosses others.
func (p *plane) name(x, y, r float64, s string, need bool) bool {
	if p.c.label(p.placer, x, y, r, s) {
		return true
	}
	p.placer.tangled = need
	defer func() { p.placer.tangled = false }()
	return need && p.c.label(p.placer, x, y, r, s)
}

// leap returns the kth of n numbers in an order that visits each once and is
// spread over all from the start: steps of about the golden section of n,
// without a divisor in common with it.
func leap(k, n int) int {
	step := max(1, int(float64(n)*0.618))
	for gcd(step, n) != 1 {
		step++
	}
	return k * step % n
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// label writes a text beside a mark, with a leader where it stands away from
// it, and reports whether there was room.
func (c *canvas) label(p *placer, x, y, r float64, s string) bool {
	t := wrap(s, max(60, min(180, c.width/3)), plain, 2)
	at, lead, ok := p.place(x, y, r, t.width()+2, t.height(), len(distances))
	if !ok {
		return false
	}
	if lead {
		x1, y1 := at.nearest(x, y)
		c.line("leader", x, y, x1, y1, "")
	}
	switch mid := (at.x0 + at.x1) / 2; {
	case at.x1 <= x: // ends at the mark, however wide it turns out
		c.text("label halo", end, at.x1-1, at.y0, t)
	case at.x0 >= x:
		c.text("label halo", start, at.x0+1, at.y0, t)
	default:
		c.text("label halo", middle, mid, at.y0, t)
	}
	return true
}
