package spatial

import (
	"context"

	"detente"
)

// How models are run on a case.
const (
	expectedRounds = 5 // of the expected utility model
	exchangeRounds = 1
)

// arena returns an issue as the spatial model of politics takes it, and the
// actors that take part: those with influence and salience.
func (s *Issue) arena() (*Arena, []Actor) {
	a := &Arena{}
	var actors []Actor
	for _, x := range s.Actors {
		if x.Influence > 0 && x.Salience > 0 {
			actors = append(actors, x)
			a.Position = append(a.Position, []float64{(x.Position - s.Low) / (s.High - s.Low)})
			a.Salience = append(a.Salience, []float64{min(x.Salience, 1)})
			a.Influence = append(a.Influence, x.Influence)
		}
	}
	return a, actors
}

// dispute returns an issue as the expected utility model takes it.
func (s *Issue) dispute() *Dispute {
	d := &Dispute{}
	for _, a := range s.Actors {
		d.Position = append(d.Position, a.Position)
		d.Salience = append(d.Salience, min(a.Salience, 1))
		d.Influence = append(d.Influence, a.Influence)
	}
	return d
}

// landing is where the last turn of the spatial model points: the mean of
// positions by their chances.
func (s *Issue) landing(turns []*Turn) float64 {
	last := turns[len(turns)-1]
	sum, total := 0.0, 0.0
	for i, x := range last.Position {
		if !repeated(last.Position[:i], x) {
			sum += last.Chance[i] * x[0]
			total += last.Chance[i]
		}
	}
	return s.Low + sum/total*(s.High-s.Low)
}

// repeated reports whether a position was seen before, as one option.
func repeated(seen [][]float64, x []float64) bool {
	for i := range seen {
		if travelled(seen[i:i+1], [][]float64{x}) < samePlace {
			return true
		}
	}
	return false
}

// market returns the issues of a board as the exchange model takes them, and its
// actors: the parties that stand on some issue, in declared order.
func (b *Board) market() (*Market, []detente.PartyID) {
	m := &Market{}
	var parties []detente.PartyID
	for p := range b.c.Parties {
		id, n := b.c.Parties[p].ID, len(b.Issues)
		cells := make([]float64, 3*n)
		position, salience, influence := cells[:n], cells[n:2*n], cells[2*n:]
		stands := false
		for q, s := range b.Issues {
			for _, a := range s.Actors {
				if a.Party == id {
					stands = true
					position[q] = min(max((a.Position-s.Low)/(s.High-s.Low)*100, 0), 100)
					salience[q], influence[q] = min(a.Salience, 1), a.Influence
				}
			}
		}
		if stands {
			parties = append(parties, id)
			m.Position, m.Salience, m.Influence = append(m.Position, position), append(m.Salience, salience), append(m.Influence, influence)
		}
	}
	return m, parties
}

// trade runs the exchange model over all issues of a board; nil where there are
// no two issues or no two actors.
func (b *Board) trade(ctx context.Context) ([]Trade, []detente.PartyID, error) {
	m, parties := b.market()
	if len(b.Issues) < 2 || len(parties) < 2 {
		return nil, nil, nil
	}
	trades, err := m.Exchange(ctx, Trading{Rounds: exchangeRounds})
	return trades, parties, err
}
