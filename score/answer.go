package score

import (
	"fmt"
	"math"
	"strings"

	"detente"
)

// Result renders the answer.
func (s *Score) Result() *detente.Result {
	r := &detente.Result{Method: "score", Title: "How good the forecasts were", Status: detente.OK, Answer: s.sentence()}
	r.Add(s.table())
	if s.covered() {
		r.Add(s.coverageBars())
	}
	if len(s.Calibrated) > 0 {
		r.Add(calibration("Calibration of probabilities", "forecast", "happened", s.Calibrated, "Events by tenths of their forecast probability: the mean forecast and the share that happened."))
	}
	if len(s.Quantiles) > 0 {
		r.Add(calibration("Calibration of quantiles", "level", "at or below", s.Quantiles, "The share of outcomes at or below each quantile; calibrated forecasts have the level itself."))
	}
	r.Definitions = s.definitions()
	r.Sources = []string{"Gneiting and Raftery (2007), JASA 102(477), 359-378: proper scores", "Gneiting et al. (2005), Monthly Weather Review 133: CRPS of a normal", "Brier (1950), Monthly Weather Review 78(1), 1-3", "Efron (1979), Annals of Statistics 7(1), 1-26: bootstrap"}
	r.Provenance.Seed = s.Seed
	r.Data = s.data()
	return r
}

func (s *Score) sentence() string {
	var parts []string
	if s.Error.N > 0 {
		parts = append(parts, fmt.Sprintf("the forecasts erred by %s on average%s", detente.FormatShort(s.Error.Value), within(s.Error)))
	}
	if c := s.Coverage[1]; c.N > 0 {
		parts = append(parts, fmt.Sprintf("the 80 %% intervals held %s %% of the outcomes", detente.FormatShort(100*c.Value)))
	}
	if s.Brier.N > 0 {
		parts = append(parts, fmt.Sprintf("the probabilities have a Brier score of %.3f, where always saying 50 %% has 0.25", s.Brier.Value))
	}
	if len(parts) == 0 {
		parts = append(parts, fmt.Sprintf("the continuous ranked probability score is %s", detente.FormatShort(s.CRPS.Value)))
	}
	text := fmt.Sprintf("Over %s %s.", items(s.Items), strings.Join(parts, "; "))
	if s.Pending > 0 {
		text += fmt.Sprintf(" Not scored, for want of an outcome: %s.", items(s.Pending))
	}
	if s.Stray > 0 {
		text += fmt.Sprintf(" Outcomes that nobody forecast: %d.", s.Stray)
	}
	return text
}

func items(n int) string {
	if n == 1 {
		return "1 item"
	}
	return fmt.Sprintf("%d items", n)
}

func within(m Measure) string {
	if math.IsNaN(m.Low) {
		return ""
	}
	return fmt.Sprintf(" (95 %% interval %s to %s)", detente.FormatShort(m.Low), detente.FormatShort(m.High))
}

func (s *Score) table() *detente.Table {
	t := &detente.Table{Title: "Scores", Columns: []detente.Column{{Name: "measure", Wide: true}, {Name: "value", Right: true}, {Name: "95 % interval", Right: true}, {Name: "items", Right: true}}, Note: "Lower is better for the first three."}
	row := func(name string, m Measure) {
		if m.N == 0 {
			return
		}
		span := "-"
		if !math.IsNaN(m.Low) {
			span = fmt.Sprintf("%.3g to %.3g", m.Low, m.High)
		}
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(name), {Text: fmt.Sprintf("%.3g", m.Value), Number: m.Value, IsNum: true}, detente.Txt(span), {Text: fmt.Sprint(m.N), Number: float64(m.N), IsNum: true}})
	}
	row("mean absolute error", s.Error)
	row("continuous ranked probability score", s.CRPS)
	row("Brier score", s.Brier)
	for _, c := range s.Coverage {
		row(fmt.Sprintf("share of outcomes inside %.0f %% intervals", 100*c.Nominal), c.Measure)
	}
	return t
}

func (s *Score) covered() bool {
	for _, c := range s.Coverage {
		if c.N > 0 {
			return true
		}
	}
	return false
}

