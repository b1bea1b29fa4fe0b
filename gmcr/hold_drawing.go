package gmcr

import (
	"fmt"
	"strings"

	"detente"
)

// Drawing shows why the state would last or not: the state, for each decision
// maker that would gain by leaving the move that tempts it most, and what the
// others could answer. Nil where nobody gains by leaving.
func (h *Hold) Drawing() *detente.Graph {
	g := h.g
	d := &sketch{g: g, graph: &detente.Graph{Title: "Who would leave, and what would answer"}, at: map[int]string{}}
	d.node(h.State, "as it stands", "start")
	for i := range h.Reasons {
		r := &h.Reasons[i]
		if r.Tempting < 0 {
			continue
		}
		leave := &r.Departures[r.Tempting]
		d.move(&Move{By: []int{i}, From: h.State, To: leave.To}, "improvement", "")
		if leave.Answer == nil {
			continue
		}
		kind := "possible"
		if leave.Answer.Credible {
			kind = "credible"
		}
		for k := range leave.Answer.Moves {
			end := ""
			if k == len(leave.Answer.Moves)-1 {
				end = "deterred"
			}
			d.move(&leave.Answer.Moves[k], kind+" answer", end)
		}
	}
	if len(d.graph.Edges) == 0 {
		return nil
	}
	return d.graph
}

// sketch is a drawing of some states and moves.
type sketch struct {
	g     *Graph
	graph *detente.Graph
	at    map[int]string // numbers of the nodes, in the order of the drawing
}

func (d *sketch) node(s int, label, kind string) {
	if d.at[s] != "" {
		return
	}
	d.at[s] = fmt.Sprint(len(d.at) + 1)
	d.graph.Nodes = append(d.graph.Nodes, detente.Node{ID: d.at[s], Label: label, Kind: kind})
}

// move adds a move and the state that it leads to, named by what it changes.
func (d *sketch) move(m *Move, kind, end string) {
	d.node(m.To, d.g.becomes(m.From, m.To), end)
	var by []string
	for _, i := range m.By {
		by = append(by, d.g.name(i))
	}
	d.graph.Edges = append(d.graph.Edges, detente.Edge{From: d.at[m.From], To: d.at[m.To], Label: list(by), Kind: kind})
}

// becomes names the issues in which two states differ, as they are in the second.
func (g *Graph) becomes(from, to int) string {
	var parts []string
	for k := range g.axes {
		a := &g.axes[k]
		if d := a.digit(to); d != a.digit(from) {
			s := &g.c.Issues[a.issue]
			parts = append(parts, s.Display()+": "+s.LevelName(a.levels[d]))
		}
	}
	return strings.Join(parts, ", ")
}
