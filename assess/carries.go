package assess

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
	"detente/montecarlo"
)

// Carries says what some conclusions rest on: which inputs decide whether they
// hold, where each number would turn them, and what is worth finding out first.
type Carries struct {
	N           int // draws
	Points      int // of each of the two matrices of the Sobol' indices
	Conclusions []Conclusion
	Headline    int // the conclusion, of Conclusions, of which Learn speaks; -1: all are certain
	Inputs      []montecarlo.Input
	Tags        []string // of Inputs: "U1", "A3", or ""
	Factors     [][]int  // of Inputs: those of one factor are correlated
	Turns       []Turn
	e           *Ensemble
}

// Conclusion is something that is true or not in every draw.
type Conclusion struct {
	ID      string // "consent", "nash"
	Says    string // in words
	Middle  bool   // true where every range stands at its middle
	Share   float64
	Indices []montecarlo.Index // by factor; nil where it is the same in every draw
	Learn   []float64          // by input: by how much the share of right guesses would grow
	Noise   float64            // gains up to here may be chance
	Low     []float64          // by input: the share of the draws with the input in its lowest eighth
	High    []float64          // in its highest
	at      int                // in a draw
}

// certain reports whether a conclusion is the same in every draw.
func (c *Conclusion) certain() bool { return c.Share == 0 || c.Share == 1 }

// sureness is how often the better guess is right.
func (c *Conclusion) sureness() float64 { return max(c.Share, 1-c.Share) }

// Turn is a place where a number alone would turn a conclusion, every other at
// its middle.
type Turn struct {
	Path, What string
	Tag        string // "U1", "A3", or ""
	Conclusion int
	Now        float64
	At         float64
	Inside     bool    // within the 90 % interval of the number
	Far        float64 // distance, as a share of the number's scale
}

// FindCarries draws the case and takes it apart.
//
// Indices: montecarlo.Space.Indices. Turns: one number at a time over its whole
// field, in 32 steps and then by bisection. Learning: montecarlo.Learning.
func FindCarries(ctx context.Context, e *Ensemble, o Draws) (*Carries, error) {
	if e.l == nil {
		return nil, e.Refused
	}
	out := &Carries{e: e, Headline: -1}
	space, err := e.Space.Keep(e.bears)
	if err != nil {
		return nil, err
	}
	out.Inputs, out.Factors = space.Inputs, space.Factors()
	tags := e.tags()
	for i := range out.Inputs {
		out.Tags = append(out.Tags, tagOf(tags, out.Inputs[i].Path))
	}
	best := out.list()
	f := e.function(func(l *ledger) []int { return l.kept }, func(d int) bool { return d == best }, false)
	if err := out.learn(ctx, space, f, o); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(out.Conclusions, func(c Conclusion) bool { return c.ID == lasting && !c.certain() }) {
		f = e.function(func(l *ledger) []int { return l.kept }, func(int) bool { return false }, false)
	}
	if err := out.index(ctx, space, f, o); err != nil {
		return nil, err
	}
	if !e.l.probes || !e.l.whole {
		return out, nil
	}
	return out, out.turns(ctx, tags, best)
}

// lasting is the conclusion on stability, which costs most to judge.
const lasting = "holds"

// list names the conclusions and returns the deal that most of them speak of, -1
// where there is none.
func (out *Carries) list() (best int) {
	e, at := out.e, out.e.layout()
	y, _ := e.function(func(l *ledger) []int { return l.kept }, func(int) bool { return true }, false)(e.Space.Drawn().Case)
	add := func(id, says string, column int) {
		out.Conclusions = append(out.Conclusions, Conclusion{ID: id, Says: says, Middle: y[column] == 1, at: column})
	}
	where := ""
	if !e.l.whole {
		where = " on the list"
	}
	add("zone", "a deal"+where+" that those who sign prefer to no deal exists", zoneAt)
	add("consent", "a deal"+where+" with every consent exists", consentAt)
	best = -1
	of := func(rule solution) int {
		for d := range e.Deals {
			if y[at.deals+d*at.each+isSolution+int(rule)] == 1 {
				return d
			}
		}
		return -1
	}
	words := [...]string{"Nash", "Kalai-Smorodinsky", "egalitarian", "utilitarian"}
	for rule := range solutions {
		d := of(rule)
		if d < 0 {
			continue
		}
		id := e.Deals[d].ID
		add(solutionNames[rule], id+" is the "+words[rule]+" deal", at.deals+d*at.each+isSolution+int(rule))
		if rule != nashDeal {
			continue
		}
		best = d
		add("has_consent", id+" has every consent", at.deals+d*at.each+isConsented)
		if e.conflicts[d].refused == "" {
			add(lasting, id+" would hold by credible answers", at.deals+d*at.each+isStable+slices.Index(askedOf[:], seqConcept))
		}
	}
	return best
}

