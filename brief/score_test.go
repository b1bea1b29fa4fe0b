package brief_test

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"detente/brief"
	"detente/source"
)

// golden is the annotation of one document.
type golden struct {
	Doc     string `json:"doc"`
	Parties []struct {
		Name     string   `json:"name"`
		Aliases  []string `json:"aliases"`
		Role     string   `json:"role"`
		MemberOf string   `json:"member_of"`
	} `json:"parties"`
	Statements []goldStatement `json:"statements"`
	Tables     []struct {
		Rows [][]string `json:"rows"`
	} `json:"tables"`
	Items []struct {
		Label string `json:"label"`
		Text  string `json:"text"`
	} `json:"list_items"`

	text  string
	runes []int             // number of characters before each byte
	side  map[string]string // of each party
	names map[string]map[string]bool
}

type goldStatement struct {
	Party    string   `json:"party"`
	Kind     string   `json:"kind"`
	KindAlt  []string `json:"kind_alt"`
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Optional bool     `json:"optional"`
}

// goldComparison is the annotation of documents about one event.
type goldComparison struct {
	Name           string   `json:"name"`
	Documents      []string `json:"documents"`
	Agreements     []claim  `json:"agreements"`
	Contradictions []claim  `json:"contradictions"`
}

type claim struct {
	Claim  string `json:"claim"`
	Quotes []struct {
		Doc        string `json:"doc"`
		Start, End int
	} `json:"quotes"`
}

// figures are what a set of documents was scored: counts of hits, false alarms
// and misses.
type figures struct {
	sides, statements, spans tally
	kindRight, kinds         int
	items, allItems          int
	rows, allRows            int
	quotes, unfaithful       int
	agreed, agreements       int // found, in the annotation
	agreeRight, agreeSaid    int // right, said
	opposed, contradictions  int
	contraRight, contraSaid  int
}

type tally struct{ hit, extra, missed int }

func (t tally) f1() float64 {
	if 2*t.hit+t.extra+t.missed == 0 {
		return 1
	}
	return 2 * float64(t.hit) / float64(2*t.hit+t.extra+t.missed)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

var titles = regexp.MustCompile(`^(the|president|former president|prime minister|chancellor|foreign minister|minister|vice premier|vice president|secretary|treasury secretary|chairman|mr|mrs|ms|sir|dr|king|prince|ambassador|chief executive|us president|u s president|russian president|ukrainian president|chinese president|russia s leader|former)\s+`)

var (
	possessive = regexp.MustCompile(`'s\b`)
	initialled = regexp.MustCompile(`\b([a-z])\.([a-z]\.)`)
	other      = regexp.MustCompile(`[^a-z0-9]+`)
	spelled    = regexp.MustCompile(`\bu s\b`)
)

// norm is a name without case, accents, possessives and titles.
func norm(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'").Replace(strings.ToLower(plainLetters(s)))
	s = possessive.ReplaceAllString(s, "")
	for initialled.MatchString(s) {
		s = initialled.ReplaceAllString(s, "$1$2")
	}
	s = strings.TrimSpace(other.ReplaceAllString(s, " "))
	s = spelled.ReplaceAllString(s, "us")
	for {
		t := titles.ReplaceAllString(s, "")
		if t == s || t == "" {
			return s
		}
		s = t
	}
}

// plainLetters drops the accents that the documents use.
func plainLetters(s string) string {
	return strings.NewReplacer("é", "e", "è", "e", "á", "a", "à", "a", "í", "i", "ó", "o", "ö", "o", "ü", "u", "ä", "a", "å", "a", "ñ", "n", "ç", "c", "ã", "a", "ğ", "g", "É", "E", "Á", "A").Replace(s)
}

func normSet(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		if k := norm(n); k != "" {
			set[k] = true
		}
	}
	return set
}

// loadGold reads the annotations in a folder and the documents they speak of.
func loadGold(t *testing.T, gold, documents string) (docs []*golden, groups []*goldComparison) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(gold, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no annotations in %s: %v", gold, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(filepath.Base(path), "compare-") {
			c := &goldComparison{}
			if err := json.Unmarshal(data, c); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			groups = append(groups, c)
			continue
		}
		g := &golden{}
		if err := json.Unmarshal(data, g); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		text, err := os.ReadFile(filepath.Join(documents, g.Doc))
		if err != nil {
			t.Fatal(err)
		}
		g.prepare(string(text))
		docs = append(docs, g)
	}
	return docs, groups
}

