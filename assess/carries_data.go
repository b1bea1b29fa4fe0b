package assess

import (
	"detente"
	"detente/montecarlo"
)

func (a *Carries) data() detente.Object {
	inputs := []detente.Object{}
	for i := range a.Inputs {
		inputs = append(inputs, detente.Object{{Name: "path", Value: a.Inputs[i].Path}, {Name: "what", Value: a.Inputs[i].What}, {Name: "id", Value: textOrNull(a.Tags[i])}})
	}
	conclusions := []detente.Object{}
	for k := range a.Conclusions {
		conclusions = append(conclusions, a.conclusionData(&a.Conclusions[k]))
	}
	turns := []detente.Object{}
	for i := range a.Turns {
		t := &a.Turns[i]
		turns = append(turns, detente.Object{{Name: "path", Value: t.Path}, {Name: "id", Value: textOrNull(t.Tag)}, {Name: "conclusion", Value: a.Conclusions[t.Conclusion].ID}, {Name: "now", Value: t.Now}, {Name: "at", Value: t.At}, {Name: "inside", Value: t.Inside}})
	}
	var headline any
	if a.Headline >= 0 {
		headline = a.Conclusions[a.Headline].ID
	}
	return detente.Object{{Name: "draws", Value: a.N}, {Name: "points", Value: a.Points}, {Name: "inputs", Value: inputs}, {Name: "headline", Value: headline}, {Name: "conclusions", Value: conclusions}, {Name: "thresholds", Value: turns}}
}

func textOrNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (a *Carries) conclusionData(c *Conclusion) detente.Object {
	indices := []detente.Object{}
	estimate := func(e montecarlo.Estimate) detente.Object {
		return detente.Object{{Name: "value", Value: e.Value}, {Name: "low", Value: e.Low}, {Name: "high", Value: e.High}}
	}
	for f := range c.Indices {
		paths := []string{}
		for _, i := range a.Factors[f] {
			paths = append(paths, a.Inputs[i].Path)
		}
		indices = append(indices, detente.Object{{Name: "inputs", Value: paths}, {Name: "first", Value: estimate(c.Indices[f].First)}, {Name: "total", Value: estimate(c.Indices[f].Total)}})
	}
	gains := detente.Object{}
	for i, g := range c.Learn {
		gains = append(gains, detente.Field{Name: a.Inputs[i].Path, Value: g})
	}
	return detente.Object{{Name: "id", Value: c.ID}, {Name: "says", Value: c.Says}, {Name: "at_middle", Value: c.Middle}, {Name: "share", Value: c.Share}, {Name: "indices", Value: indices}, {Name: "find_out", Value: gains}}
}
