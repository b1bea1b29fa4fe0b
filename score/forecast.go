package score

import (
	"cmp"
	"fmt"
	"slices"
)

// quantile is a column of quantiles.
type quantile struct {
	column string
	level  float64
}

// quantiles lists the quantile columns by level.
func (r *reader) quantiles() []quantile {
	var out []quantile
	for _, c := range r.columns {
		if l, ok := level(c); ok {
			out = append(out, quantile{c, l})
		}
	}
	slices.SortFunc(out, func(a, b quantile) int { return cmp.Compare(a.level, b.level) })
	return out
}

// forecast reads a row.
func (r *reader) forecast(levels []quantile) (Forecast, bool) {
	before := len(r.found)
	id, _ := r.id()
	line, _ := r.position("id")
	f := Forecast{ID: id, Line: line}
	var hasMean, hasSD bool
	f.Probability, f.Event, _ = r.number("probability")
	f.Mean, hasMean, _ = r.number("mean")
	f.SD, hasSD, _ = r.number("sd")
	r.spread(&f, levels)
	switch {
	case len(r.found) > before:
	case f.Event && (hasMean || hasSD || len(f.Levels) > 0):
		r.at("probability", "two-forecasts", "the line has a probability and a number", "an event and a number are scored by different rules", "give the two a line and an id each")
	case f.Event && (f.Probability < 0 || f.Probability > 1):
		r.at("probability", "out-of-limits", fmt.Sprintf("the probability %g does not lie between 0 and 1", f.Probability), "a probability is a share of 1", "write 0.7 for 70 %")
	case hasSD && !hasMean:
		r.at("sd", "missing-value", "there is a standard deviation and no mean", "a normal forecast needs both", "fill in mean")
	case hasSD && f.SD < 0:
		r.at("sd", "out-of-limits", "the standard deviation is negative", "it is a distance", "write it without the sign")
	case hasSD && len(f.Levels) > 0:
		r.at("sd", "two-forecasts", "the line has a standard deviation and quantiles", "they are two forecasts, and may differ", "keep one of the two")
	case !f.Event && !hasMean && len(f.Levels) == 0:
		r.at("id", "missing-value", "the line has no forecast", "there is nothing to score", "fill in mean, quantiles or probability, or take the line out")
	}
	return f, len(r.found) == before
}

// spread reads the quantiles of a row, which must not fall.
func (r *reader) spread(f *Forecast, levels []quantile) {
	for _, q := range levels {
		x, given, fine := r.number(q.column)
		if !given || !fine {
			continue
		}
		if n := len(f.Values); n > 0 && x < f.Values[n-1] {
			r.at(q.column, "falling-quantiles", fmt.Sprintf("%s is %g, below the quantile before it, %g", q.column, x, f.Values[n-1]), "a higher quantile cannot be a lower number", "look whether two fields were exchanged")
		}
		f.Levels, f.Values = append(f.Levels, q.level), append(f.Values, x)
	}
}
