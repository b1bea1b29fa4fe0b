package spatial

import (
	"context"

	"detente"
)

// Forecasts are the forecasts of a case.
type Forecasts struct {
	*Board
	Outlooks []*Outlook // one for each issue of the board
}

// Outlook is the forecast of one issue, on its own scale.
type Outlook struct {
	*Issue
	Mean       float64 // weighted by influence and salience: the forecast
	Unweighted float64
	Median     float64 // weighted
	Density    *Density
	Chances    []float64 // of landing nearest to each option
	Models     []Model   // others, for comparison
}

// Model is what another model says of an issue. OK is false where it has no
// answer.
type Model struct {
	Name  string // as in JSON
	Value float64
	OK    bool
}

// Forecast forecasts every issue of a case that has a scale and actors with
// positions. It fails with a MissingError where no issue has.
func Forecast(ctx context.Context, c *detente.Case) (*Forecasts, error) {
	f := &Forecasts{Board: Read(c)}
	if len(f.Issues) == 0 {
		return nil, &detente.MissingError{Paths: f.Missing}
	}
	trades, _, err := f.trade(ctx)
	if err != nil {
		return nil, err
	}
	for q, s := range f.Issues {
		o, err := s.outlook(ctx)
		if err != nil {
			return nil, err
		}
		if trades != nil {
			end := s.Low + trades[len(trades)-1].End[q]/100*(s.High-s.Low)
			o.Models = append(o.Models, Model{"exchange", end, true})
		}
		f.Outlooks = append(f.Outlooks, o)
	}
	return f, nil
}

// outlook forecasts one issue.
func (s *Issue) outlook(ctx context.Context) (*Outlook, error) {
	x, w := s.Columns()
	o := &Outlook{Issue: s}
	o.Density, _ = NewDensity(x, w, s.Low, s.High)
	o.Mean = o.Density.Mean
	o.Median, _ = Median(x, w)
	for _, y := range x {
		o.Unweighted += y / float64(len(x))
	}
	var places []float64
	for _, option := range s.Options {
		places = append(places, option.Place)
	}
	o.Chances = o.Density.Nearest(places)
	o.Models = s.statics(x, w)
	return o, s.played(ctx, o)
}

// statics runs the models that take one look.
func (s *Issue) statics(x, w []float64) []Model {
	span := s.High - s.Low
	var models []Model
	add := func(name string, value float64, ok bool) { models = append(models, Model{name, value, ok}) }
	salience := make([]float64, len(x))
	for i, a := range s.Actors {
		salience[i] = a.Salience
	}
	value, ok := Mean(x, salience)
	add("mean_salience", value, ok)
	value, ok = Condorcet(x, w, Binary)
	add("condorcet", value, ok)
	places := distinct(x)
	for _, e := range []struct {
		name string
		Election
	}{{"pce", Election{}}, {"pce_markov", Election{Chain: MarkovUniform}}} {
		mean, ok := Mean(places, e.OnLine(x, w, places, span))
		add(e.name, mean, ok)
	}
	value, ok = Nash(x, w, make([]float64, len(x)), s.Low, s.High)
	add("nash", value, ok)
	if s.KnowsNow {
		value, ok = Nash(x, w, Parting(x, s.Now, s.Low, s.High), s.Low, s.High)
		add("nash_no_deal", value, ok)
	}
	return models
}

// played adds the models that play rounds.
func (s *Issue) played(ctx context.Context, o *Outlook) error {
	if a, actors := s.arena(); len(actors) > 1 {
		turns, err := a.Play(ctx, Conduct{})
		if err != nil {
			return err
		}
		o.Models = append(o.Models, Model{"ktab", s.landing(turns), true})
	}
	for _, e := range []struct {
		name string
		Equations
	}{{"expected_utility_printed", Printed}, {"expected_utility_replicated", Replicated}} {
		standings, err := s.dispute().ExpectedUtility(ctx, Quarrel{e.Equations, expectedRounds, 1})
		if err != nil {
			return err
		}
		o.Models = append(o.Models, Model{e.name, standings[len(standings)-1].Mean, true})
	}
	return nil
}
