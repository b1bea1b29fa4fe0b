package detente_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"detente"
)

func TestLevels(t *testing.T) {
	for _, tt := range []struct {
		s    detente.Issue
		want int
	}{
		{named("fire", "war", "ceasefire"), 2},
		{yesNo("strike"), 2},
		{grid("wage", 2, 6, 0.05), 81}, // 4 / 0.05 is 79.99999999999999 in floating point
		{grid("term", 1, 3, 1), 3},
		{grid("odd", 0, 10, 3), 4},
		{grid("tenth", 0, 1, 0.1), 11},
		{grid("seventh", 0, 0.7, 0.1), 8},
		{grid("many", 0, 1000, 0.01), 100_001},
		{divisible("share", 0, 100), detente.Ticks + 1},
	} {
		if got := tt.s.Levels(); got != tt.want {
			t.Errorf("Levels(%s) = %d, want %d", tt.s.ID, got, tt.want)
		}
	}
}

func TestLevelIDs(t *testing.T) {
	wage := grid("wage", 2, 6, 0.05)
	for k, want := range map[int]string{0: "2", 1: "2.05", 2: "2.1", 3: "2.15", 30: "3.5", 79: "5.95", 80: "6", -1: "unknown"} {
		if got := wage.LevelID(k); got != want {
			t.Errorf("LevelID(wage, %d) = %s, want %s", k, got, want)
		}
	}
	share := divisible("share", 0, 100)
	for k, want := range map[int]string{0: "0", 375_000_000: "37.5", 333_333_333: "33.3333333", detente.Ticks: "100"} {
		if got := share.LevelID(k); got != want {
			t.Errorf("LevelID(share, %d) = %s, want %s", k, got, want)
		}
	}
	fire := named("fire", "war", "ceasefire")
	if got := fire.LevelID(1); got != "ceasefire" {
		t.Errorf("LevelID(fire, 1) = %s, want ceasefire", got)
	}
}

// Every level of a grid is written as a person would have typed it, and read
// back as the same level.
func TestGridRoundTrip(t *testing.T) {
	for _, g := range []struct {
		from, to, step float64
		digits         int // after the point
	}{
		{2, 6, 0.05, 2}, {0, 1, 0.1, 1}, {-1, 1, 0.001, 3}, {10000, 20000, 0.25, 2}, {0, 1e6, 12.5, 1},
		{1, 3, 1, 0}, {0, 0.0001, 0.000001, 6}, {-300, -100, 0.2, 1}, {1.1, 9.9, 0.011, 3}, {0, 5e8, 5000, 0},
	} {
		s := grid("g", g.from, g.to, g.step)
		last := s.Levels() - 1
		for k := 0; k <= last; k++ {
			want := fmt.Sprintf("%.*f", g.digits, g.from+float64(k)*g.step)
			if x := s.Number(k); fmt.Sprintf("%.*f", g.digits, x) != want {
				t.Fatalf("Number(%v, %d) = %v, want %s", g, k, x, want)
			}
			if id := s.LevelID(k); len(id) > len(want) {
				t.Fatalf("LevelID(%v, %d) = %s, want %s without trailing zeros", g, k, id, want)
			}
			if got, ok := s.ParseLevel(s.LevelID(k)); !ok || got != k {
				t.Fatalf("ParseLevel(%v, %s) = %d, %t, want %d", g, s.LevelID(k), got, ok, k)
			}
		}
		if x := s.Number(last); math.Abs(x-g.to) > 1e-9*(g.to-g.from) {
			t.Errorf("last level of %v is %v", g, x)
		}
	}
}

func TestDivisibleRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	for _, d := range [][2]float64{{0, 100}, {2, 6}, {0, 1}, {-7, 0}, {0, 9}, {0, 1e6}, {1e6, 1e6 + 3}, {0, 0.001}, {0, 1e12}, {-1e-3, 2e-3}} {
		s := divisible("d", d[0], d[1])
		ks := []int{0, 1, 2, detente.Ticks - 1, detente.Ticks}
		for range 500 {
			ks = append(ks, r.IntN(detente.Ticks+1))
		}
		for _, k := range ks {
			if got, ok := s.LevelAt(s.Number(k)); !ok || got != k {
				t.Fatalf("LevelAt(%v, %v) = %d, %t, want %d", d, s.Number(k), got, ok, k)
			}
			if got, ok := s.ParseLevel(s.LevelID(k)); !ok || got != k {
				t.Fatalf("ParseLevel(%v, %s) = %d, %t, want %d", d, s.LevelID(k), got, ok, k)
			}
		}
	}
}

