package power_test

import (
	"context"
	"math/big"
	"testing"

	"detente/power"
)

// Voting bodies that the tests and benchmarks always have at hand.
var (
	// UN Security Council since 1965: all 5 permanent members and 9 of 15 (UN
	// Charter, article 27); as weights 7 and 1 with quota 39.
	council = []int64{7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	// Council of the EEC, 1958 to 1972: 12 of 17 (Treaty of Rome, article 148).
	six = []int64{4, 4, 4, 2, 2, 1}
	// Council of the EU of 27 under the Treaty of Nice: 255 of 345 votes, 14 of
	// 27 members, 62 % of the population (in thousands), from Germany to Malta.
	niceVotes  = []int64{29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 3}
	nicePeople = []int64{82038, 59247, 58966, 57612, 39394, 38667, 22489, 15760, 10533, 10290, 10213, 10092, 9980, 8854, 8230, 8082, 5393, 5313, 5160, 3744, 3701, 2439, 1978, 1446, 752, 429, 379}
	// Electoral College of the United States, 2024 and 2028: 270 of 538, states
	// as blocs (apportionment after the census of 2020).
	college = []int64{54, 40, 30, 28, 19, 19, 17, 16, 16, 15, 14, 13, 12, 11, 11, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 8, 8, 7, 7, 6, 6, 6, 6, 6, 6, 5, 5, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3}
)

func ones(n int) []int64 {
	out := make([]int64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

func tripleMajority() *power.Game {
	total := int64(0)
	for _, p := range nicePeople {
		total += p
	}
	return must(power.All(must(power.Weighted(255, niceVotes...)), must(power.Weighted(14, ones(27)...)),
		must(power.Weighted((62*total+99)/100, nicePeople...))))
}

// The textbook values of the Security Council: 421/2145 and 4/2145
// (Shapley-Shubik), 848/5080 and 84/5080 (Banzhaf).
func TestSecurityCouncil(t *testing.T) {
	x := indices(t, must(power.Weighted(39, council...)))
	if got, want := x.Shapley[0], big.NewRat(421, 2145); got.Cmp(want) != 0 {
		t.Errorf("ShapleyShubik(permanent) = %s, want %s", got, want)
	}
	if got, want := x.Shapley[14], big.NewRat(4, 2145); got.Cmp(want) != 0 {
		t.Errorf("ShapleyShubik(elected) = %s, want %s", got, want)
	}
	if got, want := x.Banzhaf[0], 848./5080; got != want {
		t.Errorf("Banzhaf(permanent) = %v, want %v", got, want)
	}
	if got, want := x.Banzhaf[14], 84./5080; got != want {
		t.Errorf("Banzhaf(elected) = %v, want %v", got, want)
	}
}

// In the Council of the six Luxembourg never made a difference: the others'
// votes are even, and so is the quota.
func TestCouncilOfTheSix(t *testing.T) {
	g := must(power.Weighted(12, six...))
	x := indices(t, g)
	if got := x.Swings[5].Int64(); got != 0 {
		t.Errorf("swings(Luxembourg) = %d, want 0", got)
	}
	if got := g.Vetoes(); len(got) != 0 {
		t.Errorf("Vetoes = %v, want none", got)
	}
	found, _ := g.MinimalWinning(10) // the three large ones, or two of them with both small ones
	if len(found) != 4 {
		t.Errorf("minimal winning coalitions = %v, want 4 of them", found)
	}
}

func BenchmarkIndices(b *testing.B) {
	for _, body := range []struct {
		name string
		game *power.Game
	}{
		{"UNSC/players=15", must(power.Weighted(39, council...))},
		{"EU27Nice/players=27/criteria=1", must(power.Weighted(255, niceVotes...))},
		{"USCollege/players=51", must(power.Weighted(270, college...))},
		{"EU27Nice/players=27/criteria=3", tripleMajority()},
	} {
		b.Run(body.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := body.game.Indices(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
