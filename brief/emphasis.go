package brief

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// What counts as another emphasis: shares of what documents say about topics, in
// percent.
const (
	leastShare = 3.0 // in the document that says most of a topic
	leastGap   = 3.0 // to the one that says least
	mostTopics = 12  // shown
)

// emphasis compares how much room documents give to a topic, and to a party.
func (c *comparer) emphasis(accounts []*account) {
	var gaps []gap
	for t := range c.m.lex.topics {
		g := gap{topic: t, side: -1}
		for _, a := range accounts {
			g.shares = append(g.shares, 100*a.shares[t])
		}
		gaps = append(gaps, g)
	}
	for side, shares := range c.sideShares(accounts) {
		if shares != nil {
			gaps = append(gaps, gap{topic: -1, side: side, shares: shares})
		}
	}
	gaps = slices.DeleteFunc(gaps, func(g gap) bool {
		return slices.Max(g.shares) < leastShare || g.size() < leastGap
	})
	slices.SortStableFunc(gaps, func(a, b gap) int { return cmp.Compare(b.weight(), a.weight()) })
	for _, g := range gaps[:min(len(gaps), mostTopics)] {
		c.keep(c.emphasised(accounts, g), nil)
	}
}

// gap is a topic or a side with its share in each document, in percent.
type gap struct {
	topic, side int
	shares      []float64
}

func (g *gap) size() float64 { return slices.Max(g.shares) - slices.Min(g.shares) }

// weight ranks gaps: the wider, and the more one document says where another says
// nothing.
func (g *gap) weight() float64 { return g.size() * g.size() / max(slices.Max(g.shares), 1e-9) }

// emphasised writes a gap as a comparison, with a quote of the document that says
// most and of the one that says least, if it says anything.
func (c *comparer) emphasised(accounts []*account, g gap) Comparison {
	x := Comparison{Kind: Emphasis, Why: "the documents give it different room"}
	if g.topic >= 0 {
		x.Topic = c.m.lex.topics[g.topic].name
	} else {
		x.Party = strconv.Itoa(g.side)
	}
	most, least := slices.Max(g.shares), slices.Min(g.shares)
	for d, a := range accounts {
		x.Shares = append(x.Shares, Share{a.doc.ID, math.Round(g.shares[d])})
		if g.shares[d] == most || g.shares[d] == least && least > 0 {
			if u := c.onTopic(d, g); u >= 0 {
				x.Quotes = append(x.Quotes, c.quote(u))
			}
		}
	}
	return x
}

// sideShares returns how often each document speaks of each side, in percent of
// its mentions of sides; nil for parties that are no side.
func (c *comparer) sideShares(accounts []*account) [][]float64 {
	shares := make([][]float64, len(c.m.members))
	for d, a := range accounts {
		counts := make([]float64, len(c.m.members))
		total := 0.0
		for i := range a.parties {
			p := &a.parties[i]
			counts[c.m.side(p.state)] += float64(len(p.mentions))
			total += float64(len(p.mentions))
		}
		for side, n := range counts {
			if c.m.side(side) != side || total == 0 {
				continue
			}
			if shares[side] == nil {
				shares[side] = make([]float64, len(accounts))
			}
			shares[side][d] = 100 * n / total
		}
	}
	return shares
}

// onTopic returns the first unit of a document that speaks of a topic or side, a
// statement if there is one, or -1.
func (c *comparer) onTopic(doc int, g gap) int {
	found := -1
	for i, u := range c.units {
		speaks := g.topic >= 0 && slices.Contains(u.topics, g.topic) || g.side >= 0 && (c.sides[i] == g.side || slices.Contains(u.others, g.side))
		if u.doc != doc || !speaks {
			continue
		}
		if u.statement >= 0 {
			return i
		}
		if found < 0 {
			found = i
		}
	}
	return found
}

// mostAlone bounds what is listed as said by one document only.
const mostAlone = 12