func TestLevelAt(t *testing.T) {
	wage, odd, share := grid("wage", 2, 6, 0.05), grid("odd", 0, 10, 3), divisible("share", 0, 100)
	for _, tt := range []struct {
		s    *detente.Issue
		x    float64
		want int
		ok   bool
	}{
		{&wage, 2, 0, true}, {&wage, 3.5, 30, true}, {&wage, 6, 80, true},
		{&wage, 2 + 3*0.05, 3, true}, // 2.1500000000000004
		{&wage, 3.52, 0, false}, {&wage, 1.95, 0, false}, {&wage, 6.05, 0, false},
		{&wage, math.NaN(), 0, false}, {&wage, math.Inf(1), 0, false},
		{&odd, 9, 3, true}, {&odd, 10, 0, false}, {&odd, 9.5, 0, false},
		{&share, 37.5, 375_000_000, true}, {&share, -0.1, 0, false}, {&share, 100.1, 0, false},
		{&share, 100 + 9e-8, detente.Ticks, true}, // the last bits of a number typed by hand
		{&share, -9e-8, 0, true},
		{&share, math.NaN(), 0, false},
	} {
		got, ok := tt.s.LevelAt(tt.x)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("LevelAt(%s, %v) = %d, %t, want %d, %t", tt.s.ID, tt.x, got, ok, tt.want, tt.ok)
		}
	}
}

func TestParseLevel(t *testing.T) {
	fire, wage, bare := named("fire", "war", "ceasefire"), grid("wage", 2, 6, 0.5), detente.Issue{ID: "bare"}
	for _, tt := range []struct {
		s    *detente.Issue
		text string
		want int
		ok   bool
	}{
		{&fire, "ceasefire", 1, true}, {&fire, "truce", 0, false}, {&fire, "1", 0, false},
		{&wage, "3.5", 3, true}, {&wage, "3.50", 3, true}, {&wage, "3.6", 0, false}, {&wage, "high", 0, false}, {&wage, "", 0, false},
		{&bare, "3", 0, false},
	} {
		got, ok := tt.s.ParseLevel(tt.text)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("ParseLevel(%s, %q) = %d, %t, want %d, %t", tt.s.ID, tt.text, got, ok, tt.want, tt.ok)
		}
	}
}

func TestPlace(t *testing.T) {
	land := scaled(named("land", "leave@0", "line@75", "open", "all@100"), 0, 100)
	wage, share := grid("wage", 2, 6, 0.05), divisible("share", 0, 40)
	two, three, strike := named("two", "a", "b"), named("three", "a", "b", "c"), yesNo("strike")
	twoScaled := scaled(named("two-scaled", "a", "b@7"), 0, 10)
	for _, tt := range []struct {
		s     *detente.Issue
		level int
		want  float64
		ok    bool
	}{
		{&land, 1, 75, true}, {&land, 2, 0, false}, {&land, detente.NoLevel, 0, false},
		{&wage, 30, 3.5, true}, {&share, detente.Ticks / 4, 10, true},
		{&two, 0, 0, true}, {&two, 1, 100, true}, {&strike, 1, 100, true},
		{&three, 1, 0, false},
		{&twoScaled, 0, 0, false}, {&twoScaled, 1, 7, true}, // a scale was meant: no guessing
	} {
		got, ok := tt.s.Place(tt.level)
		if ok != tt.ok || got != tt.want {
			t.Errorf("Place(%s, %d) = %v, %t, want %v, %t", tt.s.ID, tt.level, got, ok, tt.want, tt.ok)
		}
	}
	for _, tt := range []struct {
		s        *detente.Issue
		from, to float64
		ok       bool
	}{{&land, 0, 100, true}, {&wage, 2, 6, true}, {&two, 0, 100, true}, {&three, 0, 100, false}} {
		from, to, ok := tt.s.Range()
		if ok != tt.ok || ok && (from != tt.from || to != tt.to) {
			t.Errorf("Range(%s) = %v, %v, %t, want %v, %v, %t", tt.s.ID, from, to, ok, tt.from, tt.to, tt.ok)
		}
	}
}

func TestLevelNames(t *testing.T) {
	land := named("land", "all-four", "line")
	land.Options[1].Name = "Each keeps what it holds"
	wage := grid("wage", 2, 6, 0.05)
	wage.Scale.Unit = "%"
	term := grid("contract-term", 1, 3, 1)
	for _, tt := range []struct{ got, want string }{
		{land.LevelName(0), "all four"},
		{land.LevelName(1), "Each keeps what it holds"},
		{land.LevelName(detente.NoLevel), "unknown"},
		{wage.LevelName(1), "2.05 %"},
		{term.LevelName(2), "3"},
		{term.Display(), "Contract Term"},
		{land.Display(), "Land"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	land.Name = "Who holds the land"
	if got := land.Display(); got != "Who holds the land" {
		t.Errorf("Display = %q", got)
	}
}

func TestReachable(t *testing.T) {
	s := named("path", "a", "b", "c", "d")
	s.Arcs = []detente.Arc{{From: 0, To: 1}, {From: 1, To: 2}, {From: 3, To: 0}}
	if got := fmt.Sprint(s.Reachable(0)); got != "[true true true false]" {
		t.Errorf("Reachable(a) = %s: d has no arc to it", got)
	}
	if got := fmt.Sprint(s.Reachable(2)); got != "[false false true false]" {
		t.Errorf("Reachable(c) = %s: no way out", got)
	}
	s.Arcs = nil
	if got := fmt.Sprint(s.Reachable(2)); got != "[true true true true]" {
		t.Errorf("Reachable(c) without arcs = %s", got)
	}
}
