package spatial

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"detente"
)

// What was measured, and on what: 351 issues of legislation of the European
// Union, from the DEU data (Thomson et al. 2006, 2012; Arregui and Perarnaud
// 2021, doi:10.34810/data53), on scales brought to 0 to 100.
const (
	measured = "Intervals come from measured error: on 351 decisions of the European Union weighted means were off by 23 to 24 points of 100 on average, medians by 29, always saying 50 by 28. Differences among the means are noise."
	coverage = "Intervals of 50, 80 and 90 % held 55, 81 and 91 % of the outcomes of 190 later decisions, and 55, 76 and 87 % of 161 earlier ones; 48, 75 and 84 % of those where influence was weighed in beside salience."
	covers   = "All of these were laws that were passed, with positions and saliences from interviews. Nothing is measured for wars, summits or wage rounds; there the true error may be larger. Doubt about the inputs is not in the intervals: it is shown as sensitivity."
	noOdds   = "That there will be a decision is taken for granted: no method here gives a probability of agreement."
)

// Shown at most; everything is in the data.
const (
	maxSentences = 3
	maxDensities = 4
	densityCells = 50
)

// Result renders the answer.
func (f *Forecasts) Result() *detente.Result {
	r := &detente.Result{Method: "spatial/forecast", Title: "What is likely", Status: detente.OK}
	f.trace(r)
	f.assume(r)
	r.Answer = f.sentence()
	r.Add(f.table())
	if t := f.optionTable(); len(t.Rows) > 0 {
		r.Add(t)
	}
	if len(f.Outlooks) > 1 {
		r.Add(f.intervals())
	}
	for _, o := range f.foremost(maxDensities) {
		r.Add(o.density())
	}
	r.Add(f.modelTable(), &detente.Prose{Text: measured + " " + coverage}, &detente.Prose{Text: covers + " " + noOdds})
	if len(f.Missing) > 0 {
		r.Add(&detente.Prose{Text: "Not forecast, for want of places on a scale or of anybody who stands on it: " + strings.Join(f.Without, ", ") + ". Three options or more need `scale` and, each, `at`."})
	}
	r.Definitions = []string{
		"Forecast: the mean of the parties' positions, weighted by influence times salience (compromise model).",
		"Intervals: a normal distribution around the forecast with a standard deviation of 30 % of the scale, cut off at its ends.",
		"Chance of an option: of landing nearer to it than to any other, by the distribution that is half that normal, its tails folded onto the ends, and half a probabilistic Condorcet election over the parties' positions (Markov chain, uniform challenges, proportional votes).",
		"Plain mean: every party counts the same. Median: half of the weight lies on either side.",
	}
	r.Data = f.data()
	return r
}

// foremost returns the issues on which weight is furthest apart, in declared
// order.
func (f *Forecasts) foremost(n int) []*Outlook {
	order := slices.Clone(f.Outlooks)
	slices.SortStableFunc(order, func(a, b *Outlook) int { return cmp.Compare(b.heat(), a.heat()) })
	top := order[:min(n, len(order))]
	return slices.DeleteFunc(slices.Clone(f.Outlooks), func(o *Outlook) bool { return !slices.Contains(top, o) })
}

func (f *Forecasts) sentence() string {
	var parts []string
	for _, o := range f.foremost(maxSentences) {
		parts = append(parts, o.sentence())
	}
	if rest := len(f.Outlooks) - len(parts); rest > 0 {
		parts = append(parts, fmt.Sprintf("%d more in the table.", rest))
	}
	return "If there is a decision: " + strings.Join(parts, " ")
}

// sentence says what is likely on one issue.
func (o *Outlook) sentence() string {
	low, high := o.Density.Interval(0.8)
	span := fmt.Sprintf("%s, four times in five between %s and %s", o.figure(o.Mean), detente.FormatShort(low), o.figure(high))
	if len(o.Options) == 0 {
		return fmt.Sprintf("%s: %s.", o.Name, span)
	}
	best := 0
	for k := range o.Options {
		if o.Chances[k] > o.Chances[best] {
			best = k
		}
	}
	name, chance := o.Options[best].Name, percent(o.Chances[best])
	if len(o.Options) == 2 {
		return fmt.Sprintf("%s: %q with a probability of %s.", o.Name, name, chance)
	}
	return fmt.Sprintf("%s: likeliest near %q (%s); %s.", o.Name, name, chance, span)
}

// figure is a place with its unit.
func (s *Issue) figure(x float64) string {
	if s.Unit == "" {
		return detente.FormatShort(x)
	}
	return detente.FormatShort(x) + " " + s.Unit
}

func percent(p float64) string { return detente.FormatShort(100*p) + " %" }

func (f *Forecasts) table() *detente.Table {
	t := &detente.Table{Title: "Forecast by issue", Columns: []detente.Column{{Name: "issue", Wide: true}, {Name: "forecast", Right: true},
		{Name: "50 %", Right: true}, {Name: "80 %", Right: true}, {Name: "90 %", Right: true}, {Name: "plain mean", Right: true}, {Name: "median", Right: true}, {Name: "scale"}}}
	for _, o := range f.Outlooks {
		row := []detente.Cell{detente.Txt(o.Name), detente.Num(o.Mean)}
		for _, p := range []float64{0.5, 0.8, 0.9} {
			low, high := o.Density.Interval(p)
			row = append(row, detente.Txt(detente.FormatShort(low)+" to "+detente.FormatShort(high)))
		}
		row = append(row, detente.Num(o.Unweighted), detente.Num(o.Median), detente.Txt(detente.FormatShort(o.Low)+" to "+o.figure(o.High)))
		t.Rows = append(t.Rows, row)
	}
	if slices.ContainsFunc(f.Outlooks, func(o *Outlook) bool { return o.Unit == "" && len(o.Options) == 2 }) {
		t.Note = "Two options without a scale stand at 0 and 100, in the order of the case."
	}
	return t
}