// prepare counts characters and follows parties to their sides.
func (g *golden) prepare(text string) {
	g.text = text
	g.runes = make([]int, len(text)+1)
	n := 0
	for i := range len(text) {
		g.runes[i] = n
		if i+1 == len(text) || utf8.RuneStart(text[i+1]) {
			n++
		}
	}
	g.runes[len(text)] = n
	of := map[string]string{}
	for _, p := range g.Parties {
		of[p.Name] = p.MemberOf
	}
	g.side, g.names = map[string]string{}, map[string]map[string]bool{}
	for _, p := range g.Parties {
		s := p.Name
		for range 8 {
			if of[s] == "" {
				break
			}
			s = of[s]
		}
		g.side[p.Name] = s
		g.names[p.Name] = normSet(append([]string{p.Name}, p.Aliases...)...)
	}
}

// interval is a range of characters.
type interval struct{ from, to int }

func (g *golden) interval(start, end int) interval {
	return interval{g.runes[start], g.runes[end]}
}

func common(a, b interval) int { return max(0, min(a.to, b.to)-max(a.from, b.from)) }

func iou(a, b interval) float64 {
	i := common(a, b)
	if i == 0 {
		return 0
	}
	return float64(i) / float64(a.to-a.from+b.to-b.from-i)
}

// sidesOf returns the sides of the annotated parties that go by one of the names.
func (g *golden) sidesOf(names map[string]bool) map[string]bool {
	sides := map[string]bool{}
	for name, set := range g.names {
		for n := range names {
			if set[n] {
				sides[g.side[name]] = true
			}
		}
	}
	return sides
}

// readGold reads one document.
func (g *golden) read(t *testing.T) *brief.Brief {
	t.Helper()
	return readGroup(t, []*golden{g})
}

