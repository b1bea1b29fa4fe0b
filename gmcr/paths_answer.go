package gmcr

import (
	"fmt"

	"detente"
)

// Result renders the answer.
func (p *Paths) Result() *detente.Result {
	g := p.g
	r := g.begin("paths", "How to get there")
	ends := p.ends()
	r.Answer = p.sentence(ends)
	r.Add(p.table(ends))
	told := &detente.List{Title: "Shortest paths"}
	for _, s := range ends[:min(len(ends), maxRows)] {
		if text := p.tell(s); text != "" {
			told.Items = append(told.Items, detente.Item{Text: text})
		}
	}
	if len(told.Items) > 0 {
		r.Add(told)
	}
	r.Definitions = []string{
		whoMoves,
		"any: moves of any kind. improving: every move is an improvement for whoever makes it. joint (our extension): besides, moves that several make together, that none could make alone, and that are improvements for all of them.",
		"Ends are the states that are stable for everybody (sequential), other than the start.",
	}
	if p.walks[WithJoint] == nil {
		r.Assume(fmt.Sprintf("Joint moves are not looked at: %s outcomes are more than %s.", thousands(fmt.Sprint(g.size)), thousands(fmt.Sprint(maxJointly))))
	}
	r.Data = p.object(ends)
	return r
}

// maxEnds bounds the equilibria to which paths are told.
const maxEnds = 256

// ends lists the equilibria (SEQ) other than the start.
func (p *Paths) ends() []int {
	var out []int
	if p.st == nil {
		return nil
	}
	for s := range p.st.equilibria(SEQ, Bold) {
		if s != p.Start && len(out) < maxEnds {
			out = append(out, s)
		}
	}
	return out
}

func (p *Paths) sentence(ends []int) string {
	n := [stepsKinds]int{}
	for _, s := range ends {
		for steps := range Steps(stepsKinds) {
			if _, ok := p.Moves(s, steps); ok {
				n[steps]++
			}
		}
	}
	where := "From where things stand"
	if len(ends) == 0 {
		return where + " there is no other state that is stable for everybody."
	}
	text := fmt.Sprintf("%s, %d of %s can be reached by moves of any kind, %d by improvements alone",
		where, n[AnyMoves], plural(len(ends), "other equilibrium", "other equilibria"), n[Improving])
	if p.walks[WithJoint] != nil {
		text += fmt.Sprintf(", %d if parties may also move together", n[WithJoint])
	}
	return text + "."
}

func (p *Paths) table(ends []int) *detente.Table {
	g := p.g
	t := &detente.Table{Title: "Least number of moves", Columns: []detente.Column{{Name: "state", Right: true}, {Name: "what it is", Wide: true}}}
	for steps := range Steps(stepsKinds) {
		t.Columns = append(t.Columns, detente.Column{Name: steps.String(), Right: true})
	}
	for _, s := range ends[:min(len(ends), maxRows)] {
		row := []detente.Cell{{Text: fmt.Sprint(s), Number: float64(s), IsNum: true}, detente.Txt(g.words(s))}
		for steps := range Steps(stepsKinds) {
			cell := detente.Txt("-")
			if n, ok := p.Moves(s, steps); ok {
				cell = detente.Num(float64(n))
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// tell says how an equilibrium is reached by the best kind of path there is.
func (p *Paths) tell(s int) string {
	for _, try := range []struct {
		steps Steps
		how   string
	}{{Improving, "by improvements"}, {WithJoint, "by improvements and joint moves"}, {AnyMoves, "with moves that are no improvements"}} {
		moves := p.To(s, try.steps)
		if moves == nil {
			continue
		}
		text := fmt.Sprintf("To state %d (%s), %s: ", s, p.g.words(s), try.how)
		for k := range moves {
			m := &moves[k]
			if k > 0 {
				text += "; then "
			}
			who := list(p.g.names(m.By))
			if m.Joint() {
				who += " together"
			}
			text += who + ", by " + p.g.change(doing, m.From, m.To)
		}
		return text + "."
	}
	return ""
}

func (p *Paths) object(ends []int) detente.Object {
	g := p.g
	equilibria := []detente.Object{}
	for _, s := range ends {
		concepts := []string{}
		for _, c := range p.st.concepts {
			if p.st.everybody(s, c) {
				concepts = append(concepts, c.String())
			}
		}
		e := detente.Object{{Name: "outcome", Value: g.outcome(s)}, {Name: "index", Value: s}, {Name: "concepts", Value: concepts}}
		for steps := range Steps(stepsKinds) {
			var path any
			if moves := p.To(s, steps); moves != nil {
				path = detente.Object{{Name: "moves", Value: len(moves)}, {Name: "path", Value: g.moveObjects(moves)}}
			}
			e = append(e, detente.Field{Name: steps.String(), Value: path})
		}
		equilibria = append(equilibria, e)
	}
	return detente.Object{
		{Name: "start", Value: g.outcome(p.Start)}, {Name: "start_index", Value: p.Start},
		{Name: "min_moves_any", Value: p.distances(AnyMoves)}, {Name: "min_moves_improvements_only", Value: p.distances(Improving)},
		{Name: "min_moves_joint", Value: p.distances(WithJoint)}, {Name: "equilibria", Value: equilibria},
	}
}

// distances lists the least number of moves to the first states reached, by
// state number; nil where that kind of path was not looked for.
func (p *Paths) distances(steps Steps) any {
	if p.walks[steps] == nil {
		return nil
	}
	out := detente.Object{}
	for s := 0; s < p.g.size && len(out) < maxListedStates; s++ {
		if n, ok := p.Moves(s, steps); ok {
			out = append(out, detente.Field{Name: fmt.Sprint(s), Value: n})
		}
	}
	return out
}
