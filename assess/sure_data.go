package assess

import (
	"detente"
	"detente/montecarlo"
)

func (a *Sure) data() detente.Object {
	deals := []detente.Object{}
	for i := range a.Deals {
		deals = append(deals, a.oddsData(&a.Deals[i]))
	}
	picks := []detente.Object{}
	for _, p := range a.Picks {
		var id, outcome any
		if p.ID != "" {
			id = p.ID
		}
		if p.Outcome != nil {
			outcome = a.e.h.outcomeData(p.Outcome)
		}
		picks = append(picks, detente.Object{{Name: "id", Value: id}, {Name: "outcome", Value: outcome}, {Name: "share", Value: p.Share}})
	}
	forecasts := detente.Object{}
	for _, f := range a.Forecasts {
		forecasts = append(forecasts, detente.Field{Name: string(f.Issue), Value: spreadData(f.Mean)})
	}
	out := detente.Object{{Name: "draws", Value: a.N}, {Name: "inputs", Value: len(a.e.Space.Inputs)}, {Name: "zone", Value: nil}, {Name: "consent", Value: nil},
		{Name: "complete", Value: a.e.l != nil && a.e.l.whole}, {Name: "deals", Value: deals}, {Name: "nash_deals", Value: picks}, {Name: "forecasts", Value: forecasts}}
	if a.e.l != nil {
		out[2].Value, out[3].Value = a.Zone, a.Consent
	}
	return out
}

func (a *Sure) oddsData(d *Odds) detente.Object {
	solved, stable, gains, good := detente.Object{}, detente.Object{}, detente.Object{}, detente.Object{}
	for i, x := range d.Solutions {
		solved = append(solved, detente.Field{Name: solutionNames[i], Value: a.known(x)})
	}
	for i, x := range d.Stable {
		var share any
		if d.Refused == "" {
			share = x
		}
		stable = append(stable, detente.Field{Name: askedOf[i].String(), Value: share})
	}
	for k, s := range d.Gains {
		gains = append(gains, detente.Field{Name: string(a.e.h.numeric[k]), Value: spreadData(s)})
	}
	for _, g := range d.Good {
		good = append(good, detente.Field{Name: string(g.Party), Value: g.Share})
	}
	return detente.Object{{Name: "id", Value: d.ID}, {Name: "preferred", Value: d.Preferred}, {Name: "consented", Value: d.Consented}, {Name: "efficient", Value: a.known(d.Efficient)},
		{Name: "solutions", Value: solved}, {Name: "stable", Value: stable}, {Name: "good", Value: good}, {Name: "gains", Value: gains}}
}

// known is a share that only a look at all packages can tell, or null.
func (a *Sure) known(share float64) any {
	if !a.e.l.whole {
		return nil
	}
	return share
}

// spreadData is a distribution as JSON shows it; nulls where there is no draw.
func spreadData(s *montecarlo.Summary) detente.Object {
	out := detente.Object{{Name: "mean", Value: nil}, {Name: "sd", Value: nil}, {Name: "p5", Value: nil}, {Name: "p50", Value: nil}, {Name: "p95", Value: nil}}
	if s.N < 2 {
		return out
	}
	for i, x := range []float64{s.Mean, s.SD(), s.Quantile(0.05), s.Quantile(0.5), s.Quantile(0.95)} {
		out[i].Value = x
	}
	return out
}
