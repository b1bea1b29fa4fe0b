package assess

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"detente"
	"detente/gmcr"
)

// conflict is the conflict after a deal, of which every draw is asked whether the
// deal would hold.
type conflict struct {
	g       *gmcr.Graph
	refused string // why it is not judged; "" where it is
	states  []detente.Outcome
	from    int    // of ledger.extra: its first state
	steps   []step // by state
	movers  []ranker
}

// step leads to a state from an earlier one that differs on one issue.
type step struct{ from, issue int }

// path finds for every state an earlier one that differs on one issue only: the
// state without the change of its last changed issue. State 0 has none.
func path(states []detente.Outcome) []step {
	at := make(map[string]int, len(states))
	key := func(o detente.Outcome) string { return fmt.Sprint([]int(o)) }
	steps := make([]step, len(states))
	for s, o := range states {
		at[key(o)] = s
		steps[s] = step{-1, 0}
		for i := len(o) - 1; i >= 0; i-- {
			if level := o[i]; level != states[0][i] {
				o[i] = states[0][i]
				if from, ok := at[key(o)]; ok {
					steps[s] = step{from, i}
				}
				o[i] = level
				break
			}
		}
	}
	return steps
}

// ranker orders the states for one decision maker.
type ranker struct {
	stake int       // by a number of hall.numeric; -1: by an order
	fixed []float64 // the same in every draw
	taste *taste
	says  []int // by state: of taste
}

// maxJudged is the number of states up to which a conflict is judged in every
// draw.
const maxJudged = 1 << 13

// newConflict binds the conflict after a deal. middle is the case with every
// number at its middle.
func newConflict(ctx context.Context, c, middle *detente.Case, deal detente.Outcome, moving []int) (*conflict, error) {
	k := &conflict{}
	var err error
	k.g, err = gmcr.AfterDeal(ctx, middle, deal)
	var missing *detente.MissingError
	var limit *gmcr.LimitError
	switch {
	case errors.As(err, &missing), errors.As(err, &limit):
		k.refused = err.Error()
		return k, nil
	case err != nil:
		return nil, err
	case k.g.States() > maxJudged:
		k.refused = fmt.Sprintf("its conflict has %d states; every draw judges up to %d", k.g.States(), maxJudged)
		return k, nil
	}
	for s := range k.g.States() {
		k.states = append(k.states, slices.Clone(k.g.Outcome(s)))
	}
	k.steps = path(k.states)
	numeric := 0
	for i := range c.Parties {
		if !c.Parties[i].Kind().Numeric() && !c.Parties[i].Kind().Ordinal() {
			continue
		}
		if slices.Contains(k.g.Parties(), c.Parties[i].ID) {
			r, err := newRanker(c, i, numeric, k.states, slices.Contains(moving, i))
			if err != nil {
				k.refused = err.Error()
				k.states = nil
				return k, nil
			}
			k.movers = append(k.movers, r)
		}
		if c.Parties[i].Kind().Numeric() {
			numeric++
		}
	}
	return k, nil
}

func newRanker(c *detente.Case, party, numeric int, states []detente.Outcome, moves bool) (ranker, error) {
	if c.Parties[party].Kind().Numeric() {
		return ranker{stake: numeric}, nil
	}
	t, err := newTaste(c, party)
	if err != nil {
		return ranker{}, err
	}
	r := ranker{stake: -1, taste: t}
	for _, o := range states {
		r.says = append(r.says, t.set(o))
	}
	if !moves {
		r.fixed, err = r.rank(t.order(c))
	}
	return r, err
}

// rank numbers the states by an order, equal ones alike.
func (r *ranker) rank(order *detente.Order) ([]float64, error) {
	sets := make([]int, len(r.taste.sets))
	for i := range sets {
		sets[i] = i
	}
	unknown := false
	compare := func(a, b int) int {
		switch order.Compare(r.taste.sets[a], r.taste.sets[b]) {
		case detente.Better:
			return 1
		case detente.Worse:
			return -1
		case detente.Uncertain:
			unknown = true
		}
		return 0
	}
	slices.SortStableFunc(sets, compare)
	of := make([]float64, len(sets))
	for i := 1; i < len(sets); i++ {
		of[sets[i]] = of[sets[i-1]]
		if compare(sets[i], sets[i-1]) != 0 {
			of[sets[i]]++
		}
	}
	if unknown {
		return nil, errors.New("the order of a party stays unknown in every draw")
	}
	out := make([]float64, len(r.says))
	for s, k := range r.says {
		out[s] = of[k]
	}
	return out, nil
}

// hearing is the room in which one conflict is judged in one drawn case after
// another.
type hearing struct {
	trial *gmcr.Trial
	worth [][]float64 // by mover and state
}

func (k *conflict) hearing() *hearing {
	h := &hearing{trial: k.g.NewTrial(k.g.Start())}
	for range k.movers {
		h.worth = append(h.worth, make([]float64, len(k.states)))
	}
	return h
}

// judge fills in, by concept, whether the deal is stable in a drawn case; NaN
// where the conflict is not judged.
func (k *conflict) judge(c *detente.Case, s *scratch, h *hearing, y []float64) {
	for i := range y {
		y[i] = nan
	}
	if k.refused != "" {
		return
	}
	for i := range k.movers {
		r := &k.movers[i]
		switch {
		case r.stake >= 0:
			s.value(k, r.stake, h.worth[i])
		case r.fixed != nil:
			h.worth[i] = r.fixed
		default:
			var err error
			if h.worth[i], err = r.rank(r.taste.order(c)); err != nil {
				return
			}
		}
	}
	stable := h.trial.Stable(h.worth, sameGain)
	for i, concept := range askedOf {
		y[i] = one(stable[concept])
	}
}

// value fills in what every state of a conflict is worth to a stake, each from an
// earlier state that differs on one issue.
func (s *scratch) value(k *conflict, stake int, worth []float64) {
	slots, bonus := s.worth[stake], s.bonus[stake]
	lots := s.l.extra[k.from]
	for i, st := range k.steps {
		x := &s.l.lots[lots+i] // states were entered one after another
		if st.from < 0 {
			worth[i] = 0
			for _, at := range x.at {
				worth[i] += slots[at]
			}
			continue
		}
		worth[i] = worth[st.from] + slots[x.at[st.issue]] - slots[s.l.lots[lots+st.from].at[st.issue]]
	}
	if cut := s.cut[stake]; len(bonus) > 1 || bonus[0] != 0 || !math.IsInf(cut, 1) {
		for i := range worth {
			worth[i] = math.Min(cut, worth[i]) + bonus[s.l.lots[lots+i].sets[stake]]
		}
	}
}

// nan stands for what a draw cannot say.
var nan = math.NaN()