// alone lists what one document says of a party and the others do not: statements
// on a topic on which no other document has a statement of that side.
func (c *comparer) alone() {
	type key struct{ side, topic int }
	docs := map[key]map[int]bool{}
	first := map[key]int{}
	var order []key
	for i, u := range c.units {
		if u.statement < 0 || len(u.topics) == 0 {
			continue
		}
		for _, t := range u.topics {
			if c.m.lex.topics[t].hidden {
				continue
			}
			k := key{c.sides[i], t}
			if docs[k] == nil {
				docs[k] = map[int]bool{}
				order = append(order, k)
				first[k] = i
			}
			docs[k][u.doc] = true
		}
	}
	paired := map[int]bool{}
	for _, units := range c.of {
		for _, i := range units {
			paired[i] = true
		}
	}
	n, used := 0, map[int]bool{}
	for _, k := range order {
		i := first[k]
		if len(docs[k]) != 1 || paired[i] || used[i] || n == mostAlone {
			continue
		}
		used[i] = true
		n++
		c.add(Alone, []int{i}, 0, "no other document has a statement of this party on this topic")
		c.m.brief.Comparisons[len(c.m.brief.Comparisons)-1].Topic = c.m.lex.topics[k.topic].name
	}
}

// movements lists positions that differ between documents of different dates:
// what was a contradiction may be a step.
func (c *comparer) movements() {
	for n, units := range c.of {
		x := &c.m.brief.Comparisons[n]
		if x.Kind != Contradicts || len(units) != 2 || !c.sameSide(pair{a: units[0], b: units[1]}) {
			continue
		}
		old, late := units[0], units[1]
		before, after := c.docs[c.units[old].doc].Published, c.docs[c.units[late].doc].Published
		if before == "" || after == "" || before == after {
			continue
		}
		if before > after {
			old, late, before, after = late, old, after, before
		}
		x.Why += "; the documents are of different dates, so it may have moved"
		c.m.brief.Movements = append(c.m.brief.Movements, Movement{
			Party: strconv.Itoa(c.sides[old]), Topic: c.topicName(old, late),
			Claim:  before + ": " + c.quote(old).Text + " / " + after + ": " + c.quote(late).Text,
			Quotes: []Quote{c.quote(old), c.quote(late)},
		})
	}
}

// topicName returns the rarest topic that two units share, else one of the
// first's.
func (c *comparer) topicName(a, b int) string {
	best := -1
	for _, t := range c.units[a].topics {
		if !c.m.lex.topics[t].hidden && slices.Contains(c.units[b].topics, t) && (best < 0 || c.w.topics[t] < c.w.topics[best]) {
			best = t
		}
	}
	for _, t := range c.units[a].topics {
		if best < 0 && !c.m.lex.topics[t].hidden {
			best = t
		}
	}
	if best < 0 {
		return ""
	}
	return c.m.lex.topics[best].name
}

// describe gives each comparison its party, topic and claim.
func (c *comparer) describe() {
	for n, units := range c.of {
		x := &c.m.brief.Comparisons[n]
		if len(units) > 0 {
			if s := c.sides[units[0]]; s >= 0 {
				x.Party = strconv.Itoa(s)
			}
			if x.Topic == "" {
				x.Topic = c.topicName(units[0], units[len(units)-1])
			}
		}
		if x.Claim != "" {
			continue
		}
		if x.Kind == Emphasis {
			x.Claim = c.sharesClaim(x)
			continue
		}
		short := fold(x.Quotes[0].Text)
		for _, q := range x.Quotes[1:] {
			if t := fold(q.Text); x.Kind == Agrees && len(t) < len(short) {
				short = t
			} else if x.Kind == Contradicts {
				short += " / " + t
			}
		}
		x.Claim = short
	}
}

func (c *comparer) sharesClaim(x *Comparison) string {
	var parts []string
	for _, s := range x.Shares {
		parts = append(parts, strconv.FormatFloat(s.Percent, 'f', -1, 64)+" % of "+s.Document)
	}
	about := x.Topic
	if x.Party != "" {
		k, _ := strconv.Atoi(x.Party)
		about = c.m.members[k].name
	}
	return about + ": " + strings.Join(parts, ", ")
}