// bears reports whether an input can bear on a conclusion about deals.
func (e *Ensemble) bears(in *montecarlo.Input) bool {
	parts := strings.Split(in.Path, ".")
	if parts[0] == "power" {
		return true
	}
	k := e.c.PartyIndex(detente.PartyID(parts[1]))
	p := &e.c.Parties[k]
	if !p.Kind().Numeric() && !p.Kind().Ordinal() || !e.counts(p.ID) {
		return false
	}
	switch parts[2] {
	case "influence", "cost_of_delay":
		return false
	case "wants", "points":
		if !p.Kind().Numeric() {
			return false
		}
		row := p.Row(detente.IssueID(parts[3]))
		return row == nil || parts[4] != "salience" && (p.Wants.Points || row.Weight != nil)
	}
	return true
}

// counts reports whether what a party wants bears on a deal: it signs, a rule
// names it, or it could break a deal.
func (e *Ensemble) counts(id detente.PartyID) bool {
	counts := false
	e.l.eachRule(func(r *detente.Consent) { counts = counts || slices.Contains(r.Named(e.c), id) })
	for _, k := range e.conflicts {
		counts = counts || k.refused == "" && slices.Contains(k.g.Parties(), id)
	}
	return counts
}

// tagged is the name of an unknown or an assumption, and where it stands.
type tagged struct{ path, id string }

// tags lists the unknowns and assumptions of the case.
func (e *Ensemble) tags() []tagged {
	var out []tagged
	for _, q := range e.c.Questions() {
		out = append(out, tagged{q.Path, q.ID})
	}
	for _, in := range e.c.Inputs() {
		if in.ID != "" {
			out = append(out, tagged{in.Path, in.ID})
		}
	}
	return out
}

func tagOf(tags []tagged, path string) string {
	for _, t := range tags {
		if t.path == path || strings.HasPrefix(path, t.path+".") {
			return t.id
		}
	}
	return ""
}

// closed is how often a guess must be right for a conclusion to count as closed:
// then a less important one that is open is spoken of instead.
const closed = 0.95

// learn draws the case for what each input is worth knowing.
func (out *Carries) learn(ctx context.Context, space *montecarlo.Space, f montecarlo.Function, o Draws) error {
	n := len(space.Inputs)
	var learning []*montecarlo.Learning
	for range out.Conclusions {
		learning = append(learning, montecarlo.NewLearning(n, 2))
	}
	holds := make([]int, len(out.Conclusions))
	var err error
	out.N, err = space.Run(ctx, f, montecarlo.Options{Draws: o.N, Seed: o.Seed, Workers: o.Workers, Name: "assess/carries", Progress: o.Progress}, func(d montecarlo.Draw) {
		for k := range out.Conclusions {
			is := int(d.Y[out.Conclusions[k].at])
			holds[k] += is
			learning[k].Add(d, is)
		}
	})
	if err != nil {
		return err
	}
	for k := range out.Conclusions {
		c, l := &out.Conclusions[k], learning[k]
		c.Share, c.Noise = float64(holds[k])/float64(out.N), l.Noise()
		for i := range n {
			shares := l.Shares(i, 1)
			c.Learn, c.Low, c.High = append(c.Learn, l.Gain(i)), append(c.Low, shares[0]), append(c.High, shares[len(shares)-1])
		}
		if now := l.Now(); !c.certain() && (out.Headline < 0 || out.Conclusions[out.Headline].sureness() > closed && now < out.Conclusions[out.Headline].sureness()) {
			out.Headline = k
		}
	}
	return nil
}

// maxLooks is how many packages are looked at for the indices: a few seconds.
const maxLooks = 30_000_000

// index finds the Sobol' indices of the conclusions.
func (out *Carries) index(ctx context.Context, space *montecarlo.Space, f montecarlo.Function, o Draws) error {
	if out.Headline < 0 {
		return nil
	}
	out.Points = max(64, out.N/4)
	if looks := (len(out.Factors) + 2) * max(len(out.e.l.kept), 1); looks*out.Points > maxLooks {
		if out.Points = maxLooks / looks; out.Points < 64 {
			out.Points = 0
			return nil
		}
	}
	indices, err := space.Indices(ctx, func(c *detente.Case) ([]float64, error) {
		y, err := f(c)
		if err != nil {
			return nil, err
		}
		x := make([]float64, len(out.Conclusions))
		for k := range x {
			x[k] = y[out.Conclusions[k].at]
		}
		return x, nil
	}, montecarlo.Options{Draws: out.Points, Seed: o.Seed, Workers: o.Workers, Name: "assess/carries/indices"})
	if err != nil {
		return fmt.Errorf("assess: %w", err)
	}
	for k := range out.Conclusions {
		if c := &out.Conclusions[k]; !c.certain() && known(indices[k]) {
			c.Indices = indices[k]
		}
	}
	return nil
}

// known reports whether enough draws differ for indices and their intervals.
func known(indices []montecarlo.Index) bool {
	return !slices.ContainsFunc(indices, func(x montecarlo.Index) bool {
		return math.IsNaN(x.First.Low) || math.IsNaN(x.Total.Low) || math.IsNaN(x.First.Value)
	})
}
