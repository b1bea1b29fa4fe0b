package assess

import (
	"math"
	"slices"

	"detente"
)

// scratch is the room in which one drawn case is judged.
type scratch struct {
	l     *ledger
	worth [][]float64 // by stake and slot
	bonus [][]float64 // by stake and set
	cut   []float64   // by stake: the sum of the rows ends here
	walk  []float64   // by stake: what no deal is worth
	says  [][]detente.Verdict
	power []float64 // by signer
	gains []float64 // of the packages in question, a row of signers each
	rows  []int     // their places in ledger.lots
	own   []float64 // gains of one package
	won   []float64 // by stake: the gain of the package that is looked at

	hearings []*hearing // by deal
	in       [2][]int   // rows of gains: with consent, and preferred
	level    [2][]int   // of these, those that leave no signatory below no deal
	ideal    [2][]float64
	room     [2][]float64
}

func (l *ledger) scratch() *scratch {
	s := &scratch{l: l}
	for _, st := range l.stakes {
		s.worth, s.bonus = append(s.worth, make([]float64, l.width)), append(s.bonus, make([]float64, len(st.sets)))
	}
	n := len(l.stakes)
	s.cut, s.walk, s.won = make([]float64, n), make([]float64, n), make([]float64, n)
	for _, t := range l.orders {
		s.says = append(s.says, make([]detente.Verdict, len(t.sets)))
	}
	s.power = make([]float64, len(l.signers))
	for i := range s.room {
		s.room[i], s.ideal[i] = make([]float64, len(l.signers)), make([]float64, len(l.signers))
	}
	return s
}

// fill works out what everything is worth in a drawn case.
func (s *scratch) fill(c *detente.Case) *scratch {
	l := s.l
	for k, st := range l.stakes {
		st.fill(c, l.first, s.worth[k], s.bonus[k])
		p := &c.Parties[st.party]
		s.cut[k] = math.Inf(1)
		if p.Wants.AtMost != nil {
			s.cut[k] = p.Wants.AtMost.Middle()
		}
		if p.NoAgreement != nil {
			s.walk[k] = p.NoAgreement.Middle()
		} else if l.base >= 0 {
			s.walk[k] = s.utility(k, &l.lots[l.base])
		}
	}
	for k, t := range l.orders {
		order := t.order(c)
		for i, o := range t.sets {
			s.says[k][i] = detente.Better
			if l.base >= 0 {
				s.says[k][i] = order.Compare(o, l.lots[l.base].o)
			}
		}
	}
	s.share(c)
	return s
}

func (s *scratch) utility(k int, x *lot) float64 {
	worth := s.worth[k]
	sum := 0.0
	for _, at := range x.at {
		sum += worth[at]
	}
	return math.Min(s.cut[k], sum) + s.bonus[k][x.sets[k]]
}

// sameGain is the difference under which two gains are equal: far below any
// number a person types, far above the error of a sum.
const sameGain = 1e-9

// gain returns what a package is worth to a stake above no deal, 0 where it is
// as good.
func (s *scratch) gain(k int, x *lot) float64 {
	g := s.utility(k, x) - s.walk[k]
	if math.Abs(g) < sameGain {
		return 0
	}
	return g
}

// look works out the gain of every stake that counts from a package.
func (s *scratch) look(x *lot) {
	for k, st := range s.l.stakes {
		if st.named || st.signs {
			s.won[k] = s.gain(k, x)
		}
	}
}

// mask returns which of the players that are looked up find the package good that
// was looked at.
func (s *scratch) mask(x *lot) int {
	mask, b := 0, 0
	accept := s.l.c.Ties == detente.TiesAccept
	for k, st := range s.l.stakes {
		if !st.named {
			continue
		}
		if g := s.won[k]; g > 0 || g == 0 && accept {
			mask |= 1 << b
		}
		b++
	}
	for k := range s.l.orders {
		if v := s.says[k][x.says[k]]; v == detente.Better || v == detente.Same && accept {
			mask |= 1 << b
		}
		b++
	}
	return mask
}

// share gives each signatory with numbers its bargaining power, as package
// bargain does: what the case states is a share of all, and the rest is shared
// equally.
func (s *scratch) share(c *detente.Case) {
	stated, sum := 0, 0.0
	for i, k := range s.l.signers {
		s.power[i] = -1
		for _, share := range c.Power {
			if share.Party == c.Parties[s.l.stakes[k].party].ID {
				s.power[i] = share.Share.Middle()
				sum += s.power[i]
				stated++
			}
		}
	}
	rest := 1.0
	switch open := len(s.power) - stated; {
	case stated == 0:
	case open > 0 && sum < 1:
		rest = (1 - sum) / float64(open)
	default:
		rest = sum / float64(stated)
	}
	total := 0.0
	for i := range s.power {
		if s.power[i] < 0 {
			s.power[i] = rest
		}
		total += s.power[i]
	}
	for i := range s.power {
		if total == 0 {
			s.power[i] = 1
		} else {
			s.power[i] *= float64(len(s.power)) / total
		}
	}
}

