package exchange_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"detente"
	"detente/casefile"
	"detente/exchange"
)

// This test holds every number of doc/peers.md against the cases it speaks of.

const peers = "../examples/peers"

// peer reads a case of the page, and its GENIUS files by a convention.
func peer(t *testing.T, name string, parties []string, as exchange.Convention) *detente.Case {
	t.Helper()
	read := func(name string) exchange.File {
		data, err := os.ReadFile(filepath.Join(peers, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return exchange.File{Name: name, Data: data}
	}
	var profiles []exchange.File
	for _, p := range parties {
		profiles = append(profiles, read(name+"/"+p+".xml"))
	}
	c, _, err := exchange.Genius(read(name+"/domain.xml"), profiles, exchange.Options{As: as})
	if err != nil {
		t.Fatal(err)
	}
	if as == exchange.NegMAS {
		return c
	}
	written := written(t, name)
	same(t, name, written, c, nil)
	for i := range c.Parties {
		a, b := written.Parties[i].CostOfDelay, c.Parties[i].CostOfDelay
		if (a == nil) != (b == nil) || a != nil && math.Abs(a.Mid-b.Mid) > 1e-9 {
			t.Errorf("%s: cost_of_delay of %s = %v, want %v", name, c.Parties[i].ID, b, a)
		}
	}
	return c
}

// written reads the case file of the page.
func written(t *testing.T, name string) *detente.Case {
	t.Helper()
	f, found, err := casefile.Load(filepath.Join(peers, name+".yaml"))
	if err != nil || detente.HasErrors(found) {
		t.Fatalf("%s.yaml: %v %v", name, err, found)
	}
	return f.Case
}

// page says what doc/peers.md must say.
type page struct {
	t    *testing.T
	text string
}

func newPage(t *testing.T) *page {
	t.Helper()
	data, err := os.ReadFile("../doc/peers.md")
	if err != nil {
		t.Fatal(err)
	}
	return &page{t, string(data)}
}

func (p *page) wants(line string) {
	p.t.Helper()
	if !strings.Contains(p.text, line) {
		p.t.Errorf("doc/peers.md does not say %q", line)
	}
}

// row wants a row of a table.
func (p *page) row(cells ...string) {
	p.t.Helper()
	p.wants("| " + strings.Join(cells, " | ") + " |\n")
}

// num writes numbers as the page does, with four decimals at most.
func num(xs ...float64) string {
	var parts []string
	for _, x := range xs {
		s := strings.TrimRight(strconv.FormatFloat(x, 'f', 4, 64), "0")
		if s = strings.TrimSuffix(s, "."); s == "-0" {
			s = "0"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

// label names an outcome.
func (p *plot) label(k int) string {
	var parts []string
	for i, level := range p.outcomes[k] {
		parts = append(parts, p.c.Issues[i].LevelName(level))
	}
	return strings.Join(parts, ", ")
}

// labels names the one outcome that a solution picks.
func (p *plot) labels(list []int) string {
	var parts []string
	for _, k := range list {
		parts = append(parts, p.label(k))
	}
	return strings.Join(parts, "; ")
}

func TestPeersStand(t *testing.T) {
	parties := []string{"tenant", "landlord"}
	own, theirs := draw(t, peer(t, "stand", parties, "")), draw(t, peer(t, "stand", parties, exchange.NegMAS))
	p := newPage(t)
	for k, u := range own.points {
		v := theirs.points[k]
		p.row(own.label(k), num(u...), num(product(u)), num(v...), num(product(theirs.gains(v))))
	}
	p.wants(fmt.Sprintf("The Nash deal is *%s* by the first and *%s* by the second.", own.labels(own.nash()), theirs.labels(theirs.nash())))
	p.wants(fmt.Sprintf("here %s and %s, because", num(theirs.parting[0]), num(theirs.parting[1])))
}

func TestPeersFerry(t *testing.T) {
	parties := []string{"operator", "island"}
	own, theirs := draw(t, peer(t, "ferry", parties, "")), draw(t, peer(t, "ferry", parties, exchange.NegMAS))
	p := newPage(t)
	rational := own.rational()
	for k, u := range own.points {
		gain := "-"
		if slices.Contains(rational, k) {
			gain = num(product(own.gains(u)))
		}
		p.row(own.label(k), num(u...), gain, num(product(theirs.gains(theirs.points[k]))))
	}
	if len(rational) != 2 || len(theirs.rational()) != 4 {
		t.Errorf("rational outcomes = %d and %d, want 2 and 4", len(rational), len(theirs.rational()))
	}
	p.wants("the Nash deal is *" + own.labels(own.nash()) + "*.")
	p.wants("it becomes *" + theirs.labels(theirs.nash()) + "*,")
}

func TestPeersOrchard(t *testing.T) {
	parties := []string{"grower", "mill"}
	own, theirs := draw(t, peer(t, "orchard", parties, "")), draw(t, peer(t, "orchard", parties, exchange.NegMAS))
	p := newPage(t)
	rational := own.rational()
	ideal := []float64{0, 0}
	for _, k := range rational {
		for i, u := range own.points[k] {
			ideal[i] = math.Max(ideal[i], u)
		}
	}
	p.wants(fmt.Sprintf("*among the deals that both accept*, here %s and %s;", num(ideal[0]), num(ideal[1])))
	p.wants(fmt.Sprintf("takes the best of *all* outcomes, here %s and %s,", num(theirs.high[0]), num(theirs.high[1])))
	for k, u := range own.points {
		difference := num(math.Abs(u[0] - u[1]))
		if !slices.Contains(rational, k) {
			p.row(own.label(k), num(u...), "-", "-", "-", difference)
			continue
		}
		mine, negmas := own.shares(k, ideal), theirs.shares(k, theirs.high)
		p.row(own.label(k), num(u...), num(mine...), num(slices.Min(mine)), num(slices.Max(negmas)-slices.Min(negmas)), difference)
	}
	p.wants("the deal with the largest least share is *" + own.labels(own.kalaiSmorodinsky()) + "*.")
	p.wants("closest together: *" + theirs.labels(theirs.leastSpread()) + "*.")
	p.wants("without reservation or ideal point: *" + own.labels(own.leastDifference()) + "*.")
}

func TestPeersStandoff(t *testing.T) {
	own := draw(t, peer(t, "standoff", []string{"north", "south"}, ""))
	p := newPage(t)
	for k, u := range own.points {
		p.row(own.label(k), num(u...), num(product(own.gains(u))))
	}
	if n := len(own.nash()); n != 0 {
		t.Errorf("Nash(standoff) = %d deals, want none", n)
	}
	best := own.productOfAll()
	p.wants(fmt.Sprintf("and *%s*, with %s, is its Nash point", own.labels(best), num(product(own.gains(own.points[best[0]])))))
}

func TestPeersRounding(t *testing.T) {
	p := newPage(t)
	p.wants(fmt.Sprintf("lists %d and %d efficient points where there are 14 and 18", rounding["anac2012-barterc"], rounding["genius-jobs"]))
	for _, e := range readExpected(t, "genius-xml") {
		if want := map[string]int{"anac2012-barterc": 14, "genius-jobs": 18}[e.Name]; want != 0 {
			c, _, err := exchange.Genius(e.file(t, e.Domain), e.files(t), exchange.Options{As: exchange.NegMAS})
			if err != nil {
				t.Fatal(err)
			}
			if got := draw(t, c); len(got.efficient(got.rational())) != want || e.Negmas.Result.NPareto != rounding[e.Name] {
				t.Errorf("%s: %d efficient points, NegMAS %d; want %d and %d", e.Name, len(got.efficient(got.rational())), e.Negmas.Result.NPareto, want, rounding[e.Name])
			}
		}
	}
}

// weir is the conflict of section 6 as sets: states, and where each party can go.
type weir struct {
	c      *detente.Case
	states []detente.Outcome
	rank   []int // downstream's, 0 best
	target int
}

func newWeir(t *testing.T) *weir {
	t.Helper()
	w := &weir{c: written(t, "weir")}
	never, err := w.c.Rules[0].When.Compile(w.c)
	if err != nil {
		t.Fatal(err)
	}
	outcomes(w.c, func(o detente.Outcome) {
		if !never.Holds(o) {
			w.states = append(w.states, slices.Clone(o))
		}
	})
	for _, o := range w.states {
		w.rank = append(w.rank, slices.IndexFunc(w.c.Parties[1].Ranking, func(r detente.Rank) bool {
			when, err := r.Fits[0].Compile(w.c)
			if err != nil {
				t.Fatal(err)
			}
			return when.Holds(o)
		}))
	}
	w.target = slices.IndexFunc(w.states, func(o detente.Outcome) bool { return slices.Equal(o, detente.Outcome{1, 0, 0}) })
	return w
}

// moves returns where a party can go: upstream holds the first two issues,
// downstream the third.
func (w *weir) moves(upstream bool, from int) (list []int) {
	for to, o := range w.states {
		same := o[2] == w.states[from][2]
		if !upstream {
			same = o[0] == w.states[from][0] && o[1] == w.states[from][1]
		}
		if to != from && same {
			list = append(list, to)
		}
	}
	return list
}

// stable counts, over all rankings of upstream, when the target is Nash stable
// and sequentially stable for it, and what comes of keeping the last verdict.
func (w *weir) stable() (nash, sequential, last int) {
	permute(len(w.states), func(rank []int) {
		improvements := slices.DeleteFunc(w.moves(true, w.target), func(q int) bool { return rank[q] > rank[w.target] })
		all, final := true, true
		for _, q := range improvements {
			sanctioned := slices.ContainsFunc(w.moves(false, q), func(s int) bool { return w.rank[s] < w.rank[q] && rank[s] >= rank[w.target] })
			all, final = all && sanctioned, sanctioned
		}
		if len(improvements) == 0 {
			nash++
		}
		if all {
			sequential++
		}
		if final {
			last++
		}
	})
	return nash, sequential, last
}

// permute calls f with every permutation of 0 to n-1.
func permute(n int, f func([]int)) {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	var visit func(k int)
	visit = func(k int) {
		if k == n {
			f(p)
			return
		}
		for i := k; i < n; i++ {
			p[k], p[i] = p[i], p[k]
			visit(k + 1)
			p[k], p[i] = p[i], p[k]
		}
	}
	visit(0)
}

func TestPeersWeir(t *testing.T) {
	w := newWeir(t)
	if len(w.states) != 6 {
		t.Fatalf("states = %d, want 6", len(w.states))
	}
	if down := w.moves(false, w.target); len(down) != 1 || w.rank[down[0]] < w.rank[w.target] {
		t.Errorf("downstream would leave the target by itself")
	}
	nash, sequential, last := w.stable()
	p := newPage(t)
	p.wants(fmt.Sprintf("720 x (1 - 1/3 - 1/3 + 1/5) = %d\n", sequential))
	p.wants(fmt.Sprintf("720 x 7/12 = %d\n", last))
	p.wants(fmt.Sprintf("Nash stability (%d rankings)", nash))
}
