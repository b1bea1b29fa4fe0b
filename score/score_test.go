package score_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"detente"
	"detente/score"
)

func compute(t testing.TB, forecasts, outcomes string) *score.Score {
	t.Helper()
	f, found := score.ReadForecasts("forecasts.csv", []byte(forecasts))
	if len(found) > 0 {
		t.Fatal(found)
	}
	o, found := score.ReadOutcomes("outcomes.csv", []byte(outcomes))
	if len(found) > 0 {
		t.Fatal(found)
	}
	s, found := score.Compute(f, o, 1, "outcomes.csv")
	if len(found) > 0 {
		t.Fatal(found)
	}
	return s
}

func want(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.10g, want %.10g", what, got, want)
	}
}

// By hand: at the mean of a standard normal the score is 2φ(0) - 1/√π =
// √(2/π) - 1/√π = 0.233695; it scales with the standard deviation.
func TestCRPSNormal(t *testing.T) {
	centre := math.Sqrt(2/math.Pi) - 1/math.Sqrt(math.Pi)
	want(t, "CRPSNormal(0, 1, 0)", score.CRPSNormal(0, 1, 0), centre, 1e-12)
	want(t, "CRPSNormal(50, 30, 50)", score.CRPSNormal(50, 30, 50), 30*centre, 1e-12)
	want(t, "CRPSNormal(50, 0, 62)", score.CRPSNormal(50, 0, 62), 12, 0)
	// Far away the score is the distance less σ/√π.
	want(t, "CRPSNormal(0, 1, 40)", score.CRPSNormal(0, 1, 40), 40-1/math.Sqrt(math.Pi), 1e-12)
}

// The closed form is the integral of (F(y) - 1{x <= y})².
func TestCRPSNormalIsTheIntegral(t *testing.T) {
	for _, x := range []float64{-1.5, 0, 0.7, 2.2} {
		sum, step := 0.0, 1e-3
		for y := -12 + step/2; y < 12; y += step {
			f := 0.5 * math.Erfc(-y/math.Sqrt2)
			if x <= y {
				f--
			}
			sum += f * f * step
		}
		want(t, fmt.Sprintf("CRPSNormal(0, 1, %g)", x), score.CRPSNormal(0, 1, x), sum, 1e-3)
	}
}

// By hand, quantiles 10, 20, 40 at 0.25, 0.5, 0.75 and outcome 25: levels stand
// for 0.375, 0.25, 0.375 of all;
// 0.375 x 2 x 0.25 x 15 + 0.25 x 2 x 0.5 x 5 + 0.375 x 2 x 0.25 x 15 = 6.875.
func TestCRPSQuantiles(t *testing.T) {
	want(t, "CRPSQuantiles", score.CRPSQuantiles([]float64{0.25, 0.5, 0.75}, []float64{10, 20, 40}, 25), 6.875, 1e-12)
	want(t, "CRPSQuantiles(median)", score.CRPSQuantiles([]float64{0.5}, []float64{20}, 25), 5, 1e-12)
	// With many quantiles of a normal it comes to the closed form.
	var levels, values []float64
	for k := range 999 {
		tau := float64(k+1) / 1000
		levels, values = append(levels, tau), append(values, -math.Sqrt2*math.Erfcinv(2*tau))
	}
	want(t, "CRPSQuantiles(normal)", score.CRPSQuantiles(levels, values, 0.7), score.CRPSNormal(0, 1, 0.7), 1e-3)
}

