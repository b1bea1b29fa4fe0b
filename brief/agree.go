package brief

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// OverlapFloor is the share of two quotes' common part in their union from which
// they count as the same passage. Half is the usual bar for annotated spans.
const OverlapFloor = 0.5

// Agreement says how far two coders agree on the statements of documents that
// both have read: two people, or a person and the program.
type Agreement struct {
	Documents []string `json:"documents"` // those that both coders have
	A         int      `json:"a"`         // statements of the first coder
	B         int      `json:"b"`         // statements of the second
	// Matched counts pairs of statements on the same passage of the same party.
	Matched   int     `json:"matched"`
	Precision float64 `json:"precision"` // share of B's statements that A has
	Recall    float64 `json:"recall"`    // share of A's statements that B has
	F1        float64 `json:"f1"`
	Spans     int     `json:"spans"` // pairs on the same passage, whoever the party
	// KindKappa and PartyKappa are Cohen's kappa over the pairs on the same
	// passage.
	KindKappa  float64    `json:"kind_kappa"`
	PartyKappa float64    `json:"party_kappa"`
	Kinds      []KindPair `json:"kinds"` // what the one called the other's kinds
}

// KindPair counts the passages that the first coder gave one kind and the second
// another, or the same.
type KindPair struct {
	A     Kind `json:"a"`
	B     Kind `json:"b"`
	Count int  `json:"count"`
}

// ParseJSON reads a brief that was printed as JSON.
func ParseJSON(data []byte) (*Brief, error) {
	b := emptyBrief()
	if err := json.Unmarshal(data, b); err != nil {
		return nil, fmt.Errorf("brief: read JSON: %w", err)
	}
	for i := range b.Statements {
		s := &b.Statements[i]
		if s.Quote.End <= s.Quote.Start || s.Quote.Start < 0 {
			return nil, fmt.Errorf("brief: read JSON: statement %d has no quote: start %d, end %d", i+1, s.Quote.Start, s.Quote.End)
		}
	}
	return b, nil
}

// Agree compares two codings of the same documents, which are paired by the
// names of their files. The first coder is taken as the standard for precision
// and recall; kappa and F1 do not depend on the order.
//
// Statements are paired one to one, the largest overlap first: for precision and
// recall among statements of one party, for kappa whoever the party.
func Agree(a, b *Brief) *Agreement {
	x, y := newCoding(a), newCoding(b)
	g := &Agreement{}
	for _, name := range x.docs {
		if slices.Contains(y.docs, name) {
			g.Documents = append(g.Documents, name)
		}
	}
	x.keep(g.Documents)
	y.keep(g.Documents)
	g.A, g.B = len(x.marks), len(y.marks)
	g.Matched = len(match(x.marks, y.marks, func(p, q *mark) bool { return sameParty(p.names, q.names) }))
	g.Precision, g.Recall = share(g.Matched, g.B), share(g.Matched, g.A)
	if g.Precision+g.Recall > 0 {
		g.F1 = 2 * g.Precision * g.Recall / (g.Precision + g.Recall)
	}
	pairs := match(x.marks, y.marks, func(p, q *mark) bool { return true })
	g.Spans = len(pairs)
	var kinds, parties [][2]string
	for _, p := range pairs {
		s, t := &x.marks[p[0]], &y.marks[p[1]]
		kinds = append(kinds, [2]string{string(s.kind), string(t.kind)})
		who := [2]string{s.names[0], t.names[0]}
		if sameParty(s.names, t.names) {
			who[1] = who[0]
		}
		parties = append(parties, who)
	}
	g.KindKappa, g.PartyKappa = Kappa(kinds), Kappa(parties)
	g.Kinds = crossTable(kinds)
	return g
}