func readGroup(t *testing.T, gs []*golden) *brief.Brief {
	t.Helper()
	var docs []*source.Document
	for _, g := range gs {
		d, err := source.Read(g.Doc, []byte(g.text))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	b, err := brief.Read(docs, brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// score adds what a reading of one document gets right.
func (f *figures) score(g *golden, b *brief.Brief) {
	f.fidelity(map[string]string{b.Documents[0].ID: g.text}, b)
	f.scoreParties(g, b)
	spans := make([]interval, len(b.Statements))
	sides := make([]map[string]bool, len(b.Statements))
	names := map[string]map[string]bool{}
	for _, p := range b.Parties {
		names[p.ID] = normSet(append([]string{p.Name}, p.Aliases...)...)
	}
	for i, s := range b.Statements {
		spans[i] = g.interval(s.Quote.Start, s.Quote.End)
		sides[i] = g.sidesOf(names[s.Party])
	}
	pairs := f.scoreStatements(&f.statements, g, spans, func(i, k int) bool { return sides[i][g.side[g.Statements[k].Party]] })
	for _, p := range pairs {
		s := &g.Statements[p[1]]
		if s.Optional {
			continue
		}
		f.kinds++
		if kind := string(b.Statements[p[0]].Kind); kind == s.Kind || slices.Contains(s.KindAlt, kind) {
			f.kindRight++
		}
	}
	f.scoreStatements(&f.spans, g, spans, func(i, k int) bool { return true })
	f.scoreLists(g, b, spans)
}

// fidelity counts quotes and those that are not the bytes they claim to be.
func (f *figures) fidelity(texts map[string]string, b *brief.Brief) {
	check := func(q brief.Quote) {
		f.quotes++
		text := texts[q.Document]
		if q.Start < 0 || q.End > len(text) || q.Start >= q.End || text[q.Start:q.End] != q.Text {
			f.unfaithful++
		}
	}
	for _, s := range b.Statements {
		check(s.Quote)
	}
	for _, o := range b.Outcomes {
		check(o.Quote)
	}
	for _, c := range b.Comparisons {
		for _, q := range c.Quotes {
			check(q)
		}
	}
}

func (f *figures) scoreParties(g *golden, b *brief.Brief) {
	wanted := map[string]bool{}
	for _, p := range g.Parties {
		if p.Role != "ignore" {
			wanted[g.side[p.Name]] = true
		}
	}
	covered := map[string]bool{}
	for _, p := range b.Parties {
		sides := g.sidesOf(normSet(append([]string{p.Name}, p.Aliases...)...))
		if len(sides) == 0 {
			f.sides.extra++
		}
		for s := range sides {
			covered[s] = true
		}
	}
	for s := range wanted {
		if covered[s] {
			f.sides.hit++
		} else {
			f.sides.missed++
		}
	}
}

// scoreStatements pairs statements with annotated ones that overlap by half and
// fit, the largest overlap first.
func (f *figures) scoreStatements(t *tally, g *golden, spans []interval, fit func(i, k int) bool) [][2]int {
	type candidate struct {
		i, k    int
		overlap float64
	}
	var list []candidate
	for i, s := range spans {
		for k, x := range g.Statements {
			if o := iou(s, g.interval(x.Start, x.End)); o >= 0.5 && fit(i, k) {
				list = append(list, candidate{i, k, o})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.overlap, a.overlap), cmp.Compare(a.i, b.i), cmp.Compare(a.k, b.k))
	})
	usedI, usedK := map[int]bool{}, map[int]bool{}
	var pairs [][2]int
	for _, c := range list {
		if !usedI[c.i] && !usedK[c.k] {
			usedI[c.i], usedK[c.k] = true, true
			pairs = append(pairs, [2]int{c.i, c.k})
		}
	}
	t.extra += len(spans) - len(pairs)
	for k, x := range g.Statements {
		switch {
		case x.Optional:
		case usedK[k]:
			t.hit++
		default:
			t.missed++
		}
	}
	return pairs
}

func (f *figures) scoreLists(g *golden, b *brief.Brief, spans []interval) {
	for _, it := range g.Items {
		f.allItems++
		full := it.Text
		if it.Label != "" && strings.Contains(g.text, it.Label+": "+it.Text) {
			full = it.Label + ": " + it.Text
		}
		at := strings.Index(g.text, full)
		found := slices.ContainsFunc(b.ListItems, func(x brief.ListItem) bool { return norm(x.Text) == norm(it.Text) })
		for _, s := range spans {
			found = found || at >= 0 && iou(s, g.interval(at, at+len(full))) >= 0.5
		}
		if found {
			f.items++
		}
	}
	for _, table := range g.Tables {
		for _, row := range table.Rows {
			f.allRows++
			if slices.ContainsFunc(b.Tables, func(x brief.Table) bool {
				return slices.ContainsFunc(x.Rows, func(r []string) bool {
					return slices.EqualFunc(r, row, func(a, b string) bool { return norm(a) == norm(b) })
				})
			}) {
				f.rows++
			}
		}
	}
}

// compare adds what a reading of several documents together gets right.
func (f *figures) compare(c *goldComparison, gs []*golden, b *brief.Brief) {
	byID, texts := map[string]*golden{}, map[string]string{}
	for i, d := range b.Documents {
		byID[d.ID], texts[d.ID] = gs[i], gs[i].text
	}
	f.fidelity(texts, b)
	hits := func(x claim, qs []brief.Quote) bool {
		found, all := map[string]bool{}, map[string]bool{}
		for _, gold := range x.Quotes {
			all[gold.Doc] = true
			for _, q := range qs {
				g := byID[q.Document]
				if g.Doc != gold.Doc {
					continue
				}
				a, s := g.interval(gold.Start, gold.End), g.interval(q.Start, q.End)
				if 2*common(a, s) >= min(a.to-a.from, s.to-s.from) {
					found[gold.Doc] = true
				}
			}
		}
		return len(found) >= min(2, len(all))
	}
	count := func(claims []claim, kind brief.ComparisonKind, found, all, right, said *int) {
		good := map[int]bool{}
		for _, x := range claims {
			*all++
			hit := false
			for i, y := range b.Comparisons {
				if y.Kind == kind && hits(x, y.Quotes) {
					good[i], hit = true, true
				}
			}
			if hit {
				*found++
			}
		}
		*right += len(good)
		for _, y := range b.Comparisons {
			if y.Kind == kind {
				*said++
			}
		}
	}
	count(c.Agreements, brief.Agrees, &f.agreed, &f.agreements, &f.agreeRight, &f.agreeSaid)
	count(c.Contradictions, brief.Contradicts, &f.opposed, &f.contradictions, &f.contraRight, &f.contraSaid)
}

// scoreSet scores documents one by one and the groups together; pick chooses the
// documents by name.
func scoreSet(t *testing.T, docs []*golden, groups []*goldComparison, pick func(name string) bool) *figures {
	t.Helper()
	f := &figures{}
	byName := map[string]*golden{}
	for _, g := range docs {
		byName[g.Doc] = g
		if pick(g.Doc) {
			f.score(g, g.read(t))
		}
	}
	for _, c := range groups {
		var gs []*golden
		for _, name := range c.Documents {
			if pick(name) {
				gs = append(gs, byName[name])
			}
		}
		if len(gs) == len(c.Documents) {
			f.compare(c, gs, readGroup(t, gs))
		}
	}
	return f
}