func (f *Forecasts) optionTable() *detente.Table {
	t := &detente.Table{Title: "Which option it lands nearest to", Columns: []detente.Column{{Name: "issue", Wide: true}, {Name: "option", Wide: true},
		{Name: "place", Right: true}, {Name: "chance in %", Right: true}},
		Note: "For two options a probability; for more, the chance of landing nearer to this one than to any other."}
	for _, o := range f.Outlooks {
		for k, option := range o.Options {
			name := ""
			if k == 0 {
				name = o.Name
			}
			t.Rows = append(t.Rows, []detente.Cell{detente.Txt(name), detente.Txt(option.Name), detente.Num(option.Place), detente.Num(100 * o.Chances[k])})
		}
	}
	return t
}

// intervals shows all issues on one axis, in percent of their scales.
func (f *Forecasts) intervals() *detente.Intervals {
	b := &detente.Intervals{Title: "Forecasts with intervals of 80 %, as parts of each scale", X: detente.Axis{Name: "part of the scale", Unit: "%", Min: 0, Max: 100}}
	for _, o := range f.Outlooks {
		share := func(x float64) float64 { return 100 * (x - o.Low) / (o.High - o.Low) }
		low, high := o.Density.Interval(0.8)
		b.Rows = append(b.Rows, detente.Bar{Label: o.Name, Value: share(o.Mean), Low: share(low), High: share(high), Note: o.figure(o.Mean)})
	}
	return b
}

// density draws the distribution of one issue.
func (o *Outlook) density() *detente.Density {
	d := &detente.Density{Title: "Where it may land", X: detente.Axis{Name: o.Name, Unit: o.Unit, Min: o.Low, Max: o.High}}
	d.At, d.Mass = o.Density.Sketch(densityCells)
	for _, p := range []float64{0.5, 0.8, 0.9} {
		low, high := o.Density.Interval(p)
		d.Intervals = append(d.Intervals, detente.Span{Label: percent(p), Low: low, High: high})
	}
	d.Marks = []detente.Mark{{X: o.Mean, Label: "forecast", Kind: "forecast"}}
	if o.KnowsNow {
		d.Marks = append(d.Marks, detente.Mark{X: o.Now, Label: "no deal", Kind: "no-deal"})
	}
	if o.known {
		d.Marks = append(d.Marks, detente.Mark{X: o.decided, Label: "what happened", Kind: "decided"})
	}
	return d
}

// modelNames heads the columns of other models, in the order of the table.
var modelNames = []struct{ name, heading string }{
	{"condorcet", "Condorcet"}, {"pce", "election"}, {"nash", "Nash"}, {"nash_no_deal", "Nash, no deal"},
	{"ktab", "KTAB"}, {"exchange", "exchange"}, {"expected_utility_printed", "expected utility"},
}

// modelTable sets other models beside the forecast.
func (f *Forecasts) modelTable() *detente.Table {
	t := &detente.Table{Title: "Other models, for comparison", Columns: []detente.Column{{Name: "issue", Wide: true}, {Name: "forecast", Right: true}},
		Note: "Condorcet winner; mean of a probabilistic Condorcet election; asymmetric Nash solution where no deal is worth nothing, and against what becomes of the issue if they part (– where nobody could gain); rounds of KTAB's spatial model, exchanges with equal gains, and the expected utility model (historical). Models with rounds erred by 25 to 33 points of 100 where the mean erred by 23 to 24."}
	for _, m := range modelNames {
		t.Columns = append(t.Columns, detente.Column{Name: m.heading, Right: true})
	}
	for _, o := range f.Outlooks {
		row := []detente.Cell{detente.Txt(o.Name), detente.Num(o.Mean)}
		for _, m := range modelNames {
			cell := detente.Txt("–")
			if k := slices.IndexFunc(o.Models, func(x Model) bool { return x.Name == m.name }); k >= 0 && o.Models[k].OK {
				cell = detente.Num(o.Models[k].Value)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// data is the documented JSON of spatial/forecast.
func (f *Forecasts) data() detente.Object {
	issues := detente.Object{}
	for _, o := range f.Outlooks {
		issues = append(issues, detente.Field{Name: string(o.ID), Value: o.data()})
	}
	missing := f.Missing
	if missing == nil {
		missing = []string{}
	}
	return detente.Object{{Name: "issues", Value: issues}, {Name: "missing", Value: missing}}
}

func (o *Outlook) data() detente.Object {
	intervals := detente.Object{}
	for _, p := range []float64{0.5, 0.8, 0.9} {
		low, high := o.Density.Interval(p)
		intervals = append(intervals, detente.Field{Name: fmt.Sprintf("%.0f", 100*p), Value: numbers{low, high}})
	}
	options, models := detente.Object{}, detente.Object{}
	for k, option := range o.Options {
		options = append(options, detente.Field{Name: string(option.ID), Value: o.Chances[k]})
	}
	for _, m := range o.Models {
		var value any
		if m.OK {
			value = m.Value
		}
		models = append(models, detente.Field{Name: m.Name, Value: value})
	}
	return detente.Object{
		{Name: "mean", Value: o.Mean},
		{Name: "mean_unweighted", Value: o.Unweighted},
		{Name: "median", Value: o.Median},
		{Name: "intervals", Value: intervals},
		{Name: "options", Value: options},
		{Name: "models", Value: models},
	}
}