// class is one of the sets that answers are drawn from.
type class int

const (
	withConsent class = iota
	merePreference
)

// passes says whether a package is preferred and has consent, and whether it
// leaves no signatory below no deal; it looks at the package.
func (s *scratch) passes(x *lot) (in [2]bool, level bool) {
	s.look(x)
	k := &s.l.codes[x.code]
	mask := s.mask(x)
	in[merePreference] = k.preferred[mask>>6]>>(mask&63)&1 != 0
	in[withConsent] = k.consented[mask>>6]>>(mask&63)&1 != 0
	level = !k.worse
	for _, st := range s.l.signers {
		level = level && s.won[st] >= 0
	}
	for i, t := range s.l.orders {
		if v := s.says[i][x.says[i]]; t.signs && v != detente.Better && v != detente.Same {
			level = false
		}
	}
	return in, level
}

// survey gathers the gains of all packages that are preferred.
func (s *scratch) survey(kept []int) {
	s.gains, s.rows = s.gains[:0], s.rows[:0]
	for c := range s.in {
		s.in[c], s.level[c] = s.in[c][:0], s.level[c][:0]
		clear(s.ideal[c])
	}
	for _, n := range kept {
		x := &s.l.lots[n]
		in, level := s.passes(x)
		if !in[merePreference] {
			continue
		}
		row := len(s.gains)
		s.rows = append(s.rows, n)
		for _, k := range s.l.signers {
			s.gains = append(s.gains, s.won[k])
		}
		for c := range s.in {
			if !in[c] {
				continue
			}
			s.in[c] = append(s.in[c], row)
			if level {
				s.level[c] = append(s.level[c], row)
				for i := range s.l.signers {
					s.ideal[c][i] = math.Max(s.ideal[c][i], s.gains[row+i])
				}
			}
		}
	}
}

// dominated reports whether a package of a class is better for one signatory than
// these gains, and worse for none.
func (s *scratch) dominated(c class, gains []float64) bool {
	for _, row := range s.in[c] {
		better, worse := false, false
		for i, g := range s.gains[row : row+len(gains)] {
			better = better || g > gains[i]+sameGain
			worse = worse || g < gains[i]-sameGain
		}
		if better && !worse {
			return true
		}
	}
	return false
}

// solution is a rule of fair division.
type solution int

const (
	nashDeal solution = iota
	kalaiSmorodinskyDeal
	egalitarianDeal
	utilitarianDeal
	solutions
)

var solutionNames = [...]string{"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}

// top is the package of a class that a solution puts first: a row of gains, -1
// where the class is empty.
func (s *scratch) top(c class, rule solution) int {
	best := -1
	n := len(s.l.signers)
	for _, row := range s.level[c] {
		if best < 0 || s.compare(c, rule, s.gains[row:row+n], s.gains[best:best+n]) > 0 {
			best = row
		}
	}
	return best
}

// tiedBy is the relative difference within which products, sums and shares tie.
const tiedBy = 1e-9

// compare says whether a solution puts gains a above b (+1), below (-1) or ties
// them. No gain is below 0.
func (s *scratch) compare(c class, rule solution, a, b []float64) int {
	switch rule {
	case nashDeal:
		return ordered(s.product(a), s.product(b))
	case utilitarianDeal:
		return ordered(addUp(a), addUp(b))
	}
	x, y := s.ranked(c, rule, a, s.room[0]), s.ranked(c, rule, b, s.room[1])
	for i := range x {
		if v := ordered(x[i], y[i]); v != 0 {
			return v
		}
	}
	return 0
}

func ordered(x, y float64) int {
	switch d := x - y; {
	case math.Abs(d) <= tiedBy*math.Max(math.Abs(x), math.Abs(y)):
		return 0
	case d > 0:
		return 1
	}
	return -1
}

func addUp(x []float64) float64 {
	total := 0.0
	for _, g := range x {
		total += g
	}
	return total
}

func (s *scratch) product(gains []float64) float64 {
	x := 1.0
	for i, g := range gains {
		if s.power[i] != 1 {
			g = math.Pow(g, s.power[i])
		}
		x *= g
	}
	return x
}

// ranked returns what leximin compares, the smallest first.
func (s *scratch) ranked(c class, rule solution, gains, room []float64) []float64 {
	room = room[:0]
	for i, g := range gains {
		switch {
		case rule == egalitarianDeal:
			room = append(room, g)
		case s.ideal[c][i] > 0:
			room = append(room, g/s.ideal[c][i])
		}
	}
	slices.Sort(room)
	return room
}
