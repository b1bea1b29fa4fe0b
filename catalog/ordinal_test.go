package catalog_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/catalog"
	"detente/gmcr"
)

// ordinalConcepts are the concepts of a text's comment, in its order.
var ordinalConcepts = []struct {
	key, words string
	concept    gmcr.Concept
}{
	{"nash", "Nash", gmcr.Nash},
	{"gmr", "(GMR)", gmcr.GMR},
	{"smr", "(SMR)", gmcr.SMR},
	{"seq", "(SEQ)", gmcr.SEQ},
	{"sseq", "(SSEQ)", gmcr.SSEQ},
}

func ordinalName(n int) string { return fmt.Sprintf("ordinal-2x2-%02d", n) }

// ranks returns a player's ranks of the outcomes 0 to 3, 4 the best, as a case
// has them.
func ranks(t *testing.T, c *detente.Case, player int) []int {
	t.Helper()
	of := make([]int, 4)
	for k, rank := range c.Parties[player].Ranking {
		fits, err := rank.Fits[0].Compile(c)
		if err != nil {
			t.Fatal(err)
		}
		for s := range of {
			if fits.Holds(detente.Outcome{s & 1, s >> 1}) {
				of[s] = 4 - k
			}
		}
	}
	return of
}

// All texts are cases without faults, and no two of them are the same game even
// after swapping players and options, so that they are all 78 there are.
func TestOrdinalDistinct(t *testing.T) {
	seen := map[string]int{}
	for n := 1; n <= 78; n++ {
		c := read(t, ordinalName(n))
		if want := fmt.Sprintf("Ordinal 2x2 game %02d of 78", n); !strings.HasPrefix(c.Title, want) {
			t.Errorf("title of game %d = %q, want %q and its name", n, c.Title, want)
		}
		game := canonical(ranks(t, c, 0), ranks(t, c, 1))
		if m, twice := seen[game]; twice {
			t.Errorf("games %d and %d are the same but for the order of players and options", m, n)
		}
		seen[game] = n
	}
}

// canonical is the same for games that differ in the order of players and
// options only: the first in the alphabet of all eight ways to write a game.
func canonical(a, b []int) string {
	var forms []string
	for flip := range 4 {
		var plain, swapped [2][]int
		for s := range 4 {
			mirror := s>>1 | s&1<<1
			plain[0], plain[1] = append(plain[0], a[s^flip]), append(plain[1], b[s^flip])
			swapped[0], swapped[1] = append(swapped[0], b[mirror^flip]), append(swapped[1], a[mirror^flip])
		}
		forms = append(forms, fmt.Sprint(plain), fmt.Sprint(swapped))
	}
	return slices.Min(forms)
}

// The comment of every text says what stability analysis finds.
func TestOrdinalComment(t *testing.T) {
	words := []string{"nobody acts", "A alone acts", "B alone acts", "both act"}
	for n := 1; n <= 78; n++ {
		text, err := catalog.Open(ordinalName(n))
		if err != nil {
			t.Fatal(err)
		}
		_, st := stability(t, ordinalName(n))
		for _, c := range ordinalConcepts {
			var found []string
			for _, s := range st.Equilibria(c.concept, gmcr.Bold) {
				found = append(found, words[s])
			}
			want := strings.Join(found, "; ")
			if want == "" {
				want = "none"
			}
			if got := commented(string(text), c.words); got != want {
				t.Errorf("%s of game %d in the comment = %q, want %q", c.key, n, got, want)
			}
		}
	}
}

// commented returns the equilibria that a text's comment has for a concept.
func commented(text, concept string) string {
	for line := range strings.Lines(text) {
		left, right, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "#   "), "   ")
		if ok && strings.HasPrefix(line, "#   ") && strings.HasSuffix(strings.TrimSpace(left), concept) {
			return strings.TrimSpace(right)
		}
	}
	return ""
}

