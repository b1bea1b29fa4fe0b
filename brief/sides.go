package brief

import (
	"fmt"
	"strconv"
	"strings"

	"detente"
)

// compared sets the sources side by side; pictures adds what only a page shows.
func (b *Brief) compared(pictures bool) *detente.Result {
	r := section("comparisons", "Where the sources differ")
	if len(b.Documents) < 2 {
		r.Answer = "There is one document, so there is nothing to compare it with."
		return r
	}
	clash := "No contradiction between the sources was found; they"
	if n := b.tally(Contradicts); n > 0 {
		clash = "The sources contradict each other on " + count(n, "point") + " and"
	}
	r.Answer = fmt.Sprintf("%s agree on %s; %s said by one alone.", clash, count(b.tally(Agrees), "point"), are(b.tally(Alone), "thing"))
	r.Definitions = append(r.Definitions, "! contradict: both cannot be right; = agree: both say it; ~ stress: they give it different room, in percent of what each says about topics, or of the parties it names; ? only: the others are silent")
	shown := b.passages()
	add := func(kind ComparisonKind, title string, detail bool) {
		if s := b.pointsOf(kind, shown); len(s.Points) > 0 {
			s.Title, s.Detail = title, detail
			r.Add(s)
		}
	}
	add(Contradicts, "They contradict each other", false)
	b.addMovements(r, shown)
	if pictures {
		b.addShares(r)
		add(Emphasis, "What they stress, with a quote", true)
	} else if l := b.stressed(); len(l.Items) > 0 {
		r.Add(l)
	}
	if t := b.topicTable(); t != nil {
		r.Add(t)
	}
	add(Agrees, "They agree", false)
	if l := b.aloneList(); len(l.Items) > 0 {
		r.Add(l)
	}
	add(Alone, "Said by one only, with the quote", true)
	return r
}

func are(n int, noun string) string {
	if n == 1 {
		return count(n, noun) + " is"
	}
	return count(n, noun) + " are"
}

// subjectOf is whom and what a comparison is about.
func (b *Brief) subjectOf(party, topic string) string {
	var head []string
	if party != "" {
		head = append(head, b.partyName(party))
	}
	if topic != "" {
		head = append(head, topic)
	}
	return strings.Join(head, ", ")
}

// signs tell kinds of comparisons apart.
var signs = map[ComparisonKind]string{Contradicts: "!", Agrees: "=", Emphasis: "~", Alone: "?"}

// pointsOf returns the comparisons of a kind with their quotes side by side.
func (b *Brief) pointsOf(kind ComparisonKind, shown map[Quote]string) *detente.Sides {
	s := &detente.Sides{Sides: b.documentNames()}
	for i := range b.Comparisons {
		c := &b.Comparisons[i]
		if c.Kind != kind {
			continue
		}
		p := detente.Point{ID: c.ID, Sign: signs[kind], Text: or(b.subjectOf(c.Party, c.Topic), "the facts"), Note: c.Why, Quotes: b.cite(c.Quotes, shown)}
		if kind == Emphasis {
			p.Text += ": " + b.sharesText(c)
		}
		s.Points = append(s.Points, p)
	}
	return s
}

func (b *Brief) documentNames() []string {
	names := make([]string, len(b.Documents))
	for i := range names {
		names[i] = b.documentName(i)
	}
	return names
}

// cite places quotes beside each other, each with the id of its passage.
func (b *Brief) cite(quotes []Quote, shown map[Quote]string) []detente.Cited {
	out := make([]detente.Cited, len(quotes))
	for i := range quotes {
		q := &quotes[i]
		out[i] = detente.Cited{Side: b.number(q.Document) - 1, ID: shown[*q], Place: b.where(q), Text: fold(q.Text)}
	}
	return out
}

// sharesText says how much of each document goes to something.
func (b *Brief) sharesText(c *Comparison) string {
	parts := make([]string, len(c.Shares))
	for i, s := range c.Shares {
		parts[i] = fmt.Sprintf("%g %% of %d", s.Percent, b.number(s.Document))
	}
	return strings.Join(parts, ", ")
}

// stressed lists what documents give different room.
func (b *Brief) stressed() *detente.List {
	l := &detente.List{Title: "They stress other things"}
	for i := range b.Comparisons {
		if c := &b.Comparisons[i]; c.Kind == Emphasis {
			l.Items = append(l.Items, detente.Item{ID: c.ID, Text: "~ " + b.subjectOf(c.Party, c.Topic) + ": " + b.sharesText(c)})
		}
	}
	return l
}

// addShares adds pictures of how much room documents give to topics and parties.
func (b *Brief) addShares(r *detente.Result) {
	topics := &detente.Bars{Title: "How much of what each source says is about a topic", Unit: "%"}
	parties := &detente.Bars{Title: "How often each source names a party, of all it names", Unit: "%"}
	for i := range b.Comparisons {
		c := &b.Comparisons[i]
		if c.Kind != Emphasis {
			continue
		}
		bars := topics
		if c.Topic == "" {
			bars = parties
		}
		for _, s := range c.Shares {
			bars.Bars = append(bars.Bars, detente.Bar{Label: b.subjectOf(c.Party, c.Topic), Group: b.documentName(b.number(s.Document) - 1), Value: s.Percent})
		}
	}
	for _, bars := range [...]*detente.Bars{topics, parties} {
		if len(bars.Bars) > 0 {
			r.Add(bars)
		}
	}
}

// aloneList names, for each document, what it alone speaks of.
func (b *Brief) aloneList() *detente.List {
	l := &detente.List{Title: "Said by one only"}
	for _, d := range b.Documents {
		var order []string
		topics := map[string][]string{}
		for i := range b.Comparisons {
			c := &b.Comparisons[i]
			if c.Kind != Alone || c.Quotes[0].Document != d.ID {
				continue
			}
			if topics[c.Party] == nil {
				order = append(order, c.Party)
			}
			topics[c.Party] = append(topics[c.Party], or(c.Topic, "other")+" ("+c.ID+")")
		}
		for _, p := range order {
			l.Items = append(l.Items, detente.Item{Text: "? only in " + strconv.Itoa(b.number(d.ID)) + ": " + b.partyName(p) + " on " + strings.Join(topics[p], ", ")})
		}
	}
	return l
}

// addMovements shows how positions moved between dated documents.
func (b *Brief) addMovements(r *detente.Result, shown map[Quote]string) {
	s := &detente.Sides{Title: "What moved", Sides: b.documentNames()}
	for i := range b.Movements {
		m := &b.Movements[i]
		dates := make([]string, len(m.Quotes))
		for k := range m.Quotes {
			dates[k] = b.Documents[b.number(m.Quotes[k].Document)-1].Published
		}
		s.Points = append(s.Points, detente.Point{ID: "M" + strconv.Itoa(i+1), Text: b.subjectOf(m.Party, m.Topic) + ": " + strings.Join(dates, ", then "), Quotes: b.cite(m.Quotes, shown)})
	}
	if len(s.Points) > 0 {
		r.Add(s)
	}
}
