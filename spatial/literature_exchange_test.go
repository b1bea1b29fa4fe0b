package spatial_test

import (
	"context"
	"slices"
	"testing"

	"detente/spatial"
)

// bazaar is an example of the exchange model.
type bazaar struct {
	Input struct {
		Actors []string
		Issues []struct {
			Name     string
			Min, Max float64
		}
		Data []struct {
			Actor, Issue                   string
			Position, Salience, Capability float64
		}
	}
	Expected struct {
		R      []listed           `json:"r_package_round1"`
		Python []listed           `json:"python_round1"`
		Count  int                `json:"python_candidates"`
		Before map[string]float64 `json:"outcome_before"`
		After  map[string]float64 `json:"outcome_after_python"`
		Rounds []struct {
			Candidates int
			Start, End map[string]float64
			Exchanges  []listed
		} `json:"python_rounds"`
	}
}

// listed is an exchange as a peer lists it.
type listed struct {
	I, J    string
	SupplyI string  `json:"i_supply"`
	SupplyJ string  `json:"j_supply"`
	FromI   float64 `json:"i_from"`
	ToI     float64 `json:"i_to"`
	FromJ   float64 `json:"j_from"`
	ToJ     float64 `json:"j_to"`
	Gain    float64
}

func (b *bazaar) actor(name string) int { return slices.Index(b.Input.Actors, name) }

func (b *bazaar) issue(name string) int {
	for q := range b.Input.Issues {
		if b.Input.Issues[q].Name == name {
			return q
		}
	}
	return -1
}

func (b *bazaar) market() *spatial.Market {
	m := &spatial.Market{}
	for range b.Input.Actors {
		n := len(b.Input.Issues)
		m.Position, m.Salience, m.Influence = append(m.Position, make([]float64, n)), append(m.Salience, make([]float64, n)), append(m.Influence, make([]float64, n))
	}
	for _, d := range b.Input.Data {
		i, q := b.actor(d.Actor), b.issue(d.Issue)
		s := b.Input.Issues[q]
		m.Position[i][q] = (d.Position - s.Min) / (s.Max - s.Min) * 100
		m.Salience[i][q], m.Influence[i][q] = d.Salience, d.Capability
	}
	return m
}

// same reports whether an exchange is one that is listed, whoever comes first.
func (b *bazaar) same(e spatial.Exchange, x listed, tolerance float64) bool {
	if e.I != b.actor(x.I) || e.Supply != b.issue(x.SupplyI) {
		x.I, x.SupplyI, x.FromI, x.ToI, x.J, x.SupplyJ, x.FromJ, x.ToJ = x.J, x.SupplyJ, x.FromJ, x.ToJ, x.I, x.SupplyI, x.FromI, x.ToI
	}
	return e.I == b.actor(x.I) && e.J == b.actor(x.J) && e.Supply == b.issue(x.SupplyI) && e.Demand == b.issue(x.SupplyJ) &&
		near(e.FromI, x.FromI, tolerance) && near(e.ToI, x.ToI, tolerance) && near(e.FromJ, x.FromJ, tolerance) && near(e.ToJ, x.ToJ, tolerance) &&
		near(e.Gain, x.Gain, tolerance)
}

// compare checks a round against a list, and returns how many agree from the
// first on.
func (b *bazaar) compare(t *testing.T, got []spatial.Exchange, want []listed) int {
	t.Helper()
	for n := range min(len(got), len(want)) {
		if !b.same(got[n], want[n], 1e-5) {
			return n
		}
	}
	return min(len(got), len(want))
}

// TestPublishedExchanges: the twenty exchanges of CoP21 that the authors' R
// package lists, by the definition, and those of its Python successor with its
// departures. The first thirteen are common to both.
func TestPublishedExchanges(t *testing.T) {
	var b bazaar
	read(t, "cop21-short-exchange.json", &b)
	for _, run := range []struct {
		name string
		list []listed
		with spatial.Trading
	}{{"R", b.Expected.R, spatial.Trading{}}, {"Python", b.Expected.Python, spatial.Trading{Peer: true}}} {
		trade := must(b.market().Exchange(context.Background(), run.with))[0]
		if trade.Possible != b.Expected.Count {
			t.Errorf("%s: %d candidates, want %d", run.name, trade.Possible, b.Expected.Count)
		}
		if got := b.compare(t, trade.Exchanges, run.list); got != 20 || len(trade.Exchanges) != 20 {
			t.Errorf("%s: %d of %d exchanges agree, want 20 of 20", run.name, got, len(trade.Exchanges))
		}
		for name, want := range b.Expected.Before {
			if got := trade.Start[b.issue(name)]; !near(got, want, 1e-9) {
				t.Errorf("%s: outcome(%s) = %v, want %v", run.name, name, got, want)
			}
		}
		for name, want := range b.Expected.After {
			if got := trade.End[b.issue(name)]; run.with.Peer && !near(got, want, 1e-9) {
				t.Errorf("%s: outcome(%s) after = %v, want %v", run.name, name, got, want)
			}
		}
	}
}

// TestExchangeRounds: every exchange of three rounds of two further examples,
// where the peer's lots decide between equal gains.
func TestExchangeRounds(t *testing.T) {
	for _, file := range []string{"dutch-toll-exchange.json", "copenhagen-2009-exchange.json"} {
		var b bazaar
		read(t, file, &b)
		var all []listed
		for _, r := range b.Expected.Rounds {
			all = append(all, r.Exchanges...)
		}
		trades := must(b.market().Exchange(context.Background(), spatial.Trading{Rounds: len(b.Expected.Rounds), Peer: true, Tie: func(tied []spatial.Exchange) int {
			for _, x := range all {
				if k := slices.IndexFunc(tied, func(e spatial.Exchange) bool { return b.same(e, x, 1e-8) }); k >= 0 {
					return k
				}
			}
			return 0
		}}))
		for n, want := range b.Expected.Rounds {
			got := trades[n]
			if agree := b.compare(t, got.Exchanges, want.Exchanges); got.Possible != want.Candidates || agree != len(want.Exchanges) || len(got.Exchanges) != agree {
				t.Errorf("%s, round %d: %d of %d exchanges agree out of %d candidates, want %d out of %d", file, n, agree, len(got.Exchanges), got.Possible, len(want.Exchanges), want.Candidates)
			}
			for name, x := range want.Start {
				if q := b.issue(name); !near(got.Start[q], x, 1e-9) || !near(got.End[q], want.End[name], 1e-9) {
					t.Errorf("%s, round %d: outcome(%s) = %v to %v, want %v to %v", file, n, name, got.Start[q], got.End[q], x, want.End[name])
				}
			}
		}
	}
}