// Kappa returns Cohen's kappa of two coders' categories for the same items, one
// pair for each item:
//
//	κ = (p_o − p_e) / (1 − p_e)
//
// p_o is the share of items on which they agree, p_e the share expected if each
// drew categories at random in the proportions used. It is 1 for full agreement,
// 0 for agreement as by chance, below 0 for less. With no items, or where both
// use one category for everything, it is 1 if they agree throughout and 0
// otherwise.
//
// Cohen (1960), Educational and Psychological Measurement 20(1), 37-46, eq. 1.
// O(n) time.
func Kappa(pairs [][2]string) float64 {
	if len(pairs) == 0 {
		return 0
	}
	first, second := map[string]int{}, map[string]int{}
	same := 0
	for _, p := range pairs {
		first[p[0]]++
		second[p[1]]++
		if p[0] == p[1] {
			same++
		}
	}
	n := len(pairs)
	chance := 0 // n squared times p_e
	for c, k := range first {
		chance += k * second[c]
	}
	if chance == n*n {
		return 1
	}
	expected := float64(chance) / float64(n*n)
	return (float64(same)/float64(n) - expected) / (1 - expected)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// mark is a statement as agreement sees it.
type mark struct {
	doc        string
	start, end int
	kind       Kind
	names      []string // of the party, in lower case, its name first
}

// coding is one coder's statements.
type coding struct {
	docs  []string
	marks []mark
}

func newCoding(b *Brief) *coding {
	c := &coding{}
	file := map[string]string{}
	for _, d := range b.Documents {
		name := strings.ToLower(baseName(d.Path))
		if name == "" {
			name = strings.ToLower(d.ID)
		}
		file[d.ID] = name
		c.docs = append(c.docs, name)
	}
	names := map[string][]string{}
	for _, p := range b.Parties {
		list := []string{partyKey(p.Name)}
		for _, a := range p.Aliases {
			list = append(list, partyKey(a))
		}
		names[p.ID] = list
	}
	for _, s := range b.Statements {
		m := mark{doc: file[s.Quote.Document], start: s.Quote.Start, end: s.Quote.End, kind: s.Kind, names: names[s.Party]}
		if m.names == nil {
			m.names = []string{partyKey(s.Party)}
		}
		c.marks = append(c.marks, m)
	}
	return c
}

// baseName is the last part of a path, whatever system wrote it.
func baseName(path string) string {
	if i := strings.LastIndexAny(path, `/\`); i >= 0 {
		return path[i+1:]
	}
	return path
}

// keep drops statements of other documents.
func (c *coding) keep(docs []string) {
	c.marks = slices.DeleteFunc(c.marks, func(m mark) bool { return !slices.Contains(docs, m.doc) })
}

func sameParty(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// match pairs marks that overlap enough and fit, one to one, the largest overlap
// first; of equal ones the first in order.
func match(a, b []mark, fit func(p, q *mark) bool) [][2]int {
	type candidate struct {
		i, j    int
		overlap float64
	}
	var list []candidate
	for i := range a {
		for j := range b {
			if o := overlap(&a[i], &b[j]); o >= OverlapFloor && fit(&a[i], &b[j]) {
				list = append(list, candidate{i, j, o})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.overlap, x.overlap), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	usedA, usedB := map[int]bool{}, map[int]bool{}
	var pairs [][2]int
	for _, c := range list {
		if !usedA[c.i] && !usedB[c.j] {
			usedA[c.i], usedB[c.j] = true, true
			pairs = append(pairs, [2]int{c.i, c.j})
		}
	}
	return pairs
}

// overlap is the common part of two quotes over their union.
func overlap(a, b *mark) float64 {
	if a.doc != b.doc {
		return 0
	}
	common := min(a.end, b.end) - max(a.start, b.start)
	if common <= 0 {
		return 0
	}
	return float64(common) / float64(a.end-a.start+b.end-b.start-common)
}

// crossTable counts pairs of kinds, in the order of Kinds.
func crossTable(pairs [][2]string) []KindPair {
	counts := map[[2]string]int{}
	for _, p := range pairs {
		counts[p]++
	}
	table := []KindPair{}
	for _, a := range Kinds {
		for _, b := range Kinds {
			if n := counts[[2]string{string(a), string(b)}]; n > 0 {
				table = append(table, KindPair{a, b, n})
			}
		}
	}
	return table
}