// Four numbers and four events, all by hand.
func TestByHand(t *testing.T) {
	s := compute(t, `id,mean,sd,p10,p50,p90,probability
a,50,10,,,,
b,40,,,,,
c,,,20,30,60,
d,70,,10,65,90,
e,,,,,,0.9
f,,,,,,0.8
g,,,,,,0.3
h,,,,,,0.85
later,50,,,,,
`, "id,outcome\na,62\nb,30\nc,60\nd,95\ne,1\nf,0\ng,0\nh,1\nnobody,3\n")
	// |62-50|, |30-40|, |60-30| (median), |95-70|: 77/4.
	want(t, "mean absolute error", s.Error.Value, 19.25, 1e-12)
	// Levels 0.1, 0.5, 0.9 stand for 0.3, 0.4, 0.3. c: 0.3·2·0.1·40 + 0.4·2·0.5·30
	// + 0 = 14.4; d: 0.3·2·0.1·85 + 0.4·2·0.5·30 + 0.3·2·0.9·5 = 5.1+12+2.7 = 19.8.
	want(t, "CRPS", s.CRPS.Value, (score.CRPSNormal(50, 10, 62)+10+14.4+19.8)/4, 1e-12)
	if got := s.Rules; got != [3]int{2, 1, 1} {
		t.Errorf("rules %v, want 2 from quantiles, 1 normal, 1 number", got)
	}
	// 80 %: a 50 ± 12.8155 holds 62; c 20 to 60 holds 60; d 10 to 90 not 95.
	want(t, "80 % coverage", s.Coverage[1].Value, 2.0/3, 1e-12)
	// 50 %: only a has one, 50 ± 6.745.
	want(t, "50 % coverage", s.Coverage[0].Value, 0, 0)
	// (0.01 + 0.64 + 0.09 + 0.0225) / 4
	want(t, "Brier", s.Brier.Value, 0.190625, 1e-12)
	if len(s.Calibrated) != 3 || s.Calibrated[1].N != 2 {
		t.Fatalf("calibration %+v, want three tenths, two events in the second", s.Calibrated)
	}
	want(t, "0.8 to 0.9: forecast", s.Calibrated[1].Forecast, 0.825, 1e-12)
	want(t, "0.8 to 0.9: observed", s.Calibrated[1].Observed, 0.5, 0)
	want(t, "p90: at or below", s.Quantiles[2].Observed, 0.5, 0)
	if s.Items != 8 || s.Pending != 1 || s.Stray != 1 {
		t.Errorf("%d items, %d pending, %d stray, want 8, 1, 1", s.Items, s.Pending, s.Stray)
	}
	if _, err := json.Marshal(s.Result().Data); err != nil {
		t.Errorf("data: %v", err)
	}
}

// Forecasts that are right about their own spread cover what they say, and the
// bootstrap interval holds the true score.
func TestCalibratedForecasts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 0))
	var f, o strings.Builder
	f.WriteString("id,mean,sd\n")
	o.WriteString("id,outcome\n")
	for i := range 2000 {
		mean := 100 * r.Float64()
		fmt.Fprintf(&f, "i%d,%g,20\n", i, mean)
		fmt.Fprintf(&o, "i%d,%g\n", i, mean+20*r.NormFloat64())
	}
	s := compute(t, f.String(), o.String())
	for _, c := range s.Coverage {
		want(t, fmt.Sprintf("coverage of %g", c.Nominal), c.Value, c.Nominal, 0.03)
		if c.Low > c.Nominal || c.High < c.Nominal {
			t.Errorf("coverage of %g: interval %g to %g does not hold it", c.Nominal, c.Low, c.High)
		}
	}
	// E|X - mean| = σ √(2/π); the expected CRPS of the true normal is σ/√π.
	want(t, "mean absolute error", s.Error.Value, 20*math.Sqrt(2/math.Pi), 0.6)
	want(t, "CRPS", s.CRPS.Value, 20/math.Sqrt(math.Pi), 0.5)
	// The bootstrap's standard error is that of the mean: about ±1.96 σ_e/√n.
	half := 1.96 * 20 * math.Sqrt(1-2/math.Pi) / math.Sqrt(2000)
	want(t, "width of the interval", (s.Error.High-s.Error.Low)/2, half, 0.1)
	if again := compute(t, f.String(), o.String()); again.Error != s.Error || again.CRPS != s.CRPS {
		t.Errorf("the same seed gives %+v and %+v", s.Error, again.Error)
	}
}

