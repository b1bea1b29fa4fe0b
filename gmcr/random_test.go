package gmcr_test

import (
	"context"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/gmcr"
)

// conflict is a random conflict: as a case for the package, and as plain sets.
type conflict struct {
	c     *detente.Case
	plain *plain
}

// draw makes random conflicts; the same seed always gives the same one.
type draw struct {
	*rand.Rand
	c      *detente.Case
	size   int
	allow  []func(party, from, to int, after []int) bool // by issue: may this party alone make the change
	absent []func(o []int) bool
	shared bool // two parties can change one issue
}

// features of a random conflict.
type features struct {
	unknown  bool // pairs of unknown order
	strength bool
	merged   bool // same
	blind    bool // sees_not
	asking   bool // consent that hangs on the outcome
	tiny     bool // six states at most
}

func randomConflict(seed uint64, f features) conflict {
	d := &draw{Rand: rand.New(rand.NewPCG(seed, 5)), c: &detente.Case{Title: fmt.Sprint("conflict ", seed)}, size: 1}
	parties := 2 + d.IntN(4)
	for i := range parties {
		d.c.Parties = append(d.c.Parties, detente.Party{ID: party(i)})
	}
	for len(d.c.Issues) < 6 {
		levels := 2 + d.IntN(3)
		if d.size*levels > 64 || f.tiny && d.size*levels > 6 {
			break
		}
		d.size *= levels
		d.issue(levels, parties, f.asking)
	}
	for range d.IntN(3) {
		when, fits := d.pattern(1 + d.IntN(2))
		d.c.Rules = append(d.c.Rules, detente.Rule{When: condition(when)})
		d.absent = append(d.absent, fits)
	}
	var same []func([]int) bool
	if f.merged {
		for range 1 + d.IntN(2) {
			when, fits := d.pattern(1)
			d.c.Same = append(d.c.Same, condition(when))
			same = append(same, fits)
		}
	}
	blind := make([]func([]int) bool, parties)
	if f.blind {
		i := d.IntN(parties)
		when, fits := d.pattern(1)
		d.c.Parties[i].SeesNot = []*detente.Condition{condition(when)}
		blind[i] = fits
	}
	return conflict{d.c, d.sets(parties, same, blind, f)}
}

func party(i int) detente.PartyID { return detente.PartyID(string(rune('a' + i))) }

func issueID(k int) string { return fmt.Sprintf("k%d", k) }

func level(l int) string { return "v" + string(rune('0'+l)) }

// issue adds an issue that parties change freely, by arcs, together, or as the
// outcome has it.
func (d *draw) issue(levels, parties int, asking bool) {
	k := len(d.c.Issues)
	s := detente.Issue{ID: detente.IssueID(issueID(k)), Form: detente.Named, Now: d.IntN(levels), Decided: detente.NoLevel}
	for l := range levels {
		s.Options = append(s.Options, detente.Option{ID: detente.OptionID(level(l))})
	}
	p, q := d.IntN(parties), d.IntN(parties)
	now := s.Now
	kind := d.IntN(8)
	if asking && k > 0 && kind > 4 {
		kind = 8
	}
	switch kind {
	case 0: // either alone
		s.By = consent(fmt.Sprintf("%s or %s", party(p), party(q)))
		d.shared = d.shared || p != q
		d.allow = append(d.allow, func(i, _, _ int, _ []int) bool { return i == p || i == q })
	case 1: // made together, broken alone
		s.By = consent(fmt.Sprintf("%s and %s", party(p), party(q)))
		d.shared = d.shared || p != q
		d.allow = append(d.allow, func(i, _, to int, _ []int) bool { return i == p && i == q || to == now && (i == p || i == q) })
	case 2, 3: // arc by arc
		arcs := map[[2]int]int{}
		for from := range levels {
			for to := range levels {
				if from == to || d.IntN(3) == 0 {
					continue
				}
				who := p
				if d.IntN(4) == 0 {
					who = q
				}
				d.shared = d.shared || who != p
				arcs[[2]int{from, to}] = who
				s.Arcs = append(s.Arcs, detente.Arc{From: from, To: to, By: consent(string(party(who)))})
			}
		}
		if len(arcs) == 0 {
			arcs[[2]int{0, 1}] = p
			s.Arcs = []detente.Arc{{From: 0, To: 1, By: consent(string(party(p)))}}
		}
		d.allow = append(d.allow, func(i, from, to int, _ []int) bool {
			who, ok := arcs[[2]int{from, to}]
			return ok && who == i
		})
	case 8: // needs another one too where an earlier issue has its first level
		s.By = consent(fmt.Sprintf("%s and (%s if %s=v0)", party(p), party(q), issueID(k-1)))
		d.shared = true
		d.allow = append(d.allow, func(i, _, to int, after []int) bool {
			return i == p && (i == q || after[k-1] != 0) || to == now && (i == p || i == q)
		})
	default:
		s.By = consent(string(party(p)))
		d.allow = append(d.allow, func(i, _, _ int, _ []int) bool { return i == p })
	}
	d.c.Issues = append(d.c.Issues, s)
}

