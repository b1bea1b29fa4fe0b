package exchange_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/casefile"
	"detente/exchange"

	"pgregory.net/rapid"
)

// failer is a test or a property of one.
type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// same fails where two cases do not give every outcome, by place, the same
// utilities up to a factor, and parting the same worth.
func same(t failer, what string, a, b *detente.Case, factor []float64) {
	t.Helper()
	if len(a.Issues) != len(b.Issues) || len(a.Parties) != len(b.Parties) || a.Outcomes().Cmp(b.Outcomes()) != 0 {
		t.Fatalf("%s: %d issues, %d parties, %s outcomes, want %d, %d, %s", what, len(b.Issues), len(b.Parties), b.Outcomes(), len(a.Issues), len(a.Parties), a.Outcomes())
	}
	for i := range a.Parties {
		va, err := a.Valuation(i)
		if err != nil {
			t.Fatal(err)
		}
		vb, err := b.Valuation(i)
		if err != nil {
			t.Fatal(err)
		}
		by := 1.0
		if factor != nil {
			by = factor[i]
		}
		outcomes(a, func(o detente.Outcome) {
			if x, y := va.Utility(o), by*vb.Utility(o); math.Abs(x-y) > 1e-9*math.Max(1, by) {
				t.Fatalf("%s: utility of %v for %s = %v, want %v", what, o, a.Parties[i].ID, y, x)
			}
		})
		if x, y := a.Parties[i].NoAgreement.Middle(), by*b.Parties[i].NoAgreement.Middle(); math.Abs(x-y) > 1e-8*math.Max(1, by) {
			t.Fatalf("%s: no_agreement of %s = %v, want %v", what, a.Parties[i].ID, y, x)
		}
	}
}

// imported reads every published scenario that can be read.
func imported(t *testing.T, f func(name string, c *detente.Case)) {
	for _, e := range readExpected(t, "") {
		var c *detente.Case
		var err error
		switch {
		case strings.Contains(e.Format, "nonlinear"):
			continue
		case e.Format == "scorable-game":
			c, _, err = exchange.Scorable(os.DirFS(filepath.Join(scenarios, e.Name)))
		case e.Format == "geniusweb-json":
			c, _, err = exchange.GeniusWeb(exchange.File{}, e.files(t), exchange.Options{})
		default:
			c, _, err = exchange.Genius(e.file(t, e.Domain), e.files(t), exchange.Options{})
		}
		if err != nil {
			t.Fatalf("%s: %v", e.Name, err)
		}
		f(e.Name, c)
	}
}

func TestScenariosThroughCaseFiles(t *testing.T) {
	imported(t, func(name string, c *detente.Case) {
		text, err := casefile.Print(c)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		read, found := casefile.Parse(name+".yaml", text, nil)
		if detente.HasErrors(found) {
			t.Fatalf("%s: the case file is refused: %v", name, found[0])
		}
		same(t, name, c, read.Case, nil)
	})
}

func TestScenariosThroughGenius(t *testing.T) {
	imported(t, func(name string, c *detente.Case) {
		files, _, err := exchange.ExportGenius(everybody(c))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		again, _, err := exchange.Genius(files[0], files[1:], exchange.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, name, c, again, units(c))
	})
}

// everybody makes a case in which all must accept.
func everybody(c *detente.Case) *detente.Case {
	d := *c
	d.SignedBy = nil
	return &d
}

// units returns by what each party's points are larger than 1.
func units(c *detente.Case) (list []float64) {
	for i := range c.Parties {
		v, err := c.Valuation(i)
		if err != nil {
			panic(err)
		}
		sum := 0.0
		for k := range v.Worth {
			_, high := v.Worth[k].Range()
			sum += math.Max(high, 0)
		}
		switch {
		case v.AtMost < sum:
			list = append(list, v.AtMost)
		case v.Kind == detente.Points && sum <= 1+1e-12:
			list = append(list, 1)
		default:
			list = append(list, math.Max(100, sum))
		}
	}
	return list
}