// Every fault is told with its place, why, and what to do.
func TestFaults(t *testing.T) {
	for _, test := range []struct{ forecasts, want string }{
		{"", "f.csv:1:1: error: the file is empty [no-rows]"},
		{"id,mean\n", "f.csv:1:1: error: there is no line below the header [no-rows]"},
		{"name,mean\na,1\n", `f.csv:1:1: error: there is no column "id" [missing-column]`},
		{"id,maen\na,1\n", `f.csv:1:4: error: unknown column "maen" [unknown-column]`},
		{"id,p0\na,1\n", `f.csv:1:4: error: unknown column "p0" [unknown-column]`},
		{"id,mean,mean\na,1,1\n", `f.csv:1:9: error: the column "mean" stands twice [duplicate-column]`},
		{"id,mean\na,1\na,2\n", `f.csv:3:1: error: "a" stands in line 2 already [duplicate-id]`},
		{"id,mean\na,high\n", `f.csv:2:3: error: "high" is no number between -1e12 and 1e12 [not-a-number]`},
		{"id,mean\na,NaN\n", `f.csv:2:3: error: "NaN" is no number between -1e12 and 1e12 [not-a-number]`},
		{"id,mean\n,3\n", "f.csv:2:1: error: there is no id [missing-value]"},
		{"id,mean\na,\n", "f.csv:2:1: error: the line has no forecast [missing-value]"},
		{"id,mean\na,1,2\n", "f.csv:2:1: error: this line has not the 2 fields of the header [field-count]"},
		{"id,mean,sd\na,1,-2\n", "f.csv:2:5: error: the standard deviation is negative [out-of-limits]"},
		{"id,sd\na,2\n", "f.csv:2:3: error: there is a standard deviation and no mean [missing-value]"},
		{"id,mean,sd,p50\na,1,2,1\n", "f.csv:2:5: error: the line has a standard deviation and quantiles [two-forecasts]"},
		{"id,p90,p10\na,1,2\n", "f.csv:2:3: error: p90 is 1, below the quantile before it, 2 [falling-quantiles]"},
		{"id,probability\na,70\n", "f.csv:2:3: error: the probability 70 does not lie between 0 and 1 [out-of-limits]"},
		{"id,probability,mean\na,0.7,3\n", "f.csv:2:3: error: the line has a probability and a number [two-forecasts]"},
	} {
		f, found := score.ReadForecasts("f.csv", []byte(test.forecasts))
		if len(found) != 1 || found[0].String() != test.want || f != nil {
			t.Errorf("ReadForecasts(%q) = %v, want %s", test.forecasts, found, test.want)
			continue
		}
		if found[0].Why == "" || found[0].Help == "" {
			t.Errorf("%s: no why or no help", test.want)
		}
	}
	if _, found := score.ReadOutcomes("o.csv", []byte("id,outcome\na,\n")); len(found) != 1 || found[0].Code != "missing-value" {
		t.Errorf("an empty outcome: %v", found)
	}
	f, _ := score.ReadForecasts("f.csv", []byte("id,probability\na,0.7\n"))
	o, _ := score.ReadOutcomes("o.csv", []byte("id,outcome\na,3\n"))
	if _, found := score.Compute(f, o, 1, "o.csv"); len(found) != 1 || found[0].String() != `o.csv:2:3: error: "a" was forecast with a probability and its outcome is 3 [not-an-event]` {
		t.Errorf("an event with outcome 3: %v", found)
	}
	o, _ = score.ReadOutcomes("o.csv", []byte("id,outcome\nb,1\n"))
	if _, found := score.Compute(f, o, 1, "o.csv"); len(found) != 1 || found[0].Code != "no-match" {
		t.Errorf("no id in common: %v", found)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("id,mean,sd,p10,p90,probability\na,1,2,,,\nb,,,1,2,\n\"c,\"\"d\",,,,,0.3\n"), []byte("\ufeffid, outcome\r\na,1\r\n"))
	f.Add([]byte("id,p5\n\"a\nb\",1e300\n"), []byte("id,outcome\na"))
	f.Fuzz(func(t *testing.T, forecasts, outcomes []byte) {
		fs, found := score.ReadForecasts("f.csv", forecasts)
		check(t, found, fs == nil)
		os, found := score.ReadOutcomes("o.csv", outcomes)
		check(t, found, os == nil)
		if fs == nil || os == nil {
			return
		}
		s, found := score.Compute(fs, os, 1, "o.csv")
		check(t, found, s == nil)
		if s != nil {
			if _, err := json.Marshal(s.Result().Data); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func check(t *testing.T, found []detente.Diagnostic, failed bool) {
	if detente.HasErrors(found) != failed {
		t.Fatalf("failed %v with %v", failed, found)
	}
	for _, d := range found {
		if d.Line < 1 || d.Col < 1 || d.Help == "" {
			t.Fatalf("%+v has no place or no help", d)
		}
	}
}

func BenchmarkCompute(b *testing.B) {
	for _, n := range []int{350, 10_000} {
		var f, o strings.Builder
		f.WriteString("id,mean,sd\n")
		o.WriteString("id,outcome\n")
		for i := range n {
			fmt.Fprintf(&f, "i%d,%d,30\n", i, i%101)
			fmt.Fprintf(&o, "i%d,%d\n", i, i*37%101)
		}
		fs, _ := score.ReadForecasts("f.csv", []byte(f.String()))
		os, _ := score.ReadOutcomes("o.csv", []byte(o.String()))
		b.Run(fmt.Sprintf("items=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				score.Compute(fs, os, 1, "o.csv")
			}
		})
	}
}
