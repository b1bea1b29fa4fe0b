package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// negotiators is how many sides are taken for negotiators at least, where there
// are as many.
const negotiators = 2

// roles marks the sides that the documents speak of most as negotiators: the
// first two, and whoever has at least two thirds of the weight of the second.
func (m *merger) roles() {
	weight := make([]int, len(m.members))
	for i := range m.members {
		weight[m.side(i)] += m.members[i].weight
	}
	for i := range m.brief.Statements {
		for k := range m.brief.Parties {
			if m.brief.Parties[k].ID == m.brief.Statements[i].Party {
				weight[m.side(k)] += 3
			}
		}
	}
	order := make([]int, 0, len(m.members))
	for i := range m.members {
		if m.side(i) == i && weight[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
	for n, i := range order {
		if n < negotiators || 3*weight[i] >= 2*weight[order[negotiators-1]] {
			m.brief.Parties[i].Role = Negotiator
		}
	}
	for i := range m.members {
		m.brief.Parties[i].Role = m.brief.Parties[m.side(i)].Role
	}
}

// openQuestions are what a mediator wants to know of each negotiator, and the
// kinds of statements that answer.
var openQuestions = [...]struct {
	kind Kind
	text string
}{
	{Goal, "%s: no source says what it wants."},
	{Constraint, "%s: no source says what narrows its room."},
	{Expectation, "%s: no source says what it expects or could live with."},
	{Strategy, "%s: no source says what it does if the talks fail."},
}

// ask lists what no document answers: kinds of statements missing for a
// negotiator, and topics on which only one negotiator has a position.
func (m *merger) ask() {
	b := m.brief
	has := map[string]map[Kind]bool{}
	on := map[string]map[string]bool{}
	var topics []string
	at := map[string]int{}
	for i := range b.Parties {
		at[b.Parties[i].ID] = i
	}
	for i := range b.Statements {
		s := &b.Statements[i]
		side := b.Parties[m.side(at[s.Party])].ID
		if has[side] == nil {
			has[side] = map[Kind]bool{}
		}
		has[side][s.Kind] = true
		if s.Kind == Goal && s.Topic != "" {
			if on[s.Topic] == nil {
				on[s.Topic] = map[string]bool{}
				topics = append(topics, s.Topic)
			}
			on[s.Topic][side] = true
		}
	}
	for i := range b.Parties {
		p := &b.Parties[i]
		if p.Role != Negotiator || m.side(i) != i {
			continue
		}
		for _, q := range openQuestions {
			if !has[p.ID][q.kind] {
				m.question(p.ID, "", fmt.Sprintf(q.text, p.Name))
			}
		}
		asked := 0
		for _, t := range topics {
			if !on[t][p.ID] && has[p.ID][Goal] && m.isTopic(t) && asked < topicQuestions {
				asked++
				m.question(p.ID, t, fmt.Sprintf("%s: no source says what it wants on %s.", p.Name, t))
			}
		}
	}
}

// topicQuestions is how many topics are asked about for each negotiator.
const topicQuestions = 5

// isTopic reports whether a name is one of the lexicon's topics rather than the
// label of an item.
func (m *merger) isTopic(name string) bool {
	return slices.ContainsFunc(m.lex.topics, func(t topic) bool { return t.name == name && !t.hidden })
}

func (m *merger) question(party, topic, text string) {
	q := &m.brief.Questions
	*q = append(*q, Question{ID: "Q" + strconv.Itoa(len(*q)+1), Party: party, Topic: topic, Text: text})
}