// pattern is a random conjunction of n issues' levels.
func (d *draw) pattern(n int) (string, func([]int) bool) {
	want := map[int]int{}
	var parts []string
	for range n {
		k := d.IntN(len(d.c.Issues))
		if _, ok := want[k]; ok {
			continue
		}
		want[k] = d.IntN(len(d.c.Issues[k].Options))
		parts = append(parts, fmt.Sprintf("%s=%s", issueID(k), level(want[k])))
	}
	return strings.Join(parts, " and "), func(o []int) bool {
		for k, l := range want {
			if o[k] != l {
				return false
			}
		}
		return true
	}
}

func (d *draw) outcome(s int) []int {
	o := make([]int, len(d.c.Issues))
	for k := range o {
		n := len(d.c.Issues[k].Options)
		o[k], s = s%n, s/n
	}
	return o
}

func (d *draw) number(o []int) int {
	s, stride := 0, 1
	for k := range o {
		s, stride = s+o[k]*stride, stride*len(d.c.Issues[k].Options)
	}
	return s
}

func (d *draw) exists(s int) bool {
	o := d.outcome(s)
	return !slices.ContainsFunc(d.absent, func(fits func([]int) bool) bool { return fits(o) })
}

// sets lists states and moves, and draws preferences.
func (d *draw) sets(parties int, same []func([]int) bool, blind []func([]int) bool, f features) *plain {
	p := &plain{parties: parties, moves: make([][64]set, parties)}
	rep := d.merge(same)
	for s := range d.size {
		if rep[s] == s {
			p.states.add(s)
		}
	}
	for i := range parties {
		for s := range d.size {
			for t := range d.size {
				if rep[s] < 0 || rep[t] < 0 || rep[t] == rep[s] || !d.may(i, s, t) {
					continue
				}
				if blind[i] != nil && (blind[i](d.outcome(rep[s])) || blind[i](d.outcome(rep[t]))) {
					continue
				}
				p.moves[i][rep[s]].add(rep[t])
			}
		}
	}
	d.prefer(p, rep, f)
	if !d.shared && same == nil {
		p.apply = func(s, from, to int) int {
			o, a, b := d.outcome(s), d.outcome(from), d.outcome(to)
			for k := range o {
				if a[k] != b[k] {
					o[k] = b[k]
				}
			}
			return d.number(o)
		}
	}
	return p
}

// may reports whether party i alone may turn s into t.
func (d *draw) may(i, s, t int) bool {
	a, b := d.outcome(s), d.outcome(t)
	for k := range a {
		if a[k] != b[k] && !d.allow[k](i, a[k], b[k], b) {
			return false
		}
	}
	return true
}

// merge returns the number that stands for each state, -1 where it does not
// exist.
func (d *draw) merge(same []func([]int) bool) []int {
	rep := make([]int, d.size)
	for s := range rep {
		rep[s] = s
		if !d.exists(s) {
			rep[s] = -1
		}
	}
	for changed := true; changed; {
		changed = false
		for _, fits := range same {
			low := d.size
			for s := range rep {
				if rep[s] >= 0 && fits(d.outcome(s)) {
					low = min(low, rep[s])
				}
			}
			for s := range rep {
				if rep[s] >= 0 && fits(d.outcome(s)) && rep[s] != low {
					old := rep[s]
					for t := range rep {
						if rep[t] == old {
							rep[t] = low
						}
					}
					changed = true
				}
			}
		}
	}
	return rep
}

// prefer gives each party a random ranking with ties of the states, in one of
// the ways in which a case can say it.
func (d *draw) prefer(p *plain, rep []int, f features) {
	score := make([][]int, p.parties) // by party and outcome
	band := make([][]int, p.parties)
	sides := make([][][2][]bool, p.parties)
	for i := range p.parties {
		party := &d.c.Parties[i]
		switch kind := d.IntN(4); {
		case kind == 0 || f.strength:
			score[i], band[i] = d.ranking(party, f.strength)
		case kind == 1:
			score[i] = d.statements(party)
		case kind == 2:
			score[i] = d.scores(party)
		default:
			score[i] = d.weights(party)
		}
		if f.unknown {
			for range 1 + d.IntN(2) {
				sides[i] = append(sides[i], d.unordered(party))
			}
		}
	}
	p.compare = func(i, t, s int) detente.Verdict {
		t, s = rep[t], rep[s]
		if t == s {
			return detente.Same
		}
		for _, side := range sides[i] {
			if side[0][t] && side[1][s] || side[0][s] && side[1][t] {
				return detente.Uncertain
			}
		}
		switch {
		case score[i][t] > score[i][s]:
			return detente.Better
		case score[i][t] < score[i][s]:
			return detente.Worse
		}
		return detente.Same
	}
	if f.strength {
		p.much = func(i, s, t int) bool { return band[i][rep[s]] > band[i][rep[t]] }
	}
}

func (d *draw) fits(f func([]int) bool) []bool {
	out := make([]bool, d.size)
	for s := range out {
		out[s] = f(d.outcome(s))
	}
	return out
}

