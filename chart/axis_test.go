package chart

import (
	"slices"
	"testing"

	"detente"
)

func TestTicks(t *testing.T) {
	for _, test := range []struct {
		low, high float64
		about     int
		whole     bool
		want      []string
	}{
		{0, 100, 10, false, []string{"0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"}},
		{0, 100, 4, false, []string{"0", "50", "100"}}, // 25 rounds up to 50
		{0, 0.3, 3, false, []string{"0.0", "0.1", "0.2", "0.3"}},
		{-0.5, 0.5, 2, false, []string{"-0.5", "0.0", "0.5"}},
		{0, 4, 8, false, []string{"0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0"}},
		{0, 4, 8, true, []string{"0", "1", "2", "3", "4"}},
		{9_000, 11_000, 2, false, []string{"9000", "10\u00a0000", "11\u00a0000"}},
		{-2e6, 0, 1, false, []string{"-2\u00a0000\u00a0000", "0"}},
		{3, 8, 1, false, []string{"5"}},
	} {
		s := newScale(span{low: test.low, high: test.high, some: true, whole: test.whole}, 0, 100)
		var got []string
		for _, tick := range s.ticks(test.about) {
			got = append(got, tick.text)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("ticks of %g to %g, about %d = %q, want %q", test.low, test.high, test.about, got, test.want)
		}
	}
}

func TestScale(t *testing.T) {
	var s span
	s.include(20, 40)
	for _, test := range []struct{ x, want float64 }{{20, 100}, {30, 200}, {40, 300}} {
		if got := newScale(s, 100, 300).at(test.x); got != test.want {
			t.Errorf("at(%g) = %g, want %g", test.x, got, test.want)
		}
	}
	var one span
	one.include(7)
	if got := newScale(one, 0, 100).at(7); got != 50 {
		t.Errorf("the only number stands at %g, want in the middle, 50", got)
	}
	if got := s.rounded(detente.Axis{}); got.low != 20 || got.high != 40 {
		t.Errorf("20 to 40 rounded = %g to %g, want 20 to 40", got.low, got.high)
	}
	s.include(41)
	if got := s.rounded(detente.Axis{}); got.low != 20 || got.high != 45 { // steps of 5
		t.Errorf("20 to 41 rounded = %g to %g, want 20 to 45", got.low, got.high)
	}
	if got := s.rounded(detente.Axis{Min: 10, Max: 50}); got != s {
		t.Errorf("named ends moved to %+v", got)
	}
}