// The twelve symmetric games have names, each known by the order of R, S, T and P,
// a player's ranks where both cooperate, it alone, the other alone, and neither.
func TestOrdinalNames(t *testing.T) {
	names := map[string]string{
		"TRPS": "Prisoner's Dilemma", "TRSP": "Chicken", "TSRP": "Leader", "STRP": "Hero",
		"TPRS": "Deadlock", "TPSR": "Compromise", "RTPS": "Stag Hunt", "RPTS": "Assurance",
		"RPST": "Coordination", "RSPT": "Peace", "RSTP": "Harmony", "RTSP": "Concord",
	}
	named := 0
	for n := 1; n <= 78; n++ {
		c := read(t, ordinalName(n))
		_, got, _ := strings.Cut(c.Title, ", ")
		want := ""
		for flip := range 4 {
			want += names[letters(ranks(t, c, 0), ranks(t, c, 1), flip)]
		}
		if got != want {
			t.Errorf("name of game %d = %q, want %q", n, got, want)
		}
		if got != "" {
			named++
		}
	}
	if named != len(names) {
		t.Errorf("%d games have a name, want %d", named, len(names))
	}
}

// letters orders R, S, T and P from the best where the game is symmetric and
// cooperating is acting, or not acting for A (flip 1), B (2) or both (3).
func letters(a, b []int, flip int) string {
	order := make([]byte, 4)
	for s := range 4 {
		mirror := s>>1 | s&1<<1
		if a[s^flip] != b[mirror^flip] {
			return ""
		}
		order[4-a[s^flip]] = "PSTR"[s]
	}
	return string(order)
}

// The games and verdicts of the reference list, concept by concept and for
// limited moves. It is skipped where the list is not at hand.
func TestOrdinalReference(t *testing.T) {
	raw, err := os.ReadFile("../../shared/literature/graph-model/ordinal-2x2-games.json")
	if err != nil {
		t.Skip("ordinal-2x2-games.json is not at hand")
	}
	var file struct {
		Games []struct {
			N          int
			A, B       []int
			Equilibria map[string][]int
			Limited    map[int][]int `json:"limited_move_equilibria"`
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Games) != 78 {
		t.Fatalf("%d games, want 78", len(file.Games))
	}
	for _, game := range file.Games {
		c := read(t, ordinalName(game.N))
		if diff := cmp.Diff([][]int{game.A, game.B}, [][]int{ranks(t, c, 0), ranks(t, c, 1)}); diff != "" {
			t.Errorf("ranks of game %d (-want +got):\n%s", game.N, diff)
		}
		g, st := stability(t, ordinalName(game.N))
		if len(game.Equilibria) != len(ordinalConcepts) {
			t.Errorf("game %d has verdicts for %d concepts, want %d", game.N, len(game.Equilibria), len(ordinalConcepts))
		}
		for _, concept := range ordinalConcepts {
			want, got := game.Equilibria[concept.key], st.Equilibria(concept.concept, gmcr.Bold)
			if !slices.Equal(want, got) {
				t.Errorf("%s(game %d) = %v, want %v", concept.key, game.N, got, want)
			}
		}
		compareLimited(t, game.N, g, game.Limited)
	}
}

// compareLimited checks the limited-move equilibria of horizons 1, 2, ...
func compareLimited(t *testing.T, n int, g *gmcr.Graph, want map[int][]int) {
	t.Helper()
	f, err := gmcr.FindForesight(context.Background(), g, len(want))
	if err != nil {
		t.Fatal(err)
	}
	for h := 1; h <= len(want); h++ {
		var got []int
		for s := range 4 {
			if f.Stable(0, s, h) && f.Stable(1, s, h) {
				got = append(got, s)
			}
		}
		if !slices.Equal(want[h], got) {
			t.Errorf("L%d(game %d) = %v, want %v", h, n, got, want[h])
		}
	}
}

func TestOpenOrdinalUnknown(t *testing.T) {
	for _, name := range []string{"ordinal-2x2-00", "ordinal-2x2-79", "ordinal-2x2-1", "ordinal-2x2-+1", "ordinal-2x2-001", "ordinal-2x2", "ordnal-2x2-05", "78", "anything"} {
		_, err := catalog.Open(name)
		if err == nil || !strings.Contains(err.Error(), "ordinal-2x2-01 to ordinal-2x2-78") {
			t.Errorf("Open(%q): %v, want an error that names the range", name, err)
		}
	}
}
