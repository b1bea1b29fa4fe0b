package power_test

import (
	"context"
	"encoding/json"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"detente/power"
)

// body is a voting body as ../../shared/literature/power describes it.
type body struct {
	Title   string
	Members []struct {
		Name       string
		Weight     int64
		Population json.Number
	}
	Quota int64
	Rule  struct {
		Votes, Members int64
		Population     float64
	}
	Expected struct {
		Winning     int64
		Swings      []int64
		BanzhafNorm []float64 `json:"banzhaf_norm"`
		BanzhafAbs  []float64 `json:"banzhaf_abs"`
		SSI         []float64
		SSIFrac     []string `json:"ssi_frac"`
		MWC         int64
		Holler      []float64
		Deegan      []float64 `json:"deegan_packel"`
		Act         float64   `json:"coleman_collectivity"`
		Prevent     []float64 `json:"coleman_prevent"`
		Initiate    []float64 `json:"coleman_initiate"`
	}
}

func (b *body) game() *power.Game {
	var votes, heads, people []int64
	total := int64(0)
	for _, m := range b.Members {
		votes, heads = append(votes, m.Weight), append(heads, 1)
		x, _ := m.Population.Float64()
		people = append(people, int64(math.Round(1000*x)))
		total += people[len(people)-1]
	}
	games := []*power.Game{must(power.Weighted(max(b.Quota, b.Rule.Votes), votes...))}
	if b.Rule.Members > 0 {
		games = append(games, must(power.Weighted(b.Rule.Members, heads...)),
			must(power.Weighted(int64(math.Ceil(b.Rule.Population*float64(total))), people...)))
	}
	return must(power.All(games...))
}

const literature = "../../shared/literature/power"

func readBody(t testing.TB, path string) *body {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("%s is not here", path)
	}
	var b body
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	return &b
}

func TestVotingBodies(t *testing.T) {
	paths, _ := filepath.Glob(literature + "/*.json")
	if len(paths) == 0 {
		t.Skipf("%s is not here", literature)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			b := readBody(t, path)
			x := must(b.game().Indices(context.Background()))
			if got, want := x.Winning.Int64(), b.Expected.Winning; got != want {
				t.Errorf("winning coalitions = %d, want %d", got, want)
			}
			if want := b.Expected.MWC; want > 0 && x.Minimal.Int64() != want {
				t.Errorf("minimal winning coalitions = %d, want %d", x.Minimal, want)
			}
			for i, want := range b.Expected.Swings {
				if got := x.Swings[i].Int64(); got != want {
					t.Errorf("swings(%s) = %d, want %d", b.Members[i].Name, got, want)
				}
			}
			for i, want := range b.Expected.SSIFrac {
				exact, _ := new(big.Rat).SetString(want)
				if x.Shapley[i].Cmp(exact) != 0 {
					t.Errorf("ShapleyShubik(%s) = %s, want %s", b.Members[i].Name, x.Shapley[i], want)
				}
			}
			if want := b.Expected.Act; want > 0 && math.Abs(x.Decisiveness-want) > 1e-12 {
				t.Errorf("Decisiveness = %v, want %v", x.Decisiveness, want)
			}
			for _, index := range []struct {
				name      string
				got, want []float64
			}{
				{"Banzhaf", x.Banzhaf, b.Expected.BanzhafNorm}, {"Absolute", x.Absolute, b.Expected.BanzhafAbs},
				{"ShapleyShubik", x.ShapleyShubik, b.Expected.SSI}, {"Holler", x.Holler, b.Expected.Holler},
				{"DeeganPackel", x.DeeganPackel, b.Expected.Deegan}, {"Prevent", x.Prevent, b.Expected.Prevent},
				{"Initiate", x.Initiate, b.Expected.Initiate},
			} {
				for i, want := range index.want { // printed to 10 decimals
					if math.Abs(index.got[i]-want) > 5.1e-11 {
						t.Errorf("%s(%s) = %v, want %v", index.name, b.Members[i].Name, index.got[i], want)
					}
				}
			}
		})
	}
}