// GeniusWeb has reservation bids: a value that no bid is worth cannot be said.
func TestScenariosThroughGeniusWeb(t *testing.T) {
	said, refused := 0, map[string]int{}
	imported(t, func(name string, c *detente.Case) {
		files, _, err := exchange.ExportGeniusWeb(everybody(c))
		if err != nil {
			for _, reason := range []string{"no bid of that worth was found", "are cut off"} {
				if strings.Contains(err.Error(), reason) {
					refused[reason]++
					return
				}
			}
			t.Fatalf("%s: %v", name, err)
		}
		again, _, err := exchange.GeniusWeb(exchange.File{}, files[1:], exchange.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, name, c, again, units(c))
		said++
	})
	if said < 20 || refused["are cut off"] == 0 {
		t.Errorf("%d scenarios said in GeniusWeb, %v refused; want 20 at least, and those that are cut off refused", said, refused)
	}
}

// names are what issues and values are called in random cases.
var names = rapid.OneOf(rapid.StringMatching(`[A-Za-z0-9 $%<>&'"äé,.-]{0,12}`), rapid.SampledFrom([]string{"yes", "no", "a", "A", "a ", "price"}))

// randomCase draws a case of points that every format can say.
func randomCase(t *rapid.T) *detente.Case {
	c := &detente.Case{Title: names.Draw(t, "title"), NoDeal: detente.NoDeal{None: true}}
	for i := range rapid.IntRange(1, 4).Draw(t, "issues") {
		q := detente.Issue{ID: detente.IssueID(fmt.Sprintf("i%d", i)), Now: detente.NoLevel, Decided: detente.NoLevel}
		q.Name = names.Draw(t, "issue")
		for k := range rapid.IntRange(2, 4).Draw(t, "options") {
			q.Options = append(q.Options, detente.Option{ID: detente.OptionID(fmt.Sprintf("o%d", k)), Meta: detente.Meta{Name: names.Draw(t, "option")}})
		}
		c.Issues = append(c.Issues, q)
	}
	scale := rapid.SampledFrom([]float64{1, 100, 250}).Draw(t, "scale")
	for i := range rapid.IntRange(1, 3).Draw(t, "parties") {
		p := detente.Party{ID: detente.PartyID(fmt.Sprintf("p%d", i)), Wants: detente.Wants{Written: true, Points: true}}
		none := detente.Number(0)
		p.NoAgreement = &none
		for k := range c.Issues {
			r := detente.Row{Issue: c.Issues[k].ID}
			for range c.Issues[k].Options {
				x := detente.Number(scale * float64(rapid.IntRange(0, 400).Draw(t, "points")) / 1000)
				r.Values = append(r.Values, &x)
			}
			p.Wants.Rows = append(p.Wants.Rows, r)
		}
		c.Parties = append(c.Parties, p)
	}
	return c
}

func TestRandomRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		files, _, err := exchange.ExportGenius(c)
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := exchange.Genius(files[0], files[1:], exchange.Options{})
		if err != nil {
			t.Fatal(err)
		}
		same(t, "GENIUS", c, again, units(c))
		twice, _, err := exchange.ExportGenius(again)
		if err != nil || len(twice) != len(files) {
			t.Fatalf("ExportGenius again: %d files, %v", len(twice), err)
		}
		if files, _, err = exchange.ExportGeniusWeb(c); err != nil {
			t.Fatal(err)
		}
		if again, _, err = exchange.GeniusWeb(files[0], files[1:], exchange.Options{}); err != nil {
			t.Fatal(err)
		}
		same(t, "GeniusWeb", c, again, units(c))
	})
}

// Order of the arguments is the order of the parties, and nothing else.
func TestOrderOfProfiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		files, _, err := exchange.ExportGenius(c)
		if err != nil {
			t.Fatal(err)
		}
		order := rapid.Permutation(files[1:]).Draw(t, "order")
		straight, _, err1 := exchange.Genius(files[0], files[1:], exchange.Options{})
		mixed, _, err2 := exchange.Genius(files[0], order, exchange.Options{})
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for i := range mixed.Parties {
			p := &mixed.Parties[i]
			if want := strings.TrimSuffix(order[i].Name, ".xml"); string(p.ID) != want {
				t.Fatalf("party %d = %s, want %s", i, p.ID, want)
			}
			k := straight.PartyIndex(p.ID)
			if !slices.EqualFunc(p.Wants.Rows, straight.Parties[k].Wants.Rows, func(a, b detente.Row) bool { return fmt.Sprint(values(a)) == fmt.Sprint(values(b)) }) {
				t.Fatalf("points of %s depend on the order", p.ID)
			}
		}
	})
}

func values(r detente.Row) (list []float64) {
	for _, q := range r.Values {
		list = append(list, q.Mid)
	}
	return list
}
