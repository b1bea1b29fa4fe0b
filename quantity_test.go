package detente_test

import (
	"math"
	"testing"

	"detente"
)

func triangle(low, mode, high float64) *detente.Quantity {
	q := detente.Number(mode)
	q.Spread, q.Low, q.High = detente.Triangle, low, high
	return &q
}

func fitted(p5, p50, p95 float64) *detente.Quantity {
	q := triangle(p5, p50, p95)
	q.Spread = detente.Fitted
	return q
}

func limited(q *detente.Quantity, low, high float64) *detente.Quantity {
	q.Min, q.Max = low, high
	return q
}

func TestQuantity(t *testing.T) {
	for _, tt := range []struct {
		q                 *detente.Quantity
		text              string
		middle, low, high float64
		isRange           bool
	}{
		{number(7), "7", 7, 7, 7, false},
		{number(-0.25), "-0.25", -0.25, -0.25, -0.25, false},
		{number(1234567.875), "1234567.875", 1234567.875, 1234567.875, 1234567.875, false},
		{interval(70, 90), "70..90", 80, 70, 90, true},
		{interval(-15, -5), "-15..-5", -10, -15, -5, true},
		{interval(0.1, 0.2), "0.1..0.2", 0.15, 0.1, 0.2, true}, // not 0.15000000000000002
		{limited(interval(90, 120), 0, 100), "90..120", 105, 90, 100, true},
		{fitted(40, 50, 70), "{p5: 40, p50: 50, p95: 70}", 50, 40, 70, true},
		{unknown(0, 100), "unknown", 50, 0, 100, true},
		{unknown(2, 6), "unknown", 4, 2, 6, true},
		// The 5th percentile of a symmetric triangle on 0..100 is sqrt(0.05·100·50).
		{triangle(0, 50, 100), "{low: 0, mode: 50, high: 100}", 50, math.Sqrt(250), 100 - math.Sqrt(250), true},
		// Mode at the lower end: F(x) = 1 - (100-x)²/10⁴.
		{triangle(0, 0, 100), "{low: 0, mode: 0, high: 100}", 0, 100 - math.Sqrt(9500), 100 - math.Sqrt(500), true},
		{triangle(0, 100, 100), "{low: 0, mode: 100, high: 100}", 100, math.Sqrt(500), math.Sqrt(9500), true},
		{triangle(5, 5, 5), "{low: 5, mode: 5, high: 5}", 5, 5, 5, true},
	} {
		if got := tt.q.String(); got != tt.text {
			t.Errorf("String = %q, want %q", got, tt.text)
		}
		if got := tt.q.Middle(); got != tt.middle {
			t.Errorf("Middle(%s) = %v, want %v", tt.text, got, tt.middle)
		}
		low, high := tt.q.Interval90()
		if math.Abs(low-tt.low) > 1e-9 || math.Abs(high-tt.high) > 1e-9 {
			t.Errorf("Interval90(%s) = %v, %v, want %v, %v", tt.text, low, high, tt.low, tt.high)
		}
		if tt.q.IsRange() != tt.isRange {
			t.Errorf("IsRange(%s) = %t", tt.text, tt.q.IsRange())
		}
	}
}

// A tenth of a triangle's area lies outside its 90 % interval, a twentieth on
// either side, measured by adding up thin strips.
func TestTriangleArea(t *testing.T) {
	for _, tri := range [][3]float64{{0, 30, 100}, {-20, 5, 10}, {45, 46, 65}, {0, 0, 1}} {
		q := triangle(tri[0], tri[1], tri[2])
		low, high := q.Interval90()
		const strips = 200_000
		width := (tri[2] - tri[0]) / strips
		under, over, total := 0.0, 0.0, 0.0
		for i := range strips {
			x := tri[0] + (float64(i)+0.5)*width
			height := (tri[2] - x) / max(tri[2]-tri[1], 1e-12)
			if x < tri[1] {
				height = (x - tri[0]) / (tri[1] - tri[0])
			}
			total += height
			if x < low {
				under += height
			}
			if x > high {
				over += height
			}
		}
		if math.Abs(under/total-0.05) > 1e-4 || math.Abs(over/total-0.05) > 1e-4 {
			t.Errorf("Interval90(%v) = %v, %v: %.4f of the area below, %.4f above", tri, low, high, under/total, over/total)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, tt := range []struct {
		x           float64
		long, short string
	}{
		{0, "0", "0"},
		{math.Copysign(0, -1), "0", "0"},
		{7, "7", "7"},
		{-3.5, "-3.5", "-3.5"},
		{1.0 / 3, "0.333333", "0.33"},
		{2.0 / 3, "0.666667", "0.67"},
		{9.994, "9.994", "9.99"},
		{9.996, "9.996", "10"},
		{12.345, "12.345", "12.3"},
		{99.94, "99.94", "99.9"},
		{99.96, "99.96", "100"},
		{1234.5678, "1234.57", "1235"},
		{99999.96, "100000", "100000"},
		{123456.7, "123457", "123457"},
		{1e6, "1000000", "1000000"},
		{123456789012, "123456789012", "123456789012"},
		{1e15, "1e+15", "1000000000000000"},
		{0.00012, "0.00012", "0"},
		{-0.001, "-0.001", "0"},
		{1e-7, "1e-07", "0"},
		{0.1 + 0.2, "0.3", "0.3"},
	} {
		if got := detente.FormatNumber(tt.x); got != tt.long {
			t.Errorf("FormatNumber(%v) = %s, want %s", tt.x, got, tt.long)
		}
		if got := detente.FormatShort(tt.x); got != tt.short {
			t.Errorf("FormatShort(%v) = %s, want %s", tt.x, got, tt.short)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{detente.Interval.String(), "interval"},
		{detente.Unknown.String(), "unknown"},
		{detente.YesNo.String(), "yes/no"},
		{detente.Divisible.String(), "divisible"},
		{detente.Uncertain.String(), "uncertain"},
		{detente.Stated.String(), "stated"},
		{detente.Error.String(), "error"},
		{detente.Scored.String(), "scores"},
	} {
		if tt.got != tt.want {
			t.Errorf("String = %q, want %q", tt.got, tt.want)
		}
	}
}
