package brief

import (
	"cmp"
	"slices"

	"detente"
)

// voice is a side on a topic.
type voice struct{ topic, side string }

// hearing says which documents speak of each topic for each side, and whether
// they agree.
type hearing struct {
	docs    map[voice]map[string]bool
	verdict map[voice]ComparisonKind
	weight  map[string]int // passages on each topic
	topics  []string       // in order of appearance
	speaks  map[string]bool
}

func (b *Brief) hear() *hearing {
	h := &hearing{docs: map[voice]map[string]bool{}, verdict: map[voice]ComparisonKind{}, weight: map[string]int{}, speaks: map[string]bool{}}
	for i := range b.Statements {
		if s := &b.Statements[i]; s.Topic != "" {
			h.add(voice{s.Topic, b.sideOf(s.Party)}, s.Quote.Document)
		}
	}
	for i := range b.Comparisons {
		c := &b.Comparisons[i]
		topic := b.topicOf(c)
		if c.Party == "" || topic == "" || c.Kind != Agrees && c.Kind != Contradicts {
			continue
		}
		at := voice{topic, b.sideOf(c.Party)}
		for _, q := range c.Quotes {
			h.add(at, q.Document)
		}
		if h.verdict[at] != Contradicts {
			h.verdict[at] = c.Kind
		}
	}
	return h
}

func (h *hearing) add(at voice, document string) {
	if h.docs[at] == nil {
		h.docs[at] = map[string]bool{}
	}
	h.docs[at][document] = true
	h.speaks[at.side] = true
	if h.weight[at.topic]++; h.weight[at.topic] == 1 {
		h.topics = append(h.topics, at.topic)
	}
}

// topicOf is the topic of a comparison, or of the first statement that it cites.
func (b *Brief) topicOf(c *Comparison) string {
	if c.Topic != "" {
		return c.Topic
	}
	for _, q := range c.Quotes {
		for i := range b.Statements {
			if s := &b.Statements[i]; s.Quote == q && s.Topic != "" {
				return s.Topic
			}
		}
	}
	return ""
}

// topicTable shows for each topic and side whether the documents agree, differ,
// or are silent, the topics with most passages first; nil where nobody speaks of
// a topic.
func (b *Brief) topicTable() *detente.Table {
	h := b.hear()
	if len(h.topics) == 0 {
		return nil
	}
	slices.SortStableFunc(h.topics, func(x, y string) int { return cmp.Compare(h.weight[y], h.weight[x]) })
	t := &detente.Table{Title: "Who is heard on what", Columns: []detente.Column{{Name: "topic", Wide: true}},
		Note: "= agree: the sources agree; ! differ: they contradict each other; + both, or numbers: those speak of it, without saying the same; only: the others are silent; a dash: nobody speaks of it."}
	var sides []string
	for i := range b.Parties {
		if p := &b.Parties[i]; p.Of == "" && h.speaks[p.ID] {
			sides = append(sides, p.ID)
			t.Columns = append(t.Columns, detente.Column{Name: p.Name})
		}
	}
	for _, topic := range h.topics {
		row := []detente.Cell{detente.Txt(topic)}
		for _, side := range sides {
			row = append(row, detente.Txt(b.heardWord(h, voice{topic, side})))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// heardWord says how the documents stand to each other on a topic of a side.
func (b *Brief) heardWord(h *hearing, at voice) string {
	docs := h.docs[at]
	switch {
	case h.verdict[at] == Contradicts:
		return "! differ"
	case h.verdict[at] == Agrees:
		return "= agree"
	case len(docs) == 0:
		return "-"
	case len(docs) == 1:
		return "only " + b.numbers(docs)
	case len(b.Documents) == 2:
		return "+ both"
	}
	return "+ " + b.numbers(docs)
}