func (s *Score) coverageBars() *detente.Bars {
	b := &detente.Bars{Title: "Outcomes inside the intervals", Unit: "%", Max: 100}
	for _, c := range s.Coverage {
		if c.N == 0 {
			continue
		}
		bar := detente.Bar{Label: fmt.Sprintf("%.0f %%", 100*c.Nominal), Value: 100 * c.Value}
		if !math.IsNaN(c.Low) {
			bar.Low, bar.High = 100*c.Low, 100*c.High
		}
		b.Bars = append(b.Bars, bar)
	}
	return b
}

func calibration(title, forecast, observed string, bins []Bin, note string) *detente.Table {
	t := &detente.Table{Title: title, Columns: []detente.Column{{Name: forecast, Right: true}, {Name: observed, Right: true}, {Name: "items", Right: true}}, Note: note}
	for _, b := range bins {
		t.Rows = append(t.Rows, []detente.Cell{share(b.Forecast), share(b.Observed), {Text: fmt.Sprint(b.N), Number: float64(b.N), IsNum: true}})
	}
	return t
}

func share(x float64) detente.Cell {
	return detente.Cell{Text: detente.FormatShort(100*x) + " %", Number: x, IsNum: true}
}

func (s *Score) definitions() []string {
	out := []string{"Mean absolute error: the distance of the outcome from the mean, or from the median where there is no mean."}
	if n := s.Rules[fromQuantiles]; n > 0 {
		out = append(out, fmt.Sprintf("Continuous ranked probability score of %s from quantiles: twice the quantile score, each level weighted by the share of levels nearer to it than to its neighbours; an approximation, better with more quantiles.", items(n)))
	}
	if n := s.Rules[fromNormal]; n > 0 {
		out = append(out, fmt.Sprintf("Continuous ranked probability score of %s in closed form, as a normal with the mean and standard deviation given.", items(n)))
	}
	if n := s.Rules[fromNumber]; n > 0 {
		out = append(out, fmt.Sprintf("Continuous ranked probability score of %s with one number: the absolute error.", items(n)))
	}
	if s.Brier.N > 0 {
		out = append(out, "Brier score: the mean of (probability - outcome)², 0 to 1.")
	}
	return append(out,
		"Inside: at or between the two quantiles of the file (25 and 75, 10 and 90, 5 and 95), or of the normal.",
		fmt.Sprintf("Intervals: 2.5th to 97.5th percentile of the average over items drawn with replacement, up to %d draws, seed %d. They are about chance among items like these; items that depend on one another make them too narrow.", maxDraws, s.Seed))
}

func (s *Score) data() detente.Object {
	coverage := detente.Object{}
	for _, c := range s.Coverage {
		coverage = append(coverage, detente.Field{Name: fmt.Sprintf("%.0f", 100*c.Nominal), Value: c.data()})
	}
	return detente.Object{
		{Name: "items", Value: s.Items}, {Name: "pending", Value: s.Pending}, {Name: "stray", Value: s.Stray},
		{Name: "mean_absolute_error", Value: s.Error.data()}, {Name: "crps", Value: s.CRPS.data()},
		{Name: "crps_from", Value: detente.Object{{Name: "quantiles", Value: s.Rules[fromQuantiles]}, {Name: "normal", Value: s.Rules[fromNormal]}, {Name: "number", Value: s.Rules[fromNumber]}}},
		{Name: "brier", Value: s.Brier.data()}, {Name: "coverage", Value: coverage},
		{Name: "calibration", Value: binData(s.Calibrated)}, {Name: "quantiles", Value: binData(s.Quantiles)},
		{Name: "seed", Value: s.Seed},
	}
}

// data is a measure as JSON shows it; null where there is no item.
func (m Measure) data() any {
	if m.N == 0 {
		return nil
	}
	out := detente.Object{{Name: "value", Value: m.Value}, {Name: "low", Value: nil}, {Name: "high", Value: nil}, {Name: "n", Value: m.N}}
	if !math.IsNaN(m.Low) {
		out[1].Value, out[2].Value = m.Low, m.High
	}
	return out
}

func binData(bins []Bin) []detente.Object {
	out := []detente.Object{}
	for _, b := range bins {
		out = append(out, detente.Object{{Name: "forecast", Value: b.Forecast}, {Name: "observed", Value: b.Observed}, {Name: "n", Value: b.N}})
	}
	return out
}
