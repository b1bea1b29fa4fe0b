package gmcr

import (
	"context"
	"math/bits"
	"slices"

	"detente"
)

// Steps says which moves a path may be made of.
type Steps int

const (
	AnyMoves   Steps = iota // every move of a decision maker
	Improving               // moves that are improvements for whoever makes them
	WithJoint               // besides improvements, joint moves that are improvements for all who make them
	stepsKinds = 3
)

var stepsNames = [...]string{"any", "improving", "joint"}

func (s Steps) String() string { return stepsNames[s] }

// Paths says how the states of a conflict can be reached from one of them.
// FindPaths makes it.
type Paths struct {
	g     *Graph
	Start int
	walks [stepsKinds]*walkMap
	st    *Stability // for the equilibria of the answer; nil where it was not to be had
}

// walkMap is the shortest walks from a state, without two moves of the same in a
// row.
type walkMap struct {
	movers []*mover
	by     [][]int // decision makers of each mover
	first  []int32 // by state: its first node, plus 1; 0: not reached
	nodes  []node
}

// node is a state entered by a mover.
type node struct {
	state, mover, from int32 // from: the node before; -1 at the start
	length             int32
}

// MaxPaths is the largest number of outcomes in which paths are looked for.
const MaxPaths = 1 << 20

// maxJointly is the largest number of outcomes in which joint moves are looked
// for: together, several can move almost anywhere.
const maxJointly = 1 << 12

// FindPaths finds the shortest paths from a state to all others, in which nobody
// moves twice in a row: by any moves, by improvements alone, and by improvements
// and joint moves. Joint moves, in which several change together what none can
// change alone, are an extension of ours; they are left out beyond 4,096 outcomes.
//
// It returns a *detente.MissingError where start is no state: the status quo is
// unknown or breaks a rule.
//
// Li, Kilgour and Hipel (2005), Journal of the Operational Research Society
// 56(6), 699-707: status quo analysis. Cost: moves between the states reached.
func FindPaths(ctx context.Context, g *Graph, start int) (*Paths, error) {
	if len(g.movers) == 0 {
		return nil, g.nobody()
	}
	if err := g.within("paths", MaxPaths); err != nil {
		return nil, err
	}
	if start < 0 || start >= g.size || !g.IsState(start) {
		return nil, g.noStart()
	}
	p := &Paths{g: g, Start: start}
	for steps := range Steps(stepsKinds) {
		if steps == WithJoint && g.size > maxJointly {
			break
		}
		w, err := g.walks(ctx, start, steps)
		if err != nil {
			return nil, err
		}
		p.walks[steps] = w
	}
	if g.complete() || g.size <= MaxCompared {
		var err error
		if p.st, err = FindStability(ctx, g, Nash, GMR, SMR, SEQ, SSEQ); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// noStart says where a case would have to say where things stand.
func (g *Graph) noStart() error {
	missing := &detente.MissingError{}
	broken := g.scope.Start.Complete() // then it breaks a rule
	for i, level := range g.scope.Start {
		if level < 0 || broken {
			missing.Paths = append(missing.Paths, "issues."+string(g.c.Issues[i].ID)+".now")
		}
	}
	return missing
}

// walks goes breadth first from a state.
func (g *Graph) walks(ctx context.Context, start int, steps Steps) (*walkMap, error) {
	w := &walkMap{first: make([]int32, g.size), nodes: []node{{int32(start), -1, -1, 0}}}
	w.first[start] = 1
	for i := range g.movers {
		w.movers, w.by = append(w.movers, &g.movers[i]), append(w.by, []int{i})
	}
	if steps == WithJoint {
		w.addJoint(g)
	}
	marks := make([]uint8, g.size)
	marks[start] = settled
	var list []int32
	for n := 0; n < len(w.nodes); n++ {
		if n&0xff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		at := w.nodes[n]
		for k, m := range w.movers {
			if k == int(at.mover) {
				continue
			}
			list = g.successors(m, int(at.state), list[:0])
			for _, t := range list {
				if marks[t] == settled || marks[t] == uint8(k)+1 {
					continue
				}
				if steps != AnyMoves && !w.improves(g, k, int(t), int(at.state)) {
					continue
				}
				if marks[t] == unmarked {
					marks[t] = uint8(k) + 1
					w.first[t] = int32(len(w.nodes)) + 1
				} else {
					marks[t] = settled
				}
				w.nodes = append(w.nodes, node{t, int32(k), int32(n), at.length + 1})
			}
		}
	}
	return w, nil
}

// improves reports whether a move is an improvement for all who make it.
func (w *walkMap) improves(g *Graph, k, t, s int) bool {
	return !slices.ContainsFunc(w.by[k], func(i int) bool { return g.movers[i].compare(t, s) != detente.Better })
}

// maxJoint bounds the decision makers of whom joint moves are looked for.
const maxJoint = 7

// addJoint adds the sets of decision makers that can change something together
// that no smaller set can.
func (w *walkMap) addJoint(g *Graph) {
	n := len(g.movers)
	if n > maxJoint {
		return
	}
	for size := 2; size <= n; size++ {
		for set := range 1 << n {
			if bits.OnesCount(uint(set)) != size {
				continue
			}
			h := members(set)
			m := g.jointMover(h)
			if m == nil {
				continue
			}
			// A change that a smaller set can make is that set's to make.
			for k, smaller := range w.by {
				if len(smaller) > 1 && bitset(smaller)&^set == 0 {
					m.solo = append(m.solo, w.movers[k])
				}
			}
			w.movers, w.by = append(w.movers, m), append(w.by, h)
		}
	}
}

// Moves returns the least number of moves to a state; ok is false where there is
// no path.
func (p *Paths) Moves(s int, steps Steps) (n int, ok bool) {
	w := p.walks[steps]
	if w == nil || w.first[s] == 0 {
		return 0, false
	}
	return int(w.nodes[w.first[s]-1].length), true
}

// To returns a shortest path to a state, nil where there is none: of several the
// one whose movers come first.
func (p *Paths) To(s int, steps Steps) []Move {
	w := p.walks[steps]
	if w == nil || w.first[s] == 0 {
		return nil
	}
	moves := []Move{}
	for n := w.first[s] - 1; w.nodes[n].from >= 0; n = w.nodes[n].from {
		at := w.nodes[n]
		moves = append(moves, Move{By: w.by[at.mover], From: int(w.nodes[at.from].state), To: int(at.state)})
	}
	slices.Reverse(moves)
	return moves
}