func (d *draw) ranking(p *detente.Party, strength bool) (score, band []int) {
	n := 3 + d.IntN(8)
	score, band = make([]int, d.size), make([]int, d.size)
	done := make([]bool, d.size)
	worth, strong := 1000, 1000
	for r := range n {
		when, f := d.pattern(1 + d.IntN(3))
		rank := detente.Rank{Fits: []*detente.Condition{condition(when)}}
		rank.MuchBetter = strength && r < n-1 && d.IntN(3) == 0
		for s, fit := range d.fits(f) {
			if fit && !done[s] {
				done[s], score[s], band[s] = true, worth, strong
			}
		}
		worth--
		if rank.MuchBetter {
			strong--
		}
		p.Ranking = append(p.Ranking, rank)
	}
	for s := range done {
		if !done[s] {
			score[s], band[s] = worth, strong
		}
	}
	return score, band
}

func (d *draw) statements(p *detente.Party) []int {
	score := make([]int, d.size)
	for range 3 + d.IntN(8) {
		when, f := d.pattern(1 + d.IntN(3))
		p.Prefers = append(p.Prefers, []detente.Statement{{When: condition(when)}})
		for s, fit := range d.fits(f) {
			score[s] *= 2
			if fit {
				score[s]++
			}
		}
	}
	return score
}

func (d *draw) scores(p *detente.Party) []int {
	score := make([]int, d.size)
	for range 3 + d.IntN(4) {
		when, f := d.pattern(1 + d.IntN(2))
		add := d.IntN(9) - 4
		p.Scores = append(p.Scores, detente.Link{When: condition(when), Add: detente.Number(float64(add) / 10)})
		for s, fit := range d.fits(f) {
			if fit {
				score[s] += add
			}
		}
	}
	return score
}

// weights draws weights in sixths of their sum, values and a link.
func (d *draw) weights(p *detente.Party) []int {
	score := make([]int, d.size)
	p.Wants.Written = true
	total := 0
	worth := make([][]int, len(d.c.Issues))
	for k := range d.c.Issues {
		weight := 1 + d.IntN(5)
		total += weight
		w := detente.Number(float64(weight))
		row := detente.Row{Issue: d.c.Issues[k].ID, Weight: &w}
		for range d.c.Issues[k].Options {
			value := 25 * d.IntN(5)
			q := detente.Number(float64(value))
			row.Values = append(row.Values, &q)
			worth[k] = append(worth[k], weight*value)
		}
		p.Wants.Rows = append(p.Wants.Rows, row)
	}
	when, f := d.pattern(1)
	add := 10 * (d.IntN(5) - 2)
	p.Wants.Links = []detente.Link{{When: condition(when), Add: detente.Number(float64(add))}}
	for s, fit := range d.fits(f) {
		for k, l := range d.outcome(s) {
			score[s] += worth[k][l]
		}
		if fit {
			score[s] += add * total
		}
	}
	return score
}

func (d *draw) unordered(p *detente.Party) (sides [2][]bool) {
	var pair [2]*detente.Condition
	for i := range pair {
		when, f := d.pattern(1 + d.IntN(2))
		pair[i], sides[i] = condition(when), d.fits(f)
	}
	p.Unknown = append(p.Unknown, pair)
	return sides
}

// conflicts is how many random conflicts are drawn for each set of features.
const conflicts = 340

func TestAgainstPlainSets(t *testing.T) {
	for _, test := range []struct {
		name string
		features
	}{
		{"rules", features{}},
		{"asking", features{asking: true}},
		{"merged", features{merged: true}},
		{"blind", features{blind: true, strength: true}},
		{"unknown", features{unknown: true}},
		{"all", features{unknown: true, merged: true, blind: true, asking: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for seed := range uint64(conflicts) {
				x := randomConflict(seed, test.features)
				if !compareWithPlain(t, x) {
					t.Fatalf("seed %d of %s", seed, test.name)
				}
			}
		})
	}
}

func compareWithPlain(t *testing.T, x conflict) bool {
	t.Helper()
	g, err := gmcr.FromCase(context.Background(), x.c)
	if err != nil {
		t.Errorf("FromCase: %v", err)
		return false
	}
	if g.Feasible() != bits.OnesCount64(uint64(x.plain.states)) {
		t.Errorf("%d states, want %d", g.Feasible(), bits.OnesCount64(uint64(x.plain.states)))
	}
	st := stability(t, g)
	for v := range gmcr.Variant(4) {
		want := x.plain.verdicts(v)
		for i := range want {
			for s := range x.plain.states.all() {
				for c, stable := range want[i][s] {
					if slices.Contains(st.Concepts(), c) && st.StableUnder(v, i, s, c) != stable {
						t.Errorf("%v(party %d, state %d, variant %v) = %v, want %v", c, i, s, v, !stable, stable)
						return false
					}
				}
				if x.plain.apply != nil && !slices.Contains(st.Concepts(), gmcr.SIM) {
					t.Error("SIM was not judged")
					return false
				}
			}
		}
		if !st.Unknown() {
			break
		}
	}
	return !t.Failed()
}
